"""What units ask for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from supervision.model.papers import TransferStatus


@dataclass(frozen=True, slots=True)
class ExtensionRequest:
    """申请延期 of one report due: why, how far it is, and the unit's leader who agreed (`leader`).

    `count` is the how-manieth it is for this report. `agreed_on` is the date that the Office proposes to the leaders
    who decide; what was granted is the `Extension` that names this request.
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
    count: int = 1
    agreed_on: date | None = None
    agreed_hour: time | None = None
