"""Which rows stand on a rung of which nobody was reminded yet: the part that the queries of `owed` share."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, exists, not_, or_

from storage.tables import MODELS
from supervision.model import Reminder
from supervision.reminding.reminders import Band

_reminders = MODELS[Reminder]

Rungs = tuple[tuple[str, bool], ...]
"""The shape of a question by rungs: their keys, and whether each is bounded above. Its SQL is made once: it is asked
every minute, and making it costs more than answering it."""


def rungs_of(bands: Sequence[Band]) -> Rungs:
    """The shape of a question by the rungs of these bands."""
    return tuple((band.rung, band.above is not None) for band in bands)


def instants_of(bands: Sequence[Band]) -> dict[str, datetime]:
    """The parameters of a statement of these rungs."""
    upto = {f"upto_{n}": band.upto for n, band in enumerate(bands)}
    return upto | {f"above_{n}": band.above for n, band in enumerate(bands) if band.above is not None}


def on_rungs(limit: Any, rungs: Rungs, same: dict[str, Any]) -> ColumnElement[bool]:
    """Stands on one of the rungs, and there is no reminder of this limit and rung."""
    return or_(*(_on_rung(limit, n, *rung, same) for n, rung in enumerate(rungs)))


def _on_rung(limit: Any, n: int, rung: str, bounded: bool, same: dict[str, Any]) -> ColumnElement[bool]:
    reminded = exists().where(
        *(_reminders.c[name] == column for name, column in same.items()),
        _reminders.c.counted_from == limit,
        _reminders.c.rung.like(f"{rung}@%"),
    )
    above = [limit > bindparam(f"above_{n}")] if bounded else []
    return and_(limit <= bindparam(f"upto_{n}"), *above, not_(reminded))
