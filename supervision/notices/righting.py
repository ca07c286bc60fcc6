"""更正通报 and 申请复核: its text, its questions, and what the units and the Office are told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from supervision.notices.base import Answer, Lane, Notice, OnDoubt
from supervision.notices.dialogue import Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionText(Answer):
    """更正通报 but its number and date; `unit` is 有关单位 where the wrong bulletin named nobody in the groups."""

    corrected: str
    period: str
    unit: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RightingPrompt(Prompt):
    """更正通报: whose criticism, why, and whether it is right so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionSent(Answer):
    """更正通报 is with its first signer."""

    now_with: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CriticismCorrected(Notice):
    """What was said of a unit is taken back, to the unit and its leaders."""

    lane: ClassVar[Lane] = Lane.BULK
    on_doubt: ClassVar[OnDoubt] = OnDoubt.HOLD

    bulletin_id: int
    number: str
    corrected: str
    unit: str
    reason: str

    @property
    def key(self) -> str | None:
        """Once a seat of the unit."""
        return f"bulletin-corrected/{self.bulletin_id}/{self.unit}"
