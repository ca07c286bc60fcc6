"""建议提案: proposals of deputies and members, their replies, and the year's files (P6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ProposalKind(StrEnum):
    """Whose proposal it is."""

    DEPUTY = "deputy"
    """代表建议."""
    MEMBER = "member"
    """委员提案."""


class Handling(StrEnum):
    """How several units answer one proposal."""

    LEAD = "lead"
    """主办 with 协办."""
    JOINT = "joint"
    """会办."""
    SEPARATE = "separate"
    """分别办理."""


class ResultClass(StrEnum):
    """办理结果分类."""

    A = "A"
    """已解决或基本解决."""
    B = "B"
    """正在解决或列入规划."""
    C = "C"
    """受条件限制以后解决."""
    D = "D"
    """留作参考."""


class Satisfaction(StrEnum):
    """What those for whom something was done think of it."""

    UNASKED = ""
    SATISFIED = "satisfied"
    BASICALLY = "basically"
    UNSATISFIED = "unsatisfied"


@dataclass(frozen=True, slots=True)
class Proposal:
    """建议 or 提案 (key: its matter), whose track says whether it is the city's or the county's.

    `analysis` is 分析研究, before it is assigned; `explained_on` is when the proposer was told why it takes six months.
    `assigned_on` begins the law's terms: the day of the meeting, or the one on which it was assigned without one.
    """

    matter_id: int
    number: str
    kind: ProposalKind
    proposers: tuple[str, ...]
    session: str = ""
    analysis: str = ""
    handling: Handling = Handling.LEAD
    meeting_id: int | None = None
    assigned_on: date | None = None
    explained_on: date | None = None


@dataclass(frozen=True, slots=True)
class AssignmentMeeting:
    """交办会: the units that came and that did not, and the matters that were assigned (P6.1, P6.2)."""

    id: int
    held_on: date
    place: str
    entered_by: int
    attended: tuple[int, ...] = ()
    absent: tuple[int, ...] = ()
    matter_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ProposalReply:
    """答复 of one unit to one proposer, in a round; `due_seq` is the `ReportDue` by which it is owed."""

    id: int
    matter_id: int
    unit_id: int
    proposer: str
    round: int = 1
    sent_on: date | None = None
    number: str = ""
    result: ResultClass | None = None
    satisfied: Satisfaction = Satisfaction.UNASKED
    answered_on: date | None = None
    due_on: date | None = None
    due_seq: int | None = None
    words: str = ""
    follow_up: bool = False


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """卷内目录: one line of a file's table of contents."""

    seq: int
    title: str
    pages: int = 0
    dated: date | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """案卷: a year's proposals of a track (P6.3), or another matter by itself; closed once all is in it."""

    id: int
    year: int
    track: str
    number: str = ""
    matter_ids: tuple[int, ...] = ()
    closed_by: int | None = None
    closed_at: datetime | None = None
    entries: tuple[CaseEntry, ...] = ()
