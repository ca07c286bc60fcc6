"""What the list of undelivered messages is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class UndeliveredReceiver:
    """One who lacks something: `number` in the whole list from 1, `key` for its button, and his first line.

    `section` is `leader`, `unit` or `other`: that of his first line. `many` messages stand for `items` lines.
    """

    number: int
    key: str
    who: str
    phone: str
    section: str
    kind: str
    what: str
    reason: str
    items: int = 1
    many: int = 1
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class UndeliveredLine:
    """One line of somebody: which of his (`number` of `of`, from 1), what kind, since when, and why not.

    `can_resend`: it may have arrived, or Telegram refused it; somebody may decide to send it again. `what` names the
    thing, and `settles` is the record by which the line is settled: its kind and what it is of; none: the line is
    closed once it was told. Of one who cannot be reached everything plain is one line: `many` messages, from `row` to
    `last`. `key`, `who`, `phone` and `is_group` are the receiver's.
    """

    key: str
    row: int
    number: int
    of: int
    who: str
    phone: str
    kind: str
    reason: str
    since: datetime
    can_resend: bool = False
    is_group: bool = False
    what: str = ""
    many: int = 1
    last: int = 0
    settles: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class UndeliveredView:
    """A page of those who lack something, or one line of one of them (`line`; of the only one at once).

    `allowed` is false for who may not look (any more), `may_settle` for who may only look. `total` lines, of so many
    `receivers` and `messages`.
    """

    allowed: bool
    total: int = 0
    messages: int = 0
    receivers: int = 0
    page: int = 0
    pages: int = 1
    shown: tuple[UndeliveredReceiver, ...] = ()
    line: UndeliveredLine | None = None
    may_settle: bool = True
