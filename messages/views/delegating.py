"""What the card of a delegation shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DelegationView:
    """Who signs for whom on which days.

    `state`: waiting (entered from a paper, to be compared by a second person), rejected, coming, running, over or
    revoked. `reference` and `entered_by` are of the paper, `own_entry`: by the reader. `for_deputy`: he signs instead.
    """

    delegation_id: int
    away: str
    deputy: str
    since: date
    until: date
    state: str
    reference: str = ""
    entered_by: str = ""
    entered_at: datetime | None = None
    confirmed_by: str = ""
    revoked_at: datetime | None = None
    for_deputy: bool = False
    own_entry: bool = False
    may_revoke: bool = False
    may_confirm: bool = False
