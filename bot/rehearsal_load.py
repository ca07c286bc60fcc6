"""What a rehearsal asked of whom: messages counted by day, for each unit and each leader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo

from bot.rehearsed_messages import Message
from supervision.calendars.workdays import Workdays
from supervision.model import RESPONSIBLE_KINDS
from supervision.roles import LEADERS


@dataclass(slots=True)
class Days:
    """How many messages on which day."""

    name: str
    by_day: Counter[date] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """All of them."""
        return self.by_day.total()

    @property
    def busiest(self) -> tuple[date, int] | None:
        """The day with the most, the first of several; none if there is no message."""
        return max(self.by_day.items(), key=lambda item: (item[1], -item[0].toordinal()), default=None)

    def of_month(self, month: str) -> int:
        """How many in a month, `2026-04`."""
        return sum(count for day, count in self.by_day.items() if f"{day:%Y-%m}" == month)


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a rehearsal, both included, where they are days."""

    first: date
    last: date
    zone: tzinfo

    @property
    def months(self) -> list[str]:
        """Its months, `2026-04`."""
        return list(dict.fromkeys(f"{day:%Y-%m}" for day in self.days()))

    def days(self) -> Iterator[date]:
        """Every day."""
        for n in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=n)

    def holds(self, at: datetime) -> bool:
        """Whether a moment is in it."""
        return self.first <= at.astimezone(self.zone).date() <= self.last

    def workdays(self, calendar: Workdays) -> int:
        """How many of its days are workdays."""
        return sum(calendar.is_workday(day) for day in self.days())


@dataclass(slots=True)
class Load:
    """The counts. What waits for somebody (待送达) asks nobody and is counted by itself, by its reason."""

    span: Span
    units: dict[int, Days] = field(default_factory=dict)
    leaders: dict[int, Days] = field(default_factory=dict)
    missed: Counter[str] = field(default_factory=Counter)
    messages: int = 0

    def add(self, message: Message) -> None:
        """Count a message."""
        to = message.to
        if message.missed:
            self.missed[message.missed] += 1
            return
        self.messages += 1
        day = message.at.astimezone(self.span.zone).date()
        if to.kind in RESPONSIBLE_KINDS:
            self.units.setdefault(to.unit_id, Days(to.unit)).by_day[day] += 1
        elif to.role in LEADERS:
            self.leaders.setdefault(to.post_id, Days(to.post)).by_day[day] += 1

    def unit_rows(self) -> Sequence[Days]:
        """The units that got anything, in the roster's order."""
        return [self.units[unit_id] for unit_id in sorted(self.units)]

    def leader_rows(self) -> Sequence[Days]:
        """The leaders that got anything, in the roster's order."""
        return [self.leaders[post_id] for post_id in sorted(self.leaders)]


@dataclass(frozen=True, slots=True)
class Change:
    """A unit under the rules in force and under the changed ones."""

    name: str
    before: Days
    after: Days


def changes(before: Load, after: Load) -> list[Change]:
    """Every unit that either asks anything of, in the roster's order."""
    names: Mapping[int, str] = {unit_id: days.name for load in (before, after) for unit_id, days in load.units.items()}
    return [
        Change(name, before.units.get(unit_id, Days(name)), after.units.get(unit_id, Days(name)))
        for unit_id, name in sorted(names.items())
    ]
