"""市长热线: an order as it is entered, given back to the hotline, and sent out again when its caller is not content.

P7.1 to P7.3. Its matter goes the notice's own way from registration to the report to 市长热线电话室; here is only what
the hotline adds to it. The order's date is the hotline's own (practice §11) and is kept beside the matter's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, tzinfo

from supervision.actors import Actor
from supervision.calendars.deadlines import acknowledge_by, local_date
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.hotline.callers import APART, require_none
from supervision.hotline.hotline_orders import OrderDraft, title_of
from supervision.instructions import instructing
from supervision.instructions.instructing import Again
from supervision.model import (
    Assignment,
    AssignmentStatus,
    HotlineOrder,
    Matter,
    MatterStatus,
    ReportDue,
    Satisfaction,
    SigningStep,
    Source,
)
from supervision.notices.base import to_signer, to_unit
from supervision.notices.cards import matter_subject, paper_subject
from supervision.notices.hotline import OrderAgain, OrderGivenBack
from supervision.outcome import Fact, Outcome
from supervision.papers.issuing import DueDay, Folder, reports_due
from supervision.procedures.forms import Form, Issuer
from supervision.procedures.sources import SourceKind
from supervision.procedures.tracks import TrackKey
from supervision.refusals import InvalidInput, NotFound, WrongState
from supervision.registering.registration import Registration
from supervision.reports.report_dates import UNCOUNTED, timeliness_at, told_before
from supervision.results.submissions import desk_item
from supervision.roles import Permission

LONGEST_WORDS = 300
"""Characters of why an order is given back, and of what a caller is not content with."""

SOURCE_TITLE, AUTHOR = "市长热线交办单", "市长热线电话室"

VISITED = frozenset({MatterStatus.IN_PROGRESS, MatterStatus.CLOSED})
"""Matters of which the hotline's call back can say something."""


def registration_of(order: OrderDraft) -> Registration:
    """What an order says of its matter."""
    return Registration(
        track=TrackKey.HOTLINE,
        title=title_of(order.text),
        sources=(Source(SOURCE_TITLE, order.number, order.received_on, AUTHOR, kind=SourceKind.HOTLINE),),
        urgency=order.urgency,
        form=Form.HOTLINE_NOTICE,
        issuer=Issuer.GOVERNMENT_OFFICE,
        source_kind=SourceKind.HOTLINE,
        due_on=order.due_on,
        due_hour=order.due_hour,
        text=order.text,
        track_why=f"only_source:{SourceKind.HOTLINE}",
    )


def enter(matter: Matter, draft: OrderDraft, actor: Actor, today: date, workdays: Workdays) -> Outcome:
    """Keep the order of a matter that was registered from it; its date is what the hotline waits for (P7.3).

    Raises:
        NotAllowed: only the Office enters orders.
    """
    actor.require(Permission.HOTLINE_ENTER)
    order = HotlineOrder(
        matter_id=matter.id,
        order_number=draft.number,
        received_on=draft.received_on,
        due_on=draft.due_on,
        due_hour=draft.due_hour,
        category=draft.category,
    )
    details = {"order": order.order_number, "due_on": order.due_on.isoformat(), "category": order.category}
    return Outcome(
        saves=(order, *_awaited(matter, order.due_on, today, workdays)),
        facts=(Fact("hotline.entered", matter_subject(matter.id), details),),
    )


def _awaited(matter: Matter, due_on: date, today: date, workdays: Workdays) -> tuple[object, ...]:
    """The hotline's date, of which the Office is reminded from the workday before it on.

    It is the unit's date too, so that here nothing is taken off it (`County.upward_workdays`).
    """
    return replace(matter, city_due_on=due_on), desk_item(matter, due_on, today, 0, workdays)


