"""Reports that are due, reports that came, and the reminders between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from supervision.model.channels import Channel


class DueKind(StrEnum):
    """What is expected of a unit, or was sent by it."""

    REPORT = "report"
    RECTIFICATION = "rectification"
    """整改; counted like a report."""


class DueStatus(StrEnum):
    """Whether an expected report is still owed."""

    OPEN = "open"
    ANSWERED = "answered"
    """A report is in and waits for review."""
    RETURNED = "returned"
    """退回补充: owed again; the first submission still decides whether it was on time."""
    ACCEPTED = "accepted"
    HELD = "held"
    """中止: neither owed nor late, and owed again when its matter is taken up again."""
    VOID = "void"


@dataclass(frozen=True, slots=True)
class ReportDue:
    """One expected report of one assignment on one date.

    `due_on` is the date as printed; `late_after` (UTC) is the moment after which it is late, recomputed by
    `deadlines.late_after`. `first_answered_at` decides timeliness, `final` marks the report that completes the task.
    `returns` counts the rounds of supplements, `empty_returns` those that were for empty content. `extended_to` is
    延期; the printed date is never overwritten. `held_at`: since when its clock stands still. `known_at`: when the unit
    learned of it, kept here once its task was given again and waits for a 签收 of its own. `provisional`: its term
    runs from 签收, and that day is not known yet.
    """

    matter_id: int
    task_seq: int
    unit_id: int
    seq: int
    due_on: date
    due_hour: time | None
    late_after: datetime
    final: bool
    status: DueStatus = DueStatus.OPEN
    first_answered_at: datetime | None = None
    report_id: int | None = None
    returns: int = 0
    supplement_by: datetime | None = None
    empty_returns: int = 0
    extended_to: date | None = None
    extended_hour: time | None = None
    kind: DueKind = DueKind.REPORT
    held_at: datetime | None = None
    known_at: datetime | None = None
    provisional: bool = False

    @property
    def expected_on(self) -> date:
        """The day on which it is expected: the printed one, or the later one that was granted."""
        return self.extended_to or self.due_on


class ReportStatus(StrEnum):
    """Where a unit's report stands with the Office."""

    UNPLACED = "unplaced"
    """Recorded, but which task it answers is not known yet."""
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    DISCARDED = "discarded"
    """Its sender said that the message was no report."""
    WITHDRAWN = "withdrawn"
    """Its paper was withdrawn, or its task given to another unit, before it was reviewed: kept, and counted nowhere."""


class Reader(StrEnum):
    """Who in the unit has read the report before it counts as the unit's (U3)."""

    UNIT_HEAD = "unit_head"
    UNIT_DEPUTY = "unit_deputy"


@dataclass(frozen=True, slots=True)
class Report:
    """反馈: what a unit said about a task, at the time of its message.

    `chat_id` and `message_id` are the first message; with `part` they are unique, so that an update that comes twice is
    one report. `part` is the row of a sheet, else 0; a recorded report has chat 0 and the record's id as its message.
    `matter_id` is 0 while it is not known which paper the message answers. `reviewed_version` is the wording that was
    judged.
    """

    id: int
    matter_id: int
    unit_id: int
    person_id: int
    post_id: int
    chat_id: int
    message_id: int
    received_at: datetime
    text: str
    status: ReportStatus
    task_seq: int | None = None
    due_seq: int | None = None
    reader: Reader | None = None
    media_group: str = ""
    version: int = 1
    reviewed_by: int | None = None
    reviewed_at: datetime | None = None
    review_words: str = ""
    reviewed_version: int = 0
    part: int = 0
    channel: Channel = Channel.TELEGRAM
    record_id: int | None = None
    kind: DueKind = DueKind.REPORT


@dataclass(frozen=True, slots=True)
class ReportVersion:
    """One wording of a report; an edit adds a version and every version is kept."""

    report_id: int
    version: int
    text: str
    at: datetime


class FileStatus(StrEnum):
    """Whether a file that was sent to the bot is on our disk."""

    WANTED = "wanted"
    STORED = "stored"
    REFUSED = "refused"
    """Too big, or of a kind we do not take; it was said why. Or read and not kept (P7.1)."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that a person sent: evidence of a report, a scan of a record, a photograph on the spot, a roster.

    `follow_up` names the use case that goes on with it once it is on disk (`files/<sha256>` in the data directory).
    """

    id: int
    file_id: str
    unique_id: str
    kind: str
    name: str
    size: int
    chat_id: int
    message_id: int
    sent_by: int
    sent_at: datetime
    report_id: int | None = None
    follow_up: str = ""
    sha256: str = ""
    status: FileStatus = FileStatus.WANTED
    matter_id: int | None = None
    record_id: int | None = None
    finding_id: int | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """催办: one rung of a ladder reached by one thing, for one post. Unique, so asking twice is harmless.

    The thing is a report due (`task_seq`, `due_seq`), a paper that was not acknowledged (`task_seq` 0, `due_seq` the
    paper's id), a signature that is waited for (`matter_id` and `unit_id` 0, `task_seq` the step, `due_seq` the chain)
    or a unit's week (all 0 but `unit_id`); see `supervision/reminding/reminders.py`. `counted_from` is the time limit
    that the rung belongs to, so that a moved limit begins a ladder anew. `told_by` is the key of the outbox row that
    says it: once that row is sent, `told_at` is its time.
    """

    matter_id: int
    task_seq: int
    unit_id: int
    due_seq: int
    rung: str
    post_id: int
    created_at: datetime
    told_at: datetime | None = None
    counted_from: datetime | None = None
    told_by: str = ""
