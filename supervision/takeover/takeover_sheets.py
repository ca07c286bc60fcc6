"""The ledger that was kept before the bot, as a file: its columns, and the matters that its rows make.

One row is one task. Rows with the same 登记号 or 文号 are one matter, and so is a row without either with the one above
it. Nothing is taken over while anything is wrong; all faults are told at once, row by row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from types import MappingProxyType

from supervision.calendars.dates import read_day, read_days, read_paper_date
from supervision.filling.intake_tasks import NO_DATE, People
from supervision.notices.takeover import LedgerFault
from supervision.procedures.sources import SOURCES
from supervision.procedures.steps import LEADER
from supervision.procedures.tracks import TRACKS, TrackKey
from supervision.registering.registration import LONGEST_NAME, LONGEST_TITLE
from supervision.registering.source_lines import leader_called
from supervision.roster.roster_sheets import SheetRow
from supervision.splitting.tasks import LONGEST_TASK, MOST_TASKS, without_stop
from supervision.takeover.takeover_cells import Cells

REGISTERED, NUMBER, KIND, TITLE, SOURCE, LEADERS, ISSUED = (
    "登记号",
    "文号",
    "类别",
    "事项",
    "来源",
    "批示领导",
    "印发日期",
)
TASK, LEAD, SUPPORT, DUE, REPORTS, PROGRESS, STATUS, CLOSED = (
    "任务",
    "牵头",
    "配合",
    "时限",
    "反馈时间",
    "进展",
    "状态",
    "办结日期",
)
REQUIRED_COLUMNS = (TITLE, KIND, NUMBER, ISSUED, LEAD)
OF_MATTER = (REGISTERED, NUMBER, KIND, TITLE, SOURCE, LEADERS, ISSUED)
COLUMNS = (*OF_MATTER, TASK, LEAD, SUPPORT, DUE, REPORTS, PROGRESS, STATUS, CLOSED)

LONGEST_PROGRESS = 2000

STATES: Mapping[str, bool] = MappingProxyType(
    dict.fromkeys(("", "在办", "办理中", "未办结", "进行中", "推进中", "未完成"), False)
    | dict.fromkeys(("已办结", "办结", "完成", "已完成", "销号", "已销号"), True)
)
"""What stands in 状态, and whether the task is done by it."""

KINDS: Mapping[str, TrackKey] = MappingProxyType(
    {source.title: source.track for source in SOURCES.values()}
    | {track.title: track.key for track in TRACKS.values()}
    | {"政府工作报告": TrackKey.WORK_REPORT, "公文": TrackKey.DOCUMENT, "民生实事": TrackKey.TEN_THINGS}
)
"""What stands in 类别, by the titles of tracks and of sources."""

_REGISTERED = re.compile(r"(?:((?:19|20)\d\d)[-年])?(\d{1,6})号?")
_MIDNIGHT = re.compile(r"[ T]00:00(?::00)?$")
"""Excel has a time with every date."""


@dataclass(frozen=True, slots=True)
class TakenTask:
    """A task as it stood in the ledger. `done`: nothing more is asked for."""

    row: int
    text: str
    leads: tuple[int, ...]
    supports: tuple[int, ...] = ()
    due_on: date | None = None
    due_hour: time | None = None
    report_on: tuple[date, ...] = ()
    done: bool = False
    progress: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A matter of the ledger with its tasks. An empty registration number is drawn when it is taken over."""

    row: int
    registration_number: str
    document_number: str
    track: TrackKey
    title: str
    issued_on: date
    source: str = ""
    leader: str = ""
    leader_post_id: int | None = None
    closed_on: date | None = None
    tasks: tuple[TakenTask, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether every task is done."""
        return all(task.done for task in self.tasks)


@dataclass(frozen=True, slots=True)
class World:
    """What the rows are compared with: who may be named, and which numbers exist already."""

    people: People
    numbers: frozenset[str]
    today: date


@dataclass(slots=True)
class _Group:
    """The rows of one matter; what the first of them says of it holds for all."""

    rows: list[SheetRow] = field(default_factory=list)

    def cell(self, column: str) -> str:
        """What the rows say of the matter in a column."""
        return next((text for row in self.rows if (text := row.cells.get(column, ""))), "")


def read_ledger(rows: Sequence[SheetRow], world: World) -> tuple[Taken, ...] | tuple[LedgerFault, ...]:
    """Read all rows: the matters, or everything that is wrong."""
    faults: list[LedgerFault] = []
    groups = _grouped(rows, faults)
    taken = [_matter(group, world, faults) for group in groups]
    matters = [matter for matter in taken if matter is not None]
    faults += _taken_twice(matters, world)
    if faults:
        return tuple(sorted(faults, key=lambda fault: fault.row))
    return tuple(matters)


def _grouped(rows: Iterable[SheetRow], faults: list[LedgerFault]) -> list[_Group]:
    groups: list[_Group] = []
    by_number: dict[tuple[str, str], _Group] = {}
    for row in rows:
        keys = [(column, row.cells[column]) for column in (REGISTERED, NUMBER) if row.cells.get(column)]
        group = next((by_number[key] for key in keys if key in by_number), None)
        if group is None and not keys and groups:
            group = groups[-1]
        if group is None:
            group = _Group()
            groups.append(group)
        group.rows.append(row)
        by_number |= dict.fromkeys(keys, group)
        faults += _contradictions(group, row)
    return groups


def _contradictions(group: _Group, row: SheetRow) -> Iterator[LedgerFault]:
    for column in OF_MATTER:
        text, first = row.cells.get(column, ""), group.rows[0]
        if text and text != group.cell(column):
            yield LedgerFault(row.number, column, "contradicts", text, other=first.number)


def _matter(group: _Group, world: World, faults: list[LedgerFault]) -> Taken | None:
    before, row = len(faults), group.rows[0].number
    read = Cells(row, group.cell, faults)
    issued_on = read.value(ISSUED, lambda text: read_paper_date(ISSUED, _day(text), world.today))
    track = read.word(KIND, KINDS, "unknown_kind")
    title = read.text(TITLE, LONGEST_TITLE)
    number = read.text(NUMBER, LONGEST_NAME)
    registered = _registration_number(read, issued_on)
    post = None
    if read.cell(LEADERS):
        post = read.value(LEADERS, lambda text: leader_called(text, world.people.leaders, LEADERS))
    source = read.cell(SOURCE)
    read.check_length(SOURCE, source, LONGEST_TITLE)
    if issued_on is None:
        return None
    tasks = [_task(item, title, issued_on, world, faults) for item in group.rows]
    if len(tasks) > MOST_TASKS:
        faults.append(LedgerFault(row, TASK, "too_many", limit=MOST_TASKS))
    if track and post is None and not read.cell(LEADERS) and _asks_leader(track) and not _all_done(tasks):
        faults.append(LedgerFault(row, LEADERS, "leader_wanted", TRACKS[track].title))
    closed_on = _closed_on(group, issued_on, world, faults)
    if len(faults) > before or track is None:
        return None
    return Taken(
        row=row,
        registration_number=registered,
        document_number=number,
        track=track,
        title=title,
        issued_on=issued_on,
        source=source,
        leader=post.title if post else "",
        leader_post_id=post.id if post else None,
        closed_on=closed_on,
        tasks=tuple(task for task in tasks if task is not None),
    )


def _asks_leader(track: TrackKey) -> bool:
    """Whether the leader named in the ledger signs the result."""
    return any(step.role is LEADER for chain in TRACKS[track].result_chains for step in chain)


def _all_done(tasks: Iterable[TakenTask | None]) -> bool:
    return all(task is None or task.done for task in tasks)


def _registration_number(read: Cells, issued_on: date | None) -> str:
    text = read.cell(REGISTERED)
    found = _REGISTERED.fullmatch(text)
    if not text or issued_on is None:
        return ""
    if found is None:
        read.fault(REGISTERED, "bad_number", text)
        return ""
    return f"{found[1] or issued_on.year}-{int(found[2])}"


def _closed_on(group: _Group, issued_on: date, world: World, faults: list[LedgerFault]) -> date | None:
    """The last day that the rows give, all of them done."""
    days = []
    for row in group.rows:
        read = Cells.of(row, faults)
        if read.cell(CLOSED):
            day = read.value(CLOSED, lambda text: read_paper_date(CLOSED, _day(text), world.today))
            if day is not None and day < issued_on:
                read.fault(CLOSED, "before_issue", read.cell(CLOSED))
            days += [day] if day else []
    return max(days, default=None)


def _task(row: SheetRow, title: str, issued_on: date, world: World, faults: list[LedgerFault]) -> TakenTask | None:
    read = Cells.of(row, faults)
    text = without_stop(read.cell(TASK) or title)
    read.check_length(TASK, text, LONGEST_TASK)
    leads = read.units(LEAD, world.people)
    if not read.cell(LEAD):
        read.fault(LEAD, "missing")
    supports = tuple(unit_id for unit_id in read.units(SUPPORT, world.people) if unit_id not in leads)
    progress = read.cell(PROGRESS)
    read.check_length(PROGRESS, progress, LONGEST_PROGRESS)
    due = read.value(DUE, lambda text: read_day(DUE, _day(text), issued_on)) if _is_day(read.cell(DUE)) else None
    if due is not None and due.day < issued_on:
        read.fault(DUE, "before_issue", read.cell(DUE))
    days: tuple[date, ...] | None = ()
    if _is_day(read.cell(REPORTS)):
        days = read.value(REPORTS, lambda text: read_days(REPORTS, _day(text), issued_on))
    done = read.word(STATUS, STATES, "unknown_status") or False
    if not leads:
        return None
    limit, hour = (due.day, due.hour) if due else (None, None)
    return TakenTask(row.number, text, leads, supports, limit, hour, days or (), done, progress)


def _is_day(text: str) -> bool:
    return text not in NO_DATE


def _day(text: str) -> str:
    return _MIDNIGHT.sub("", text)


def _taken_twice(matters: Sequence[Taken], world: World) -> Iterator[LedgerFault]:
    """Numbers that exist already, in the bot or in another row."""
    seen: dict[str, int] = {}
    for matter in matters:
        for column, number in ((REGISTERED, matter.registration_number), (NUMBER, matter.document_number)):
            if number in world.numbers:
                yield LedgerFault(matter.row, column, "exists", number)
            elif number in seen:
                yield LedgerFault(matter.row, column, "twice", number, other=seen[number])
            elif number:
                seen[number] = matter.row
