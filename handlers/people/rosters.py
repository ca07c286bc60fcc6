"""The roster from a file: noted, fetched, read, checked as a whole, then taken over as a whole or not at all."""

from __future__ import annotations

import asyncio
from pathlib import Path

from handlers.conversation.actors import actor_for
from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import Catalogue
from handlers.conversation.context import Services, Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.files import note, take_up
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.routes import Command
from handlers.people.succession import hand_over
from messages.reading.roster import SUFFIXES, UnreadableRosterError, read_rows
from storage import outbox, outgoing
from storage.queries import roster
from storage.unit_of_work import Origin, UnitOfWork
from supervision import rosters
from supervision.actors import Actor
from supervision.evidence import LARGEST
from supervision.model import Draft, FileStatus, Person, Post, StoredFile, Unit
from supervision.notices.base import to_person
from supervision.notices.rosters import (
    RosterCounts,
    RosterImported,
    RosterPrompt,
    RosterReading,
    RosterRefused,
    RosterUnreadable,
    RowError,
)
from supervision.outcome import Fact, Outcome
from supervision.refusals import InvalidInput, LastAdministrator, NotAllowed
from supervision.roles import OFFICE, Permission, Role
from supervision.roster_checking import check
from supervision.roster_sheets import SheetRow
from supervision.subjects import Subject

MOST_ERRORS = 200
"""Faults that are listed; a file with more is better written anew."""

TAKEN = "Excel 文件（.xlsx）或 CSV 文件（.csv）"
FOLLOW_UP = "roster"


async def begin(turn: Turn) -> None:
    """/roster: ask for the file."""
    await open_flow(turn, FLOW, "roster.file", {}, wanted="roster")


async def _show_file(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask()


async def _take_file(turn: Turn, draft: Draft, said: Said) -> Next:
    """Note the file; it is fetched after the commit."""
    file = next((file for file in said.files if file.kind == "document"), None)
    if file is None or not file.name.lower().endswith(SUFFIXES):
        raise InvalidInput("roster", "wrong_file", given=TAKEN)
    if file.size > LARGEST:
        raise InvalidInput("roster", "file_too_big")
    await turn.unit.save(await note(turn.unit, turn.actor, turn.heard, file, FOLLOW_UP))
    await outbox.tell(turn.unit, [RosterReading(to=to_person(turn.actor.person_id), name=file.name)])
    return END


async def import_file(services: Services, file: StoredFile) -> None:
    """Go on with a file that is on disk, or could not be had; the sender hears what became of it."""
    rows: list[SheetRow] = []
    reason = "" if file.status is FileStatus.STORED else str(file.status)
    if not reason:
        try:
            rows = await asyncio.to_thread(_read, services.files / file.sha256, file.name)
        except UnreadableRosterError as error:
            reason = error.reason
    to = to_person(file.sent_by)
    origin = Origin("telegram", None, file.chat_id, file.message_id)
    async with services.transaction(origin) as unit:
        if await take_up(unit, file) is None:
            return
        if reason:
            await outbox.tell(unit, [RosterUnreadable(to=to, name=file.name, reason=reason)])
            await unit.commit()
            return
        person = await unit.require(Person, file.sent_by)
        answer = await import_or_explain(
            unit, await actor_for(unit, person), services.catalogue, rows, name=file.name, answer_to=person
        )
        if isinstance(answer, RosterImported):
            await outbox.tell(unit, [answer])
            await unit.commit()
            return
    async with services.transaction(origin) as unit:  # nothing of the first is kept
        await take_up(unit, file)
        await outbox.tell(unit, [answer])
        await unit.commit()


def _read(path: Path, name: str) -> list[SheetRow]:
    return read_rows(name, path.read_bytes())


async def import_or_explain(
    unit: UnitOfWork,
    actor: Actor,
    catalogue: Catalogue,
    rows: list[SheetRow],
    *,
    name: str,
    answer_to: Person | None = None,
) -> RosterImported | RosterRefused:
    """Bring the roster up to date, or say row by row why not; then the transaction must not be committed.

    Args:
        answer_to: who sent the file; none at the console, which needs no permission.
    """
    to = to_person(answer_to.id if answer_to else 0)
    try:
        result = await import_rows(unit, actor, catalogue, rows, at_console=answer_to is None)
    except NotAllowed:
        result = (RowError(0, "", "not_allowed"),)
    except LastAdministrator:
        result = (RowError(0, "", "last_administrator"),)
    if isinstance(result, RosterCounts):
        return RosterImported(to=to, name=name, counts=result)
    return RosterRefused(to=to, name=name, errors=result[:MOST_ERRORS], more=max(0, len(result) - MOST_ERRORS))


async def import_rows(
    unit: UnitOfWork, actor: Actor, catalogue: Catalogue, rows: list[SheetRow], *, at_console: bool = False
) -> RosterCounts | tuple[RowError, ...]:
    """Check the rows and take them over, all or none.

    Returns:
        What changed, or all faults; then nothing was saved.

    Raises:
        NotAllowed: the actor may not import.
        LastAdministrator: the file would leave nobody who can administer.
    """
    if not at_console:
        actor.require(Permission.ROSTER_IMPORT)
    present = rosters.Roster(
        await unit.find(Unit), await unit.find(Post, active=True), await unit.find(Person, active=True)
    )
    sheet = check(rows, present.units, present.posts)
    if isinstance(sheet, tuple):
        return sheet
    change = rosters.merge(sheet, present, await _draw(unit, rosters.needs(sheet, present)), unit.today)
    await carry_out(unit, actor, change.outcome)
    for post, holder in change.moves:
        await hand_over(unit, actor, catalogue, post, holder, at_console=at_console)
    await _let_new_posts_hear(unit, present, change.outcome)
    if change.counts.changed:
        counted = {name: getattr(change.counts, name) for name in RosterCounts.__dataclass_fields__}
        await carry_out(unit, actor, Outcome(facts=(Fact("roster.imported", Subject("roster", "units"), counted),)))
    return change.counts


async def _let_new_posts_hear(unit: UnitOfWork, before: rosters.Roster, outcome: Outcome) -> None:
    """What was told to a unit that had no liaison, or to an Office without officers, goes to the first there is."""
    known = {post.id for post in before.posts}
    new = [row for row in outcome.saves if isinstance(row, Post) and row.id not in known]
    for post in new:
        if post.role is Role.LIAISON:
            await roster.move_seat(unit, f"unit/{post.unit_id}", f"post/{post.id}")
        elif post.role in OFFICE:
            await roster.move_seat(unit, "unit/0", f"post/{post.id}")
    await outgoing.revive(unit, [f"post/{post.id}" for post in new])


async def _draw(unit: UnitOfWork, needs: rosters.Needs) -> rosters.Ids:
    return rosters.Ids(
        units=[await unit.new_id("unit") for _ in range(needs.units)],
        posts=[await unit.new_id("post") for _ in range(needs.posts)],
        people=[await unit.new_id("person") for _ in range(needs.people)],
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
)
FLOWS = {FLOW.name: FLOW}
FOLLOW_UPS = {FOLLOW_UP: import_file}
