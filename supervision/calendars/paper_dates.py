"""Dates as papers write them: the year in full, no weekday, no zero before (GB/T 9704-2012, 7.3.5.5)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time


def paper_date(day: date) -> str:
    """`2026年5月6日`."""
    return f"{day.year}年{day.month}月{day.day}日"


def paper_dates(days: Iterable[date]) -> str:
    """`2026年3月10日、4月10日`: the year once, until it is another."""
    said, year = [], 0
    for day in days:
        said.append(paper_date(day).removeprefix(f"{year}年"))
        year = day.year
    return "、".join(said)


def paper_due(day: date, hour: time | None) -> str:
    """`2026年6月15日前`, `2026年6月15日17时30分前`."""
    clock = "" if hour is None else f"{hour.hour}时" + (f"{hour.minute}分" if hour.minute else "")
    return f"{paper_date(day)}{clock}前"
