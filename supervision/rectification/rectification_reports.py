"""整改情况 that was sent in reply to the paper and not to the order: the unit says that it is about that (P5.3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from supervision.actors import Actor
from supervision.model import Rectification, RectificationStatus, Report, ReportDue, ReportStatus
from supervision.notices.cards import report_subject
from supervision.notices.rectifying import rectification_subject
from supervision.notices.reporting import receipt_subject
from supervision.outcome import Fact, Outcome
from supervision.rectification.rectifying import due_of
from supervision.refusals import StaleButton
from supervision.reports.report_dates import ANSWERABLE, restate
from supervision.reports.reporting import require_member
from supervision.review.review_cases import Case


def awaited_by(
    items: Iterable[Rectification], dues: Sequence[ReportDue], report: Report
) -> tuple[Rectification, ReportDue] | None:
    """What the unit promised to put right and still owes a report on, where this report was taken for another one."""
    if report.status is not ReportStatus.SUBMITTED:
        return None
    for item in items:
        due = due_of(item, dues)
        is_owed = item.status is RectificationStatus.PROMISED and due is not None and due.status in ANSWERABLE
        if is_owed and due is not None and due.seq != report.due_seq:
            return item, due
    return None


def take(case: Case, items: Iterable[Rectification], actor: Actor) -> Outcome:
    """作为整改情况: the report answers the promised day, at its own time; what it answered before is owed again.

    Raises:
        NotFound: it is another unit's.
        StaleButton: it was reviewed, or nothing that was promised is owed.
    """
    require_member(actor, case.report.unit_id)
    found = awaited_by(items, case.dues, case.report)
    if found is None:
        raise StaleButton
    item, due = found
    taken = replace(case.report, due_seq=due.seq)
    reports = [taken if report.id == taken.id else report for report in case.reports]
    details = {"from": case.report.due_seq, "to": due.seq, "rectification": item.id}
    return Outcome(
        saves=(taken, *(restate(one, reports) for one in (case.due, due) if one is not None)),
        facts=(Fact("report.moved", report_subject(taken.id), details),),
        redraw=(report_subject(taken.id), receipt_subject(taken.id), rectification_subject(item.id)),
    )
