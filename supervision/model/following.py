"""What a section notes of a matter that it follows up itself, and the plans that units make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class NoteKind(StrEnum):
    """What a note says."""

    PROGRESS = "progress"
    OUTCOME = "outcome"
    MERGED = "merged"
    """From a matter that was merged into this one."""


@dataclass(frozen=True, slots=True)
class Note:
    """跟踪记录: a section's own follow-up (P4.2, P5.2), its outcome, or the word of a merged matter."""

    id: int
    matter_id: int
    by: int
    post_id: int
    at: datetime
    text: str
    kind: NoteKind = NoteKind.PROGRESS


@dataclass(frozen=True, slots=True)
class Goal:
    """What a plan promises for one task: how much, and who answers for it (P2.2)."""

    task_seq: int
    text: str
    quantity: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """工作方案: a unit made its plan on `made_on` (备查), or handed it in where the paper asks for it (P1.2)."""

    matter_id: int
    unit_id: int
    made_on: date
    entered_by: int
    entered_at: datetime
    goals: tuple[Goal, ...] = ()
    handed_in: bool = False
