"""签收: soon, late, or never."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from handlers.issuing import acknowledging
from storage.unit_of_work import UnitOfWork
from supervision.model import Dispatch, ReportDue
from tests.life.answering import expect
from tests.life.diary import Life


async def receive(life: Life, unit: UnitOfWork, sent: Dispatch) -> None:
    """Most units sign for their paper soon, some only after its first date, some never: nothing of it is late then."""
    chance = life.rng.random()
    sign_for = partial(acknowledge, life, sent.paper_id, sent.unit_id, sent.matter_id)
    if chance < 0.96:
        life.at(life.office_hour(unit.today, after=life.rng.choice((0, 0, 1, 1, 2))), sign_for)
        return
    dues = await unit.find(ReportDue, matter_id=sent.matter_id, unit_id=sent.unit_id)
    if chance < 0.98 and dues:
        life.at(dues[0].late_after + timedelta(hours=life.rng.randint(9, 60)), sign_for)
    await expect(life, unit, sent.matter_id, sent.unit_id, seldom=True)


async def acknowledge(life: Life, paper_id: int, unit_id: int, matter_id: int, unit: UnitOfWork) -> None:
    """签收."""
    await acknowledging.acknowledge(unit, life.seats.liaison[unit_id], paper_id, unit_id)
    life.done["acknowledged"] += 1
    await expect(life, unit, matter_id, unit_id)
