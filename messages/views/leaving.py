"""What the card of a leave shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveView:
    """A leave. `covers` are the titles of those who stand in, none if there is nobody but who is away himself.

    `state` is `coming`, `running` or `over`.
    """

    leave_id: int
    unit: str
    title: str
    name: str
    since: date
    until: date
    covers: tuple[str, ...]
    state: str
    may_end: bool
