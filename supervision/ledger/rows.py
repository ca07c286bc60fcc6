"""What a person reads in the ledger: one line a task with its units, progress, timeliness and lights; and the sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, time
from enum import StrEnum

from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.inspection.lights import Lights, lights_of
from supervision.ledger.choice import TRACK_ORDER
from supervision.ledger.material import Material, grouped, newest_reports
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Finding,
    Matter,
    MatterStatus,
    Part,
    Report,
    ReportDue,
    Source,
    Task,
)
from supervision.procedures.tracks import TrackKey
from supervision.reports.report_dates import UNCOUNTED, is_told, timeliness_at

GONE = frozenset({AssignmentStatus.WITHDRAWN})
NOT_ISSUED = frozenset(
    {
        MatterStatus.FOLLOWED,
        MatterStatus.REGISTERED,
        MatterStatus.SPLIT,
        MatterStatus.IN_APPROVAL,
        MatterStatus.SENT_BACK,
        MatterStatus.APPROVED,
    }
)
UNDER_WAY = frozenset({MatterStatus.IN_PROGRESS, MatterStatus.CLOSING})


class OnTime(StrEnum):
    """是否按时 of a task, by all its dates of all its units that count."""

    NOTHING = "nothing"
    """No date was reached yet, or none is set."""
    YES = "yes"
    WAS_LATE = "was_late"
    """Something came late, nothing is late now."""
    LATE = "late"
    """Something is late now and has not come."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The newest report of one unit on a task."""

    unit: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Count:
    """Dates of reports: so many were answered in time, so many late; late now without an answer."""

    on_time: int = 0
    late: int = 0
    missing: int = 0

    @property
    def due(self) -> int:
        """What has been reached or answered."""
        return self.on_time + self.late + self.missing

    def __add__(self, other: Count) -> Count:
        """The sum."""
        return Count(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Count)))


@dataclass(frozen=True, slots=True)
class Line:
    """A task of a matter as the ledger lists it; `task` is none while the matter has not been split."""

    matter: Matter
    document_number: str
    task: Task | None
    leads: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    progress: tuple[Progress, ...] = ()
    on_time: OnTime = OnTime.NOTHING
    count: Count = Count()
    done: bool = False
    lights: Lights | None = None
    first: bool = True

    @property
    def source(self) -> str:
        """来源: the papers and orders that the matter comes from."""
        return "；".join(source_words(source) for source in self.matter.sources)

    @property
    def limit(self) -> tuple[date, time | None] | None:
        """时限 of the task, else that of the matter."""
        if self.task is not None and self.task.due_on is not None:
            return self.task.due_on, self.task.due_hour
        return (self.matter.due_on, self.matter.due_hour) if self.matter.due_on is not None else None


@dataclass(frozen=True, slots=True)
class Sum:
    """What a track, or everything, comes to. Every figure is counted from the lines of its sheet."""

    matters: int = 0
    under_way: int = 0
    suspended: int = 0
    closed: int = 0
    not_issued: int = 0
    withdrawn: int = 0
    tasks: int = 0
    done: int = 0
    count: Count = Count()

    def __add__(self, other: Sum) -> Sum:
        """The sum of two."""
        return Sum(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(Sum)))


