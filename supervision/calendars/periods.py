"""What a bulletin is of: the quarter (R3a) or the month of the ten things (P3.3) that it counts, and its title.

A kind that the clock drafts is a class with the members of `Period`, in `DRAFTED`. Every kind has a row in `TITLES`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Protocol, Self

from supervision.calendars.schedules import Quarter, add_months
from supervision.calendars.workdays import Workdays
from supervision.model import Bulletin, BulletinKind
from supervision.procedures.tracks import TrackKey


class Period(Protocol):
    """A stretch of time that a bulletin counts: what is due from `counted_from` up to `cutoff`, both included."""

    @property
    def year(self) -> int:
        """The year that it belongs to."""

    @property
    def n(self) -> int:
        """Which one of its year."""

    @property
    def kind(self) -> str:
        """What the bulletin is of: a `BulletinKind`."""

    @property
    def track(self) -> str:
        """The only track that it counts; empty: all."""

    @property
    def key(self) -> str:
        """As `Bulletin.period` writes it, unique among all bulletins."""

    @property
    def title(self) -> str:
        """As papers write it."""

    @property
    def counted_from(self) -> date:
        """The first day that it counts."""

    @property
    def cutoff(self) -> date:
        """统计截至."""

    def previous(self) -> Period:
        """Give the one before."""

    def next(self) -> Period:
        """Give the one after."""

    def draft_on(self, workdays: Workdays, n: int = 5) -> date:
        """Give the day on which its bulletin is drafted: ``n`` workdays after the cut-off."""


_LAST_REPORT = 15


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A month of the ten things (二（三）3 每月通报), closed by the later of its report dates, the 15th (二（三）2)."""

    year: int
    n: int

    def __post_init__(self) -> None:
        date(self.year, self.n, 1)

    @classmethod
    def of_date(cls, day: date) -> Self:
        """Give the month that the day lies in."""
        return cls(day.year, day.month)

    @classmethod
    def from_key(cls, key: str) -> Self:
        """Read ``2026-03/ten_things``. Raises ValueError for anything else."""
        month, _, track = key.partition("/")
        year, mark, n = month.partition("-")
        if track != TrackKey.TEN_THINGS or not (mark and year.isdecimal() and n.isdecimal()):
            raise ValueError(f"not a month of the ten things: {key}")
        return cls(int(year), int(n))

    @property
    def kind(self) -> str:
        """每月通报."""
        return BulletinKind.MONTHLY

    @property
    def track(self) -> str:
        """十件实事 alone."""
        return TrackKey.TEN_THINGS

    @property
    def key(self) -> str:
        """As identifiers write it: 2026-03/ten_things."""
        return f"{self.year}-{self.n:02}/{TrackKey.TEN_THINGS}"

    @property
    def title(self) -> str:
        """As papers write it: 2026年3月十件实事."""
        return f"{self.year}年{self.n}月十件实事"

    @property
    def counted_from(self) -> date:
        """The day after the cut-off before."""
        return self.previous().cutoff + timedelta(days=1)

    @property
    def cutoff(self) -> date:
        """The 15th."""
        return date(self.year, self.n, _LAST_REPORT)

    def previous(self) -> Self:
        """Give the month before."""
        return type(self).of_date(add_months(self.cutoff, -1))

    def next(self) -> Self:
        """Give the month after."""
        return type(self).of_date(add_months(self.cutoff, 1))

    def draft_on(self, workdays: Workdays, n: int = 5) -> date:
        """Give the day on which the bulletin is drafted: ``n`` workdays after the cut-off."""
        return workdays.add_workdays(self.cutoff, n)


_MARK = "addendum"


