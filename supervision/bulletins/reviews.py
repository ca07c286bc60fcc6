"""申请复核 of a published criticism: within its term, and not decided by those who took part (Order 733 art. 17)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta

from supervision.approving.signing import LONGEST_WORDS
from supervision.calendars.deadlines import local_date
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import DeskItem, DeskKind, Post, ReviewRequest
from supervision.notices.base import to_post, to_unit
from supervision.notices.reviews import ReviewCard, ReviewDecided, review_subject
from supervision.outcome import Fact, Outcome
from supervision.refusals import InvalidInput, NotAllowed, StaleButton, WrongState

UPHELD, CORRECTED = "upheld", "corrected"

REMIND_BEFORE, REMIND_AGAIN = 3, 2
"""Ours: so many workdays before the day of the answer both are reminded, and again after so many."""


def last_day(told_at: datetime, county: County) -> date:
    """The last day on which a unit may ask: so many natural days after it was told."""
    return local_date(told_at, county.zone) + timedelta(days=county.review_days)


def require_in_time(told_at: datetime | None, today: date, county: County, *, asked: bool) -> datetime:
    """When the unit was told, if it may still ask.

    Raises:
        StaleButton: it was never told.
        WrongState: it asked before, or its term has passed.
    """
    if told_at is None:
        raise StaleButton
    if asked:
        raise WrongState("review", "asked")
    if today > last_day(told_at, county):
        raise WrongState("review", "too_late")
    return told_at


def ask(request: ReviewRequest) -> Outcome:
    """Put a unit's request before the Office, which names the reviewer. Raises InvalidInput."""
    if not request.words.strip():
        raise InvalidInput("words", "empty")
    if len(request.words) > LONGEST_WORDS:
        raise InvalidInput("words", "too_long", limit=LONGEST_WORDS)
    details = {"bulletin": request.bulletin_id, "unit": request.unit_id, "words": request.words}
    return Outcome(
        saves=(request,),
        facts=(Fact("review.asked", review_subject(request.id), details),),
        notices=(ReviewCard(review_id=request.id),),
    )


def keys_of(review_id: int) -> tuple[str, str]:
    """How the reminders of the Office and of the reviewer are named on their desks."""
    return f"{review_id}/office", f"{review_id}/reviewer"


def reminder(request: ReviewRequest, *, key: str, post_id: int, unit: str, number: str, workdays: Workdays) -> DeskItem:
    """Have a post reminded of the day by which the unit is to be answered; post 0: all officers."""
    last = workdays.on_or_after(request.answer_by)
    return DeskItem(
        kind=DeskKind.REVIEW_OWED,
        key=key,
        post_id=post_id,
        on=workdays.add_workdays(last, -REMIND_BEFORE),
        title=unit,
        number=number,
        due_on=request.answer_by,
        every=REMIND_AGAIN,
    )


def fit_reviewer(post: Post, took_part: Collection[int]) -> bool:
    """Say whether the holder of a post may review: he neither drafted nor heard nor signed the bulletin."""
    return post.active and post.holder_id is not None and post.holder_id not in took_part


def assign(request: ReviewRequest, post: Post, took_part: Collection[int], *, replaced: bool = False) -> Outcome:
    """Name the reviewer, once; another one where the first cannot decide any more (`replaced`).

    Raises:
        StaleButton: there is one.
        NotAllowed: he took part in the bulletin.
    """
    require_open(request)
    if request.reviewer_post_id is not None and not replaced:
        raise StaleButton
    if not fit_reviewer(post, took_part):
        raise NotAllowed
    subject = review_subject(request.id)
    return Outcome(
        saves=(replace(request, reviewer_post_id=post.id),),
        facts=(Fact("review.assigned", subject, {"post": post.id}),),
        notices=(ReviewCard(to=to_post(post.id), review_id=request.id),),
        redraw=(subject,),
    )


def require_open(request: ReviewRequest) -> None:
    """Let a request be decided once. Raises StaleButton."""
    if request.decided_at is not None:
        raise StaleButton


def decide(
    request: ReviewRequest, outcome: str, opinion: str, *, told: int, unit: str, number: str, now: datetime
) -> Outcome:
    """维持 or 更正 with the reviewer's words; what is wrong the Office corrects by 更正通报.

    Args:
        told: the unit that hears of it: the criticised one, or who has its work by now.

    Raises:
        StaleButton: it is decided.
        InvalidInput: no words, or too many.
    """
    require_open(request)
    words = opinion.strip()
    if not words:
        raise InvalidInput("words", "empty")
    if len(words) > LONGEST_WORDS:
        raise InvalidInput("words", "too_long", limit=LONGEST_WORDS)
    subject = review_subject(request.id)
    notice = ReviewDecided(
        to=to_unit(told),
        review_id=request.id,
        unit=unit,
        number=number,
        upheld=outcome == UPHELD,
        opinion=words,
    )
    return Outcome(
        saves=(replace(request, outcome=outcome, opinion=words, decided_at=now),),
        facts=(Fact("review.decided", subject, {"outcome": outcome, "words": words}),),
        notices=(notice,),
        redraw=(subject,),
    )
