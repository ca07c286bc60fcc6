"""What the cards of a bulletin show."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from supervision.model import BulletinEvent, BulletinKind, WeakPoint

_HEARINGS = ("undelivered", "silent", "explained", "upheld", "", "asked", "phoned", "agreed", "maintained")


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """A candidate: ticked or not, its evidence, and for a criticised unit how the hearing stands.

    `hearing` is empty (it was not asked) or a stage of `supervision.bulletins.hearing`.
    """

    unit_id: int
    unit: str
    events: tuple[BulletinEvent, ...]
    selected: bool
    hearing: str = ""
    words: str = ""
    answer_by: datetime | None = None
    weak: tuple[WeakPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class BulletinView:
    """A bulletin for the Office. `may_edit`: it can be edited now, and by this viewer. `faulty`: it does not add up.

    `paper_id` is the paper that was signed.
    """

    bulletin_id: int
    period: str
    status: str
    cut_off: date
    figures: dict[str, int]
    next_steps: str
    name_in_group: bool
    returned_words: str
    number: str
    post_at: datetime | None
    posted_at: datetime | None
    criticised: tuple[CandidateLine, ...]
    commended: tuple[CandidateLine, ...]
    may_edit: bool
    groups: tuple[str, ...] = ()
    kind: str = BulletinKind.QUARTERLY
    faulty: bool = False
    paper_id: int = 0

    @property
    def named(self) -> tuple[CandidateLine, ...]:
        """The criticised units that people ticked."""
        return tuple(line for line in self.criticised if line.selected)

    @property
    def hearings(self) -> dict[str, int]:
        """How many of them stand where with the hearing, what calls for somebody's doing first."""
        states = [line.hearing for line in self.named]
        return {state: states.count(state) for state in _HEARINGS if state in states}

    @property
    def praised(self) -> tuple[CandidateLine, ...]:
        """The commended units that people ticked."""
        return tuple(line for line in self.commended if line.selected)


@dataclass(frozen=True, slots=True)
class CandidatesView:
    """One page of the candidates of one side."""

    bulletin_id: int
    period: str
    standing: str
    lines: tuple[CandidateLine, ...]
    page: int
    pages: int
    total: int
    selected: int
    may_edit: bool


@dataclass(frozen=True, slots=True)
class ObjectionView:
    """A unit's own line. `state`: `open`, `agreed`, `explained`, `upheld` or `maintained` (it was decided on), `silent`
    (still open, but its term has passed), `dropped` (no longer named), `changed` (it is to be asked once more) or
    `closed` (the bulletin went on without an answer). `spoke_with`: the Office phoned it."""

    bulletin_id: int
    unit_id: int
    unit: str
    period: str
    events: tuple[BulletinEvent, ...]
    answer_by: datetime
    state: str
    by: str = ""
    at: datetime | None = None
    words: str = ""
    may_answer: bool = False
    may_read: bool = field(default=True)
    weak: tuple[WeakPoint, ...] = ()
    spoke_with: str = ""
    phoned_at: datetime | None = None
    reason: str = ""
    merged: bool = False
    """The unit is no more, and who has its work answers."""
