"""反馈审核清单: reports that wait for review as one list; exceptions are taken out, the others accepted one by one.

What a unit sent for one date is one hand-in with one verdict, so it is one line. A line is accepted as it was shown:
with a report more, or another wording, it is left to its own card.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from supervision.approving.batches import MOST_ITEMS, list_subject
from supervision.model import Batch, BatchItem, BatchKind, Report, ReportStatus
from supervision.outcome import Fact, Outcome

HandIn = tuple[Report, ...]
"""The reports that wait at one date of one task, the oldest first."""


def hand_ins(reports: Iterable[Report]) -> tuple[HandIn, ...]:
    """Put reports together that are one hand-in, the oldest first; what answers no date stands alone."""
    found: dict[tuple[int, ...], list[Report]] = {}
    for report in sorted(reports, key=lambda one: (one.received_at, one.id)):
        if report.status is not ReportStatus.SUBMITTED or report.task_seq is None:
            continue
        alone = 0 if report.due_seq is not None else report.id
        place = (report.matter_id, report.task_seq, report.unit_id, report.due_seq or 0, alone)
        found.setdefault(place, []).append(report)
    return tuple(tuple(group) for group in found.values())


def make(
    batch_id: int, groups: Sequence[HandIn], now: datetime, *, person_id: int, post_id: int
) -> tuple[Batch, Outcome]:
    """Make a list of hand-ins; each line remembers the reports and the wordings that it showed."""
    items = tuple(BatchItem(_key(group), _stamp(group)) for group in groups[:MOST_ITEMS])
    batch = Batch(batch_id, BatchKind.REVIEW, person_id, post_id, now, items)
    fact = Fact("list.made", list_subject(batch_id), {"kind": batch.kind.value, "items": [item.key for item in items]})
    return batch, Outcome(saves=(batch,), facts=(fact,))


def reports_of(item: BatchItem) -> tuple[int, ...]:
    """The ids of the reports of a line, the newest last."""
    return tuple(int(number) for number in item.key.split(","))


def is_as_shown(item: BatchItem, group: HandIn) -> bool:
    """Whether a hand-in is the one that the list showed, word for word."""
    return (item.key, item.stamp) == (_key(group), _stamp(group))


def _key(group: HandIn) -> str:
    return ",".join(str(report.id) for report in group)


def _stamp(group: HandIn) -> str:
    return ",".join(str(report.version) for report in group)
