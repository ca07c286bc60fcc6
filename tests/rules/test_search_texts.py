"""What a matter is found by, and what a word looks for."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from supervision.actors import Actor
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Dispatch,
    FormerName,
    Instruction,
    Matter,
    MatterStatus,
    Paper,
    Part,
    Person,
    Post,
    Source,
    Task,
    Unit,
    UnitKind,
    Urgency,
)
from supervision.refusals import InvalidInput
from supervision.roles import Role
from supervision.search.search_texts import Folder, Scope, normalised, read_words, scope_of, texts_of, ways_of_writing

ZONE = ZoneInfo("Asia/Shanghai")
LATE = datetime(2026, 5, 7, 17, 0, tzinfo=UTC)  # already 8 May in the county
HOUSING, WATER, TOWN, MARKET = 4, 5, 6, 7

MATTER = Matter(
    31,
    "2026-31",
    "instruction.mayor",
    "城区内涝点整治",
    MatterStatus.IN_PROGRESS,
    Urgency.ROUTINE,
    8,
    8,
    LATE,
    sources=(Source("内涝情况报告", "夏住建[2026]8号", date(2026, 2, 27), "县住建局"),),
    instructions=(Instruction(1, "县长", date(2026, 2, 28), "汛期前完成"),),
    leader_post_id=1,
)
FOLDER = Folder(
    MATTER,
    (Task(31, 1, "凯旋路积水点改造", due_on=date(2026, 11, 15)), Task(31, 2, "北城河清淤2.3公里", "每月报ＰＭ数据")),
    (
        Assignment(31, 1, HOUSING, Part.LEAD, AssignmentStatus.ISSUED),
        Assignment(31, 2, WATER, Part.LEAD, AssignmentStatus.IN_PROGRESS),
        Assignment(31, 2, TOWN, Part.SUPPORT, AssignmentStatus.PROPOSED),
        Assignment(31, 1, MARKET, Part.SUPPORT, AssignmentStatus.WITHDRAWN),
    ),
    (Paper(9, 31, "supervision_notice", "government_office", "夏政督〔2026〕12号", "", "", LATE, 8),),
    (Dispatch(9, HOUSING, 31, LATE, LATE), Dispatch(9, WATER, 31, LATE, LATE)),
    {
        HOUSING: Unit(HOUSING, "县住房和城乡建设局", UnitKind.DEPARTMENT, ("县住建局",)),
        WATER: Unit(WATER, "县水利局", UnitKind.DEPARTMENT, former=(FormerName("县水务局", date(2020, 1, 1)),)),
    },
    {1: Post(1, 1, Role.MAYOR, "县长", holder_id=1)},
    {1: Person(1, "领导甲"), 8: Person(8, "督查室甲")},
)
TEXTS = {text.unit_id: text.text for text in texts_of(FOLDER, ZONE)}


def has(text: str, words: str) -> bool:
    return all(any(way in text for way in ways) for ways in read_words(words))


@pytest.mark.parametrize(
    "words",
    [
        "内涝",
        "内涝 清淤",
        "县长批示件",
        "住建局",
        "县水务局",
        "2026-31",
        "登记号2026-31",
        "31",
        "12号",
        "第12号",
        "夏政督〔2026〕12",
        "夏政督[2026]12号",
        "夏住建（2026）8号",
        "8号",
        "领导甲",
        "督查室甲",
        "5月8日",
        "2026年5月",
        "2026-5-8",
        "2026.11.15",
        "11月",
        "2.3公里",
        "2.3",
        "pm",
        "ＰＭ",
        "2026",
        "汛期",
    ],
)
def test_the_office_finds_a_matter_by(words: str) -> None:
    assert has(TEXTS[0], words)


@pytest.mark.parametrize(
    "words", ["2号", "1号", "3", "2026-3", "1月", "5月7日", "11月1日", "内涝 税务", "%%", "__", "夏政督〔2026〕1号"]
)
def test_the_office_does_not_find_it_by(words: str) -> None:
    assert not has(TEXTS[0], words)


def test_a_unit_is_found_only_by_its_own() -> None:
    assert set(TEXTS) == {0, HOUSING, WATER}, "none for who was not told yet, or no longer has a part"
    assert has(TEXTS[WATER], "内涝 北城河 12号")
    for others in ("凯旋路", "住建局", "领导甲", "汛期", "督查室甲", "夏住建〔2026〕8号", "11月15日"):
        assert not has(TEXTS[WATER], others)


@pytest.mark.parametrize(
    ("words", "reason"),
    [("", "empty"), (" 、 ", "empty"), ("涝", "too_short"), ("甲" * 31, "too_long"), ("一二 " * 7, "too_long")],
)
def test_words_that_will_not_do(words: str, reason: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_words(words)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("word", "ways"),
    [
        ("13月", ("13月",)),
        ("5月32日", ("5月32日",)),
        ("1月", ("年1月",)),
        ("2月3日", ("年2月3日",)),
        ("12月3日", ("年12月3日", "12月3日")),
        ("2025", ("2025",)),
        ("0012号", ("〕12号", "-12\n")),
        ("夏政督〔2026〕第12号", ("夏政督〔2026〕12号",)),
        ("12号楼", ("12号楼",)),
    ],
)
def test_the_ways_of_writing_a_word(word: str, ways: tuple[str, ...]) -> None:
    assert ways_of_writing(normalised(word)) == ways


def actor(*posts: tuple[Role, int]) -> Actor:
    held = tuple(Post(n, unit_id, role, "", holder_id=1) for n, (role, unit_id) in enumerate(posts, 1))
    return Actor(Person(1, "甲"), held)


@pytest.mark.parametrize(
    ("posts", "scope"),
    [
        ([(Role.OFFICER, 2)], Scope(everything=True)),
        ([(Role.MAYOR, 1)], Scope(everything=True)),
        ([(Role.SECRETARY, 1)], Scope(everything=True)),
        ([(Role.SECTION_CLERK, 3)], Scope(registered_in=(3,))),
        ([(Role.LIAISON, WATER)], Scope(units=(WATER,))),
        ([(Role.UNIT_HEAD, WATER), (Role.SECTION_CLERK, 3)], Scope(registered_in=(3,), units=(WATER,))),
        ([(Role.ADMINISTRATOR, 2)], Scope()),
        ([], Scope()),
    ],
)
def test_where_somebody_may_look(posts: list[tuple[Role, int]], scope: Scope) -> None:
    assert scope_of(actor(*posts)) == scope


def test_a_line_break_in_a_title_makes_no_number() -> None:
    folder = replace(FOLDER, matter=replace(MATTER, title="整治\n2026-99\n二期"))
    (text, *_) = texts_of(folder, ZONE)
    assert not has(text.text, "2026-99")
