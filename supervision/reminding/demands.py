"""减负: what is asked of units, by kind; counted for the Office each month (整治形式主义为基层减负若干规定)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from supervision.bulletins.making import moment_of
from supervision.calendars.schedules import add_months
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.reminding.reminders import digest_hour


class Demand(StrEnum):
    """The kinds, in the order of the sheet's columns."""

    PAPER = "paper"
    REPORT = "report"
    SUPPLEMENT = "supplement"
    REMINDED = "reminded"
    URGED = "urged"
    URGED_ON_PAPER = "urged_on_paper"


@dataclass(frozen=True, slots=True)
class UnitDemands:
    """How often one unit was asked, by kind in the order of the kinds."""

    unit: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts)


def lines(counted: Mapping[tuple[int, Demand], int], names: Mapping[int, str]) -> tuple[UnitDemands, ...]:
    """A line a unit, the most asked first."""
    units = {unit_id for unit_id, _ in counted}
    found = [UnitDemands(names[one], tuple(counted.get((one, kind), 0) for kind in Demand)) for one in units]
    return tuple(sorted(found, key=lambda line: (-line.total, line.unit)))


def month_of(first: date, county: County) -> tuple[datetime, datetime]:
    """Give the beginning of a month and of the next one."""
    begin, end = (moment_of(day, time.min, county) for day in (first, add_months(first, 1)))
    return begin, end


def sheet_key(first: date) -> str:
    """Name the sheet of a month, which is made once by itself."""
    return f"demands/{first:%Y-%m}"


def sheet_at(month: date, county: County, workdays: Workdays) -> datetime:
    """When the sheet of the month before comes: the digest hour of the first workday of this one."""
    return moment_of(workdays.on_or_after(month.replace(day=1)), digest_hour(county), county)
