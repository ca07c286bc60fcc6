"""整改: what a unit has to put right, what it promises, how it was checked; and 移送 where it comes to that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision.notices.base import Answer, Card, Notice
from supervision.notices.dialogue import Prompt
from supervision.subjects import Subject


def rectification_subject(rectification_id: int) -> Subject:
    """What a unit has to put right."""
    return Subject("rectification", str(rectification_id))


def referral_subject(referral_id: int) -> Subject:
    """A proposal to hand a case over."""
    return Subject("referral", str(referral_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class RectificationCard(Card):
    """整改通知, to the unit and to the Office: the problem, what was promised, where it stands; replies report on it.

    `round` grows with every check that it did not pass; `taken_in` is the unit that goes on with it after a merger.
    """

    rectification_id: int
    round: int = 0
    taken_in: int = 0

    @property
    def key(self) -> str | None:
        """One card an order, and another after each check that it did not pass."""
        key = f"rectify/{self.rectification_id}/{self.round}"
        return f"{key}/{self.taken_in}" if self.taken_in else key

    @property
    def subject(self) -> Subject | None:
        """The rectification."""
        return rectification_subject(self.rectification_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class RectificationPromised(Notice):
    """To the Office: the unit named its measures, the person and the day."""

    rectification_id: int
    unit: str
    document_number: str
    task_seq: int
    measures: str
    person: str
    due_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RectificationChecked(Notice):
    """To the unit: the Office checked it and it passed."""

    rectification_id: int
    document_number: str
    task_seq: int

    @property
    def key(self) -> str | None:
        """Once a rectification and seat."""
        return f"rectify/{self.rectification_id}/passed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RectifyingPrompt(Prompt):
    """What is asked: the problem and its limit, the unit's measures, why a check did not pass."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RectificationNoted(Answer):
    """What was done: `ordered`, `promised`, `taken` (a report), `passed` or `failed`."""

    what: str
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralCard(Card):
    """移送建议, to the Office alone: with whom it is, and what remains to be done."""

    referral_id: int

    @property
    def key(self) -> str | None:
        """One card a proposal."""
        return f"referral/{self.referral_id}"

    @property
    def subject(self) -> Subject | None:
        """The proposal."""
        return referral_subject(self.referral_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralPrompt(Prompt):
    """What is asked: whether it is grave, why, and how it was handed over."""
