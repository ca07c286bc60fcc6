"""待送达: who cannot be reached by message and must be phoned, and closing what was told by telephone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from handlers.chats.undelivered_shown import RESENDABLE, printed, settles, who_is
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.listing import serial, show
from handlers.conversation.routes import Command, Tap
from handlers.recording.lines import drop_pointless
from handlers.recording.told import record_told
from messages.presses.undelivered import (
    ConfirmArrived,
    OpenUndelivered,
    PrintUndelivered,
    SendOnceMore,
    TellByPhone,
    TurnUndelivered,
)
from messages.repeating import has_more, repeated
from storage import outbox, outgoing
from storage.outbox import State
from storage.outgoing import Undelivered
from storage.queries import undelivered
from storage.unit_of_work import UnitOfWork
from supervision.model import Group, Person, Post
from supervision.notices.bulletins import GroupBulletin
from supervision.notices.cards import PaperCard
from supervision.notices.publishing import PictureRefused
from supervision.notices.undelivered import (
    ArrivalConfirmed,
    GroupClosed,
    PersonUnreachable,
    SentOnceMore,
    ToldByPhone,
    UndeliveredList,
    UndeliveredPrinted,
)
from supervision.outcome import Fact, Outcome
from supervision.refusals import StaleButton, WrongState
from supervision.roles import Permission
from supervision.subjects import Subject

MOST_PRINTED = 500
"""Lines of one printed list."""

_SECTIONS = ("leader", "unit", "other")


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


async def picture_is_refused(unit: UnitOfWork, chat_id: int, kind: str, fields: str) -> None:
    """Tell the Office, once a bulletin and group, that the group takes no pictures; the rest went out."""
    notice, group = outbox.read_notice(kind, fields), await unit.first(Group, chat_id=chat_id)
    if group is not None and isinstance(notice, GroupBulletin):
        told = PictureRefused(
            bulletin_id=notice.bulletin_id, group_id=group.id, number=notice.number, title=group.title
        )
        await outbox.tell(unit, [told])


async def browse(turn: Turn) -> None:
    """/undelivered, its pages and its lines; what has nothing to say any more is taken out first."""
    press = turn.press
    page = press.page if isinstance(press, TurnUndelivered | OpenUndelivered) else 0
    who, at = (press.who, press.at) if isinstance(press, OpenUndelivered) else ("", 0)
    await drop_pointless(turn.unit, turn.services.catalogue.conditions)
    await show(turn, UndeliveredList(serial=await serial(turn), page=max(0, page), who=who, at=at))


async def tell_by_phone(turn: Turn) -> None:
    """已电话告知: the line is closed, and the audit says who told it. A unit's knowing of its paper is confirmed.

    Raises:
        StaleButton: it is a leader's paper, which waits until what he did on paper is recorded.
    """
    row = await _line(turn, cast(TellByPhone, turn.press).row)
    if any(settles(row)):
        raise StaleButton
    told = await undelivered.close_as_told(turn.unit, row, cast(TellByPhone, turn.press).last)
    await _record(turn, "message.told_by_phone", row, told)
    notice = outbox.read_notice(row.kind, row.fields)
    recorded = False
    if isinstance(notice, PaperCard):
        recorded = await record_told(turn.unit, turn.actor, notice, row.seat, row.id)
    turn.say_in_toast(ToldByPhone(name=(await who_is(turn.unit, row.seat)).shown, to_confirm=recorded))
    await _refresh(turn)


async def print_list(turn: Turn) -> None:
    """打印清单: all lines as a workbook."""
    await drop_pointless(turn.unit, turn.services.catalogue.conditions)
    total = await undelivered.count(turn.unit)
    rows = _by_receiver(await undelivered.page(turn.unit, offset=0, limit=MOST_PRINTED))
    lines = tuple([await printed(turn.unit, row) for row in rows])
    left_off = max(0, total - MOST_PRINTED)
    await outbox.tell(turn.unit, [UndeliveredPrinted(day=turn.unit.today, lines=lines, left_off=left_off)])


def _by_receiver(rows: Sequence[Undelivered]) -> list[Undelivered]:
    """Section by section, what one person is to be told in one call side by side."""
    seats = {row.seat: place for place, row in reversed(list(enumerate(rows)))}
    return sorted(rows, key=lambda row: (_SECTIONS.index(undelivered.SECTIONS.get(row.kind, "other")), seats[row.seat]))


async def send_once_more(turn: Turn) -> None:
    """重发: somebody decided that it should go out again."""
    row = await _line(turn, cast(SendOnceMore, turn.press).row)
    if row.status not in RESENDABLE:
        raise StaleButton
    await undelivered.send_once_more(turn.unit, row.id, repeated(*await undelivered.begun(turn.unit, row.id)))
    await _record(turn, "message.sent_once_more", row)
    turn.say_in_toast(SentOnceMore())
    await _refresh(turn)


async def confirm_arrived(turn: Turn) -> None:
    """已送达: who should have it was asked, and has it."""
    row = await _line(turn, cast(ConfirmArrived, turn.press).row)
    if row.status != State.AMBIGUOUS:
        raise StaleButton
    payload, sent_parts = await undelivered.begun(turn.unit, row.id)
    goes_on = has_more(payload, sent_parts)
    if goes_on:  # what was asked about is the part in doubt
        await outgoing.go_on_later(turn.unit, row.id, sent_parts + 1)
    else:
        await undelivered.close_as_arrived(turn.unit, row.id)
    await _record(turn, "message.arrived", row)
    what = (await printed(turn.unit, row)).what
    who = (await who_is(turn.unit, row.seat)).shown
    turn.say_in_toast(ArrivalConfirmed(name=who, what=what, goes_on=goes_on))
    await _refresh(turn)


async def _line(turn: Turn, row_id: int) -> Undelivered:
    """A line, for who has the list and its telephone calls: the Office; a section records, but has no such list."""
    turn.actor.require(_SEE)
    row = await undelivered.line(turn.unit, row_id)
    if row is None:
        raise WrongState("message", "已处理")
    return row


async def _record(turn: Turn, event: str, row: Undelivered, rows: Sequence[int] = ()) -> None:
    """Who it was about, at which number; one fact for each message of the line."""
    who = await who_is(turn.unit, row.seat)
    details = {"kind": row.kind, "seat": row.seat, "reason": row.reason, "name": who.shown, "phone": who.phone}
    facts = tuple(Fact(event, Subject("message", str(number)), details) for number in rows or (row.id,))
    await carry_out(turn.unit, turn.actor, Outcome(facts=facts))


async def _refresh(turn: Turn) -> None:
    """What follows in the place of the line: his next one, or the list when nothing of his is left."""
    card = await outgoing.card_at(turn.unit, turn.heard.chat_id, turn.heard.message_id or 0)
    notice = outbox.read_notice(card.kind, card.fields) if card else None
    shown = notice if isinstance(notice, UndeliveredList) else UndeliveredList(serial=0)
    await show(turn, replace(shown, serial=await serial(turn)))


_SEE = Permission.PEOPLE_READ
ROUTES = (
    Command(name="undelivered", callback=browse, may=_SEE, description="待送达清单", word="待送达"),
    Tap(press=TurnUndelivered, callback=browse, may=_SEE),
    Tap(press=OpenUndelivered, callback=browse, may=_SEE),
    Tap(press=ConfirmArrived, callback=confirm_arrived, may=Permission.RECORD_ENTER),
    Tap(press=TellByPhone, callback=tell_by_phone, may=Permission.RECORD_ENTER),
    Tap(press=PrintUndelivered, callback=print_list, may=_SEE),
    Tap(press=SendOnceMore, callback=send_once_more, may=Permission.RECORD_ENTER),
)
