"""工作日历: when reports fall due and which days are worked; entering a year."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.notices.base import Answer, ListCard
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
