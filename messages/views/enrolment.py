"""What the list of open invitations is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """A link that can still be used."""

    code: str
    name: str
    title: str
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenInvitationsView:
    """All of them; `allowed` is false for who may not make any (any more)."""

    allowed: bool
    lines: tuple[InvitationLine, ...] = ()
    more: int = 0
