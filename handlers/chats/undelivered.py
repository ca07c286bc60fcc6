"""待送达: who cannot be reached by message and must be phoned, and closing what was told by telephone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.listing import page_of, serial, show
from handlers.conversation.routes import Command, Tap
from handlers.recording.lines import drop_pointless
from handlers.recording.told import record_told
from messages.kinds import KIND
from messages.presses.undelivered import ConfirmArrived, PrintUndelivered, SendOnceMore, TellByPhone, TurnUndelivered
from messages.repeating import repeated
from messages.views.undelivered import UndeliveredLine, UndeliveredView
from storage import outbox, outgoing
from storage.outbox import State
from storage.outgoing import Undelivered
from storage.queries import undelivered
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving.signing import first_line
from supervision.model import Chain, Group, Matter, Paper, Person, Post, RecordKind, Unit
from supervision.notices.bulletins import GroupBulletin
from supervision.notices.cards import PaperCard, StepCard
from supervision.notices.publishing import PictureRefused
from supervision.notices.recording import ExtensionGranted, PaperWithdrawn, RatifyCard
from supervision.notices.undelivered import (
    ArrivalConfirmed,
    GroupClosed,
    PersonUnreachable,
    PrintedLine,
    SentOnceMore,
    ToldByPhone,
    UndeliveredList,
    UndeliveredPrinted,
)
from supervision.outcome import Fact, Outcome
from supervision.refusals import StaleButton, WrongState
from supervision.roles import Permission
from supervision.subjects import Subject

MOST_PRINTED = 200
"""Lines of one printed list."""

PER_PAGE = 4
"""Lines on one screen: each has a button."""

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


async def picture_is_refused(unit: UnitOfWork, chat_id: int, kind: str, fields: str) -> None:
    """Tell the Office, once a bulletin and group, that the group takes no pictures; the rest went out."""
    notice, group = outbox.read_notice(kind, fields), await unit.first(Group, chat_id=chat_id)
    if group is not None and isinstance(notice, GroupBulletin):
        told = PictureRefused(
            bulletin_id=notice.bulletin_id, group_id=group.id, number=notice.number, title=group.title
        )
        await outbox.tell(unit, [told])


async def browse(turn: Turn) -> None:
    """/undelivered, and its pages; what has nothing to say any more is taken out first."""
    page = turn.press.page if isinstance(turn.press, TurnUndelivered) else 0
    await drop_pointless(turn.unit, turn.services.catalogue.conditions)
    await show(turn, UndeliveredList(serial=await serial(turn), page=max(0, page)))


async def tell_by_phone(turn: Turn) -> None:
    """已电话告知: the line is closed, and the audit says who told it. A unit's knowing of its paper is confirmed.

    Raises:
        StaleButton: it is a leader's paper, which waits until what he did on paper is recorded.
    """
    row = await _line(turn, cast(TellByPhone, turn.press).row)
    if any(_settles(row)):
        raise StaleButton
    told = await undelivered.close_as_told(turn.unit, row, cast(TellByPhone, turn.press).last)
    await _record(turn, "message.told_by_phone", row, told)
    notice = outbox.read_notice(row.kind, row.fields)
    recorded = False
    if isinstance(notice, PaperCard):
        recorded = await record_told(turn.unit, turn.actor, notice, row.seat, row.id)
    turn.say_in_toast(ToldByPhone(name=(await _who(turn.unit, row.seat)).shown, to_confirm=recorded))
    await _refresh(turn)


async def print_list(turn: Turn) -> None:
    """打印清单: all lines as a workbook."""
    await drop_pointless(turn.unit, turn.services.catalogue.conditions)
    total = await undelivered.count(turn.unit)
    rows = await undelivered.page(turn.unit, offset=0, limit=MOST_PRINTED)
    lines = tuple([await _printed(turn.unit, row) for row in rows])
    left_off = max(0, total - MOST_PRINTED)
    await outbox.tell(turn.unit, [UndeliveredPrinted(day=turn.unit.today, lines=lines, left_off=left_off)])


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
    await undelivered.close_as_arrived(turn.unit, row.id)
    await _record(turn, "message.arrived", row)
    turn.say_in_toast(ArrivalConfirmed(name=(await _who(turn.unit, row.seat)).shown))
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
    who = await _who(turn.unit, row.seat)
    details = {"kind": row.kind, "seat": row.seat, "reason": row.reason, "name": who.shown, "phone": who.phone}
    facts = tuple(Fact(event, Subject("message", str(number)), details) for number in rows or (row.id,))
    await carry_out(turn.unit, turn.actor, Outcome(facts=facts))


async def _refresh(turn: Turn) -> None:
    """The list without the line, on the page where it stood."""
    page = page_of(await undelivered.count_lines(turn.unit), PER_PAGE, await _page_shown(turn))
    await show(turn, UndeliveredList(serial=await serial(turn), page=page.number))


async def _page_shown(turn: Turn) -> int:
    card = await outgoing.card_at(turn.unit, turn.heard.chat_id, turn.heard.message_id or 0)
    notice = outbox.read_notice(card.kind, card.fields) if card else None
    return notice.page if isinstance(notice, UndeliveredList) else 0


async def load_view(unit: UnitOfWork, notice: UndeliveredList, viewer: Actor) -> UndeliveredView:
    """One page of the lines, for the Office and the administrator."""
    if not viewer.may(Permission.PEOPLE_READ):
        return UndeliveredView(allowed=False)
    total = await undelivered.count_lines(unit)
    page = page_of(total, PER_PAGE, notice.page)
    found = await undelivered.lines(unit, offset=page.start, limit=page.size)
    lines = [await _describe(unit, line, page.start + n) for n, line in enumerate(found, 1)]
    return UndeliveredView(
        allowed=True,
        total=total,
        messages=await undelivered.count(unit),
        page=page.number,
        pages=page.pages,
        lines=tuple(lines),
        may_settle=viewer.may(Permission.RECORD_ENTER),
    )


async def _describe(unit: UnitOfWork, line: undelivered.Line, number: int) -> UndeliveredLine:
    row = line.first
    who = await _who(unit, row.seat)
    return UndeliveredLine(
        row=row.id,
        number=number,
        who=who.shown,
        kind=row.kind,
        reason=_reason(row),
        phone=who.phone,
        since=row.created_at,
        can_resend=row.status in RESENDABLE,
        is_group=row.seat.startswith("group/"),
        section=undelivered.SECTIONS.get(row.kind, "other"),
        what=await _what(unit, row),
        many=line.many,
        last=line.last if line.many > 1 else 0,
        settles=_settles(row),
    )


async def _printed(unit: UnitOfWork, row: Undelivered) -> PrintedLine:
    who = await _who(unit, row.seat)
    what = " ".join(filter(None, (KIND.get(row.kind, "提示消息"), await _what(unit, row))))
    return PrintedLine(
        section=undelivered.SECTIONS.get(row.kind, "other"),
        unit=who.unit,
        name=who.name,
        title=who.title,
        phone=who.phone,
        what=what,
        reason=_reason(row),
        since=unit.county.local(row.created_at),
    )


def _reason(row: Undelivered) -> str:
    return row.status if row.status in RESENDABLE else row.reason


async def _what(unit: UnitOfWork, row: Undelivered) -> str:
    """What the message is about, so that it can be said on the telephone."""
    notice = outbox.read_notice(row.kind, row.fields)
    if isinstance(notice, PaperCard):
        paper = await unit.require(Paper, notice.paper_id)
        return f"{paper.document_number}《{(await unit.require(Matter, paper.matter_id)).title}》"
    if isinstance(notice, StepCard | RatifyCard):
        chain = await unit.require(Chain, notice.chain_id)
        return f"{chain.title}《{first_line(chain.text)}》"
    return notice.document_number if isinstance(notice, PaperWithdrawn | ExtensionGranted) else ""


def _settles(row: Undelivered) -> tuple[str, str]:
    """The record by which a line is settled, and what it is of: a leader's paper is signed, not told."""
    notice = outbox.read_notice(row.kind, row.fields)
    if isinstance(notice, StepCard):
        return RecordKind.SIGNATURE, f"{notice.chain_id}/{notice.seq}"
    if isinstance(notice, RatifyCard):
        return RecordKind.RATIFICATION, f"{notice.chain_id}/{notice.seq}"
    return "", ""


