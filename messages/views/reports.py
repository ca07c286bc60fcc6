"""What the templates of a report are given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from supervision.model import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class DateView:
    """The date that a report answers. `seq` counts the dates of the task, `returns` the rounds of supplements.

    `rectifies`: by it the unit was to put something right.
    """

    seq: int
    due_on: date
    due_hour: time | None
    final: bool
    returns: int = 0
    rectifies: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesView:
    """What came with a report: how many of each kind, and what could not be taken."""

    photos: int = 0
    documents: int = 0
    recordings: int = 0
    too_big: int = 0
    wrong_kind: int = 0
    failed: int = 0

    @property
    def taken(self) -> int:
        """How many files can be copied to the Office."""
        return self.photos + self.documents + self.recordings + self.too_big


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskChoice:
    """A task that the report may be about."""

    matter_id: int
    task_seq: int
    unit_id: int
    document_number: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptView:
    """A report for its sender. `document_number` is the short one (12号), empty while the paper is not known.

    `asks_reader`: the liaison taps who has read it; `awaits_endorsement`: that person confirms it himself;
    `may_be_rectification`: something of the task is being put right, and this may be the report on it.
    """

    report_id: int
    status: str
    received_at: datetime
    has_text: bool
    files: FilesView
    version: int = 1
    document_number: str = ""
    task_seq: int | None = None
    task_text: str = ""
    date: DateView | None = None
    reader: str = ""
    asks_reader: bool = False
    awaits_endorsement: bool = False
    may_be_rectification: bool = False
    choices: tuple[TaskChoice, ...] = ()
    more_choices: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EndorsementView:
    """A report for the head or the deputy of its unit."""

    report_id: int
    status: str
    document_number: str
    task_seq: int
    task_text: str
    sender: str
    received_at: datetime
    text: str
    files: FilesView
    date: DateView | None
    reader: str
    may_act: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A report for the Office. `document_number` is empty while its paper is not known.

    What did not come through the bot has its `channel`, and of a paper only the day is known (`day_only`).
    `late` is none while nothing counts; `text_cut` says that the full text follows as a copy of the message itself.
    """

    report_id: int
    version: int
    status: str
    unit_name: str
    sender: str
    received_at: datetime
    text: str
    text_cut: bool
    files: FilesView
    document_number: str = ""
    matter_title: str = ""
    task_seq: int | None = None
    task_text: str = ""
    part: str = ""
    date: DateView | None = None
    first_answered_at: datetime | None = None
    supplement_by: datetime | None = None
    late: bool | None = None
    late_workdays: int = 0
    reader: str = ""
    reader_missing: bool = False
    edited_at: datetime | None = None
    edited_after_review: bool = False
    reviewer: str = ""
    reviewed_at: datetime | None = None
    review_words: str = ""
    others_left: int = 0
    may_act: bool = False
    may_finish: bool = False
    channel: Channel = Channel.TELEGRAM
    day_only: bool = False
    may_move: bool = False
    choices: tuple[TaskChoice, ...] = ()
