"""督查活动 (P2.3, P3.3, P4.1, P8.1): planned, approved, gone on, found, concluded.

Order 733 art. 15: an inspection has a plan – content, objects, scope – that was approved before, and the same thing is
not inspected twice. Art. 16: its conclusion is told to those inspected.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from supervision.actors import Actor
from supervision.county import County
from supervision.model import (
    Activity,
    ActivityKind,
    ActivityStatus,
    Assignment,
    AssignmentStatus,
    Chain,
    MatterStatus,
)
from supervision.notices.activities import (
    ActivityApproved,
    ActivityCard,
    ActivityConcluded,
    ActivityNotice,
    activity_subject,
)
from supervision.notices.base import HERE, to_officer, to_unit
from supervision.outcome import Fact, Outcome
from supervision.procedures.steps import Act, Step, Steps
from supervision.procedures.tracks import TRACKS, TrackKey, issue_chain
from supervision.refusals import InvalidInput, NotFound, WrongState
from supervision.roles import OFFICE, Role

LONGEST_TITLE = 60
LONGEST_CONTENT = 1000
LONGEST_CONCLUSION = 1000
MOST_MEMBERS = 20
MOST_DAYS = 60
FREQUENT_WORKDAYS = 10
"""A unit that was inspected within so many workdays is pointed out to the drafter (art. 15: not too often); ours."""

CLAUSES: Mapping[ActivityKind, str] = MappingProxyType(
    {
        ActivityKind.QUARTERLY: "二（二）3",
        ActivityKind.PRIORITY: "二（二）3",
        ActivityKind.JOINT: "二（二）3、二（三）3",
        ActivityKind.SITE_VISIT: "二（三）3",
        ActivityKind.SPECIAL: "二（三）3",
    }
)
"""Where the notice names them; one that carries out a matter stands on the matter's own clause."""

PLAN_STEPS: Steps = (Step(Role.DEPUTY_DIRECTOR, Act.APPROVE), Step(Role.DIRECTOR, Act.APPROVE))
"""Who approves the plan of an activity that no matter asks for: ours, 二（二）3 and 二（三）3 name no signer."""

INSPECTED = frozenset({MatterStatus.IN_PROGRESS, MatterStatus.CLOSING, MatterStatus.SUSPENDED})
"""Matters whose tasks can be inspected."""

_LIVE = frozenset(AssignmentStatus) - {AssignmentStatus.WITHDRAWN}


class Move(StrEnum):
    """What may be done with an activity."""

    EDIT = "edit"
    SUBMIT = "submit"
    APPROVE = "approve"
    SEND_BACK = "send_back"
    START = "start"
    FIND = "find"
    CONCLUDE = "conclude"
    CANCEL = "cancel"
    TAKE_BACK = "take_back"
    UNSTART = "unstart"
    END = "end"


_S = ActivityStatus

MOVES: Mapping[tuple[ActivityStatus, Move], ActivityStatus] = MappingProxyType(
    {
        (_S.DRAFT, Move.EDIT): _S.DRAFT,
        (_S.SENT_BACK, Move.EDIT): _S.SENT_BACK,
        (_S.DRAFT, Move.SUBMIT): _S.IN_APPROVAL,
        (_S.SENT_BACK, Move.SUBMIT): _S.IN_APPROVAL,
        (_S.IN_APPROVAL, Move.APPROVE): _S.APPROVED,
        (_S.IN_APPROVAL, Move.SEND_BACK): _S.SENT_BACK,
        (_S.IN_APPROVAL, Move.TAKE_BACK): _S.DRAFT,
        (_S.APPROVED, Move.TAKE_BACK): _S.DRAFT,
        (_S.RUNNING, Move.TAKE_BACK): _S.DRAFT,
        (_S.RUNNING, Move.UNSTART): _S.APPROVED,
        (_S.DRAFT, Move.END): _S.CANCELLED,
        (_S.SENT_BACK, Move.END): _S.CANCELLED,
        (_S.IN_APPROVAL, Move.END): _S.CANCELLED,
        (_S.APPROVED, Move.END): _S.CANCELLED,
        (_S.RUNNING, Move.END): _S.CANCELLED,
        (_S.APPROVED, Move.START): _S.RUNNING,
        (_S.RUNNING, Move.FIND): _S.RUNNING,
        (_S.RUNNING, Move.CONCLUDE): _S.CONCLUDED,
        (_S.DRAFT, Move.CANCEL): _S.CANCELLED,
        (_S.SENT_BACK, Move.CANCEL): _S.CANCELLED,
        (_S.APPROVED, Move.CANCEL): _S.CANCELLED,
    }
)