@dataclass(frozen=True, slots=True)
class Someone:
    """Whom a seat means: his unit, name, post and telephone number, as far as they are known."""

    unit: str = ""
    name: str = ""
    title: str = ""
    phone: str = ""

    @property
    def shown(self) -> str:
        """The name with the post, else what there is."""
        return f"{self.name}（{self.title}）" if self.name and self.title else self.name or self.title or self.unit


async def _who(unit: UnitOfWork, seat: str) -> Someone:
    kind, _, number = seat.partition("/")
    if kind == "group":
        group = await unit.get(Group, int(number))
        return Someone(name=group.title if group else "")
    person = await outbox.holder_of(unit, seat)
    post = await unit.get(Post, int(number)) if kind == "post" else None
    unit_id = post.unit_id if post is not None else int(number) if kind == "unit" else 0
    named = await unit.get(Unit, unit_id) if unit_id else None
    return Someone(
        unit=named.name if named else "",
        name=person.name if person else "",
        title=post.title if post else "",
        phone=person.phone if person else "",
    )


_SEE = Permission.PEOPLE_READ
ROUTES = (
    Command(name="undelivered", callback=browse, may=_SEE, description="待送达清单", word="待送达"),
    Tap(press=TurnUndelivered, callback=browse, may=_SEE),
    Tap(press=ConfirmArrived, callback=confirm_arrived, may=Permission.RECORD_ENTER),
    Tap(press=TellByPhone, callback=tell_by_phone, may=Permission.RECORD_ENTER),
    Tap(press=PrintUndelivered, callback=print_list, may=_SEE),
    Tap(press=SendOnceMore, callback=send_once_more, may=Permission.RECORD_ENTER),
)
VIEWS = {"undelivered_list": load_view}