def lines_of(material: Material, *, now: datetime, county: County, workdays: Workdays) -> tuple[Line, ...]:
    """The ledger's lines, in the order of the matters."""
    tasks = grouped(material.tasks, "matter_id")
    shares = grouped(material.assignments, "matter_id")
    dues = grouped(material.dues, "matter_id")
    findings = grouped(material.findings, "matter_id")
    newest = grouped(newest_reports(material.reports).values(), "matter_id", "task_seq")
    judge = _Judge(now, county, workdays)
    lines: list[Line] = []
    for matter in material.matters:
        mine, owed = shares.get(matter.id, []), dues.get(matter.id, [])
        lights = judge.lights(mine, owed, findings.get(matter.id, []))
        number = material.numbers.get(matter.id, "")
        of_matter = sorted(tasks.get(matter.id, []), key=lambda task: task.seq)
        for place, task in enumerate(of_matter):
            items = [item for item in mine if item.task_seq == task.seq and item.status not in GONE]
            reports = newest.get((matter.id, task.seq), [])
            count = judge.count(items, [due for due in owed if due.task_seq == task.seq])
            lines.append(
                Line(
                    matter,
                    number,
                    task,
                    _names(items, Part.LEAD, material),
                    _names(items, Part.SUPPORT, material),
                    _progress(reports, material),
                    on_time_of(count),
                    count,
                    bool(items) and all(item.status is AssignmentStatus.ACCEPTED for item in items),
                    lights,
                    not place,
                )
            )
        if not of_matter:
            lines.append(Line(matter, number, None, lights=lights))
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class _Judge:
    now: datetime
    county: County
    workdays: Workdays

    def lights(self, items: Sequence[Assignment], dues: Sequence[ReportDue], found: Sequence[Finding]) -> Lights | None:
        return lights_of(items, dues, found, now=self.now, county=self.county, workdays=self.workdays)

    def count(self, items: Sequence[Assignment], dues: Sequence[ReportDue]) -> Count:
        told = {item.unit_id: item.delivered_at for item in items if item.status is not AssignmentStatus.PROPOSED}
        counted = (due for due in dues if due.unit_id in told and due.status not in UNCOUNTED)
        return sum((self._one(due, told[due.unit_id]) for due in counted), Count())

    def _one(self, due: ReportDue, delivered_at: datetime | None) -> Count:
        judged = timeliness_at(
            due,
            self.now,
            delivered=is_told(due, delivered_at),
            workdays=self.workdays,
            zone=self.county.zone,
        )
        if due.first_answered_at is not None:
            return Count(int(not judged.late), int(judged.late))
        return Count(missing=1) if judged.late else Count()


def on_time_of(count: Count) -> OnTime:
    """The word for the dates of a task."""
    if count.missing:
        return OnTime.LATE
    if count.late:
        return OnTime.WAS_LATE
    return OnTime.YES if count.on_time else OnTime.NOTHING


def _names(items: Iterable[Assignment], part: Part, material: Material) -> tuple[str, ...]:
    return tuple(material.unit_name(item.unit_id) for item in items if item.part is part)


def _progress(reports: Iterable[Report], material: Material) -> tuple[Progress, ...]:
    """The newest report of each unit, the newest of all first."""
    by_unit: dict[int, Report] = {}
    for report in sorted(reports, key=lambda one: (one.received_at, one.due_seq or 0)):
        by_unit[report.unit_id] = report
    ordered = sorted(by_unit.values(), key=lambda one: one.received_at, reverse=True)
    return tuple(Progress(material.unit_name(one.unit_id), one.received_at, one.text) for one in ordered)


def source_words(source: Source) -> str:
    """《内涝情况报告》（夏住建〔2026〕8号）, or an oral order by its words."""
    if source.oral:
        return f"{source.title}（口头交办）"
    title = source.title if source.title.startswith("《") else f"《{source.title}》"
    return f"{title}（{source.number}）" if source.number else title


def sums_of(lines: Iterable[Line]) -> Mapping[TrackKey, Sum]:
    """What each track that has lines comes to, in the order of the tracks."""
    by_track: dict[TrackKey, Sum] = {}
    for line in lines:
        track = TrackKey(line.matter.track)
        by_track[track] = by_track.get(track, Sum()) + _sum(line)
    return {track: by_track[track] for track in TRACK_ORDER if track in by_track}


def _sum(line: Line) -> Sum:
    status, first = line.matter.status, int(line.first)
    stands = status is not MatterStatus.WITHDRAWN  # what is withdrawn or merged is on neither side ("Counting")
    return Sum(
        matters=first,
        under_way=first * (status in UNDER_WAY),
        suspended=first * (status is MatterStatus.SUSPENDED),
        closed=first * (status is MatterStatus.CLOSED),
        not_issued=first * (status in NOT_ISSUED),
        withdrawn=first * (status is MatterStatus.WITHDRAWN),
        tasks=int(stands and line.task is not None),
        done=int(stands and line.done),
        count=line.count,
    )
