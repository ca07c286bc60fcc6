"""The tasks of a matter (分解): what must be known of each, and writing them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from supervision.actors import Actor
from supervision.calendars.timing import Timing
from supervision.calendars.year_turn import check_within_year
from supervision.hotline import callers
from supervision.model import LETTER_KINDS, RESPONSIBLE_KINDS, Assignment, Matter, Part, Task, TermFrom, Unit
from supervision.notices.cards import matter_subject
from supervision.outcome import Fact, Outcome
from supervision.procedures.lifecycle import MatterEvent, advance
from supervision.refusals import InvalidInput
from supervision.roles import Permission

LONGEST_TASK = 500
LONGEST_REQUIREMENT = 300
"""Characters of a task and of its requirement."""

MOST_TASKS = 120
"""How many tasks one matter may have."""


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """A task as it is being written. Units are ids; a unit leads or supports, not both."""

    text: str
    leads: tuple[int, ...] = ()
    supports: tuple[int, ...] = ()
    requirement: str = ""
    due_on: date | None = None
    due_hour: time | None = None
    report_on: tuple[date, ...] = ()
    leader_in_charge_post_id: int | None = None
    term: str = ""
    term_from: TermFrom = TermFrom.ISSUE
    cycle: str = ""
    cycle_until: date | None = None
    ongoing: bool = False
    review_on: date | None = None

    @property
    def has_units(self) -> bool:
        """Whether anybody is to do it."""
        return bool(self.leads or self.supports)


def with_limit(draft: TaskDraft, timing: Timing) -> TaskDraft:
    """The task with another limit – a date, a term, 持续推进 or none; its reports stay."""
    return replace(
        draft,
        due_on=timing.due_on,
        due_hour=timing.due_hour,
        term=timing.term,
        term_from=timing.term_from,
        ongoing=timing.ongoing,
        review_on=timing.review_on,
    )


def with_reports(draft: TaskDraft, timing: Timing) -> TaskDraft:
    """The task with other days of progress reports; its limit stays."""
    return replace(draft, report_on=timing.report_on, cycle=timing.cycle, cycle_until=timing.cycle_until)


def lead_units(drafts: Iterable[TaskDraft]) -> tuple[int, ...]:
    """The units that lead a task, each once, in the order of the tasks."""
    return tuple(dict.fromkeys(unit for draft in drafts for unit in draft.leads))


def needs_letter(unit: Unit) -> bool:
    """Whether the unit cannot be ordered and is asked by letter (垂管单位、企业; Order 733 art. 5)."""
    return unit.kind in LETTER_KINDS


def check_units(unit_ids: Iterable[int], units: Mapping[int, Unit]) -> None:
    """Refuse units that cannot be given a task.

    Raises:
        InvalidInput: one of them is only ever 抄送 (`copy_only`) or is no unit of the roster (`no_unit`).
    """
    for unit_id in unit_ids:
        unit = units.get(unit_id)
        if unit is None:
            raise InvalidInput("units", "no_unit")
        if unit.kind not in RESPONSIBLE_KINDS:
            raise InvalidInput("units", "copy_only", given=unit.name)


def check_ready(drafts: Sequence[TaskDraft]) -> None:
    """Refuse a list that is not ready to be written.

    Raises:
        InvalidInput: it is empty (`no_tasks`) or too long, or a task has nobody to do it (`no_units`). A task without a
            date is written all the same: the track's schedule may give its dates, and the preview points it out.
    """
    if not drafts:
        raise InvalidInput("tasks", "no_tasks")
    if len(drafts) > MOST_TASKS:
        raise InvalidInput("tasks", "too_many", limit=MOST_TASKS)
    for number, draft in enumerate(drafts, 1):
        if not draft.has_units:
            raise InvalidInput("tasks", "no_units", given=str(number))


def split(
    matter: Matter,
    drafts: Sequence[TaskDraft],
    units: Mapping[int, Unit],
    actor: Actor,
    *,
    coordinating_unit_id: int | None,
    copy_to: tuple[str, ...],
) -> Outcome:
    """Write the tasks and their assignments, which wait to be issued; the matter then waits to be sent for approval.

    Raises:
        NotAllowed: none of the actor's posts may split.
        WrongState: the matter is past splitting.
        InvalidInput: see `check_ready`, `check_units`, `check_within_year`; the coordinating unit does nothing here.
    """
    actor.require(Permission.MATTER_SPLIT)
    check_ready(drafts)
    involved = {unit for draft in drafts for unit in (*draft.leads, *draft.supports)}
    check_units(involved, units)
    for number, draft in enumerate(drafts, 1):
        check_within_year(matter, draft.due_on, given=f"第{number}项")
        callers.require_none(matter.track, draft.text, draft.requirement)
    if coordinating_unit_id is not None and coordinating_unit_id not in involved:
        raise InvalidInput("coordinator", "not_a_choice")
    divided = replace(advance(matter, MatterEvent.SPLIT), coordinating_unit_id=coordinating_unit_id, copy_to=copy_to)
    rows: list[object] = [divided]
    for seq, draft in enumerate(drafts, 1):
        rows += _rows(matter.id, seq, draft)
    subject = matter_subject(matter.id)
    return Outcome(
        saves=tuple(rows),
        facts=(Fact("matter.split", subject, _details(drafts, units, coordinating_unit_id)),),
        redraw=(subject,),
    )


def without_stop(text: str) -> str:
    """A task's text without its closing punctuation: cards and papers put a date behind it."""
    return text.rstrip("。；;，, ")


def _rows(matter_id: int, seq: int, draft: TaskDraft) -> list[object]:
    task = Task(
        matter_id,
        seq,
        without_stop(draft.text),
        draft.requirement,
        draft.due_on,
        draft.due_hour,
        tuple(sorted(set(draft.report_on) - {draft.due_on})),
        draft.leader_in_charge_post_id,
        draft.term,
        draft.term_from,
        draft.cycle,
        draft.cycle_until,
        draft.ongoing,
        draft.review_on,
    )
    leads = [Assignment(matter_id, seq, unit, Part.LEAD) for unit in dict.fromkeys(draft.leads)]
    supports = [unit for unit in dict.fromkeys(draft.supports) if unit not in draft.leads]
    return [task, *leads, *(Assignment(matter_id, seq, unit, Part.SUPPORT) for unit in supports)]


def _details(drafts: Sequence[TaskDraft], units: Mapping[int, Unit], coordinator: int | None) -> dict[str, object]:
    return {
        "tasks": [
            {
                "text": draft.text,
                "lead": [units[unit].name for unit in draft.leads],
                "support": [units[unit].name for unit in draft.supports],
                "due_on": str(draft.due_on or ""),
                "report_on": [str(day) for day in draft.report_on],
                **_unusual(draft),
            }
            for draft in drafts
        ],
        "coordinating": units[coordinator].name if coordinator is not None else "",
    }


def _unusual(draft: TaskDraft) -> dict[str, object]:
    """What few tasks have: a relative date, a cycle, no end."""
    found = {
        "term": f"{draft.term}/{draft.term_from}" if draft.term else "",
        "cycle": draft.cycle,
        "cycle_until": str(draft.cycle_until or ""),
        "review_on": str(draft.review_on or "") if draft.ongoing else "",
    }
    return {name: value for name, value in found.items() if value}
