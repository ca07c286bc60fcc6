"""Issuing: what is pointed out before, and what is said after; acknowledging."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from supervision.notices.approving import TaskWarning
from supervision.notices.base import Answer
from supervision.subjects import Subject


def issue_subject(matter_id: int) -> Subject:
    """The question whether to issue a matter as it stands."""
    return Subject("issue", str(matter_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueQuestion(Answer):
    """Dates that passed or are near while the paper was with its signers: issue it all the same?

    `answered` is `issued` or `held` once it was.
    """

    matter_id: int
    chain_id: int
    title: str
    first_line: str
    warnings: tuple[TaskWarning, ...]
    answered: str = ""

    @property
    def subject(self) -> Subject | None:
        """The question itself, so that its buttons can be taken away."""
        return issue_subject(self.matter_id)


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """A paper by its number, and the units that it went to."""

    number: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperIssued(Answer):
    """What is out, the 函 beside the paper included: until when it is to be acknowledged, and who has to be phoned."""

    papers: tuple[IssuedPaper, ...]
    title: str
    acknowledge_by: datetime
    without_account: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledged(Answer):
    """签收 was recorded for the whole card."""

    document_number: str
    tasks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgedBefore(Answer):
    """签收 was recorded before: when, and by whom (empty: as recorded by the Office)."""

    document_number: str
    at: datetime
    by: str