BUSY = frozenset({_S.IN_APPROVAL, _S.APPROVED, _S.RUNNING})
"""Where an activity's tasks are taken: nobody else plans to inspect them."""

OPEN = frozenset(_S) - {_S.CONCLUDED, _S.CANCELLED}


def move(activity: Activity, act: Move) -> Activity:
    """Give the activity in its next state. Raises WrongState if the act is not possible now."""
    after = MOVES.get((activity.status, act))
    if after is None:
        raise WrongState("activity", activity.status.value)
    return replace(activity, status=after)


def can(activity: Activity, act: Move) -> bool:
    """Say whether the act is possible now."""
    return (activity.status, act) in MOVES


def task_key(matter_id: int, task_seq: int) -> str:
    """Name a task as `Activity.tasks` does."""
    return f"{matter_id}/{task_seq}"


def in_scope(activity: Activity, assignments: Iterable[Assignment]) -> list[Assignment]:
    """Give what is inspected: the shares of the named units in the named tasks."""
    tasks, units = set(activity.tasks), set(activity.unit_ids)
    return [
        item
        for item in assignments
        if item.unit_id in units and task_key(item.matter_id, item.task_seq) in tasks and item.status in _LIVE
    ]


def repeated(activity: Activity, others: Iterable[Activity]) -> set[str]:
    """Give the tasks that another activity is inspecting or about to (art. 15: 不得重复督查)."""
    taken = {task for other in others if other.id != activity.id and other.status in BUSY for task in other.tasks}
    return taken & set(activity.tasks)


def steps_of(activity: Activity, track: str, county: County) -> Steps:
    """Give the signers of the plan: those of the matter's own issue (P4.1, P8.1), else 副主任 and 主任."""
    if not activity.matter_id:
        return PLAN_STEPS
    return issue_chain(TRACKS[TrackKey(track)], county)


def clause_of(activity: Activity, track: str) -> str:
    """Give the clause that the activity stands on."""
    return TRACKS[TrackKey(track)].clause if activity.matter_id else CLAUSES[activity.kind]


def plan(before: Activity | None, activity: Activity, again: int) -> Outcome:
    """Write a plan down, or over one that was not sent or was sent back.

    Raises:
        WrongState: it is with its signers, or beyond them.
        InvalidInput: it inspects nobody (`no_scope`), or ends before it begins or is too long.
    """
    if before is not None:
        activity = replace(activity, status=move(before, Move.EDIT).status)
    if not activity.tasks or not activity.unit_ids:
        raise InvalidInput("scope", "no_scope")
    check_days(activity.since, activity.until)
    subject = activity_subject(activity.id)
    event = "activity.changed" if before else "activity.planned"
    fact = Fact(
        event, subject, {"kind": activity.kind, "tasks": list(activity.tasks), "units": list(activity.unit_ids)}
    )
    card = ActivityCard(to=HERE, activity_id=activity.id, again=again)
    return Outcome((activity,), (fact,), (card,), (subject,))


def check_days(since: date, until: date) -> None:
    """Refuse days in the wrong order, or too many of them. Raises InvalidInput."""
    if until < since:
        raise InvalidInput("days", "ends_before", given=f"{until.month}月{until.day}日")
    if (until - since).days >= MOST_DAYS:
        raise InvalidInput("days", "too_many_days", limit=MOST_DAYS)


