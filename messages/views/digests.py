"""What reminders show: what is owed, by whom, until when."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

from supervision.model import DeskKind, Urgency

_DESK_ORDER = {kind: place for place, kind in enumerate(DeskKind)}
_NUMBERED = ("soon", "over", "unacknowledged", "to_urge", "to_phone")
"""The sections of a digest whose lines name a paper."""


@dataclass(frozen=True, slots=True)
class OwedLine:
    """A report that is owed. `counts_to` is the local day of its limit, `over` are the workdays past it (none: in
    time); `returned`: a supplement is owed. `also_told` are the unit's posts that hear of it as well. Of what is 特急
    the `minutes` left are told, or those past it (negative); of the others none. `more_time_asked`: a request for a
    later date waits for its answer."""

    matter_id: int
    paper_id: int
    unit_id: int
    document_number: str
    task_seq: int
    task: str
    unit: str
    due_on: date
    due_hour: time | None
    limit: datetime
    counts_to: date
    over: int | None
    returned: bool = False
    also_told: tuple[str, ...] = ()
    urgency: Urgency = Urgency.ROUTINE
    minutes: int | None = None
    more_time_asked: bool = False
    in_full: bool = False

    @property
    def number(self) -> str:
        """`12号`, or the whole of it where another paper beside it is called so, too."""
        return self.document_number if self.in_full else short_number(self.document_number)

    @property
    def label(self) -> str:
        """`12号第2项`."""
        return f"{self.number}第{self.task_seq}项"


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper that was not acknowledged in time; `told`: the unit knows of it by telephone."""

    matter_id: int
    paper_id: int
    unit_id: int
    document_number: str
    title: str
    unit: str
    acknowledge_by: datetime
    told: bool = False
    unit_short: str = ""
    in_full: bool = False

    @property
    def number(self) -> str:
        """`12号`, or the whole of it where another paper beside it is called so, too."""
        return self.document_number if self.in_full else short_number(self.document_number)

    @property
    def label(self) -> str:
        """As `number`."""
        return self.number


@dataclass(frozen=True, slots=True)
class SigningLine:
    """A signature that is waited for; `signer` is whose, for his secretary."""

    title: str
    act: str
    since: datetime
    signer: str = ""


@dataclass(frozen=True, slots=True)
class RatifyLine:
    """A consent by telephone that was not ratified in time: whose, when it was given, and by when it was to be."""

    title: str
    signer: str
    given_at: datetime
    ratify_by: datetime


@dataclass(frozen=True, slots=True)
class WeekLine:
    """How a unit stands this week (R1)."""

    unit: str
    owed: int
    this_week: int
    overdue: int


@dataclass(frozen=True, slots=True)
class DeskLine:
    """A thing of the Office's desk, with the date by which it is to be done, if it has one."""

    kind: DeskKind
    title: str
    number: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class MergedLine:
    """What a unit owes besides what is named: how much, and how much of it is late."""

    unit: str
    count: int
    late: int


@dataclass(frozen=True, slots=True)
class DigestView:
    """A person's reminders, sorted into the sections of the digest.

    `for_leader`: he is asked to see to it, not to report. `may_issue`: a 催办通知单 is offered for what is `to_urge`.
    `merged` is what a unit owes beyond the lines that a digest names. `to_urge` and `to_phone` are the Office's,
    `with_leaders` a secretary's; `to_ratify` waits for the reader's own 补签, `unratified` for a leader's; `desk` is
    what is neither a report nor a signature, by kind.
    """

    day: date
    soon: tuple[OwedLine, ...] = ()
    over: tuple[OwedLine, ...] = ()
    unacknowledged: tuple[PaperLine, ...] = ()
    signing: tuple[SigningLine, ...] = ()
    to_urge: tuple[OwedLine, ...] = ()
    to_phone: tuple[PaperLine, ...] = ()
    weeks: tuple[WeekLine, ...] = ()
    for_leader: bool = False
    unit: str = ""
    with_leaders: tuple[SigningLine, ...] = ()
    to_ratify: tuple[RatifyLine, ...] = ()
    unratified: tuple[RatifyLine, ...] = ()
    desk: tuple[DeskLine, ...] = ()
    may_issue: bool = False
    merged: tuple[MergedLine, ...] = ()

    @property
    def of_desk(self) -> tuple[tuple[DeskKind, tuple[DeskLine, ...]], ...]:
        """What is of the desk by kind, in the order of the kinds."""
        lines = sorted(self.desk, key=lambda line: _DESK_ORDER[line.kind])
        return tuple((kind, tuple(group)) for kind, group in groupby(lines, lambda line: line.kind))

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to say."""
        of_unit = (self.soon, self.over, self.unacknowledged, self.weeks)
        of_leaders = (self.signing, self.with_leaders, self.to_ratify, self.unratified)
        return not any((*of_unit, *of_leaders, self.to_urge, self.to_phone, self.desk))

    def within(self, most: int) -> DigestView:
        """The digest with so many lines named of what each unit owes, the most overdue first; the rest is one line."""
        kept: dict[int, list[OwedLine]] = {}
        rest: dict[str, list[OwedLine]] = {}
        for line in sorted((*self.over, *self.soon), key=lambda line: line.limit):
            named = kept.setdefault(line.unit_id, [])
            (named if len(named) < most else rest.setdefault(line.unit, [])).append(line)
        named_lines = {id(line) for lines in kept.values() for line in lines}
        merged = tuple(
            MergedLine(unit, len(lines), sum(line.over is not None for line in lines)) for unit, lines in rest.items()
        )
        return replace(
            self,
            soon=tuple(line for line in self.soon if id(line) in named_lines),
            over=tuple(line for line in self.over if id(line) in named_lines),
            merged=merged,
        )

    def told_apart(self) -> DigestView:
        """The digest with whole numbers where two of its papers end alike: 夏政督〔2026〕1号 and 夏政办〔2026〕1号 are
        both 1号, and so are last year's and this year's."""
        sections: dict[str, tuple[OwedLine | PaperLine, ...]] = {name: getattr(self, name) for name in _NUMBERED}
        written = {line.document_number for lines in sections.values() for line in lines}
        ends = Counter(map(short_number, written))
        whole: dict[str, Any] = {
            name: tuple(replace(line, in_full=ends[short_number(line.document_number)] > 1) for line in lines)
            for name, lines in sections.items()
        }
        return replace(self, **whole) if max(ends.values(), default=0) > 1 else self


def short_number(document_number: str) -> str:
    """The end of a document number as it is said in an office: 夏政督〔2026〕12号 → 12号."""
    return document_number.rpartition("〕")[2] or document_number
