"""A report before the Office: everything its verdict touches, and who may decide about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from supervision.actors import Actor
from supervision.model import (
    Assignment,
    AssignmentStatus,
    DueKind,
    DueStatus,
    Matter,
    Post,
    Report,
    ReportDue,
    ReportStatus,
    Task,
)
from supervision.notices.cards import report_subject
from supervision.notices.reporting import endorsement_subject, receipt_subject
from supervision.outcome import Fact, Outcome
from supervision.refusals import AlreadyDecided, NotFound, OwnDraft, StaleButton, WrongState
from supervision.reports.report_dates import UNDECIDED
from supervision.reports.report_places import UNDER_WAY
from supervision.roles import OFFICE, Permission, Role

DECIDED = frozenset({ReportStatus.ACCEPTED, ReportStatus.RETURNED})

UNDECIDED_REPORTS = frozenset({ReportStatus.UNPLACED, ReportStatus.SUBMITTED})
"""A report about which nobody has said anything yet."""

NOT_ISSUED = frozenset({AssignmentStatus.PROPOSED, AssignmentStatus.WITHDRAWN})
"""The unit does not have such an assignment, or has it no more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A report before the Office, with everything that its verdict touches.

    `dues` and `reports` are all of its assignment, `assignments` all of its matter; `registrar` is the post that
    registered the matter, `reviewer` who decided it if somebody did.
    """

    report: Report
    matter: Matter
    task: Task
    assignment: Assignment
    document_number: str
    paper_id: int
    dues: tuple[ReportDue, ...]
    reports: tuple[Report, ...]
    assignments: tuple[Assignment, ...]
    registrar: Post | None
    reviewer: str = ""

    @property
    def due(self) -> ReportDue | None:
        """The date that the report answers."""
        return next((due for due in self.dues if due.seq == self.report.due_seq), None)

    @property
    def others_left(self) -> int:
        """How many other dates of the assignment are still undecided."""
        return sum(due.status in UNDECIDED for due in self.dues if due.seq != self.report.due_seq)

    @property
    def is_under_way(self) -> bool:
        """Whether the unit still carries the task out."""
        return self.assignment.status in UNDER_WAY

    @property
    def is_withdrawn(self) -> bool:
        """Whether nothing counts any more of what was reported on."""
        return is_withdrawn(self.assignment, self.due)

    @property
    def completes(self) -> bool:
        """Whether accepting it completes the assignment: it answers the last date that was undecided.

        What is ongoing (持续推进) has only the dates of its year so far: the Office says when it ends (`may_finish`).
        """
        return self.is_under_way and self.due is not None and self.others_left == 0 and not self.task.ongoing

    @property
    def may_finish(self) -> bool:
        """Whether the Office can accept it as the end of the task although more is expected.

        Not while the unit still owes what it promised to put right (P5.3).
        """
        promised = (due for due in self.dues if due.kind is DueKind.RECTIFICATION and due.status in UNDECIDED)
        rectifies = any(due.seq != self.report.due_seq for due in promised)
        return self.is_under_way and not self.completes and not rectifies


def may_review(actor: Actor, matter: Matter, registrar: Post | None) -> bool:
    """Whether this person reviews the reports on a matter: the Office, or the section whose matter it is (P4.2)."""
    if not actor.may(Permission.REPORT_REVIEW):
        return False
    if not OFFICE.isdisjoint(actor.roles):
        return True
    section = actor.post_in(Role.SECTION_CLERK)
    return section is not None and registrar is not None and section.unit_id == registrar.unit_id


def is_complete(assignments: Sequence[Assignment]) -> bool:
    """Whether every unit's share of a matter was accepted; what was withdrawn does not count."""
    left = [item for item in assignments if item.status is not AssignmentStatus.WITHDRAWN]
    return bool(left) and all(item.status is AssignmentStatus.ACCEPTED for item in left)


def is_withdrawn(assignment: Assignment, due: ReportDue | None) -> bool:
    """Whether what a report answers was taken back: its date is void, or the unit has not got the task (any more)."""
    return assignment.status in NOT_ISSUED or (due is not None and due.status is DueStatus.VOID)


def withdraw(reports: Iterable[Report]) -> Outcome:
    """Keep the reports of a task that is taken back, and let nobody review those that wait."""
    waiting = [report for report in reports if report.status in UNDECIDED_REPORTS]
    cards = (report_subject, receipt_subject, endorsement_subject)
    return Outcome(
        saves=tuple(replace(report, status=ReportStatus.WITHDRAWN) for report in waiting),
        facts=tuple(Fact("report.withdrawn", report_subject(report.id)) for report in waiting),
        redraw=tuple(subject(report.id) for report in waiting for subject in cards),
    )


def require_open(case: Case, actor: Actor, version: int) -> None:
    """Let somebody decide about the report as he saw it.

    Raises:
        NotFound: the matter is not his to review.
        OwnDraft: he sent it, or belongs to the unit that did.
        AlreadyDecided: somebody was first.
        StaleButton: it was corrected since his card was drawn.
        WrongState: its task is not known yet or was taken back, or it is no report.
    """
    if not may_review(actor, case.matter, case.registrar):
        raise NotFound("report")
    report = case.report
    if report.person_id == actor.person_id or report.unit_id in actor.unit_ids:
        raise OwnDraft
    if report.status in DECIDED and report.reviewed_at is not None:
        raise AlreadyDecided(case.reviewer, report.status.value, report.reviewed_at)
    if report.status is not ReportStatus.SUBMITTED:
        raise WrongState("report", report.status.value)
    if case.is_withdrawn:
        raise WrongState("report", ReportStatus.WITHDRAWN.value)
    if report.version != version:
        raise StaleButton
