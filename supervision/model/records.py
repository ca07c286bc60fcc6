"""What was done outside the bot, as a clerk wrote it down, and dates that were moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from supervision.model.channels import Channel
from supervision.model.reports import Reader


class RecordKind(StrEnum):
    """Which act is recorded."""

    SIGNATURE = "signature"
    """A leader's act of a step, on paper."""
    VERBAL = "verbal"
    """电话同意: the paper may go out, 补签 follows."""
    RATIFICATION = "ratification"
    """补签 or 不予追认, on paper."""
    DELIVERY = "delivery"
    """Told by telephone or handed over, not signed for."""
    RECEIPT = "receipt"
    """签收 on paper or by telephone."""
    REPORT = "report"
    EXTENSION = "extension"
    """A later date given on paper or by telephone."""


class RecordStatus(StrEnum):
    """Whether a record counts."""

    WAITING = "waiting"
    """待核对: counts for nothing."""
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    """核对不符."""
    LAPSED = "lapsed"
    """The thing was decided, changed or withdrawn meanwhile."""


@dataclass(frozen=True, slots=True)
class Record:
    """录入: an act outside the bot as a clerk wrote it down.

    It counts once a second person confirmed it, and then as the act of `person_id` in `post_id` at `happened_at`; with
    no `person_id` it is the act of nobody of the roster: `who` (接电话人, 送件人) names him as told. `happened_at` is
    the paper's day (its hour, else the end of office hours) or the time of the call, and never after `entered_at`.
    `text_hash` is of the text that was signed, as it was when the record was entered. `agrees` is false for 退回 and
    不予追认. `words` are the opinion, the report or the reason; `reference` is the file number of the paper.
    `outbox_row` is the line of 待送达 that the record settles. `name_in_group` is what the last signer of a bulletin
    marked on the paper: how its criticism goes out; None where that is not his to say.
    """

    id: int
    kind: RecordKind
    channel: Channel
    entered_by: int
    entered_post_id: int
    entered_at: datetime
    happened_at: datetime
    matter_id: int = 0
    chain_id: int | None = None
    step_seq: int | None = None
    text_hash: str = ""
    agrees: bool = True
    paper_id: int | None = None
    unit_id: int | None = None
    task_seq: int | None = None
    due_seq: int | None = None
    person_id: int | None = None
    post_id: int | None = None
    who: str = ""
    words: str = ""
    reference: str = ""
    reader: Reader | None = None
    new_due_on: date | None = None
    new_due_hour: time | None = None
    outbox_row: int | None = None
    name_in_group: bool | None = None
    status: RecordStatus = RecordStatus.WAITING
    confirmed_by: int | None = None
    confirmed_at: datetime | None = None
    confirm_words: str = ""


@dataclass(frozen=True, slots=True)
class Extension:
    """延期 that was granted: the printed date stays in `ReportDue.due_on`.

    `in_time`: it was asked for before the report was late; one asked for later changes no figure.
    `request_id` is the unit's 申请延期.
    """

    id: int
    matter_id: int
    task_seq: int
    unit_id: int
    due_seq: int
    new_on: date
    new_hour: time | None
    asked_at: datetime
    in_time: bool
    words: str
    channel: Channel
    granted_by: int | None = None
    granted_at: datetime | None = None
    record_id: int | None = None
    request_id: int | None = None
