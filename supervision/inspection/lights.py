"""三盏灯 of a matter: what the units say, what the Office found, and how time stands. Never mixed into one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from supervision.calendars.deadlines import local_date, remaining
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Assignment, AssignmentStatus, Finding, FindingVerdict, ReportDue
from supervision.reports.report_dates import OWED, UNCOUNTED, is_told, timeliness_at


class Light(StrEnum):
    """One light."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    NONE = "none"
    """Nobody has looked yet."""


@dataclass(frozen=True, slots=True)
class Lights:
    """自报, 核查, 时限."""

    reported: Light
    verified: Light
    timeliness: Light


Told = Mapping[tuple[int, int], datetime | None]
"""When the units were told of their shares in tasks."""

_COUNTED = frozenset(AssignmentStatus) - {AssignmentStatus.WITHDRAWN, AssignmentStatus.PROPOSED}


def lights_of(
    assignments: Iterable[Assignment],
    dues: Iterable[ReportDue],
    findings: Iterable[Finding] = (),
    *,
    now: datetime,
    county: County,
    workdays: Workdays,
) -> Lights | None:
    """The lights of a matter; none before it was issued, or when everything was withdrawn.

    Reported: green when every unit sent its final report, red when none sent any. Verified: what the Office saw on the
    spot and nothing else – that a report was accepted at the desk says nothing of it (Order 733 art. 14): red when the
    newest finding of a unit's task contradicts its report, yellow when one is behind or some were not looked at, green
    when all are as reported, none when nobody looked. Timeliness: red when something is overdue now, yellow when
    something came late or is due within the county's tight term. Nothing is late of a task that its unit was not told
    of.
    """
    counted = [item for item in assignments if item.status in _COUNTED]
    if not counted:
        return None
    units = {(item.task_seq, item.unit_id) for item in counted}
    standing = [due for due in dues if (due.task_seq, due.unit_id) in units and due.status not in UNCOUNTED]
    return Lights(
        reported=_reported(counted, standing),
        verified=verified_of(units, findings),
        timeliness=_timeliness(standing, _told(counted), now, county, workdays),
    )


def _reported(counted: Sequence[Assignment], dues: Sequence[ReportDue]) -> Light:
    final = {(due.task_seq, due.unit_id) for due in dues if due.final and due.first_answered_at is not None}
    done = sum(item.status is AssignmentStatus.ACCEPTED or (item.task_seq, item.unit_id) in final for item in counted)
    if done == len(counted):
        return Light.GREEN
    return Light.YELLOW if done or any(due.first_answered_at for due in dues) else Light.RED


def verified_of(units: Set[tuple[int, int]], findings: Iterable[Finding]) -> Light:
    """Give the verified light of shares in tasks, by the newest finding of each."""
    newest = _newest(units, findings)
    seen = set(newest.values())
    if not seen:
        return Light.NONE
    if FindingVerdict.FALSE in seen:
        return Light.RED
    return Light.GREEN if seen == {FindingVerdict.MET} and newest.keys() == units else Light.YELLOW


def doubted_units(units: Set[tuple[int, int]], findings: Iterable[Finding]) -> set[int]:
    """Give the units of which the newest finding of a share is not as they reported."""
    newest = _newest(units, findings)
    return {unit_id for (_, unit_id), verdict in newest.items() if verdict is not FindingVerdict.MET}


def _newest(units: Set[tuple[int, int]], findings: Iterable[Finding]) -> dict[tuple[int, int], FindingVerdict]:
    ordered = sorted(findings, key=lambda one: (one.found_at, one.id))
    return {(one.task_seq, one.unit_id): one.verdict for one in ordered if (one.task_seq, one.unit_id) in units}


def _told(assignments: Sequence[Assignment]) -> Told:
    return {(item.task_seq, item.unit_id): item.delivered_at for item in assignments}


def _timeliness(
    dues: Sequence[ReportDue],
    told: Told,
    now: datetime,
    county: County,
    workdays: Workdays,
) -> Light:
    late = [due for due in dues if _is_late(due, told, now, county, workdays)]
    owed = [due for due in dues if due.status in OWED and due.first_answered_at is None]
    if any(due in owed for due in late):
        return Light.RED
    today = local_date(now, county.zone)
    tight = any(remaining(due.due_on, today, workdays) <= county.tight_workdays for due in owed)
    return Light.YELLOW if late or tight else Light.GREEN


def _is_late(due: ReportDue, told: Told, now: datetime, county: County, workdays: Workdays) -> bool:
    delivered = is_told(due, told.get((due.task_seq, due.unit_id)))
    return timeliness_at(due, now, delivered=delivered, workdays=workdays, zone=county.zone).late
