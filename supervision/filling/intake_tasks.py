"""Tasks as they are written on one line or in a row of a table: units, words and dates, or the faults of the row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from supervision.calendars.timing import Timing, read_timing, timing_words
from supervision.model import RESPONSIBLE_KINDS, Post, Unit, UnitKind
from supervision.refusals import InvalidInput
from supervision.registering.source_lines import leader_called
from supervision.search.finding import find_unit, find_units
from supervision.splitting import TaskDraft
from supervision.splitting.tasks import LONGEST_REQUIREMENT, LONGEST_TASK, with_limit, with_reports, without_stop

UNITS, LEADS, SUPPORTS, TEXT, DUE = "单位", "牵头单位", "配合单位", "事项", "时限"
REQUIREMENT, LEADER = "工作要求", "分管县领导"
"""What the parts of a task are called where a fault is told."""

NO_DATE = frozenset({"", "无", "不定", "暂不定", "-", "—", "——", "长期"})
"""What stands for no limit."""

_BAR = re.compile(r"[|｜]")
_SEMICOLON = re.compile(r"[；;]")
_NUMBER = re.compile(r"^(?:\d{1,3}|[（(]\d{1,3}[)）])[.．、）)]?\s*(?=\D)")
_SUPPORT = re.compile(r"[，,、；;（(\s]*配合(?:单位)?\s*[:：]?\s*")
_LEAD = re.compile(r"^牵头(?:单位)?\s*[:：]?\s*")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a line: `column` as the person knows it, `reason` picks the words, `near` are names to offer.

    Line 0 is the message or file as a whole.
    """

    line: int
    column: str
    reason: str
    given: str = ""
    near: tuple[str, ...] = ()
    limit: int = 0


@dataclass(frozen=True, slots=True)
class People:
    """Who may be named: the active units (those for 抄送 too), and the leaders from the highest down."""

    units: Sequence[Unit]
    leaders: Sequence[Post]
    county_name: str = ""

    @property
    def responsible(self) -> list[Unit]:
        """The units that can be given a task."""
        return [unit for unit in self.units if unit.kind in RESPONSIBLE_KINDS]

    def in_charge_of(self, unit_ids: Sequence[int]) -> int | None:
        """The post of the one leader who is in charge of the first of these units; none if nobody is, or several."""
        found = [post.id for post in self.leaders if unit_ids and unit_ids[0] in post.in_charge_of]
        return found[0] if len(found) == 1 else None


def fault_of(line: int, column: str, refused: InvalidInput) -> Fault:
    """A refusal of one value as the fault of a line."""
    return Fault(line, column, refused.reason, refused.given, limit=refused.limit)


def units_of(text: str, people: People, column: str) -> tuple[int, ...] | Fault:
    """The units that a cell names, in its order; 各乡镇 stands for all of them. The first doubtful name is a fault."""
    responsible = people.responsible
    found = find_units(text, responsible, people.county_name)
    if found.unknown:
        others = [unit for unit in people.units if unit.kind is UnitKind.COPY_ONLY]
        copied = find_unit(found.unknown, others, people.county_name).units
        if copied:
            return Fault(0, column, "copy_only", copied[0].name)
        return Fault(0, column, "unknown_unit", found.unknown, tuple(unit.name for unit in found.nearest))
    if found.several:
        return Fault(0, column, "several_units", found.written, tuple(unit.name for unit in found.several[:4]))
    units = [unit.id for unit in found.units]
    if found.all_townships:
        units += [unit.id for unit in responsible if unit.kind is UnitKind.TOWNSHIP]
    return tuple(dict.fromkeys(units))


def timing_of(text: str, now: datetime) -> Timing | Fault:
    """What a cell says of the limit and the reports (`timing.read_timing`); nothing for 不定 and the like."""
    written = text.strip()
    if written in NO_DATE:
        return Timing()
    try:
        return read_timing(DUE, written, now)
    except InvalidInput as refused:
        return fault_of(0, DUE, refused)


