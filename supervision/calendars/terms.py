"""Relative dates: 印发之日起30日内, 自收到之日起5个工作日内, 批示后三个月内.

The day that a term is counted from does not count itself; a term of months ends on the same day of its last month
(民法典 art. 201, 202). One that ends on a closed day stands as it is, and is late after the next workday (art. 203;
`deadlines.late_after`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType

from supervision.calendars.deadlines import late_after, local_date
from supervision.calendars.schedules import add_months
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import DueStatus, ReportDue, Task, TermFrom, Urgency
from supervision.refusals import InvalidInput

_FROM: Mapping[str, TermFrom] = MappingProxyType(
    {
        **dict.fromkeys(("", "印发", "发文", "下发", "发布"), TermFrom.ISSUE),
        **dict.fromkeys(("收到", "接到", "接收", "签收"), TermFrom.ACKNOWLEDGE),
        **dict.fromkeys(("批示", "交办"), TermFrom.INSTRUCTION),
    }
)
_UNITS: Mapping[str, tuple[str, int]] = MappingProxyType(
    {
        **dict.fromkeys(("日", "天", "自然日", "日历日"), ("d", 1)),
        **dict.fromkeys(("周", "星期"), ("d", 7)),
        "工作日": ("w", 1),
        **dict.fromkeys(("月", "个月"), ("m", 1)),
        "年": ("m", 12),
    }
)
_TERM = re.compile(
    r"^自?(?:本?通知单?|文件|领导|县长)?(?P<since>印发|发文|下发|发布|收到|接到|接收|签收|批示|交办)?"
    r"(?:本?通知单?|文件)?(?:之日|后|之后|当日)?起?[,、]?(?:后)?"
    r"(?P<count>\d{1,4}|[一二两三四五六七八九十]{1,3}|半)\s*个?(?P<unit>工作日|自然日|日历日|星期|个?月|日|天|周|年)"
    r"(?:之内|以内|内)(?:完成|办结|反馈|报送)?$"
)
_DIGITS = "〇一二三四五六七八九"
_MOST: Mapping[str, int] = MappingProxyType({"d": 730, "w": 500, "m": 24})
"""The longest term that is taken for one, by its unit: two years."""

_CODE = re.compile(r"^(\d+)([dwm])$")
_SINCE: Mapping[TermFrom, str] = MappingProxyType(
    {TermFrom.ISSUE: "印发之日起", TermFrom.ACKNOWLEDGE: "签收之日起", TermFrom.INSTRUCTION: "批示之日起"}
)
_UNTOUCHED = (DueStatus.OPEN, DueStatus.HELD)
"""Nobody has reported yet."""

_NAMES: Mapping[str, str] = MappingProxyType({"d": "日", "w": "个工作日", "m": "个月"})


@dataclass(frozen=True, slots=True)
class Term:
    """A relative date: `code` as `Task.term` keeps it (`30d` natural days, `20w` workdays, `3m` months)."""

    code: str
    since: TermFrom = TermFrom.ISSUE

    @property
    def words(self) -> str:
        """As papers write it: 印发之日起30日内."""
        count, unit = _parts(self.code)
        return f"{_SINCE[self.since]}{count}{_NAMES[unit]}内"


def read_term(field: str, text: str) -> Term | None:
    """Read a relative date; none if it is not one. A plain 15日 is a day of the month, 15日内 a term.

    Raises:
        InvalidInput: it is no time at all, or longer than two years (`bad_term`).
    """
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").strip("。.;；")
    match = _TERM.match(plain)
    if not match:
        return None
    unit, factor = _UNITS[match["unit"]]
    count = 6 if (match["count"], match["unit"]) == ("半", "年") else _number(match["count"]) * factor
    if not 0 < count <= _MOST[unit]:
        raise InvalidInput(field, "bad_term", given=plain[:30])
    return Term(f"{count}{unit}", _FROM[match["since"] or ""])


def _number(word: str) -> int:
    """A count in figures or Chinese numerals up to 99; 0 for what is neither."""
    if word.isdecimal():
        return int(word)
    tens, mark, ones = word.replace("两", "二").partition("十")
    if any(len(sign) > 1 or sign not in _DIGITS for sign in (tens, ones)):
        return 0
    if not mark:
        return _DIGITS.index(tens)
    return (_DIGITS.index(tens) if tens else 1) * 10 + (_DIGITS.index(ones) if ones else 0)


def last_day(code: str, since: date, workdays: Workdays) -> date:
    """Give the last day of a term that is counted from a day. Raises ValueError for a code that is none."""
    count, unit = _parts(code)
    if unit == "w":
        return workdays.add_workdays(since, count)
    return since + timedelta(days=count) if unit == "d" else add_months(since, count)


def _parts(code: str) -> tuple[int, str]:
    match = _CODE.match(code)
    if not match:
        raise ValueError(f"not a term: {code}")
    return int(match[1]), match[2]


def runs_from_receipt(task: Task) -> bool:
    """Say whether a task's final date is counted from 签收, so that each unit has its own."""
    return bool(task.term) and task.term_from is TermFrom.ACKNOWLEDGE and task.due_on is None


def counted_from_receipt(
    dues: Iterable[ReportDue],
    task: Task,
    delivered_at: datetime,
    urgency: Urgency,
    *,
    county: County,
    workdays: Workdays,
) -> Iterator[ReportDue]:
    """Give the final date that a unit owes for a task whose term runs from 签收, now that the day is known.

    Until then it is expected as if the unit acknowledged on the last day. What was extended or answered stays, and what
    was given anew by a date of its own (重新交办, 不满意再办, a second answer). In a suspended matter the term begins
    with 签收 and stands still from then on.
    """
    if not runs_from_receipt(task):
        return
    on = last_day(task.term, local_date(delivered_at, county.zone), workdays)
    for due in dues:
        if due.task_seq != task.seq or not due.provisional or due.status not in _UNTOUCHED or due.extended_to:
            continue
        limit = late_after(on, due.due_hour, workdays, county, urgency=urgency, delivered_at=delivered_at)
        held_at = max(due.held_at, delivered_at) if due.held_at else None
        yield replace(due, due_on=on, late_after=limit, held_at=held_at, provisional=False)
