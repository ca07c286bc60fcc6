"""What a letter to those above a unit shows, as a card and as a text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision.notices.superiors import LateReport


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterUpView:
    """A letter for the Office. `status` is a `LetterStatus`; `document_id` is its file, 0 before it is approved."""

    letter_id: int
    bulletin_id: int
    unit_id: int
    unit_name: str
    superior: str
    text: str
    status: str
    now_with: str = ""
    returned_by: str = ""
    returned_words: str = ""
    number: str = ""
    sent_on: date | None = None
    document_id: int = 0
    may_act: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterUpText:
    """What the signers are given, and those above get (`drafts/_letter_up.j2`).

    `to_itself`: the unit has nobody above it to be written to. `request` is what was worded; empty: the usual words.
    """

    unit_name: str
    superior: str
    to_itself: bool
    reports: tuple[LateReport, ...]
    request: str = ""

    @property
    def owed(self) -> bool:
        """Whether one of them has not come yet."""
        return any(report.received_at is None for report in self.reports)
