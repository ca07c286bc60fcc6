"""办理情况呈报 to a leader, and his new instruction on a matter, to those who go on with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from supervision.notices.base import Answer, Card, Lane, Notice
from supervision.notices.dialogue import Prompt
from supervision.subjects import Subject


def answer_subject(answer_id: int) -> Subject:
    """What a leader was told of his instruction."""
    return Subject("answer", str(answer_id))


def further_subject(further_id: int) -> Subject:
    """A leader's new instruction on a matter."""
    return Subject("further", str(further_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerCard(Card):
    """办理情况呈报: to the leader, what became of his instruction (P5.3)."""

    lane: ClassVar[Lane] = Lane.INTERACTIVE

    answer_id: int

    @property
    def key(self) -> str | None:
        """One card an answer."""
        return f"answer/{self.answer_id}"

    @property
    def subject(self) -> Subject | None:
        """The answer."""
        return answer_subject(self.answer_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherCard(Card):
    """A leader's new instruction, to the officer of the matter: what he wants, and what was made of it."""

    further_id: int

    @property
    def key(self) -> str | None:
        """One card an instruction."""
        return f"further/{self.further_id}"

    @property
    def subject(self) -> Subject | None:
        """The instruction."""
        return further_subject(self.further_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweringPrompt(Prompt):
    """What is asked when a leader is told of his matter, or answers: the text, his words, the paper he wrote on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersSent(Answer):
    """The leaders who instructed were told."""

    registration_number: str
    leaders: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerNoted(Answer):
    """What the leader's tap, or the Office's entry of what he wrote on paper, did; `verdict` is an `AnswerVerdict`."""

    verdict: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerText(Answer):
    """The whole text of what a leader is told."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherPrompt(Prompt):
    """What is asked about a new instruction: whose it is, its day and gist, and what follows from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenAgain(Notice):
    """To a unit: a leader wants more done, or those above sent the report back (`returned`), and its tasks are open
    again until `due_on`; its card follows."""

    further_id: int
    document_number: str
    leader: str
    dated: date
    gist: str
    tasks: tuple[int, ...]
    due_on: date
    returned: bool = False

    @property
    def key(self) -> str | None:
        """Once an instruction and seat."""
        return f"further/{self.further_id}/again"


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherSettled(Answer):
    """What the Office made of a new instruction: the tasks given again, or the notice sent to its signers or issued.

    `what` is `given`, `sent`, `issued` or `overtaken` (it was not issued); `detail` are the units, the first signer, or
    the document numbers.
    """

    what: str
    detail: tuple[str, ...]
    due_on: date | None = None
