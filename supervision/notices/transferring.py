"""申请改派: the unit asks, the Office decides, both units are told."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.notices.base import Answer, Card, Notice
from supervision.notices.dialogue import Prompt
from supervision.subjects import Subject


def transfer_subject(transfer_id: int) -> Subject:
    """A unit's request that another take its task."""
    return Subject("transfer", str(transfer_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferCard(Card):
    """A request for transfer, before the Office."""

    transfer_id: int

    @property
    def key(self) -> str | None:
        """One card a request."""
        return f"transfer/{self.transfer_id}"

    @property
    def subject(self) -> Subject | None:
        """The request."""
        return transfer_subject(self.transfer_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferAsked(Answer):
    """The request is with the Office; until it decides, the dates stand."""

    document_number: str
    task_seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferDecided(Notice):
    """The Office's answer to the unit; `new_unit` is empty when it was refused, `words` say why then."""

    transfer_id: int
    document_number: str
    task_seq: int
    task: str
    new_unit: str = ""
    words: str = ""

    @property
    def key(self) -> str | None:
        """A request is decided once."""
        return f"transfer-decided/{self.transfer_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferSettled(Answer):
    """What the Office's decision did."""

    document_number: str
    task_seq: int
    unit: str
    new_unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferringPrompt(Prompt):
    """Which task and why, to the unit; to whom, or why not, to the Office."""
