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

TOLD_BY_LADDER = frozenset({Role.LIAISON, Role.UNIT_DEPUTY, Role.UNIT_HEAD, Role.OFFICER})
"""Who can be told by the ladder of 平件."""

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


def check_ladder(county: County) -> None:
    """Refuse a ladder that nobody can climb, or that tells those above the liaison before anything is late."""
    if not rises([days for days, _ in county.ladder]) or not county.ladder:
        raise ValueError("the steps of the ladder are days, each later than the one before")
    if not all(roles and TOLD_BY_LADDER.issuperset(roles) for _, roles in county.ladder):
        raise ValueError("a step of the ladder tells somebody of the unit, or the officer")
    if is_early_above(county.ladder):
        raise ValueError("until the limit has passed the liaison alone is told")


def is_early_above(ladder: Sequence[tuple[int, Sequence[Role]]]) -> bool:
    """Say whether a step tells somebody above the liaison before the limit has passed."""
    return any(days <= 0 and set(roles) != {Role.LIAISON} for days, roles in ladder)


def check_urgency(county: County) -> None:
    """Refuse steps of reminding that do not follow each other."""
    if min((*county.hours_before, *county.hours_after), default=0) < 0:
        raise ValueError("a number of hours is not negative")
    if min(county.approver_minutes, default=1) < 1 or not rises(county.approver_minutes):
        raise ValueError("minutes after which a leader is reminded, each later than the one before")
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
    return len(steps) == count and rises(steps)


def rises(steps: Sequence[int]) -> bool:
    """Say whether each of these comes after the one before it."""
    return all(below < above for below, above in pairwise(steps))
