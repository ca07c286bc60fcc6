"""What the list of undelivered messages is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class UndeliveredLine:
    """One message: `number` in the whole list from 1, who, what kind, why not, whom to phone.

    `can_resend`: it may have arrived, or Telegram refused it; somebody may decide to send it again. `section` is
    `leader`, `unit` or `other`, `what` names the thing, and `settles` is the record by which the line is settled: its
    kind and what it is of; none: the line is closed once it was told. Of one who cannot be reached everything plain is
    one line: `many` messages, from `row` to `last`.
    """

    row: int
    number: int
    who: str
    kind: str
    reason: str
    phone: str
    since: datetime
    can_resend: bool = False
    is_group: bool = False
    section: str = "other"
    what: str = ""
    many: int = 1
    last: int = 0
    settles: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class UndeliveredView:
    """One page of it; `allowed` is false for who may not look (any more), `may_settle` for who may only look."""

    allowed: bool
    total: int = 0
    messages: int = 0
    page: int = 0
    pages: int = 1
    lines: tuple[UndeliveredLine, ...] = ()
    may_settle: bool = True
