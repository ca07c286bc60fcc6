"""Bulletins, who is named in them, and what the named say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class BulletinStatus(StrEnum):
    """Where a bulletin stands."""

    DRAFT = "draft"
    IN_APPROVAL = "in_approval"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    POSTED = "posted"


class BulletinKind(StrEnum):
    """What a bulletin is of."""

    QUARTERLY = "quarterly"
    MONTHLY = "monthly"
    MATTER = "matter"
    ADDENDUM = "addendum"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class BulletinSection:
    """A part of the text as a person wrote it: `problems`, and what else the draft leaves to people."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class BulletinGroup:
    """Things that a bulletin counts alike; its figures are sums of groups (`figures.groups`).

    `verdict` says in which figures; `unit_id` is 0 and `kind` empty of matters and tasks.
    """

    bulletin_id: int
    number: int
    track: str
    unit_id: int
    kind: str
    verdict: int
    value: int
    year: bool = False


@dataclass(frozen=True, slots=True)
class BulletinFact:
    """One thing that a bulletin counts, with its group: kept as it was counted, whatever becomes of it later.

    Zeros stand behind what it is: a matter has neither task, unit nor date.
    """

    bulletin_id: int
    year: bool
    matter_id: int
    task_seq: int
    unit_id: int
    seq: int
    group_number: int


@dataclass(frozen=True, slots=True)
class Bulletin:
    """督查通报 of one quarter, or of what its `kind` says. The bot counts and drafts; people judge (R3a).

    `text` is what the signers signed, `group_text` the same without the names of the criticised: that goes into the
    groups where `name_in_group` was not chosen (they are told by themselves). `returned_words` are a signer's.

    `period` is unique: `2026Q1`, `2026-03/ten_things`, `matter/12/1`, `2026/addendum`, `correction/7`.
    """

    id: int
    period: str
    status: BulletinStatus
    cut_off: date
    drafted_at: datetime
    figures: dict[str, int]
    next_steps: str = ""
    number: str = ""
    text: str = ""
    post_at: datetime | None = None
    posted_at: datetime | None = None
    name_in_group: bool = False
    group_text: str = ""
    returned_words: str = ""
    kind: BulletinKind = BulletinKind.QUARTERLY
    matter_id: int = 0
    track: str = ""
    corrects_id: int | None = None
    named_by: int | None = None
    """Who chose whether the criticised are named in the groups, and when."""
    named_at: datetime | None = None
    sections: tuple[BulletinSection, ...] = ()
    document_id: int | None = None


class Standing(StrEnum):
    """On which side of the bulletin a unit is named."""

    COMMENDED = "commended"
    CRITICISED = "criticised"


@dataclass(frozen=True, slots=True)
class BulletinEvent:
    """The evidence behind a line: one report due, when it came, and how often it was reminded of after its date.

    `late_workdays` is none for a report in time; 0 is late on its very day. `received_at` none: it had not come on
    `as_of`, the day of the draft.
    """

    matter_id: int
    task_seq: int
    due_seq: int
    document_number: str
    task: str
    due_on: date
    late_after: datetime
    received_at: datetime | None
    late_workdays: int | None
    returns: int
    reminded_on: tuple[date, ...] = ()
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class WeakPoint:
    """The evidence for 推进不力 (R3c): what an inspection found and told, or a rectification that failed its check.

    `kind` is `behind` or `false` as the finding, or `unrectified`; `key` names it in the audit (`finding/7`).
    """

    kind: str
    key: str
    document_number: str
    task_seq: int
    task: str
    on: date
    words: str


@dataclass(frozen=True, slots=True)
class BulletinLine:
    """A candidate with its facts; `selected` only when a person of the Office ticked it (no machine ticks).

    `facts` name the reports due in the audit (`12/1/5/2`), `events` are what the bulletin says of them; `weak` is what
    else is said of the criticised, and stands in `facts` by its key.
    """

    bulletin_id: int
    unit_id: int
    standing: Standing
    facts: tuple[str, ...]
    selected: bool = False
    words: str = ""
    events: tuple[BulletinEvent, ...] = ()
    weak: tuple[WeakPoint, ...] = ()


@dataclass(frozen=True, slots=True)
class Objection:
    """申辩: what a unit says to its own line before the bulletin is approved (cards: 通报前核对)."""

    bulletin_id: int
    unit_id: int
    sent_at: datetime
    answer_by: datetime
    agreed: bool | None = None
    words: str = ""
    answered_by: int | None = None
    answered_at: datetime | None = None
    phone_at: datetime | None = None
    """When the Office was told to phone, because the term passed without an answer."""
    delivered_at: datetime | None = None
    """When the first of the unit's people got it, or when it was told them as `delivered_by` says."""
    delivered_by: str = ""
    phoned_at: datetime | None = None
    phoned_by: int | None = None
    phone_words: str = ""
    upheld: bool | None = None
    """Whether what the unit said was found right."""
    facts: tuple[str, ...] = ()
    """What it was asked about, by the names of the line's facts; of what came after, it is heard anew."""
    asked_anew: int = 0
    """How often it was asked once more, because something came that it had not been asked about."""
    decided_by: int | None = None
    decided_at: datetime | None = None
    decision_words: str = ""
