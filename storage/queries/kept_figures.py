"""What a bulletin has counted, kept: its groups, and each thing with the group in which it was counted.

What was counted in groups SQL writes by itself, by the selects that counted it (`figures`). A thing is kept once, so
that no figure can count it twice, and stays as it was counted whatever becomes of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Select, and_, case, delete, false, func, insert, literal, select
from sqlalchemy.exc import IntegrityError

from storage.queries.figures import PLACE, PLAIN, Counting
from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.bulletins.figures import rows_of
from supervision.figures.counting import InconsistentError
from supervision.figures.groups import JUDGED, Group, Thing, verdict_of
from supervision.model import BulletinFact, BulletinGroup

_groups, _facts = MODELS[BulletinGroup], MODELS[BulletinFact]

_OF_GROUP = and_(_groups.c.bulletin_id == _facts.c.bulletin_id, _groups.c.number == _facts.c.group_number)
"""A thing and the group in which it was counted."""

_AT_ONCE = 2000
"""Rows of one insert."""


async def keep(
    unit: UnitOfWork, bulletin_id: int, groups: Iterable[Group], counting: Counting, year: Counting | None = None
) -> None:
    """Keep what was counted, with each thing that is counted: what SQL counted it writes, the rest is written down.

    Raises:
        InconsistentError: it is not what is there by now; then nothing is kept.
    """
    groups = tuple(groups)
    try:
        async with unit.attempt():
            await _write(unit, bulletin_id, groups, counting, year)
            if await kept_of(unit, bulletin_id) != {n: one.value for n, one in enumerate(groups, 1)}:
                raise InconsistentError("what is kept is not what was counted")
    except IntegrityError as error:
        raise InconsistentError("something is counted twice") from error


async def _write(
    unit: UnitOfWork, bulletin_id: int, groups: Sequence[Group], counting: Counting, year: Counting | None
) -> None:
    rows = rows_of(bulletin_id, groups)
    await _insert(unit, BulletinGroup, ({name: getattr(row, name) for name in row.__slots__} for row in rows))
    for one, of_year in ((counting, False), (year, True)):
        if one is not None and not one.matter_id:
            for source in PLAIN:
                await unit.connection.execute(_kept(source(one), bulletin_id, year=of_year))
    judged = (_fact(row, thing) for row, one in zip(rows, groups, strict=True) for thing in one.things)
    await _insert(unit, BulletinFact, judged)


def _fact(row: BulletinGroup, thing: Thing) -> dict[str, object]:
    of = {"bulletin_id": row.bulletin_id, "year": row.year, "group_number": row.number}
    return {**of, **dict(zip(PLACE, thing, strict=True))}


async def _insert(unit: UnitOfWork, entity: type, rows: Iterable[dict[str, object]]) -> None:
    rows = iter(rows)
    while some := list(islice(rows, _AT_ONCE)):
        await unit.connection.execute(insert(MODELS[entity]), some)


def _kept(source: Select[Any], bulletin_id: int, *, year: bool) -> Any:
    of = source.subquery()
    mine = [_groups.c[name] == of.c[name] for name in ("track", "unit_id", "verdict")]
    whole = _groups.c.bulletin_id == bulletin_id, _groups.c.year == year
    number = select(_groups.c.number).where(*whole, *mine).scalar_subquery()
    place = [of.c[name] for name in PLACE]
    found = select(literal(bulletin_id), literal(year), *place, number)
    names = ["bulletin_id", "year", *PLACE, "group_number"]
    return insert(_facts).from_select(names, found)


async def forget(unit: UnitOfWork, bulletin_id: int) -> None:
    """Let go of what was counted."""
    for table in (_groups, _facts):
        await unit.connection.execute(delete(table).where(table.c.bulletin_id == bulletin_id))
    unit.forget(BulletinGroup)


async def kept_of(unit: UnitOfWork, bulletin_id: int) -> Mapping[int, int]:
    """How many things are kept of each group; none of a group in which one is another unit's."""
    strange = func.sum(case((_groups.c.unit_id == _facts.c.unit_id, 0), (_groups.c.unit_id.is_(None), 1), else_=1))
    statement = (
        select(_facts.c.group_number, func.count().label("n"), strange.label("strange"))
        .join_from(_facts, _groups, _OF_GROUP, isouter=True)
        .where(_facts.c.bulletin_id == bulletin_id)
        .group_by(_facts.c.group_number)
    )
    found = await unit.connection.execute(statement)
    return {row.group_number: 0 if row.strange else row.n for row in found}


def _of_figure(bulletin_id: int, key: str, *columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .join_from(_facts, _groups, _OF_GROUP)
        .where(
            _facts.c.bulletin_id == bulletin_id,
            _facts.c.year == false(),
            _groups.c.verdict.bitwise_and(verdict_of(key)) != 0,
        )
    )


async def matters_of_figure(unit: UnitOfWork, bulletin_id: int, key: str) -> list[tuple[int, int]]:
    """The matters of what a figure of a bulletin counts overall, and how much of each, in the order of `things_of`."""
    matter = _facts.c.matter_id
    statement = _of_figure(bulletin_id, key, matter, func.count().label("n")).group_by(matter).order_by(matter)
    return [(row.matter_id, row.n) for row in await unit.connection.execute(statement)]


async def things_of_figure(
    unit: UnitOfWork, bulletin_id: int, key: str, *, begin: int = 0, limit: int | None = None
) -> list[Thing]:
    """What a figure of a bulletin counts overall, by matter, task, unit and date; some of it."""
    place = [_facts.c[name] for name in PLACE]
    statement = _of_figure(bulletin_id, key, *place).order_by(*place)
    if limit is not None:
        statement = statement.offset(begin).limit(limit)
    return [tuple(row) for row in await unit.connection.execute(statement)]


async def units_of_figure(unit: UnitOfWork, bulletin_id: int, key: str) -> list[int]:
    """The units of what a figure of a bulletin counts."""
    groups = await unit.find(BulletinGroup, bulletin_id=bulletin_id, year=False)
    return sorted({one.unit_id for one in groups if one.verdict & verdict_of(key)})


async def alike(unit: UnitOfWork, bulletin_id: int, other_id: int) -> int:
    """How many things two counts have in common, of which both say the same, but for what moves by itself."""
    return int((await unit.connection.execute(_alike(bulletin_id, other_id))).scalar_one())


def _alike(bulletin_id: int, other_id: int) -> Select[Any]:
    other, of_other = _facts.alias(), _groups.alias()
    same = [_facts.c[name] == other.c[name] for name in ("year", *PLACE)]
    said = [_groups.c[name] == of_other.c[name] for name in ("track", "kind")]
    judged = _groups.c.verdict.bitwise_and(JUDGED) == of_other.c.verdict.bitwise_and(JUDGED)
    return (
        select(func.count())
        .select_from(_facts)
        .join(_groups, and_(_groups.c.bulletin_id == bulletin_id, _groups.c.number == _facts.c.group_number))
        .join(other, and_(other.c.bulletin_id == other_id, *same))
        .join(of_other, and_(of_other.c.bulletin_id == other_id, of_other.c.number == other.c.group_number))
        .where(_facts.c.bulletin_id == bulletin_id, *said, judged)
    )
