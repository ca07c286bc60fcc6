"""How dates, times and numbers are said: 5月8日（周五）, 还剩2个工作日."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context

from supervision.calendars.deadlines import remaining
from supervision.calendars.paper_dates import paper_date, paper_dates, paper_due
from supervision.figures import percents as figures

_WEEKDAYS = "一二三四五六日"


def day(value: date, today: date | None = None) -> str:
    """`5月8日（周五）`; with the year before it when it is not this year's."""
    year = f"{value.year}年" if today is not None and value.year != today.year else ""
    return f"{year}{value.month}月{value.day}日（周{_WEEKDAYS[value.weekday()]}）"


def clock(value: time) -> str:
    """`12:00`."""
    return f"{value:%H:%M}"


@pass_context
def _day(context: Context, value: date) -> str:
    text = day(value, context["today"])
    return text + "（暂按）" if context["workdays"].provisional(value) else text


@pass_context
def _due(context: Context, value: Any) -> str:
    """`5月8日（周五）12:00前` of anything that has `due_on` and `due_hour`."""
    return f"{_day(context, value.due_on)}{clock(value.due_hour) if value.due_hour else ''}前"


@pass_context
def _moment(context: Context, value: datetime) -> str:
    local = value.astimezone(context["county"].zone)
    year = f"{local.year}年" if local.year != context["today"].year else ""
    return f"{year}{local.month}月{local.day}日 {local:%H:%M}"


@pass_context
def _deadline(context: Context, value: datetime) -> str:
    """`5月8日（周五）12:00前`, or without the hour when it is the end of the day."""
    local = value.astimezone(context["county"].zone)
    hour = "" if (local.hour, local.minute) == (23, 59) else f"{local:%H:%M}"
    return f"{_day(context, local.date())}{hour}前"


@pass_context
def _left(context: Context, value: date) -> str:
    """`还剩2个工作日`, `今日到期`, `已超2个工作日`."""
    left = remaining(value, context["today"], context["workdays"])
    if left > 0:
        return f"还剩{left}个工作日"
    return "今日到期" if left == 0 else f"已超{-left}个工作日"


def shorten(text: str, limit: int = 60) -> str:
    """The beginning of a text on one line."""
    line = " ".join(text.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def span(minutes: int) -> str:
    """`4小时`, `1小时30分钟`, `30分钟`, of minutes before or after something."""
    hours, rest = divmod(abs(minutes), 60)
    return (f"{hours}小时" if hours else "") + (f"{rest}分钟" if rest or not hours else "")


def percent(part: int, whole: int) -> str:
    """`95.5%`; a dash when there is nothing to divide by."""
    found = figures.percent(part, whole)
    return "—" if found is None else f"{found}%".replace(".0%", "%")


def percents(parts: Sequence[int]) -> tuple[str, ...]:
    """Parts that stand side by side, so that they make 100% together; dashes when there is nothing."""
    if not any(parts):
        return tuple("—" for _ in parts)
    return tuple(f"{part}%".replace(".0%", "%") for part in figures.percents(parts))


FILTERS: Mapping[str, Callable[..., str | tuple[str, ...]]] = {
    "clock": clock,
    "day": _day,
    "deadline": _deadline,
    "due": _due,
    "left": _left,
    "moment": _moment,
    "paper_date": paper_date,
    "paper_dates": paper_dates,
    "paper_due": paper_due,
    "percent": percent,
    "percents": percents,
    "shorten": shorten,
    "span": span,
}
"""The filters that every template can use."""
