"""One-time links to enrol."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from supervision.notices.base import Answer, Extras, ListCard, Notice
from supervision.notices.dialogue import Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationPrompt(Prompt):
    """Whom to invite: kind of unit, unit, post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationIssued(Answer):
    """The link and its QR code, to be handed to the person. `has_account`: it will replace his account."""

    code: str
    name: str
    title: str
    link: str
    expires_at: datetime
    has_account: bool = False

    @property
    def extras(self) -> Extras:
        """The link as a picture."""
        return Extras(qr=self.link)


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationUsed(Notice):
    """The link was used: to the one who made it."""

    name: str
    title: str
    at: datetime
    rebound: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InvitationRevoked(Answer):
    """The link was taken back."""

    name: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenInvitations(ListCard):
    """The links that can still be used."""
