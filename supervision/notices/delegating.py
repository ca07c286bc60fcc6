"""委托代签: the card of a delegation, its end, and what is asked when one is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision.notices.base import Answer, Card
from supervision.notices.dialogue import Prompt
from supervision.subjects import Subject


def delegation_subject(delegation_id: int) -> Subject:
    """A delegation, as its cards stand for it."""
    return Subject("delegation", str(delegation_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationCard(Card):
    """Who signs for whom on which days; before it counts, what the Office compares with the paper."""

    delegation_id: int

    @property
    def key(self) -> str | None:
        """One card a delegation and seat."""
        return f"delegation/{self.delegation_id}"

    @property
    def subject(self) -> Subject | None:
        """The delegation."""
        return delegation_subject(self.delegation_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationRevoked(Card):
    """To the deputy: it was taken back. A message of its own, since an edited card is not noticed."""

    delegation_id: int

    @property
    def key(self) -> str | None:
        """It is taken back once."""
        return f"delegation-revoked/{self.delegation_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationLine:
    """One delegation in the list. `may_revoke`: the reader may take it back."""

    id: int
    away: str
    deputy: str
    since: date
    until: date
    waiting: bool
    may_revoke: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationList(Answer):
    """/delegate: what runs or will run, as far as it concerns the reader, and the way to another."""

    lines: tuple[DelegationLine, ...]
    may_grant: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationGiven(Answer):
    """It was given; `waiting`: a second person of the Office has to compare it with the paper first."""

    away: str
    deputy: str
    first: date
    last: date
    waiting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationNoted(Answer):
    """In a toast: it was confirmed, or taken back."""

    act: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegatingPrompt(Prompt):
    """For whom, who signs instead, from when until when, by which paper – and whether that is right."""
