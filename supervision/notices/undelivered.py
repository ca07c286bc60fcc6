"""What did not arrive."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.notices.base import OFFICE, Notice, Recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonUnreachable(Notice):
    """Somebody blocked the bot or cannot be written to; the Office phones."""

    to: Recipient = OFFICE
    name: str
    phone: str
    posts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupClosed(Notice):
    """A bound group does not let the bot post any more, or the bot was removed from it."""

    to: Recipient = OFFICE
    title: str
    state: str
