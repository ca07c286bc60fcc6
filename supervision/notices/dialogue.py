"""Questions of a conversation, and what is said around them."""

from __future__ import annotations

from dataclasses import dataclass, field

from supervision.notices.base import Answer
from supervision.subjects import Subject


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that can be tapped: what the button carries, and what it says."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt(Answer):
    """An open question. Each flow has one subclass, whose template branches on `question`.

    `facts` are the answers so far, as the template shows them; `answered` is set once the question is behind.
    """

    draft: str
    step: int
    question: str
    facts: dict[str, object] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    per_row: int = 3
    backable: bool = True
    answered: str = ""

    @property
    def subject(self) -> Subject | None:
        """The question itself, so that a reply to it answers it and its buttons can be taken away."""
        return Subject("question", f"{self.draft}/{self.step}")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepOrDrop(Answer):
    """Another question is still open: go on with it, or drop it for what is wanted now."""

    flow: str
    wanted: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowCancelled(Answer):
    """The open question and its answers were dropped."""

    flow: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingOpen(Answer):
    """/cancel or /back, but no question is open."""
