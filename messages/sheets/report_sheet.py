"""反馈表: what a liaison fills in and sends back."""

from __future__ import annotations

from messages.sheets.cells import workbook
from messages.views.sheets import SheetView
from supervision.calendars.paper_dates import paper_date
from supervision.reports.report_sheets import COLUMNS, mark


def report_sheet(view: SheetView) -> bytes:
    """The rows as they are known, the columns for the report empty, the keys hidden."""
    title = f"反馈表（{view.unit_name}，{paper_date(view.due_on)}前报送）"
    rows = [
        (
            str(line.number),
            f"{line.document_number}第{line.task_seq}项",
            line.text,
            line.requirement,
            line.limit,
            *("" for _ in COLUMNS[5:]),
        )
        for line in view.lines
    ]
    return workbook(title, COLUMNS, rows, hidden=[mark(view.sheet_id, line.number) for line in view.lines])


SHEETS = {"report_sheet": report_sheet}
