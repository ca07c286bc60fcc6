"""A report that answers what has to be put right shows on the cards of the 整改, whichever message it replied to."""

from __future__ import annotations

from collections.abc import Iterable

from storage import outbox
from storage.queries import reports
from storage.unit_of_work import UnitOfWork
from supervision.model import DueKind, Report, ReportDue
from supervision.notices.rectifying import rectification_subject


async def redraw_rectifications(unit: UnitOfWork, report: Report, dues: Iterable[ReportDue]) -> None:
    """Draw the cards of what was promised for the report's task anew; each promise has a date among `dues`."""
    if not any(due.kind is DueKind.RECTIFICATION for due in dues):
        return
    items = await reports.rectifications_of(unit, report)
    await outbox.redraw(unit, [rectification_subject(item.id) for item in items])
