"""What a section is asked and told of a matter that it follows up itself."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.notices.base import Answer
from supervision.notices.dialogue import Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowingPrompt(Prompt):
    """How it goes, or what came of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GatePrompt(Prompt):
    """确需督查室督促: whether it is major, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressNoted(Answer):
    """The note is kept."""

    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedEnded(Answer):
    """The section ended the matter itself."""

    number: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GateKept(Answer):
    """It is not major: the section goes on with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeCalled(Answer):
    """A section's matter went through the gate: it is split, approved, and issued by the Office."""
