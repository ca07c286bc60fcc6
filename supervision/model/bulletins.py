"""Bulletins, who is named in them, and what the named say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class BulletinStatus(StrEnum):
    """Where a bulletin stands."""

    DRAFT = "draft"
    IN_APPROVAL = "in_approval"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    POSTED = "posted"


@dataclass(frozen=True, slots=True)
class Bulletin:
    """督查通报 of one quarter. The bot counts and drafts; people judge (R3a)."""

    id: int
    period: str
    status: BulletinStatus
    cut_off: date
    drafted_at: datetime
    figures: dict[str, int]
    next_steps: str = ""
    number: str = ""
    text: str = ""
    post_at: datetime | None = None
    posted_at: datetime | None = None


class Standing(StrEnum):
    """On which side of the bulletin a unit is named."""

    COMMENDED = "commended"
    CRITICISED = "criticised"


@dataclass(frozen=True, slots=True)
class BulletinLine:
    """A candidate with its facts; `selected` only when a person of the Office ticked it (no machine ticks)."""

    bulletin_id: int
    unit_id: int
    standing: Standing
    facts: tuple[str, ...]
    selected: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class Objection:
    """申辩: what a unit says to its own line before the bulletin is approved (cards: 通报前核对)."""

    bulletin_id: int
    unit_id: int
    sent_at: datetime
    answer_by: datetime
    agreed: bool | None = None
    words: str = ""
    answered_by: int | None = None
    answered_at: datetime | None = None
