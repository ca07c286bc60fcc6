"""Lists that are decided together: a leader's papers, the Office's reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from supervision.batches import list_subject
from supervision.notices.base import HERE, Answer, Card, Lane, Recipient, Until
from supervision.subjects import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningListCard(Card):
    """Papers that wait for a signer, to be signed together: the day's list, or (without `day`) one that was asked for.

    `page` counts from 0; `opened` is the line that is looked at, 0 for the list itself.
    """

    lane: ClassVar[Lane] = Lane.INTERACTIVE

    to: Recipient = HERE
    batch_id: int
    post_id: int = 0
    day: date | None = None
    page: int = 0
    opened: int = 0

    @property
    def key(self) -> str | None:
        """One list a post and day."""
        return f"signlist/{self.post_id}/{self.day.isoformat()}" if self.day else None

    @property
    def until(self) -> Until | None:
        """All its papers were decided before it went out."""
        return Until("signing_list_over", str(self.batch_id)) if self.day else None

    @property
    def subject(self) -> Subject | None:
        """The list."""
        return list_subject(self.batch_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSigned(Answer):
    """What a tap of ［全部同意］ did."""

    signed: int
    failed: int
    left_out: int
