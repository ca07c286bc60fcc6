"""What the cards of 督查活动 show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from supervision.model import Activity


@dataclass(frozen=True, slots=True)
class FindingLine:
    """What was found at one place, in one line."""

    finding_id: int
    unit: str
    item: str
    verdict: str
    text: str
    told: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityView:
    """An activity: the plan, and what was found. `may_plan`, `may_find`: what this viewer may do.

    `signed_with` is the matter that it is sent for approval with, 0 if it goes by itself; `with_paper`: it begins when
    that matter goes out; `held`: it stands still while that matter is suspended. `step`
    (`chain/seq`) is whose signature this viewer may record from paper.
    """

    activity: Activity
    matter: str
    units: tuple[str, ...]
    tasks: tuple[str, ...]
    findings: tuple[FindingLine, ...]
    looked_at: int
    places: int
    clause: str
    waits_for: str = ""
    returned_words: str = ""
    may_plan: bool = False
    may_find: bool = False
    signed_with: int = 0
    with_paper: bool = False
    held: bool = False
    step: str = ""

    @property
    def untold(self) -> int:
        """How many findings their units have not been told."""
        return sum(not line.told for line in self.findings)


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """An activity in the list."""

    activity_id: int
    kind: str
    title: str
    status: str
    since: date
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityListView:
    """One page of the activities that are not over."""

    lines: tuple[ActivityLine, ...]
    total: int
    page: int
    pages: int
    may_plan: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView:
    """What was found at one place."""

    finding_id: int
    activity: str
    unit: str
    item: str
    task: str
    verdict: str
    text: str
    by: str
    at: datetime
    photos: int
    lost: int
    told_at: datetime | None
    may_tell: bool
