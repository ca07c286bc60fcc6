"""Ledgers for the rules that count."""

from __future__ import annotations

from collections.abc import Iterable

from supervision.figures.ledger import Counted, Ledger, MatterRow, ShareRow
from supervision.model import UnitKind
from supervision.procedures.tracks import TrackKey


def ledger(reports: Iterable[Counted] = (), *, matters: int = 3, carried_over: int = 1, tasks: int = 5) -> Ledger:
    """So many matters, of which the first are carried over and the last is closed; tasks of 县水利局; reports."""
    rows = tuple(
        MatterRow(n, TrackKey.DOCUMENT, carried_over=n <= carried_over, closed=n == matters > 1)
        for n in range(1, matters + 1)
    )
    shares = tuple(ShareRow(1, seq, 5, UnitKind.DEPARTMENT, TrackKey.DOCUMENT) for seq in range(1, tasks + 1))
    return Ledger(rows, shares, tuple(reports))
