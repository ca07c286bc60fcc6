"""How the units did in a quarter (R3a–c): counted from the ledger, with the events behind every line.

Requirements, "Counting": each unit is counted for itself; what was withdrawn is on neither side; nothing that was not
delivered is late; the first submission decides, unless a second return unmade it. The machine names candidates and
ticks none of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from supervision.deadlines import end_of, is_late, local_date, overdue_workdays
from supervision.model import (
    ORDERED_KINDS,
    RESPONSIBLE_KINDS,
    BulletinEvent,
    BulletinLine,
    DueStatus,
    ReportDue,
    Standing,
    Unit,
)
from supervision.schedules import Quarter
from supervision.workdays import Workdays

UNMADE_BY_RETURNS = 2
"""So many returns unmake a first submission in time: 推进不力 rather than 未按时."""


class InconsistentError(ValueError):
    """Figures that do not add up, or a line without its evidence; nobody may see them."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One expected report of one unit, with what the bulletin says of it."""

    due: ReportDue
    unit: Unit
    document_number: str
    task: str
    delivered: bool
    reminded_on: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Ledger:
    """What was in hand in the quarter: matters (those begun before it: carried over), their tasks, reports due."""

    matters: int
    carried_over: int
    issued: int
    closed: int
    tasks: int
    reports: tuple[Counted, ...]


@dataclass(frozen=True, slots=True)
class Appraisal:
    """The figures of a bulletin and its candidates."""

    figures: dict[str, int]
    lines: tuple[BulletinLine, ...]


@dataclass(frozen=True, slots=True)
class Window:
    """The limits that a quarter's bulletin counts: after ``start`` and up to ``end`` (UTC)."""

    start: datetime
    end: datetime


def window(quarter: Quarter, workdays: Workdays, zone: tzinfo) -> Window:
    """Give the quarter's window: from cut-off to cut-off, one on a closed day counting to the next workday."""

    def close(day: date) -> datetime:
        return end_of(workdays.on_or_after(day), None, zone)

    return Window(close(quarter.previous().cutoff), close(quarter.cutoff))


def counts(item: Counted) -> bool:
    """Say whether a report is counted: it was delivered to the unit, or the unit reported all the same."""
    return item.due.status is not DueStatus.VOID and (item.delivered or item.due.first_answered_at is not None)


def is_on_time(item: Counted) -> bool:
    """Say whether a counted report of a quarter that is over came in time, by its first submission."""
    due = item.due
    if due.first_answered_at is None or due.returns >= UNMADE_BY_RETURNS:
        return False
    return not is_late(due.late_after, due.first_answered_at)


def appraise(bulletin_id: int, ledger: Ledger, now: datetime, workdays: Workdays, zone: tzinfo) -> Appraisal:
    """Count a quarter that is over and name the candidates of both sides, each with its events.

    Raises:
        InconsistentError: the figures do not add up.
    """
    reports = [item for item in ledger.reports if counts(item)]
    by_unit: dict[int, list[Counted]] = defaultdict(list)
    for item in reports:
        by_unit[item.unit.id].append(item)
    on_time = [item for item in reports if is_on_time(item)]
    elsewhere = [item for item in reports if item.unit.kind not in ORDERED_KINDS and not is_on_time(item)]
    figures = {
        "matters": ledger.matters,
        "carried_over": ledger.carried_over,
        "issued": ledger.issued,
        "closed": ledger.closed,
        "tasks": ledger.tasks,
        "units": len(by_unit),
        "due": len(reports),
        "answered": sum(item.due.first_answered_at is not None for item in reports),
        "on_time": len(on_time),
        "late": len(reports) - len(on_time),
        "late_not_ordered": len(elsewhere),
    }
    lines = tuple(
        line for _, items in sorted(by_unit.items()) for line in _candidate(bulletin_id, items, now, workdays, zone)
    )
    check(figures, lines)
    return Appraisal(figures, lines)


