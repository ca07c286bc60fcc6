"""A roster that was read: what it would change, and taking it over as a whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import Catalogue
from handlers.people.succession import hand_over
from handlers.units.applying import apply_due
from storage import outgoing
from storage.queries import handing_over, roster
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Person, Post, Unit
from supervision.notices.rosters import PreviewLine, RosterCounts, RowError
from supervision.outcome import Fact, Outcome
from supervision.roles import OFFICE, Permission, Role
from supervision.roster import rosters
from supervision.roster.roster_checking import check
from supervision.roster.roster_preview import preview
from supervision.roster.roster_sheets import ENDS, Sheet, SheetRow
from supervision.roster.unit_changes import ChangeKind, planned
from supervision.subjects import Subject

_SHOWN_ALONE = 1 << 40
"""Where the ids begin that new things have while they are only shown."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file without faults beside the roster that it was compared with. `lines` are all that it would change."""

    sheet: Sheet
    present: rosters.Roster
    lines: tuple[PreviewLine, ...]


async def prepare(
    unit: UnitOfWork, actor: Actor, rows: Sequence[SheetRow], *, at_console: bool = False
) -> Prepared | tuple[RowError, ...]:
    """Compare a file with the roster; nothing is changed.

    Returns:
        What it would change, or all faults.

    Raises:
        NotAllowed: the actor may not import.
    """
    if not at_console:
        actor.require(Permission.ROSTER_IMPORT)
    present = rosters.Roster(
        await unit.find(Unit), await unit.find(Post, active=True), await unit.find(Person, active=True)
    )
    sheet = check(rows, present.units, present.posts)
    if isinstance(sheet, tuple):
        return sheet
    shown = rosters.merge(sheet, present, _ids_to_show(rosters.needs(sheet, present)), unit.today)
    errors = await _ends_too_early(unit, sheet, shown)
    return errors or Prepared(sheet, present, preview(shown, present, unit.today))


async def take_over(
    unit: UnitOfWork, actor: Actor, catalogue: Catalogue, prepared: Prepared, *, at_console: bool = False
) -> RosterCounts:
    """Bring the roster up to date, and carry out what is due of it.

    Raises:
        LastAdministrator: the file would leave nobody who can administer.
    """
    present = prepared.present
    ids = await _draw(unit, rosters.needs(prepared.sheet, present))
    change = rosters.merge(prepared.sheet, present, ids, unit.today)
    await carry_out(unit, actor, change.outcome)
    for post, holder in change.moves:
        await hand_over(unit, actor, catalogue, post, holder, at_console=at_console)
    await _let_new_posts_hear(unit, present, change.outcome)
    await apply_due(unit, actor, catalogue, at_console=True)
    if change.counts.changed:
        counted = {name: getattr(change.counts, name) for name in RosterCounts.__dataclass_fields__}
        await carry_out(unit, actor, Outcome(facts=(Fact("roster.imported", Subject("roster", "units"), counted),)))
    return change.counts


async def _ends_too_early(unit: UnitOfWork, sheet: Sheet, change: rosters.Change) -> tuple[RowError, ...]:
    """Units that the file ends by today although they have open tasks and nobody is named to go on with them."""
    rows = {line.name: line.row for line in sheet.units}
    units = [row for row in change.outcome.saves if isinstance(row, Unit)]
    errors = []
    for item in planned(units):
        ends_now = item.kind is ChangeKind.ENDED and item.on <= unit.today
        if ends_now and await handing_over.open_assignments(unit, item.unit.id):
            errors.append(RowError(rows[item.unit.name], ENDS, "open_work", item.unit.name))
    return tuple(errors)


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


def _ids_to_show(needs: rosters.Needs) -> rosters.Ids:
    def some(count: int) -> range:
        return range(_SHOWN_ALONE, _SHOWN_ALONE + count)

    return rosters.Ids(units=some(needs.units), posts=some(needs.posts), people=some(needs.people))


async def _draw(unit: UnitOfWork, needs: rosters.Needs) -> rosters.Ids:
    return rosters.Ids(
        units=[await unit.new_id("unit") for _ in range(needs.units)],
        posts=[await unit.new_id("post") for _ in range(needs.posts)],
        people=[await unit.new_id("person") for _ in range(needs.people)],
    )
