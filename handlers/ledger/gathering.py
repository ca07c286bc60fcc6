"""What the ledger's list and its workbook are made of, as far as the viewer sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers.matters.ledger import lights_by_matter, registered_in
from messages.labels import LEDGER_FILTER
from messages.ledger_words import scope_words
from messages.views.ledger import LedgerBook
from messages.views.matters import short_name
from storage.queries import ledgers, registers
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.ledger.choice import WHOLE, LedgerChoice
from supervision.ledger.material import records_of
from supervision.ledger.rows import lines_of
from supervision.model import Unit
from supervision.search.lookups import FILTERS, sees_all

Picked = dict[str, list[int]]
"""The ids of matters by the key of the status filter, newest first."""


async def pick(unit: UnitOfWork, actor: Actor, choice: LedgerChoice) -> Picked:
    """The matters that the filters pick, of those that he sees, for each status that a button can choose."""
    rows = await ledgers.picked(unit, choice, await registered_in(unit, actor))
    if choice.light:
        lights = await lights_by_matter(unit, [matter_id for matter_id, _ in rows])
        rows = [row for row in rows if choice.has_light(lights[row[0]])]
    return {key: [matter_id for matter_id, status in rows if status in some] for key, some in FILTERS.items()}


async def scope_of_choice(unit: UnitOfWork, choice: LedgerChoice) -> str:
    """The filters in words: 在办；县水利局；时限红."""
    chosen = await unit.get(Unit, choice.unit) if choice.unit else None
    return scope_words(choice, LEDGER_FILTER[choice.show], short_name(chosen) if chosen else "")


async def book_of(unit: UnitOfWork, actor: Actor, choice: LedgerChoice) -> LedgerBook:
    """The workbook of what is picked, oldest first."""
    ids = (await pick(unit, actor, choice))[choice.show]
    book = await made_of(unit, ids[::-1], await scope_of_choice(unit, choice))
    return await _with_numbers(unit, book) if sees_all(actor) and choice == WHOLE else book


async def made_of(unit: UnitOfWork, ids: Sequence[int], scope: str) -> LedgerBook:
    """The workbook of these matters."""
    material = await ledgers.material(unit, ids)
    return LedgerBook(
        government=unit.county.government_name,
        scope=scope,
        counted_at=unit.now,
        zone=unit.county.zone,
        lines=lines_of(material, now=unit.now, county=unit.county, workdays=unit.workdays),
        records=records_of(material),
        matters=len(material.matters),
    )


async def everything(unit: UnitOfWork) -> LedgerBook:
    """The workbook of the whole ledger, at the console."""
    rows = await ledgers.picked(unit, WHOLE, None)
    book = await made_of(unit, [matter_id for matter_id, _ in reversed(rows)], LEDGER_FILTER["all"])
    return await _with_numbers(unit, book)


async def _with_numbers(unit: UnitOfWork, book: LedgerBook) -> LedgerBook:
    """The same with how far the registers have come, in the years of its matters and in this one."""
    years = {one.registered_at.astimezone(unit.county.zone).year for one in book.records.matters}
    numbers = tuple(await registers.last_numbers(unit, sorted(years | {unit.today.year})))
    return replace(book, records=replace(book.records, numbers=numbers))
