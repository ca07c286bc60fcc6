"""持续推进: a task without a final date, which the Office looks at again on a day that the paper names.

It goes on with its cycle until a correction (更正) gives it a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from supervision.model import DeskItem, DeskKind, Matter, Task
from supervision.procedures.lifecycle import ENDS

REVIEW_AGAIN = 60
"""Workdays after which the Office is reminded once more of what goes on. Ours."""

_KEY = re.compile(r"^(\d+)/(\d+)$")


def reviews_of(matter: Matter, tasks: Iterable[Task], number: str) -> Iterator[DeskItem]:
    """Put the day of review of each ongoing task on the desk of the matter's officer."""
    for task in tasks:
        if task.ongoing and task.review_on is not None:
            yield DeskItem(
                kind=DeskKind.REVIEW,
                key=f"{matter.id}/{task.seq}",
                post_id=matter.registered_post_id,
                on=task.review_on,
                title=task.text,
                number=number,
                due_on=task.review_on,
                every=REVIEW_AGAIN,
            )


def named(item: DeskItem) -> tuple[int, int] | None:
    """Give matter and task that a thing on the desk is the review of; none if it is another thing."""
    found = _KEY.match(item.key) if item.kind is DeskKind.REVIEW else None
    return (int(found[1]), int(found[2])) if found else None


def is_over(task: Task | None, matter: Matter | None) -> bool:
    """Say whether there is nothing to look at again: the task has a date by now, or the matter has ended."""
    return task is None or matter is None or not task.ongoing or matter.status in ENDS
