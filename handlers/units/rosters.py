"""The roster from a file: noted, fetched, read, checked and shown as a whole, then taken over on a tap or not."""

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
from handlers.units.roster_import import Prepared, prepare, take_over
from messages.presses.rosters import DropRoster, TakeRoster
from messages.reading.roster import read_rows
from messages.views.rosters import RosterPreviewView
from storage import outbox
from storage.unit_of_work import Origin, UnitOfWork
from supervision.actors import Actor
from supervision.model import Draft, Intake, Person, StoredFile
from supervision.notices.base import Notice, Recipient, to_person
from supervision.notices.dialogue import Choice
from supervision.notices.rosters import (
    RosterDropped,
    RosterImported,
    RosterPreviewCard,
    RosterPrompt,
    RosterReading,
    RosterRefused,
    RosterTemplate,
    RosterUnreadable,
    RowError,
)
from supervision.refusals import NotAllowed, NotFound, StaleButton
from supervision.roles import Permission
from supervision.roster.roster_preview import basis_of
from supervision.roster.roster_sheets import SheetRow

MOST_ERRORS = 200
"""Faults that are listed; a file with more is better written anew."""

MOST_LINES = 100
"""Changes that are listed; of more it is said how many."""

KIND = FOLLOW_UP = "roster"

_TEMPLATE = Choice("template", "下载模板")


async def begin(turn: Turn) -> None:
    """/roster: ask for the file."""
    await open_flow(turn, FLOW, "roster.file", {}, wanted="roster")


