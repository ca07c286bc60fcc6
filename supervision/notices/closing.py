"""Summing a matter up and closing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from supervision.notices.base import Answer, Notice
from supervision.notices.dialogue import Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyToSummarise(Notice):
    """To the Office: every unit's result was accepted, so the matter can be summed up."""

    matter_id: int
    registration_number: str
    title: str
    tasks: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryPrompt(Prompt):
    """The text of the summary, its signers, where it goes, and the preview."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySent(Answer):
    """The summary is with its first signer; `way` is where it goes once it is approved, if anywhere."""

    registration_number: str
    title: str
    signers: tuple[str, ...]
    way: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterClosed(Notice):
    """To a unit: the matter of its paper is closed (办结)."""

    matter_id: int
    document_number: str
    title: str
    closed_at: datetime
    reopened_at: datetime | None = None

    @property
    def key(self) -> str | None:
        """Once a matter and seat, and once more after it was taken up again."""
        return f"closed/{self.matter_id}{_again(self.reopened_at)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterClosedHere(Notice):
    """To the Office: the result was signed and the matter is closed."""

    matter_id: int
    registration_number: str
    title: str
    reopened_at: datetime | None = None

    @property
    def key(self) -> str | None:
        """Once a matter and seat, and once more after it was taken up again."""
        return f"closed_office/{self.matter_id}{_again(self.reopened_at)}"


def _again(reopened_at: datetime | None) -> str:
    return f"/{reopened_at:%Y%m%dT%H%M%S}" if reopened_at else ""
