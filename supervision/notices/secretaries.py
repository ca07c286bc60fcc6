"""What secretaries are told, and what the Office is told of a leader who cannot be reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from supervision.notices.base import Answer, Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderReminded(Answer):
    """In a toast: what became of ［提醒领导］.

    `again`: he was reminded today already; `not_before`: after the quiet hours; `unreachable`: he has no account, and
    the Office was told.
    """

    leader: str
    again: bool = False
    unreachable: bool = False
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderUnreachable(Notice):
    """A secretary asks for a signature of somebody without an account: the Office brings him the paper."""

    chain_id: int
    seq: int
    title: str
    leader: str
    day: date

    @property
    def key(self) -> str | None:
        """One a step and day."""
        return f"leader/{self.chain_id}/{self.seq}/{self.day}"
