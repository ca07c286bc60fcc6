"""/takeover: the old ledger from a file, read, checked and shown as a whole, then taken over on a tap or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.conversation.actors import actor_for
from handlers.conversation.context import Services, Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.files import note, take_up
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.routes import Command, Tap
from handlers.conversation.tables import read_again, rows_of, sent_table
from handlers.takeover.ledger_import import Prepared, prepare, take
from handlers.takeover.restoring import when_of
from messages.presses.takeover import DropLedger, TakeLedger
from messages.reading.ledger_book import is_book, read_book
from messages.reading.tables import read_table
from messages.views.takeover import LedgerPreviewView
from storage import outbox
from storage.unit_of_work import Origin, UnitOfWork
from supervision.actors import Actor
from supervision.model import Draft, Intake, Person, StoredFile
from supervision.notices.base import Notice, Recipient, to_person
from supervision.notices.takeover import (
    LedgerDropped,
    LedgerFault,
    LedgerPreviewCard,
    LedgerPrompt,
    LedgerReading,
    LedgerRefused,
    LedgerTaken,
    LedgerUnreadable,
)
from supervision.refusals import NotAllowed, NotFound, StaleButton
from supervision.roles import Permission
from supervision.roster.roster_sheets import SheetRow
from supervision.subjects import Subject
from supervision.takeover.takeover_sheets import COLUMNS, REQUIRED_COLUMNS

MOST_FAULTS = 200
"""Faults that are listed; a file with more is better written anew."""

MOST_LINES = 100
"""Matters that are listed; of more it is said how many."""

KIND = FOLLOW_UP = "ledger"


async def begin(turn: Turn) -> None:
    """/takeover: ask for the file."""
    await open_flow(turn, FLOW, "takeover.file", {}, wanted="takeover")


async def _show_file(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask()


async def _take_file(turn: Turn, draft: Draft, said: Said) -> Next:
    """Note the file; it is fetched after the commit."""
    file = sent_table(said, "ledger")
    await turn.unit.save(await note(turn.unit, turn.actor, turn.heard, file, FOLLOW_UP))
    await outbox.tell(turn.unit, [LedgerReading(to=to_person(turn.actor.person_id), name=file.name)])
    return END


async def show_file(services: Services, file: StoredFile) -> None:
    """Go on with a file that is on disk, or could not be had: show what it holds, or what is wrong."""
    rows, reason = await rows_of(services, file, read_rows)
    async with services.transaction(Origin("telegram", None, file.chat_id, file.message_id)) as unit:
        if await take_up(unit, file) is None:
            return
        to = to_person(file.sent_by)
        if reason:
            told: Notice = LedgerUnreadable(to=to, name=file.name, reason=reason)
        else:
            person = await unit.require(Person, file.sent_by)
            told = await _compared(unit, await actor_for(unit, person), rows, file)
        await outbox.tell(unit, [told])
        await unit.commit()


def read_rows(name: str, content: bytes) -> list[SheetRow]:
    """Read the rows of a ledger below its header, or of all sheets of one that we exported.

    Raises:
        UnreadableTableError: neither can be read.
    """
    if is_book(name, content):
        return read_book(content)
    return read_table(name, content, columns=COLUMNS, required=REQUIRED_COLUMNS)


async def _compared(unit: UnitOfWork, actor: Actor, rows: list[SheetRow], file: StoredFile) -> Notice:
    to = to_person(file.sent_by)
    try:
        prepared = await prepare(unit, actor, rows)
    except NotAllowed:
        prepared = (LedgerFault(0, "", "not_allowed"),)
    if isinstance(prepared, tuple):
        return refused(to, file.name, prepared)
    return await _shown(unit, file, prepared)


def refused(to: Recipient, name: str, faults: Sequence[LedgerFault]) -> LedgerRefused:
    """What is wrong, as far as it is listed."""
    return LedgerRefused(to=to, name=name, faults=tuple(faults[:MOST_FAULTS]), more=max(0, len(faults) - MOST_FAULTS))


async def _shown(unit: UnitOfWork, file: StoredFile, prepared: Prepared, *, anew: bool = False) -> Notice:
    """The card that waits for a tap."""
    intake = Intake(
        await unit.new_id("intake"), KIND, file.id, file.sha256, prepared.basis, file.sent_by, made_at=unit.now
    )
    await unit.save(intake)
    return LedgerPreviewCard(
        to=to_person(file.sent_by),
        intake_id=intake.id,
        name=file.name,
        counts=prepared.counts,
        lines=prepared.lines[:MOST_LINES],
        more=max(0, len(prepared.lines) - MOST_LINES),
        report_by=when_of(unit).report_by,
        anew=anew,
        restored=prepared.restored is not None,
        unsigned=prepared.unsigned,
    )


async def on_take(turn: Turn) -> None:
    """［确认转入］: if the file still means what was shown; else it is shown anew."""
    if not isinstance(turn.press, TakeLedger):
        raise TypeError(turn.press)
    unit, intake = turn.unit, await _waiting(turn, turn.press.intake)
    file = await unit.require(StoredFile, intake.file_id)
    rows = await read_again(turn.services, file, read_rows)
    prepared = await prepare(unit, turn.actor, rows)
    same = isinstance(prepared, Prepared) and prepared.basis == intake.basis
    await unit.save(replace(intake, decided_at=unit.now, taken=same))
    to = to_person(file.sent_by)
    if isinstance(prepared, tuple):
        told: Notice = refused(to, file.name, prepared)
    elif same:
        counts = await take(unit, turn.actor, prepared, mark_of(file.sha256))
        told = LedgerTaken(to=to, name=file.name, counts=counts)
    else:
        told = await _shown(unit, file, prepared, anew=True)
    await outbox.tell(unit, [told])
    await outbox.redraw(unit, [Subject("intake", str(intake.id))])


def mark_of(sha256: str) -> str:
    """What the file is called in records."""
    return sha256[:12]


async def on_drop(turn: Turn) -> None:
    """［放弃］."""
    if not isinstance(turn.press, DropLedger):
        raise TypeError(turn.press)
    intake = await _waiting(turn, turn.press.intake)
    await turn.unit.save(replace(intake, decided_at=turn.unit.now))
    await outbox.redraw(turn.unit, [Subject("intake", str(intake.id))])
    turn.say_in_toast(LedgerDropped())


async def _waiting(turn: Turn, intake_id: int) -> Intake:
    """The file, while it waits, for who sent it. Raises NotAllowed, NotFound, StaleButton."""
    turn.actor.require(Permission.LEDGER_TAKE_OVER)
    intake = await turn.unit.get(Intake, intake_id)
    if intake is None or intake.kind != KIND or intake.person_id != turn.actor.person_id:
        raise NotFound("ledger")
    if intake.decided_at is not None:
        raise StaleButton
    return intake


async def preview_view(unit: UnitOfWork, notice: LedgerPreviewCard, viewer: Actor) -> LedgerPreviewView:
    """Load the card: what was shown, and what became of it."""
    intake = await unit.require(Intake, notice.intake_id)
    later = any(item.id > intake.id for item in await unit.find(Intake, file_id=intake.file_id, kind=KIND))
    undecided = intake.decided_at is None
    return LedgerPreviewView(
        shown=notice,
        outcome="" if undecided else "taken" if intake.taken else "overtaken" if later else "dropped",
        may_decide=undecided and viewer.person_id == intake.person_id and viewer.may(Permission.LEDGER_TAKE_OVER),
    )


FLOW = Flow("takeover", LedgerPrompt, {"takeover.file": Question(_show_file, _take_file)})

ROUTES = (
    Command(
        name="takeover",
        callback=begin,
        may=Permission.LEDGER_TAKE_OVER,
        description="转入存量台账",
        word="存量台账",
    ),
    Tap(press=TakeLedger, callback=on_take, may=Permission.LEDGER_TAKE_OVER),
    Tap(press=DropLedger, callback=on_drop, may=Permission.LEDGER_TAKE_OVER),
)
FLOWS = {FLOW.name: FLOW}
FOLLOW_UPS = {FOLLOW_UP: show_file}
VIEWS = {"ledger_preview_card": preview_view}
