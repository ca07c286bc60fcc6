"""整改: what a unit has to put right, and 责任追究 where it comes to that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class RectificationStatus(StrEnum):
    """Where an order to put something right stands."""

    ORDERED = "ordered"
    PROMISED = "promised"
    """The unit named its measures, the person and the day."""
    REPORTED = "reported"
    """整改完成 was reported and waits for a check."""
    PASSED = "passed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Rectification:
    """整改 of one unit's share of a task (P5.3; Order 733 art. 18), after a report or a finding on the spot.

    `due_on` is the limit that was set, then the day that the unit promised; `due_seq` is the `ReportDue` by which it is
    owed since. `fraud`: 弄虚作假 was found (Order 733 art. 21), as `basis` says.
    """

    id: int
    matter_id: int
    task_seq: int
    unit_id: int
    problem: str
    ordered_by: int
    ordered_at: datetime
    report_id: int | None = None
    finding_id: int | None = None
    measures: str = ""
    person: str = ""
    due_on: date | None = None
    due_seq: int | None = None
    status: RectificationStatus = RectificationStatus.ORDERED
    checked_by: int | None = None
    checked_at: datetime | None = None
    check_words: str = ""
    fraud: bool = False
    basis: str = ""


class ReferralStatus(StrEnum):
    """Where a proposal to hold somebody responsible stands."""

    IN_APPROVAL = "in_approval"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    HANDED_OVER = "handed_over"


@dataclass(frozen=True, slots=True)
class Referral:
    """责任追究移送 (R3d; Order 733 art. 21, 25): proposed by people, approved, and handed over on paper."""

    id: int
    unit_id: int
    matter_id: int
    rectification_id: int
    words: str
    proposed_by: int
    proposed_at: datetime
    status: ReferralStatus = ReferralStatus.IN_APPROVAL
    approved_at: datetime | None = None
    handed_on: date | None = None
    handed_to: str = ""
    reference: str = ""
    number: str = ""
    evidence: tuple[str, ...] = ()
    """What it rests on, by the names of the audit."""
    checked_by: int | None = None


class LetterStatus(StrEnum):
    """Where a letter to a unit's superior stands."""

    DRAFT = "draft"
    IN_APPROVAL = "in_approval"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    SENT = "sent"


@dataclass(frozen=True, slots=True)
class LetterUp:
    """函 to the superior of a unit that the county asks and does not order (垂管等), instead of a criticism.

    `facts` are what it speaks of, by the names of the figures of its bulletin; `text` is the whole letter.
    """

    id: int
    bulletin_id: int
    unit_id: int
    superior: str
    facts: tuple[str, ...]
    text: str
    drafted_by: int
    drafted_at: datetime
    status: LetterStatus = LetterStatus.DRAFT
    number: str = ""
    sent_on: date | None = None
