"""One filled-in message: what its lines come to, and what is wrong, line by line."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest

from supervision.calendars.city_dates import CityDate
from supervision.filling.intake import Form, looks_like_form, read_form
from supervision.filling.intake_tasks import Fault, People, line_of, paragraph_of, read_task_line
from supervision.model import Post, Unit, UnitKind, Urgency
from supervision.procedures.tracks import TRACKS
from supervision.registering.registration import tracks_open_to
from supervision.roles import Role
from supervision.splitting import TaskDraft, drafts_of, numbered_paragraphs
from tests import roster
from tests.world import MONDAY

NOW: datetime = MONDAY
COURT = Unit(90, "县法院", UnitKind.COPY_ONLY)
UNITS = (*roster.UNITS, COURT)
LEADERS = (
    Post(4, 1, Role.PARTY_LEADER, "县委副书记"),
    Post(1, 1, Role.MAYOR, "县长"),
    Post(2, 1, Role.EXECUTIVE_VICE_MAYOR, "常务副县长"),
    Post(3, 1, Role.VICE_MAYOR, "副县长（城建）", in_charge_of=(roster.HOUSING,)),
    Post(5, 1, Role.VICE_MAYOR, "副县长（教育）"),
)
PEOPLE = People(UNITS, LEADERS, "夏邑县")
TRACKS_OF_ALL = tuple(TRACKS.values())
HOUSING, WATER, TOWN, TAX = roster.HOUSING, roster.WATER, roster.TOWN, roster.TAX


def read(text: str, role: Role = Role.OFFICER) -> Form | tuple[Fault, ...]:
    return read_form(text, PEOPLE, NOW, tracks_open_to([role]), recorder="督查室甲")


def form(text: str) -> Form:
    result = read(text)
    assert isinstance(result, Form), result
    return result


def faults(text: str, role: Role = Role.OFFICER) -> list[tuple[int, str, str]]:
    result = read(text, role)
    assert isinstance(result, tuple)
    return [(fault.line, fault.column, fault.reason) for fault in result]


WHOLE = """类别：
事项：城区内涝点整治
来源：《城区内涝点整治情况报告》，夏住建〔2026〕8号，2月27日，县住建局
来源：口头交办，疏通北城河，县长，2月28日，县政府三楼会议室
批示要求：县长2月28日批示，县住建局牵头，汛期前完成。
批示要求：副县长（城建），请住建局办理。
紧急程度：加急
总牵头：住建局
时限：6月15日18:00
抄送：县委办公室、县法院
1. 县住建局、县水利局｜凯旋路等3处积水点改造。｜5月29日
水利局，配合：城关镇|北城河清淤；护坡整修|
"""


def test_P1_3_the_date_of_those_above_is_a_line_of_its_own() -> None:
    read = form("来源：市公文，关于防汛的通知，商政〔2026〕1号\n市级时限：3月11日，商政办〔2026〕5号\n县水利局|排查|")
    assert read.city == CityDate(date(2026, 3, 11), "商政办〔2026〕5号")
    assert form("来源：市公文，关于防汛的通知\n县水利局|排查|").city is None
    county = "来源：县政府决策部署和公文，关于防汛的意见\n市级时限：3月11日\n县水利局|排查|"
    assert faults(county) == [(0, "市级时限", "not_upward")]
    assert faults("来源：县长批示，关于防汛的批示\n市级时限：3月1日\n县水利局|排查|") == [(2, "市级时限", "past_date")]


def test_everything_in_one_message() -> None:
    read = form(WHOLE)
    assert (read.track, read.kind, read.why) == ("instruction.mayor", "mayor_instruction", "highest_instruction:mayor")
    assert read.title == "城区内涝点整治"
    paper, spoken = read.sources
    assert (paper.title, paper.number, paper.dated, paper.author, paper.kind) == (
        "城区内涝点整治情况报告",
        "夏住建〔2026〕8号",
        date(2026, 2, 27),
        "县住建局",
        "other",
    )
    assert (spoken.oral, spoken.number, spoken.place, spoken.recorder, spoken.author) == (
        True,
        "",
        "县政府三楼会议室",
        "督查室甲",
        "县长",
    )
    mayor, vice = (item.instruction for item in read.instructed)
    assert (mayor.leader_post_id, mayor.dated, mayor.gist) == (1, date(2026, 2, 28), "县住建局牵头，汛期前完成。")
    assert (vice.leader_post_id, vice.dated) == (3, None)
    assert read.urgency is Urgency.URGENT
    assert (read.due_on, read.due_hour) == (date(2026, 6, 15), time(18))
    assert read.coordinating_unit_id == HOUSING
    assert read.copy_to == ("县委办公室", "县法院")
    assert read.tasks == (
        TaskDraft("凯旋路等3处积水点改造", (HOUSING,), (WATER,), due_on=date(2026, 5, 29), leader_in_charge_post_id=3),
        TaskDraft("北城河清淤；护坡整修", (WATER,), (TOWN,)),
    )


def test_one_task_in_report_ten_things_and_meeting_is_one_with_three_sources() -> None:
    read = form(
        "来源：政府工作报告，2026年县政府工作报告\n来源：十件实事，2026年十件实事分解，夏政办〔2026〕3号\n"
        "来源：常务会议，县政府第3次常务会议纪要，〔2026〕3号，2月27日\n批示要求：县长，请抓紧。\n县住建局|改造|5月29日"
    )
    assert [source.kind for source in read.sources] == ["work_report", "ten_things", "mayor_meeting"]
    assert (read.track, read.why) == ("work_report", "first_source:work_report")
    assert len(read.tasks) == 1


@pytest.mark.parametrize(
    ("text", "track", "why"),
    [
        ("类别：县长批示\n来源：报告甲", "instruction.mayor", "only_source:mayor_instruction"),
        ("类别：十件实事\n来源：分解方案", "ten_things", "only_source:ten_things"),
        ("类别：领导交办的近期重点工作\n来源：方案\n批示要求：县长，办", "assignment", "chosen"),
        ("类别：热线\n来源：热线单\n批示要求：县长，办", "hotline", "only_source:hotline"),
        ("类别：市长热线\n来源：十件实事，方案", "hotline", "chosen"),
        ("来源：请示\n批示要求：市长，请夏邑办理\n批示要求：县长，办", "document", "highest_instruction:city"),
        ("来源：请示\n批示要求：县委副书记2月27日批示：请办", "assignment", "only_instruction:party_leader"),
        ("来源：请示\n批示要求：常务副县长批示，请办", "instruction.vice_mayor", None),
        ("来源：请示\n批示要求：无", "assignment", "only_source:other"),
        ("来源:市政府会议,市长办公会议纪要,2月20日", "document", "only_source:city_meeting"),
    ],
)
def test_the_track_and_why(text: str, track: str, why: str | None) -> None:
    read = form(text)
    assert read.track == track
    assert why is None or read.why == why


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("类别：大事\n来源：甲", [(1, "类别", "unknown_kind")]),
        ("类别：县长批示\n县住建局|改造|5月29日", [(0, "来源", "missing")]),
        ("来源：甲\n批示要求：书记员，办", [(2, "批示要求", "unknown_leader")]),
        ("来源：甲\n批示要求：副县长，办", [(2, "批示要求", "several_leaders")]),
        ("来源：甲\n批示要求：县长2月28日批示", [(2, "批示要求", "no_gist")]),
        ("来源：甲\n批示要求：县长，5月1日，办", [(2, "批示要求", "future_date")]),
        ("来源：甲\n紧急程度：火急", [(2, "紧急程度", "not_one_of")]),
        ("来源：甲\n总牵头：水务局", [(2, "总牵头", "unknown_unit")]),
        ("来源：甲\n总牵头：县住建局、县水利局", [(2, "总牵头", "several_units")]),
        ("来源：甲\n时限：近期", [(2, "时限", "bad_date")]),
        ("来源：甲\n时限：2月1日", [(2, "时限", "past_date")]),
        ("来源：甲\n印发形式：红头", [(2, "印发形式", "not_one_of")]),
        ("来源：县长会议，甲\n印发形式：立项分解通知", [(0, "印发形式", "not_one_of")]),
        ("来源：政府工作报告，甲\n印发名义：县政府", [(0, "印发名义", "fixed_name")]),
        ("来源：县长会议，甲\n印发名义：县政府", [(0, "印发名义", "fixed_name")]),
        ("来源：甲\n备注：乙", [(2, "任务", "unknown_line")]),
        ("来源：甲\n请尽快办理", [(2, "任务", "not_a_task")]),
        ("来源：甲\n\n水务局|清淤|5月29日", [(3, "牵头单位", "unknown_unit")]),
        ("来源：甲\n县法院|清淤|5月29日", [(2, "牵头单位", "copy_only")]),
        ("来源：甲\n县水利局|清淤|6月底前后", [(2, "时限", "bad_date")]),
        ("来源：甲\n县水利局|清淤|2月1日", [(2, "时限", "past_date")]),
        ("来源：甲\n|清淤|5月29日", [(2, "单位", "no_units")]),
        ("来源：甲\n县水利局||5月29日", [(2, "事项", "empty")]),
        ("来源：甲\n水务局|清淤|近期", [(2, "牵头单位", "unknown_unit"), (2, "时限", "bad_date")]),
        ("来源：口头交办，疏通北城河，〔2026〕3号，现场", [(1, "来源", "oral_number")]),
        ("来源：口头交办，疏通北城河，县长", [(1, "来源", "oral_place")]),
        ("来源：甲，5月1日", [(1, "来源", "future_date")]),
        (f"来源：甲\n县水利局|{'很' * 600}|5月29日", [(2, "事项", "too_long")]),
    ],
)
def test_faults_line_by_line(text: str, expected: list[tuple[int, str, str]]) -> None:
    assert faults(text) == expected


def test_a_name_nobody_has_is_told_with_the_nearest() -> None:
    result = read("来源：甲\n水务局|清淤|5月29日")
    assert isinstance(result, tuple)
    assert result[0].given == "水务局"
    assert "县水利局" in result[0].near


def test_a_section_is_refused_what_is_not_its_own() -> None:
    assert faults("来源：甲\n批示要求：县长，办", Role.SECTION_CLERK) == [(0, "类别", "not_open")]
    assert isinstance(read("来源：甲\n批示要求：副县长（城建），办", Role.SECTION_CLERK), Form)


def test_an_oral_order_may_name_its_recorder_and_no_place() -> None:
    spoken = form("来源：口头，疏通北城河，县长，地点不详，综合科科员记录").sources[0]
    assert (spoken.place, spoken.recorder) == ("", "综合科科员")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (WHOLE, True),
        ("类别：县长批示\n来源：甲", True),
        ("来源：甲\n县住建局|改造|5月29日", True),
        ("来源：甲", False),
        ("您好：请看附件\n来源：甲", False),
        ("已完成清淤\n时限：5月29日", False),
        ("", False),
    ],
)
def test_what_looks_like_a_form(text: str, expected: bool) -> None:
    assert looks_like_form(text) is expected


@pytest.mark.parametrize(
    ("line", "leads", "supports"),
    [
        ("县住建局|改造|5月29日", (HOUSING,), ()),
        ("县住建局；改造；5月29日", (HOUSING,), ()),
        ("县住建局、水利局|改造|5月29日", (HOUSING,), (WATER,)),
        ("牵头：县住建局、水利局，配合：城关镇|改造|5月29日", (HOUSING, WATER), (TOWN,)),
        ("县住建局（配合：县税务局）|改造|5月29日", (HOUSING,), (TAX,)),
        ("配合：县水利局|改造|5月29日", (), (WATER,)),
        ("（3）各乡镇|巡查|每月25日至4月30日", (TOWN,), ()),
        ("县住建局,配合单位:县水利局|改造|不定", (HOUSING,), (WATER,)),
    ],
)
def test_who_leads_and_who_supports(line: str, leads: tuple[int, ...], supports: tuple[int, ...]) -> None:
    task = read_task_line(line, PEOPLE, NOW)
    assert isinstance(task, TaskDraft), task
    assert (task.leads, task.supports) == (leads, supports)


def test_days_of_reports_and_no_limit() -> None:
    task = read_task_line("城关镇|巡查|每月25日至4月30日", PEOPLE, NOW)
    assert isinstance(task, TaskDraft)
    assert (task.due_on, task.report_on) == (None, (date(2026, 3, 25), date(2026, 4, 25)))


@pytest.mark.parametrize(
    "task",
    [
        TaskDraft("改造", (HOUSING,), (), due_on=date(2026, 5, 29), due_hour=time(18), leader_in_charge_post_id=3),
        TaskDraft("改造", (HOUSING, WATER), (), leader_in_charge_post_id=3),
        TaskDraft("改造", (), (WATER, TOWN), due_on=date(2026, 5, 29)),
        TaskDraft("清淤", (WATER,), (TOWN, TAX)),
    ],
)
def test_a_line_that_is_shown_reads_back_as_the_same_task(task: TaskDraft) -> None:
    names = {unit.id: unit.name for unit in UNITS}
    assert read_task_line(line_of(task, names), PEOPLE, NOW) == task


def test_what_waits_in_the_text_reads_back_when_it_is_split() -> None:
    task = TaskDraft("清淤", (WATER,), (TOWN,), due_on=date(2026, 5, 29))
    text = paragraph_of(1, task, {unit.id: unit.name for unit in UNITS})
    (back,) = drafts_of(numbered_paragraphs(text), list(UNITS), NOW.date())
    assert (back.leads, back.supports, back.due_on) == ((WATER,), (TOWN,), date(2026, 5, 29))
