"""When a report is late, and how long is left. The one rule behind ``ReportDue.late_after``.

A report is late when ``received_at > late_after``, in Python and in SQL alike; so a day that ends at 24:00
ends here one microsecond before the next begins. Moments are aware and in UTC, dates are local dates.
"""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Urgency

BY_THE_CLOCK = frozenset({Urgency.MOST_URGENT})
"""What counts by the clock, through nights and holidays: its date is that day's, whether offices are open or not, and
without an hour it ends when the office closes, not at midnight."""


def hour_of(hour: time | None, urgency: Urgency, county: County) -> time | None:
    """Give the hour that is printed with a date: the one that was named, or for 特急 the end of office hours."""
    return county.office_closes if hour is None and urgency in BY_THE_CLOCK else hour


def end_of(day: date, hour: time | None, zone: tzinfo) -> datetime:
    """Give the last moment of a local day, or its hour if one is printed, as UTC.

    A report at the very second of a printed hour is in time.
    """
    return datetime.combine(day, hour or time.max, tzinfo=zone).astimezone(UTC)


def local_date(at: datetime, zone: tzinfo) -> date:
    """Give the local date of a moment. Raises ValueError for a naive datetime."""
    if at.tzinfo is None:
        raise ValueError("a moment has a time zone")
    return at.astimezone(zone).date()


def late_after(
    due_on: date,
    hour: time | None,
    workdays: Workdays,
    county: County,
    *,
    urgency: Urgency = Urgency.ROUTINE,
    delivered_at: datetime | None = None,
    not_counted: int = 0,
) -> datetime:
    """Give the moment (UTC) after which a report is late; requirements, "Counting".

    The printed date stands and is counted to 24:00 or to its printed hour; if offices are closed that day,
    to the same time of the next workday – 特急 waits for no workday. ``not_counted`` workdays are added:
    suspension, the time that the Office and the leaders took, the bot being down. A paper delivered only after
    that moment gives the unit ``county.tight_workdays`` full workdays from its delivery. An extension is a later
    ``due_on``; one asked for after the date is not passed here: the report stays late. Without a delivery see
    ``is_overdue``.
    Raises ValueError for a naive ``delivered_at`` and for a negative ``not_counted``.
    """
    if not_counted < 0:
        raise ValueError("a number of workdays is not negative")
    begins_on = due_on if urgency in BY_THE_CLOCK else workdays.on_or_after(due_on)
    counted_on = workdays.add_workdays(begins_on, not_counted) if not_counted else begins_on
    moment = end_of(counted_on, hour_of(hour, urgency, county), county.zone)
    return moment if delivered_at is None else once_told(moment, delivered_at, workdays, county)


def once_told(moment: datetime, delivered_at: datetime, workdays: Workdays, county: County) -> datetime:
    """Give the limit now that its unit was told; told only after it, the unit has full workdays from its delivery.

    Raises ValueError for a naive ``delivered_at``.
    """
    learned_on = local_date(delivered_at, county.zone)
    if delivered_at <= moment:
        return moment
    return end_of(workdays.add_workdays(learned_on, county.tight_workdays), None, county.zone)


def is_late(late_after: datetime, received_at: datetime) -> bool:
    """Say whether a report that came at this moment (its message's own time) came late."""
    return received_at > late_after


def is_overdue(late_after: datetime, now: datetime, *, delivered: bool) -> bool:
    """Say whether a report that has not come is overdue: nothing is late that was not delivered."""
    return delivered and is_late(late_after, now)


def planned_on(day: date, workdays: Workdays, *, feeds_upward: bool) -> date:
    """Give the date to print for a planned day; only for dates not printed yet.

    A day on which offices are closed moves earlier if it feeds a report to the city or the hotline; else it
    is printed as planned, and ``late_after`` waits for the next workday.
    """
    return workdays.on_or_before(day) if feeds_upward else day


def remaining(due_on: date, today: date, workdays: Workdays) -> int:
    """Give the workdays left after today up to the due day (还剩2个工作日); a closed day counts to the next.

    0: due today. Negative: past by as many workdays.
    """
    return workdays.workdays_between(today, workdays.on_or_after(due_on))


def overdue_workdays(late_after: datetime, at: datetime, workdays: Workdays, zone: tzinfo) -> int:
    """Give the workdays by which ``at`` is over the limit (逾期14个工作日), its own day included; 0: in time.

    An hour's delay on the due day itself is late with 0 workdays. Raises ValueError for a naive datetime.
    """
    return max(0, workdays.workdays_between(local_date(late_after, zone), local_date(at, zone)))


class Tightness(StrEnum):
    """How a date looks on the day of issue."""

    PAST = "past"
    TIGHT = "tight"
    FINE = "fine"


def already_past_or_tight(due_on: date, today: date, workdays: Workdays, least: int = 2) -> Tightness:
    """Say whether a date to be issued today lies in the past or leaves fewer than ``least`` workdays.

    The Office is warned and decides; default ``County.tight_workdays``.
    """
    left = remaining(due_on, today, workdays)
    if due_on < today:
        return Tightness.PAST
    return Tightness.TIGHT if left < least else Tightness.FINE


def acknowledge_by(issued_at: datetime, workdays: Workdays, county: County, urgency: Urgency) -> datetime:
    """Give the moment (UTC) by which a paper is to be acknowledged (签收).

    特急 counts ``acknowledge_minutes_most_urgent`` from the issue, at any hour; the others so many workdays,
    to ``acknowledge_hour``. Raises ValueError for a naive ``issued_at``.
    """
    terms = {
        Urgency.ROUTINE: county.acknowledge_workdays,
        Urgency.URGENT: county.acknowledge_workdays_urgent,
    }
    issued_on = local_date(issued_at, county.zone)
    if urgency not in terms:
        return issued_at.astimezone(UTC) + timedelta(minutes=county.acknowledge_minutes_most_urgent)
    return end_of(workdays.add_workdays(issued_on, terms[urgency]), county.acknowledge_hour, county.zone)


def objection_by(asked_at: datetime, workdays: Workdays, county: County) -> datetime:
    """Give the moment (UTC) until which a unit may object to its line in a bulletin: to 24:00."""
    day = workdays.add_workdays(local_date(asked_at, county.zone), county.objection_workdays)
    return end_of(day, None, county.zone)
