"""报送整改措施: by when a unit names its measures, and who is reminded until it does (P5.3).

Nothing is late by it: what counts is the day that the unit then promises.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from supervision.calendars.deadlines import local_date
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import (
    Assignment,
    AssignmentStatus,
    DeskItem,
    DeskKind,
    Matter,
    MatterStatus,
    Rectification,
    RectificationStatus,
)
from supervision.procedures.lifecycle import ENDS

AWAITS_PROMISE = frozenset({RectificationStatus.ORDERED, RectificationStatus.FAILED})
"""The unit has to name measures, person and day."""

UNIT_EVERY, OFFICE_EVERY = 2, 5
"""Ours: after how many workdays the unit is reminded again, and the Office."""

REMINDERS = frozenset({DeskKind.PROMISE, DeskKind.PROMISE_OVER})
"""Of what the unit and the Office are reminded; the key is the order's number."""

_NOT_ISSUED = frozenset({AssignmentStatus.WITHDRAWN, AssignmentStatus.PROPOSED})


def promise_by(item: Rectification, county: County, workdays: Workdays) -> date:
    """The day by which the measures are named: some workdays after the order or the check, within the limit."""
    asked_at = item.checked_at if item.status is RectificationStatus.FAILED and item.checked_at else item.ordered_at
    day = workdays.add_workdays(local_date(asked_at, county.zone), county.promise_workdays)
    return min(day, item.due_on) if item.due_on else day


def reminders_of(
    item: Rectification, post_id: int, *, number: str, unit_name: str, county: County, workdays: Workdays
) -> Iterator[DeskItem]:
    """Remind the unit from the last day on, and the officer (`post_id`) from the next, until it promises."""
    by = promise_by(item, county, workdays)
    task = f"{number}第{item.task_seq}项"
    yield DeskItem(
        kind=DeskKind.PROMISE,
        key=str(item.id),
        post_id=post_id,
        unit_id=item.unit_id,
        on=by,
        title=item.problem,
        number=task,
        due_on=by,
        every=UNIT_EVERY,
    )
    yield DeskItem(
        kind=DeskKind.PROMISE_OVER,
        key=str(item.id),
        post_id=post_id,
        on=workdays.add_workdays(by, 1),
        title=item.problem,
        number=f"{unit_name} {task}",
        due_on=by,
        every=OFFICE_EVERY,
    )


def is_wanted(item: Rectification | None, share: Assignment | None, matter: Matter | None) -> bool:
    """Whether a promise is still missing; once it is not, nobody is reminded of it any more."""
    if item is None or share is None or matter is None or matter.status in ENDS:
        return False
    return item.status in AWAITS_PROMISE and share.status not in _NOT_ISSUED


def is_at_rest(matter: Matter) -> bool:
    """Whether nobody is reminded for now: the matter is suspended (中止)."""
    return matter.status is MatterStatus.SUSPENDED