async def _show_file(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(choices=(_TEMPLATE,))


async def _take_file(turn: Turn, draft: Draft, said: Said) -> Next:
    """Note the file; it is fetched after the commit. ［下载模板］ leaves the question open."""
    if said.choice == _TEMPLATE.value:
        await outbox.tell(turn.unit, [RosterTemplate()])
        return Next("roster.file")
    file = sent_table(said, "roster")
    await turn.unit.save(await note(turn.unit, turn.actor, turn.heard, file, FOLLOW_UP))
    await outbox.tell(turn.unit, [RosterReading(to=to_person(turn.actor.person_id), name=file.name)])
    return END


async def show_file(services: Services, file: StoredFile) -> None:
    """Go on with a file that is on disk, or could not be had: show what it would change, or what is wrong."""
    rows, reason = await rows_of(services, file, read_rows)
    async with services.transaction(Origin("telegram", None, file.chat_id, file.message_id)) as unit:
        if await take_up(unit, file) is None:
            return
        to = to_person(file.sent_by)
        if reason:
            told: Notice = RosterUnreadable(to=to, name=file.name, reason=reason)
        else:
            person = await unit.require(Person, file.sent_by)
            told = await _compared(unit, await actor_for(unit, person), rows, file)
        await outbox.tell(unit, [told])
        await unit.commit()


async def _compared(unit: UnitOfWork, actor: Actor, rows: list[SheetRow], file: StoredFile) -> Notice:
    to = to_person(file.sent_by)
    try:
        prepared = await prepare(unit, actor, rows)
    except NotAllowed:
        prepared = (RowError(0, "", "not_allowed"),)
    if isinstance(prepared, tuple):
        return refused(to, file.name, prepared)
    return await _shown(unit, file, prepared)


def refused(to: Recipient, name: str, errors: Sequence[RowError]) -> RosterRefused:
    """What is wrong, as far as it is listed."""
    return RosterRefused(to=to, name=name, errors=tuple(errors[:MOST_ERRORS]), more=max(0, len(errors) - MOST_ERRORS))


async def _shown(unit: UnitOfWork, file: StoredFile, prepared: Prepared, *, anew: bool = False) -> Notice:
    """The card that waits for a tap; if nothing would change there is nothing to tap."""
    to, lines = to_person(file.sent_by), prepared.lines
    if not lines:
        return RosterImported(to=to, name=file.name, rows=prepared.sheet.rows)
    intake = Intake(
        await unit.new_id("intake"), KIND, file.id, file.sha256, basis_of(lines), file.sent_by, made_at=unit.now
    )
    await unit.save(intake)
    return RosterPreviewCard(
        to=to,
        intake_id=intake.id,
        name=file.name,
        rows=prepared.sheet.rows,
        lines=lines[:MOST_LINES],
        more=max(0, len(lines) - MOST_LINES),
        anew=anew,
    )


async def on_take(turn: Turn) -> None:
    """［确认导入］: if it would still change what was shown; else it is shown anew."""
    if not isinstance(turn.press, TakeRoster):
        raise TypeError(turn.press)
    unit, intake = turn.unit, await _waiting(turn, turn.press.intake)
    file = await unit.require(StoredFile, intake.file_id)
    rows = await read_again(turn.services, file, read_rows)
    prepared = await prepare(unit, turn.actor, rows)
    same = isinstance(prepared, Prepared) and basis_of(prepared.lines) == intake.basis
    await unit.save(replace(intake, decided_at=unit.now, taken=same))
    if isinstance(prepared, tuple):
        told: Notice = refused(to_person(file.sent_by), file.name, prepared)
    elif same:
        counts = await take_over(unit, turn.actor, turn.services.catalogue, prepared)
        told = RosterImported(to=to_person(file.sent_by), name=file.name, rows=counts.rows, counts=counts)
    else:
        told = await _shown(unit, file, prepared, anew=True)
    await outbox.tell(unit, [told])
    await _redraw(unit, intake)


async def on_drop(turn: Turn) -> None:
    """［放弃］."""
    if not isinstance(turn.press, DropRoster):
        raise TypeError(turn.press)
    intake = await _waiting(turn, turn.press.intake)
    await turn.unit.save(replace(intake, decided_at=turn.unit.now))
    await _redraw(turn.unit, intake)
    turn.say_in_toast(RosterDropped())


async def _waiting(turn: Turn, intake_id: int) -> Intake:
    """The file, while it waits, for who sent it. Raises NotAllowed, NotFound, StaleButton."""
    turn.actor.require(Permission.ROSTER_IMPORT)
    intake = await turn.unit.get(Intake, intake_id)
    if intake is None or intake.kind != KIND or intake.person_id != turn.actor.person_id:
        raise NotFound("roster")
    if intake.decided_at is not None:
        raise StaleButton
    return intake


async def _redraw(unit: UnitOfWork, intake: Intake) -> None:
    card = RosterPreviewCard(to=to_person(intake.person_id), intake_id=intake.id, name="", rows=0, lines=())
    if card.subject is not None:
        await outbox.redraw(unit, [card.subject])


async def preview_view(unit: UnitOfWork, notice: RosterPreviewCard, viewer: Actor) -> RosterPreviewView:
    """Load the card: what was shown, and what became of it."""
    intake = await unit.require(Intake, notice.intake_id)
    later = any(item.id > intake.id for item in await unit.find(Intake, file_id=intake.file_id, kind=KIND))
    undecided = intake.decided_at is None
    return RosterPreviewView(
        intake_id=intake.id,
        name=notice.name,
        rows=notice.rows,
        lines=notice.lines,
        more=notice.more,
        anew=notice.anew,
        outcome="" if undecided else "taken" if intake.taken else "overtaken" if later else "dropped",
        may_decide=undecided and viewer.person_id == intake.person_id and viewer.may(Permission.ROSTER_IMPORT),
    )


FLOW = Flow("roster", RosterPrompt, {"roster.file": Question(_show_file, _take_file)})

ROUTES = (
    Command(
        name="roster",
        callback=begin,
        may=Permission.ROSTER_IMPORT,
        description="导入单位和人员名册",
        word="名册",
    ),
    Tap(press=TakeRoster, callback=on_take, may=Permission.ROSTER_IMPORT),
    Tap(press=DropRoster, callback=on_drop, may=Permission.ROSTER_IMPORT),
)
FLOWS = {FLOW.name: FLOW}
FOLLOW_UPS = {FOLLOW_UP: show_file}
VIEWS = {"roster_preview_card": preview_view}
