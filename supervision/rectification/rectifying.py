"""整改: ordered, promised with measures, person and day, reported, checked (P5.3; Order 733 art. 18).

A matter is not closed while something has still to be put right (件件有落实). The unit owes a report only from its own
promise on: until then nobody can say that it knew of a day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from supervision.actors import Actor
from supervision.calendars.deadlines import late_after, local_date
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.hotline.callers import as_kept
from supervision.model import (
    Assignment,
    AssignmentStatus,
    DeskItem,
    DueKind,
    DueStatus,
    Matter,
    MatterStatus,
    Post,
    Rectification,
    RectificationStatus,
    ReportDue,
)
from supervision.notices.base import Recipient, to_officer, to_unit
from supervision.notices.cards import matter_subject, paper_subject
from supervision.notices.rectifying import (
    RectificationCard,
    RectificationPromised,
    rectification_subject,
)
from supervision.outcome import Fact, Outcome
from supervision.rectification.rectification_promises import AWAITS_PROMISE, reminders_of
from supervision.refusals import InvalidInput, NotFound, StaleButton, WrongState
from supervision.review.review_cases import NOT_ISSUED, may_review
from supervision.roles import Permission
from supervision.subjects import Subject

LONGEST_WORDS = 500
LONGEST_PERSON = 40
"""Characters of a problem, of measures, of the words of a check; and of who answers for it."""

OPEN = frozenset(RectificationStatus) - {RectificationStatus.PASSED}
"""Not put right, or nobody has looked yet."""

_REPORTED_DUES = frozenset({DueStatus.ANSWERED, DueStatus.ACCEPTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A unit's share of a task with what an order to put it right touches; `registrar` registered the matter.

    `dues` are all of the assignment, `assignments` and `others` all assignments and rectifications of the matter.
    """

    matter: Matter
    assignment: Assignment
    registrar: Post | None
    dues: Sequence[ReportDue]
    assignments: Sequence[Assignment]
    others: Sequence[Rectification]
    unit_name: str
    document_number: str
    paper_id: int


@dataclass(frozen=True, slots=True)
class Fault:
    """What is to be put right, until when; `basis` is what proves 弄虚作假, empty where there is none.

    It was seen in a report or found on the spot.
    """

    text: str
    until: date
    basis: str = ""
    report_id: int | None = None
    finding_id: int | None = None


def standing(item: Rectification, due: ReportDue | None) -> RectificationStatus:
    """Where it stands: what was promised is reported once the unit's report for it is in."""
    if item.status is RectificationStatus.PROMISED and due is not None and due.status in _REPORTED_DUES:
        return RectificationStatus.REPORTED
    return item.status


def due_of(item: Rectification, dues: Iterable[ReportDue]) -> ReportDue | None:
    """The date by which it is owed, once the unit named it."""
    return next((due for due in dues if due.seq == item.due_seq), None)


def count_open(items: Iterable[Rectification], assignments: Iterable[Assignment]) -> int:
    """How many of a matter's are open; what was taken back from its unit does not count."""
    live = {(a.task_seq, a.unit_id) for a in assignments if a.status is not AssignmentStatus.WITHDRAWN}
    return sum(item.status in OPEN and (item.task_seq, item.unit_id) in live for item in items)


def order(
    share: Share,
    fault: Fault,
    actor: Actor,
    now: datetime,
    *,
    rectification_id: int,
    county: County,
    workdays: Workdays,
) -> Outcome:
    """需整改: tell the unit what it has to put right.

    Raises:
        NotAllowed, NotFound: the matter is not his to check, or the unit is his own.
        WrongState: the matter is not under way, or something of this share is still to be put right.
        InvalidInput: no words, too many, or a limit that has passed.
    """
    require_orderable(share, actor)
    today = local_date(now, county.zone)
    if fault.until < today:
        raise InvalidInput("due_on", "past_date", given=fault.until.isoformat())
    item = Rectification(
        id=rectification_id,
        matter_id=share.matter.id,
        task_seq=share.assignment.task_seq,
        unit_id=share.assignment.unit_id,
        problem=words(fault.text, "problem"),
        ordered_by=actor.person_id,
        ordered_at=now,
        report_id=fault.report_id,
        finding_id=fault.finding_id,
        due_on=fault.until,
        fraud=bool(fault.basis),
        basis=words(fault.basis, "basis") if fault.basis else "",
    )
    cards = tuple(RectificationCard(to=to, rectification_id=item.id) for to in both_desks(share))
    details = {"task": item.task_seq, "unit": item.unit_id, "problem": item.problem, "fraud": item.fraud}
    return Outcome(
        saves=(item, *_reopened(share), *reminded(item, share, county, workdays)),
        facts=(fact_of("rectification.ordered", item, details),),
        notices=cards,
        redraw=_touched(share),
    )


def require_orderable(share: Share, actor: Actor) -> None:
    """Let the Office order something put right. Raises as `order`."""
    require_checker(share, actor)
    if share.matter.status is not MatterStatus.IN_PROGRESS:
        raise WrongState("matter", share.matter.status.value)
    if share.assignment.status in NOT_ISSUED:
        raise WrongState("assignment", share.assignment.status.value)
    same = (share.assignment.task_seq, share.assignment.unit_id)
    if any(item.status in OPEN and (item.task_seq, item.unit_id) == same for item in share.others):
        raise WrongState("rectification", "open")


