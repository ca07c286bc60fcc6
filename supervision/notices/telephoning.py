"""What the Office is told when a unit that it wants to telephone has its paper already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from supervision.notices.base import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class ReachedBefore(Answer):
    """The unit has the paper already: it signed for it, or a call was recorded. Nothing was changed."""

    unit: str
    document_number: str
    at: datetime
    signed: bool
