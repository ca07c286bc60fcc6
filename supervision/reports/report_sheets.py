"""反馈表: a liaison with several reports due on one day gets them as one workbook; a returned row is one report.

It goes out `County.sheet_workdays` before the day, from `County.sheet_least` reports on. A row is known by its hidden
key; what is wrong is said row by row, and the other rows count.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import (
    Assignment,
    DueStatus,
    MatterStatus,
    Reader,
    Report,
    ReportDue,
    ReportStatus,
    SheetOut,
)
from supervision.notices.base import to_unit
from supervision.notices.batches import ReportSheet, RowProblem, sheet_subject
from supervision.outcome import Fact, Outcome
from supervision.reports.report_dates import OWED
from supervision.reports.report_places import UNDER_WAY
from supervision.roster.roster_sheets import SheetRow

NUMBER, PROGRESS, PROBLEMS, PLANS, READER = "序号", "进展情况", "存在问题", "下步打算", "审阅人"
COLUMNS = (NUMBER, "编号", "事项", "要求", "时限", PROGRESS, PROBLEMS, PLANS, READER)
"""The header; the hidden key stands behind it."""

LONGEST_ROW = 2000
"""Characters of a row's report."""

_READERS: Mapping[str, Reader] = {"主要": Reader.UNIT_HEAD, "分管": Reader.UNIT_DEPUTY}
"""How the column 审阅人 names who has read it; another word asks below the receipt."""

Key = tuple[int, int, int, int]
"""What a row answers: matter, task, unit, date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How things stand with what a row answers. `before` is the report that an earlier return of the sheet made."""

    due: ReportDue | None
    assignment: Assignment | None
    matter: MatterStatus
    before: Report | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A row that is a report: the first for its date (`before` is none), or other words for an earlier one."""

    number: int
    key: Key
    text: str
    reader: Reader | None = None
    before: Report | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What the rows of a returned sheet come to."""

    filled: tuple[Filled, ...] = ()
    problems: tuple[RowProblem, ...] = ()
    empty: int = 0
    same: int = 0


def send_on(day: date, county: County, workdays: Workdays) -> date:
    """Give the day on which the sheet of a report date goes out; a closed date counts as the next workday."""
    return workdays.add_workdays(workdays.on_or_after(day), -county.sheet_workdays)


def goes_out(day: date, today: date, county: County, workdays: Workdays) -> bool:
    """Say whether the sheet of a date is to go out today, if it did not yet."""
    return send_on(day, county, workdays) <= today <= workdays.on_or_after(day)


def make(sheet_id: int, *, unit_id: int, post_id: int, day: date, keys: Sequence[Key], now: datetime) -> Outcome:
    """Send a unit's liaisons the sheet of a day."""
    rows = tuple("/".join(map(str, key)) for key in keys)
    sheet = SheetOut(sheet_id, unit_id, post_id, day, rows, now)
    details = {"unit": unit_id, "due_on": day.isoformat(), "rows": list(rows)}
    return Outcome(
        saves=(sheet,),
        facts=(Fact("sheet.sent", sheet_subject(sheet_id), details),),
        notices=(ReportSheet(to=to_unit(unit_id), sheet_id=sheet_id, unit_id=unit_id, due_on=day),),
    )


def key_of(row: str) -> Key:
    """What a row answers."""
    matter_id, task_seq, unit_id, due_seq = map(int, row.split("/"))
    return matter_id, task_seq, unit_id, due_seq


def mark(sheet_id: int, number: int) -> str:
    """The hidden key of a row."""
    return f"{sheet_id}/{number}"


def sheet_of(rows: Sequence[SheetRow], column: str) -> int:
    """The sheet that a file is, by the first of its hidden keys; 0 if it is none of ours."""
    sheets = (row.get(column).partition("/")[0] for row in rows)
    return next((int(number) for number in sheets if number.isdecimal()), 0)


def check_rows(sheet: SheetOut, rows: Sequence[SheetRow], column: str, states: Mapping[Key, State]) -> Checked:
    """Read the rows of a returned sheet: which are reports, and what is wrong with the others.

    Args:
        column: the header of the hidden keys.
        states: how things stand with each of the sheet's rows.
    """
    filled: list[Filled] = []
    problems: list[RowProblem] = []
    empty = same = 0
    seen: set[int] = set()
    for row in rows:
        text = words_of(row)
        if not text:
            empty += 1
            continue
        number = _number(sheet, row, column)
        reason = "moved" if number is None else "repeated" if number in seen else "too_long" * (len(text) > LONGEST_ROW)
        if reason or number is None:
            problems.append(RowProblem(line=row.number, number=row.get(NUMBER)[:6], reason=reason))
            continue
        seen.add(number)
        key = key_of(sheet.rows[number - 1])
        state = states[key]
        if state.before is not None and state.before.text == text:
            same += 1
        elif reason := _closed(state):
            problems.append(RowProblem(line=row.number, number=str(number), reason=reason))
        else:
            filled.append(Filled(number=number, key=key, text=text, reader=reader_of(row), before=state.before))
    return Checked(filled=tuple(filled), problems=tuple(problems), empty=empty, same=same)


def words_of(row: SheetRow) -> str:
    """The report that a row is: its progress, with difficulties and next steps if they are filled in."""
    progress = row.get(PROGRESS).strip()
    others = [f"{name}：{words}" for name in (PROBLEMS, PLANS) if (words := row.get(name).strip())]
    if progress and not others:
        return progress
    return "\n".join([*([f"{PROGRESS}：{progress}"] if progress else []), *others])


def reader_of(row: SheetRow) -> Reader | None:
    """Who has read it, as the column says."""
    return next((reader for word, reader in _READERS.items() if word in row.get(READER)), None)


def _number(sheet: SheetOut, row: SheetRow, column: str) -> int | None:
    """The row's number, on which its hidden key and its visible one agree."""
    given, sep, number = row.get(column).partition("/")
    if not sep or given != str(sheet.id) or not number.isdecimal() or not 1 <= int(number) <= len(sheet.rows):
        return None
    return int(number) if row.get(NUMBER) == number else None


def _closed(state: State) -> str:
    """Why nothing can be reported for a row any more; empty if something can."""
    due, assignment = state.due, state.assignment
    if state.matter is not MatterStatus.IN_PROGRESS or assignment is None or due is None:
        return "withdrawn"
    if due.status is DueStatus.ACCEPTED or (state.before and state.before.status is ReportStatus.ACCEPTED):
        return "accepted"
    if assignment.status not in UNDER_WAY or due.status is DueStatus.VOID:
        return "withdrawn"
    return "" if due.status in OWED or state.before is not None else "answered"
