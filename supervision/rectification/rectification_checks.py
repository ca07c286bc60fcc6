"""核查整改: what a unit reported as put right is looked at; it passes, or the unit names new measures (P5.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from supervision.actors import Actor
from supervision.calendars.deadlines import local_date
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import AssignmentStatus, Rectification, RectificationStatus
from supervision.notices.base import to_officer, to_unit
from supervision.notices.cards import matter_subject
from supervision.notices.closing import ReadyToSummarise
from supervision.notices.rectifying import RectificationCard, RectificationChecked, rectification_subject
from supervision.outcome import Outcome
from supervision.rectification.rectifying import (
    Share,
    both_desks,
    count_open,
    due_of,
    fact_of,
    reminded,
    require_checker,
    standing,
    words,
)
from supervision.refusals import InvalidInput, WrongState
from supervision.review.review_cases import is_complete


def pass_check(item: Rectification, share: Share, actor: Actor, now: datetime) -> Outcome:
    """核查通过: it was put right, and no longer keeps the matter open.

    Raises:
        NotAllowed, NotFound: it is not his to check.
        WrongState: the unit has not reported on it yet, or it was checked.
    """
    require_checkable(item, share, actor)
    passed = replace(item, status=RectificationStatus.PASSED, checked_by=actor.person_id, checked_at=now)
    told = RectificationChecked(
        to=to_unit(item.unit_id),
        rectification_id=item.id,
        document_number=share.document_number,
        task_seq=item.task_seq,
    )
    still = count_open([passed if other.id == item.id else other for other in share.others], share.assignments)
    ready = (_ready(share),) if not still and is_complete(share.assignments) else ()
    return Outcome(
        saves=(passed,),
        facts=(fact_of("rectification.passed", item, {}),),
        notices=(told, *ready),
        redraw=(rectification_subject(item.id), matter_subject(item.matter_id)),
    )


def fail_check(
    item: Rectification,
    share: Share,
    actor: Actor,
    now: datetime,
    *,
    why: str,
    until: date,
    county: County,
    workdays: Workdays,
) -> Outcome:
    """未通过: the unit names new measures within a new limit; what it promised before stays in the audit.

    Raises as `pass_check`; InvalidInput for words or a limit that will not do.
    """
    require_checkable(item, share, actor)
    if until < local_date(now, county.zone):
        raise InvalidInput("due_on", "past_date", given=until.isoformat())
    failed = replace(
        item,
        status=RectificationStatus.FAILED,
        checked_by=actor.person_id,
        checked_at=now,
        check_words=words(why, "check"),
        due_on=until,
        due_seq=None,
    )
    cards = tuple(
        RectificationCard(to=to, rectification_id=item.id, round=item.due_seq or 0) for to in both_desks(share)
    )
    details = {"words": failed.check_words, "due_on": until.isoformat(), "due": item.due_seq}
    return Outcome(
        saves=(failed, *reminded(failed, share, county, workdays)),
        facts=(fact_of("rectification.failed", item, details),),
        notices=cards,
        redraw=(rectification_subject(item.id), matter_subject(item.matter_id)),
    )


def require_checkable(item: Rectification, share: Share, actor: Actor) -> None:
    """Let the Office check what the unit has reported on. Raises as `pass_check`."""
    require_checker(share, actor)
    at = standing(item, due_of(item, share.dues))
    if at is not RectificationStatus.REPORTED:
        raise WrongState("rectification", at.value)


def _ready(share: Share) -> ReadyToSummarise:
    return ReadyToSummarise(
        to=to_officer(share.matter.registered_post_id),
        matter_id=share.matter.id,
        registration_number=share.matter.registration_number,
        title=share.matter.title,
        tasks=len({item.task_seq for item in share.assignments if item.status is not AssignmentStatus.WITHDRAWN}),
    )
