"""反馈表: when it goes out, and what each row of a returned one comes to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from messages.sheets.cells import KEY
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Channel,
    DueStatus,
    MatterStatus,
    Part,
    Reader,
    Report,
    ReportDue,
    ReportStatus,
    SheetOut,
)
from supervision.reports.report_sheets import (
    NUMBER,
    PLANS,
    PROBLEMS,
    PROGRESS,
    READER,
    State,
    check_rows,
    goes_out,
    reader_of,
    send_on,
    sheet_of,
    words_of,
)
from supervision.roster.roster_sheets import SheetRow
from tests.world import at

NOW = at("3月17日 09:00")
SHEET = SheetOut(7, 4, 12, date(2026, 3, 20), ("1/1/4/1", "2/1/4/1"), NOW)
KEYS = ((1, 1, 4, 1), (2, 1, 4, 1))


def state(**changes: object) -> State:
    due = ReportDue(1, 1, 4, 1, date(2026, 3, 20), None, at("3月20日 23:59"), final=True)
    open_state = State(
        due=due,
        assignment=Assignment(1, 1, 4, Part.LEAD, AssignmentStatus.IN_PROGRESS),
        matter=MatterStatus.IN_PROGRESS,
    )
    return replace(open_state, **changes)  # type: ignore[arg-type]


def due(status: DueStatus) -> ReportDue:
    found = state().due
    assert found is not None
    return replace(found, status=status)


def assigned(status: AssignmentStatus) -> Assignment:
    return Assignment(1, 1, 4, Part.LEAD, status)


def before(status: ReportStatus, text: str = "旧") -> Report:
    return Report(3, 1, 4, 12, 12, 700, 9, NOW, text, status, 1, 1, channel=Channel.SHEET, part=1)


def row(line: int, number: str, progress: str, key: str | None = None, **cells: str) -> SheetRow:
    return SheetRow(line, {NUMBER: number, PROGRESS: progress, KEY: key or f"7/{number}", **cells})


def check(*rows: SheetRow, first: State | None = None) -> dict[str, object]:
    checked = check_rows(SHEET, rows, KEY, {KEYS[0]: first or state(), KEYS[1]: state()})
    return {
        "filled": [(one.number, one.text) for one in checked.filled],
        "problems": [(one.line, one.reason) for one in checked.problems],
        "empty": checked.empty,
        "same": checked.same,
    }


ROWS: list[tuple[tuple[SheetRow, ...], dict[str, object]]] = [
    ((row(3, "1", "已完成"), row(4, "2", "")), {"filled": [(1, "已完成")], "empty": 1}),
    ((row(3, "2", "乙"), row(4, "1", "甲")), {"filled": [(2, "乙"), (1, "甲")]}),
    ((row(3, "1", "  "),), {"filled": [], "empty": 1}),
    ((row(3, "1", "甲", key="7/2"),), {"problems": [(3, "moved")]}),
    ((row(3, "1", "甲", key="8/1"),), {"problems": [(3, "moved")]}),
    ((row(3, "9", "甲", key="7/9"),), {"problems": [(3, "moved")]}),
    ((row(3, "1", "甲", key="7/x"),), {"problems": [(3, "moved")]}),
    ((row(3, "1", "甲", key="乱写"),), {"problems": [(3, "moved")]}),
    ((row(3, "", "甲", key="7/1"),), {"problems": [(3, "moved")]}),
    ((row(3, "1", "甲"), row(4, "1", "乙")), {"filled": [(1, "甲")], "problems": [(4, "repeated")]}),
    ((row(3, "1", "长" * 2000),), {"filled": [(1, "长" * 2000)]}),
    ((row(3, "1", "长" * 2001), row(4, "2", "乙")), {"filled": [(2, "乙")], "problems": [(3, "too_long")]}),
    ((row(3, "1", "=HYPERLINK(1)"),), {"filled": [(1, "=HYPERLINK(1)")]}),
]


@pytest.mark.parametrize(("rows", "expected"), ROWS, ids=range(len(ROWS)))
def test_rows_of_a_returned_sheet(rows: tuple[SheetRow, ...], expected: dict[str, object]) -> None:
    assert check(*rows) == {"filled": [], "problems": [], "empty": 0, "same": 0} | expected


STATES: list[tuple[State, str]] = [
    (state(), ""),
    (state(due=due(DueStatus.RETURNED)), ""),
    (state(assignment=assigned(AssignmentStatus.ISSUED)), ""),
    (state(due=due(DueStatus.ANSWERED)), "answered"),
    (state(due=due(DueStatus.ACCEPTED)), "accepted"),
    (state(due=due(DueStatus.VOID)), "withdrawn"),
    (state(due=None), "withdrawn"),
    (state(assignment=assigned(AssignmentStatus.WITHDRAWN)), "withdrawn"),
    (state(assignment=None), "withdrawn"),
    (state(matter=MatterStatus.CLOSED), "withdrawn"),
    (state(due=due(DueStatus.ANSWERED), before=before(ReportStatus.SUBMITTED)), ""),
    (state(due=due(DueStatus.RETURNED), before=before(ReportStatus.RETURNED)), ""),
    (state(due=due(DueStatus.ACCEPTED), before=before(ReportStatus.ACCEPTED)), "accepted"),
    (state(due=due(DueStatus.ACCEPTED), before=before(ReportStatus.ACCEPTED, "新")), "same"),
    (state(due=due(DueStatus.ANSWERED), before=before(ReportStatus.SUBMITTED, "新")), "same"),
]


@pytest.mark.parametrize(("now", "reason"), STATES, ids=range(len(STATES)))
def test_what_can_be_reported_for_a_row_as_things_stand(now: State, reason: str) -> None:
    checked = check(row(3, "1", "新"), row(4, "2", "乙"), first=now)
    filled = [] if reason else [(1, "新")]
    assert checked == {
        "filled": [*filled, (2, "乙")],
        "problems": [(3, reason)] if reason not in ("", "same") else [],
        "empty": 0,
        "same": int(reason == "same"),
    }


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({PROGRESS: "甲"}, "甲"),
        ({PROGRESS: "甲", PLANS: "丙"}, "进展情况：甲\n下步打算：丙"),
        ({PROGRESS: "甲", PROBLEMS: "乙", PLANS: "丙"}, "进展情况：甲\n存在问题：乙\n下步打算：丙"),
        ({PROBLEMS: "乙"}, "存在问题：乙"),
        ({}, ""),
    ],
)
def test_the_words_of_a_row(cells: dict[str, str], words: str) -> None:
    assert words_of(SheetRow(3, cells)) == words


@pytest.mark.parametrize(
    ("word", "reader"),
    [
        ("主要负责同志", Reader.UNIT_HEAD),
        ("分管负责同志", Reader.UNIT_DEPUTY),
        ("分管", Reader.UNIT_DEPUTY),
        ("", None),
        ("某某", None),
    ],
)
def test_who_has_read_it(word: str, reader: Reader | None) -> None:
    assert reader_of(SheetRow(3, {READER: word})) is reader


@pytest.mark.parametrize(
    ("keys", "sheet"), [(["7/1"], 7), (["", "x/1", "8/2"], 8), ([], 0), (["乱写"], 0), (["-1/2"], 0)]
)
def test_whose_sheet_it_is(keys: list[str], sheet: int) -> None:
    assert sheet_of([SheetRow(3, {KEY: key}) for key in keys], KEY) == sheet


@pytest.mark.parametrize(
    ("day", "sent_on"),
    [
        (date(2026, 3, 20), date(2026, 3, 17)),
        (date(2026, 3, 21), date(2026, 3, 18)),  # a Saturday counts as the Monday after it
        (date(2026, 5, 12), date(2026, 5, 8)),  # the Saturday between is worked
        (date(2026, 5, 2), date(2026, 4, 28)),
    ],
)
def test_when_a_sheet_goes_out(day: date, sent_on: date) -> None:
    county, workdays = County(), Workdays()
    assert send_on(day, county, workdays) == sent_on
    assert goes_out(day, sent_on, county, workdays)
    assert not goes_out(day, workdays.previous_workday(sent_on), county, workdays)
    assert goes_out(day, workdays.on_or_after(day), county, workdays)
    assert not goes_out(day, workdays.next_workday(workdays.on_or_after(day)), county, workdays)


def test_the_number_of_workdays_is_a_setting() -> None:
    assert send_on(date(2026, 3, 20), replace(County(), sheet_workdays=1), Workdays()) == date(2026, 3, 19)
