"""The picture of the work that heads of units and leaders get each week and month, and when they ask (R1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from supervision.notices.base import Answer, Lane, Notice, OnDoubt, Until


@dataclass(frozen=True, slots=True)
class LateLine:
    """A report that a unit owes and that is over its limit: the paper's short number and the task (`label`)."""

    label: str
    task: str
    workdays: int


@dataclass(frozen=True, slots=True)
class MonthRow:
    """What was due in a month, as bulletins count it."""

    n: int
    due: int
    on_time: int
    late: int


@dataclass(frozen=True, slots=True)
class UnitPicture:
    """How a unit stands: tasks in hand; reports due this week, over their limit, sent back; papers to sign for;
    reports that its leaders are to confirm; lines of a bulletin that it is to check. `lines` are some of the late."""

    unit_id: int
    unit: str
    open: int
    this_week: int = 0
    late: int = 0
    returned: int = 0
    unacknowledged: int = 0
    to_endorse: int = 0
    to_check: int = 0
    lines: tuple[LateLine, ...] = ()
    month: MonthRow | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.open or self.unacknowledged or self.to_endorse or self.to_check or self.month)


@dataclass(frozen=True, slots=True)
class LeaderPicture:
    """How the county stands, and what of it is this leader's: signatures, units in his charge, what he instructed.

    `units` are units in his charge with late reports, and how many.
    """

    matters: int
    tasks: int
    late: int = 0
    signing: int = 0
    units: tuple[tuple[str, int], ...] = ()
    instructed_open: int = 0
    instructed_done: int = 0
    month: MonthRow | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.matters or self.signing or self.instructed_open or self.month)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview(Notice):
    """The picture of a week or month, as it was at its hour; `round` is its calendar key."""

    lane: ClassVar[Lane] = Lane.BULK
    on_doubt: ClassVar[OnDoubt] = OnDoubt.HOLD

    round: str
    post_id: int
    at: datetime
    unit: UnitPicture | None = None
    county: LeaderPicture | None = None
    monthly: bool = False

    @property
    def key(self) -> str | None:
        """One a post and round."""
        return f"{self.round}/{self.post_id}"

    @property
    def until(self) -> Until | None:
        """Its week or month is over."""
        return Until("overview_lapsed", self.round)


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewNow(Answer):
    """/overview: the picture of each unit that he leads, and of the county for a leader."""

    at: datetime
    units: tuple[UnitPicture, ...] = ()
    county: LeaderPicture | None = None
