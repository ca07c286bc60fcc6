"""What a roster file would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from supervision.notices.rosters import PreviewLine

FIRST = 12
"""Lines that are seen at once; the others are folded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterPreviewView:
    """The card. `outcome`: empty while it waits, `taken`, `dropped`, or `overtaken` by one that was shown anew."""

    intake_id: int
    name: str
    rows: int
    lines: tuple[PreviewLine, ...]
    more: int
    anew: bool
    outcome: str
    may_decide: bool

    @property
    def counts(self) -> Mapping[str, int]:
        """How many changes of each sort there are, in the order of the lines."""
        return Counter(line.what for line in self.lines)

    @property
    def first(self) -> tuple[PreviewLine, ...]:
        """The lines to see at once."""
        return self.lines[:FIRST]

    @property
    def folded(self) -> tuple[PreviewLine, ...]:
        """The lines below the fold."""
        return self.lines[FIRST:]
