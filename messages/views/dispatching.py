"""What a paper shows to the unit that has it, and how that unit is addressed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from messages.views.amending import ChangeLine
from supervision.model import (
    ORDERED_KINDS,
    AssignmentStatus,
    Channel,
    Instruction,
    Part,
    Plan,
    Source,
    TransferStatus,
    UnitKind,
    Urgency,
)

ADDRESS: Mapping[str, str] = {
    "镇人民政府": "镇",
    "乡人民政府": "乡",
    "街道办事处": "街道办",
    "局": "局",
    "委": "委",
    "委员会": "委",
    "中心": "中心",
    "公司": "公司",
    "办公室": "办",
}
"""How papers address a unit after 你 or 贵, by the end of its name; else 单位."""


def address_of(name: str, *, ordered: bool = True) -> str:
    """你局, 你镇, 贵公司 … by a unit's name, and whether it can be ordered."""
    end = next((word for end, word in ADDRESS.items() if name.endswith(end)), "单位")
    return ("你" if ordered else "贵") + end


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTask:
    """One task of the card; `due_on` and `report_on` are what this unit owes, as far as it is still ahead or open.

    `extended` are printed dates with the later ones that were granted (延期), and their hour; `asked` are expected
    dates with the later ones that the unit asks for.
    """

    seq: int
    part: Part
    text: str
    requirement: str
    status: AssignmentStatus
    due_on: date | None = None
    due_hour: time | None = None
    report_on: tuple[date, ...] = ()
    extended: tuple[tuple[date, date, time | None], ...] = ()
    asked: tuple[tuple[date, date], ...] = ()

    @property
    def next_reports(self) -> tuple[date, ...]:
        """The dates to print: a monthly schedule shows its first three."""
        return self.report_on[:3]


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperMarks:
    """What became of a paper after its issue, besides the course of its tasks.

    A 更正 has what it `corrects`; a paper that this unit has a 更正 of names it (`corrected_by`). `ended`: 撤销, or
    并案 where another paper goes on (`merged_into`).
    """

    corrects: tuple[ChangeLine, ...] = ()
    is_correction: bool = False
    corrected_by: str = ""
    suspended_on: date | None = None
    ended: bool = False
    merged_into: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperNotes:
    """What the unit noted of how it carries the paper out, and what it is asked for."""

    plan: Plan | None = None
    plan_wanted: bool = False
    """Whether the paper wants the plan handed in; else it is only noted (备查)."""
    plan_by: date | None = None
    """Until when, once the unit has the paper."""
    person: str = ""
    """The unit's 专人 (P7.2), with the telephone number."""
    asks_person: bool = False
    callers_apart: bool = False
    """Whether who called is fetched from the Office, and not said here (P7.1)."""
    head_first: bool = False
    """Whether the paper says that the unit's head is first responsible (P3.2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """A paper as one unit has it."""

    paper_id: int
    unit_id: int
    form: str
    document_number: str
    unit_name: str
    unit_kind: UnitKind
    urgency: Urgency
    title: str
    instruction: Instruction | None
    source: Source | None
    tasks: tuple[PaperTask, ...]
    acknowledge_by: datetime
    acknowledged_at: datetime | None
    acknowledged_by: str
    issuer: str
    issued_on: date
    matter_over: bool = False
    acknowledged_channel: Channel = Channel.TELEGRAM
    delivered_by_phone: datetime | None = None
    withdrawn_on: date | None = None
    unit_now: str = ""
    """What the unit is called today, where its paper calls it otherwise."""
    handed_to: str = ""
    """The unit that took this one in, and its tasks with it."""
    marks: PaperMarks = PaperMarks()
    may_acknowledge: bool = False
    may_transfer: bool = False
    may_extend: bool = False
    may_note: bool = False
    notes: PaperNotes = PaperNotes()
    document_id: int = 0
    """The paper as a file, where files are sent only to who asks for one."""

    @property
    def is_letter(self) -> bool:
        """Whether the unit cannot be ordered and is asked (垂管单位、企业; Order 733 art. 5)."""
        return self.unit_kind not in ORDERED_KINDS

    @property
    def address(self) -> str:
        """你局, 你镇, 贵公司 …"""
        return address_of(self.unit_name, ordered=not self.is_letter)

    @property
    def live(self) -> tuple[PaperTask, ...]:
        """The tasks that were not taken back."""
        return tuple(task for task in self.tasks if task.status is not AssignmentStatus.WITHDRAWN)

    @property
    def void(self) -> bool:
        """Whether nothing on the card is this unit's any more."""
        return not self.live

    @property
    def waits(self) -> bool:
        """Whether 签收 is still asked for."""
        unread = any(task.status is AssignmentStatus.ISSUED for task in self.tasks)
        return (
            not self.void
            and not self.matter_over
            and not self.withdrawn_on
            and not self.marks.corrected_by
            and (self.acknowledged_at is None or unread)
        )

    @property
    def in_force(self) -> bool:
        """Whether the unit still acts on the paper."""
        return not self.void and not self.matter_over and not self.withdrawn_on and not self.marks.corrected_by

    @property
    def askable(self) -> bool:
        """Whether the unit can ask to be rid of a task."""
        asked = {AssignmentStatus.ISSUED, AssignmentStatus.IN_PROGRESS}
        return not self.matter_over and not self.withdrawn_on and any(task.status in asked for task in self.tasks)


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferView:
    """A unit's request before the Office."""

    transfer_id: int
    document_number: str
    unit_name: str
    task_seq: int
    task: str
    part: Part
    reason: str
    asked_by: str
    asked_at: datetime
    status: TransferStatus
    decided_by: str = ""
    decided_at: datetime | None = None
    new_unit: str = ""
    may_decide: bool = False
    count: int = 1
    """The how-manieth request of this unit it is, this year."""
    order_of: int = 0
    """The matter, if it is an order of the hotline, which can be given back there; else 0."""
