"""A ledger that we exported, into an empty installation: everything as it stood, each unit told once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from handlers.conversation.carrying import carry_out
from storage.queries import registers
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.ledger.records import Records
from supervision.ledger.restoring import RESTORED_AS, Drawn, Restorer
from supervision.ledger.wholes import Names, Whole, wholes
from supervision.model import MatterStatus, Post, Unit
from supervision.notices.takeover import LedgerCounts, LedgerLine, TakenOverCard
from supervision.outcome import Outcome
from supervision.papers.numbering import REGISTERS, counter_key
from supervision.reports.report_places import UNDER_WAY
from supervision.takeover.taking_over import Desk, When, hand_over_cards, highest


def when_of(unit: UnitOfWork) -> When:
    """The time of this transaction."""
    return When(unit.now, unit.county, unit.workdays)


async def names_now(unit: UnitOfWork) -> Names:
    """The roster of this installation, with what is no more."""
    return Names.of(await unit.find(Unit), await unit.find(Post))


async def restore(unit: UnitOfWork, actor: Actor, records: Records, desk: Desk, file: str) -> None:
    """Write everything in one transaction, the registers going on behind the numbers that the ledger has."""
    written = (number for one in records.matters for number in (one.registration_number, one.document_number))
    for name, (n, _) in highest(written, unit.county).items():
        await registers.go_on_after(unit, name, n)
    for one in records.numbers:
        await registers.go_on_after(unit, counter_key(REGISTERS[one.register], one.year), one.last)
    found = wholes(records)
    drawn = {one.matter.registration_number: await _draw(unit, one) for one in found}
    ids = {number: one.matter_id for number, one in drawn.items()}
    restorer = Restorer(await names_now(unit), desk, when_of(unit), ids, file)
    outcomes = [restorer.restore(one, drawn[one.matter.registration_number]) for one in found]
    units = {row.id: row for row in await unit.find(Unit)}
    told = hand_over_cards(outcomes, units, when_of(unit), file)
    cards = tuple(replace(card, past=0) for card in told.notices if isinstance(card, TakenOverCard))
    await carry_out(unit, actor, sum(outcomes, Outcome()) + Outcome(notices=cards), post_id=desk.post.id)


async def _draw(unit: UnitOfWork, whole: Whole) -> Drawn:
    return Drawn(
        await unit.new_id("matter"),
        await unit.new_id("paper"),
        [await unit.new_id("report") for _ in whole.reports],
        [await unit.new_id("finding") for _ in whole.findings],
    )


def counts_of(records: Records, last: Iterable[str]) -> LedgerCounts:
    """What it consists of; nothing of it is past, since every date stands as it stood."""
    return LedgerCounts(
        rows=sum(len(part) for part in (records.matters, records.tasks, records.shares, records.reports)),
        matters=len(records.matters),
        closed=0,  # they stand at every stage, and are not counted as open or closed
        tasks=len(records.tasks),
        past=0,
        units=len({share.unit for share in records.shares if share.status in UNDER_WAY}),
        last=tuple(last),
    )


def unsigned_in(records: Records) -> int:
    """How many matters were with their signers."""
    return sum(one.status in RESTORED_AS for one in records.matters)


def restored_lines(records: Records) -> tuple[LedgerLine, ...]:
    """The matters, as they are listed before they are taken over."""
    tasks: dict[str, int] = {}
    for task in records.tasks:
        tasks[task.registration_number] = tasks.get(task.registration_number, 0) + 1
    return tuple(
        LedgerLine(
            one.document_number or one.registration_number,
            one.title,
            tasks.get(one.registration_number, 0),
            one.status is MatterStatus.CLOSED,
        )
        for one in records.matters
    )
