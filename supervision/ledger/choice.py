"""Which matters of the ledger are picked: the filters of /ledger, which /export takes over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType

from supervision.calendars.schedules import last_day_of_month
from supervision.inspection.lights import Light, Lights
from supervision.procedures.tracks import TRACKS, TrackKey
from supervision.refusals import StaleButton
from supervision.search.lookups import FILTERS

TRACK_ORDER: tuple[TrackKey, ...] = tuple(TrackKey(key) for key in TRACKS)

LIGHTS_PICKED: tuple[tuple[str, Light], ...] = (
    ("timeliness", Light.RED),
    ("timeliness", Light.YELLOW),
    ("timeliness", Light.GREEN),
    ("verified", Light.RED),
    ("verified", Light.YELLOW),
    ("reported", Light.RED),
)
"""The lights that a button picks, by their number from 1: which of the three, and its colour."""

TIMES: tuple[str, ...] = ("week", "month", "late", "carried_over", "begun")
"""The times that a button picks, by their number from 1: due this week, this month, late now, of which year."""

YEARS: Mapping[str, bool] = MappingProxyType({"carried_over": True, "begun": False})
"""The times that are years: whether the matter was registered before this one."""

_NUMBERS = 4
"""Filters of a choice beside `show`."""


@dataclass(frozen=True, slots=True)
class LedgerChoice:
    """The filters in numbers, so that a button can hold them; 0 is no filter.

    `show` is a key of `lookups.FILTERS`, `track` a place in TRACK_ORDER from 1, `unit` an id, `light` a place in
    LIGHTS_PICKED from 1, `time` a place in TIMES from 1.
    """

    show: str = "open"
    track: int = 0
    unit: int = 0
    light: int = 0
    time: int = 0

    @property
    def track_key(self) -> TrackKey | None:
        """The track that is picked."""
        return TRACK_ORDER[self.track - 1] if self.track else None

    @property
    def time_key(self) -> str:
        """The time that is picked; empty for none."""
        return TIMES[self.time - 1] if self.time else ""

    @property
    def is_narrowed(self) -> bool:
        """Whether anything but the status is picked."""
        return bool(self.track or self.unit or self.light or self.time)

    @property
    def code(self) -> str:
        """All filters in one word, short enough for a button: `open.1.5.0.2`."""
        return ".".join((self.show, *(str(n) for n in (self.track, self.unit, self.light, self.time))))

    @classmethod
    def of_code(cls, code: str) -> LedgerChoice:
        """Read `code`. Raises StaleButton if that is none of ours."""
        show, *numbers = code.split(".")
        if len(numbers) != _NUMBERS or not all(word.isascii() and word.isdecimal() for word in numbers):
            raise StaleButton
        return cls(show, *(int(word) for word in numbers)).checked()

    def checked(self) -> LedgerChoice:
        """The same, if every number stands for something.

        Raises:
            StaleButton: a number of another release, or a forged one.
        """
        numbers = ((self.track, TRACK_ORDER), (self.light, LIGHTS_PICKED), (self.time, TIMES))
        if self.show not in FILTERS or self.unit < 0 or any(not 0 <= n <= len(known) for n, known in numbers):
            raise StaleButton
        return self

    def has_light(self, lights: Lights | None) -> bool:
        """Whether these lights are among what is picked."""
        if not self.light:
            return True
        which, colour = LIGHTS_PICKED[self.light - 1]
        return lights is not None and getattr(lights, which) is colour

    def without_filters(self) -> LedgerChoice:
        """Only the status."""
        return replace(LedgerChoice(), show=self.show)


OPEN = LedgerChoice()
"""What the ledger shows first: what is under way."""

WHOLE = LedgerChoice(show="all")
"""Everything."""


def due_by(time_key: str, today: date) -> date | None:
    """The last day of the week or month that is picked."""
    if time_key == "week":
        return today + timedelta(days=6 - today.weekday())
    return last_day_of_month(today.year, today.month) if time_key == "month" else None
