"""督查活动: what can be inspected, what is being inspected, what was found."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import select

from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.inspection.activities import BUSY, INSPECTED, OPEN
from supervision.model import Activity, ActivityStatus, Assignment, Chain, ChainPurpose, Finding, Matter

_activities, _matters, _findings = MODELS[Activity], MODELS[Matter], MODELS[Finding]
_assignments, _chains = MODELS[Assignment], MODELS[Chain]


async def inspected_matters(unit: UnitOfWork, track: str = "") -> list[Matter]:
    """Matters that can be inspected, of one track or of all."""
    statement = select(_matters).where(_matters.c.status.in_(INSPECTED)).order_by(_matters.c.id)
    return await unit.all(Matter, statement.where(_matters.c.track == track) if track else statement)


async def assignments_of(unit: UnitOfWork, matter_ids: Collection[int]) -> list[Assignment]:
    """The assignments of some matters, by matter, task and unit."""
    columns = _assignments.c
    statement = select(_assignments).where(columns.matter_id.in_(sorted(matter_ids)))
    return await unit.all(Assignment, statement.order_by(columns.matter_id, columns.task_seq, columns.unit_id))


async def open_activities(unit: UnitOfWork) -> list[Activity]:
    """Activities that are not over, newest first."""
    statement = select(_activities).where(_activities.c.status.in_(OPEN)).order_by(_activities.c.id.desc())
    return await unit.all(Activity, statement)


async def busy_activities(unit: UnitOfWork) -> list[Activity]:
    """Activities whose tasks are taken."""
    return await unit.all(Activity, select(_activities).where(_activities.c.status.in_(BUSY)))


async def units_inspected_since(unit: UnitOfWork, day: date, besides: int) -> set[int]:
    """Units that another activity inspected on this day or later."""
    went = (ActivityStatus.RUNNING, ActivityStatus.CONCLUDED)
    statement = select(_activities).where(
        _activities.c.status.in_(went), _activities.c.until >= day, _activities.c.id != besides
    )
    return {unit_id for activity in await unit.all(Activity, statement) for unit_id in activity.unit_ids}


async def ready_for_matter(unit: UnitOfWork, matter_id: int) -> Activity | None:
    """The approved activity by which a matter is carried out, if there is one (P4.1)."""
    return await unit.first(Activity, matter_id=matter_id, status=ActivityStatus.APPROVED)


async def open_of_matter(unit: UnitOfWork, matter_id: int) -> list[Activity]:
    """The activities of a matter that are not over, newest first."""
    statement = select(_activities).where(_activities.c.matter_id == matter_id, _activities.c.status.in_(OPEN))
    return await unit.all(Activity, statement.order_by(_activities.c.id.desc()))


async def signed_with_matter(unit: UnitOfWork, matter_id: int) -> list[Activity]:
    """The activities of a matter that were never sent by a chain of their own, oldest first."""
    own = select(_chains.c.subject_id).where(
        _chains.c.purpose == ChainPurpose.ACTIVITY, _chains.c.matter_id == matter_id
    )
    statement = select(_activities).where(_activities.c.matter_id == matter_id, _activities.c.id.not_in(own))
    return await unit.all(Activity, statement.order_by(_activities.c.id))


async def told_findings(unit: UnitOfWork, start: datetime, end: datetime, unit_id: int = 0) -> list[Finding]:
    """What was found after `start` and up to `end` and told to its unit (or to this one alone), oldest first."""
    columns = _findings.c
    statement = select(_findings).where(columns.found_at > start, columns.found_at <= end, columns.told_at.is_not(None))
    if unit_id:
        statement = statement.where(columns.unit_id == unit_id)
    return await unit.all(Finding, statement.order_by(columns.found_at, columns.id))


async def findings_of(unit: UnitOfWork, activity_id: int) -> list[Finding]:
    """What an activity found, oldest first."""
    return await unit.all(
        Finding, select(_findings).where(_findings.c.activity_id == activity_id).order_by(_findings.c.id)
    )
