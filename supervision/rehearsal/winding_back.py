"""The record as it was at an earlier moment, as far as its rows say by themselves when each thing happened.

A row keeps one time for each thing that happened to it, not every state that it was ever in. What it does not say is
taken as it ended: a date is owed until its first report, however often that was given back; a matter that was
suspended or reopened in between has run all the time; corrected texts are read as corrected (docs/adr/0012).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from supervision.model import (
    Assignment,
    AssignmentStatus,
    Chain,
    ChainStatus,
    Delegation,
    DeskItem,
    Dispatch,
    DueStatus,
    ExtensionRequest,
    Leave,
    Matter,
    MatterStatus,
    Paper,
    Report,
    ReportDue,
    ReportStatus,
    SigningStep,
    StepStatus,
)

RUNNING = frozenset({MatterStatus.IN_PROGRESS, MatterStatus.CLOSING})
PASSED = frozenset({StepStatus.SIGNED, StepStatus.VERBAL})


@dataclass(frozen=True, slots=True)
class Course:
    """A row at a moment (none: it is not there yet), and what becomes of it after that, with the times."""

    then: Any
    later: tuple[tuple[datetime, Any], ...]


def course(moments: Iterable[datetime | None], since: datetime, as_of: Callable[[datetime], Any | None]) -> Course:
    """A row's course from a moment on; `moments` are the times that it knows of."""
    ahead = sorted({at for at in moments if at is not None and at > since})
    states = [(at, as_of(at)) for at in ahead]
    return Course(as_of(since), tuple((at, state) for at, state in states if state is not None))


def _by(at: datetime | None, moment: datetime) -> bool:
    return at is not None and at <= moment


def matter_course(row: Matter, since: datetime) -> Course:
    """A matter: registered, issued, and at an end or at a standstill."""
    ended = max((at for at in (row.closed_at, row.withdrawn_at, row.suspended_at) if at is not None), default=None)
    ends = ended if row.status not in RUNNING else None

    def as_of(moment: datetime) -> Matter | None:
        if row.registered_at > moment:
            return None
        if row.issued_at is not None and row.issued_at > moment:
            return replace(row, status=MatterStatus.SPLIT, issued_at=None, closed_at=None, suspended_at=None)
        if ends is not None and ends > moment and row.issued_at is not None:
            return replace(row, status=MatterStatus.IN_PROGRESS, **_STILL_RUNNING)
        return row

    return course((row.registered_at, row.issued_at, ends), since, as_of)


_STILL_RUNNING: Mapping[str, Any] = {"closed_at": None, "withdrawn_at": None, "suspended_at": None, "review_on": None}


def assignment_course(row: Assignment, since: datetime) -> Course:
    """A unit's share: issued, known to the unit, accepted or handed on."""
    ended = row.accepted_at or row.handed_at

    def as_of(moment: datetime) -> Assignment:
        if row.delivered_at is not None and row.delivered_at > moment:
            return replace(row, status=AssignmentStatus.ISSUED, delivered_at=None, accepted_at=None, **_KEPT)
        if ended is not None and ended > moment:
            return replace(row, status=AssignmentStatus.IN_PROGRESS, accepted_at=None, **_KEPT)
        return row

    return course((row.delivered_at, ended), since, as_of)


_KEPT: Mapping[str, Any] = {"handed_at": None, "handed_to_unit_id": None}


def due_course(
    row: ReportDue,
    since: datetime,
    *,
    reviewed_at: datetime | None = None,
    granted_at: datetime | None = None,
    late_before: datetime | None = None,
) -> Course:
    """A date: open, answered, reviewed.

    Args:
        row: the date.
        since: the moment.
        reviewed_at: when the report that answers it was judged.
        granted_at: when it was put off, if it was.
        late_before: the moment after which it was late until then.
    """

    def as_of(moment: datetime) -> ReportDue:
        at = row
        if row.held_at is not None and row.held_at > moment:
            at = replace(at, status=DueStatus.OPEN, held_at=None)
        if row.first_answered_at is not None and row.first_answered_at > moment:
            at = replace(at, status=DueStatus.OPEN, first_answered_at=None, report_id=None, **_NEVER_RETURNED)
        elif row.first_answered_at is not None and reviewed_at is not None and reviewed_at > moment:
            at = replace(at, status=DueStatus.ANSWERED, **_NEVER_RETURNED)
        if granted_at is not None and granted_at > moment and late_before is not None:
            at = replace(at, extended_to=None, extended_hour=None, late_after=late_before)
        if row.known_at is not None and row.known_at > moment:
            at = replace(at, known_at=None)
        return at

    return course((row.first_answered_at, reviewed_at, row.held_at, row.known_at, granted_at), since, as_of)


_NEVER_RETURNED: Mapping[str, Any] = {"returns": 0, "empty_returns": 0, "supplement_by": None}


def dispatch_course(row: Dispatch, since: datetime) -> Course:
    """A paper's way to a unit: sent, delivered, acknowledged."""

    def as_of(moment: datetime) -> Dispatch | None:
        if row.sent_at > moment:
            return None
        at = row
        if row.acknowledged_at is not None and row.acknowledged_at > moment:
            at = replace(at, acknowledged_at=None, acknowledged_by=None)
        if row.delivered_at is not None and row.delivered_at > moment:
            at = replace(at, delivered_at=None, channel="")
        return at

    return course((row.sent_at, row.delivered_at, row.acknowledged_at), since, as_of)


