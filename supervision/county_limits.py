"""What a county's settings may not be; `supervision/county.py` asks when they are made. All raise ValueError."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from supervision.roles import LEADERS, SIGNERS, Role

if TYPE_CHECKING:
    from supervision.county import County

HOURS_AFTER, URGENT_DAYS = 3, 5
"""How many steps the ladders of 特急 (after the limit) and 加急 have: one for each who is told."""

CRITICS = frozenset({Role.MAYOR, Role.EXECUTIVE_VICE_MAYOR})
"""Who may say that a unit is criticised: the head of the government or who acts for him (Order 733 art. 21)."""


def check_terms(county: County) -> None:
    """Refuse a term in which nobody can act."""
    counts = (
        county.acknowledge_workdays,
        county.acknowledge_workdays_urgent,
        county.acknowledge_minutes_most_urgent,
        county.supplement_workdays,
        county.invitation_days,
        county.sheet_least,
        county.escalate_minutes,
        county.plan_workdays,
        county.answer_workdays,
        county.answer_again_workdays,
        county.promise_workdays,
        county.rectification_workdays,
        county.review_days,
        county.suspend_review_days,
        county.joint_reply_months,
        county.second_round_months,
    )
    if min(counts) < 1:
        raise ValueError("a term to act in, of days or months, is at least 1")
    waits = (
        county.tight_workdays,
        county.objection_workdays,
        county.bulletin_draft_workdays,
        county.sheet_workdays,
        county.ratify_workdays,
        county.secretary_workdays,
        county.upward_workdays,
        county.extension_ask_workdays,
        county.hotline_return_workdays,
        county.proposal_return_workdays,
        county.proposal_reassign_workdays,
        county.satisfaction_workdays,
    )
    if min(waits) < 0:
        raise ValueError("a number of workdays is not negative")


def check_urgency(county: County) -> None:
    """Refuse steps of reminding that do not follow each other."""
    if min((*county.hours_before, *county.hours_after), default=0) < 0:
        raise ValueError("a number of hours is not negative")
    if not is_ladder(county.hours_after, HOURS_AFTER):
        raise ValueError("three hours after the limit, each later than the one before")
    if not is_ladder(county.urgent_days, URGENT_DAYS):
        raise ValueError("five workdays from the limit, each later than the one before")


def check_bulletins(county: County) -> None:
    """Refuse signers who may not criticise, digests to others than leaders, and marks that cannot be filled."""
    if (
        not county.bulletin_steps
        or county.bulletin_steps[-1] not in CRITICS
        or not SIGNERS.issuperset(county.bulletin_steps)
    ):
        raise ValueError("a bulletin is signed last by the head of the government or his executive deputy")
    if not LEADERS.issuperset(county.leader_roles):
        raise ValueError("a leader's digest goes to a leader")
    if county.head_weekday not in range(8) or county.head_month_workday not in range(11) or county.long_text < 1:
        raise ValueError("a day of the week is at most 7, a workday of the month here at most 10, 0 for none")
    try:
        _ = county.marks
    except (KeyError, IndexError):
        raise ValueError("the mark of a paper knows government_name and office_name") from None


def is_ladder(steps: Sequence[int], count: int) -> bool:
    """Say whether these are so many steps, each after the one below it."""
    return len(steps) == count and all(below < above for below, above in pairwise(steps))
