"""Buttons of invitations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class Invite(Press):
    """Make a link for the holder of the post."""

    prefix: ClassVar[str] = "ei"
    post: int


@dataclass(frozen=True, slots=True)
class RevokeInvitation(Press):
    """Take a link back."""

    prefix: ClassVar[str] = "er"
    code: str
