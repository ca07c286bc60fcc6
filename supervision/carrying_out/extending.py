"""延期: a later date for one expected report. The printed date stands beside it and is never overwritten.

Asked for in time, the report is late only after the new date. Asked for after the date it changes no figure: the
report stays late, and the new date is only when it is expected now (requirements, "Counting").
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from supervision.actors import Actor
from supervision.calendars.deadlines import is_late, late_after
from supervision.model import Channel, DueStatus, Extension, ReportDue, Urgency
from supervision.notices.base import to_unit
from supervision.notices.cards import matter_subject, paper_subject
from supervision.notices.recording import ExtensionGranted
from supervision.outcome import Fact, Outcome
from supervision.refusals import InvalidInput, StaleButton
from supervision.reports.report_dates import ANSWERABLE, OWED
from supervision.reports.report_places import Terms
from supervision.roles import Permission

CAME_MEANWHILE = frozenset({DueStatus.ANSWERED, DueStatus.ACCEPTED})
"""A report that came while the unit's request for a later date waited for its answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for: until when, since when that was asked, why, and by which way."""

    extension_id: int
    new_on: date
    new_hour: time | None
    asked_at: datetime
    words: str
    channel: Channel
    record_id: int | None = None
    request_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A date that is owed, with what the unit's notice says of it."""

    due: ReportDue
    paper_id: int
    document_number: str
    unit_name: str
    task: str
    delivered_at: datetime | None
    urgency: Urgency = Urgency.ROUTINE


def check_extendable(due: ReportDue, new_on: date) -> None:
    """Refuse an extension of what is not owed any more, or to a day that is not later.

    Raises:
        StaleButton: the report is in, or is not expected any more.
        InvalidInput: the new date is not after the present one.
    """
    if due.status not in OWED:
        raise StaleButton
    check_later(due, new_on)


def check_later(due: ReportDue, new_on: date) -> None:
    """Refuse a day that is not after the one on which the report is expected now. Raises InvalidInput."""
    if new_on <= due.expected_on:
        raise InvalidInput("new_due", "not_later", given=f"{new_on.month}月{new_on.day}日")


def asked_in_time(due: ReportDue, asked_at: datetime, delivered_at: datetime | None) -> bool:
    """Say whether a later date was asked for before the report was late; who was not told yet is not late."""
    told_at = due.known_at or delivered_at
    return told_at is None or asked_at < told_at or not is_late(due.late_after, asked_at)


def still_matters(due: ReportDue, asked_at: datetime) -> bool:
    """Say whether an answer to a unit's request changes anything: the report is owed, or will be after 中止; or it came
    while the request waited and would be late without it (the Office's and the leaders' time is not the unit's)."""
    if due.status in ANSWERABLE:
        return True
    first = due.first_answered_at
    in_between = first is not None and is_late(due.late_after, first) and not is_late(due.late_after, asked_at)
    return in_between and due.status in CAME_MEANWHILE


def grant(owed: Owed, request: Request, actor: Actor, terms: Terms) -> Outcome:
    """Give a unit until a later date.

    Raises:
        NotAllowed: none of the actor's posts decides about extensions. And as `check_extendable`.
    """
    actor.require(Permission.EXTENSION_DECIDE)
    return granted(owed, request, actor, terms)


def granted(owed: Owed, request: Request, actor: Actor, terms: Terms) -> Outcome:
    """The same where the leaders' signatures are the permission. Raises as `grant`, but for NotAllowed."""
    due = owed.due
    if request.request_id is None:
        check_extendable(due, request.new_on)
    elif not still_matters(due, request.asked_at):
        raise StaleButton
    else:
        check_later(due, request.new_on)
    in_time = asked_in_time(due, request.asked_at, owed.delivered_at)
    told = ExtensionGranted(
        to=to_unit(due.unit_id),
        extension_id=request.extension_id,
        document_number=owed.document_number,
        unit_name=owed.unit_name,
        task_seq=due.task_seq,
        task=owed.task,
        due_on=due.due_on,
        new_on=request.new_on,
        new_hour=request.new_hour,
        asked_at=request.asked_at,
        in_time=in_time,
    )
    return Outcome(
        saves=(_extended(owed, request, terms, in_time=in_time), _row(due, request, actor, terms.now, in_time=in_time)),
        facts=(_fact(owed, request, in_time=in_time),),
        notices=(told,),
        redraw=(paper_subject(owed.paper_id, due.unit_id), matter_subject(due.matter_id)),
    )


def _extended(owed: Owed, request: Request, terms: Terms, *, in_time: bool) -> ReportDue:
    due = owed.due
    limit = late_after(
        request.new_on,
        request.new_hour,
        terms.workdays,
        terms.county,
        urgency=owed.urgency,
        delivered_at=owed.delivered_at,
    )
    return replace(
        due,
        extended_to=request.new_on,
        extended_hour=request.new_hour,
        late_after=max(limit, due.late_after) if in_time else due.late_after,
        supplement_by=limit if due.supplement_by and due.status in ANSWERABLE else due.supplement_by,
    )


def _row(due: ReportDue, request: Request, actor: Actor, now: datetime, *, in_time: bool) -> Extension:
    return Extension(
        id=request.extension_id,
        matter_id=due.matter_id,
        task_seq=due.task_seq,
        unit_id=due.unit_id,
        due_seq=due.seq,
        new_on=request.new_on,
        new_hour=request.new_hour,
        asked_at=request.asked_at,
        in_time=in_time,
        words=request.words,
        channel=request.channel,
        granted_by=actor.person_id,
        granted_at=now,
        record_id=request.record_id,
        request_id=request.request_id,
    )


def _fact(owed: Owed, request: Request, *, in_time: bool) -> Fact:
    due = owed.due
    details = {
        "matter": due.matter_id,
        "task": due.task_seq,
        "due": due.seq,
        "due_on": due.due_on.isoformat(),
        "new_on": request.new_on.isoformat(),
        "in_time": in_time,
        "words": request.words,
    }
    return Fact("due.extended", paper_subject(owed.paper_id, due.unit_id), details)
