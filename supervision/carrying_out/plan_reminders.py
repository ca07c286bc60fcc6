"""报送方案: who is reminded of a plan that the paper asks for (`Matter.plan_wanted`), until it was handed in.

Nobody is late with a plan, and no bulletin counts it; the unit is reminded before its day and after it, the Office
after it (P1.2, P3.2). The days are counted from when the unit learned of the paper; before that nobody is reminded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Assignment, AssignmentStatus, DeskItem, DeskKind, Matter, MatterStatus, Plan
from supervision.procedures.lifecycle import ENDS

UNIT_EVERY, OFFICE_EVERY = 2, 5
"""Ours: after how many workdays the unit is reminded again, and the Office."""

REMINDERS = frozenset({DeskKind.PLAN, DeskKind.PLAN_OVER})
"""Of what the unit and the Office are reminded; the key is `matter/unit`."""

_NOT_ISSUED = frozenset({AssignmentStatus.WITHDRAWN, AssignmentStatus.PROPOSED})


def plan_by(learned_on: date, county: County, workdays: Workdays) -> date:
    """The day by which the plan is handed in."""
    return workdays.add_workdays(learned_on, county.plan_workdays)


def reminders_of(
    matter: Matter, unit_id: int, *, number: str, unit_name: str, issued_on: date, county: County, workdays: Workdays
) -> Iterator[DeskItem]:
    """Remind the unit from the workday before the day on, and the matter's officer from the one after it."""
    by = plan_by(issued_on, county, workdays)
    item = DeskItem(
        kind=DeskKind.PLAN,
        key=f"{matter.id}/{unit_id}",
        post_id=matter.registered_post_id,
        unit_id=unit_id,
        on=_first_day(DeskKind.PLAN, by, workdays),
        title=matter.title,
        number=number,
        due_on=by,
        every=UNIT_EVERY,
    )
    yield item
    yield replace(
        item,
        kind=DeskKind.PLAN_OVER,
        unit_id=0,
        on=_first_day(DeskKind.PLAN_OVER, by, workdays),
        number=f"{unit_name} {number}",
        every=OFFICE_EVERY,
    )


def _first_day(kind: DeskKind, by: date, workdays: Workdays) -> date:
    return workdays.previous_workday(by) if kind is DeskKind.PLAN else workdays.next_workday(by)


def named(item: DeskItem) -> tuple[int, int]:
    """The matter and the unit that it is about."""
    matter_id, _, unit_id = item.key.partition("/")
    return int(matter_id), int(unit_id)


def as_of(item: DeskItem, learned_on: date | None, today: date, county: County, workdays: Workdays) -> DeskItem:
    """Give the thing with the day that counts for its unit; with an `on` after today it is not said yet."""
    if learned_on is None:
        return replace(item, on=workdays.on_or_after(today + timedelta(days=1)))
    by = plan_by(learned_on, county, workdays)
    first = _first_day(item.kind, by, workdays)
    return replace(item, due_on=by, on=first if first > today else item.on)


def is_over(plan: Plan | None, shares: Iterable[Assignment], matter: Matter | None) -> bool:
    """Whether nobody is reminded any more: it was handed in, or the unit has nothing of the matter to do."""
    if matter is None or matter.status in ENDS or (plan is not None and plan.handed_in):
        return True
    return all(share.status in _NOT_ISSUED for share in shares)


def is_at_rest(matter: Matter) -> bool:
    """Whether nobody is reminded for now: the matter is suspended (中止)."""
    return matter.status is MatterStatus.SUSPENDED
