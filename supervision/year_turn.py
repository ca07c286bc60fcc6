"""The turn of the year: what is to be done within it, and what goes on into the next."""

from __future__ import annotations

from datetime import date

from supervision.model import Matter
from supervision.refusals import InvalidInput
from supervision.tracks import TRACKS

_NEXT_YEAR_IS_PREPARED = 10
"""From this month on a list that is registered may be the next year's."""


def check_within_year(matter: Matter, due_on: date | None, *, given: str = "") -> None:
    """Refuse a limit beyond the year in which all is to be done (P3.2, 二（三）2: 年内完成).

    Raises:
        InvalidInput: `past_year_end`.
    """
    if due_on is None or not TRACKS[matter.track].year_end:
        return
    registered = matter.registered_at
    if due_on.year > registered.year + (registered.month >= _NEXT_YEAR_IS_PREPARED):
        raise InvalidInput("due_on", "past_year_end", given=given)
