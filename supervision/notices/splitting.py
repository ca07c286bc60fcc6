"""Splitting a matter."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.notices.base import Answer
from supervision.notices.dialogue import Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class SplittingPrompt(Prompt):
    """A question of /split."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingToSplit(Answer):
    """No matter of this person waits to be split."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterSplit(Answer):
    """The tasks stand. `voided`: signatures under the former text count no more."""

    number: str
    tasks: int
    units: int
    coordinating: str
    voided: bool
