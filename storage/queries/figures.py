"""What a bulletin counts: what is plain is counted by SQL in groups, and what was counted is kept, thing by thing.

Plain are matters, tasks, shares, and the reports that came within their limit: whatever else is true of such a report,
it was in time. The others are judged by `figures.ledger.judge`. The same selects count the groups and keep the facts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    false,
    func,
    literal,
    or_,
    select,
    true,
)

from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.bulletins.appraisal import Window
from supervision.figures.groups import Group, verdict_of
from supervision.model import (
    RESPONSIBLE_KINDS,
    Assignment,
    AssignmentStatus,
    DueStatus,
    Matter,
    MatterStatus,
    ReportDue,
    Unit,
)
from supervision.reports.report_dates import UNCOUNTED

_dues, _matters, _shares, _units = MODELS[ReportDue], MODELS[Matter], MODELS[Assignment], MODELS[Unit]

ISSUED = (MatterStatus.IN_PROGRESS, MatterStatus.SUSPENDED, MatterStatus.CLOSING, MatterStatus.CLOSED)

PLACE = ("matter_id", "task_seq", "unit_id", "seq")
"""The columns that name a thing, as `groups.Thing` has them."""


@dataclass(frozen=True, slots=True)
class Counting:
    """What is counted: a window, of one track or matter or of all.

    `named_until`: reports that were due by then may have been named already, and are judged one by one.
    """

    window: Window
    track: str = ""
    matter_id: int = 0
    named_until: datetime | None = None

    def wanted(self) -> ColumnElement[bool]:
        """For a query with matters: those that are counted."""
        if self.matter_id:
            return _matters.c.id == self.matter_id
        return _matters.c.track == self.track if self.track else true()

    def in_hand(self) -> ColumnElement[bool]:
        """For a query with matters: those that were in hand."""
        return and_(
            self.wanted(),
            _matters.c.status.in_(ISSUED),
            _matters.c.issued_at <= self.window.end,
            or_(_matters.c.closed_at.is_(None), _matters.c.closed_at > self.window.start),
        )

    def is_carried_over(self) -> ColumnElement[bool]:
        """For a query with matters: those that were in hand before."""
        return _matters.c.issued_at <= self.window.start

    def is_closed(self) -> ColumnElement[bool]:
        """For a query with matters: those that were closed by then."""
        return and_(_matters.c.closed_at.is_not(None), _matters.c.closed_at <= self.window.end)

    def is_done(self) -> ColumnElement[bool]:
        """For a query with assignments: the shares that were accepted by then."""
        done = and_(_shares.c.status == AssignmentStatus.ACCEPTED, _shares.c.accepted_at <= self.window.end)
        return func.coalesce(done, false())

    def due(self) -> ColumnElement[bool]:
        """For a query with dates, their matters and assignments: the reports that were due."""
        return and_(
            self.wanted(),
            _dues.c.late_after > self.window.start,
            _dues.c.late_after <= self.window.end,
            _dues.c.status.not_in(UNCOUNTED),
            _matters.c.status.in_(ISSUED),
            _shares.c.status != AssignmentStatus.WITHDRAWN,
        )

    def plain(self) -> ColumnElement[bool]:
        """Of these: those that came within their limit, of matters whose history is known."""
        known = and_(_dues.c.first_answered_at <= _dues.c.late_after, _matters.c.taken_over_at.is_(None))
        return known if self.named_until is None else and_(known, _dues.c.late_after > self.named_until)

    def unplain(self) -> ColumnElement[bool]:
        """The others."""
        some = [
            _dues.c.first_answered_at.is_(None),
            _dues.c.first_answered_at > _dues.c.late_after,
            _matters.c.taken_over_at.is_not(None),
        ]
        return or_(*some) if self.named_until is None else or_(*some, _dues.c.late_after <= self.named_until)


def _said(which: ColumnElement[bool], keys: Sequence[str], others: Sequence[str] = ()) -> ColumnElement[int]:
    return case((which, literal(verdict_of(*keys))), else_=literal(verdict_of(*others)))


def _columns(*parts: Any) -> list[Any]:
    names = *PLACE, "track", "verdict"
    given = (literal(part) if isinstance(part, int) else part for part in parts)
    return [part.label(name) for name, part in zip(names, given, strict=True)]


def _of_matters(counting: Counting) -> Select[Any]:
    columns = _matters.c
    verdict = _said(counting.is_carried_over(), ("matters", "carried_over"), ("matters", "issued"))
    stands = _said(counting.is_closed(), ("closed",), ("open",))
    return select(*_columns(columns.id, 0, 0, 0, columns.track, verdict + stands)).where(counting.in_hand())


def _of_shares(counting: Counting) -> Select[Any]:
    columns = _shares.c
    verdict = _said(counting.is_done(), ("shares", "shares_done"), ("shares",))
    counted = _columns(columns.matter_id, columns.task_seq, columns.unit_id, 0, _matters.c.track, verdict)
    standing = select(*counted).join_from(_matters, _shares, _matters.c.id == columns.matter_id)
    return standing.where(counting.in_hand(), columns.status != AssignmentStatus.WITHDRAWN)


def _of_tasks(counting: Counting) -> Select[Any]:
    columns = _shares.c
    undone = func.max(case((counting.is_done(), 0), else_=1))
    verdict = _said(undone == 0, ("tasks", "tasks_done"), ("tasks", "tasks_open"))
    counted = _columns(columns.matter_id, columns.task_seq, 0, 0, _matters.c.track, verdict)
    return (
        select(*counted)
        .join_from(_matters, _shares, _matters.c.id == columns.matter_id)
        .where(counting.in_hand(), columns.status != AssignmentStatus.WITHDRAWN)
        .group_by(columns.matter_id, columns.task_seq, _matters.c.track)
    )


def _of_reports(counting: Counting) -> Select[Any]:
    columns = _dues.c
    verdict = _said(columns.returns > 0, ("due", "answered", "on_time", "returned"), ("due", "answered", "on_time"))
    counted = _columns(columns.matter_id, columns.task_seq, columns.unit_id, columns.seq, _matters.c.track, verdict)
    return with_shares(select(*counted)).where(counting.due(), counting.plain())


def with_shares(statement: Select[Any]) -> Select[Any]:
    """Join dates with their matters and assignments."""
    same = and_(*(_shares.c[name] == _dues.c[name] for name in ("matter_id", "task_seq", "unit_id")))
    return statement.select_from(_dues).join(_matters, _matters.c.id == _dues.c.matter_id).join(_shares, same)


PLAIN = (_of_matters, _of_tasks, _of_shares, _of_reports)


@dataclass(frozen=True, slots=True)
class Plain:
    """What SQL counted: groups, the units with reports in them, and those of whose reports here none speaks against
    praise."""

    groups: tuple[Group, ...]
    units: frozenset[int]
    well: frozenset[int]


async def plain(unit: UnitOfWork, counting: Counting) -> Plain:
    """Count what needs no judgement."""
    kinds = {row.id: row.kind for row in await unit.connection.execute(select(_units.c.id, _units.c.kind))}
    groups = []
    for source in (_of_matters, _of_tasks, _of_shares):
        of = source(counting).subquery()
        alike = of.c.track, of.c.unit_id, of.c.verdict
        statement = select(*alike, func.count().label("n")).group_by(*alike).order_by(func.min(of.c.matter_id))
        found = await unit.connection.execute(statement)
        groups += [Group(row.track, row.unit_id, kinds.get(row.unit_id, ""), row.verdict, row.n) for row in found]
    units, ill = set(), set()
    is_well = and_(_dues.c.status == DueStatus.ACCEPTED, _dues.c.returns == 0)
    of = _of_reports(counting).add_columns(is_well.label("well")).subquery()
    alike = of.c.unit_id, of.c.track, of.c.verdict
    counted = select(*alike, func.count().label("n"), func.sum(case((of.c.well, 1), else_=0)).label("well"))
    for row in await unit.connection.execute(counted.group_by(*alike).order_by(of.c.unit_id, func.min(of.c.matter_id))):
        groups.append(Group(row.track, row.unit_id, kinds[row.unit_id], row.verdict, row.n))
        units.add(row.unit_id)
        if row.well < row.n or kinds[row.unit_id] not in RESPONSIBLE_KINDS:
            ill.add(row.unit_id)
    return Plain(tuple(groups), frozenset(units), frozenset(units - ill))
