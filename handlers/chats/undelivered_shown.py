"""What 待送达 shows: a page of those who lack something, one line of one of them, and the printed list."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.conversation.listing import page_of
from messages.kinds import KIND
from messages.views.undelivered import UndeliveredLine, UndeliveredReceiver, UndeliveredView
from storage import outbox
from storage.outbox import State
from storage.outgoing import Undelivered
from storage.queries import undelivered, undelivered_desk
from storage.queries.undelivered_desk import Line, Receiver
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving.signing import first_line
from supervision.model import Chain, Group, Matter, Paper, Post, RecordKind, Unit
from supervision.notices.cards import PaperCard, StepCard
from supervision.notices.recording import ExtensionGranted, PaperWithdrawn, RatifyCard
from supervision.notices.undelivered import PrintedLine, UndeliveredList
from supervision.roles import Permission

PER_PAGE = 4
"""Receivers on one screen: each has a button."""

RESENDABLE = frozenset({State.AMBIGUOUS, State.DEAD})


async def load_view(unit: UnitOfWork, notice: UndeliveredList, viewer: Actor) -> UndeliveredView:
    """One page of the list or one line of it, for the Office and the administrator."""
    if not viewer.may(Permission.PEOPLE_READ):
        return UndeliveredView(allowed=False)
    totals = await undelivered_desk.totals(unit)
    page = page_of(totals.receivers, PER_PAGE, notice.page)
    found = await undelivered_desk.receivers(unit, offset=page.start, limit=page.size)
    who = found[0].who if totals.receivers == 1 else notice.who
    line = await _open_line(unit, who, notice.at) if who else None
    shown = () if line else tuple([await _receiver(unit, one, page.start + n) for n, one in enumerate(found, 1)])
    return UndeliveredView(
        allowed=True,
        total=totals.lines,
        messages=totals.messages,
        receivers=totals.receivers,
        page=page.number,
        pages=page.pages,
        shown=shown,
        line=line,
        may_settle=viewer.may(Permission.RECORD_ENTER),
    )


async def _receiver(unit: UnitOfWork, found: Receiver, number: int) -> UndeliveredReceiver:
    row = found.first
    who = await who_is(unit, row.seat)
    return UndeliveredReceiver(
        number=number,
        key=found.who,
        who=who.shown,
        phone=who.phone,
        section=undelivered.SECTIONS.get(row.kind, "other"),
        kind=row.kind,
        what=await _what(unit, row),
        reason=_reason(row),
        items=found.lines,
        many=found.many,
        is_group=who.is_group,
    )


async def _open_line(unit: UnitOfWork, who: str, at: int) -> UndeliveredLine | None:
    """The line that is open, or the nearest that there is now; none when nothing is left of his."""
    lines = await undelivered_desk.lines(unit, who)
    if not lines:
        return None
    at = min(max(at, 0), len(lines) - 1)
    return await _describe(unit, lines[at], who, at + 1, len(lines))


async def _describe(unit: UnitOfWork, line: Line, key: str, number: int, of: int) -> UndeliveredLine:
    row = line.first
    who = await who_is(unit, row.seat)
    return UndeliveredLine(
        key=key,
        row=row.id,
        number=number,
        of=of,
        who=who.shown,
        phone=who.phone,
        kind=row.kind,
        reason=_reason(row),
        since=row.created_at,
        can_resend=row.status in RESENDABLE,
        is_group=who.is_group,
        what=await _what(unit, row),
        many=line.many,
        last=line.last if line.many > 1 else 0,
        settles=settles(row),
    )


async def printed(unit: UnitOfWork, row: Undelivered) -> PrintedLine:
    """A line of the printed list."""
    who = await who_is(unit, row.seat)
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


def settles(row: Undelivered) -> tuple[str, str]:
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
    is_group: bool = False

    @property
    def shown(self) -> str:
        """The name with the post, else what there is."""
        return f"{self.name}（{self.title}）" if self.name and self.title else self.name or self.title or self.unit


async def who_is(unit: UnitOfWork, seat: str) -> Someone:
    """Whom a seat means now."""
    kind, _, number = seat.partition("/")
    if kind == "group":
        group = await unit.get(Group, int(number))
        return Someone(name=group.title if group else "", is_group=True)
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


VIEWS = {"undelivered_list": load_view}
