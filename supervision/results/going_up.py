"""待报: an approved summary waits to be sent to those above, in place of what it is written anew for.

P1.3, P2.3, P6.1, P7.3; "Counting": dates that feed a report to the city move earlier.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from supervision.calendars.workdays import Workdays
from supervision.model import Matter, Submission, SubmissionStatus, Summary
from supervision.notices.base import to_officer
from supervision.notices.cards import matter_subject
from supervision.notices.upward import SubmissionCard, submission_subject
from supervision.outcome import Outcome
from supervision.procedures.forms import UPWARD, Destination
from supervision.results.submissions import desk_item, own_due, submission_fact
from supervision.results.ways import WAYS, reported_to
from supervision.roles import Role


def ready(
    summary: Summary,
    matter: Matter,
    ids: Sequence[int],
    *,
    signed_by: frozenset[Role],
    before: int,
    today: date,
    workdays: Workdays,
    newest: Sequence[Submission] = (),
    answer_id: int | None = None,
) -> Outcome:
    """An approved summary waits to be sent to each of its destinations above.

    Args:
        ids: a new id for each of `reported_to(way)`.
        signed_by: the roles that signed it: what the mayor signed himself has been reported to the county government.
        before: see `before_of`.
        newest: the reports of the matter that no later one has taken the place of. What of them was returned is now
            written anew; what was not sent yet is not sent any more, since this one says more than it.
        answer_id: the card by which the mayor is told of what he did not sign.
    """
    way = WAYS[summary.way]
    replaced = _replaced(newest, reported_to(way))
    before_it = {row.destination: row for row in sorted(replaced, key=lambda row: (_is_returned(row), row.id))}
    rows = []
    for number, destination in zip(ids, reported_to(way), strict=True):
        row = Submission(
            id=number,
            matter_id=matter.id,
            destination=destination.value,
            issuer=way.issuer.value,
            summary_id=summary.id,
            supersedes_id=before_it[destination.value].id if destination.value in before_it else None,
        )
        if destination in UPWARD:
            row = replace(row, due_on=matter.city_due_on, own_due_on=own_due(matter.city_due_on, before, workdays))
        elif destination is Destination.COUNTY_GOVERNMENT:
            row = _at_home(row, today, answer_id, by_mayor=Role.MAYOR in signed_by)
        rows.append(row)
    desk = (
        desk_item(matter, row.due_on, today, before, workdays)
        for row in rows
        if row.due_on and (row.due_on >= today or _is_returned(before_it.get(row.destination)))
    )
    return _waiting(rows, matter) + Outcome(tuple(desk)) + _take_place_of(replaced)


def _waiting(rows: Sequence[Submission], matter: Matter) -> Outcome:
    """Each has its card with whoever handles the matter."""
    officer = to_officer(matter.registered_post_id)
    facts = (submission_fact("ready", row, destination=row.destination, status=row.status.value) for row in rows)
    return Outcome(
        saves=tuple(rows),
        facts=tuple(facts),
        notices=tuple(SubmissionCard(to=officer, submission_id=row.id) for row in rows),
        redraw=(matter_subject(matter.id),),
    )


def _at_home(row: Submission, today: date, answer_id: int | None, *, by_mayor: bool) -> Submission:
    """What the mayor signed has been reported to the county government; else he is told of it."""
    if by_mayor:
        return replace(row, status=SubmissionStatus.SENT, submitted_on=today)
    return replace(row, answer_id=answer_id)


def _take_place_of(replaced: Sequence[Submission]) -> Outcome:
    """What was not sent yet is not sent any more."""
    unsent = [replace(row, status=SubmissionStatus.DROPPED) for row in replaced if row.status is SubmissionStatus.READY]
    return Outcome(
        saves=tuple(unsent),
        facts=tuple(submission_fact("replaced", row) for row in unsent),
        redraw=tuple(submission_subject(row.id) for row in replaced),
    )


def _replaced(newest: Sequence[Submission], destinations: Sequence[Destination]) -> tuple[Submission, ...]:
    """Those whose place a new report takes; not what is with the mayor already."""
    places = {destination.value for destination in destinations}
    waits = (SubmissionStatus.READY, SubmissionStatus.RETURNED)
    return tuple(row for row in newest if row.destination in places and row.status in waits and row.answer_id is None)


def _is_returned(row: Submission | None) -> bool:
    return row is not None and row.status is SubmissionStatus.RETURNED
