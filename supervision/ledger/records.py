"""What a ledger says, without the ids of one installation: units by name, posts by title, matters by 登记号.

Each class is one sheet of the workbook, each field one column (`messages/sheets/ledger_columns.py`). What is written
can be read back: exporting, importing into an empty installation and exporting again gives the same cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from supervision.model import (
    AssignmentStatus,
    DueKind,
    DueStatus,
    FindingVerdict,
    MatterStatus,
    Part,
    Reader,
    ReportStatus,
    TermFrom,
    Urgency,
)
from supervision.papers.numbering import RegisterKey
from supervision.procedures.tracks import TrackKey


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterRecord:
    """A matter. `registered_by` is the title of the post, `leader` the county leader's, `merged_into` a 登记号."""

    registration_number: str
    document_number: str = ""
    track: TrackKey
    title: str
    status: MatterStatus
    urgency: Urgency = Urgency.ROUTINE
    source_kind: str = ""
    level: str = ""
    registered_by: str = ""
    registered_at: datetime
    leader: str = ""
    coordinating: str = ""
    form: str = ""
    issuer: str = ""
    issued_at: datetime | None = None
    due_on: date | None = None
    due_hour: time | None = None
    city_ref: str = ""
    city_due_on: date | None = None
    complex: bool = False
    plan_wanted: bool = False
    suspended_at: datetime | None = None
    review_on: date | None = None
    reopened_at: datetime | None = None
    withdrawn_at: datetime | None = None
    merged_into: str = ""
    closed_at: datetime | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """A paper or order that a matter comes from, or (`instructed`) what a leader instructed on it."""

    registration_number: str
    instructed: bool = False
    title: str = ""
    number: str = ""
    dated: date | None = None
    author: str = ""
    oral: bool = False
    place: str = ""
    recorder: str = ""
    kind: str = ""
    gist: str = ""
    city: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRecord:
    """A task. `leader_in_charge` is the title of a post."""

    registration_number: str
    seq: int
    text: str
    requirement: str = ""
    due_on: date | None = None
    due_hour: time | None = None
    report_on: tuple[date, ...] = ()
    term: str = ""
    term_from: TermFrom = TermFrom.ISSUE
    cycle: str = ""
    cycle_until: date | None = None
    ongoing: bool = False
    review_on: date | None = None
    leader_in_charge: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRecord:
    """One unit's share of a task, with when the unit got its paper."""

    registration_number: str
    task_seq: int
    unit: str
    part: Part
    status: AssignmentStatus
    delivered_at: datetime | None = None
    acknowledged_at: datetime | None = None
    accepted_at: datetime | None = None
    handed_to: str = ""
    handed_at: datetime | None = None
    handler_name: str = ""
    handler_phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRecord:
    """An expected report with the newest that came for it; without `due_on` a report that no date asked for.

    `due_seq` is 0 then. `late_after` is the moment after which it is late (`ReportDue.late_after`).
    """

    registration_number: str
    task_seq: int
    unit: str
    due_seq: int = 0
    kind: DueKind = DueKind.REPORT
    due_on: date | None = None
    due_hour: time | None = None
    extended_to: date | None = None
    extended_hour: time | None = None
    late_after: datetime | None = None
    final: bool = False
    status: DueStatus | None = None
    first_answered_at: datetime | None = None
    received_at: datetime | None = None
    text: str = ""
    report_status: ReportStatus | None = None
    reader: Reader | None = None
    reviewed_at: datetime | None = None
    review_words: str = ""
    returns: int = 0
    empty_returns: int = 0
    supplement_by: datetime | None = None
    held_at: datetime | None = None
    known_at: datetime | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRecord:
    """What was found on the spot of a unit's share."""

    registration_number: str
    task_seq: int
    unit: str
    found_at: datetime
    verdict: FindingVerdict
    text: str
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRecord:
    """How far a register has come in a year, so that numbers of papers that the ledger does not list stay single."""

    register: RegisterKey
    year: int
    last: int


@dataclass(frozen=True, slots=True)
class Records:
    """A whole ledger."""

    matters: tuple[MatterRecord, ...] = ()
    sources: tuple[SourceRecord, ...] = ()
    tasks: tuple[TaskRecord, ...] = ()
    shares: tuple[ShareRecord, ...] = ()
    reports: tuple[ReportRecord, ...] = ()
    findings: tuple[FindingRecord, ...] = ()
    numbers: tuple[NumberRecord, ...] = ()


NONE = Records()
"""A ledger without matters."""
