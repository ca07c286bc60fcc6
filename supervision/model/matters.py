"""Matters, where they come from, and their tasks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum


class Urgency(StrEnum):
    """紧急程度 of a paper: 平件, 加急, 特急."""

    ROUTINE = "routine"
    URGENT = "urgent"
    MOST_URGENT = "most_urgent"


class Part(StrEnum):
    """A unit's part in a task: 牵头 or 配合."""

    LEAD = "lead"
    SUPPORT = "support"


class MatterStatus(StrEnum):
    """Where a matter stands; the moves are the rows of `supervision/procedures/lifecycle.py`."""

    FOLLOWED = "followed"
    """科室跟踪: a vice-mayor's matter that its section follows up itself, before the gate (P4.2, P5.2)."""
    REGISTERED = "registered"
    """已登记: waits to be split."""
    SPLIT = "split"
    """已分解: tasks stand, not yet sent for approval."""
    IN_APPROVAL = "in_approval"
    """审签中."""
    SENT_BACK = "sent_back"
    """退回修改 by a signer."""
    APPROVED = "approved"
    """已审定: waits for the Office to issue it."""
    IN_PROGRESS = "in_progress"
    """办理中."""
    CLOSING = "closing"
    """办结审签中: the summary is with the signers."""
    SUSPENDED = "suspended"
    """已中止: nothing is owed and nobody is reminded until it is taken up again."""
    CLOSED = "closed"
    """已办结."""
    WITHDRAWN = "withdrawn"
    """已撤销."""


@dataclass(frozen=True, slots=True)
class Source:
    """A paper or spoken order that a matter comes from. `oral` sources name place and recorder instead of a number.

    `kind` is a `sources.SourceKind`, empty where it was not asked.
    """

    title: str
    number: str = ""
    dated: date | None = None
    author: str = ""
    oral: bool = False
    place: str = ""
    recorder: str = ""
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Instruction:
    """批示要求（摘要）: who instructed, when, and the gist. The original words stay on paper (secrecy).

    A leader of the `city` has no post here.
    """

    leader_post_id: int | None
    leader_title: str
    dated: date | None
    gist: str
    city: bool = False


@dataclass(frozen=True, slots=True)
class Matter:
    """督查事项: one paper or order to be carried out, from registration to 办结.

    `leader_post_id` is the county leader who gave the instruction and signs where the notice says 县政府领导.
    `form` and `issuer` are values of `tracks.Form` and `tracks.Issuer`; `result_chain` is the row number of the
    track's result chains once it was chosen. `source_kind` is a `sources.SourceKind` where the registering officer
    found the track by it (`SourceDefault.reports_up` decides P1.3), else empty. `level` is a `schedules.Level` where
    the county reads P3.2 by it, else empty. `track_why` is the stable word of why it has its track. One taken over from
    the ledger that was kept before (存量) has `taken_over_at` and the line it stood in (`ledger_ref`).

    `countersign` are the posts that 会签 before the first 审定; `gate_reason` is why its section wanted the Office
    (确需, P4.2, P5.2). `complex` gives a proposal its longer term (代表法 art. 51). `plan_wanted`: its paper asks for
    the 方案 to be handed in. `review_on` is the day on which a suspension is looked at again. `city_due_on` and
    `city_ref` are the city's own date and number; the Office's date is earlier (P1.3, P6.1, P7.3).
    """

    id: int
    registration_number: str
    track: str
    title: str
    status: MatterStatus
    urgency: Urgency
    registered_by: int
    registered_post_id: int
    registered_at: datetime
    text: str = ""
    sources: tuple[Source, ...] = ()
    instructions: tuple[Instruction, ...] = ()
    leader_post_id: int | None = None
    due_on: date | None = None
    due_hour: time | None = None
    form: str = ""
    issuer: str = ""
    coordinating_unit_id: int | None = None
    copy_to: tuple[str, ...] = ()
    result_chain: int | None = None
    issued_at: datetime | None = None
    closed_at: datetime | None = None
    source_kind: str = ""
    level: str = ""
    track_why: str = ""
    taken_over_at: datetime | None = None
    ledger_ref: str = ""
    countersign: tuple[int, ...] = ()
    gate_reason: str = ""
    complex: bool = False
    plan_wanted: bool = False
    suspended_at: datetime | None = None
    review_on: date | None = None
    merged_into_id: int | None = None
    withdrawn_at: datetime | None = None
    reopened_at: datetime | None = None
    city_due_on: date | None = None
    city_ref: str = ""


class TermFrom(StrEnum):
    """From which day a relative date is counted."""

    ISSUE = "issue"
    INSTRUCTION = "instruction"
    ACKNOWLEDGE = "acknowledge"


@dataclass(frozen=True, slots=True)
class Task:
    """任务: one numbered piece of a matter. `report_on` are dates of progress reports besides the final `due_on`.

    `term` is a relative date as it was typed off (`30d` natural days, `20w` workdays, `3m` months), counted from
    `term_from` and made a `due_on` at issue. `cycle` are repeated reports (`weekly:4`, `monthly:10,25`,
    `quarterly:last`) up to `cycle_until`. An `ongoing` task (持续推进) has no final date, but a cycle and a day on
    which it is looked at again (`review_on`).
    """

    matter_id: int
    seq: int
    text: str
    requirement: str = ""
    due_on: date | None = None
    due_hour: time | None = None
    report_on: tuple[date, ...] = ()
    leader_in_charge_post_id: int | None = None
    term: str = ""
    term_from: TermFrom = TermFrom.ISSUE
    cycle: str = ""
    cycle_until: date | None = None
    ongoing: bool = False
    review_on: date | None = None


class AssignmentStatus(StrEnum):
    """Where one unit stands with one task."""

    PROPOSED = "proposed"
    """Not yet issued."""
    ISSUED = "issued"
    """待签收."""
    IN_PROGRESS = "in_progress"
    """办理中."""
    TRANSFER_ASKED = "transfer_asked"
    """已申请改派."""
    ACCEPTED = "accepted"
    """The result was accepted."""
    WITHDRAWN = "withdrawn"
    """Taken back or handed to another unit: leaves both sides of every fraction."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """One unit's share of a task; each unit, lead or support, is counted for itself.

    `delivered_at` is when the unit learned of it: with its paper, or later if the task came by transfer. When the unit
    was merged it is WITHDRAWN and `handed_to_unit_id` goes on with it. `handler_name` is the person whom the unit
    charged with it (专人, P7.2).
    """

    matter_id: int
    task_seq: int
    unit_id: int
    part: Part
    status: AssignmentStatus = AssignmentStatus.PROPOSED
    accepted_at: datetime | None = None
    delivered_at: datetime | None = None
    handed_to_unit_id: int | None = None
    handed_at: datetime | None = None
    record_id: int | None = None
    handler_name: str = ""
    handler_phone: str = ""
