"""A 分解表 from Excel: 序号|任务|牵头|配合|分管县领导|时限 under the many names that offices give these columns.

The reader has carried merged cells down, so that every row stands for itself. Nothing is taken over while anything is
wrong; what is only doubtful (no 牵头) is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from supervision.filling.intake_tasks import Fault, People, Written, make_task
from supervision.splitting import TaskDraft
from supervision.splitting.tasks import MOST_TASKS

NUMBER, TASK, CONTENT, LEAD, SUPPORT, RESPONSIBLE, LEADER, DUE, REQUIREMENT = (
    "序号",
    "任务",
    "内容",
    "牵头",
    "配合",
    "责任",
    "领导",
    "时限",
    "要求",
)

COLUMNS: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("序号", "编号", "项目编号", "项"), NUMBER)
    | dict.fromkeys(
        (
            "任务",
            "目标任务",
            "目标与任务",
            "工作任务",
            "重点任务",
            "重点工作",
            "任务内容",
            "事项",
            "督查事项",
            "项目名称",
            "民生实事",
            "实事",
        ),
        TASK,
    )
    | dict.fromkeys(("主要内容", "项目内容", "建设内容", "工作内容", "具体内容"), CONTENT)
    | dict.fromkeys(("牵头", "牵头单位", "牵头责任单位", "牵头部门", "主办单位"), LEAD)
    | dict.fromkeys(("配合", "配合单位", "配合部门", "协办单位", "参与单位"), SUPPORT)
    | dict.fromkeys(("责任单位", "责任部门", "承办单位", "单位"), RESPONSIBLE)
    | dict.fromkeys(
        ("分管县领导", "分管领导", "责任领导", "牵头领导", "县政府分管领导", "区政府分管领导", "分管市领导"), LEADER
    )
    | dict.fromkeys(("时限", "完成时限", "办理时限", "完成时间", "办结时限"), DUE)
    | dict.fromkeys(("要求", "工作要求", "年度目标", "办理要求"), REQUIREMENT)
)
"""What a column may be called (practice.md §2), and what it is here."""

HEADER_WITHIN = 10
"""The header may stand below a title, within so many lines."""

MOST_ROWS = 300

_HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|牵头领导[:：]|合计|小计|备注|注[:：])"
)

Lines = Sequence[tuple[int, Sequence[str]]]
"""The lines of a sheet, each with its number as the person sees it."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table without faults."""

    tasks: tuple[TaskDraft, ...]


def is_table(lines: Lines) -> bool:
    """Tell whether a sheet has the header of a 分解表: a task, and somebody to do it."""
    return _header(lines) is not None


def read_table(lines: Lines, people: People, now: datetime) -> Table | tuple[Fault, ...]:
    """Read the rows below the header, empty ones and headings left out. `now` is local time."""
    header = _header(lines)
    if header is None:
        return (Fault(0, "", "no_header"),)
    position, columns = header
    rows = [(number, _cells(columns, cells)) for number, cells in lines[position + 1 :]]
    rows = [(number, cells) for number, cells in rows if _is_task(cells, numbered=NUMBER in columns)]
    if not rows:
        return (Fault(0, "", "no_rows"),)
    most = min(MOST_ROWS, MOST_TASKS)
    if len(rows) > most:
        return (Fault(0, "", "too_many", limit=most),)
    tasks: list[TaskDraft] = []
    faults: list[Fault] = []
    for number, cells in rows:
        task = _formulas(cells) or _task(cells, people, now, led=LEAD in columns)
        if isinstance(task, TaskDraft):
            tasks.append(task)
        else:
            faults += [replace(fault, line=number) for fault in task]
    return tuple(faults) if faults else Table(tuple(tasks))


def _header(lines: Lines) -> tuple[int, list[str]] | None:
    for position, (_, cells) in enumerate(lines[:HEADER_WITHIN]):
        columns = [COLUMNS.get(re.sub(r"[\s（(].*$", "", cell.replace(" ", "")), "") for cell in cells]
        if {TASK, CONTENT}.intersection(columns) and {LEAD, SUPPORT, RESPONSIBLE}.intersection(columns):
            return position, columns
    return None


def _cells(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """A row by its columns; a column that stands twice counts where it is filled first."""
    row: dict[str, str] = {}
    for column, cell in zip(columns, cells, strict=False):
        if column and cell.strip() and not row.get(column):
            row[column] = cell.strip()
    return row


def _is_task(cells: Mapping[str, str], *, numbered: bool) -> bool:
    """Whether a row is a task: not empty, no heading and no total."""
    if not cells:
        return False
    does = any(cells.get(column) for column in (LEAD, SUPPORT, RESPONSIBLE, DUE))
    if does:
        return True
    first = next(iter(cells.values()))
    return not (_HEADING.match(first) or (numbered and NUMBER not in cells))


def _formulas(cells: Mapping[str, str]) -> tuple[Fault, ...]:
    return tuple(Fault(0, column, "formula", cell[:30]) for column, cell in cells.items() if cell[0] in "=@")


def _task(cells: Mapping[str, str], people: People, now: datetime, *, led: bool) -> TaskDraft | tuple[Fault, ...]:
    """Where the table has no column 牵头, a single 责任单位 leads; of several it does not say which: they support."""
    text = "：".join(dict.fromkeys(cells[column] for column in (TASK, CONTENT) if column in cells))
    written = Written(
        cells.get(LEAD, ""),
        "、".join(cells[column] for column in (SUPPORT, RESPONSIBLE) if column in cells),
        text,
        cells.get(DUE, ""),
        cells.get(REQUIREMENT, ""),
        cells.get(LEADER, ""),
    )
    task = make_task(written, people, now)
    if isinstance(task, TaskDraft) and not led and len(task.supports) == 1:
        return replace(task, leads=task.supports, supports=())
    return task


def without_lead(tasks: Iterable[TaskDraft]) -> tuple[int, ...]:
    """The numbers of the tasks that nobody leads: pointed out, not refused."""
    return tuple(number for number, task in enumerate(tasks, 1) if not task.leads)
