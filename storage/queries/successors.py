"""Who goes on with the work of a unit that was merged."""

from __future__ import annotations

from storage.unit_of_work import UnitOfWork
from supervision.model import Unit


async def present_unit(unit: UnitOfWork, unit_id: int) -> Unit:
    """The unit itself, or the one that has its work now; the last of its line if that is gone as well."""
    found = await unit.require(Unit, unit_id)
    while not found.active and found.successor_id is not None:
        found = await unit.require(Unit, found.successor_id)
    return found


async def went_through(unit: UnitOfWork, unit_id: int, old_id: int) -> bool:
    """Whether a unit is the old one, or its work had come to the old one by earlier mergers."""
    found = await unit.require(Unit, unit_id)
    while found.id != old_id and not found.active and found.successor_id is not None:
        found = await unit.require(Unit, found.successor_id)
    return found.id == old_id