def submit(activity: Activity, taken: Collection[str]) -> Outcome:
    """Send the plan for approval.

    Raises:
        WrongState: it was sent, or is beyond that.
        InvalidInput: some of its tasks are inspected already (`repeated`); `taken` names them for people.
    """
    moved = move(activity, Move.SUBMIT)
    if taken:
        raise InvalidInput("tasks", "repeated", given="、".join(sorted(taken)[:3]))
    subject = activity_subject(activity.id)
    return Outcome((moved,), (Fact("activity.sent_for_approval", subject),), redraw=(subject,))


def approve(activity: Activity, chain: Chain) -> Outcome:
    """The last signature: it may begin."""
    moved = move(activity, Move.APPROVE)
    subject = activity_subject(activity.id)
    notice = ActivityApproved(to=to_officer(activity.drafted_post_id), activity_id=activity.id, title=activity.title)
    fact = Fact("activity.approved", subject, {"chain": chain.id, "text_hash": chain.text_hash})
    return Outcome((moved,), (fact,), (notice,), (subject,))


def send_back(activity: Activity, words: str) -> Outcome:
    """A signer wants it changed: the drafter may write it anew."""
    subject = activity_subject(activity.id)
    return Outcome(
        (move(activity, Move.SEND_BACK),), (Fact("activity.sent_back", subject, {"words": words}),), redraw=(subject,)
    )


def start(activity: Activity, number: str, now: datetime, tasks: Mapping[int, tuple[str, ...]]) -> Outcome:
    """Begin: with a number the units are told by a notice, each of its own tasks; without, it begins unannounced."""
    moved = replace(move(activity, Move.START), number=number)
    subject = activity_subject(activity.id)
    notices = [
        ActivityNotice(
            to=to_unit(unit_id),
            activity_id=activity.id,
            unit_id=unit_id,
            number=number,
            activity_kind=activity.kind,
            first_day=activity.since,
            last_day=activity.until,
            content=activity.content,
            tasks=tasks.get(unit_id, ()),
            members=activity.members,
            issued_at=now,
        )
        for unit_id in activity.unit_ids
        if number
    ]
    fact = Fact("activity.started", subject, {"number": number, "announced": bool(number)})
    return Outcome((moved,), (fact,), tuple(notices), (subject,))


def start_with_paper(activity: Activity, number: str) -> Outcome:
    """Begin with the matter's own paper, which is the units' notice (P4.1: 督查活动 instead of a 督查通知单)."""
    moved = replace(move(activity, Move.START), number=number)
    subject = activity_subject(activity.id)
    return Outcome(
        (moved,), (Fact("activity.started", subject, {"number": number, "announced": True}),), (), (subject,)
    )


def conclude(activity: Activity, words: str, now: datetime) -> Outcome:
    """End it with its conclusion, which those inspected are told (art. 16). Raises WrongState and InvalidInput."""
    moved = replace(move(activity, Move.CONCLUDE), conclusion=words, concluded_at=now)
    if not words:
        raise InvalidInput("conclusion", "empty")
    subject = activity_subject(activity.id)
    told = tuple(
        ActivityConcluded(
            to=to_unit(unit_id),
            activity_id=activity.id,
            unit_id=unit_id,
            number=activity.number,
            activity_kind=activity.kind,
            title=activity.title,
            conclusion=words,
        )
        for unit_id in activity.unit_ids
    )
    return Outcome((moved,), (Fact("activity.concluded", subject, {"words": words}),), told, (subject,))


def require_told(untold: int) -> None:
    """Refuse to end an activity while a unit was not told what was found of it (art. 16). Raises WrongState."""
    if untold:
        raise WrongState("activity", "untold")


def cancel(activity: Activity) -> Outcome:
    """Give it up before it began. Raises WrongState."""
    subject = activity_subject(activity.id)
    return Outcome((move(activity, Move.CANCEL),), (Fact("activity.cancelled", subject),), redraw=(subject,))


def require_member(activity: Activity, actor: Actor) -> None:
    """Refuse who neither goes along nor is of the Office; to him the activity does not exist. Raises NotFound."""
    if actor.roles.isdisjoint(OFFICE) and not any(actor.holds(post_id) for post_id in activity.member_posts):
        raise NotFound("activity")
