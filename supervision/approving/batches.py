"""Lists that are decided together after they were seen: what they have in common.

A line can be taken out and put in again until the list is decided. Then every line has an outcome of its own, and its
act is recorded by itself, as if its own card had been tapped.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from supervision.model import Batch, BatchItem
from supervision.outcome import Fact, Outcome
from supervision.refusals import NotFound, StaleButton
from supervision.subjects import Subject

DONE = "done"
"""The outcome of a line whose act was done; another is the kind of the refusal."""

MOST_ITEMS = 30
"""Lines of a list; the others come with the next one."""


def list_subject(batch_id: int) -> Subject:
    """A list that is decided together."""
    return Subject("batch", str(batch_id))


def ticks_of(batch: Batch) -> int:
    """Which lines are in, as a number that a button carries: the list is decided as it was shown, or not at all."""
    return sum(1 << place for place, item in enumerate(batch.items) if item.ticked)


def line_of(batch: Batch, number: int) -> BatchItem:
    """The line with this number, from 1. Raises NotFound."""
    if not 1 <= number <= len(batch.items):
        raise NotFound("line")
    return batch.items[number - 1]


def require_open(batch: Batch) -> None:
    """Refuse a list that was decided. Raises StaleButton."""
    if batch.decided_at is not None:
        raise StaleButton


def toggle(batch: Batch, number: int) -> Batch:
    """Take a line out of the list, or put it in again.

    Raises:
        StaleButton: the list was decided.
        NotFound: there is no such line.
    """
    require_open(batch)
    line = line_of(batch, number)
    return replace(
        batch, items=tuple(replace(item, ticked=not item.ticked) if item is line else item for item in batch.items)
    )


def require_shown(batch: Batch, ticks: int) -> None:
    """Let a list be decided as its message showed it.

    Raises:
        StaleButton: it was decided, or its lines were taken out or put in since.
    """
    require_open(batch)
    if ticks != ticks_of(batch) or not ticks:
        raise StaleButton


def decide(batch: Batch, results: Mapping[str, str], now: datetime) -> Outcome:
    """Close a list: each line that was in has its result, by its key; the others stay as they were."""
    items = tuple(replace(item, outcome=results.get(item.key, "")) for item in batch.items)
    decided = replace(batch, items=items, decided_at=now)
    subject = list_subject(batch.id)
    left_out = [item.key for item in items if not item.ticked]
    fact = Fact("list.decided", subject, {"kind": batch.kind.value, "results": dict(results), "left_out": left_out})
    return Outcome(saves=(decided,), facts=(fact,), redraw=(subject,))
