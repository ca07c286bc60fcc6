"""The rows of an old ledger, and what a matter becomes when it is taken over."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from supervision.actors import MACHINE, Actor
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.filling.intake_tasks import People
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Channel,
    Dispatch,
    Matter,
    MatterStatus,
    Part,
    Person,
    Post,
    ReportDue,
    Task,
)
from supervision.notices.takeover import LedgerFault, TakenOverCard
from supervision.outcome import Outcome
from supervision.procedures.tracks import TrackKey
from supervision.refusals import NotAllowed
from supervision.roles import Role
from supervision.roster.roster_sheets import SheetRow
from supervision.takeover.takeover_sheets import Taken, World, read_ledger
from supervision.takeover.taking_over import Desk, Ids, When, count, hand_over_cards, highest_numbers, take_over
from tests import roster

TODAY = date(2026, 3, 2)
WHEN = When(datetime(2026, 3, 2, 1, 0, tzinfo=UTC), County(), Workdays())
POSTS = [row for row in roster.entities() if isinstance(row, Post)]
LEADERS = [post for post in POSTS if post.role in (Role.MAYOR, Role.EXECUTIVE_VICE_MAYOR, Role.VICE_MAYOR)]
WORLD = World(People(roster.UNITS, LEADERS, "夏邑县"), frozenset({"2026-3", "夏政督〔2026〕3号"}), TODAY)

GOOD = {
    "登记号": "2026-31",
    "文号": "夏政督〔2026〕12号",
    "类别": "县长批示件",
    "事项": "城区内涝点整治",
    "来源": "内涝情况报告",
    "批示领导": "县长",
    "印发日期": "2026-02-10 00:00:00",
    "任务": "凯旋路积水点改造。",
    "牵头": "县住建局",
    "配合": "水利局、城关镇",
    "时限": "6月15日",
    "反馈时间": "2月20日、3月20日",
    "进展": "已完成勘察",
    "状态": "在办",
}


def rows(*cells: dict[str, str]) -> list[SheetRow]:
    return [SheetRow(number, {**line}) for number, line in enumerate(cells, 2)]


def read(*cells: dict[str, str]) -> tuple[Taken, ...]:
    found = read_ledger(rows(*cells), WORLD)
    assert all(isinstance(item, Taken) for item in found), found
    return tuple(item for item in found if isinstance(item, Taken))


def test_a_row_is_read_whole() -> None:
    (matter,) = read(GOOD)
    assert (matter.registration_number, matter.document_number) == ("2026-31", "夏政督〔2026〕12号")
    assert (matter.track, matter.issued_on) == (TrackKey.INSTRUCTION_MAYOR, date(2026, 2, 10))
    assert (matter.leader, matter.leader_post_id) == ("县长", roster.id_of("mayor"))
    (task,) = matter.tasks
    assert (task.text, task.leads, task.supports) == (
        "凯旋路积水点改造",
        (roster.HOUSING,),
        (roster.WATER, roster.TOWN),
    )
    assert (task.due_on, task.report_on) == (date(2026, 6, 15), (date(2026, 2, 20), date(2026, 3, 20)))
    assert not task.done


def test_rows_with_the_same_number_are_one_matter_and_so_are_rows_without() -> None:
    second = {"任务": "清淤", "牵头": "县水利局", "状态": "已办结"}
    other = {**GOOD, "登记号": "2026-32", "文号": "夏政督〔2026〕13号"}
    again = {"登记号": "2026-31", "任务": "验收", "牵头": "县住建局"}
    first, third = read(GOOD, second, other, again)
    assert [task.text for task in first.tasks] == ["凯旋路积水点改造", "清淤", "验收"]
    assert [task.done for task in first.tasks] == [False, True, False]
    assert len(third.tasks) == 1


@pytest.mark.parametrize(
    ("change", "column", "reason"),
    [
        ({"文号": ""}, "文号", "missing"),
        ({"类别": "县长指示"}, "类别", "unknown_kind"),
        ({"类别": ""}, "类别", "missing"),
        ({"事项": ""}, "事项", "missing"),
        ({"事项": "事" * 121}, "事项", "too_long"),
        ({"印发日期": "去年底"}, "印发日期", "bad_date"),
        ({"印发日期": "2026-03-03"}, "印发日期", "future_date"),
        ({"印发日期": ""}, "印发日期", "missing"),
        ({"登记号": "督办三号"}, "登记号", "bad_number"),
        ({"登记号": "3"}, "登记号", "exists"),
        ({"文号": "夏政督〔2026〕3号"}, "文号", "exists"),
        ({"批示领导": "县长助理"}, "批示领导", "unknown_leader"),
        ({"牵头": "水务局"}, "牵头", "unknown_unit"),
        ({"牵头": ""}, "牵头", "missing"),
        ({"配合": "县政府督查室"}, "配合", "unknown_unit"),
        ({"时限": "6月底前后"}, "时限", "bad_date"),
        ({"时限": "2026-01-31"}, "时限", "before_issue"),
        ({"反馈时间": "随时"}, "反馈时间", "bad_date"),
        ({"状态": "不清楚"}, "状态", "unknown_status"),
        ({"状态": "已办结", "办结日期": "2026-02-01"}, "办结日期", "before_issue"),
        ({"进展": "进" * 2001}, "进展", "too_long"),
        ({"任务": "=HYPERLINK(1)" * 50}, "任务", "too_long"),
    ],
)
def test_what_is_wrong_is_named_by_row_and_column(change: dict[str, str], column: str, reason: str) -> None:
    found = read_ledger(rows({**GOOD, "登记号": "2026-30", "文号": "夏政督〔2026〕11号"}, GOOD | change), WORLD)
    faults = [item for item in found if isinstance(item, LedgerFault)]
    assert [(fault.row, fault.column, fault.reason) for fault in faults] == [(3, column, reason)]


def test_a_leader_who_signs_the_result_must_be_named_while_it_is_open() -> None:
    ledger = {**GOOD, "类别": "市政府及其办公室公文", "批示领导": ""}
    (fault,) = read_ledger(rows(ledger), WORLD)
    assert isinstance(fault, LedgerFault)
    assert (fault.column, fault.reason) == ("批示领导", "leader_wanted")
    (closed,) = read({**ledger, "状态": "已办结"})
    assert closed.closed


def test_rows_that_contradict_each_other() -> None:
    found = read_ledger(rows(GOOD, GOOD | {"事项": "另一事项"}, GOOD | {"登记号": "2026-32"}), WORLD)
    assert [(item.row, item.column, item.reason, item.other) for item in found if isinstance(item, LedgerFault)] == [
        (3, "事项", "contradicts", 2),
        (4, "登记号", "contradicts", 2),
    ]


def test_two_matters_with_one_paper_are_told() -> None:
    numbers = [
        GOOD | {"登记号": "2026-40", "文号": "夏政督〔2026〕20号"},
        GOOD | {"登记号": "40", "文号": "夏政督〔2026〕21号"},
    ]
    (fault,) = read_ledger(rows(*numbers), WORLD)
    assert isinstance(fault, LedgerFault)
    assert (fault.row, fault.reason, fault.other) == (3, "twice", 2)


OFFICER = Desk(next(post for post in POSTS if post.role is Role.OFFICER), roster.id_of("clerk"))


def made(*cells: dict[str, str]) -> list[Outcome]:
    return [
        take_over(taken, Ids(n, n, taken.registration_number), desk=OFFICER, actor=MACHINE, when=WHEN, file="f")
        for n, taken in enumerate(read(*cells), 1)
    ]


def of(outcome: Outcome, kind: type) -> list[object]:
    return [row for row in outcome.saves if type(row) is kind]


def test_it_is_issued_delivered_and_acknowledged_as_it_was() -> None:
    (outcome,) = made(GOOD)
    (matter,) = of(outcome, Matter)
    assert isinstance(matter, Matter)
    assert (matter.status, matter.taken_over_at, matter.closed_at) == (MatterStatus.IN_PROGRESS, WHEN.now, None)
    assert matter.text == "1. 已完成勘察", "what was reported then is a note, no report"
    for row in of(outcome, Dispatch):
        assert isinstance(row, Dispatch)
        assert row.delivered_at == row.acknowledged_at == matter.issued_at
        assert (row.sent_at, row.channel) == (WHEN.now, Channel.LEDGER)
    parts = {row.unit_id: row.part for row in of(outcome, Assignment) if isinstance(row, Assignment)}
    assert parts == {roster.HOUSING: Part.LEAD, roster.WATER: Part.SUPPORT, roster.TOWN: Part.SUPPORT}
    assert outcome.notices == ()
    assert [fact.event for fact in outcome.facts] == ["matter.taken_over"]


@pytest.mark.parametrize(
    ("change", "days"),
    [
        ({}, [date(2026, 3, 20), date(2026, 6, 15)]),
        ({"时限": "2月27日"}, [date(2026, 3, 4)]),
        ({"时限": "3月2日", "反馈时间": ""}, [date(2026, 3, 2)]),
        ({"时限": "长期", "反馈时间": ""}, []),
        ({"时限": "", "反馈时间": "每月25日至5月31日"}, [date(2026, 3, 25), date(2026, 4, 25), date(2026, 5, 25)]),
        ({"类别": "县级建议提案", "时限": "", "反馈时间": ""}, [date(2026, 5, 10)]),
        ({"状态": "已办结"}, []),
    ],
)
def test_only_what_lies_ahead_is_owed(change: dict[str, str], days: list[date]) -> None:
    (outcome,) = made(GOOD | {"配合": ""} | change)
    dues = [row for row in of(outcome, ReportDue) if isinstance(row, ReportDue)]
    assert [due.due_on for due in dues] == days
    assert all(due.late_after > WHEN.now for due in dues)
    assert [due.final for due in dues] == [False] * (len(days) - 1) + [True] * bool(days)


def test_the_old_date_stays_with_the_task() -> None:
    (outcome,) = made(GOOD | {"时限": "2月27日"})
    (task,) = of(outcome, Task)
    assert isinstance(task, Task)
    assert task.due_on == date(2026, 2, 27)


@pytest.mark.parametrize(
    ("change", "day"),
    [
        ({"办结日期": "2月20日"}, date(2026, 2, 20)),
        ({"时限": "2月27日"}, date(2026, 2, 27)),
        ({"时限": "6月15日"}, TODAY),
        ({"时限": ""}, date(2026, 2, 10)),
    ],
)
def test_a_closed_matter_is_closed_on_its_day(change: dict[str, str], day: date) -> None:
    (outcome,) = made(GOOD | {"状态": "已办结"} | change)
    (matter,) = of(outcome, Matter)
    assert isinstance(matter, Matter)
    assert matter.status is MatterStatus.CLOSED
    assert matter.closed_at is not None
    assert matter.closed_at.astimezone(County().zone).date() == day
    assert matter.closed_at <= WHEN.now
    assert {row.status for row in of(outcome, Assignment) if isinstance(row, Assignment)} == {AssignmentStatus.ACCEPTED}


def test_each_unit_with_open_tasks_is_told_once() -> None:
    done = {"任务": "清淤", "牵头": "县税务局", "状态": "已办结"}
    late = {"任务": "验收", "牵头": "县住建局", "时限": "2月27日"}
    outcomes = made(GOOD, done, late)
    cards = hand_over_cards(outcomes, {unit.id: unit for unit in roster.UNITS}, WHEN, "f").notices
    told = {card.unit_id: (card.tasks, card.past) for card in cards if isinstance(card, TakenOverCard)}
    assert told == {roster.HOUSING: (2, 1), roster.WATER: (1, 0), roster.TOWN: (1, 0)}


def test_numbers_go_on_behind_the_highest() -> None:
    matters = read(
        GOOD,
        GOOD | {"登记号": "2025-90", "文号": "夏政办〔2025〕7号"},
        GOOD | {"登记号": "", "文号": "县委督字12号"},
        GOOD | {"登记号": "2026-9", "文号": "夏政督〔2026〕9号"},
    )
    assert {name: n for name, (n, _) in highest_numbers(matters, County()).items()} == {
        "matter/2026": 31,
        "matter/2025": 90,
        "supervision/2026": 12,
        "office/2025": 7,
    }
    counts = count(matters, 4, (), TODAY)
    assert (counts.matters, counts.tasks, counts.closed, counts.past, counts.units) == (4, 4, 0, 0, 3)


def test_only_those_who_keep_the_ledger_take_it_over() -> None:
    (taken,) = read(GOOD)
    officer = Actor(Person(1, "甲"), (replace(OFFICER.post, holder_id=1),))
    with pytest.raises(NotAllowed):
        take_over(taken, Ids(1, 1, "2026-31"), desk=OFFICER, actor=officer, when=WHEN, file="f")


def test_a_date_given_anew_leaves_two_full_workdays() -> None:
    friday = When(WHEN.now + timedelta(days=4), County(), Workdays())
    assert friday.report_by == date(2026, 3, 10)
