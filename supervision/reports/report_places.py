"""Where a unit's message belongs: which assignments can be reported on, and which of them it is about."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Assignment, AssignmentStatus, Channel, Matter, MatterStatus, Post, ReportDue, StoredFile
from supervision.refusals import WrongState
from supervision.reports.report_matching import named_task

UNDER_WAY = frozenset({AssignmentStatus.ISSUED, AssignmentStatus.IN_PROGRESS, AssignmentStatus.TRANSFER_ASKED})
"""A unit reports on such an assignment as its duty; on an accepted one it may still add something."""

REPORTED_ON = frozenset({MatterStatus.IN_PROGRESS, MatterStatus.SUSPENDED, MatterStatus.CLOSING, MatterStatus.CLOSED})
"""A matter that was issued and not withdrawn: what a unit says about it is recorded, also after its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a unit's message brought: its words and its files, at the message's own time.

    What came by another way has its `channel`: a row of a returned sheet its `part`, a recorded report its record.
    """

    chat_id: int
    message_id: int
    at: datetime
    text: str
    media_group: str = ""
    files: tuple[StoredFile, ...] = ()
    part: int = 0
    channel: Channel = Channel.TELEGRAM
    record_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a report belongs: an assignment with its dates. `delivered_at` says when its unit was told of it,
    `pointed_at` the date that the message itself pointed at, `leaders` who in the unit may confirm it."""

    matter: Matter
    assignment: Assignment
    dues: tuple[ReportDue, ...]
    delivered_at: datetime | None
    pointed_at: int | None = None
    leaders: tuple[Post, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """By what a report is judged."""

    now: datetime
    county: County
    workdays: Workdays


def open_to_reports(matter: Matter, assignments: Sequence[Assignment]) -> tuple[Assignment, ...]:
    """The assignments of one unit in a matter that a report can be about: those under way, else the accepted ones.

    Raises:
        WrongState: the matter is withdrawn, or nothing in it is this unit's any more.
    """
    if matter.status not in REPORTED_ON:
        raise WrongState("matter", matter.status.value)
    under_way = tuple(item for item in assignments if item.status in UNDER_WAY)
    found = under_way or tuple(item for item in assignments if item.status is AssignmentStatus.ACCEPTED)
    if not found:
        raise WrongState("assignment", AssignmentStatus.WITHDRAWN.value)
    return found


def which_task(tasks: Collection[int], text: str, wanted: int | None = None) -> int | None:
    """The task that a report is about: the one wanted, the only one, or the one that its text begins with."""
    if wanted in tasks:
        return wanted
    if len(tasks) == 1:
        return next(iter(tasks))
    return named_task(text, tasks)
