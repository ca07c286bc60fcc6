"""The rows of which a ledger is made, grouped once by what is asked for, and turned into its records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from typing import Any, TypeVar

from supervision.ledger.records import (
    FindingRecord,
    MatterRecord,
    Records,
    ReportRecord,
    ShareRecord,
    SourceRecord,
    TaskRecord,
)
from supervision.model import (
    Assignment,
    Dispatch,
    Finding,
    Matter,
    Post,
    Report,
    ReportDue,
    ReportStatus,
    Task,
    Unit,
)
from supervision.procedures.tracks import TrackKey

Row = TypeVar("Row")

COUNTED_REPORTS = frozenset({ReportStatus.SUBMITTED, ReportStatus.ACCEPTED, ReportStatus.RETURNED})
"""Reports that a ledger shows: those that were placed, and not discarded or withdrawn."""

Key = tuple[int, int, int, int]
"""Matter, task, unit and date of a report; date 0: none asked for it."""


def grouped(rows: Iterable[Row], *names: str) -> dict[Any, list[Row]]:
    """Group rows by the values of these fields, in their order."""
    key = attrgetter(*names)
    found: dict[Any, list[Row]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


@dataclass(frozen=True, slots=True)
class Material:
    """Everything of some matters. `numbers` are their document numbers, `registered` the 登记号 of merged ones."""

    matters: Sequence[Matter]
    tasks: Sequence[Task]
    assignments: Sequence[Assignment]
    dispatches: Sequence[Dispatch]
    dues: Sequence[ReportDue]
    reports: Sequence[Report]
    findings: Sequence[Finding]
    units: Mapping[int, Unit]
    posts: Mapping[int, Post]
    numbers: Mapping[int, str]
    registered: Mapping[int, str] = field(default_factory=dict)

    def unit_name(self, unit_id: int | None) -> str:
        """The present name of a unit; empty for none."""
        return self.units[unit_id].name if unit_id else ""

    def post_title(self, post_id: int | None) -> str:
        """The title of a post; empty for none."""
        return self.posts[post_id].title if post_id else ""


def newest_reports(reports: Iterable[Report]) -> dict[Key, Report]:
    """The newest counted report for each date of each share."""
    found: dict[Key, Report] = {}
    for report in sorted(reports, key=lambda one: (one.received_at, one.id)):
        if report.status in COUNTED_REPORTS and report.task_seq is not None:
            found[report.matter_id, report.task_seq, report.unit_id, report.due_seq or 0] = report
    return found


def records_of(material: Material) -> Records:
    """The ledger of these matters, in their order; tasks, shares and dates in theirs."""
    numbers = {matter.id: matter.registration_number for matter in material.matters}
    order = {matter.id: place for place, matter in enumerate(material.matters)}

    def mine(rows: Iterable[Any], *names: str) -> list[Any]:
        key = attrgetter(*names) if names else (lambda _: 0)
        return sorted((row for row in rows if row.matter_id in order), key=lambda row: (order[row.matter_id], key(row)))

    return Records(
        matters=tuple(_matter(matter, material) for matter in material.matters),
        sources=tuple(record for matter in material.matters for record in _sources(matter)),
        tasks=tuple(_task(row, numbers, material) for row in mine(material.tasks, "seq")),
        shares=_shares(mine(material.assignments, "task_seq", "part", "unit_id"), numbers, material),
        reports=tuple(_reports(mine(material.dues, "task_seq", "unit_id", "seq"), numbers, material)),
        findings=tuple(_finding(row, numbers, material) for row in mine(material.findings, "found_at", "id")),
    )


def _matter(matter: Matter, material: Material) -> MatterRecord:
    merged = matter.merged_into_id
    return MatterRecord(
        registration_number=matter.registration_number,
        document_number=material.numbers.get(matter.id, ""),
        track=TrackKey(matter.track),
        title=matter.title,
        status=matter.status,
        urgency=matter.urgency,
        source_kind=matter.source_kind,
        level=matter.level,
        registered_by=material.post_title(matter.registered_post_id),
        registered_at=matter.registered_at,
        leader=material.post_title(matter.leader_post_id),
        coordinating=material.unit_name(matter.coordinating_unit_id),
        form=matter.form,
        issuer=matter.issuer,
        issued_at=matter.issued_at,
        due_on=matter.due_on,
        due_hour=matter.due_hour,
        city_ref=matter.city_ref,
        city_due_on=matter.city_due_on,
        complex=matter.complex,
        plan_wanted=matter.plan_wanted,
        suspended_at=matter.suspended_at,
        review_on=matter.review_on,
        reopened_at=matter.reopened_at,
        withdrawn_at=matter.withdrawn_at,
        merged_into=material.registered.get(merged, "") if merged else "",
        closed_at=matter.closed_at,
        text=matter.text,
    )


def _sources(matter: Matter) -> Iterator[SourceRecord]:
    for source in matter.sources:
        yield SourceRecord(
            registration_number=matter.registration_number,
            title=source.title,
            number=source.number,
            dated=source.dated,
            author=source.author,
            oral=source.oral,
            place=source.place,
            recorder=source.recorder,
            kind=source.kind,
        )
    for said in matter.instructions:
        yield SourceRecord(
            registration_number=matter.registration_number,
            instructed=True,
            author=said.leader_title,
            dated=said.dated,
            gist=said.gist,
            city=said.city,
        )


def _task(task: Task, numbers: Mapping[int, str], material: Material) -> TaskRecord:
    return TaskRecord(
        registration_number=numbers[task.matter_id],
        seq=task.seq,
        text=task.text,
        requirement=task.requirement,
        due_on=task.due_on,
        due_hour=task.due_hour,
        report_on=task.report_on,
        term=task.term,
        term_from=task.term_from,
        cycle=task.cycle,
        cycle_until=task.cycle_until,
        ongoing=task.ongoing,
        review_on=task.review_on,
        leader_in_charge=material.post_title(task.leader_in_charge_post_id),
    )


def _shares(rows: Sequence[Assignment], numbers: Mapping[int, str], material: Material) -> tuple[ShareRecord, ...]:
    receipts: dict[tuple[int, int], datetime] = {}
    for row in material.dispatches:
        if row.acknowledged_at is not None:
            key = (row.matter_id, row.unit_id)
            receipts[key] = min(row.acknowledged_at, receipts.get(key, row.acknowledged_at))
    return tuple(
        ShareRecord(
            registration_number=numbers[item.matter_id],
            task_seq=item.task_seq,
            unit=material.unit_name(item.unit_id),
            part=item.part,
            status=item.status,
            delivered_at=item.delivered_at,
            acknowledged_at=receipts.get((item.matter_id, item.unit_id)),
            accepted_at=item.accepted_at,
            handed_to=material.unit_name(item.handed_to_unit_id),
            handed_at=item.handed_at,
            handler_name=item.handler_name,
            handler_phone=item.handler_phone,
        )
        for item in rows
    )


def _reports(dues: Sequence[ReportDue], numbers: Mapping[int, str], material: Material) -> Iterator[ReportRecord]:
    newest = newest_reports(material.reports)
    for due in dues:
        report = newest.pop((due.matter_id, due.task_seq, due.unit_id, due.seq), None)
        yield _report(due, report, numbers[due.matter_id], material)
    for report in sorted(newest.values(), key=lambda one: (one.received_at, one.id)):
        if report.matter_id in numbers:
            yield _report(None, report, numbers[report.matter_id], material)


def _report(due: ReportDue | None, report: Report | None, number: str, material: Material) -> ReportRecord:
    row = due or report
    assert row is not None
    values: dict[str, Any] = {}
    if due is not None:
        values |= {name: getattr(due, name) for name in _OF_DUE}
        values |= {"due_seq": due.seq, "status": due.status}
    if report is not None:
        values |= {name: getattr(report, name) for name in _OF_REPORT}
        values["report_status"] = report.status
    return ReportRecord(
        registration_number=number,
        task_seq=row.task_seq or 0,
        unit=material.unit_name(row.unit_id),
        kind=row.kind,
        **values,
    )


_OF_DUE = (
    "due_on",
    "due_hour",
    "extended_to",
    "extended_hour",
    "late_after",
    "final",
    "first_answered_at",
    "returns",
    "empty_returns",
    "supplement_by",
    "held_at",
    "known_at",
    "provisional",
)
_OF_REPORT = ("received_at", "text", "reader", "reviewed_at", "review_words")


def _finding(finding: Finding, numbers: Mapping[int, str], material: Material) -> FindingRecord:
    return FindingRecord(
        registration_number=numbers[finding.matter_id],
        task_seq=finding.task_seq,
        unit=material.unit_name(finding.unit_id),
        found_at=finding.found_at,
        verdict=finding.verdict,
        text=finding.text,
        told_at=finding.told_at,
    )
