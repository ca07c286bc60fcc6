"""A year's list made by hand from the notice and the calendar on the wall: no date here is computed by the product.

The county's year 2026 (放假安排: 国务院办公厅 2025): eleven tracks, each with a matter issued in January, and besides a
second of the ten things, one of the old ledger (存量), one merged away and one that goes on into 2027.
"""

from __future__ import annotations

from datetime import date

from supervision.calendars.schedules import TenThingsReading
from tests import roster

UNITS = {
    roster.HOUSING: "县住建局",
    roster.WATER: "县水利局",
    roster.TOWN: "城关镇",
    roster.TAX: "县税务局",
    roster.PUBLICITY: "县委宣传部",
}
"""How the list calls the units."""

_LINES = """
document         1 县住建局 2026-02-27 2026-04-29*
document         1 县水利局 2026-02-27 2026-04-29*
work_report      1 县住建局 2026-04-10 2026-07-10 2026-10-10 2026-12-10*
work_report      2 县水利局 2026-04-10 2026-07-10 2026-10-10 2026-12-10*
work_report      2 城关镇   2026-04-10 2026-07-10 2026-10-10 2026-12-10*
meeting.mayor    1 县税务局 2026-01-09 2026-01-16 2026-01-23 2026-01-30 2026-02-06 2026-02-13 2026-02-20 2026-02-27
meeting.mayor    1 县税务局 2026-03-06 2026-03-13 2026-03-20*
meeting.vice     1 县住建局 2026-06-30*
instruction.mayor 1 县住建局 2026-04-30*
instruction.vice 1 县水利局 2026-02-05*
proposal.city    1 县住建局 2026-04-08*
proposal.county  1 县住建局 2026-07-12*
proposal.county  2 县水利局 2026-03-12*
hotline          1 县住建局 2026-01-16*
assignment       1 城关镇   2026-03-31 2026-06-30 2026-09-30 2026-12-31 2027-03-31 2027-06-30 2027-09-30 2027-12-31
assignment       1 县住建局 2026-03-31 2026-06-30 2026-09-30 2026-12-31 2027-03-31 2027-06-30 2027-09-30 2027-12-31
ledger           1 县水利局 2026-05-29*
merged           1 县住建局 2026-09-30*
carried          1 县委宣传部 2026-01-25 2026-02-25 2026-03-25 2026-04-25 2026-05-25 2026-06-25 2026-07-25
carried          1 县委宣传部 2026-08-25 2026-09-25 2026-10-25 2026-11-25 2026-12-25 2027-01-25 2027-02-25 2027-02-26*
"""

_TENTHS = """2026-01-10 2026-02-10 2026-03-10 2026-04-10 2026-05-10 2026-06-10
2026-07-10 2026-08-10 2026-09-10 2026-10-10 2026-11-10 2026-12-10"""
_FIFTEENTHS = """2026-01-15 2026-02-15 2026-03-15 2026-04-15 2026-05-15 2026-06-15
2026-07-15 2026-08-15 2026-09-15 2026-10-15 2026-11-15 2026-12-15"""
_BOTH = f"{_TENTHS} {_FIFTEENTHS}"
_TEN_THINGS = {
    TenThingsReading.BOTH_DAYS: (_BOTH, _BOTH),
    TenThingsReading.CITY_THEN_COUNTY: (_TENTHS, _FIFTEENTHS),
}
"""The city's and the county's of the ten things, in the two readings of P3.2; done on 31 December at the latest."""

Owed = tuple[str, int, str, date, bool]
"""Matter, task, unit, day, and whether it is the final one."""


def owed(reading: TenThingsReading) -> list[Owed]:
    """Every report due of the year, each once."""
    city, county = (" ".join(days.split()) for days in _TEN_THINGS[reading])
    lines = [
        *_LINES.strip().splitlines(),
        f"ten.city 1 县住建局 {city} 2026-12-31*",
        f"ten.county 1 县水利局 {county} 2026-12-31*",
    ]
    return sorted(due for line in lines for due in _read(line))


def _read(line: str) -> list[Owed]:
    key, task, unit, *days = line.split()
    return [(key, int(task), unit, date.fromisoformat(day.rstrip("*")), day.endswith("*")) for day in days]


MOVED = {
    date(2026, 1, 10): date(2026, 1, 12),
    date(2026, 1, 25): date(2026, 1, 26),
    date(2026, 2, 15): date(2026, 2, 24),
    date(2026, 2, 20): date(2026, 2, 24),
    date(2026, 3, 15): date(2026, 3, 16),
    date(2026, 4, 25): date(2026, 4, 27),
    date(2026, 5, 10): date(2026, 5, 11),
    date(2026, 7, 12): date(2026, 7, 13),
    date(2026, 7, 25): date(2026, 7, 27),
    date(2026, 8, 15): date(2026, 8, 17),
    date(2026, 9, 25): date(2026, 9, 28),
    date(2026, 10, 25): date(2026, 10, 26),
    date(2026, 11, 15): date(2026, 11, 16),
}
"""Days on which offices are closed, and the workday at whose end a report is late; 10 October is a make-up workday."""

LATER = {"meeting.vice": date(2026, 7, 15), "instruction.mayor": date(2026, 6, 3)}
"""Limits moved by an extension to 15 July, and by 22 workdays of suspension (2 March to 1 April)."""

LATE = {
    ("document", "县水利局", date(2026, 2, 27)): date(2026, 3, 4),
    ("ten.county", "县水利局", date(2026, 4, 10)): date(2026, 4, 13),
    ("ten.county", "县水利局", date(2026, 4, 15)): date(2026, 4, 16),
    ("work_report", "县水利局", date(2026, 7, 10)): date(2026, 7, 14),
    ("work_report", "城关镇", date(2026, 10, 10)): date(2026, 10, 12),
}
"""What came late, and when. All else comes on its day."""

NEVER = frozenset({("ten.county", "县水利局", date(2026, 12, 31))})
"""What did not come."""

BY_TELEPHONE = frozenset({("document", "县住建局", date(2026, 2, 27))})
"""What is told by telephone and recorded by the Office."""

BULLETINS = {
    "2026-01/ten_things": date(2026, 1, 22),
    "2026-02/ten_things": date(2026, 2, 28),
    "2026-03/ten_things": date(2026, 3, 20),
    "2026Q1": date(2026, 4, 17),
    "2026-04/ten_things": date(2026, 4, 22),
    "2026-05/ten_things": date(2026, 5, 22),
    "2026-06/ten_things": date(2026, 6, 23),
    "2026Q2": date(2026, 7, 17),
    "2026-07/ten_things": date(2026, 7, 22),
    "2026-08/ten_things": date(2026, 8, 21),
    "2026-09/ten_things": date(2026, 9, 21),
    "2026Q3": date(2026, 10, 16),
    "2026-10/ten_things": date(2026, 10, 22),
    "2026-11/ten_things": date(2026, 11, 20),
    "2026Q4": date(2026, 12, 17),
    "2026-12/ten_things": date(2026, 12, 22),
    "2026/addendum": date(2027, 1, 8),
}
"""The year's bulletins and the day on which each is drafted: five workdays after its cut-off."""

ANSWERED = frozenset(
    {
        ("document", "executive"),
        ("ledger", "mayor"),
        ("instruction.mayor", "mayor"),
        ("instruction.vice", "vice_mayor"),
        ("work_report", "mayor"),
    }
)
"""Which leader is told what became of a matter that was closed: who instructed, and the mayor of the work report."""
