"""When heads of units and leaders get the picture of their work (R1: they hear at regular intervals how it stands)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from supervision.bulletins.appraisal import Window
from supervision.calendars.deadlines import end_of, local_date
from supervision.calendars.schedules import add_months
from supervision.calendars.workdays import Workdays
from supervision.county import County

OPEN_FOR = timedelta(days=3)
"""How long after its hour one is still sent, if the bot was down then: after that it would be of yesterday."""

_SUNDAY = 7


class Rhythm(StrEnum):
    """How often; the value begins the calendar key that is used once."""

    WEEK = "headweek"
    MONTH = "headmonth"


@dataclass(frozen=True, slots=True)
class Round:
    """One sending to everybody: its calendar key (`headweek/2026-W10`, `headmonth/2026-03`) and its hour."""

    rhythm: Rhythm
    key: str
    at: datetime


def rounds(now: datetime, county: County, workdays: Workdays) -> tuple[Round, ...]:
    """Give the rounds whose hour has come and which are not over, the month's before the week's; the office is open."""
    today = local_date(now, county.zone)
    if not workdays.is_workday(today) or county.local(now).time() >= county.office_closes:
        return ()
    return tuple(one for one in _of_day(today, county, workdays) if one.at <= now < one.at + OPEN_FOR)


def next_round(now: datetime, county: County, workdays: Workdays) -> datetime | None:
    """Give the next hour of one; none where the county wants none."""
    today = local_date(now, county.zone)
    days = (today, today + timedelta(days=7), today + timedelta(days=14), add_months(today.replace(day=1), 1))
    ahead = [one.at for day in days for one in _of_day(day, county, workdays) if one.at > now]
    return min(ahead, default=None)


def month_before(day: date, county: County) -> tuple[date, Window]:
    """Give the first day of the month before, and the limits that lie in it."""
    first = add_months(day.replace(day=1), -1)
    last = day.replace(day=1) - timedelta(days=1)
    return first, Window(end_of(first - timedelta(days=1), None, county.zone), end_of(last, None, county.zone))


def week_end(day: date, county: County) -> datetime:
    """Give the end of the day's week."""
    return end_of(day + timedelta(days=_SUNDAY - day.isoweekday()), None, county.zone)


def is_lapsed(key: str, now: datetime, county: County) -> bool:
    """Say whether the week or month of a round (`headweek/2026-W10/…`) is over."""
    rhythm, period, *_ = key.split("/")
    year, week, _ = local_date(now, county.zone).isocalendar()
    return period != (f"{year}-W{week:02}" if rhythm == Rhythm.WEEK else f"{local_date(now, county.zone):%Y-%m}")


def _of_day(day: date, county: County, workdays: Workdays) -> Iterable[Round]:
    """The rounds of the month and of the week that the day lies in."""
    if county.head_month_workday:
        first = workdays.on_or_after(day.replace(day=1))
        on = workdays.add_workdays(first, county.head_month_workday - 1)
        yield Round(Rhythm.MONTH, f"{Rhythm.MONTH}/{day:%Y-%m}", _hour(on, county))
    if county.head_weekday:
        year, week, weekday = day.isocalendar()
        on = workdays.on_or_after(day + timedelta(days=county.head_weekday - weekday))
        if on.isocalendar()[:2] == (year, week):  # a week without a workday after it has none
            yield Round(Rhythm.WEEK, f"{Rhythm.WEEK}/{year}-W{week:02}", _hour(on, county))


def _hour(day: date, county: County) -> datetime:
    return datetime.combine(day, county.head_hour, county.zone).astimezone(UTC)
