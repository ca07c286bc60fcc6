"""工作日历: when reports fall due and which days are worked; entering a year."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.notices.base import Answer, ListCard, Notice
from supervision.notices.dialogue import Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarList(ListCard):
    """The calendar of a year."""

    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarPrompt(Prompt):
    """Entering a year: its days, its notice, and looking it over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEntered(Answer):
    """A year was entered, or anew; so many limits moved with it."""

    year: int
    holidays: int
    makeup_days: int
    retimed: int
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarFile(Notice):
    """A table of a year's days was read, so many lines of it, or could not be: `reason` is a stable word."""

    file_id: int
    name: str
    rows: int = 0
    reason: str = ""

    @property
    def key(self) -> str | None:
        """A table is read once."""
        return f"calendar-file/{self.file_id}"
