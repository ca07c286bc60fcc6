"""What the card of a report to those above shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision.model import Submission, SubmissionStatus

ENDED = frozenset({SubmissionStatus.SETTLED, SubmissionStatus.DROPPED})
"""Nothing more is entered about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionView:
    """A report to those above; `overtaken`: another took its place. `above` is the short name of
    those above, `to_city` whether they are (a county government asks for no date)."""

    row: Submission
    registration_number: str
    title: str
    destination: str
    issuer: str
    above: str
    to_city: bool
    may_enter: bool
    overtaken: bool = False
    closed: bool = False

    @property
    def due(self) -> date | None:
        """The date of those above, as it is now."""
        return self.row.extended_to or self.row.due_on

    @property
    def open(self) -> bool:
        """Whether something can still be entered."""
        return self.may_enter and not self.overtaken and self.row.status not in ENDED
