"""Reading the State Council's yearly notice, and what another calendar moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import chinese_calendar
import pytest

from supervision.actors import Actor
from supervision.calendars.calendar_entry import (
    ReadYear,
    Running,
    check_days,
    enter,
    known_days,
    read_notice,
    read_rows,
    retime,
    spans_of,
)
from supervision.calendars.deadlines import late_after
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Person, Post, ReportDue, Urgency
from supervision.refusals import InvalidInput, NotAllowed
from supervision.roles import Role

COUNTY, OLD = County(), Workdays()
NOW = datetime(2026, 12, 1, 1, tzinfo=UTC)
NOTICE_2026 = """现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。"""
SHORT = "1月1日放假；2月5日至8日放假；4月5日放假；5月1日至2日放假；6月9日放假；9月15日放假；10月1日至3日放假"  # of 2027
WHOLE_YEARS = sorted(day.year for day in chinese_calendar.holidays if day.year > 2007 and day == date(day.year, 5, 2))
"""Since 2008 the law has all of today's holidays but 2 May, which came in 2025 and was off in these years."""


def test_the_notice_itself_is_read_as_the_package_knows_it() -> None:
    read = read_notice(NOTICE_2026, 2026)
    off, worked = known_days(OLD, 2026)
    assert read.makeup_days == worked
    assert set(off) <= set(read.holidays)
    assert len(read.holidays) == 33
    assert spans_of(read.holidays)[1] == (date(2026, 2, 15), date(2026, 2, 23))


def test_a_holiday_may_begin_in_the_year_before() -> None:
    read = read_notice("元旦：2022年12月31日（周六）至2023年1月2日（周一）放假。" + SHORT, 2023)
    assert read.holidays[:3] == (date(2022, 12, 31), date(2023, 1, 1), date(2023, 1, 2))


def test_a_table_is_read_like_the_notice() -> None:
    rows = [
        ("2027-01-01", "放假"),
        ("2027/5/1", "放假"),
        ("2027-05-02 00:00:00", "放假"),
        ("2027年10月1日至3日", "放假"),
        ("2027-01-09", "上班"),
        ("2027年2月5日至8日", "放假"),
        ("2027-04-05", "放假"),
        ("2027-06-09", "放假"),
        ("2027-09-15", "放假"),
    ]
    read = read_rows([*rows, ("", "")])
    assert (read.year, len(read.holidays), read.makeup_days) == (2027, 13, (date(2027, 1, 9),))
    for wrong in ([], [("1月1日", "放假")], [("2027-01-01", "放假")]):
        with pytest.raises(InvalidInput):
            read_rows(wrong)


def test_one_sentence_may_say_what_is_off_and_what_is_worked() -> None:
    read = read_notice("元旦：1月1日至3日放假调休，共3天，1月9日（周六）上班；" + SHORT, 2027)
    assert read.makeup_days == (date(2027, 1, 9),)
    assert read.holidays[:3] == (date(2027, 1, 1), date(2027, 1, 2), date(2027, 1, 3))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "incomplete"),
        ("元旦：1月1日（周四）放假", "wrong_weekday"),
        ("1月1日放假", "incomplete"),
        (SHORT + "；2月30日放假", "bad_date"),
        (SHORT + "；2月20日至1日放假", "bad_date"),
        (SHORT + "；2月1日至3月30日放假", "bad_date"),
        (SHORT + "；1月4日上班", "not_weekend"),
        (SHORT + "；5月1日上班", "off_and_worked"),
        (SHORT + "；2029年5月1日放假", "other_year"),
        ("放假" * 2000, "too_long"),
    ],
)
def test_what_cannot_be_a_year_is_refused(text: str, reason: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_notice(text, 2027)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("left_out", "given"),
    [
        ("2月5日至8日放假；", "春节"),
        ("4月5日放假；", "清明节"),
        ("6月9日放假；", "端午节"),
        ("9月15日放假；", "中秋节"),
        ("5月1日至2日放假；6月9日放假；", "5月1日、5月2日、端午节"),
    ],
)
def test_a_notice_with_a_holiday_left_out_is_not_whole(left_out: str, given: str) -> None:
    assert left_out in SHORT
    with pytest.raises(InvalidInput) as refused:
        read_notice(SHORT.replace(left_out, ""), 2027)
    assert (refused.value.reason, refused.value.given) == ("incomplete", given)


@pytest.mark.parametrize("year", WHOLE_YEARS)
def test_every_year_s_notice_until_now_is_whole(year: int) -> None:
    off = tuple(sorted(day for day in chinese_calendar.holidays if day.year == year))
    assert check_days(ReadYear(year, off, ())).holidays == off


