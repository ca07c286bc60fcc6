"""What the Office is told when it records that a unit heard of its paper by telephone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from supervision.notices.base import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class CallRecorded(Answer):
    """电话送达 was recorded: the paper counts as delivered from now."""

    unit: str
    document_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachedBefore(Answer):
    """The unit has the paper already: it signed for it, or a call was recorded. Nothing was changed."""

    unit: str
    document_number: str
    at: datetime
    signed: bool
