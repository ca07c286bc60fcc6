"""How the units did in a quarter or month (R3a–c, P3.3): counted from the ledger, with the events behind every line.

Requirements, "Counting": each unit is counted for itself; what was withdrawn is on neither side; what is late is
said by `report_dates.timeliness` alone. The machine names candidates and ticks none of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo

from supervision.calendars.deadlines import end_of, local_date
from supervision.calendars.periods import Period
from supervision.calendars.workdays import Workdays
from supervision.figures.counting import PARTS, WITHIN, InconsistentError, cells_of, check_cells, counted, row_of
from supervision.figures.groups import KEYS, Group
from supervision.figures.ledger import Counted, Judged, Ledger, fact_key, judge
from supervision.model import (
    ORDERED_KINDS,
    RESPONSIBLE_KINDS,
    BulletinEvent,
    BulletinLine,
    DueStatus,
    Standing,
    WeakPoint,
)


@dataclass(frozen=True, slots=True)
class Appraisal:
    """The figures of a bulletin and its candidates; `groups` are what all of its figures are the sums of."""

    figures: dict[str, int]
    lines: tuple[BulletinLine, ...]
    groups: tuple[Group, ...] = ()
    as_of: date | None = None
    """统计截至: the day up to whose end everything in it is counted."""


@dataclass(frozen=True, slots=True)
class Window:
    """The limits that a bulletin counts: after ``start`` and up to ``end`` (UTC)."""

    start: datetime
    end: datetime


def window(period: Period, workdays: Workdays, zone: tzinfo) -> Window:
    """Give the period's window: from cut-off to cut-off, one on a closed day counting to the next workday."""

    def close(day: date) -> datetime:
        return end_of(workdays.on_or_after(day), None, zone)

    return Window(close(period.counted_from - timedelta(days=1)), close(period.cutoff))


def year_of(ledger: Ledger, until: datetime, workdays: Workdays, zone: tzinfo) -> tuple[Group, ...]:
    """Count the whole year, for the bulletin that ends it. Raises InconsistentError."""
    groups = counted(ledger, until, workdays, zone)
    check_cells(cells_of(groups))
    return tuple(replace(group, year=True) for group in groups)


def appraise(bulletin_id: int, ledger: Ledger, until: datetime, workdays: Workdays, zone: tzinfo) -> Appraisal:
    """Count a period as it stood at its end, however much later that is done, and name the candidates of both sides.

    Raises:
        InconsistentError: the figures do not add up.
    """
    groups = counted(ledger, until, workdays, zone)
    cells = cells_of(groups)
    check_cells(cells)
    figures = row_of(cells)
    if not figures["named_before"]:
        del figures["named_before"]
    by_unit: dict[int, list[Judged]] = defaultdict(list)
    in_full = {item.unit.id for item in ledger.spotless}
    rest = (item for item in ledger.reports if item.unit.id not in in_full)
    for report in judge((*rest, *ledger.spotless), until, workdays, zone):
        by_unit[report.item.unit.id].append(report)
    known = {unit_id for unit_id in by_unit if unit_id in in_full or unit_id not in ledger.grouped_units}
    as_of = local_date(until, zone)
    weak = {unit.id: unit for unit, _ in ledger.weak if unit.kind in ORDERED_KINDS}
    candidates = [
        line
        for unit_id in sorted({*by_unit, *weak})
        for line in _candidate(bulletin_id, unit_id, by_unit[unit_id], _weak_points(ledger, unit_id), as_of)
    ]
    lines = tuple(line for line in candidates if _stands(line, ledger, known))
    check(figures, lines)
    return Appraisal(figures, lines, groups, as_of)


def _candidate(
    bulletin_id: int, unit_id: int, reports: list[Judged], weak: tuple[WeakPoint, ...], as_of: date
) -> Iterable[BulletinLine]:
    new = [report for report in reports if not report.item.named_before]
    failed = [report for report in new if report.late is not None and report.item.unit.kind in ORDERED_KINDS]
    if failed or weak:
        yield _line(bulletin_id, unit_id, Standing.CRITICISED, failed, as_of=as_of, weak=weak)
        return
    in_time = all(report.late is None for report in reports)
    if new and in_time and all(_is_well_done(report.item) for report in new):
        yield _line(bulletin_id, unit_id, Standing.COMMENDED, new, as_of=as_of)


