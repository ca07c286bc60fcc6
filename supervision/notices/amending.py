"""修改后同意: what a signer is asked, what he is told, and what the earlier signers and the drafter are told."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.notices.base import Answer, Card
from supervision.notices.dialogue import Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class TextAmended(Card):
    """A later signer changed the text and signed it so: what was changed. `own_step` is the reader's, 0: he drafted."""

    amendment_id: int
    own_step: int = 0

    @property
    def key(self) -> str | None:
        """One an amendment and seat."""
        return f"amended/{self.amendment_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentSigned(Answer):
    """The text is changed and signed; `now_with` is empty after the last signature."""

    now_with: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentDropped(Answer):
    """不改了: the text is as it was, and waits for him."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendingPrompt(Prompt):
    """Which task, which of its fields, what it is to be – and the difference, to be confirmed."""
