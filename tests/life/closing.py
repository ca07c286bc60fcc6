"""How a matter ends: everything accepted, summed up and signed; some with a bulletin of their own."""

from __future__ import annotations

from functools import partial

from handlers.reviewing.closing import summarise
from storage.unit_of_work import UnitOfWork
from supervision.model import Assignment, AssignmentStatus, ChainPurpose, Matter, MatterStatus
from supervision.procedures.tracks import TRACKS
from supervision.results.ways import NOWHERE, ways_of
from tests.life.diary import Life

_OVER = {AssignmentStatus.ACCEPTED, AssignmentStatus.WITHDRAWN}


async def if_complete(life: Life, unit: UnitOfWork, matter_id: int) -> None:
    """Once the last result was accepted it is summed up some days later, mostly."""
    shares = await unit.find(Assignment, matter_id=matter_id)
    if all(share.status in _OVER for share in shares) and life.rng.random() < 0.85:
        day = life.day_of(life.now)
        life.at(life.office_hour(day, after=life.rng.randint(1, 8)), partial(close, life, matter_id))


async def close(life: Life, matter_id: int, unit: UnitOfWork) -> None:
    """Sum it up; the last signature closes it."""
    matter = await unit.require(Matter, matter_id)
    if matter.status is not MatterStatus.IN_PROGRESS:
        return
    offered = {way.key for way in ways_of(TRACKS[matter.track], reports_up=True)}
    way = "bulletin" if "bulletin" in offered and life.rng.random() < 0.3 else NOWHERE.key
    words = "各项任务均已办结。"
    await summarise(unit, life.clerk, matter.id, text=words, choice=0, way=way)
    await life.signed(unit, ChainPurpose.RESULT, matter.id)
    life.done["closed"] += 1
    life.done["bulletins of matters"] += way == "bulletin"
