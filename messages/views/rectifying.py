"""What the cards of 整改 and of 移送 show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RectificationView:
    """What a unit has to put right, for the unit and for the Office. `status` is a `RectificationStatus`.

    `address` is 你局 or the like; to the Office (`for_office`) the unit is named. `over`: nothing is asked any more,
    the matter or the task was taken back or the matter is closed. `promise_by`: the day by which the unit names its
    measures.
    """

    rectification_id: int
    unit_name: str
    address: str
    document_number: str
    task_seq: int
    task_text: str
    problem: str
    status: str
    due_on: date | None
    promise_by: date
    fraud: bool = False
    basis: str = ""
    measures: str = ""
    person: str = ""
    reported_at: datetime | None = None
    checked_at: datetime | None = None
    check_words: str = ""
    for_office: bool = False
    over: bool = False
    may_promise: bool = False
    may_check: bool = False
    may_refer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralView:
    """A proposal to hand a case over, for the Office. `status` is a `ReferralStatus`."""

    referral_id: int
    rectification_id: int
    unit_name: str
    document_number: str
    task_seq: int
    title: str
    words: str
    status: str
    now_with: str = ""
    returned_by: str = ""
    returned_words: str = ""
    approved_at: datetime | None = None
    number: str = ""
    handed_on: date | None = None
    handed_to: str = ""
    reference: str = ""
    may_act: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """Who looked into it, when, and what he found; `verdict` is a `FindingVerdict`, empty where 整改 did not pass."""

    on: date
    by: str
    words: str
    verdict: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralText:
    """What the signers of a proposal are given (`drafts/_referral.j2`)."""

    unit_name: str
    title: str
    document_number: str
    task_seq: int
    task_text: str
    problem: str
    ordered_on: date
    measures: str
    person: str
    checks: tuple[CheckLine, ...]
    fraud: bool
    basis: str
    words: str
