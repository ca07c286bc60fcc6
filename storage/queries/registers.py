"""Numbers that were given, and the counters that they come from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select

from storage.tables import MODELS, counters
from storage.unit_of_work import UnitOfWork, insert_into
from supervision.ledger.records import NumberRecord
from supervision.model import Matter, NumberTaken, Paper
from supervision.papers.numbering import REGISTERS, RegisterKey, counter_key


async def last_number(unit: UnitOfWork, name: str) -> int:
    """The last number of a counter: drawn here, or used on paper before."""
    drawn = (await unit.connection.execute(select(counters.c.value).where(counters.c.name == name))).scalar()
    return unit.county.last_numbers.get(name, 0) if drawn is None else int(drawn)


async def go_on_after(unit: UnitOfWork, name: str, number: int) -> None:
    """Let a counter go on after a number that was used elsewhere, if it has not come so far yet."""
    if number <= await last_number(unit, name):
        return
    insert = insert_into(unit.connection.dialect.name, counters).values(name=name, value=number)
    raised = insert.on_conflict_do_update(index_elements=[counters.c.name], set_={"value": number})
    await unit.connection.execute(raised)


async def last_numbers(unit: UnitOfWork, years: Iterable[int]) -> list[NumberRecord]:
    """How far each register has come in these years, where it has begun."""
    drawn = {row.name: int(row.value) for row in await unit.connection.execute(select(counters))}
    drawn = dict(unit.county.last_numbers) | drawn
    return [
        NumberRecord(register=key, year=year, last=drawn[name])
        for year in years
        for key in RegisterKey
        if (name := counter_key(REGISTERS[key], year)) in drawn
    ]


async def numbers_in_use(unit: UnitOfWork) -> frozenset[str]:
    """All registration numbers and document numbers."""
    columns = (MODELS[Matter].c.registration_number, MODELS[Paper].c.document_number)
    return frozenset([str(row[0]) for column in columns for row in await unit.connection.execute(select(column))])


@dataclass(frozen=True, slots=True)
class Extent:
    """How far a register of a year has come: its first and last number here, how many were drawn, how many are void."""

    first: int
    last: int
    drawn: int
    void: int


_taken = MODELS[NumberTaken]


async def extent_of(unit: UnitOfWork, key: RegisterKey, year: int) -> Extent | None:
    """The extent of a register in a year; none if no number was drawn."""
    columns = (func.min(_taken.c.n), func.max(_taken.c.n), func.count(), func.count(_taken.c.void_at))
    statement = select(*columns).where(_taken.c.register == key.value, _taken.c.year == year)
    first, last, drawn, void = (await unit.connection.execute(statement)).one()
    return Extent(int(first), int(last), int(drawn), int(void)) if drawn else None


async def numbers_of_page(unit: UnitOfWork, register: str, year: int, *, start: int, size: int) -> list[NumberTaken]:
    """Some numbers of a register, the newest first."""
    statement = (
        select(_taken)
        .where(_taken.c.register == register, _taken.c.year == year)
        .order_by(_taken.c.n.desc())
        .offset(start)
        .limit(size)
    )
    return await unit.all(NumberTaken, statement)
