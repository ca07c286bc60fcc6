"""What is said around a unit's report: receipt, evidence, who has read it, what the Office made of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from supervision.notices.base import (
    HERE,
    OFFICE,
    Answer,
    Card,
    Extras,
    Lane,
    Notice,
    OnDoubt,
    OnKey,
    Recipient,
)
from supervision.subjects import Subject

ALBUM_PAUSE = timedelta(seconds=5)
"""How long the files of an album wait for the rest of it, so that they are copied together."""


def receipt_subject(report_id: int) -> Subject:
    """A report as its receipt stands for it: a reply to it means the same task and date."""
    return Subject("report_receipt", str(report_id))


def endorsement_subject(report_id: int) -> Subject:
    """A report as the head of its unit sees it."""
    return Subject("report_endorsement", str(report_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportReceipt(Card):
    """已收到: no receipt means not recorded. Redrawn when the task or the reader is chosen, and by the review."""

    to: Recipient = HERE

    lane: ClassVar[Lane] = Lane.INTERACTIVE

    report_id: int

    @property
    def key(self) -> str | None:
        """One receipt a report, however many messages it is made of."""
        return f"receipt/{self.report_id}"

    @property
    def subject(self) -> Subject | None:
        """The report, for its sender."""
        return receipt_subject(self.report_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportEndorsement(Card):
    """To the head or deputy of a unit whose county wants them to confirm a report themselves (U3)."""

    report_id: int

    @property
    def key(self) -> str | None:
        """One card a report and seat."""
        return f"endorsement/{self.report_id}"

    @property
    def subject(self) -> Subject | None:
        """The report, for those who can say that it is the unit's."""
        return endorsement_subject(self.report_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceCopies(Notice):
    """No text: the messages of a report themselves, copied to the Office after its card.

    `batch` counts the copyings of one report: messages that come before the last one has left join it.
    """

    on_key: ClassVar[OnKey] = OnKey.REPLACE
    on_doubt: ClassVar[OnDoubt] = OnDoubt.HOLD
    """A copy cannot say that it may be a repetition."""

    report_id: int
    batch: int
    chat_id: int
    message_ids: tuple[int, ...]
    not_before: datetime | None = None
    bare: bool = False
    """Without captions: their words are on the report's card, with the caller masked (P7.1)."""

    @property
    def key(self) -> str | None:
        """One copying a batch."""
        return f"evidence/{self.report_id}/{self.batch}"

    @property
    def send_after(self) -> datetime | None:
        """An album waits for its other items."""
        return self.not_before

    @property
    def extras(self) -> Extras:
        """The messages."""
        return Extras(copy_from=self.chat_id, copies=self.message_ids, bare=self.bare)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderNoted(Answer):
    """A toast: who in the unit has read the report was noted."""

    reader: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPlaced(Answer):
    """A toast: which task the report answers was noted."""

    document_number: str
    task_seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDiscarded(Answer):
    """A toast: the message is no report."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCorrected(Notice):
    """To the Office: a report that it had returned was corrected by an edit and waits for review again."""

    to: Recipient = OFFICE

    report_id: int
    unit_name: str
    document_number: str
    task_seq: int
    version: int

    @property
    def key(self) -> str | None:
        """Once a version."""
        return f"corrected/{self.report_id}/{self.version}"
