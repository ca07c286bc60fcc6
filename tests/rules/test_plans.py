"""工作方案 and 专人: what a typed line says; and the terms within which a task is given back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from supervision.calendars.workdays import Workdays
from supervision.carrying_out.plans import check_goals, read_goals, read_person
from supervision.carrying_out.transferring import check_return
from supervision.county import County
from supervision.model import Goal, Matter, MatterStatus, Urgency
from supervision.refusals import InvalidInput, WrongState
from supervision.reports.report_places import Terms
from tests.world import at

MATTER = Matter(1, "2026-1", "hotline", "供水", MatterStatus.IN_PROGRESS, Urgency.ROUTINE, 8, 8, at("3月2日 08:30"))


@pytest.mark.parametrize(
    ("line", "tasks", "goal"),
    [
        ("2｜清淤｜2.3公里｜张三", {1, 2}, Goal(2, "清淤", "2.3公里", "张三")),
        ("第2项|清淤", {1, 2}, Goal(2, "清淤")),
        ("清淤｜2.3公里", {2}, Goal(2, "清淤", "2.3公里")),
        ("2\t清淤\t\t李四", {2}, Goal(2, "清淤", "", "李四")),
    ],
)
def test_a_goal_is_read(line: str, tasks: set[int], goal: Goal) -> None:
    assert read_goals(f"\n{line}\n", tasks) == (goal,)


@pytest.mark.parametrize(
    ("line", "tasks", "reason"),
    [
        ("", {2}, "empty"),
        ("3｜清淤", {1, 2}, "goal_line"),
        ("3｜清淤", {2}, "goal_line"),
        ("清淤｜2.3公里", {1, 2}, "goal_line"),
        ("2｜", {2}, "goal_line"),
        ("2｜清淤｜2公里｜张三｜多余", {2}, "goal_line"),
        ("2｜" + "长" * 101, {2}, "too_long"),
        ("\n".join(["2｜清淤"] * 31), {2}, "too_many"),
    ],
)
def test_what_is_no_goal(line: str, tasks: set[int], reason: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_goals(line, tasks)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("track", "goals", "reason"),
    [
        ("document", (), ""),
        ("work_report", (), "goal_quantity"),
        ("work_report", (Goal(2, "清淤", "2公里"),), "goal_person"),
        ("work_report", (Goal(2, "清淤", "2公里", "张三"), Goal(2, "护坡")), "goal_quantity"),
        ("work_report", (Goal(2, "清淤", "2公里", "张三"),), ""),
        ("ten_things", (Goal(2, "清淤"),), "goal_quantity"),
        ("ten_things", (Goal(2, "清淤", "2公里"),), ""),
    ],
)
def test_P2_2_and_P3_2_what_a_plan_needs(track: str, goals: tuple[Goal, ...], reason: str) -> None:
    if not reason:
        check_goals(track, goals, {2})
        return
    with pytest.raises(InvalidInput) as refused:
        check_goals(track, goals, {2})
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("李四", ("李四", "")),
        ("李四 0370-6210001", ("李四", "0370-6210001")),
        ("李四，13800000000", ("李四", "13800000000")),
        ("李四13800000000", ("李四", "13800000000")),
    ],
)
def test_a_person_is_read(text: str, person: tuple[str, str]) -> None:
    assert read_person(text) == person


def test_a_number_alone_is_nobody() -> None:
    with pytest.raises(InvalidInput):
        read_person("13800000000")


@pytest.mark.parametrize(
    ("track", "now", "too_late"),
    [
        ("hotline", "3月4日 23:59", False),
        ("hotline", "3月5日 00:00", True),
        ("proposal.county", "3月16日 23:59", False),
        ("proposal.county", "3月17日 00:00", True),
        ("document", "6月1日 09:00", False),
    ],
)
def test_P7_2_a_task_is_given_back_within_its_term(track: str, now: str, too_late: bool) -> None:
    terms = Terms(now=at(now), county=County(), workdays=Workdays())
    matter = replace(MATTER, track=track)
    check_return(matter, None, terms)
    if not too_late:
        check_return(matter, at("3月2日 10:00"), terms)
        return
    with pytest.raises(WrongState):
        check_return(matter, at("3月2日 10:00"), terms)
