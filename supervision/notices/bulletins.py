"""Bulletins: the Office's card, its candidates, the text, and what the units and groups get."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from supervision.model import BulletinEvent, BulletinKind, WeakPoint
from supervision.notices.base import HERE, OFFICE, Answer, Card, Extras, FileRef, Lane, Notice, OnDoubt, Recipient
from supervision.notices.dialogue import Prompt
from supervision.subjects import Subject


def bulletin_subject(bulletin_id: int) -> Subject:
    """A bulletin, as the Office's cards stand for it."""
    return Subject("bulletin", str(bulletin_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinCard(Card):
    """A bulletin for the Office: figures, who is to be named, what to do next."""

    to: Recipient = OFFICE
    bulletin_id: int
    again: int = 0

    @property
    def key(self) -> str | None:
        """One card a bulletin; /bulletin sends another (`again`)."""
        return f"bulletin-card/{self.bulletin_id}" + (f"/{self.again}" if self.again else "")

    @property
    def subject(self) -> Subject | None:
        """The bulletin."""
        return bulletin_subject(self.bulletin_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidatesCard(Card):
    """The candidates of one side, to be ticked by people; pages from 0."""

    lane: ClassVar[Lane] = Lane.INTERACTIVE

    to: Recipient = HERE
    bulletin_id: int
    standing: str
    page: int
    again: int

    @property
    def key(self) -> str | None:
        """A new one each time that it is asked for."""
        return f"candidates/{self.bulletin_id}/{self.standing}/{self.page}/{self.again}"

    @property
    def subject(self) -> Subject | None:
        """The bulletin: every tick redraws all its cards."""
        return bulletin_subject(self.bulletin_id)


@dataclass(frozen=True, slots=True)
class FoundLine:
    """What an inspection found of a unit's task in the period."""

    found_on: date
    task: str
    verdict: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineEvidence(Answer):
    """查看依据: the reports behind one line."""

    unit: str
    standing: str
    period: str
    events: tuple[BulletinEvent, ...]
    findings: tuple[FoundLine, ...] = ()
    weak: tuple[WeakPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A unit that the bulletin names, with the events behind it, and what speaks for 推进不力."""

    unit: str
    events: tuple[BulletinEvent, ...] = ()
    weak: tuple[WeakPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class ThingLine:
    """One of the ten things in a monthly bulletin: target, newest accepted report, what was found on the spot.

    `light` and `found` are empty where a unit, not heard on it, would stand by name with what is not as reported.
    """

    target: str
    units: tuple[str, ...]
    due_on: date | None
    progress: str
    light: str
    found: str


@dataclass(frozen=True, slots=True)
class Inspections:
    """督查活动 of the period: how many, and how often what was found is as reported."""

    activities: int
    met: int
    behind: int
    false: int


@dataclass(frozen=True, slots=True)
class TrackLine:
    """One kind of matters in a bulletin: its figures."""

    track: str
    figures: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinText(Answer):
    """The whole bulletin but number and date, which it gets when it is approved.

    `named`: the criticised stand in it by name. `for_signers` adds in whose name it goes out.
    `problems` are the Office's words; none: what the figures say. `year` are the figures of the whole year, in the
    addendum that ends it. `annex` is the name of the table that the paper has.
    """

    period: str
    cut_off: date
    figures: dict[str, int]
    commended: tuple[NamedUnit, ...]
    criticised: tuple[NamedUnit, ...]
    next_steps: str
    named: bool = True
    for_signers: bool = False
    bulletin_kind: str = BulletinKind.QUARTERLY
    things: tuple[ThingLine, ...] = ()
    inspections: Inspections | None = None
    tracks: tuple[TrackLine, ...] = ()
    problems: str = ""
    year: dict[str, int] | None = None
    annex: str = ""
    bulletin_id: int = 0
    may_edit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LastBulletin(Answer):
    """The newest bulletin that was posted; with its id for whoever may see what its figures count."""

    number: str
    text: str
    posted_on: date
    bulletin_id: int = 0


@dataclass(frozen=True, slots=True)
class Draftable:
    """A period that is past its cut-off and has no bulletin yet; `kind` counts in `periods.DRAFTED`."""

    year: int
    n: int
    period: str
    kind: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NoBulletin(Answer):
    """There is no bulletin to show, but what the Office may draft by hand; `besides`: there are others in hand."""

    draftable: tuple[Draftable, ...] = ()
    besides: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinNoted(Answer):
    """A toast of the working card: `ticked`, `unticked`, `asked`, `recounted`, `sent`, `faulty`."""

    what: str
    unit: str = ""
    count: int = 0
    answer_by: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStepsPrompt(Prompt):
    """The words of 下一步要求, or of 存在问题."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinApproved(Notice):
    """All have signed: the number, and when it will be posted."""

    to: Recipient = OFFICE
    bulletin_id: int
    number: str
    period: str
    post_at: datetime
    groups: tuple[str, ...]

    @property
    def key(self) -> str | None:
        """Once an hour that is set for it: one that was held keeps its number and is signed anew."""
        return f"bulletin-approved/{self.bulletin_id}/{self.number}/{self.post_at:%Y%m%d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinHeld(Notice):
    """A signed bulletin was not posted: what it says, of these units or others, is not counted any more (`counted`); or
    its annex is not what was signed (`annex`)."""

    to: Recipient = OFFICE
    bulletin_id: int
    number: str
    units: tuple[str, ...]
    post_at: datetime
    why: str = "counted"

    @property
    def key(self) -> str | None:
        """Once an hour at which it was to be posted."""
        return f"bulletin-held/{self.bulletin_id}/{self.post_at:%Y%m%d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoGroupBound(Notice):
    """A bulletin is to be posted, but no group is bound."""

    to: Recipient = OFFICE
    bulletin_id: int
    number: str

    @property
    def key(self) -> str | None:
        """Once a bulletin."""
        return f"bulletin-nowhere/{self.bulletin_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupBulletin(Notice):
    """The bulletin in a group."""

    lane: ClassVar[Lane] = Lane.BULK
    on_doubt: ClassVar[OnDoubt] = OnDoubt.HOLD

    bulletin_id: int
    number: str
    text: str
    issued_on: date
    files: tuple[FileRef, ...] = ()

    @property
    def key(self) -> str | None:
        """Once a group."""
        return f"bulletin/{self.bulletin_id}/{self.to.id}"

    @property
    def extras(self) -> Extras:
        """The chart and the paper, behind the text, which a group that allows no pictures gets all the same."""
        return Extras(files=self.files, text_apart=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class CriticismTold(Notice):
    """What the bulletin says of a criticised unit, to the unit itself, with its right to a review."""

    lane: ClassVar[Lane] = Lane.BULK
    on_doubt: ClassVar[OnDoubt] = OnDoubt.HOLD

    bulletin_id: int
    unit_id: int
    number: str
    period: str
    unit: str
    events: tuple[BulletinEvent, ...]
    in_group: bool
    weak: tuple[WeakPoint, ...] = ()
    files: tuple[FileRef, ...] = ()

    @property
    def key(self) -> str | None:
        """Once a seat of the unit, whatever it is called by then."""
        return f"bulletin-told/{self.bulletin_id}/{self.unit_id}"

    @property
    def extras(self) -> Extras:
        """The paper."""
        return Extras(files=self.files)
