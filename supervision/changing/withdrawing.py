"""撤回: a paper that went out on a telephone consent which its leader does not stand by, or that is 撤销 or 并案.

It leaves both sides of every fraction: nothing of it was ever due. What the units reported stays on record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from supervision.carrying_out.transferring import lapse
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Dispatch,
    DueStatus,
    Paper,
    Report,
    ReportDue,
    Transfer,
)
from supervision.notices.base import Recipient
from supervision.notices.cards import matter_subject, paper_subject
from supervision.notices.recording import PaperWithdrawn
from supervision.outcome import Fact, Outcome
from supervision.papers.issuing import Folder
from supervision.procedures.forms import FORM_TITLES, Form
from supervision.procedures.lifecycle import MatterEvent, advance
from supervision.review.review_cases import withdraw


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """A paper that is out: to which units, who had its card, and in whose name it was issued."""

    paper: Paper
    dispatches: Sequence[Dispatch]
    recipients: Mapping[int, Sequence[Recipient]]
    issuer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What came of the papers: what was to be reported, what was, and who asked to be rid of a task."""

    dues: Sequence[ReportDue] = ()
    reports: Sequence[Report] = ()
    transfers: Sequence[Transfer] = ()


def withdraw_denied(
    folder: Folder, papers: Sequence[Issued], course: Course, *, words: str, now: datetime, today: date
) -> Outcome:
    """Take a matter back to before its approval, with everything that was issued on it and that waits because of it.

    Args:
        papers: what was issued; none if the matter had not got so far.

    Raises:
        WrongState: the matter is past the point at which it can go back.
    """
    denied = advance(folder.matter, MatterEvent.DENY)
    matter = replace(denied, issued_at=None, suspended_at=None, review_on=None)
    subject = matter_subject(matter.id)
    rolled_back = Outcome(saves=(matter,), facts=(Fact("matter.denied", subject, {"words": words}),), redraw=(subject,))
    if not papers:
        return rolled_back
    assignments = tuple(_taken_back(item) for item in folder.assignments)
    return rolled_back + recall(folder, papers, course, assignments, Why(words), now=now, today=today)


@dataclass(frozen=True, slots=True)
class Why:
    """Why papers are taken back. `ended`: for good (撤销); `into` is what the units go on with instead (并案)."""

    words: str
    ended: bool = False
    into: str = ""


def recall(
    folder: Folder,
    papers: Sequence[Issued],
    course: Course,
    assignments: Iterable[Assignment],
    why: Why,
    *,
    now: datetime,
    today: date,
) -> Outcome:
    """Take papers back, with all that waits because of them; `assignments` are as they are from now on."""
    taken_back = Outcome(
        saves=(
            *(replace(issued.paper, withdrawn_at=now, withdrawn_why=why.words) for issued in papers),
            *assignments,
            *(replace(due, status=DueStatus.VOID) for due in course.dues),
        ),
        facts=tuple(_fact(issued) for issued in papers),
        notices=tuple(told for issued in papers for told in _told(folder, issued, why, today)),
        redraw=tuple(paper_subject(d.paper_id, d.unit_id) for issued in papers for d in issued.dispatches),
    )
    return taken_back + withdraw(course.reports) + lapse(course.transfers, now)


def _taken_back(assignment: Assignment) -> Assignment:
    """Not issued any more; what was withdrawn before stays so."""
    if assignment.status is AssignmentStatus.WITHDRAWN:
        return assignment
    return replace(assignment, status=AssignmentStatus.PROPOSED, delivered_at=None, accepted_at=None)


def _fact(issued: Issued) -> Fact:
    paper = issued.paper
    details = {
        "paper": paper.id,
        "document_number": paper.document_number,
        "units": [d.unit_id for d in issued.dispatches],
    }
    return Fact("paper.withdrawn", matter_subject(paper.matter_id), details)


def _told(folder: Folder, issued: Issued, why: Why, today: date) -> list[PaperWithdrawn]:
    paper = issued.paper
    return [
        PaperWithdrawn(
            to=to,
            paper_id=paper.id,
            unit_id=dispatch.unit_id,
            form=FORM_TITLES[Form(paper.form)],
            document_number=paper.document_number,
            unit_name=folder.units[dispatch.unit_id].name,
            title=folder.matter.title,
            issuer=issued.issuer,
            withdrawn_on=today,
            ended=why.ended,
            into=why.into,
        )
        for dispatch in issued.dispatches
        for to in issued.recipients[dispatch.unit_id]
    ]
