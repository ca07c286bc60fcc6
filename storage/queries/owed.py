"""What is owed or waited for now: reports, acknowledgements, signatures – found by the rung on which they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import CTE, Row, Select, and_, bindparam, case, func, literal, select

from storage.queries.deliveries import AT_WORK, known_at, stands, told_at, waits_for_receipt
from storage.queries.rungs import Rungs, instants_of, on_rungs, rungs_of
from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.calendars.deadlines import is_overdue
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Chain,
    ChainStatus,
    Dispatch,
    DueStatus,
    Matter,
    MatterStatus,
    Reminder,
    Report,
    ReportDue,
    SigningStep,
    StepStatus,
    Urgency,
)
from supervision.reminding.reminders import Band, limit_of
from supervision.reports.report_dates import OWED

BATCH = 200
"""How many rows a sweep takes up in one transaction."""

_dues, _matters, _assignments = MODELS[ReportDue], MODELS[Matter], MODELS[Assignment]
_dispatches, _reminders = MODELS[Dispatch], MODELS[Reminder]
_steps, _chains, _reports = MODELS[SigningStep], MODELS[Chain], MODELS[Report]

RUNNING = (MatterStatus.IN_PROGRESS, MatterStatus.CLOSING)

_limit = case(
    (and_(_dues.c.status == DueStatus.RETURNED, _dues.c.supplement_by.is_not(None)), _dues.c.supplement_by),
    else_=_dues.c.late_after,
)


@dataclass(frozen=True, slots=True)
class OwedReport:
    """A report that is owed: since when it can be reminded of, when its task was delivered, whose matter it is."""

    due: ReportDue
    urgency: Urgency
    officer_post_id: int
    since: datetime
    delivered_at: datetime | None

    def is_over(self, now: datetime) -> bool:
        """Whether the limit that it is reminded of has passed. Nothing is late that was not delivered."""
        return is_overdue(limit_of(self.due), now, delivered=self.delivered_at is not None)


def _sent_at() -> Any:
    mine = and_(_dispatches.c.matter_id == _dues.c.matter_id, _dispatches.c.unit_id == _dues.c.unit_id)
    return select(func.max(_dispatches.c.sent_at)).where(mine).scalar_subquery()


@cache
def _owed() -> Select[Any]:
    returned_at = select(_reports.c.reviewed_at).where(_reports.c.id == _dues.c.report_id).scalar_subquery()
    since = func.coalesce(
        case((_dues.c.status == DueStatus.RETURNED, returned_at), else_=None),
        _sent_at(),
        _matters.c.issued_at,
        _matters.c.registered_at,
    )
    return (
        select(
            _dues,
            _matters.c.urgency,
            _matters.c.registered_post_id,
            since.label("since"),
            known_at(_dues).label("delivered_at"),
        )
        .join(_matters, _matters.c.id == _dues.c.matter_id)
        .join(
            _assignments,
            and_(
                _assignments.c.matter_id == _dues.c.matter_id,
                _assignments.c.task_seq == _dues.c.task_seq,
                _assignments.c.unit_id == _dues.c.unit_id,
            ),
        )
        .where(
            _dues.c.status.in_(OWED),
            _matters.c.status.in_(RUNNING),
            _assignments.c.status.in_(AT_WORK),
        )
        .order_by(_dues.c.matter_id, _dues.c.task_seq, _dues.c.unit_id, _dues.c.seq)
    )


def _owed_report(row: Row[Any]) -> OwedReport:
    due = ReportDue(*row[: len(fields(ReportDue))])
    return OwedReport(due, row.urgency, row.registered_post_id, row.since, row.delivered_at)


async def owed_reports(
    unit: UnitOfWork, *, matter_id: int | None = None, unit_id: int | None = None, limit: int | None = None
) -> list[OwedReport]:
    """All reports owed now, or those of one matter or one unit."""
    statement = _owed()
    if matter_id is not None:
        statement = statement.where(_dues.c.matter_id == matter_id)
    if unit_id is not None:
        statement = statement.where(_dues.c.unit_id == unit_id)
    rows = await unit.connection.execute(statement.limit(limit) if limit else statement)
    return [_owed_report(row) for row in rows]


@cache
def _owed_one() -> Select[Any]:
    key = ("matter_id", "task_seq", "unit_id", "seq")
    return _owed().where(*(_dues.c[name] == bindparam(f"of_{name}") for name in key))


async def owed_report(unit: UnitOfWork, reminder: Reminder) -> OwedReport | None:
    """The report that a reminder is about, if it is still owed."""
    rows = await unit.rows(
        _owed_one(),
        of_matter_id=reminder.matter_id,
        of_task_seq=reminder.task_seq,
        of_unit_id=reminder.unit_id,
        of_seq=reminder.due_seq,
    )
    return _owed_report(rows[0]) if rows else None


@dataclass(frozen=True, slots=True)
class WaitingPaper:
    """A paper that waits for 签收, with the matter's urgency and officer; `told_at`: by telephone, of all its tasks."""

    dispatch: Dispatch
    urgency: Urgency
    officer_post_id: int
    told_at: datetime | None = None


_told_at = told_at()
_receipt_limit = case((_told_at > _dispatches.c.acknowledge_by, _told_at), else_=_dispatches.c.acknowledge_by)
"""As `reminders.of_dispatch` has it."""