def order_of(kept: HotlineOrder | None, matter: Matter, actor: Actor, *, number: str, zone: tzinfo) -> HotlineOrder:
    """The order of a matter, for the Office alone; one that was registered by /new has what its matter says.

    Args:
        number: the order's own number, where it was not kept.

    Raises:
        NotAllowed, NotFound: it is not his, or the matter is none of the hotline.
    """
    actor.require(Permission.HOTLINE_ENTER)
    if matter.track not in APART:
        raise NotFound("matter")
    received_on = local_date(matter.registered_at, zone)
    return kept or HotlineOrder(
        matter_id=matter.id,
        order_number=number,
        received_on=received_on,
        due_on=matter.city_due_on or matter.due_on or received_on,
        due_hour=matter.due_hour if matter.city_due_on is None else None,
    )


def require_words(text: str) -> str:
    """Why it is given back, or what the caller wants: without the caller. Raises InvalidInput."""
    words = text.strip()
    if not words:
        raise InvalidInput("words", "empty")
    if len(words) > LONGEST_WORDS:
        raise InvalidInput("words", "too_long", limit=LONGEST_WORDS)
    require_none(TrackKey.HOTLINE, words)
    return words


def require_returnable(
    assignments: Sequence[Assignment], dues: Sequence[ReportDue], now: datetime, workdays: Workdays, zone: tzinfo
) -> None:
    """Let an order that was issued go back by the Office alone only while nothing of it was done or is late.

    After that it is 撤销, which the last signer of its paper agrees to: no date that was not kept is left out of the
    count by a clerk ("Counting").

    Raises:
        WrongState: a unit's result was accepted, or a date was not kept.
    """
    if any(item.status is AssignmentStatus.ACCEPTED for item in assignments):
        raise WrongState("hotline", "accepted")
    delivered = {(item.task_seq, item.unit_id) for item in assignments if item.delivered_at is not None}
    for due in dues:
        known = due.known_at is not None or (due.task_seq, due.unit_id) in delivered
        judged = timeliness_at(due, now, delivered=known, workdays=workdays, zone=zone)
        if judged.late and due.status not in UNCOUNTED:
            raise WrongState("hotline", "overdue")


def told_signer(order: HotlineOrder, matter: Matter, signed: Sequence[SigningStep]) -> tuple[OrderGivenBack, ...]:
    """Tell who signed its paper last that it was withdrawn; nobody where no signature is kept."""
    return tuple(
        OrderGivenBack(
            to=to_signer(step.post_id),
            matter_id=matter.id,
            order_number=order.order_number,
            registration_number=matter.registration_number,
            title=matter.title,
            why=order.returned_why,
        )
        for step in signed[-1:]
    )


def give_back(order: HotlineOrder, why: str, today: date, workdays: Workdays) -> Outcome:
    """退回热线室: it is nobody's of this county. Its matter is withdrawn, and counts nowhere; the list keeps it."""
    why = require_words(why)
    days = workdays.workdays_between(order.received_on, today)
    returned = replace(order, returned_on=today, returned_why=why, returned_days=days)
    details = {"order": order.order_number, "why": why, "workdays": days}
    return Outcome(
        saves=(returned,),
        facts=(Fact("hotline.returned", matter_subject(order.matter_id), details),),
    )


def require_visited(matter: Matter, assignments: Sequence[Assignment]) -> None:
    """Let only an order that was done be visited (回访).

    Raises:
        WrongState: no unit's result was accepted yet, or the matter is with its signers, stands still or was withdrawn.
    """
    if matter.status not in VISITED:
        raise WrongState("matter", matter.status.value)
    if not any(item.status is AssignmentStatus.ACCEPTED for item in assignments):
        raise WrongState("hotline", "not_done")


def content(order: HotlineOrder, satisfied: Satisfaction) -> Outcome:
    """满意, 基本满意: noted, and nothing follows."""
    subject = matter_subject(order.matter_id)
    details = {"order": order.order_number, "satisfied": satisfied.value, "round": order.rounds}
    return Outcome(
        saves=(replace(order, satisfied=satisfied),),
        facts=(Fact("hotline.visited", subject, details),),
        redraw=(subject,),
    )


