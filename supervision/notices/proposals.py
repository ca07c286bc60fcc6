"""建议提案: the Office's list and card, what is asked, what units and the Office are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from supervision.model import CaseEntry, ResultClass
from supervision.notices.base import HERE, Answer, Card, Lane, ListCard, Notice, Recipient
from supervision.notices.dialogue import Prompt
from supervision.subjects import Subject


def proposal_subject(matter_id: int) -> Subject:
    """A proposal, as the Office's card stands for it."""
    return Subject("proposal", str(matter_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalList(ListCard):
    """建议提案 of a year, those that are not done first."""

    year: int
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalCard(Card):
    """One proposal: whose it is, who handles it, how its replies stand, what to do next."""

    lane: ClassVar[Lane] = Lane.INTERACTIVE

    to: Recipient = HERE
    matter_id: int
    again: int

    @property
    def key(self) -> str | None:
        """A new one each time that it is asked for."""
        return f"proposal-card/{self.matter_id}/{self.again}"

    @property
    def subject(self) -> Subject | None:
        """The proposal."""
        return proposal_subject(self.matter_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalPrompt(Prompt):
    """Whose it is, its analysis, who handles it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssigningPrompt(Prompt):
    """The day on which it was assigned without a meeting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPrompt(Prompt):
    """交办会议: day, place, which proposals, who stayed away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyPrompt(Prompt):
    """答复: to whom, its number and day, its class, who signed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SatisfactionPrompt(Prompt):
    """What a proposer thinks of the reply."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CasefilePrompt(Prompt):
    """立卷归档: the catalogue, its pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingHeld(Answer):
    """The meeting is entered."""

    held_on: date
    proposals: int
    attended: int
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalNoted(Answer):
    """What was done: `replied`, `satisfied`, `again` (a second round until `due_on`) or `evaluate`."""

    what: str
    name: str
    count: int = 1
    result: ResultClass | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondReply(Notice):
    """To the unit: a proposer is not satisfied, so that it handles the proposal and answers him again."""

    reply_id: int
    document_number: str
    task_seq: int
    name: str
    proposer: str
    words: str
    due_on: date

    @property
    def key(self) -> str | None:
        """Once a reply and seat."""
        return f"proposal/{self.reply_id}/again"


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingToFile(Answer):
    """立卷归档 of a year: nothing that is done is still to be filed. `volumes` are those that were filed.

    `whole_year`: of all that the year ended nothing, so that there is nothing to pack.
    """

    year: int
    volumes: tuple[tuple[int, str, int], ...] = ()
    open: int = 0
    whole_year: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CasefileText(Answer):
    """案卷: its catalogue; `fresh` as it is filed just now."""

    number: str
    year: int
    track: str
    matters: int
    entries: tuple[CaseEntry, ...]
    fresh: bool = False
