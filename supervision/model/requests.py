"""What units ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from supervision.model.papers import TransferStatus


@dataclass(frozen=True, slots=True)
class ExtensionRequest:
    """申请延期 of one report due: why, how far it is, and the unit's leader who agreed (`leader`).

    `count` is the how-manieth it is for this report. `chain_id` is the chain of a date that leaders decide about, in
    which the Office proposes `agreed_on`; `extension_id` is what was granted.
    """

    id: int
    matter_id: int
    task_seq: int
    unit_id: int
    due_seq: int
    new_on: date
    new_hour: time | None
    reason: str
    progress: str
    leader: str
    asked_by: int
    asked_at: datetime
    status: TransferStatus = TransferStatus.ASKED
    decided_by: int | None = None
    decided_at: datetime | None = None
    words: str = ""
    extension_id: int | None = None
    count: int = 1
    chain_id: int | None = None
    agreed_on: date | None = None
    agreed_hour: time | None = None
