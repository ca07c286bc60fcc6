"""Letters to those above a unit that the county does not order: which units, the letter, its questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from supervision.notices.base import Answer, Card
from supervision.notices.dialogue import Prompt
from supervision.subjects import Subject


def letter_up_subject(letter_id: int) -> Subject:
    """A letter to those above a unit."""
    return Subject("letter_up", str(letter_id))


@dataclass(frozen=True, slots=True)
class LateReport:
    """A report that came late, or did not come by `as_of`, as it stands in the record."""

    document_number: str
    task_seq: int
    task: str
    due_on: date
    received_at: datetime | None
    workdays: int
    as_of: date


@dataclass(frozen=True, slots=True)
class ApartUnit:
    """A unit that is not criticised, and what was late; `letter` is the `LetterStatus` of its letter, if any."""

    unit_id: int
    unit: str
    superior: str
    reports: tuple[LateReport, ...]
    letter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApartUnits(Answer):
    """To the Office: the units of a bulletin's period that were late and cannot be criticised."""

    bulletin_id: int
    period: str
    units: tuple[ApartUnit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterUpCard(Card):
    """The letter, to the Office alone: its text, with whom it is, and what remains to be done."""

    letter_id: int

    @property
    def key(self) -> str | None:
        """One card a letter."""
        return f"letter_up/{self.letter_id}"

    @property
    def subject(self) -> Subject | None:
        """The letter."""
        return letter_up_subject(self.letter_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterUpPrompt(Prompt):
    """What is asked: to whom it goes, what is asked of them, and when it was sent."""
