"""What one matter's own bulletin counts (P4.3, P5.4, P8.3): everything of the matter, from its issue to a moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from handlers.bulletins.monthly import lines_of
from storage.queries import bulletins as queries
from storage.queries.monthly import items_of
from storage.queries.weak_points import weak_points
from storage.unit_of_work import UnitOfWork
from supervision.bulletins.appraisal import Appraisal, Window, appraise
from supervision.model import Bulletin, BulletinLine, Matter
from supervision.notices.bulletins import ThingLine


def since_issue(matter: Matter, until: datetime) -> Window:
    """All that was in hand of a matter up to a moment."""
    return Window((matter.issued_at or matter.registered_at) - timedelta(seconds=1), until)


async def appraise_matter(unit: UnitOfWork, bulletin_id: int, matter: Matter, until: datetime) -> Appraisal:
    """Count the matter and name the candidates. Raises InconsistentError."""
    counted = since_issue(matter, until)
    ledger = await queries.ledger_of(unit, counted, matter_id=matter.id)
    ledger = replace(ledger, weak=await weak_points(unit, counted, matter_id=matter.id))
    return appraise(bulletin_id, ledger, until, unit.workdays, unit.county.zone)


async def tasks_of(unit: UnitOfWork, bulletin: Bulletin, criticised: Iterable[BulletinLine]) -> tuple[ThingLine, ...]:
    """How each task of it stood when it was counted, as `monthly.things_of`."""
    items = await items_of(unit, bulletin.track, bulletin.drafted_at, bulletin.matter_id)
    return await lines_of(unit, items, bulletin, criticised)