def again(
    order: HotlineOrder,
    folder: Folder,
    papers: Mapping[int, Again],
    *,
    words: str,
    due_on: date,
    due_hour: time | None,
    now: datetime,
    county: County,
    workdays: Workdays,
) -> Outcome:
    """不满意: the order is sent out again under its paper, until the hotline's new date (P7.3).

    No chain: the text is the one that was signed. A closed matter is taken up again, units acknowledge anew, and what
    they owe counts only from that ("Counting": nothing is late that was not delivered).

    Raises:
        WrongState: see `require_visited`; or the units are no more, and nobody goes on for them.
        InvalidInput: nothing is said of what is lacking, or the date has passed.
    """
    require_visited(folder.matter, folder.live)
    words, today = require_words(words), local_date(now, county.zone)
    if due_on < today:
        raise InvalidInput("due_on", "past_date", given=f"{due_on.month}月{due_on.day}日")
    closed = folder.matter.status is MatterStatus.CLOSED
    matter = instructing.reopened(folder.matter, now) if closed else folder.matter
    renewed = replace(
        order, rounds=order.rounds + 1, satisfied=Satisfaction.UNSATISFIED, due_on=due_on, due_hour=due_hour
    )
    chosen = _handled_again(folder, papers)
    open_again = [replace(a, status=AssignmentStatus.ISSUED, accepted_at=None, delivered_at=None) for a in chosen]
    day = DueDay(due_on, due_hour, final=True, urgency=matter.urgency)
    answer_by = acknowledge_by(now, workdays, county, matter.urgency)
    units = dict.fromkeys(a.unit_id for a in open_again)
    subject = matter_subject(matter.id)
    return Outcome(
        saves=(
            renewed,
            *_awaited(matter, due_on, today, workdays),
            *open_again,
            *(replace(papers[unit_id].dispatch, acknowledge_by=answer_by) for unit_id in units),
            *(due for a in chosen for due in told_before(papers[a.unit_id].owed(a.task_seq), a.delivered_at)),
            *(due for a in open_again for due in reports_due(a, (day,), county, workdays, after_seq=_last(papers, a))),
        ),
        facts=(_sent_again(renewed, words), *((_reopened(folder.matter),) if closed else ())),
        notices=tuple(_told(renewed, papers[unit_id], words, folder) for unit_id in units),
        redraw=(subject, *(paper_subject(papers[unit_id].paper.id, unit_id) for unit_id in units)),
    )


def _handled_again(folder: Folder, papers: Mapping[int, Again]) -> list[Assignment]:
    """The shares that were done, of units that are there to do them again."""
    chosen = [
        a
        for a in folder.live
        if a.status is AssignmentStatus.ACCEPTED and a.unit_id in papers and folder.units[a.unit_id].active
    ]
    if not chosen:
        raise WrongState("unit", "gone")
    return chosen


def _last(papers: Mapping[int, Again], of: Assignment) -> int:
    return max((due.seq for due in papers[of.unit_id].owed(of.task_seq)), default=0)


def _sent_again(order: HotlineOrder, words: str) -> Fact:
    details = {"order": order.order_number, "round": order.rounds, "due_on": order.due_on.isoformat(), "words": words}
    return Fact("hotline.sent_again", matter_subject(order.matter_id), details)


def _reopened(before: Matter) -> Fact:
    closed_at = before.closed_at.isoformat() if before.closed_at else ""
    return Fact("matter.reopened", matter_subject(before.id), {"closed_at": closed_at})


def _told(order: HotlineOrder, own: Again, words: str, folder: Folder) -> OrderAgain:
    unit_id = own.dispatch.unit_id
    return OrderAgain(
        to=to_unit(unit_id),
        matter_id=order.matter_id,
        unit_id=unit_id,
        unit_name=folder.units[unit_id].name,
        document_number=own.paper.document_number,
        order_number=order.order_number,
        title=folder.matter.title,
        words=words,
        due_on=order.due_on,
        due_hour=order.due_hour,
        round=order.rounds,
    )
