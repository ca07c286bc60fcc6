"""What inspections found in the time that a bulletin counts (P2.3): for its text, and behind its lines."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from storage.queries.activities import told_findings
from storage.unit_of_work import UnitOfWork
from supervision.bulletins.appraisal import window
from supervision.calendars.periods import period_of
from supervision.model import Bulletin, BulletinKind, FindingVerdict, Task
from supervision.notices.bulletins import FoundLine, Inspections


def _span(unit: UnitOfWork, bulletin: Bulletin) -> tuple[datetime, datetime] | None:
    period = period_of(bulletin)
    if period is None:
        return None
    counted = window(period, unit.workdays, unit.county.zone)
    return counted.start, counted.end


async def inspections_of(unit: UnitOfWork, bulletin: Bulletin) -> Inspections | None:
    """How much was inspected in a quarter; none if nothing was. A month tells it thing by thing."""
    span = _span(unit, bulletin)
    if span is None or bulletin.kind is not BulletinKind.QUARTERLY:
        return None
    found = await told_findings(unit, *span)
    if not found:
        return None
    verdicts = [one.verdict for one in found]
    return Inspections(
        activities=len({one.activity_id for one in found}),
        met=verdicts.count(FindingVerdict.MET),
        behind=verdicts.count(FindingVerdict.BEHIND),
        false=verdicts.count(FindingVerdict.FALSE),
    )


async def found_of(
    unit: UnitOfWork, bulletin: Bulletin, unit_id: int, *, besides: Collection[str] = ()
) -> tuple[FoundLine, ...]:
    """What was found of a unit's tasks, and told to it, in the time that the bulletin counts.

    Args:
        besides: what its line says already, as `BulletinLine.facts` name it.
    """
    span = _span(unit, bulletin)
    found = await told_findings(unit, *span, unit_id) if span else []
    return tuple(
        [
            FoundLine(
                one.found_at.astimezone(unit.county.zone).date(),
                (await unit.require(Task, one.matter_id, one.task_seq)).text,
                one.verdict,
                one.text,
            )
            for one in found
            if f"finding/{one.id}" not in besides
        ]
    )
