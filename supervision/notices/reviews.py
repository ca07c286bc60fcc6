"""申请复核: the request before the Office and the reviewer, and what the unit is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision.notices.base import OFFICE, Answer, Card, Notice, Recipient
from supervision.notices.dialogue import Prompt
from supervision.subjects import Subject


def review_subject(review_id: int) -> Subject:
    """A unit's request for a review."""
    return Subject("review", str(review_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPrompt(Prompt):
    """Why the unit asks for a review; why the reviewer decides as he does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewAsked(Answer):
    """The request is with the Office; until when it is answered."""

    answer_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCard(Card):
    """A request: before the Office to name the reviewer, and before the reviewer to decide."""

    to: Recipient = OFFICE
    review_id: int

    @property
    def key(self) -> str | None:
        """Once a request and recipient."""
        return f"review/{self.review_id}/{self.to.kind}/{self.to.id}"

    @property
    def subject(self) -> Subject | None:
        """The request."""
        return review_subject(self.review_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDecided(Notice):
    """The answer to the unit, with the reviewer's words."""

    review_id: int
    unit: str
    number: str
    upheld: bool
    opinion: str

    @property
    def key(self) -> str | None:
        """Once a request."""
        return f"review-decided/{self.review_id}"
