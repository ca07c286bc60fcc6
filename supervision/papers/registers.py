"""The registers of numbers: which numbers can be marked as void by hand, and what becomes of what bore them.

A number is void where nothing valid bears it any more: what was withdrawn, or was never delivered. That of a paper
that was withdrawn is void by the withdrawal itself; a paper that is out is withdrawn first.
"""

from __future__ import annotations

from dataclasses import replace

from supervision.model import (
    Activity,
    ActivityStatus,
    Bulletin,
    BulletinStatus,
    LetterStatus,
    LetterUp,
    Matter,
    MatterStatus,
    NumberTaken,
    Paper,
    Referral,
    ReferralStatus,
)
from supervision.refusals import WrongState

LONGEST_REASON = 60

Bearer = Activity | Bulletin | LetterUp | Matter | Paper | Referral
"""What can lose its number. Of 催办通知单, reports to those above and case files there is none that was never out."""

BEARERS: dict[str, type[Bearer]] = {
    "activity": Activity,
    "bulletin": Bulletin,
    "letter_up": LetterUp,
    "matter": Matter,
    "paper": Paper,
    "referral": Referral,
}
"""By what a number was drawn for (`NumberTaken.subject_kind`)."""


def is_voidable(taken: NumberTaken, bearer: Bearer | None) -> bool:
    """Whether a number may be marked as void: it is not yet, and what bears it was withdrawn or never went out."""
    return taken.void_at is None and bearer is not None and _never_out(bearer)


def _never_out(bearer: Bearer) -> bool:
    match bearer:
        case Paper():
            return bearer.withdrawn_at is not None
        case Matter():
            return bearer.status is MatterStatus.WITHDRAWN
        case Activity():
            return bearer.status is ActivityStatus.CANCELLED
        case Bulletin():  # held after its signature and taken back to be drafted anew
            return bearer.status in (BulletinStatus.DRAFT, BulletinStatus.SENT_BACK)
        case Referral():  # its letter is drawn up, and not handed over
            return bearer.status is ReferralStatus.APPROVED
        case LetterUp():
            return bearer.status is LetterStatus.APPROVED


def require_voidable(taken: NumberTaken, bearer: Bearer | None) -> None:
    """Refuse what cannot be void. Raises WrongState."""
    if taken.void_at is not None:
        raise WrongState("number", "void")
    if not is_voidable(taken, bearer):
        raise WrongState("number", "paper" if taken.subject_kind == "paper" else "out")


def without_number(bearer: Bearer, number: str) -> Bearer | None:
    """What bore a number, ready to be numbered anew; none where it is over, or bears another number."""
    if isinstance(bearer, (Bulletin, Referral)) and bearer.number == number:
        return replace(bearer, number="")
    if isinstance(bearer, LetterUp) and bearer.number == number:
        return replace(bearer, number="", status=LetterStatus.SENT_BACK)
    return None
