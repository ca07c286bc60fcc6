"""Dates as people type them."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from supervision.calendars.dates import Toward, read_day, read_days, read_deadline, read_paper_date
from supervision.refusals import InvalidInput

MONDAY = date(2026, 3, 2)
JUNE = date(2026, 6, 15)
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    "text",
    [
        "6月15日",
        "6月15号",
        "6月15",
        " 6 月 15 日 ",
        "2026-06-15",
        "2026/6/15",
        "2026.6.15",
        "2026年6月15日",
        "20260615",
        "6.15",
        "6/15",
        "6-15",
        "６月１５日",
        "六月十五日",
        "二〇二六年六月十五日",
        "今年6月15日",
        "6月15日前",
        "6月15日之前",
        "6月15日（周一）",
        "6月15日（星期一）前",
    ],
)
def test_a_day_is_read(text: str) -> None:
    assert read_day("due_on", text, MONDAY).day == JUNE
    assert read_day("due_on", text, MONDAY).hour is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("今天", MONDAY),
        ("明天", date(2026, 3, 3)),
        ("后天", date(2026, 3, 4)),
        ("昨天", date(2026, 3, 1)),
        ("本月底", date(2026, 3, 31)),
        ("月底", date(2026, 3, 31)),
        ("月底前", date(2026, 3, 31)),
        ("下月底", date(2026, 4, 30)),
        ("6月底", date(2026, 6, 30)),
        ("年底", date(2026, 12, 31)),
        ("年底前", date(2026, 12, 31)),
        ("明年年底", date(2027, 12, 31)),
        ("季度末", date(2026, 3, 31)),
        ("本周五", date(2026, 3, 6)),
        ("周五", date(2026, 3, 6)),
        ("下周一", date(2026, 3, 9)),
        ("星期日", date(2026, 3, 8)),
        ("15日", date(2026, 3, 15)),
        ("下月15日", date(2026, 4, 15)),
        ("二十日", date(2026, 3, 20)),
        ("明年1月10日", date(2027, 1, 10)),
        ("2月1日", date(2026, 2, 1)),
    ],
)
def test_a_relative_day_is_read(text: str, day: date) -> None:
    assert read_day("due_on", text, MONDAY).day == day


def test_in_december_january_is_next_years_and_in_january_december_was_last_years() -> None:
    assert read_day("d", "1月10日", date(2026, 12, 20)).day == date(2027, 1, 10)
    assert read_day("d", "12月20日", date(2027, 1, 10), Toward.PAST).day == date(2026, 12, 20)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("6月15日18:00", time(18)),
        ("6月15日 18：00", time(18)),
        ("2026-06-15 18:00", time(18)),
        ("6月15日18时", time(18)),
        ("6月15日下午6点", time(18)),
        ("6月15日下午5点半前", time(17, 30)),
        ("6月15日18时30分", time(18, 30)),
        ("6月15日（周一）18:00前", time(18)),
        ("6.15 8:30", time(8, 30)),
        ("6月15日中午12点", time(12)),
        ("6月15日24:00", None),
    ],
)
def test_an_hour_is_read(text: str, hour: time | None) -> None:
    assert read_day("due_on", text, MONDAY).hour == hour
    assert read_day("due_on", text, MONDAY).day == JUNE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "下礼拜",
        "尽快",
        "2月30日",
        "13月1日",
        "26.6.15",
        "15",
        "6月",
        "3月中旬",
        "6月15日（周二）",
        "6月15日25:00",
        "6月15日18:75",
        "6月15日或6月16日",
        "<b>6月15日</b>",
        "十十日",
        "0月底",
    ],
)
def test_what_is_no_date_or_several_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_day("due_on", text, MONDAY)
    assert refused.value.reason == "bad_date"


def test_a_limit_lies_ahead() -> None:
    assert read_deadline("d", "今天", NOON).day == MONDAY
    assert read_deadline("d", "今天18:00", NOON).hour == time(18)
    for past in ("昨天", "2月27日", "今天9:00"):
        with pytest.raises(InvalidInput) as refused:
            read_deadline("d", past, NOON)
        assert refused.value.reason == "past_date"


def test_a_paper_is_not_from_tomorrow() -> None:
    assert read_paper_date("d", "2月27日", MONDAY) == date(2026, 2, 27)
    with pytest.raises(InvalidInput) as refused:
        read_paper_date("d", "3月3日", MONDAY)
    assert refused.value.reason == "future_date"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3月10日", [(3, 10)]),
        ("3月10日、3月20日", [(3, 10), (3, 20)]),
        ("3月10日、20日", [(3, 10), (3, 20)]),
        ("3月20日，3月10日 3月20日", [(3, 10), (3, 20)]),
        ("每月25日至6月30日", [(3, 25), (4, 25), (5, 25), (6, 25)]),
        ("每月10日、25日到4月15日", [(3, 10), (3, 25), (4, 10)]),
        ("每周五至3月20日", [(3, 6), (3, 13), (3, 20)]),
    ],
)
def test_several_days_are_read(text: str, days: list[tuple[int, int]]) -> None:
    assert read_days("d", text, MONDAY) == tuple(date(2026, month, day) for month, day in days)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("3月10日、以后再说", "bad_date"),
        ("2月1日、3月10日", "past_date"),
        ("每月32日至6月30日", "bad_date"),
        ("每月25日至3月5日", "bad_date"),
        ("、", "bad_date"),
        ("每周一至2027年12月31日", "too_many"),
    ],
)
def test_several_days_with_a_fault_are_refused(text: str, reason: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_days("d", text, MONDAY)
    assert refused.value.reason == reason