def read_task_line(line: str, people: People, now: datetime) -> TaskDraft | tuple[Fault, ...]:
    """Read 单位|事项|时限. Of several units the first leads, unless 配合 says who supports.

    With ；between them, further ；belong to the words in the middle.
    """
    separator = _BAR if _BAR.search(line) else _SEMICOLON
    parts = [part.strip() for part in separator.split(_NUMBER.sub("", line))]
    if len(parts) < 3:
        return (Fault(0, "任务", "not_a_task", line[:30]),)
    who, text, when = parts[0], "；".join(parts[1:-1]), parts[-1]
    leads, supports = _split_units(who)
    return make_task(Written(leads, supports, text, when), people, now, single_leads=not _SUPPORT.search(who))


def _split_units(who: str) -> tuple[str, str]:
    """The words before and after 配合."""
    leads, *supports = _SUPPORT.split(who, maxsplit=1)
    return _LEAD.sub("", leads).strip(), (supports[0] if supports else "").strip("）) ")


@dataclass(frozen=True, slots=True)
class Written:
    """The cells of a task, as they were written."""

    leads: str
    supports: str
    text: str
    when: str
    requirement: str = ""
    leader: str = ""


def make_task(
    written: Written, people: People, now: datetime, *, single_leads: bool = False
) -> TaskDraft | tuple[Fault, ...]:
    """Make a task of what was written, or give all its faults.

    Args:
        single_leads: of several names in `leads` only the first leads, the others support.
    """
    faults: list[Fault] = []
    leading = _units(written.leads, people, LEADS, faults)
    helping = _units(written.supports, people, SUPPORTS, faults)
    if single_leads:
        leading, helping = leading[:1], leading[1:] + helping
    if not faults and not leading and not helping:
        faults.append(Fault(0, UNITS, "no_units"))
    words = without_stop(" ".join(written.text.split()))
    requirement = " ".join(written.requirement.split())
    faults += _length(TEXT, words, LONGEST_TASK) if words else [Fault(0, TEXT, "empty")]
    faults += _length(REQUIREMENT, requirement, LONGEST_REQUIREMENT)
    leader = _leader(written.leader, people, faults) or people.in_charge_of(leading or helping)
    timing = timing_of(written.when, now)
    if isinstance(timing, Fault):
        return (*faults, timing)
    if faults:
        return tuple(faults)
    supports = tuple(unit for unit in helping if unit not in leading)
    draft = TaskDraft(words, leading, supports, requirement, leader_in_charge_post_id=leader)
    return with_reports(with_limit(draft, timing), timing)


def _units(cell: str, people: People, column: str, faults: list[Fault]) -> tuple[int, ...]:
    units = units_of(cell, people, column)
    if isinstance(units, Fault):
        faults.append(units)
        return ()
    return units


def _length(column: str, text: str, limit: int) -> list[Fault]:
    return [Fault(0, column, "too_long", limit=limit)] if len(text) > limit else []


def _leader(title: str, people: People, faults: list[Fault]) -> int | None:
    if not title.strip():
        return None
    try:
        return leader_called(title.strip(), people.leaders, LEADER).id
    except InvalidInput as refused:
        faults.append(fault_of(0, LEADER, refused))
        return None


def line_of(task: TaskDraft, names: Mapping[int, str]) -> str:
    """A task as the line that `read_task_line` reads, to be copied and changed."""
    leads, supports = ("、".join(names[unit] for unit in part if unit in names) for part in (task.leads, task.supports))
    helped = f"配合：{supports}" if supports or len(task.leads) > 1 else ""
    return f"{'，'.join(filter(None, (leads, helped)))}|{task.text}|{timing_words(task)}"


def paragraph_of(number: int, task: TaskDraft, names: Mapping[int, str]) -> str:
    """A task as a numbered paragraph with its labels, as `splitting.numbered_paragraphs` reads it."""
    labels = {
        "牵头单位": "、".join(names[unit] for unit in task.leads),
        "配合单位": "、".join(names[unit] for unit in task.supports),
        "完成时限": timing_words(task),
    }
    written = "；".join(f"{label}：{value}" for label, value in labels.items() if value)
    return f"{number}. {task.text}。{written}"
