"""待送达: who cannot be reached by message and must be phoned, and closing what was told by telephone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, cast

from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.listing import page_of, serial, show
from handlers.conversation.routes import Command, Tap
from handlers.issuing import acknowledging
from messages.presses.undelivered import SendOnceMore, TellByPhone, TurnUndelivered
from messages.views.undelivered import UndeliveredLine, UndeliveredView
from storage import outbox, outgoing
from storage.outbox import State
from storage.outgoing import Undelivered
from storage.queries import undelivered
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Group, Person, Post, Unit
from supervision.notices.base import Notice
from supervision.notices.cards import PaperCard
from supervision.notices.undelivered import (
    GroupClosed,
    PersonUnreachable,
    SentOnceMore,
    ToldByPhone,
    UndeliveredList,
)
from supervision.outcome import Fact, Outcome
from supervision.refusals import StaleButton, WrongState
from supervision.roles import Permission
from supervision.subjects import Subject

PER_PAGE = 6

RESENDABLE = frozenset({State.AMBIGUOUS, State.DEAD})


async def chat_is_closed(unit: UnitOfWork, chat_id: int, person_id: int | None, state: str) -> None:
    """Tell the Office, once for each time a chat closes: a person who blocked the bot, a group that muted it."""
    if person_id is not None:
        person = await unit.require(Person, person_id)
        titles = tuple(post.title for post in await unit.find(Post, holder_id=person_id, active=True))
        await outbox.tell(unit, [PersonUnreachable(name=person.name, phone=person.phone, posts=titles)])
        return
    group = await unit.first(Group, chat_id=chat_id)
    if group is not None:
        await outbox.tell(unit, [GroupClosed(title=group.title, state=state)])


async def browse(turn: Turn) -> None:
    """/undelivered, and its pages."""
    page = turn.press.page if isinstance(turn.press, TurnUndelivered) else 0
    await show(turn, UndeliveredList(serial=await serial(turn), page=max(0, page)))


_WHEN_TOLD: Mapping[type[Notice], Callable[[UnitOfWork, Actor, Any, str], Awaitable[None]]] = {
    PaperCard: acknowledging.told_by_phone,
}
"""What it means besides that a message of a kind was told to its seat by telephone; nothing, for the others."""


async def tell_by_phone(turn: Turn) -> None:
    """已电话告知: the line is closed, and the audit says who told it."""
    row = await _line(turn, cast(TellByPhone, turn.press).row)
    await undelivered.close_as_told(turn.unit, row.id)
    await _record(turn, "message.told_by_phone", row)
    notice = outbox.read_notice(row.kind, row.fields)
    if (when_told := _WHEN_TOLD.get(type(notice))) is not None:
        await when_told(turn.unit, turn.actor, notice, row.seat)
    turn.say_in_toast(ToldByPhone(name=(await _who(turn.unit, row.seat))[0]))
    await _refresh(turn)


async def send_once_more(turn: Turn) -> None:
    """重发: somebody decided that it should go out again."""
    row = await _line(turn, cast(SendOnceMore, turn.press).row)
    if row.status not in RESENDABLE:
        raise StaleButton
    await undelivered.send_once_more(turn.unit, row.id)
    await _record(turn, "message.sent_once_more", row)
    turn.say_in_toast(SentOnceMore())
    await _refresh(turn)


async def _line(turn: Turn, row_id: int) -> Undelivered:
    row = await undelivered.line(turn.unit, row_id)
    if row is None:
        raise WrongState("message", "已处理")
    return row


async def _record(turn: Turn, event: str, row: Undelivered) -> None:
    details = {"kind": row.kind, "seat": row.seat, "reason": row.reason}
    await carry_out(turn.unit, turn.actor, Outcome(facts=(Fact(event, Subject("message", str(row.id)), details),)))


async def _refresh(turn: Turn) -> None:
    """The list without the line, on the page where it stood."""
    page = page_of(await undelivered.count(turn.unit), PER_PAGE, await _page_shown(turn))
    await show(turn, UndeliveredList(serial=await serial(turn), page=page.number))


async def _page_shown(turn: Turn) -> int:
    card = await outgoing.card_at(turn.unit, turn.heard.chat_id, turn.heard.message_id or 0)
    notice = outbox.read_notice(card.kind, card.fields) if card else None
    return notice.page if isinstance(notice, UndeliveredList) else 0


async def load_view(unit: UnitOfWork, notice: UndeliveredList, viewer: Actor) -> UndeliveredView:
    """One page of the lines, for the Office and the administrator."""
    if not viewer.may(Permission.PEOPLE_READ):
        return UndeliveredView(allowed=False)
    total = await undelivered.count(unit)
    page = page_of(total, PER_PAGE, notice.page)
    rows = await undelivered.page(unit, offset=page.start, limit=page.size)
    lines = [await _describe(unit, row, page.start + n) for n, row in enumerate(rows, 1)]
    return UndeliveredView(allowed=True, total=total, page=page.number, pages=page.pages, lines=tuple(lines))


async def _describe(unit: UnitOfWork, row: Undelivered, number: int) -> UndeliveredLine:
    who, phone = await _who(unit, row.seat)
    reason = row.status if row.status in RESENDABLE else row.reason
    return UndeliveredLine(
        row=row.id,
        number=number,
        who=who,
        kind=row.kind,
        reason=reason,
        phone=phone,
        since=row.created_at,
        can_resend=row.status in RESENDABLE,
        is_group=row.seat.startswith("group/"),
    )


async def _who(unit: UnitOfWork, seat: str) -> tuple[str, str]:
    """Whom a seat means, and his telephone number."""
    kind, _, number = seat.partition("/")
    if kind == "group":
        group = await unit.get(Group, int(number))
        return (group.title if group else "", "")
    person = await outbox.holder_of(unit, seat)
    post = await unit.get(Post, int(number)) if kind == "post" else None
    name = person.name if person else ""
    if post is not None:
        return (f"{name}（{post.title}）" if name else post.title), person.phone if person else ""
    if kind == "unit" and int(number):
        named = await unit.get(Unit, int(number))
        return (named.name if named else ""), ""
    return name, person.phone if person else ""


_SEE = Permission.PEOPLE_READ
ROUTES = (
    Command(name="undelivered", callback=browse, may=_SEE, description="待送达清单", word="待送达"),
    Tap(press=TurnUndelivered, callback=browse, may=_SEE),
    Tap(press=TellByPhone, callback=tell_by_phone, may=Permission.RECORD_ENTER),
    Tap(press=SendOnceMore, callback=send_once_more, may=Permission.RECORD_ENTER),
)
VIEWS = {"undelivered_list": load_view}
