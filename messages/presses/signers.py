"""Buttons around signatures: delegations, a secretary's reminder, and changing a text while signing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class BeginDelegation(Press):
    """Give a delegation: the questions follow."""

    prefix: ClassVar[str] = "sb"


@dataclass(frozen=True, slots=True)
class ConfirmDelegation(Press):
    """核对无误: the entry agrees with its paper."""

    prefix: ClassVar[str] = "sc"
    delegation: int


@dataclass(frozen=True, slots=True)
class ShowWaitingDelegations(Press):
    """Send the cards of the entries that wait to be compared with their papers."""

    prefix: ClassVar[str] = "sd"


@dataclass(frozen=True, slots=True)
class RevokeDelegation(Press):
    """Take a delegation back."""

    prefix: ClassVar[str] = "sv"
    delegation: int


@dataclass(frozen=True, slots=True)
class RemindLeader(Press):
    """A secretary asks that his leader gets the paper before him once more."""

    prefix: ClassVar[str] = "sr"
    chain: int
    step: int


@dataclass(frozen=True, slots=True)
class AmendText(Press):
    """Change the text and sign it as changed; what is to be changed is asked for. `shown`: as in `approving`."""

    prefix: ClassVar[str] = "sa"
    chain: int
    step: int
    shown: str
