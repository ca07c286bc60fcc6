"""What the Office's review of a report says to the unit, and around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from supervision.notices.base import Answer, Notice
from supervision.notices.dialogue import Prompt
from supervision.subjects import Subject


def verdict_subject(report_id: int) -> Subject:
    """What the Office said to a report: a reply to it means the same task and date."""
    return Subject("report_verdict", str(report_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportReturned(Notice):
    """请补充: the unit is to supply what is missing; the first submission still decides whether it was in time.

    `due_seq` is none for a report beyond the dates asked for; `first_answered_at` is none once a second return for
    empty content has unmade the first submission.
    """

    report_id: int
    document_number: str
    task_seq: int
    due_seq: int | None
    round: int
    reason: str
    words: str
    supplement_by: datetime
    first_answered_at: datetime | None

    @property
    def key(self) -> str | None:
        """Once a return."""
        return f"returned/{self.report_id}"

    @property
    def subject(self) -> Subject | None:
        """The report: a reply to this message supplements it."""
        return verdict_subject(self.report_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAccepted(Notice):
    """To the unit: its task counts as carried out."""

    report_id: int
    document_number: str
    task_seq: int
    task_text: str

    @property
    def key(self) -> str | None:
        """Once a task and unit."""
        return f"task_accepted/{self.report_id}"

    @property
    def subject(self) -> Subject | None:
        """The report that completed it."""
        return verdict_subject(self.report_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewNoted(Answer):
    """A toast: the verdict was noted; `completes` says that the unit's task is complete with it."""

    completes: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMoved(Answer):
    """The report answers another date now, which the Office chose."""

    document_number: str
    task_seq: int
    due_seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnPrompt(Prompt):
    """Why is it returned, and what is to be supplied?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePrompt(Prompt):
    """Which date does the report answer?"""
