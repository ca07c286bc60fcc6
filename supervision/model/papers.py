"""Issued papers and their way to the units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Paper:
    """An issued document. Its text is what the signers signed (`text_hash`), and never changes.

    撤回 after a denied 补签 leaves it as it is, with `withdrawn_at` and why. 更正 is a paper of its own that bears the
    same number: the nth `correction` of `corrects_id`.
    """

    id: int
    matter_id: int
    form: str
    issuer: str
    document_number: str
    text: str
    text_hash: str
    issued_at: datetime
    issued_by: int
    withdrawn_at: datetime | None = None
    withdrawn_why: str = ""
    corrects_id: int | None = None
    correction: int = 0


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One paper to one unit: one card that lists its tasks, and one acknowledgement that settles all of them.

    `channel` says how it was delivered first: by 签收, or by telephone as the Office recorded it (the audit says who);
    `acknowledged_at` is the time of 签收, which may come later or never.
    """

    paper_id: int
    unit_id: int
    matter_id: int
    sent_at: datetime
    acknowledge_by: datetime
    delivered_at: datetime | None = None
    acknowledged_by: int | None = None
    channel: str = ""
    acknowledged_at: datetime | None = None
    record_id: int | None = None


class TransferStatus(StrEnum):
    """Where a request for transfer stands."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    LAPSED = "lapsed"
    """The paper was withdrawn before anybody decided."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """申请改派: a unit says that a task is not its duty; the Office decides. `note` is what the Office wrote beside."""

    id: int
    matter_id: int
    task_seq: int
    unit_id: int
    asked_by: int
    asked_at: datetime
    reason: str
    status: TransferStatus = TransferStatus.ASKED
    decided_by: int | None = None
    decided_at: datetime | None = None
    new_unit_id: int | None = None
    note: str = ""
