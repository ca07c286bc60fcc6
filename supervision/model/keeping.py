"""What the machine itself keeps: what was done once for ever, and open conversations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


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
