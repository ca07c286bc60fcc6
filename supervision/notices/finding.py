"""/find: matters by any words."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.notices.base import ListCard
from supervision.notices.dialogue import Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundList(ListCard):
    """What was found for the words, by page from 0. It is looked for anew each time it is shown."""

    words: str
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FindPrompt(Prompt):
    """Asks what to look for."""