def _candidate(
    bulletin_id: int, items: list[Counted], now: datetime, workdays: Workdays, zone: tzinfo
) -> Iterable[BulletinLine]:
    unit = items[0].unit
    failed = [item for item in items if not is_on_time(item)]
    if failed and unit.kind in ORDERED_KINDS:
        yield _line(bulletin_id, Standing.CRITICISED, failed, now=now, workdays=workdays, zone=zone)
    if not failed and unit.kind in RESPONSIBLE_KINDS and all(_is_well_done(item) for item in items):
        yield _line(bulletin_id, Standing.COMMENDED, items, now=now, workdays=workdays, zone=zone)


def _is_well_done(item: Counted) -> bool:
    """落实较好: accepted, and never sent back."""
    return item.due.status is DueStatus.ACCEPTED and not item.due.returns


def _line(
    bulletin_id: int, standing: Standing, items: list[Counted], *, now: datetime, workdays: Workdays, zone: tzinfo
) -> BulletinLine:
    return BulletinLine(
        bulletin_id,
        items[0].unit.id,
        standing,
        facts=tuple(fact_key(item.due) for item in items),
        events=tuple(_event(item, now, workdays, zone) for item in items),
    )


def fact_key(due: ReportDue) -> str:
    """Name a report due as audit and ledger know it."""
    return f"{due.matter_id}/{due.task_seq}/{due.unit_id}/{due.seq}"


def _event(item: Counted, now: datetime, workdays: Workdays, zone: tzinfo) -> BulletinEvent:
    due = item.due
    until = due.first_answered_at or now
    late = overdue_workdays(due.late_after, until, workdays, zone) if is_late(due.late_after, until) else None
    return BulletinEvent(
        due.matter_id,
        due.task_seq,
        due.seq,
        item.document_number,
        item.task,
        due.due_on,
        due.late_after,
        due.first_answered_at,
        late,
        due.returns,
        item.reminded_on if late is not None else (),
        as_of=local_date(now, zone),
    )


_SUMS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("matters", ("carried_over", "issued")),
    ("due", ("on_time", "late")),
)
"""A figure and the parts that it is the sum of."""

_BOUNDS: tuple[tuple[str, str], ...] = (
    ("closed", "matters"),
    ("on_time", "answered"),
    ("answered", "due"),
    ("late_not_ordered", "late"),
    ("units", "due"),
)
"""A figure and one that it cannot exceed."""


def check(figures: Mapping[str, int], lines: Iterable[BulletinLine]) -> None:
    """Hold the figures against each other and every named unit against its evidence.

    Raises:
        InconsistentError: something does not add up; the message names it.
    """
    lines = tuple(lines)
    _require(min(figures.values()) >= 0, "a figure is negative")
    for whole, parts in _SUMS:
        _require(figures[whole] == sum(figures[part] for part in parts), f"{whole} is not the sum of {parts}")
    for small, large in _BOUNDS:
        _require(figures[small] <= figures[large], f"{small} exceeds {large}")
    _require(len({line.unit_id for line in lines}) == len(lines), "a unit is named twice")
    sides = {side: [line for line in lines if line.standing is side] for side in Standing}
    named = sum(len(line.events) for line in sides[Standing.CRITICISED])
    _require(named + figures["late_not_ordered"] == figures["late"], "late reports and their evidence differ")
    praised = sum(len(line.events) for line in sides[Standing.COMMENDED])
    _require(praised <= figures["on_time"], "more reports are praised than came in time")
    for line in lines:
        _require(bool(line.events) and len(line.events) == len(line.facts), f"unit {line.unit_id} has no evidence")
        _require(all(_supports(line.standing, event) for event in line.events), f"unit {line.unit_id}: wrong evidence")


def _supports(standing: Standing, event: BulletinEvent) -> bool:
    is_fault = event.late_workdays is not None or event.returns >= UNMADE_BY_RETURNS
    return is_fault if standing is Standing.CRITICISED else not is_fault and event.received_at is not None


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise InconsistentError(what)
