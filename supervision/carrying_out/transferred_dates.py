"""改派: what a unit still owes by now goes to its successor, extended or set anew as it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from supervision.model import DueKind, DueStatus, ReportDue, Unit
from supervision.reports.report_dates import UNDECIDED


def still_owed(dues: Iterable[ReportDue], today: date) -> list[ReportDue]:
    """The unit's dates as they stand by now – extended, or set by a leader anew – if its last report is among them."""
    owed = [due for due in dues if due.status in UNDECIDED and due.kind is DueKind.REPORT]
    ahead = [due for due in owed if due.final or due.expected_on >= today]
    return ahead if any(due.final for due in ahead) else []


def owed_by(unit: Unit, owed: Iterable[ReportDue], last: int) -> Iterator[ReportDue]:
    """The same dates of the successor, numbered after its `last`; it is given time when it learns of them.

    Where the matter stands still (中止), they stand still with the others.
    """
    for seq, due in enumerate(sorted(owed, key=lambda item: item.seq), last + 1):
        yield ReportDue(
            due.matter_id,
            due.task_seq,
            unit.id,
            seq,
            due.due_on,
            due.due_hour,
            due.late_after,
            due.final,
            status=DueStatus.HELD if due.held_at else DueStatus.OPEN,
            held_at=due.held_at,
            extended_to=due.extended_to,
            extended_hour=due.extended_hour,
        )
