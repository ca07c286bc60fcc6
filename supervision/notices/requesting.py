"""What units ask for and say besides reports: 申请延期 and its answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from supervision.notices.base import Answer, Card, Notice
from supervision.notices.dialogue import Prompt
from supervision.subjects import Subject


def extension_subject(request_id: int) -> Subject:
    """A unit's request for a later date; also what its chain is about."""
    return Subject("extension", str(request_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionCard(Card):
    """A request for a later date, before the Office."""

    request_id: int

    @property
    def key(self) -> str | None:
        """One card a request."""
        return f"extension/{self.request_id}"

    @property
    def subject(self) -> Subject | None:
        """The request."""
        return extension_subject(self.request_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionAsked(Answer):
    """The request is with the Office; until it answers, the date stands. `late`: it was asked for after the date."""

    document_number: str
    task_seq: int
    new_on: date
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRefused(Notice):
    """The Office's no to the unit, with its reason; `limit` is when it is late, where the answer came so late that the
    date had passed."""

    request_id: int
    document_number: str
    unit_name: str
    task_seq: int
    task: str
    due_on: date
    words: str
    limit: datetime | None = None

    @property
    def key(self) -> str | None:
        """A request is decided once."""
        return f"extension-refused/{self.request_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionSettled(Answer):
    """What the Office's answer did: granted until `new_on`, refused, or put before `sent_to`."""

    document_number: str
    task_seq: int
    unit: str
    new_on: date | None = None
    sent_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionPrompt(Prompt):
    """Which report, until when, who agreed, why and how far, to the unit; another date or why not, to the Office."""
