"""An oracle for "Counting" that knows only the requirements and a wall calendar.

It imports nothing that judges time: it counts days by chinese_calendar and keeps a limit as people say it (a day, and
an hour or 24:00). Its times are local, as people read them off a clock.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

import chinese_calendar

from tests.rules.due_history import Said

FULL_DAYS_AFTER_A_LATE_DELIVERY = 2
CLOSING_TIME = time(17, 30)


def works(day: date) -> bool:
    return bool(chinese_calendar.is_workday(day))


def workday_after(day: date, count: int) -> date:
    while count:
        day += timedelta(days=1)
        count -= works(day)
    return day


def workdays_from_to(start: date, end: date) -> int:
    """How many workdays come after the one day up to the other, itself included."""
    return sum(works(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))


@dataclass(frozen=True)
class Limit:
    """A day, to an hour or to 24:00."""

    day: date
    hour: time | None

    def is_over(self, at: datetime) -> bool:
        return at.date() > self.day or (at.date() == self.day and self.hour is not None and at.time() > self.hour)

    def put_off(self, workdays: int) -> Limit:
        return Limit(workday_after(self.day, workdays), self.hour)

    @property
    def rank(self) -> tuple[date, time]:
        return self.day, self.hour or time.max


def printed(day: date, hour: time | None, *, by_the_clock: bool) -> Limit:
    """A printed date stands: on a closed day it is late only after the next workday; 特急 waits for no workday."""
    if by_the_clock:
        return Limit(day, hour or CLOSING_TIME)
    while not works(day):
        day += timedelta(days=1)
    return Limit(day, hour)


@dataclass
class Expected:
    """One date as the requirements see it."""

    day: date
    limit: Limit
    state: str = "owed"  # owed, answered, accepted, gone
    first: datetime | None = None
    empty: int = 0
    stopped_at: datetime | None = None
    excused: bool = False

    @property
    def undecided(self) -> bool:
        return self.state in {"owed", "answered"}

    def answer(self, at: datetime) -> None:
        self.state = "answered"
        self.first = self.first or at  # the first submission decides


@dataclass
class Oracle:
    """ "Counting", sentence by sentence."""

    dues: dict[int, Expected]
    by_the_clock: bool
    delivered: datetime | None = None
    answers: dict[int, int] = field(default_factory=dict)  # report: date
    received: dict[int, datetime] = field(default_factory=dict)
    returned: set[int] = field(default_factory=set)
    asked: tuple[int, datetime, Limit] | None = None
    withdrawn: bool = False

    def deliver(self, at: datetime) -> None:
        """Nothing is late that was not delivered; what is delivered after its date has two full workdays."""
        if self.delivered is not None:
            return
        self.delivered = at
        for due in self.dues.values():
            moment = min(at, due.stopped_at) if due.stopped_at else at
            if due.limit.is_over(moment):
                due.limit = Limit(workday_after(moment.date(), FULL_DAYS_AFTER_A_LATE_DELIVERY), None)

    def report(self, number: int, at: datetime) -> None:
        """A report answers the oldest unanswered date."""
        owed = [seq for seq, due in self.dues.items() if due.state == "owed"]
        if owed:
            self.answers[number], self.received[number] = min(owed), at
            self.dues[min(owed)].answer(at)

    def edit(self, number: int, at: datetime) -> None:
        """An edit of what was returned is handed in at its own time; after acceptance it changes nothing."""
        due = self.dues.get(self.answers.get(number, 0))
        if due and due.state == "owed" and number in self.returned:
            self.returned.discard(number)
            due.answer(at)

    def send_back(self, number: int, *, empty: bool) -> None:
        """A supplement does not unmake the first submission; a second return for empty content does."""
        self.returned.add(number)
        due = self.dues.get(self.answers.get(number, 0))
        if due is None:
            return
        due.state, due.empty = "owed", due.empty + empty
        if empty and due.empty > 1:
            due.first, due.excused = None, False

    def accept(self, number: int, *, finish: bool) -> None:
        due = self.dues.get(self.answers.get(number, 0))
        if due is not None:
            due.state = "accepted"
        done = (due is not None or finish) and (finish or not any(one.undecided for one in self.dues.values()))
        if not done:
            return
        at = self.received.get(number)
        for other in self.dues.values():
            if other.state == "owed" and other.first is None and not other.empty:
                ahead = other.stopped_at or (at is not None and not other.limit.is_over(at))
                other.state = "gone" if ahead else "accepted"
                other.first = None if ahead else at
            elif other.undecided:
                other.state, other.first = "accepted", other.first or at

    def ask(self, seq: int, at: datetime, new: Limit) -> None:
        self.asked = seq, at, new

    def in_time(self, due: Expected, at: datetime) -> bool:
        untold = self.delivered is None or at < self.delivered
        return untold or not due.limit.is_over(at)

    def decide(self, at: datetime, *, agreed: bool) -> None:
        """Asked after the date it stays late; the time that the answer took is not the unit's."""
        assert self.asked
        seq, asked_at, new = self.asked
        due, self.asked = self.dues[seq], None
        if not self.in_time(due, asked_at):
            return
        if agreed:
            due.limit = max(due.limit, new, key=lambda limit: limit.rank)
        elif due.limit.is_over(at):
            due.limit = due.limit.put_off(workdays_from_to(asked_at.date(), at.date()))

    def suspend(self, at: datetime) -> None:
        """Suspension is not counted; what is late already stays late."""
        for due in self.dues.values():
            if due.undecided and (self.delivered is None or not due.limit.is_over(at)):
                due.stopped_at = at

    def resume(self, at: datetime) -> None:
        for due in self.dues.values():
            if due.stopped_at:
                due.excused = due.first is not None and due.first >= due.stopped_at
                was_over = due.limit.is_over(due.stopped_at)
                due.limit = due.limit.put_off(workdays_from_to(due.stopped_at.date(), at.date()))
                if due.limit.is_over(at) and not was_over:  # it had hours left: not late by being taken up again
                    due.limit = due.limit.put_off(1)
                due.stopped_at = None

    def verdict(self, due: Expected, now: datetime) -> Said:
        stopped_and_owed = due.stopped_at is not None and due.state == "owed"
        never_told = self.delivered is None and due.first is None
        if self.withdrawn or due.state == "gone" or stopped_and_owed or never_told:
            return Said(counted=False)
        decisive = due.first or now
        in_between = due.stopped_at is not None and decisive >= due.stopped_at
        excused = due.first is not None and (due.excused or in_between)
        if self.delivered is None or excused or not due.limit.is_over(decisive):
            return Said(counted=True)
        return Said(counted=True, late=workdays_from_to(due.limit.day, decisive.date()))
