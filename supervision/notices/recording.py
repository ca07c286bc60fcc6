"""Records of what was done on paper or by telephone: the card of two clerks, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from supervision.notices.base import Answer, Card, CopiedAnswer, ListCard, Notice, Until
from supervision.notices.dialogue import Prompt
from supervision.subjects import Subject


def record_subject(record_id: int) -> Subject:
    """A record."""
    return Subject("record", str(record_id))


def ratify_subject(chain_id: int, seq: int) -> Subject:
    """A telephone consent that waits for its 补签."""
    return Subject("ratify", f"{chain_id}/{seq}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordingPrompt(Prompt):
    """What a clerk is asked of a paper or a call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCard(Card):
    """核对录入: a record before the second clerk; then what became of it."""

    record_id: int

    @property
    def key(self) -> str | None:
        """One card a record and seat."""
        return f"record/{self.record_id}"

    @property
    def until(self) -> Until | None:
        """It was decided before it was seen."""
        return Until("record_decided", str(self.record_id))

    @property
    def subject(self) -> Subject | None:
        """The record."""
        return record_subject(self.record_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNoted(Answer):
    """A toast: the record counts from now on."""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordScans(CopiedAnswer):
    """The scans of a record themselves, to look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoScans(Answer):
    """A toast: nothing was sent with the record; what the paper is filed under."""

    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRejected(Notice):
    """核对不符, to the clerk who entered it: why; it counts for nothing."""

    record_id: int
    what: str
    by: str
    words: str

    @property
    def key(self) -> str | None:
        """A record is rejected once."""
        return f"record-rejected/{self.record_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLapsed(Notice):
    """To the clerk who entered it: the thing was decided, changed or withdrawn meanwhile; `why` is a refusal's kind."""

    record_id: int
    what: str
    why: str

    @property
    def key(self) -> str | None:
        """A record lapses once."""
        return f"record-lapsed/{self.record_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectPrompt(Prompt):
    """What does not agree with the paper?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordList(ListCard):
    """待核对 and 待补签: `batch` holds the records that this list shows."""

    batch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsDecided(Answer):
    """What ［全部核对无误］ did: how many count now, and how many lapsed."""

    confirmed: int
    lapsed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RatifyCard(Card):
    """请补签: what a leader agreed to by telephone, before himself."""

    chain_id: int
    seq: int

    @property
    def key(self) -> str | None:
        """One card a consent."""
        return f"ratify/{self.chain_id}/{self.seq}"

    @property
    def until(self) -> Until | None:
        """It was ratified, or the text is void."""
        return Until("ratified", f"{self.chain_id}/{self.seq}")

    @property
    def subject(self) -> Subject | None:
        """The consent."""
        return ratify_subject(self.chain_id, self.seq)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratified(Answer):
    """A toast: 补签 was recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DenialPrompt(Prompt):
    """不予追认: why?"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Denied(Answer):
    """What a leader's 不予追认 did; `document_number` of the paper that is withdrawn, if it was out."""

    document_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbalDenied(Notice):
    """To the Office and the drafter: a telephone consent is not stood by; the paper goes back."""

    chain_id: int
    seq: int
    title: str
    by: str
    words: str
    document_number: str = ""

    @property
    def key(self) -> str | None:
        """A consent is denied once."""
        return f"denied/{self.chain_id}/{self.seq}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperWithdrawn(Notice):
    """撤回通知, to everyone who had the paper. `ended`: for good (撤销); `into` is the paper that goes on (并案)."""

    paper_id: int
    unit_id: int
    form: str
    document_number: str
    unit_name: str
    title: str
    issuer: str
    withdrawn_on: date
    ended: bool = False
    into: str = ""

    @property
    def key(self) -> str | None:
        """A paper is withdrawn once."""
        return f"withdrawn/{self.paper_id}/{self.unit_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionGranted(Notice):
    """延期, to the unit: until when; `in_time` is false where it was asked for after the date."""

    extension_id: int
    document_number: str
    unit_name: str
    task_seq: int
    task: str
    due_on: date
    new_on: date
    new_hour: time | None
    asked_at: datetime
    in_time: bool

    @property
    def key(self) -> str | None:
        """Once an extension, whichever way it was asked for."""
        return f"extended/{self.extension_id}"
