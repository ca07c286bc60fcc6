"""Lists that are decided together: a leader's papers, the Office's reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from supervision.approving.batches import list_subject
from supervision.notices.base import HERE, Answer, Card, Extras, Lane, Notice, Recipient, Until
from supervision.subjects import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningListCard(Card):
    """Papers that wait for a signer, to be signed together: the day's list, or (without `day`) one that was asked for.

    `page` counts from 0; `opened` is the line that is looked at, 0 for the list itself. `passed_by` is the list of the
    signer before, who passed it on.
    """

    lane: ClassVar[Lane] = Lane.INTERACTIVE

    to: Recipient = HERE
    batch_id: int
    post_id: int = 0
    day: date | None = None
    page: int = 0
    opened: int = 0
    passed_by: int = 0

    @property
    def key(self) -> str | None:
        """One list a post and day, and one for each list that was passed on to it."""
        if self.day is None:
            return None
        return f"signlist/{self.post_id}/" + (f"after/{self.passed_by}" if self.passed_by else self.day.isoformat())

    @property
    def until(self) -> Until | None:
        """All its papers were decided before it went out."""
        return Until("signing_list_over", str(self.batch_id)) if self.day else None

    @property
    def subject(self) -> Subject | None:
        """The list."""
        return list_subject(self.batch_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSigned(Answer):
    """What a tap of ［全部同意］ did."""

    signed: int
    failed: int
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewListCard(Card):
    """Reports that wait for review, to be accepted together but for exceptions. `page` counts from 0."""

    lane: ClassVar[Lane] = Lane.INTERACTIVE

    to: Recipient = HERE
    batch_id: int
    page: int = 0

    @property
    def subject(self) -> Subject | None:
        """The list."""
        return list_subject(self.batch_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingToReview(Answer):
    """/review, but no report waits for this person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListReviewed(Answer):
    """What a tap of ［全部采纳］ did; the cards of the exceptions follow."""

    accepted: int
    failed: int
    exceptions: int


def sheet_subject(sheet_id: int) -> Subject:
    """A 反馈表 that went out."""
    return Subject("sheet", str(sheet_id))


def sheet_receipt_subject(file_id: int) -> Subject:
    """A 反馈表 that came back."""
    return Subject("sheet_receipt", str(file_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSheet(Card):
    """反馈表: the reports that a unit owes on one day, as a workbook to fill in and send back."""

    sheet_id: int
    unit_id: int
    due_on: date

    @property
    def key(self) -> str | None:
        """One a unit and day."""
        return f"sheet/{self.unit_id}/{self.due_on.isoformat()}"

    @property
    def until(self) -> Until | None:
        """Everything in it was reported before it went out."""
        return Until("sheet_answered", str(self.sheet_id))

    @property
    def subject(self) -> Subject | None:
        """The sheet, so that a reply brings it back."""
        return sheet_subject(self.sheet_id)

    @property
    def extras(self) -> Extras:
        """The workbook."""
        name = f"反馈表（{self.due_on.month}月{self.due_on.day}日）.xlsx"
        return Extras(made="report_sheet", file_name=name)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """What is wrong with a row of a returned sheet: `line` of the file, its visible `number`, a stable `reason`."""

    line: int
    number: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReceipt(Card):
    """What came of a returned sheet: one receipt for all its rows."""

    lane: ClassVar[Lane] = Lane.INTERACTIVE

    sheet_id: int
    file_id: int
    recorded: int
    corrected: int = 0
    same: int = 0
    problems: tuple[RowProblem, ...] = ()
    more_problems: int = 0

    @property
    def key(self) -> str | None:
        """One a file."""
        return f"sheet-receipt/{self.file_id}"

    @property
    def subject(self) -> Subject | None:
        """The returned file."""
        return sheet_receipt_subject(self.file_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRefused(Notice):
    """A returned file is not taken as a whole: `reason` says why."""

    lane: ClassVar[Lane] = Lane.INTERACTIVE

    name: str
    reason: str
