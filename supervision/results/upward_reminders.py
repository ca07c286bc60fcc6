"""待上报 on the desk: what the Office is reminded of about a report to those above, and until when.

P1.3, P2.3, P6.1, P7.3. The date of those above is one reminder of the matter; a report that they sent back without a
date is one of its own, so that it does not move the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from supervision.calendars.workdays import Workdays
from supervision.desk_items import matter_of
from supervision.model import (
    DeskItem,
    DeskKind,
    Matter,
    MatterStatus,
    Submission,
    SubmissionStatus,
    Summary,
    SummaryKind,
)
from supervision.procedures.forms import UPWARD, Destination
from supervision.procedures.lifecycle import ENDS
from supervision.results.submissions import desk_key

AGAIN = 5
"""Workdays after which the Office is reminded again of what was sent back without a date."""

WAITING = frozenset({SubmissionStatus.READY, SubmissionStatus.RETURNED})
"""A report in one of these has still to go up."""


def returned_key(row: Submission) -> str:
    """Name the reminder of a report that was sent back without a date."""
    return f"{row.matter_id}/returned/{row.id}"


def returned_item(row: Submission, matter: Matter, today: date, workdays: Workdays) -> DeskItem:
    """What the Office is reminded of from the next workday on, until something went up instead."""
    return DeskItem(
        kind=DeskKind.SUBMISSION,
        key=returned_key(row),
        post_id=matter.registered_post_id,
        on=workdays.add_workdays(today, 1),
        title=matter.title,
        number=matter.registration_number,
        every=AGAIN,
    )


def answers_date(row: Submission, summary: Summary | None, matter: Matter, today: date, workdays: Workdays) -> bool:
    """Whether what goes up today is what those above wait for by their date: the result, or a report of these days.

    An interim report of March is not the one that is due in June.
    """
    if Destination(row.destination) not in UPWARD:
        return False
    if matter.status in ENDS or summary is None or summary.kind is SummaryKind.CLOSING or row.own_due_on is None:
        return True
    return today >= workdays.previous_workday(row.own_due_on)


def settled_by(row: Submission, rows: Iterable[Submission], *, answers: bool, matter: Matter) -> tuple[str, ...]:
    """The keys of the reminders that are over once this row went up; `rows` are all of the matter's."""
    returned = (old for old in rows if old.destination == row.destination and old.returned_on is not None)
    return (*((desk_key(matter),) if answers else ()), *(returned_key(old) for old in returned if old.id != row.id))


def is_over(item: DeskItem, matter: Matter | None, newest: Iterable[Submission]) -> bool:
    """Whether nobody has to be reminded any more: nothing of what ended, or was sent back, has still to go up.

    Args:
        newest: the reports of the matter that no later one has taken the place of.
    """
    if matter is None:
        return False
    if matter.status is MatterStatus.WITHDRAWN:
        return True
    ended = matter.status in ENDS or item.key != desk_key(matter)
    return ended and not any(row.status in WAITING and row.answer_id is None for row in newest)


def of_matter(item: DeskItem) -> int:
    """The matter that the reminder is of."""
    found = matter_of(item)
    assert found is not None, item.key
    return found
