"""The calendar of a year as it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarView:
    """`known`: how its holidays are known – `package`, `entered` (by `reference`) or not (`provisional`).

    `ten_things` are titles of the schedules for the city's and the county's own ten things; `both` says that the county
    reads the notice as asking for both days.
    """

    year: int
    known: str
    reference: str
    four_dates: tuple[date, ...]
    ten_things: tuple[tuple[str, str], ...]
    both: bool
    holidays: tuple[tuple[date, date], ...]
    makeup_days: tuple[date, ...]
    enterable: bool = False
