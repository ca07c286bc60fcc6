"""上报: what becomes of a report to those above, from 待报 to 核销, and the Office's own date for it.

P1.3, P2.3, P6.1, P7.3; "Counting": dates that feed a report to the city move earlier (`County.upward_workdays`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from supervision.actors import Actor
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import (
    DeskItem,
    DeskKind,
    Matter,
    Submission,
    SubmissionStatus,
)
from supervision.notices.cards import matter_subject
from supervision.notices.upward import submission_subject
from supervision.outcome import Fact, Outcome
from supervision.procedures.chains import due_before
from supervision.procedures.forms import UPWARD
from supervision.procedures.lifecycle import ENDS
from supervision.procedures.tracks import TrackKey
from supervision.refusals import InvalidInput, WrongState
from supervision.results.ways import ways_of_matter
from supervision.roles import Permission

MOVES: Mapping[tuple[SubmissionStatus, str], SubmissionStatus] = MappingProxyType(
    {
        (SubmissionStatus.READY, "send"): SubmissionStatus.SENT,
        (SubmissionStatus.SENT, "receive"): SubmissionStatus.RECEIVED,
        (SubmissionStatus.SENT, "return"): SubmissionStatus.RETURNED,
        (SubmissionStatus.RECEIVED, "return"): SubmissionStatus.RETURNED,
        (SubmissionStatus.SENT, "settle"): SubmissionStatus.SETTLED,
        (SubmissionStatus.RECEIVED, "settle"): SubmissionStatus.SETTLED,
        (SubmissionStatus.READY, "drop"): SubmissionStatus.DROPPED,
        (SubmissionStatus.RETURNED, "drop"): SubmissionStatus.DROPPED,
    }
)
"""The status after an act, by the status before it. What was returned is followed by a new submission."""

LONGEST_WORDS = 500


SAME_DAY = frozenset({TrackKey.HOTLINE})
"""Tracks on which the date of those above is the unit's too, so that nothing is taken off it (P7.3)."""


def before_of(track: str, county: County) -> int:
    """How many workdays before the date of those above the Office's own is."""
    return 0 if track in SAME_DAY else county.upward_workdays


def own_due(city_due_on: date | None, before: int, workdays: Workdays) -> date | None:
    """The Office's own date: so many workdays before the city's (`before_of`)."""
    return due_before(city_due_on, before, workdays) if city_due_on else None


def desk_item(matter: Matter, due: date, today: date, before: int, workdays: Workdays) -> DeskItem:
    """What the Office is reminded of: from the workday before its own date on, each workday until it is sent.

    Args:
        due: the date of those above, as it is now.
        before: see `before_of`.
    """
    own = due_before(due, before, workdays)
    return DeskItem(
        kind=DeskKind.SUBMISSION,
        key=desk_key(matter),
        post_id=matter.registered_post_id,
        on=max(workdays.previous_workday(own), today),
        title=matter.title,
        number=matter.registration_number,
        due_on=own,
        every=1,
    )


def desk_key(matter: Matter) -> str:
    """Name the reminder of a matter."""
    return str(matter.id)


def send(row: Submission, actor: Actor, *, day: date, number: str) -> Outcome:
    """登记上报: it went up on this day, under this number (may be empty where the receiver wants none)."""
    require_move(row, actor, "send")
    moved = replace(
        row, status=SubmissionStatus.SENT, submitted_on=day, submitted_by=actor.person_id, number=number.strip()
    )
    return _moved(moved, "sent", number=moved.number, day=day.isoformat())


def arrived(row: Submission, on: date) -> Outcome:
    """The mayor has the 呈报 of what goes to the county government: by that it is reported (P2.3)."""
    moved = replace(row, status=SubmissionStatus.SENT, submitted_on=on)
    return _moved(moved, "sent", number="", day=on.isoformat(), answer=str(row.answer_id))


def receive(row: Submission, actor: Actor) -> Outcome:
    """市已收."""
    require_move(row, actor, "receive")
    return _moved(replace(row, status=SubmissionStatus.RECEIVED), "received")


def settle(row: Submission, actor: Actor) -> Outcome:
    """核销: those above are content."""
    require_move(row, actor, "settle")
    return _moved(replace(row, status=SubmissionStatus.SETTLED), "settled")


