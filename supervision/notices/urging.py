"""催办通知单: offered to the Office after a reminder, told to the unit with the paper behind it."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.notices.base import Answer, Notice
from supervision.notices.cards import paper_subject
from supervision.reminding.urging_papers import UrgingLine
from supervision.subjects import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgingOffer(Answer):
    """Something of what a unit was reminded of is late: a numbered paper may follow."""

    matter_id: int
    unit_id: int
    unit: str
    title: str
    late: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgingIssued(Answer):
    """A 催办通知单 went out; `without_account`: to be printed and delivered."""

    number: str
    unit: str
    title: str
    without_account: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgingTold(Notice):
    """催办通知单, to the unit's liaisons and to those who lead it; a reply is a report, as one to the paper is."""

    number: str
    unit: str
    title: str
    paper_number: str
    lines: tuple[UrgingLine, ...]
    paper_id: int
    unit_id: int
    workdays_given: int

    @property
    def key(self) -> str | None:
        """Once a number and recipient."""
        return f"urging/{self.number}/{self.to.kind}/{self.to.id}"

    @property
    def subject(self) -> Subject | None:
        """The paper that is answered."""
        return paper_subject(self.paper_id, self.unit_id)
