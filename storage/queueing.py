"""Who comes next: the row of each seat that may go out now, found at a cost that does not grow with what waits.

The order is that of lanes: answers, notices, bulk; in a lane, that in which things were told. For one seat it is exact:
an answer overtakes what waits for the same person in a lane behind it, and nothing else overtakes anything. A message
of several parts is not interrupted: once its first part is out, the rest stands before all else (`BEGUN`).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, bindparam, func, literal_column, or_, select, text, union_all

from storage.outgoing import BEGUN, COLUMNS, Outgoing
from storage.tables import HELD_UP, outbox
from storage.unit_of_work import UnitOfWork
from supervision.notices.base import Lane

LANES = (BEGUN, *Lane)


async def first_of_each_seat(
    unit: UnitOfWork, *, limit: int, skip_seats: Collection[str] = (), lanes: Collection[int] = tuple(Lane)
) -> list[Outgoing]:
    """The row of each seat that may be sent now, in the order in which they should be.

    The first rows of each lane are looked through. Only where they are all of a few seats, or of such as are to be
    skipped, the seats are gone through one by one, from each to the next by the index.

    Args:
        unit: a transaction that reads.
        limit: how many at most.
        skip_seats: seats that are left out.
        lanes: those from which a row may go; another's may be among what is found, but is not looked for.
    """
    parameters: dict[str, object] = {"b_now": unit.now, "b_limit": limit}
    if skip_seats:
        parameters["b_seats"] = list(skip_seats)
        return [Outgoing(*row[:-1]) for row in await unit.connection.execute(_by_seat(skip=True), parameters)]
    windows = {_limit_of(lane): limit if lane in (BEGUN, *lanes) else 0 for lane in LANES}
    rows = (await unit.connection.execute(_by_lane(), parameters | windows)).all()
    if len(rows) < limit <= sum(row.looked_at for row in rows):
        rows = (await unit.connection.execute(_by_seat(skip=False), parameters)).all()
    return [Outgoing(*row[:-1]) for row in rows]


def _waits(row: FromClause) -> ColumnElement[bool]:
    """As the indexes say it: literally."""
    return row.c.status == literal_column("'new'")


def _may_go(row: FromClause) -> ColumnElement[bool]:
    return _waits(row) & or_(row.c.not_before.is_(None), row.c.not_before <= bindparam("b_now"))


def _limit_of(lane: int) -> str:
    return f"b_limit_{lane + 1}"


@cache
def _by_lane() -> Select[Any]:
    return _heads(_seats_in_front())


@cache
def _by_seat(*, skip: bool) -> Select[Any]:
    seats = _seats_one_by_one()
    heads = _heads(seats)
    return heads.where(seats.c.seat.not_in(bindparam("b_seats", expanding=True))) if skip else heads


def _seats_in_front() -> FromClause:
    """The seats of the first rows of each lane: of those that may go at once, and of those whose time has come."""
    windows = []
    for lane in LANES:
        in_lane = select(outbox.c.seat).where(_waits(outbox), outbox.c.lane == literal_column(str(int(lane))))
        at_once = in_lane.where(outbox.c.not_before.is_(None)).order_by(outbox.c.id)
        due = in_lane.where(outbox.c.not_before <= bindparam("b_now")).order_by(outbox.c.not_before, outbox.c.id)
        windows += [select(part.limit(bindparam(_limit_of(lane))).subquery()) for part in (at_once, due)]
    together = union_all(*windows).subquery()
    return select(together.c.seat, func.count().label("looked_at")).group_by(together.c.seat).subquery()


def _seats_one_by_one() -> FromClause:
    first: Select[Any, Any] = select(
        func.min(outbox.c.seat).label("seat"), literal_column("0").label("looked_at")
    ).where(_waits(outbox))
    seats = first.cte("seats", recursive=True)
    after = outbox.alias("after")
    following = (
        select(after.c.seat)
        .where(_waits(after), after.c.seat > seats.c.seat)
        .order_by(after.c.seat)  # not min(): SQLite would look at all of them
        .limit(1)
        .correlate(seats)
        .scalar_subquery()
    )
    return seats.union_all(select(following, literal_column("0")).where(seats.c.seat.is_not(None)))


def _heads(seats: FromClause) -> Select[Any]:
    """The first row of each seat, whether others wait behind it, and how many of the seat were looked at."""
    head, behind = outbox.alias("head"), outbox.alias("behind")
    first = (
        select(head.c.id)
        .where(_may_go(head), head.c.seat == seats.c.seat)
        .order_by(head.c.lane, head.c.id)
        .limit(1)
        .correlate(seats)
        .scalar_subquery()
    )
    more = (
        select(behind.c.id)
        .where(_may_go(behind), behind.c.seat == outbox.c.seat, behind.c.id != outbox.c.id)
        .correlate(outbox)
        .exists()
    )
    return (
        select(*COLUMNS, more, seats.c.looked_at)
        .select_from(seats)
        .join(outbox, outbox.c.id == first)
        .order_by(outbox.c.lane, outbox.c.id)
        .limit(bindparam("b_limit"))
    )


async def pending(unit: UnitOfWork) -> int:
    """How many rows could be sent now or are being sent."""
    return int((await unit.connection.execute(_pending, {"b_now": unit.now})).scalar_one())


_sending = select(func.count()).where(text(HELD_UP), outbox.c.status == literal_column("'sending'")).scalar_subquery()
_pending = select(func.count() + _sending).select_from(outbox).where(_may_go(outbox))


async def next_not_before(unit: UnitOfWork) -> datetime | None:
    """When the next row that waits for its time may go out."""
    first = (await unit.connection.execute(_next_not_before, {"b_now": unit.now})).scalar()
    return first if isinstance(first, datetime) else None


_next_not_before = select(func.min(outbox.c.not_before)).where(_waits(outbox), outbox.c.not_before > bindparam("b_now"))
