"""A ledger that was read: what it holds, and taking it over as a whole or not at all."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.conversation.carrying import carry_out
from handlers.documents.numbers import draw
from handlers.takeover.restoring import counts_of, names_now, restore, restored_lines, unsigned_in, when_of
from messages.reading.ledger_book import SHEET, read_records
from storage.queries import registers, roster
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.filling.intake_tasks import People
from supervision.ledger.checking import faults_of, records_of_rows
from supervision.ledger.records import Records
from supervision.model import Post, Unit
from supervision.notices.cards import matter_subject
from supervision.notices.takeover import LedgerCounts, LedgerFault, LedgerLine
from supervision.outcome import Outcome
from supervision.papers.numbering import RegisterKey
from supervision.roles import Permission, Role
from supervision.roster.roster_sheets import SheetRow
from supervision.takeover.takeover_sheets import Taken, World, read_ledger
from supervision.takeover.taking_over import Desk, Ids, count, hand_over_cards, highest, highest_numbers, take_over

LEADERS_BY_RANK = (Role.MAYOR, Role.EXECUTIVE_VICE_MAYOR, Role.VICE_MAYOR, Role.PARTY_LEADER)
"""Whose instructions a ledger names."""

DESKS = (Role.OFFICER, Role.OFFICE_HEAD)
"""Whose the matters can be, those who are preferred first."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A file without faults. `basis` changes when the same file would mean something else.

    `restored` is a ledger that we exported, and then there are no `matters`; of it `unsigned` matters were with their
    signers.
    """

    matters: tuple[Taken, ...]
    desk: Desk
    counts: LedgerCounts
    basis: str
    restored: Records | None = None
    unsigned: int = 0

    @property
    def lines(self) -> tuple[LedgerLine, ...]:
        """The matters, as they are listed before they are taken over."""
        if self.restored is not None:
            return restored_lines(self.restored)
        return tuple(
            LedgerLine(matter.document_number, matter.title, len(matter.tasks), matter.closed)
            for matter in self.matters
        )


async def prepare(
    unit: UnitOfWork, actor: Actor, rows: Sequence[SheetRow], *, at_console: bool = False
) -> Prepared | tuple[LedgerFault, ...]:
    """Read a file; nothing is changed.

    Returns:
        What would be taken over, or all faults.

    Raises:
        NotAllowed: the actor may not take a ledger over.
    """
    if not at_console:
        actor.require(Permission.LEDGER_TAKE_OVER)
    desk = await _desk(unit, actor)
    if desk is None:
        return (LedgerFault(0, "", "no_officer"),)
    if rows and SHEET in rows[0].cells:
        return await _prepare_restored(unit, desk, rows)
    matters = read_ledger(rows, await _world(unit))
    faults = tuple(item for item in matters if isinstance(item, LedgerFault))
    if faults:
        return faults
    taken = tuple(item for item in matters if isinstance(item, Taken))
    last = [
        written
        for name, (n, written) in highest_numbers(taken, unit.county).items()
        if n > await registers.last_number(unit, name)
    ]
    counts = count(taken, len(rows), last, unit.today)
    return Prepared(taken, desk, counts, hashlib.sha256(repr(taken).encode()).hexdigest())


async def _prepare_restored(
    unit: UnitOfWork, desk: Desk, rows: Sequence[SheetRow]
) -> Prepared | tuple[LedgerFault, ...]:
    """The same of a ledger that we exported."""
    found, faults = read_records(rows, unit.county.zone)
    faults += faults_of(found, await names_now(unit), await registers.numbers_in_use(unit))
    if faults:
        return tuple(faults)
    records = records_of_rows(found)
    written = [number for one in records.matters for number in (one.registration_number, one.document_number)]
    last = [
        text for name, (n, text) in highest(written, unit.county).items() if n > await registers.last_number(unit, name)
    ]
    basis = hashlib.sha256(repr(records).encode()).hexdigest()
    return Prepared((), desk, counts_of(records, last), basis, records, unsigned_in(records))


async def take(unit: UnitOfWork, actor: Actor, prepared: Prepared, file: str) -> LedgerCounts:
    """Take everything over: the registers go on behind the ledger's numbers, each unit hears of it once."""
    if prepared.restored is not None:
        await restore(unit, actor, prepared.restored, prepared.desk, file)
        return prepared.counts
    for name, (n, _) in highest_numbers(prepared.matters, unit.county).items():
        await registers.go_on_after(unit, name, n)
    when = when_of(unit)
    outcomes = [
        take_over(taken, await _ids(unit, taken), desk=prepared.desk, actor=actor, when=when, file=file)
        for taken in prepared.matters
    ]
    units = {item.id: item for item in await unit.find(Unit)}
    everything = sum(outcomes, Outcome()) + hand_over_cards(outcomes, units, when, file)
    await carry_out(unit, actor, everything, post_id=prepared.desk.post.id)
    return prepared.counts


async def _ids(unit: UnitOfWork, taken: Taken) -> Ids:
    matter_id = await unit.new_id("matter")
    number = taken.registration_number or await draw(
        unit, RegisterKey.MATTER, subject=matter_subject(matter_id), title=taken.title
    )
    return Ids(matter_id, await unit.new_id("paper"), number)


async def _desk(unit: UnitOfWork, actor: Actor) -> Desk | None:
    own = [post for role in DESKS for post in actor.posts if post.role is role]
    found = await unit.find(Post, role=DESKS, active=True)
    posts = own or sorted((post for post in found if post.holder_id), key=lambda post: DESKS.index(post.role))
    return next((Desk(post, post.holder_id) for post in posts if post.holder_id is not None), None)


async def _world(unit: UnitOfWork) -> World:
    leaders = await unit.find(Post, role=LEADERS_BY_RANK, active=True)
    people = People(
        await roster.active_units(unit),
        sorted(leaders, key=lambda post: LEADERS_BY_RANK.index(post.role)),
        unit.county.name,
    )
    return World(people, await registers.numbers_in_use(unit), unit.today)
