"""Before a unit is criticised: its own line, for it to confirm or to explain."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.notices.base import OFFICE, Answer, Card, Notice, Recipient
from supervision.notices.dialogue import Prompt
from supervision.subjects import Subject


def objection_subject(bulletin_id: int, unit_id: int) -> Subject:
    """A unit's line in a bulletin, as the unit has it."""
    return Subject("objection", f"{bulletin_id}/{unit_id}")


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionCard(Card):
    """通报前核对: what a bulletin is to say of the unit."""

    bulletin_id: int
    unit_id: int

    @property
    def key(self) -> str | None:
        """One a seat."""
        return f"objection/{self.bulletin_id}/{self.unit_id}"

    @property
    def subject(self) -> Subject | None:
        """The unit's line."""
        return objection_subject(self.bulletin_id, self.unit_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionPrompt(Prompt):
    """The words of 说明情况."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionNoted(Answer):
    """The unit's answer is on record."""

    agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionAnswered(Notice):
    """What the unit said, to the Office."""

    to: Recipient = OFFICE
    period: str
    unit: str
    by: str
    agreed: bool
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionLapsed(Notice):
    """Units have not answered in time: the Office phones them."""

    to: Recipient = OFFICE
    bulletin_id: int
    period: str
    units: tuple[str, ...]
    unit_ids: tuple[int, ...]

    @property
    def key(self) -> str | None:
        """Once for these units."""
        return f"objection-lapsed/{self.bulletin_id}/{'-'.join(map(str, self.unit_ids))}"