@cache
def _waiting() -> Select[Any]:
    return (
        select(_dispatches, _matters.c.urgency, _matters.c.registered_post_id, _told_at.label("told_at"))
        .join(_matters, _matters.c.id == _dispatches.c.matter_id)
        .where(waits_for_receipt(), stands(), _matters.c.status.in_(RUNNING))
        .order_by(_dispatches.c.paper_id, _dispatches.c.unit_id)
    )


def _waiting_paper(row: Row[Any]) -> WaitingPaper:
    return WaitingPaper(Dispatch(*row[: len(fields(Dispatch))]), row.urgency, row.registered_post_id, row.told_at)


async def papers_on_rungs(unit: UnitOfWork, bands: Iterable[Band], urgency: Urgency) -> list[WaitingPaper]:
    """Papers of this urgency, not acknowledged in time, that stand on a rung of which nobody was reminded yet."""
    bands = tuple(bands)
    given = {**instants_of(bands), "urgency": urgency}
    return [_waiting_paper(row) for row in await unit.connection.execute(_papers_on_rungs(rungs_of(bands)), given)]


@cache
def _papers_on_rungs(rungs: Rungs) -> Select[Any]:
    same = {
        "matter_id": _dispatches.c.matter_id,
        "task_seq": literal(0),
        "unit_id": _dispatches.c.unit_id,
        "due_seq": _dispatches.c.paper_id,
    }
    standing = on_rungs(_receipt_limit, rungs, same)
    may_wait = _may_wait()
    mine = (_dispatches.c.paper_id == may_wait.c.paper_id) & (_dispatches.c.unit_id == may_wait.c.unit_id)
    of_urgency = _matters.c.urgency == bindparam("urgency")
    return _waiting().join(may_wait, mine).where(standing, of_urgency).limit(BATCH)


def _may_wait() -> CTE:
    """Keys of the few papers that may wait for 签收, by index; of the many that were acknowledged nothing is read."""
    key = (_dispatches.c.paper_id, _dispatches.c.unit_id)
    unsigned = select(*key).where(_dispatches.c.acknowledged_at.is_(None))
    of_unit = (_dispatches.c.matter_id == _assignments.c.matter_id) & (_dispatches.c.unit_id == _assignments.c.unit_id)
    added = select(*key).join(_assignments, of_unit).where(_assignments.c.status == AssignmentStatus.ISSUED)
    return unsigned.union(added).cte("may_wait")


async def waiting_paper(unit: UnitOfWork, paper_id: int, unit_id: int) -> WaitingPaper | None:
    """A paper, if it still waits for 签收."""
    statement = _waiting().where(_dispatches.c.paper_id == paper_id, _dispatches.c.unit_id == unit_id)
    row = (await unit.connection.execute(statement)).first()
    return None if row is None else _waiting_paper(row)


async def waiting_papers(unit: UnitOfWork) -> list[WaitingPaper]:
    """All papers that wait to be acknowledged."""
    return [_waiting_paper(row) for row in await unit.connection.execute(_waiting())]


@dataclass(frozen=True, slots=True)
class WaitingStep:
    """A signature that is waited for, since when, and how urgently."""

    step: SigningStep
    since: datetime
    urgency: Urgency


_earlier = _steps.alias("earlier")
_step_since = func.coalesce(
    select(func.max(_earlier.c.decided_at))
    .where(_earlier.c.chain_id == _steps.c.chain_id, _earlier.c.seq < _steps.c.seq)
    .scalar_subquery(),
    _chains.c.started_at,
)


@cache
def _current_steps() -> Select[Any]:
    return (
        select(_steps, _step_since.label("since"), _chains.c.urgency)
        .join(_chains, _chains.c.id == _steps.c.chain_id)
        .where(_steps.c.status == StepStatus.CURRENT, _chains.c.status == ChainStatus.RUNNING)
    )


def _waiting_step(row: Row[Any]) -> WaitingStep:
    return WaitingStep(SigningStep(*row[: len(fields(SigningStep))]), row.since, row.urgency)


async def steps_on_rungs(unit: UnitOfWork, bands: Iterable[Band], urgency: Urgency) -> list[WaitingStep]:
    """Signatures of this urgency waited for that stand on a rung of which nobody was reminded yet."""
    bands = tuple(bands)
    given = {**instants_of(bands), "urgency": urgency}
    return [_waiting_step(row) for row in await unit.connection.execute(_steps_on_rungs(rungs_of(bands)), given)]


@cache
def _steps_on_rungs(rungs: Rungs) -> Select[Any]:
    same = {"matter_id": literal(0), "task_seq": _steps.c.seq, "unit_id": literal(0), "due_seq": _steps.c.chain_id}
    standing = on_rungs(_step_since, rungs, same)
    return _current_steps().where(standing, _chains.c.urgency == bindparam("urgency")).limit(BATCH)


async def waiting_step(unit: UnitOfWork, chain_id: int, seq: int) -> WaitingStep | None:
    """One signature, if it is still waited for."""
    statement = _current_steps().where(_steps.c.chain_id == chain_id, _steps.c.seq == seq)
    row = (await unit.connection.execute(statement)).first()
    return None if row is None else _waiting_step(row)


async def waiting_steps(unit: UnitOfWork) -> list[WaitingStep]:
    """All signatures that are waited for."""
    return [_waiting_step(row) for row in await unit.connection.execute(_current_steps())]
