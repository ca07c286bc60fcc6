"""整改 of a unit that is merged: it is its successor's to put right, and stays open until it was checked (P5.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from supervision.model import Rectification, RectificationStatus, ReportDue, Unit
from supervision.notices.base import to_unit
from supervision.notices.rectifying import RectificationCard
from supervision.rectification.rectifying import due_of, standing


def taken_in(item: Rectification, into: Unit, dues: Sequence[ReportDue], goes_on: Mapping[int, int]) -> Rectification:
    """The order as the successor has it; `goes_on` are its dates by those of the old unit (`dues`).

    What the old unit had reported on and the Office accepted keeps its date there, and only waits for the check.
    """
    seq = goes_on.get(item.due_seq) if item.due_seq is not None else None
    reported = seq is None and standing(item, due_of(item, dues)) is RectificationStatus.REPORTED
    status = RectificationStatus.REPORTED if reported else item.status
    return replace(item, unit_id=into.id, due_seq=seq, status=status)


def told_of(item: Rectification, into: Unit) -> RectificationCard:
    """The order, to the successor."""
    return RectificationCard(to=to_unit(into.id), rectification_id=item.id, round=item.due_seq or 0, taken_in=into.id)
