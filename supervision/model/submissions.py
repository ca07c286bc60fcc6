"""汇总 and 上报: what is written from the reports, and what goes up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class SummaryKind(StrEnum):
    """What a summary is for."""

    CLOSING = "closing"
    INTERIM = "interim"
    CITY = "city"


class SummaryStatus(StrEnum):
    """Where a summary stands."""

    DRAFT = "draft"
    IN_APPROVAL = "in_approval"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a summary, and the report that it rests on (R2)."""

    text: str
    report_id: int | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """汇总: made from accepted reports, each sentence with its report; `text` is what goes to the signers.

    `way` is the key of a row of `ways.WAYS`: where the text goes once it is approved; empty: nowhere.
    """

    id: int
    matter_id: int
    kind: SummaryKind
    sentences: tuple[Sentence, ...]
    text: str
    written_by: int
    written_at: datetime
    chain_id: int | None = None
    status: SummaryStatus = SummaryStatus.DRAFT
    way: str = ""


class SubmissionStatus(StrEnum):
    """Where a report to the city stands."""

    READY = "ready"
    """待报."""
    SENT = "sent"
    """已报."""
    RECEIVED = "received"
    """市已收."""
    RETURNED = "returned"
    """退回补充."""
    SETTLED = "settled"
    """核销."""
    DROPPED = "dropped"
    """不再上报: those above want it no more, or a later one goes up instead."""


@dataclass(frozen=True, slots=True)
class Submission:
    """上报 of a result (P1.3, P6.1, P7.3). `destination` and `issuer` are values of `forms`.

    `due_on` is the city's date, `own_due_on` the Office's earlier one. What was returned is followed by a new row that
    `supersedes_id` it. An extension is asked of the city on `extension_asked_on`. A report to the county government
    goes to the mayor as the `answer_id` that he is told by.
    """

    id: int
    matter_id: int
    destination: str
    issuer: str
    summary_id: int | None = None
    due_on: date | None = None
    own_due_on: date | None = None
    number: str = ""
    submitted_on: date | None = None
    submitted_by: int | None = None
    status: SubmissionStatus = SubmissionStatus.READY
    words: str = ""
    returned_on: date | None = None
    supersedes_id: int | None = None
    extension_asked_on: date | None = None
    extended_to: date | None = None
    extension_answer: str = ""
    answer_id: int | None = None
