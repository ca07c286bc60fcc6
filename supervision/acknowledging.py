"""签收: one tap settles all tasks of a unit's card, and from then on a report can be late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from supervision.actors import Actor
from supervision.county import County
from supervision.deadlines import late_after
from supervision.lifecycle import ENDS
from supervision.model import Assignment, AssignmentStatus, Dispatch, DueStatus, Matter, ReportDue
from supervision.notices.cards import matter_subject, paper_subject
from supervision.outcome import Fact, Outcome
from supervision.refusals import NotFound, StaleButton, WrongState
from supervision.roles import Permission
from supervision.workdays import Workdays

BY_TELEGRAM = "telegram"
"""The channel of an acknowledgement by a tap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPaper:
    """A paper as one unit has it: its dispatch, its assignments of the matter, and what it owes."""

    matter: Matter
    dispatch: Dispatch
    assignments: Sequence[Assignment]
    dues: Sequence[ReportDue]

    @property
    def live(self) -> tuple[Assignment, ...]:
        """The assignments that were not taken back."""
        return tuple(a for a in self.assignments if a.status is not AssignmentStatus.WITHDRAWN)

    @property
    def is_acknowledged(self) -> bool:
        """Whether nothing on the card waits for 签收; a task that came by transfer opens it again."""
        waits = any(a.status is AssignmentStatus.ISSUED for a in self.assignments)
        return self.dispatch.delivered_at is not None and not waits


def require_own(paper: UnitPaper, actor: Actor, permission: Permission) -> None:
    """Refuse whoever does not act for the card's unit; to him the card does not exist.

    Raises:
        NotAllowed: none of his posts acts for a unit.
        NotFound: he acts for another unit.
        StaleButton: every task of the card was taken back.
        WrongState: the matter has ended.
    """
    actor.require(permission)
    if paper.dispatch.unit_id not in actor.unit_ids:
        raise NotFound("paper")
    if not paper.live:
        raise StaleButton
    if paper.matter.status in ENDS:
        raise WrongState("matter", paper.matter.status.value)


def acknowledge(paper: UnitPaper, actor: Actor, now: datetime, county: County, workdays: Workdays) -> Outcome:
    """Record that the unit has the paper. Done twice it changes nothing.

    A unit that got its paper too late is given time by the one rule (`deadlines.late_after`). Raises as
    `require_own`.
    """
    require_own(paper, actor, Permission.PAPER_ACKNOWLEDGE)
    if paper.is_acknowledged:
        return Outcome()
    dispatch = paper.dispatch
    first = dispatch.delivered_at is None
    settled = [a for a in paper.live if first or a.status is AssignmentStatus.ISSUED]
    seqs = {a.task_seq for a in settled}
    received = replace(
        dispatch,
        delivered_at=dispatch.delivered_at or now,
        acknowledged_by=actor.person_id,
        channel=BY_TELEGRAM,
    )
    subject = paper_subject(dispatch.paper_id, dispatch.unit_id)
    return Outcome(
        saves=(
            received,
            *(replace(a, status=AssignmentStatus.IN_PROGRESS) for a in settled if a.status is AssignmentStatus.ISSUED),
            *(
                replace(
                    due,
                    late_after=late_after(due.due_on, due.due_hour, workdays, county, delivered_at=now),
                )
                for due in paper.dues
                if due.task_seq in seqs and due.status is DueStatus.OPEN
            ),
        ),
        facts=(Fact("paper.acknowledged", subject, {"matter": paper.matter.id, "tasks": sorted(seqs)}),),
        redraw=(subject, matter_subject(paper.matter.id)),
    )
