"""What the machine itself keeps: what was done once for ever, and open conversations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class CalendarKey:
    """Something that happens once a period: `bulletin/2026Q1`. Used once, for ever."""

    key: str
    used_at: datetime


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """The holidays and make-up workdays of one year, as the Office entered them from the State Council's notice
    (`reference`); they go before those that the program brings along."""

    year: int
    holidays: tuple[date, ...]
    makeup_days: tuple[date, ...]
    reference: str
    entered_by: int
    entered_at: datetime


class DeskKind(StrEnum):
    """What somebody of the Office or of a section must not forget; each is a section of the day's digest."""

    FOLLOWED = "followed"
    """A matter that a section follows up itself nears its date (P4.2, P5.2)."""
    ANSWER_OWED = "answer_owed"
    """A leader who instructed has not been told what came of it (P5.3)."""
    REVIEW = "review"
    """The day has come to look again at what goes on (持续推进) or was suspended (中止)."""
    SUBMISSION = "submission"
    """An approved result waits to be sent up (P1.3, P6.1, P7.3)."""
    REASSIGN = "reassign"
    """A proposal that was returned waits for another unit (P6.2)."""
    REPLY_ROUND = "reply_round"
    """What a deputy or member thinks of the reply is not known yet, or the second reply is due (P6.2)."""
    ARCHIVE = "archive"
    """The year's proposals wait to be filed (P6.3)."""
    PROMISE = "promise"
    """A unit has not named how it will put right what it was ordered to (P5.3)."""
    PROMISE_OVER = "promise_over"
    """The same, to the Office, once the time for it is over."""
    PLAN = "plan"
    """A unit has not handed in the plan that its paper asks for (P1.2, P3.2)."""
    PLAN_OVER = "plan_over"
    """The same, to the Office, once its day is over."""
    REVIEW_OWED = "review_owed"
    """A criticised unit's request for a review waits for its reviewer, or for one to be named (Order 733 art. 17)."""
    CALENDAR = "calendar"
    """The holidays of the next year are not entered yet."""


@dataclass(frozen=True, slots=True)
class DeskItem:
    """案头事项: a thing that is not a unit's report and that a post of the Office or a section is reminded of.

    One row a thing: `key` names it among those of its kind. It is said in the digest of the first workday from `on`;
    with `every`, again each time that many workdays have gone by, until `done_at`. A post that nobody holds leaves it
    to all officers; what a unit has to do (`unit_id`) is said to its liaison, else to its leaders. Save it anew, with
    another `on` and no `told_on`, to move it. `number`, `title` and `due_on` are what the digest says of it.
    """

    kind: DeskKind
    key: str
    post_id: int
    on: date
    title: str
    number: str = ""
    due_on: date | None = None
    every: int = 0
    told_on: date | None = None
    done_at: datetime | None = None
    unit_id: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """The answers of an open conversation: one a person and chat. The record; PTB's state is derived from it.

    `trail` are the questions answered so far, newest last ("back" pops it); `step` grows with every question asked
    and is part of its buttons, so that a stale button is recognised. `undo` runs beside `trail`: what each of its
    answers overwrote (none: it was not there), so that "back" takes the answer back and a list does not grow twice.
    """

    chat_id: int
    person_id: int
    flow: str
    question: str
    answers: dict[str, object]
    trail: tuple[str, ...]
    step: int
    updated_at: datetime
    undo: tuple[dict[str, object], ...] = ()
