"""市长热线: what stands on an order of the hotline (P7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from supervision.model.proposals import Satisfaction


@dataclass(frozen=True, slots=True)
class HotlineOrder:
    """交办件 of the hotline (key: its matter). Nothing of the caller is kept.

    `due_on` is the hotline's own date. 回退 is `returned_on`, why, and after how many workdays (`returned_days`).
    `rounds` counts the times it came, a 不满意 bringing it again.
    """

    matter_id: int
    order_number: str
    received_on: date
    due_on: date
    due_hour: time | None = None
    category: str = ""
    returned_on: date | None = None
    returned_why: str = ""
    rounds: int = 1
    satisfied: Satisfaction = Satisfaction.UNASKED
    returned_days: int = 0