def actor(role: Role) -> Actor:
    return Actor(Person(1, "甲"), (Post(1, 1, role, "某", holder_id=1),))


def test_only_the_keepers_enter_a_year_and_name_its_notice() -> None:
    read = read_notice(SHORT, 2027)
    outcome = enter(read, "国办发明电〔2026〕7号", actor(Role.OFFICE_HEAD), NOW, before=None, retimed=())
    assert [fact.event for fact in outcome.facts] == ["calendar.entered"]
    for role in (Role.OFFICER, Role.MAYOR, Role.LIAISON):
        with pytest.raises(NotAllowed):
            enter(read, "国办发明电〔2026〕7号", actor(role), NOW, before=None, retimed=())
    with pytest.raises(InvalidInput):
        enter(read, " ", actor(Role.OFFICE_HEAD), NOW, before=None, retimed=())
    with pytest.raises(InvalidInput):
        enter(ReadYear(2027, (), ()), "号", actor(Role.OFFICE_HEAD), NOW, before=None, retimed=())


FRIDAY = date(2027, 2, 5)
NEW = Workdays(frozenset({FRIDAY, date(2027, 2, 8)}), frozenset({date(2027, 2, 6)}), frozenset({2027}))


def due(on: date = FRIDAY, hour: time | None = None, **limit: object) -> ReportDue:
    printed = ReportDue(1, 1, 5, 1, due_on=on, due_hour=hour, late_after=NOW, final=True)
    return replace(printed, late_after=late_after(on, hour, OLD, COUNTY, **limit))  # type: ignore[arg-type]


def moved(
    item: ReportDue, delivered_at: datetime | None = None, now: datetime = NOW, counted_until: date | None = None
) -> datetime | None:
    running = [Running(item, delivered_at, Urgency.ROUTINE)]
    found = retime(running, OLD, NEW, COUNTY, now, counted_until=counted_until)
    assert all(one.due_on == item.due_on for one in found), "the printed date stands"
    return found[0].late_after if found else None


SATURDAY = datetime(2027, 2, 6, 15, 59, 59, 999999, tzinfo=UTC)


def test_counting_another_calendar_moves_the_limit_and_never_the_date() -> None:
    assert moved(due()) == SATURDAY
    assert moved(due(hour=time(18))) == datetime(2027, 2, 6, 10, tzinfo=UTC)
    assert moved(due(date(2027, 2, 4))) is None
    assert moved(due(not_counted=1)) == late_after(FRIDAY, None, NEW, COUNTY, not_counted=1)
    late = datetime(2027, 2, 5, 17, tzinfo=UTC)
    assert moved(due(delivered_at=late), late) == late_after(FRIDAY, None, NEW, COUNTY, delivered_at=late)


def test_counting_an_extended_date_is_moved_by_its_new_day() -> None:
    extended = replace(due(), due_on=date(2026, 11, 20), extended_to=FRIDAY)
    assert moved(extended) == SATURDAY
    assert moved(replace(extended, extended_hour=time(18), late_after=datetime(2027, 2, 5, 10, tzinfo=UTC))) == (
        datetime(2027, 2, 6, 10, tzinfo=UTC)
    )
    granted_late = replace(due(), extended_to=date(2027, 3, 1))
    assert moved(granted_late) == SATURDAY, "granted after the printed day, which decides still"


def test_counting_an_entry_makes_nobody_late_and_who_was_late_by_the_rule_of_thumb_was_not() -> None:
    after = datetime(2027, 2, 6, 1, tzinfo=UTC)
    assert moved(due(), now=after) == SATURDAY
    weekend = due(date(2027, 2, 6))
    assert moved(weekend) == SATURDAY
    assert moved(weekend, now=datetime(2027, 2, 7, 1, tzinfo=UTC)) is None, "the new limit would lie behind us"


@pytest.mark.parametrize(("counted_until", "stands"), [(None, False), (date(2027, 2, 4), False), (FRIDAY, True)])
def test_counting_what_a_bulletin_has_counted_is_not_counted_again(counted_until: date | None, stands: bool) -> None:
    after = datetime(2027, 2, 6, 1, tzinfo=UTC)
    assert (moved(due(), now=after, counted_until=counted_until) is None) is stands


def test_what_is_urgent_by_the_clock_waits_for_no_calendar() -> None:
    assert retime([Running(due(), None, Urgency.MOST_URGENT)], OLD, NEW, COUNTY, NOW) == ()