def paper_course(row: Paper, since: datetime) -> Course:
    """A paper: issued, perhaps withdrawn."""

    def as_of(moment: datetime) -> Paper | None:
        if row.issued_at > moment:
            return None
        withdrawn = _by(row.withdrawn_at, moment)
        return row if withdrawn or row.withdrawn_at is None else replace(row, withdrawn_at=None, withdrawn_why="")

    return course((row.issued_at, row.withdrawn_at), since, as_of)


def report_course(row: Report, since: datetime) -> Course:
    """A report: received, judged."""

    def as_of(moment: datetime) -> Report | None:
        if row.received_at > moment:
            return None
        if row.reviewed_at is None or row.reviewed_at <= moment:
            return row
        return replace(row, status=ReportStatus.SUBMITTED, reviewed_by=None, reviewed_at=None, review_words="")

    return course((row.received_at, row.reviewed_at), since, as_of)


def chain_courses(chain: Chain, steps: Sequence[SigningStep], since: datetime) -> list[Course]:
    """A request for approval and its steps: whose turn it was follows from who had decided by then."""
    decided = [step.decided_at for step in steps if step.decided_at is not None]
    ended = max(decided, default=None) if chain.status is not ChainStatus.RUNNING else None
    moments = (chain.started_at, *decided, *(step.ratified_at for step in steps))

    def chain_as_of(moment: datetime) -> Chain | None:
        if chain.started_at > moment:
            return None
        return replace(chain, status=ChainStatus.RUNNING) if ended is not None and ended > moment else chain

    def step_as_of(step: SigningStep, moment: datetime) -> SigningStep | None:
        if chain.started_at > moment:
            return None
        if ended is None and chain.status is not ChainStatus.RUNNING:
            return step
        return _step_as_of(step, steps, moment, over=ended is not None and ended <= moment)

    of_steps = [course(moments, since, partial(step_as_of, step)) for step in steps]
    return [course(moments, since, chain_as_of), *of_steps]


def _step_as_of(step: SigningStep, steps: Sequence[SigningStep], moment: datetime, *, over: bool) -> SigningStep:
    if over or _by(step.decided_at, moment):
        if step.ratified_at is not None and step.ratified_at > moment and _by(step.verbal_at, moment):
            return replace(step, status=StepStatus.VERBAL, ratified_at=None)
        return step
    before = [other for other in steps if other.seq < step.seq]
    come = all(_by(other.decided_at, moment) or other.status is StepStatus.VOID for other in before)
    status = StepStatus.CURRENT if come else StepStatus.WAITING
    return replace(step, status=status, opinion="", decided_by=None, decided_at=None, signed_hash="", verbal_at=None)


def leave_course(row: Leave, since: datetime) -> Course:
    """An absence: entered, begun, over."""

    def as_of(moment: datetime) -> Leave | None:
        if row.entered_at > moment:
            return None
        return replace(row, began_at=_if(row.began_at, moment), ended_at=_if(row.ended_at, moment))

    return course((row.entered_at, row.ended_at), since, as_of)


def delegation_course(row: Delegation, since: datetime) -> Course:
    """代签: granted, confirmed, revoked. That it began and ended is told by the clock, and told anew."""

    def as_of(moment: datetime) -> Delegation | None:
        if row.granted_at > moment:
            return None
        at = replace(row, began_at=_if(row.began_at, moment), ended_at=_if(row.ended_at, moment))
        if row.confirmed_at is not None and row.confirmed_at > moment:
            at = replace(at, confirmed_at=None, confirmed_by=None)
        if row.revoked_at is not None and row.revoked_at > moment:
            at = replace(at, revoked_at=None, revoked_by=None)
        return at

    return course((row.granted_at, row.confirmed_at, row.revoked_at), since, as_of)


def _if(at: datetime | None, moment: datetime) -> datetime | None:
    return at if _by(at, moment) else None


def desk_item_course(row: DeskItem, since: datetime, zone: Any) -> Course:
    """案头事项: until it was done; from the first day on it is told anew."""
    first_day = since.astimezone(zone).date()

    def as_of(moment: datetime) -> DeskItem:
        at = replace(row, told_on=None) if row.told_on is not None and row.told_on > first_day else row
        return replace(at, done_at=_if(row.done_at, moment))

    return course((row.done_at,), since, as_of)


def request_course(row: ExtensionRequest, since: datetime) -> Course:
    """申请延期: once it was asked for."""
    return course((row.asked_at,), since, lambda moment: row if row.asked_at <= moment else None)


A_MOMENT = timedelta(microseconds=1)
"""`since` itself belongs to the span: the last moment before its day is what a rehearsal winds back to."""

COURSES: Mapping[type, Callable[[Any, datetime], Course]] = {
    Matter: matter_course,
    Assignment: assignment_course,
    Dispatch: dispatch_course,
    Paper: paper_course,
    Report: report_course,
    Leave: leave_course,
    Delegation: delegation_course,
    ExtensionRequest: request_course,
}
"""Rows that say by themselves when each thing happened to them."""