def drop(row: Submission, actor: Actor, *, words: str) -> Outcome:
    """不再上报: those above want it no more, or not again; why, for the record."""
    require_move(row, actor, "drop")
    return _moved(replace(row, status=SubmissionStatus.DROPPED), "dropped", words=_words(words))


def give_back(row: Submission, actor: Actor, *, words: str, on: date) -> Outcome:
    """退回补充: what is lacking, in the words of those above. A new summary and a new submission follow it."""
    require_move(row, actor, "return")
    words = _words(words)
    return _moved(replace(row, status=SubmissionStatus.RETURNED, words=words, returned_on=on), "returned", words=words)


def _words(given: str) -> str:
    words = given.strip()
    if not words:
        raise InvalidInput("words", "empty")
    if len(words) > LONGEST_WORDS:
        raise InvalidInput("words", "too_long", limit=LONGEST_WORDS)
    return words


def extend(
    row: Submission,
    actor: Actor,
    *,
    asked_on: date,
    to: date | None,
    answer: str,
    before: int,
    workdays: Workdays,
) -> Outcome:
    """向市申请延期 and what the city said: `to` none is a no. Its printed date stands, the Office's own date moves.

    Raises:
        WrongState: it is up there already, or has no date to be put off.
        InvalidInput: the new date is not later (`before_city`).
    """
    require_move(row, actor, "send")
    if row.due_on is None:
        raise WrongState("submission", "without_date")
    if to is not None and to <= (row.extended_to or row.due_on):
        raise InvalidInput("extended_to", "before_city", given=f"{to.month}月{to.day}日")
    asked = replace(row, extension_asked_on=asked_on, extension_answer=answer)
    moved = replace(asked, extended_to=to, own_due_on=own_due(to, before, workdays)) if to else asked
    return _moved(moved, "extended" if to else "not_extended", to=to.isoformat() if to else "", answer=answer)


def set_city_due(
    matter: Matter,
    waiting: Sequence[Submission],
    actor: Actor,
    *,
    day: date,
    ref: str,
    today: date,
    before: int,
    workdays: Workdays,
) -> Outcome:
    """市级时限: the date (and the paper) of those above. What waits to be sent takes it over; nothing sent changes."""
    actor.require(Permission.SUBMISSION_ENTER)
    require_city(matter, waiting)
    own = own_due(day, before, workdays)
    rows = tuple(replace(row, due_on=day, own_due_on=own) for row in waiting if _takes(row))
    dated = replace(matter, city_due_on=day, city_ref=ref)
    details = {"before": matter.city_due_on.isoformat() if matter.city_due_on else "", "day": day.isoformat()}
    return Outcome(
        saves=(dated, *rows, desk_item(dated, day, today, before, workdays)),
        facts=(Fact("matter.city_date_set", matter_subject(matter.id), details | {"ref": ref}),),
        redraw=(matter_subject(matter.id), *(submission_subject(row.id) for row in rows)),
    )


def _takes(row: Submission) -> bool:
    return row.status is SubmissionStatus.READY and row.extended_to is None


def require_city(matter: Matter, waiting: Sequence[Submission]) -> None:
    """Let a matter have a date of those above; one that ended only for a report that still has to go up.

    Raises:
        WrongState: nobody above waits for its result.
    """
    if matter.status in ENDS and not waiting:
        raise WrongState("matter", matter.status.value)
    if not any(UPWARD & set(way.destinations) for way in ways_of_matter(matter)):
        raise WrongState("submission", "not_upward")


def require_move(row: Submission, actor: Actor, act: str) -> None:
    """Let somebody begin to enter an act of MOVES.

    Raises:
        NotAllowed: it is not his to enter.
        WrongState: the report does not stand where the act begins.
    """
    actor.require(Permission.SUBMISSION_ENTER)
    if (row.status, act) not in MOVES:
        raise WrongState("submission", row.status.value)


def _moved(row: Submission, event: str, **details: str) -> Outcome:
    redraw = (submission_subject(row.id), matter_subject(row.matter_id))
    return Outcome(saves=(row,), facts=(submission_fact(event, row, **details),), redraw=redraw)


def submission_fact(event: str, row: Submission, **details: str) -> Fact:
    """What is recorded of a report to those above."""
    return Fact(f"submission.{event}", submission_subject(row.id), {"matter": row.matter_id, **details})
