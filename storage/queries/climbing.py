"""Reports owed that stand on a rung of which nobody was reminded yet, and when the next one will reach a rung.

Asked every minute, of as many open dates as a county ever has: it is a range of the index of status and limit, read in
its order and a batch at a time, and everything else of a row is looked up by key. So nothing here is a join, which a
planner could begin at the other end.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Row, Select, and_, bindparam, case, exists, func, or_, select

from storage.queries.deliveries import AT_WORK
from storage.queries.owed import BATCH, RUNNING, OwedReport
from storage.queries.rungs import Rungs, instants_of, on_rungs, rungs_of
from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.model import Assignment, Dispatch, DueStatus, Matter, MatterStatus, Report, ReportDue, Urgency
from supervision.procedures.lifecycle import ENDS
from supervision.reminding.reminders import Band, limit_of

_dues, _matters, _assignments = MODELS[ReportDue], MODELS[Matter], MODELS[Assignment]
_dispatches, _reports = MODELS[Dispatch], MODELS[Report]

Place = tuple[datetime, int, int, int, int]
"""Where a batch ended: the limit and the key of its last row."""

_KEY = (_dues.c.matter_id, _dues.c.task_seq, _dues.c.unit_id, _dues.c.seq)
_SAME = dict(zip(("matter_id", "task_seq", "unit_id", "due_seq"), _KEY, strict=True))
_LIMITS: dict[DueStatus, Any] = {
    DueStatus.OPEN: _dues.c.late_after,
    DueStatus.RETURNED: case((_dues.c.supplement_by.is_not(None), _dues.c.supplement_by), else_=_dues.c.late_after),
}
"""As `reminders.limit_of` has it, for each status in which a report is owed."""


def place_of(due: ReportDue) -> Place:
    """Where the row stands among those that are read."""
    return limit_of(due), due.matter_id, due.task_seq, due.unit_id, due.seq


async def owed_on_rungs(
    unit: UnitOfWork, bands: Iterable[Band], urgency: Urgency, *, after: Place | None = None, limit: int = BATCH
) -> list[OwedReport]:
    """Reports owed of this urgency that stand on such a rung, by limit and key, after a place."""
    bands = tuple(bands)
    given: dict[str, Any] = {**instants_of(bands), "urgency": urgency, "upto": max(band.upto for band in bands)}
    if after is not None:
        given |= {f"after_{n}": value for n, value in enumerate(after)}
    found: list[OwedReport] = []
    for status in _LIMITS:
        statement = _on_rungs(rungs_of(bands), status, goes_on=after is not None)
        rows = await unit.connection.execute(statement, {**given, "most": limit})
        found += (_owed_report(row, urgency) for row in rows)
    return sorted(found, key=lambda item: place_of(item.due))[:limit]


@cache
def _on_rungs(rungs: Rungs, status: DueStatus, *, goes_on: bool) -> Select[Any]:
    limit = _LIMITS[status]
    beyond = [limit >= bindparam("after_0"), _beyond((limit, *_KEY))] if goes_on else []
    return (
        select(_dues, *_about())
        .where(
            _dues.c.status == status,
            limit <= bindparam("upto"),
            *beyond,
            on_rungs(limit, rungs, _SAME),
            _is_under_way(),
        )
        .order_by(limit, *_KEY)
        .limit(bindparam("most"))
    )


def _about() -> tuple[Any, ...]:
    """Whose matter it is, since when it can be reminded of, when its unit learned of it."""
    of_matter = _matters.c.id == _dues.c.matter_id
    returned_at = select(_reports.c.reviewed_at).where(_reports.c.id == _dues.c.report_id).scalar_subquery()
    sent_at = (
        select(func.max(_dispatches.c.sent_at))
        .where(_dispatches.c.matter_id == _dues.c.matter_id, _dispatches.c.unit_id == _dues.c.unit_id)
        .scalar_subquery()
    )
    issued_at = select(func.coalesce(_matters.c.issued_at, _matters.c.registered_at)).where(of_matter)
    delivered_at = select(_assignments.c.delivered_at).where(_of_assignment()).scalar_subquery()
    return (
        select(_matters.c.registered_post_id).where(of_matter).scalar_subquery().label("officer_post_id"),
        func.coalesce(
            case((_dues.c.status == DueStatus.RETURNED, returned_at), else_=None),
            sent_at,
            issued_at.scalar_subquery(),
        ).label("since"),
        func.coalesce(_dues.c.known_at, delivered_at).label("delivered_at"),
    )


def _of_assignment() -> ColumnElement[bool]:
    return and_(
        _assignments.c.matter_id == _dues.c.matter_id,
        _assignments.c.task_seq == _dues.c.task_seq,
        _assignments.c.unit_id == _dues.c.unit_id,
    )


def _is_under_way() -> ColumnElement[bool]:
    """Its matter is of this urgency and goes on, and its unit works on the task."""
    of_matter = exists().where(
        _matters.c.id == _dues.c.matter_id,
        _matters.c.urgency == bindparam("urgency"),
        _matters.c.status.in_(RUNNING),
    )
    return and_(of_matter, exists().where(_of_assignment(), _assignments.c.status.in_(AT_WORK)))


def _beyond(columns: Sequence[Any]) -> ColumnElement[bool]:
    """The row comparison `columns > after`, written out."""
    given: list[BindParameter[Any]] = [bindparam(f"after_{n}") for n in range(len(columns))]
    return or_(
        *(
            and_(
                *(column == value for column, value in zip(columns[:n], given[:n], strict=True)), columns[n] > given[n]
            )
            for n in range(len(columns))
        )
    )


def _owed_report(row: Row[Any], urgency: Urgency) -> OwedReport:
    due = ReportDue(*row[: len(fields(ReportDue))])
    return OwedReport(due, urgency, row.officer_post_id, row.since, row.delivered_at)


async def first_limit_beyond(unit: UnitOfWork, moment: datetime, urgency: Urgency) -> datetime | None:
    """The first limit after a moment of a report owed of this urgency."""
    given = {"moment": moment, "urgency": urgency}
    found = [(await unit.connection.execute(_first_beyond(status), given)).scalar() for status in _LIMITS]
    return min((limit for limit in found if isinstance(limit, datetime)), default=None)


@cache
def _first_beyond(status: DueStatus) -> Select[Any]:
    limit = _LIMITS[status]
    mine = (_dues.c.status == status, limit > bindparam("moment"), _is_under_way())
    return select(limit).where(*mine).order_by(limit).limit(1)


async def urgencies_under_way(unit: UnitOfWork) -> set[Urgency]:
    """Of which urgency anything may be waiting: of most ladders there is nothing to ask. Bulletins are routine."""
    row = (await unit.connection.execute(_under_way)).one()
    return {Urgency.ROUTINE, *(urgency for urgency, found in zip(Urgency, row, strict=True) if found)}


_UNENDED = [status for status in MatterStatus if status not in ENDS]
_under_way = select(
    *(
        exists().where(_matters.c.status.in_(_UNENDED), _matters.c.urgency == urgency).label(urgency.name)
        for urgency in Urgency
    )
)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many reports owed have a limit in any of some spans, and how many limits lie in the spans in all."""

    things: int
    rungs: int


async def count_between(unit: UnitOfWork, spans: Sequence[tuple[datetime, datetime]], urgency: Urgency) -> Counted:
    """Count reports owed of this urgency by the spans (after, up to) that their limits lie in: one a rung."""
    spans = [(above, upto) for above, upto in spans if above < upto]
    if not spans:
        return Counted(0, 0)
    things = rungs = 0
    for status, limit in _LIMITS.items():
        lies_in = [and_(limit > above, limit <= upto) for above, upto in spans]
        each = [func.sum(case((one, 1), else_=0)) for one in lies_in]
        within = (limit > min(above for above, _ in spans), limit <= max(upto for _, upto in spans))
        statement = select(func.count(), *each).where(_dues.c.status == status, *within, or_(*lies_in), _is_under_way())
        count, *found = (await unit.connection.execute(statement, {"urgency": urgency})).one()
        things, rungs = things + count, rungs + sum(int(number or 0) for number in found)
    return Counted(things, rungs)
