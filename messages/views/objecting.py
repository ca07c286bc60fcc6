"""What the cards of a hearing show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from supervision.model import BulletinEvent, WeakPoint


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingLine:
    """A unit in the list of hearings: its stage, and since when it has its line (`by`: the channel)."""

    unit_id: int
    unit: str
    stage: str
    delivered_at: datetime | None = None
    by: str = ""
    answer_by: datetime | None = None
    phoned_at: datetime | None = None

    @property
    def to_phone(self) -> bool:
        """Whether a call may be written down: the unit has not answered."""
        return self.stage in {"undelivered", "asked", "silent"}

    @property
    def to_decide(self) -> bool:
        """Whether what it explained waits for a decision."""
        return self.stage == "explained"


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingView:
    """One page of the hearings of a bulletin."""

    bulletin_id: int
    period: str
    lines: tuple[HearingLine, ...]
    page: int = 0
    pages: int = 1
    may_act: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplanationView:
    """What a unit explained. `state`: `open`, `upheld`, `maintained`, `dropped` (it is not named any more) or `closed`.

    `drafted`: the viewer had a part in the draft, and so does not decide.
    """

    bulletin_id: int
    unit_id: int
    unit: str
    period: str
    by: str
    words: str
    at: datetime
    events: tuple[BulletinEvent, ...]
    weak: tuple[WeakPoint, ...] = ()
    state: str = "open"
    decided_by: str = ""
    decided_at: datetime | None = None
    reason: str = ""
    may_decide: bool = False
    drafted: bool = False
