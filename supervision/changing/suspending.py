"""中止 and 恢复: the clock of what is not late yet stands still, and goes on later (requirements, "Counting")."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, tzinfo

from supervision.calendars.deadlines import is_overdue, local_date
from supervision.calendars.workdays import Workdays
from supervision.model import Assignment, Change, DeskItem, DeskKind, DueStatus, Matter, ReportDue
from supervision.outcome import Outcome
from supervision.procedures.lifecycle import MatterEvent, advance
from supervision.reports.report_dates import OWED, UNDECIDED


def review_day(today: date, days: int) -> date:
    """The day on which a suspension is looked at again, if none is named (`rules.suspend_review_days`)."""
    return today + timedelta(days=days)


def suspend(
    matter: Matter, change: Change, assignments: Iterable[Assignment], dues: Iterable[ReportDue], now: datetime
) -> Outcome:
    """Stop the clock of everything that is owed and not late. What is late already stays late, and counted.

    Raises:
        WrongState: the matter is not under way.
    """
    suspended = replace(advance(matter, MatterEvent.SUSPEND), suspended_at=now, review_on=change.review_on)
    told = {(item.task_seq, item.unit_id) for item in assignments if item.delivered_at is not None}
    return Outcome(saves=(suspended, *held(dues, told, now)))


def held(dues: Iterable[ReportDue], delivered: Collection[tuple[int, int]], now: datetime) -> tuple[ReportDue, ...]:
    """The dates whose clock stands still from now on; `delivered` are the tasks and units that know their paper.

    What waits for review is not owed, but would be again if it is returned.
    """
    return tuple(
        replace(due, status=DueStatus.HELD if due.status in OWED else due.status, held_at=now)
        for due in dues
        if due.status in UNDECIDED
        and not is_overdue(due.late_after, now, delivered=due.known_at is not None or _key(due) in delivered)
    )


def _key(due: ReportDue) -> tuple[int, int]:
    return due.task_seq, due.unit_id


def resume(matter: Matter, dues: Iterable[ReportDue], now: datetime, workdays: Workdays, zone: tzinfo) -> Outcome:
    """Let the clock go on: each limit moves by the workdays of the suspension, the printed date stands.

    Raises:
        WrongState: the matter is not suspended.
    """
    resumed = replace(advance(matter, MatterEvent.RESUME), suspended_at=None, review_on=None)
    return Outcome(saves=(resumed, *(_released(due, now, workdays, zone) for due in dues if due.held_at)))


AGAIN = 5
"""So many workdays after the day of review the Office is reminded again, until the matter goes on or ends (ours)."""


def desk_key(matter_id: int) -> str:
    """How the Office's reminder of a suspension is named."""
    return f"suspended/{matter_id}"


def remind(matter: Matter, change: Change, number: str) -> Outcome:
    """Have the Office reminded, on the day that was signed, to see whether the matter can go on."""
    if change.review_on is None:
        return Outcome()
    item = DeskItem(
        kind=DeskKind.REVIEW,
        key=desk_key(matter.id),
        post_id=matter.registered_post_id,
        on=change.review_on,
        title=matter.title,
        number=number,
        due_on=change.review_on,
        every=AGAIN,
    )
    return Outcome(saves=(item,))


def settle(item: DeskItem | None, now: datetime) -> Outcome:
    """Nobody needs to be reminded any more."""
    return Outcome(saves=(replace(item, done_at=now),) if item is not None and item.done_at is None else ())


def days_of(matter: Matter, now: datetime, workdays: Workdays, zone: tzinfo) -> int:
    """How many workdays the suspension has lasted: the day of its beginning counts, the day of its end does not."""
    return _days_since(matter.suspended_at, now, workdays, zone) if matter.suspended_at else 0


def _days_since(since: datetime, now: datetime, workdays: Workdays, zone: tzinfo) -> int:
    return max(0, workdays.workdays_between(local_date(since, zone), local_date(now, zone)))


def _released(due: ReportDue, now: datetime, workdays: Workdays, zone: tzinfo) -> ReportDue:
    """A date whose clock goes on, put off by the workdays since it stood still: not before it was there (更正).

    One that was answered meanwhile is in time, whatever its printed hour says; one that was accepted meanwhile is owed
    no more, so it stays in the bulletin that counted it; one that had hours left is not late by being taken up again.
    """
    if due.status is DueStatus.ACCEPTED:
        return replace(due, held_at=None, late_after=max(due.late_after, due.first_answered_at or due.late_after))
    days = _days_since(due.held_at, now, workdays, zone) if due.held_at else 0
    limit = later(due.late_after, days, workdays, zone)
    if due.held_at and due.held_at <= due.late_after and limit < now:
        limit = later(limit, 1, workdays, zone)
    if due.status is not DueStatus.HELD:
        return replace(due, held_at=None, late_after=max(limit, due.first_answered_at or limit))
    supplement = later(due.supplement_by, days, workdays, zone) if due.supplement_by else None
    status = DueStatus.RETURNED if due.returns else DueStatus.OPEN
    return replace(due, held_at=None, status=status, late_after=limit, supplement_by=supplement)


def stood_still(due: ReportDue, since: datetime, now: datetime, workdays: Workdays, zone: tzinfo) -> ReportDue:
    """A date whose days of standing still are reckoned in until now, and that stands still from now on."""
    days = _days_since(since, now, workdays, zone)
    return replace(
        due,
        held_at=now,
        late_after=later(due.late_after, days, workdays, zone),
        supplement_by=later(due.supplement_by, days, workdays, zone) if due.supplement_by else None,
    )


def later(moment: datetime, days: int, workdays: Workdays, zone: tzinfo) -> datetime:
    """The same local time so many workdays later."""
    if not days:
        return moment
    local = moment.astimezone(zone)
    day = workdays.add_workdays(local.date(), days)
    return datetime.combine(day, local.time(), tzinfo=zone).astimezone(UTC)
