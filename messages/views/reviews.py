"""What a request for a review shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewView:
    """A request; `fit` are the posts (id, title) that the Office may name, where it still has to and this viewer may.

    `outcome` is `upheld` or `corrected` once it is decided, `opinion` the reviewer's words; `may_correct`: this viewer
    drafts 更正通报.
    """

    review_id: int
    bulletin_id: int
    number: str
    unit: str
    words: str
    asked_on: date
    answer_by: date
    reviewer: str = ""
    outcome: str = ""
    opinion: str = ""
    fit: tuple[tuple[int, str], ...] = ()
    may_decide: bool = False
    may_correct: bool = False
