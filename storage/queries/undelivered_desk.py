"""待送达 as a list to work through: who lacks something, and what, line by line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import BigInteger, Integer, String, case, cast, func, literal, select

from storage.outgoing import Undelivered
from storage.queries.undelivered import COLUMNS, LINE, LISTED, ORDER
from storage.tables import MODELS, outbox
from storage.unit_of_work import UnitOfWork
from supervision.model import Post

_SECTION = 1 << 48
"""More than any id: so that the first of a receiver is found by section and id in one number."""

_sitting = MODELS[Post].alias("sitting")
_HOLDER = select(_sitting.c.holder_id).where(
    _sitting.c.id == cast(func.substr(outbox.c.seat, len("post/") + 1), Integer), _sitting.c.active
)
_WHO = case(
    (
        outbox.c.seat.like("post/%"),
        func.coalesce(literal("person/") + cast(_HOLDER.correlate(outbox).scalar_subquery(), String), outbox.c.seat),
    ),
    else_=outbox.c.seat,
)
"""Who lacks it: the person, whichever of his seats it was for; the seat itself while nobody sits there."""

_listed = (
    select(
        outbox.c.id,
        LINE.label("line"),
        _WHO.label("who"),
        cast(ORDER, BigInteger).label("section"),
    )
    .where(LISTED)
    .subquery("listed")
)


@dataclass(frozen=True, slots=True)
class Receiver:
    """One who lacks something: his first message, how many lines and messages he lacks."""

    who: str
    first: Undelivered
    lines: int
    many: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the desk: its first message, how many it stands for, and the last of them."""

    first: Undelivered
    many: int
    last: int


@dataclass(frozen=True, slots=True)
class Totals:
    """How much there is: of how many receivers, in how many lines and messages."""

    receivers: int
    lines: int
    messages: int


async def totals(unit: UnitOfWork) -> Totals:
    """How much the desk has."""
    counts = func.count(_listed.c.who.distinct()), func.count(_listed.c.line.distinct()), func.count()
    return Totals(*(await unit.connection.execute(select(*counts).select_from(_listed))).one())


async def receivers(unit: UnitOfWork, *, offset: int, limit: int) -> list[Receiver]:
    """Some of those who lack something: of leaders' papers, of units' papers, then of others, each oldest first."""
    section = func.min(_listed.c.section)
    first = func.min(_listed.c.section * literal(_SECTION, BigInteger) + _listed.c.id)
    counts = func.count(_listed.c.line.distinct()).label("lines"), func.count().label("many")
    grouped = select(_listed.c.who, first.label("first"), *counts).group_by(_listed.c.who).order_by(section, first)
    found = (await unit.connection.execute(grouped.offset(offset).limit(limit))).all()
    rows = await _rows(unit, [row.first % _SECTION for row in found])
    return [Receiver(row.who, rows[row.first % _SECTION], row.lines, row.many) for row in found]


async def lines(unit: UnitOfWork, who: str) -> list[Line]:
    """What one lacks, line by line: papers to sign, papers of his unit, then the rest, each oldest first."""
    section, first = func.min(_listed.c.section), func.min(_listed.c.id)
    grouped = (
        select(first.label("first"), func.count().label("many"), func.max(_listed.c.id).label("last"))
        .where(_listed.c.who == who)
        .group_by(_listed.c.line)
        .order_by(section, first)
    )
    found = (await unit.connection.execute(grouped)).all()
    rows = await _rows(unit, [row.first for row in found])
    return [Line(rows[row.first], row.many, row.last) for row in found]


async def _rows(unit: UnitOfWork, ids: Sequence[int]) -> dict[int, Undelivered]:
    wanted = select(*COLUMNS).where(outbox.c.id.in_(ids))
    return {row.id: Undelivered(*row) for row in await unit.connection.execute(wanted)}
