"""What did not arrive."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from supervision.notices.base import OFFICE, Answer, Extras, ListCard, Notice, Recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonUnreachable(Notice):
    """Somebody blocked the bot or cannot be written to; the Office phones."""

    to: Recipient = OFFICE
    name: str
    phone: str
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonReachable(Notice):
    """Somebody who had blocked the bot can be written to again; so many waiting messages go out to him."""

    to: Recipient = OFFICE
    name: str
    posts: tuple[str, ...]
    revived: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SendingResumed(Notice):
    """Telegram could not be reached from then to then, so that nothing went out; what waited does now."""

    to: Recipient = OFFICE
    since: datetime
    until_when: datetime

    @property
    def key(self) -> str | None:
        """Once an outage."""
        return f"sending-resumed/{self.since:%Y%m%d%H%M%S}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupClosed(Notice):
    """A bound group does not let the bot post any more, or the bot was removed from it."""

    to: Recipient = OFFICE
    title: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UndeliveredList(ListCard):
    """待送达: who lacks something that did not reach him, or may not have; whom to phone. Pages from 0.

    `who` is open, at which of his lines; nobody: the list.
    """

    page: int = 0
    who: str = ""
    at: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldByPhone(Answer):
    """The line was closed: told by telephone; `to_confirm`: that a unit knows its paper waits for the second clerk."""

    name: str
    to_confirm: bool = False


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of the printed list."""

    section: str
    unit: str
    name: str
    title: str
    phone: str
    what: str
    reason: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UndeliveredPrinted(Answer):
    """待送达 as a workbook, with columns to fill in while telephoning. `left_off` lines found no room on it."""

    day: date
    lines: tuple[PrintedLine, ...]
    left_off: int = 0

    @property
    def extras(self) -> Extras:
        """The workbook."""
        return Extras(made="undelivered", file_name=f"待送达清单{self.day:%Y%m%d}.xlsx")


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrivalConfirmed(Answer):
    """What may not have arrived did, as the receiver says; `goes_on`: the rest of it goes out now."""

    name: str
    what: str = ""
    goes_on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SentOnceMore(Answer):
    """The line goes out again."""