def promise(
    item: Rectification,
    share: Share,
    actor: Actor,
    now: datetime,
    *,
    measures: str,
    person: str,
    due_on: date,
    county: County,
    workdays: Workdays,
) -> Outcome:
    """The unit names what it will do, who answers for it and by when; from now on it owes a report on that day.

    Raises:
        NotFound: it is another unit's.
        StaleButton: it was promised before, or checked.
        InvalidInput: measures, person or day are missing (each by its name), or the day is after the limit.
    """
    require_promise_wanted(item, share, actor)
    measures = as_kept(share.matter.track, words(measures, "measures"))
    person = words(person, "person", LONGEST_PERSON)
    require_day(item, due_on, local_date(now, county.zone))
    due = _owed(item, share, due_on, county, workdays)
    named = replace(item, measures=measures, person=person, due_on=due_on, due_seq=due.seq)
    told = RectificationPromised(
        to=to_officer(share.matter.registered_post_id),
        rectification_id=item.id,
        unit=share.unit_name,
        document_number=share.document_number,
        task_seq=item.task_seq,
        measures=measures,
        person=person,
        due_on=due_on,
    )
    details = {"measures": measures, "person": person, "due_on": due_on.isoformat(), "due": due.seq}
    return Outcome(
        saves=(replace(named, status=RectificationStatus.PROMISED), due, *_reopened(share)),
        facts=(fact_of("rectification.promised", item, details),),
        notices=(told,),
        redraw=(rectification_subject(item.id), *_touched(share)),
    )


def reminded(item: Rectification, share: Share, county: County, workdays: Workdays) -> Iterator[DeskItem]:
    """Of what unit and Office are reminded until the unit has named its measures."""
    return reminders_of(
        item,
        share.matter.registered_post_id,
        number=share.document_number,
        unit_name=share.unit_name,
        county=county,
        workdays=workdays,
    )


def _owed(item: Rectification, share: Share, due_on: date, county: County, workdays: Workdays) -> ReportDue:
    return ReportDue(
        matter_id=item.matter_id,
        task_seq=item.task_seq,
        unit_id=item.unit_id,
        seq=max((due.seq for due in share.dues), default=0) + 1,
        due_on=due_on,
        due_hour=None,
        late_after=late_after(due_on, None, workdays, county, urgency=share.matter.urgency),
        final=False,
        kind=DueKind.RECTIFICATION,
    )


def require_promise_wanted(item: Rectification, share: Share, actor: Actor) -> None:
    """Let only its unit answer, while the promise is wanted. Raises NotAllowed, NotFound, StaleButton, WrongState."""
    actor.require(Permission.REPORT_SUBMIT)
    if item.unit_id not in actor.unit_ids:
        raise NotFound("rectification")
    if item.status not in AWAITS_PROMISE or share.assignment.status in NOT_ISSUED:
        raise StaleButton
    if share.matter.status is not MatterStatus.IN_PROGRESS:
        raise WrongState("matter", share.matter.status.value)


def require_day(item: Rectification, day: date, today: date) -> None:
    """Refuse a promised day that has passed or is after the limit. Raises InvalidInput."""
    if day < today:
        raise InvalidInput("promised_on", "past_date", given=f"{day.month}月{day.day}日")
    if item.due_on is not None and day > item.due_on:
        raise InvalidInput("promised_on", "after_limit", given=f"{item.due_on.month}月{item.due_on.day}日")


def require_checker(share: Share, actor: Actor) -> None:
    """Let the Office, or the section whose matter it is, order and check; never a unit itself. Raises as `order`."""
    actor.require(Permission.RECTIFICATION_CHECK)
    if not may_review(actor, share.matter, share.registrar) or share.assignment.unit_id in actor.unit_ids:
        raise NotFound("rectification")


def words(text: str, field: str, limit: int = LONGEST_WORDS) -> str:
    """Words that must be there. Raises InvalidInput, by the field's name."""
    line = text.strip()
    if not line:
        raise InvalidInput(field, "empty")
    if len(line) > limit:
        raise InvalidInput(field, "too_long", limit=limit)
    return line


def _reopened(share: Share) -> tuple[Assignment, ...]:
    """A share that was accepted is not done while something of it has to be put right."""
    if share.assignment.status is not AssignmentStatus.ACCEPTED:
        return ()
    return (replace(share.assignment, status=AssignmentStatus.IN_PROGRESS, accepted_at=None),)


def both_desks(share: Share) -> tuple[Recipient, ...]:
    """The unit and the matter's officer."""
    return to_unit(share.assignment.unit_id), to_officer(share.matter.registered_post_id)


def _touched(share: Share) -> tuple[Subject, ...]:
    return matter_subject(share.matter.id), paper_subject(share.paper_id, share.assignment.unit_id)


def fact_of(event: str, item: Rectification, details: Mapping[str, object]) -> Fact:
    """A line for the audit."""
    return Fact(event, rectification_subject(item.id), {"matter": item.matter_id, **details})
