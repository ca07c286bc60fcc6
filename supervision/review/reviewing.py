"""审核: what the Office makes of a unit's report – accepted, or returned for a supplement.

How to read the counting (requirements, "Counting"): the first submission decides whether a unit was in time; being
asked for a supplement does not unmake it, a second return for empty content does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from supervision.actors import Actor
from supervision.calendars.deadlines import end_of, local_date
from supervision.model import (
    Assignment,
    AssignmentStatus,
    DueStatus,
    Matter,
    MatterStatus,
    Report,
    ReportDue,
    ReportStatus,
)
from supervision.notices.base import Notice, to_officer, to_unit
from supervision.notices.cards import matter_subject, paper_subject, report_subject
from supervision.notices.closing import ReadyToSummarise
from supervision.notices.reporting import receipt_subject
from supervision.notices.reviewing import ReportReturned, TaskAccepted
from supervision.outcome import Fact, Outcome
from supervision.refusals import InvalidInput, NotFound
from supervision.reports.report_dates import MOST_EMPTY_RETURNS, UNDECIDED, restate
from supervision.reports.report_matching import short_number
from supervision.reports.report_places import Terms
from supervision.review.review_cases import Case, is_complete, require_open
from supervision.subjects import Subject

LONGEST_WORDS = 500
"""Characters of the Office's words to a unit."""


class ReturnReason(StrEnum):
    """Why a report is returned; EMPTY is what "Counting" calls empty content."""

    EMPTY = "empty"
    INCOMPLETE = "incomplete"
    OFF_POINT = "off_point"
    NO_EVIDENCE = "no_evidence"
    OTHER = "other"


def accept(case: Case, actor: Actor, version: int, terms: Terms, *, finish: bool = False) -> Outcome:
    """采纳, or 采纳，任务完成 (`finish`): the date is answered; the last one, or `finish`, completes the unit's task.

    Raises:
        NotFound, OwnDraft, AlreadyDecided, StaleButton, WrongState: see `require_open`.
    """
    require_open(case, actor, version)
    done = case.completes or (finish and case.may_finish)
    dues = _accepted_dues(case, done=done)
    accepted = _reviewed(case, actor, ReportStatus.ACCEPTED, "", terms.now, dues={due.seq for due in dues})
    details = {"version": version, "due": case.report.due_seq, "completes": done, "reader": case.report.reader or ""}
    outcome = Outcome(
        saves=(*accepted, *dues),
        facts=(Fact("report.accepted", report_subject(case.report.id), details),),
        redraw=_cards_of(accepted),
    )
    return outcome + _completion(case, terms.now) if done else outcome


def send_back(case: Case, actor: Actor, version: int, terms: Terms, *, reason: ReturnReason, words: str) -> Outcome:
    """退回补充: the date is owed again, and the unit is told what is missing and by when.

    Raises:
        InvalidInput: there are no words, or too many.
        NotFound, OwnDraft, AlreadyDecided, StaleButton, WrongState: see `require_open`.
    """
    require_open(case, actor, version)
    if not words.strip():
        raise InvalidInput("words", "empty")
    if len(words) > LONGEST_WORDS:
        raise InvalidInput("words", "too_long", limit=LONGEST_WORDS)
    by = supplement_by(terms)
    due = _returned_due(case.due, reason, by) if case.due else None
    returned = _reviewed(case, actor, ReportStatus.RETURNED, words, terms.now, dues={due.seq} if due else set())
    unmade = bool(due and case.due and case.due.first_answered_at and due.first_answered_at is None)
    details: dict[str, object] = {
        "version": version,
        "due": case.report.due_seq,
        "round": due.returns if due else 0,
        "reason": reason.value,
        "words": words,
        "supplement_by": by.isoformat(),
        "unmakes_first_submission": unmade,
    }
    return Outcome(
        saves=(*returned, *((due,) if due else ())),
        facts=(Fact("report.returned", report_subject(case.report.id), details),),
        notices=(_return_notice(case, due, reason, words, by),),
        redraw=_cards_of(returned),
    )


def move(case: Case, actor: Actor, version: int, due_seq: int) -> Outcome:
    """Let a report that waits for review answer another date of its task ("Counting": changeable by the Office).

    Raises:
        NotFound: the task has no such date, or it is decided.
        OwnDraft, AlreadyDecided, StaleButton, WrongState: see `require_open`.
    """
    require_open(case, actor, version)
    target = next((due for due in case.dues if due.seq == due_seq and due.status in UNDECIDED), None)
    if target is None:
        raise NotFound("due")
    if target.seq == case.report.due_seq:
        return Outcome()
    moved = replace(case.report, due_seq=target.seq)
    reports = [moved if report.id == moved.id else report for report in case.reports]
    touched = [restate(due, reports) for due in (case.due, target) if due is not None]
    details = {"from": case.report.due_seq, "to": target.seq}
    return Outcome(
        saves=(moved, *touched),
        facts=(Fact("report.moved", report_subject(moved.id), details),),
        redraw=_cards_of([moved]),
    )


