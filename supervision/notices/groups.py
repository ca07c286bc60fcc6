"""Groups: bound, entered, left, muted."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.notices.base import OFFICE, Answer, Notice, Recipient


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupBound(Answer):
    """The group receives bulletins from now on; `again` when it did already."""

    title: str
    again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupEntered(Answer):
    """The bot was brought into a group by somebody who may bind it: how to go on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupMuted(Notice):
    """To the one who bound the group: the bot cannot post there, as far as is known."""

    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupReported(Notice):
    """To the Office: the bot was brought into a group, or may post again in a bound one."""

    to: Recipient = OFFICE
    title: str
    by: str
    bound: bool
