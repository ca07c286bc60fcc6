"""What 办理情况呈报 and a leader's new instruction show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

SHOWN = 600
"""Characters of what a leader is told that stand on the card; ［全文］ has the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """办理情况呈报 to one leader. `may_decide`: this viewer is the leader, and it still waits."""

    answer_id: int
    leader: str
    number: str
    title: str
    dated: date | None
    gist: str
    text: str
    closed: bool
    verdict: str
    words: str = ""
    decided_at: datetime | None = None
    reference: str = ""
    overtaken: bool = False
    withdrawn: bool = False
    may_decide: bool = False

    @property
    def is_long(self) -> bool:
        """Whether the card shows only its beginning."""
        return len(self.text) > SHOWN

    @property
    def beginning(self) -> str:
        """What the card shows."""
        return self.text[:SHOWN] + "…" if self.is_long else self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherView:
    """A new instruction before the officer.

    `state`: `new`, `later` (the matter is not under way), `followed` (the section's own), `in_approval`, `sent_back`,
    `approved`, `overtaken` (it cannot go out as signed: `units_gone` are no more, or its numbers are taken),
    `given` (old tasks again until `due_on`), `issued`, or `over` (the matter was withdrawn).
    `returned`: those above want a report supplemented. `second`: this viewer entered it from paper, so that another
    gives the tasks again.
    """

    further_id: int
    matter_id: int
    leader: str
    dated: date
    gist: str
    registration_number: str
    document_number: str
    title: str
    state: str
    matter_status: str
    go_on: bool = False
    reopened: bool = False
    returned: bool = False
    second: bool = False
    now_with: str = ""
    words: str = ""
    units_gone: tuple[str, ...] = ()
    tasks: tuple[int, ...] = ()
    due_on: date | None = None
    may_act: bool = False
    may_issue: bool = False
