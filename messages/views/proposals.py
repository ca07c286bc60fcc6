"""What the list and the card of 建议提案 show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision.model import Matter, Proposal
from supervision.proposals.opinions import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalLine:
    """A proposal in the list; `stage` is a row of `labels.PROPOSAL_STAGE`."""

    matter_id: int
    registration_number: str
    title: str
    stage: str
    name: str = ""
    owed: int = 0
    sent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalListView:
    """One page of a year's proposals. `waiting` can be put into a meeting; `counts` are by stage."""

    allowed: bool
    year: int = 0
    lines: tuple[ProposalLine, ...] = ()
    total: int = 0
    page: int = 0
    pages: int = 1
    waiting: int = 0
    counts: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """A proposal. Before its analysis there is none of it but the matter.

    `due_on` is the last day of the law's term, `printed_late` whether its paper bears a later one, `absent` the units
    that stayed away from the meeting, `acts` what this person may do now.
    """

    matter: Matter
    stage: str
    acts: frozenset[str]
    proposal: Proposal | None = None
    name: str = ""
    who: str = ""
    leads: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    assigned_on: date | None = None
    held_on: date | None = None
    place: str = ""
    absent: tuple[str, ...] = ()
    due_on: date | None = None
    printed_late: bool = False
    standing: Standing | None = None