def supplement_by(terms: Terms) -> datetime:
    """Until when a supplement is to be in: so many workdays on (`County.supplement_workdays`), to closing time."""
    county = terms.county
    day = terms.workdays.add_workdays(local_date(terms.now, county.zone), county.supplement_workdays)
    return end_of(day, county.office_closes, county.zone)


def _accepted_dues(case: Case, *, done: bool) -> list[ReportDue]:
    """The dates that the verdict decides: its own, and when the task is done all others that were undecided.

    A date that had passed unanswered is answered by this report, late; one that lies ahead is not expected any more.
    """
    decided = [replace(case.due, status=DueStatus.ACCEPTED)] if case.due else []
    if not done:
        return decided
    received = case.report.received_at
    for due in case.dues:
        if due.seq == case.report.due_seq or due.status not in UNDECIDED:
            continue
        stands_still = due.status is DueStatus.HELD and not due.returns
        if stands_still or (due.status is DueStatus.OPEN and received <= due.late_after):
            decided.append(replace(due, status=DueStatus.VOID))
        else:
            first = due.first_answered_at or received
            answered = due.report_id or case.report.id
            decided.append(replace(due, status=DueStatus.ACCEPTED, first_answered_at=first, report_id=answered))
    return decided


def _returned_due(due: ReportDue, reason: ReturnReason, by: datetime) -> ReportDue:
    is_empty = reason is ReturnReason.EMPTY
    empty = due.empty_returns + is_empty
    return replace(
        due,
        status=DueStatus.HELD if due.held_at else DueStatus.RETURNED,
        returns=due.returns + 1,
        empty_returns=empty,
        supplement_by=by,
        first_answered_at=None if is_empty and empty > MOST_EMPTY_RETURNS else due.first_answered_at,
    )


def _reviewed(
    case: Case, actor: Actor, status: ReportStatus, words: str, now: datetime, *, dues: set[int]
) -> list[Report]:
    """The report, and the others that wait at the same dates: they are one hand-in, and one verdict."""
    together = [
        report
        for report in case.reports
        if report.id != case.report.id and report.status is ReportStatus.SUBMITTED and report.due_seq in dues
    ]
    return [
        replace(
            report,
            status=status,
            reviewed_by=actor.person_id,
            reviewed_at=now,
            review_words=words,
            reviewed_version=report.version,
        )
        for report in (case.report, *together)
    ]


def _cards_of(reports: Sequence[Report]) -> tuple[Subject, ...]:
    return tuple(subject for report in reports for subject in (report_subject(report.id), receipt_subject(report.id)))


def _completion(case: Case, now: datetime) -> Outcome:
    assignment = replace(case.assignment, status=AssignmentStatus.ACCEPTED, accepted_at=now)
    key = f"{assignment.matter_id}/{assignment.task_seq}/{assignment.unit_id}"
    told: tuple[Notice, ...] = (
        TaskAccepted(
            to=to_unit(assignment.unit_id),
            report_id=case.report.id,
            document_number=short_number(case.document_number),
            task_seq=case.task.seq,
            task_text=case.task.text,
        ),
    )
    if case.matter.status is MatterStatus.IN_PROGRESS:
        told += ready(case.matter, [assignment if _same(item, assignment) else item for item in case.assignments])
    return Outcome(
        saves=(assignment,),
        facts=(Fact("assignment.completed", Subject("assignment", key), {"report": case.report.id}),),
        notices=told,
        redraw=(matter_subject(case.matter.id), paper_subject(case.paper_id, assignment.unit_id)),
    )


def ready(matter: Matter, assignments: Sequence[Assignment]) -> tuple[Notice, ...]:
    """What the officer is told once everything of a matter under way was accepted; nothing before."""
    if not is_complete(assignments):
        return ()
    told = ReadyToSummarise(
        to=to_officer(matter.registered_post_id),
        matter_id=matter.id,
        registration_number=matter.registration_number,
        title=matter.title,
        tasks=len({item.task_seq for item in assignments if item.status is not AssignmentStatus.WITHDRAWN}),
    )
    return (told,)


def _same(one: Assignment, other: Assignment) -> bool:
    return (one.task_seq, one.unit_id) == (other.task_seq, other.unit_id)


def _return_notice(case: Case, due: ReportDue | None, reason: ReturnReason, words: str, by: datetime) -> ReportReturned:
    return ReportReturned(
        to=to_unit(case.report.unit_id),
        report_id=case.report.id,
        document_number=short_number(case.document_number),
        task_seq=case.task.seq,
        due_seq=due.seq if due else None,
        round=due.returns if due else 1,
        reason=reason.value,
        words=words,
        supplement_by=by,
        first_answered_at=due.first_answered_at if due else None,
    )
