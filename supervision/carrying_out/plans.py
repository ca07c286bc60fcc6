"""工作方案 and 专人: what a unit notes about how it carries a paper out (备查).

The notice asks the unit to make a plan, not to send it (P1.2, P2.2, P3.2), and 减负 rules speak against asking for it:
it is only noted, with its date, its goals and a person for each, unless the paper wants it handed in
(`Matter.plan_wanted`). Nobody is late with it. On the hotline the unit names one person (专人, P7.2).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType

from supervision.actors import Actor
from supervision.carrying_out.acknowledging import UnitPaper, require_own
from supervision.model import Goal, Matter, Plan
from supervision.notices.base import Notice, to_officer
from supervision.notices.cards import matter_subject, paper_subject
from supervision.notices.plans import PlanCopied, PlanReceived
from supervision.outcome import Fact, Outcome
from supervision.people.seats import clean_name, clean_phone
from supervision.procedures.tracks import TrackKey
from supervision.refusals import InvalidInput
from supervision.roles import Permission

LONGEST_CELL = 100
"""Characters of a goal, of its quantity, of a person."""

MOST_GOALS = 30
"""Lines of one plan."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What each task's goal must have on a track."""

    quantity: bool = False
    person: bool = False


NEEDS: Mapping[str, Needs] = MappingProxyType(
    {
        TrackKey.WORK_REPORT: Needs(quantity=True, person=True),
        TrackKey.TEN_THINGS: Needs(quantity=True),
    }
)
"""P2.2: the goals are quantified, a person for each; P3.2: quantified, the unit's head is first responsible."""

NAMES_PERSON = frozenset({TrackKey.HOTLINE})
"""Tracks on which the unit is asked for its 专人 when it acknowledges (P7.2)."""

HEAD_FIRST = frozenset({TrackKey.TEN_THINGS})
"""Tracks on which the paper says that the unit's head is first responsible (P3.2)."""

_BETWEEN_CELLS = re.compile(r"[|｜\t]")
_PHONE_AT_END = re.compile(r"^(?P<name>.*?)[\s，,、]*(?P<phone>[+\d（()）\-－]{5,20})$")


def needs_of(track: str) -> Needs:
    """Give what a plan needs on this track; nothing where the notice says nothing."""
    return NEEDS.get(track, Needs())


def read_goals(text: str, tasks: Collection[int]) -> tuple[Goal, ...]:
    """Read goals, one a line: `任务项号｜目标｜数量｜责任人`; a unit with one task may leave out its number.

    Raises:
        InvalidInput: a line has too few or too many cells, names a task that is not the unit's, or is too long.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise InvalidInput("goals", "empty")
    if len(lines) > MOST_GOALS:
        raise InvalidInput("goals", "too_many", limit=MOST_GOALS)
    return tuple(_goal(line, tasks) for line in lines)


def _goal(line: str, tasks: Collection[int]) -> Goal:
    cells = [" ".join(cell.split()) for cell in _BETWEEN_CELLS.split(line)]
    number = cells[0].removeprefix("第").removesuffix("项")
    if number.isdecimal() and int(number) in tasks:
        seq, cells = int(number), cells[1:]
    elif len(tasks) == 1 and not number.isdecimal():
        seq = next(iter(tasks))
    else:
        raise InvalidInput("goals", "goal_line", given=line[:30])
    if not 1 <= len(cells) <= 3 or not cells[0]:
        raise InvalidInput("goals", "goal_line", given=line[:30])
    if max(map(len, cells)) > LONGEST_CELL:
        raise InvalidInput("goals", "too_long", limit=LONGEST_CELL)
    text, quantity, person = (*cells, "", "")[:3]
    return Goal(seq, text, quantity, person)


def check_goals(track: str, goals: Sequence[Goal], tasks: Iterable[int]) -> None:
    """Refuse a plan that lacks what the notice wants of it on this track.

    Raises:
        InvalidInput: a task has no goal, or a goal no quantity (`goal_quantity`) or no person (`goal_person`).
    """
    needs = needs_of(track)
    if not needs.quantity and not needs.person:
        return
    for seq in sorted(tasks):
        own = [goal for goal in goals if goal.task_seq == seq]
        if not own or not all(goal.quantity for goal in own):
            raise InvalidInput("goals", "goal_quantity", given=str(seq))
        if needs.person and not all(goal.person for goal in own):
            raise InvalidInput("goals", "goal_person", given=str(seq))


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """The plan itself: the message that it came with, and what the Office is told of it."""

    chat_id: int
    message_id: int
    file_id: int
    document_number: str
    unit_name: str


def note_plan(
    paper: UnitPaper,
    actor: Actor,
    now: datetime,
    *,
    made_on: date,
    goals: tuple[Goal, ...],
    file: HandedIn | None = None,
) -> Outcome:
    """方案已制定: noted for the record, or handed in; a later one takes the place of the one before.

    Raises as `require_own` and `check_goals`; InvalidInput where the paper wants the plan and it is not there.
    """
    require_own(paper, actor, Permission.PLAN_ENTER)
    matter, unit_id = paper.matter, paper.dispatch.unit_id
    check_goals(matter.track, goals, {item.task_seq for item in paper.live})
    if matter.plan_wanted and file is None:
        raise InvalidInput("plan", "plan_file")
    plan = Plan(
        matter_id=matter.id,
        unit_id=unit_id,
        made_on=made_on,
        entered_by=actor.person_id,
        entered_at=now,
        goals=goals,
        handed_in=file is not None,
    )
    subject = paper_subject(paper.dispatch.paper_id, unit_id)
    details: dict[str, object] = {
        "matter": matter.id,
        "made_on": made_on.isoformat(),
        "goals": [[goal.task_seq, goal.text, goal.quantity, goal.person] for goal in goals],
        "file": file.file_id if file else 0,
    }
    return Outcome(
        saves=(plan,),
        facts=(Fact("plan.noted", subject, details),),
        notices=_told(plan, file, matter) if file else (),
        redraw=(subject, matter_subject(matter.id)),
    )


def _told(plan: Plan, file: HandedIn, matter: Matter) -> tuple[Notice, ...]:
    office = to_officer(matter.registered_post_id)
    received = PlanReceived(
        to=office,
        document_number=file.document_number,
        unit_name=file.unit_name,
        made_on=plan.made_on,
        goals=plan.goals,
    )
    return received, PlanCopied(to=office, chat_id=file.chat_id, message_id=file.message_id)


def read_person(text: str) -> tuple[str, str]:
    """Read the 专人: a name, and the telephone number behind it if there is one.

    Raises:
        InvalidInput: no name, or too long a one; what stands for the number is none.
    """
    found = _PHONE_AT_END.match(" ".join(text.split()))
    if found is None:
        return clean_name(text), ""
    return clean_name(found["name"]), clean_phone(found["phone"])


def name_person(paper: UnitPaper, actor: Actor, *, name: str, phone: str) -> Outcome:
    """明确专人 for all tasks that the unit has of the paper (P7.2). Raises as `require_own`."""
    require_own(paper, actor, Permission.PLAN_ENTER)
    subject = paper_subject(paper.dispatch.paper_id, paper.dispatch.unit_id)
    details = {"matter": paper.matter.id, "name": name}
    return Outcome(
        saves=tuple(replace(item, handler_name=name, handler_phone=phone) for item in paper.live),
        facts=(Fact("paper.person_named", subject, details),),
        redraw=(subject, matter_subject(paper.matter.id)),
    )
