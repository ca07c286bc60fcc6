"""Before a unit is criticised: its own line, for it to confirm or to explain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from supervision.notices.base import HERE, OFFICE, Answer, Card, Lane, Notice, Recipient
from supervision.notices.bulletins import bulletin_subject
from supervision.notices.dialogue import Prompt
from supervision.subjects import Subject


def objection_subject(bulletin_id: int, unit_id: int) -> Subject:
    """A unit's line in a bulletin, as the unit has it."""
    return Subject("objection", f"{bulletin_id}/{unit_id}")


def once_more(anew: int) -> str:
    """Set the keys apart of a unit's hearings: it is heard once more of what came after the first."""
    return f"/anew/{anew}" if anew else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionCard(Card):
    """通报前核对: what a bulletin is to say of the unit. `anew`: it is asked once more."""

    bulletin_id: int
    unit_id: int
    anew: int = 0

    @property
    def key(self) -> str | None:
        """One a seat and hearing."""
        return f"objection/{self.bulletin_id}/{self.unit_id}{once_more(self.anew)}"

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
    """The unit agrees, to the Office."""

    to: Recipient = OFFICE
    period: str
    unit: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionDecisionCard(Card):
    """What a unit explained, before those who may decide on it."""

    to: Recipient = OFFICE
    bulletin_id: int
    unit_id: int
    again: int = 0
    anew: int = 0

    @property
    def key(self) -> str | None:
        """One a seat and hearing; from the list of hearings it is sent once more (`again`)."""
        at = f"objection-decision/{self.bulletin_id}/{self.unit_id}{once_more(self.anew)}"
        return at + (f"/{self.again}" if self.again else "")

    @property
    def subject(self) -> Subject | None:
        """The unit's line."""
        return objection_subject(self.bulletin_id, self.unit_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionDecided(Notice):
    """What became of a unit's explanation, with the reason, to the unit."""

    bulletin_id: int
    unit_id: int
    unit: str
    period: str
    upheld: bool
    words: str
    anew: int = 0

    @property
    def key(self) -> str | None:
        """Once a seat and hearing."""
        return f"objection-decided/{self.bulletin_id}/{self.unit_id}{once_more(self.anew)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidingPrompt(Prompt):
    """The reason of 采纳 or 不采纳."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionNoted(Answer):
    """The decision on what a unit explained is on record."""

    unit: str
    upheld: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingCard(Card):
    """核对情况: how far the hearing of each criticised unit is, and what the Office has to do; pages from 0."""

    lane: ClassVar[Lane] = Lane.INTERACTIVE

    to: Recipient = HERE
    bulletin_id: int
    page: int
    again: int

    @property
    def key(self) -> str | None:
        """A new one each time that it is asked for."""
        return f"hearing/{self.bulletin_id}/{self.page}/{self.again}"

    @property
    def subject(self) -> Subject | None:
        """The bulletin: every step of a hearing redraws its cards."""
        return bulletin_subject(self.bulletin_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoningPrompt(Prompt):
    """With whom the Office spoke, and what he said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallNoted(Answer):
    """The call is on record: `heard` is what was said, `answer_by` until when a unit may answer that was told by it."""

    unit: str
    heard: str
    answer_by: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionLapsed(Notice):
    """Units have not answered in time, or were not reached: the Office phones them."""

    to: Recipient = OFFICE
    bulletin_id: int
    period: str
    units: tuple[str, ...]
    unit_ids: tuple[int, ...]
    unreached: tuple[str, ...] = ()
    anew: int = 0

    @property
    def key(self) -> str | None:
        """Once for these units and hearings; for one that was not reached and then is silent, once more."""
        units = "-".join(map(str, self.unit_ids))
        return f"objection-lapsed/{self.bulletin_id}/{units}/{len(self.unreached)}{once_more(self.anew)}"
