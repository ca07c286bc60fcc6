"""Relative dates, repeated reports and 持续推进: as they are typed, and the days that they give."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest

from supervision.calendars.cycles import Cycle, days_of_cycle, read_cycle
from supervision.calendars.terms import Term, last_day, read_term
from supervision.calendars.timing import Timing, read_timing, timing_words
from supervision.model import (
    TermFrom,
)
from supervision.refusals import InvalidInput
from supervision.splitting import TaskDraft
from supervision.splitting.tasks import with_limit, with_reports
from tests.rules.dated_tasks import TODAY, WORKDAYS

NOW = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
ISSUE, RECEIPT, INSTRUCTION = TermFrom.ISSUE, TermFrom.ACKNOWLEDGE, TermFrom.INSTRUCTION


@pytest.mark.parametrize(
    ("text", "code", "since"),
    [
        ("印发之日起30日内", "30d", ISSUE),
        ("自印发之日起30日内完成", "30d", ISSUE),
        ("通知印发之日起三十日内", "30d", ISSUE),
        ("30日内", "30d", ISSUE),
        ("30天内", "30d", ISSUE),
        ("30个自然日内", "30d", ISSUE),
        ("两周内", "14d", ISSUE),
        ("10个工作日内", "10w", ISSUE),
        ("发文后20个工作日以内", "20w", ISSUE),
        ("三个月内", "3m", ISSUE),
        ("3月内", "3m", ISSUE),
        ("半年内", "6m", ISSUE),
        ("1年之内", "12m", ISSUE),
        ("自收到本通知之日起5个工作日内", "5w", RECEIPT),
        ("接到通知后3日内", "3d", RECEIPT),
        ("签收之日起十五日内", "15d", RECEIPT),
        ("批示后15日内", "15d", INSTRUCTION),
        ("自县长批示之日起一个月内办结", "1m", INSTRUCTION),
        ("交办之日起六个月内", "6m", INSTRUCTION),
    ],
)
def test_a_relative_date_is_read(text: str, code: str, since: TermFrom) -> None:
    assert read_term("due_on", text) == Term(code, since)


@pytest.mark.parametrize("text", ["15日", "6月15日", "月底", "本年内", "年内", "尽快", "30日", "每月15日", ""])
def test_what_is_no_term_is_not_taken_for_one(text: str) -> None:
    assert read_term("due_on", text) is None


@pytest.mark.parametrize("text", ["0日内", "3年内", "800日内", "半个月内", "十十日内"])
def test_a_term_of_nothing_or_of_more_than_two_years_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_term("due_on", text)
    assert refused.value.reason == "bad_term"


@pytest.mark.parametrize(
    ("code", "since", "last"),
    [
        ("30d", date(2026, 3, 2), date(2026, 4, 1)),
        ("1d", date(2026, 3, 2), date(2026, 3, 3)),
        ("5w", date(2026, 3, 2), date(2026, 3, 9)),
        ("3w", date(2026, 9, 30), date(2026, 10, 10)),
        ("1m", date(2026, 1, 31), date(2026, 2, 28)),
        ("12m", date(2026, 3, 2), date(2027, 3, 2)),
    ],
)
def test_a_term_ends_so_many_days_after_the_day_that_does_not_count_itself(code: str, since: date, last: date) -> None:
    assert last_day(code, since, WORKDAYS) == last


@pytest.mark.parametrize(
    ("text", "cycle", "title"),
    [
        ("每周五", Cycle("weekly:4"), "每周五"),
        ("每周一、周五反馈", Cycle("weekly:0,4"), "每周一、五"),
        ("每星期天", Cycle("weekly:6"), "每周日"),
        ("每月25日", Cycle("monthly:25"), "每月25日"),
        ("每月25日、10日前报送", Cycle("monthly:10,25"), "每月10日、25日"),
        ("每月末", Cycle("monthly:31"), "每月末"),
        ("每季度末", Cycle("quarterly:31"), "每季度末"),
        ("每季度", Cycle("quarterly:31"), "每季度末"),
        ("每季末月20日", Cycle("quarterly:20"), "每季度末月20日"),
        ("每季度末至12月31日", Cycle("quarterly:31", date(2026, 12, 31)), "每季度末"),
        ("每月5日，至2027年6月30日止", Cycle("monthly:5", date(2027, 6, 30)), "每月5日"),
        ("每周一至周五", Cycle("weekly:0,1,2,3,4"), "每周一、二、三、四、五"),
        ("每星期三到星期天", Cycle("weekly:2,3,4,5,6"), "每周三、四、五、六、日"),
        ("每月15日、月底", Cycle("monthly:15,31"), "每月15日、末"),
    ],
)
def test_a_cycle_is_read_and_worded(text: str, cycle: Cycle, title: str) -> None:
    found = read_cycle("report_on", text, TODAY)
    assert found == cycle
    assert found is not None
    assert found.title == title


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("每月35日", "bad_cycle"),
        ("每周", "bad_cycle"),
        ("每月", "bad_cycle"),
        ("每周五，6月15日前", "bad_cycle"),
        ("每周五、15日", "bad_cycle"),
        ("每月25日，6月15日前", "bad_cycle"),
        ("每季度末月20日，6月15日前", "bad_cycle"),
        ("每周五至周一", "bad_cycle"),
        ("每周一、三至周五", "bad_cycle"),
        ("每月10日至15日", "bad_cycle"),
        ("每月10日至下周五", "bad_cycle"),
    ],
)
def test_a_cycle_of_days_that_do_not_exist_is_refused(text: str, reason: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_cycle("report_on", text, TODAY)
    assert refused.value.reason == reason


def test_the_days_of_cycles() -> None:
    assert days_of_cycle("quarterly:31", TODAY, date(2027, 1, 1)) == (
        date(2026, 3, 31),
        date(2026, 6, 30),
        date(2026, 9, 30),
        date(2026, 12, 31),
    )
    assert days_of_cycle("monthly:31", date(2026, 2, 1), date(2026, 4, 1)) == (date(2026, 2, 28), date(2026, 3, 31))
    assert days_of_cycle("weekly:4", TODAY, date(2026, 3, 14)) == (date(2026, 3, 6), date(2026, 3, 13))


@pytest.mark.parametrize(
    ("text", "timing"),
    [
        ("6月15日18:00", Timing(due_on=date(2026, 6, 15), due_hour=time(18))),
        ("30日内", Timing(term="30d")),
        ("每月25日", Timing(cycle="monthly:25")),
        ("每月25日至5月31日", Timing(report_on=(date(2026, 3, 25), date(2026, 4, 25), date(2026, 5, 25)))),
        ("6月15日前，每周五", Timing(due_on=date(2026, 6, 15), cycle="weekly:4")),
        ("持续推进，每季度末", Timing(ongoing=True, review_on=date(2027, 3, 2), cycle="quarterly:31")),
        ("每月10日、25日，长期坚持", Timing(ongoing=True, review_on=date(2027, 3, 2), cycle="monthly:10,25")),
        ("3月10日、20日", None),
        ("每周五，6月15日前", Timing(due_on=date(2026, 6, 15), cycle="weekly:4")),
        ("每周五；2026年6月15日前", Timing(due_on=date(2026, 6, 15), cycle="weekly:4")),
        ("每月25日，6月15日前", Timing(due_on=date(2026, 6, 15), cycle="monthly:25")),
        ("每月10日，25日，年底前", Timing(due_on=date(2026, 12, 31), cycle="monthly:10,25")),
        ("每月10日、25日，印发之日起90日内", Timing(term="90d", cycle="monthly:10,25")),
        ("每季度末，30日内", Timing(term="30d", cycle="quarterly:31")),
        ("每周一至周五，6月15日前", Timing(due_on=date(2026, 6, 15), cycle="weekly:0,1,2,3,4")),
        (
            "每月25日至5月底，6月15日前",
            Timing(
                due_on=date(2026, 6, 15),
                report_on=(date(2026, 3, 25), date(2026, 4, 25), date(2026, 5, 25)),
            ),
        ),
        ("每周五6月15日前", None),
        ("每月25日6月15日前", None),
        ("每季度末月20日6月15日前", None),
    ],
)
def test_one_cell_says_limit_and_reports(text: str, timing: Timing | None) -> None:
    if timing is None:
        with pytest.raises(InvalidInput):
            read_timing("due_on", text, NOW)
    else:
        assert read_timing("due_on", text, NOW) == timing


@pytest.mark.parametrize(
    "text",
    [
        "2026年6月15日18:00",
        "印发之日起30日内，每周五",
        "签收之日起5个工作日内",
        "持续推进，每月10日、25日",
    ],
)
def test_what_was_read_is_worded_so_that_it_reads_the_same(text: str) -> None:
    timing = read_timing("due_on", text, NOW)
    draft = with_reports(with_limit(TaskDraft("清淤"), timing), timing)
    assert read_timing("due_on", timing_words(draft), NOW) == timing
