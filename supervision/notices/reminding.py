"""Reminders: the day's digest, a reminder that waits for no digest, and /remind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from supervision.notices.base import Answer, Card, Lane, OnDoubt, OnKey, Until


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest(Card):
    """Everything that one person is to be reminded of today, in one message: what is said stands in its reminders."""

    lane: ClassVar[Lane] = Lane.BULK
    on_key: ClassVar[OnKey] = OnKey.REPLACE
    on_doubt: ClassVar[OnDoubt] = OnDoubt.HOLD

    person_id: int
    day: date
    not_before: datetime

    @property
    def key(self) -> str | None:
        """One a person and day."""
        return f"digest/{self.person_id}/{self.day}"

    @property
    def row_key(self) -> str:
        """The key of its one row in the outbox, by which its reminders name it."""
        return f"{self.key}@person/{self.person_id}"

    @property
    def until(self) -> Until | None:
        """Nothing is left to say, or the office has closed for the day."""
        return Until("digest_lapsed", self.row_key)

    @property
    def send_after(self) -> datetime | None:
        """The digest hour."""
        return self.not_before


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentReminder(Card):
    """A reminder of a 特急 paper: goes alone, at once, at any hour. Tasks with one limit share a message."""

    lane: ClassVar[Lane] = Lane.INTERACTIVE
    on_doubt: ClassVar[OnDoubt] = OnDoubt.HOLD

    matter_id: int
    rung: str
    post_id: int

    @property
    def key(self) -> str | None:
        """One a matter, rung and post."""
        return f"urgent/{self.matter_id}/{self.rung}"

    @property
    def row_key(self) -> str:
        """The key of its one row in the outbox, by which its reminder names it."""
        return f"{self.key}@post/{self.post_id}"

    @property
    def until(self) -> Until | None:
        """The report is in, the paper acknowledged."""
        return Until("reminder_over", self.row_key)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReminded(Card):
    """催办 by a person: what the unit still owes of one matter, to its liaisons."""

    on_doubt: ClassVar[OnDoubt] = OnDoubt.HOLD

    matter_id: int
    unit_id: int
    day: date
    not_before: datetime | None = None

    @property
    def key(self) -> str | None:
        """One a matter, unit and day."""
        return f"remind/{self.matter_id}/{self.unit_id}/{self.day}"

    @property
    def until(self) -> Until | None:
        """The unit owes nothing of the matter any more."""
        return Until("unit_owes_nothing", f"{self.matter_id}/{self.unit_id}")

    @property
    def send_after(self) -> datetime | None:
        """Not in the quiet hours."""
        return self.not_before


@dataclass(frozen=True, slots=True)
class Remindable:
    """A unit that owes reports of a matter."""

    matter_id: int
    unit_id: int
    number: str
    title: str
    unit: str
    owed: int
    overdue: int
    first_due_on: date
    reminded_today: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindChoices(Answer):
    """Who could be reminded now, the most overdue first; pages from 0."""

    items: tuple[Remindable, ...]
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemindDone(Answer):
    """The reminder is on its way (`again`: it was sent today already; `not_before`: after the quiet hours; `merged`:
    the unit was reminded often enough today, so that its next digest says it)."""

    unit: str
    again: bool = False
    merged: bool = False
    not_before: datetime | None = None