@dataclass(frozen=True, slots=True, order=True)
class Addendum:
    """年终补充: what is due after 10 December, the last report date of 二（二）2, up to the year's end.

    The first quarter of the next year counts it with its own, and names nobody again for what stands here.
    """

    year: int
    n: int = 1

    def __post_init__(self) -> None:
        if self.n != 1:
            raise ValueError(f"a year has one addendum, not a number {self.n}")

    @classmethod
    def of_date(cls, day: date) -> Self:
        """Give the addendum of the year that the day lies in."""
        return cls(day.year)

    @classmethod
    def from_key(cls, key: str) -> Self:
        """Read ``2026/addendum``. Raises ValueError for anything else."""
        year, _, mark = key.partition("/")
        if mark != _MARK or not year.isdecimal():
            raise ValueError(f"not an addendum: {key}")
        return cls(int(year))

    @property
    def kind(self) -> BulletinKind:
        """年终补充通报."""
        return BulletinKind.ADDENDUM

    @property
    def track(self) -> str:
        """All tracks."""
        return ""

    @property
    def key(self) -> str:
        """As identifiers write it: 2026/addendum."""
        return f"{self.year}/{_MARK}"

    @property
    def title(self) -> str:
        """As papers write it: 2026年年终（12月11日至31日）."""
        first = self.counted_from
        return f"{self.year}年年终（{first.month}月{first.day}日至{self.cutoff.day}日）"

    @property
    def counted_from(self) -> date:
        """The day after the fourth quarter's cut-off."""
        return Quarter(self.year, 4).cutoff + timedelta(days=1)

    @property
    def cutoff(self) -> date:
        """31 December."""
        return date(self.year, 12, 31)

    def previous(self) -> Self:
        """Give the one of the year before."""
        return type(self)(self.year - 1)

    def next(self) -> Self:
        """Give the one of the year after."""
        return type(self)(self.year + 1)

    def draft_on(self, workdays: Workdays, n: int = 5) -> date:
        """Give the day on which the bulletin is drafted: ``n`` workdays after the cut-off."""
        return workdays.add_workdays(self.cutoff, n)


DRAFTED: tuple[type[Quarter] | type[Month] | type[Addendum], ...] = (Quarter, Month, Addendum)
"""The kinds of period whose bulletins the clock drafts, each once."""

TITLES: Mapping[BulletinKind, Callable[[Bulletin], str]] = MappingProxyType(
    {
        BulletinKind.QUARTERLY: lambda bulletin: Quarter.from_key(bulletin.period).title,
        BulletinKind.MONTHLY: lambda bulletin: Month.from_key(bulletin.period).title,
        BulletinKind.ADDENDUM: lambda bulletin: Addendum.from_key(bulletin.period).title,
        BulletinKind.MATTER: lambda _: "单项",
        BulletinKind.CORRECTION: lambda _bulletin: "更正",
    }
)
"""What stands before 督查通报 in a bulletin's name."""

READERS: Mapping[BulletinKind, Callable[[str], Period]] = MappingProxyType(
    {
        BulletinKind.QUARTERLY: Quarter.from_key,
        BulletinKind.MONTHLY: Month.from_key,
        BulletinKind.ADDENDUM: Addendum.from_key,
    }
)
"""Kinds of bulletins that count a stretch of time."""

PUBLIC = frozenset({BulletinKind.QUARTERLY, BulletinKind.MONTHLY, BulletinKind.ADDENDUM, BulletinKind.CORRECTION})
"""Kinds that everybody of the roster may read once they were posted; a matter's own is for its units."""


def period_of(bulletin: Bulletin) -> Period | None:
    """Give the stretch of time that the bulletin counts; none for one that is not of time."""
    read = READERS.get(bulletin.kind)
    return read(bulletin.period) if read else None


def named_before(period: Period) -> Addendum | None:
    """Give the addendum that counted a part of the period before: of the first quarter the year before's."""
    if period.kind == BulletinKind.QUARTERLY and period.n == 1:
        return Addendum(period.year - 1)
    return None


def title_of(bulletin: Bulletin) -> str:
    """Name what the bulletin is of: 2026年第一季度."""
    return TITLES[bulletin.kind](bulletin)