def _weak_points(ledger: Ledger, unit_id: int) -> tuple[WeakPoint, ...]:
    """What is said of a unit that can be ordered; of the others nothing, as with their late reports."""
    return tuple(point for unit, point in ledger.weak if unit.id == unit_id and unit.kind in ORDERED_KINDS)


def _stands(line: BulletinLine, ledger: Ledger, known: Collection[int]) -> bool:
    """Nobody is praised of whom something is doubted, or of whose reports not all were looked at."""
    if line.standing is not Standing.COMMENDED:
        return True
    return line.unit_id in known and line.unit_id not in ledger.doubted


def _is_well_done(item: Counted) -> bool:
    """落实较好: a responsible unit's, accepted, and never sent back."""
    is_accepted = item.due.status is DueStatus.ACCEPTED and not item.due.returns
    return is_accepted and item.unit.kind in RESPONSIBLE_KINDS


def _line(
    bulletin_id: int,
    unit_id: int,
    standing: Standing,
    reports: list[Judged],
    *,
    as_of: date,
    weak: tuple[WeakPoint, ...] = (),
) -> BulletinLine:
    return BulletinLine(
        bulletin_id,
        unit_id,
        standing,
        facts=(*(fact_key(report.item.due) for report in reports), *(point.key for point in weak)),
        events=tuple(_event(report, as_of) for report in reports),
        weak=weak,
    )


def _event(report: Judged, as_of: date) -> BulletinEvent:
    item, due = report.item, report.item.due
    return BulletinEvent(
        due.matter_id,
        due.task_seq,
        due.seq,
        item.document_number,
        item.task,
        due.due_on,
        due.late_after,
        due.first_answered_at,
        report.late,
        report.returns,
        item.reminded_on if report.late is not None else (),
        as_of=as_of,
    )


_BOUNDS: tuple[tuple[str, str], ...] = (("tasks", "shares"), ("late_units", "late"), ("units", "due"))
"""A figure and one that it cannot exceed, though it is no part of it."""


def check(figures: Mapping[str, int], lines: Iterable[BulletinLine]) -> None:
    """Hold the figures against each other and every named unit against its evidence.

    Raises:
        InconsistentError: something does not add up; the message names it.
    """
    lines = tuple(lines)
    _require({*figures, "named_before"} >= {*KEYS}, "a figure is missing")
    _require(min(figures.values()) >= 0, "a figure is negative")
    for whole, parts in PARTS:
        _require(figures[whole] == sum(figures[part] for part in parts), f"{whole} is not the sum of {parts}")
    for small, large in (*WITHIN, *_BOUNDS):
        _require(figures.get(small, 0) <= figures[large], f"{small} exceeds {large}")
    _require(len({line.unit_id for line in lines}) == len(lines), "a unit is named twice")
    sides = {side: [line for line in lines if line.standing is side] for side in Standing}
    named = sum(len(line.events) for line in sides[Standing.CRITICISED])
    others = figures["late_not_ordered"] + figures.get("named_before", 0)
    _require(named + others == figures["late"], "late reports and their evidence differ")
    praised = sum(len(line.events) for line in sides[Standing.COMMENDED])
    _require(praised <= figures["on_time"], "more reports are praised than came in time")
    for line in lines:
        shown = len(line.events) + len(line.weak)
        _require(shown > 0 and shown == len(line.facts), f"unit {line.unit_id} has no evidence")
        _require(not line.weak or line.standing is Standing.CRITICISED, f"unit {line.unit_id}: praised for a fault")
        _require(all(_supports(line.standing, event) for event in line.events), f"unit {line.unit_id}: wrong evidence")


def _supports(standing: Standing, event: BulletinEvent) -> bool:
    is_fault = event.late_workdays is not None
    return is_fault if standing is Standing.CRITICISED else not is_fault and event.received_at is not None


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise InconsistentError(what)
