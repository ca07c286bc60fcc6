"""Requests of units: what was asked and granted before."""

from __future__ import annotations

from storage.unit_of_work import UnitOfWork
from supervision.model import Extension, ExtensionRequest
from supervision.requesting import Before


async def before(unit: UnitOfWork, matter_id: int, unit_id: int) -> Before:
    """What a unit asked for and was granted in a matter, whichever way."""
    return Before(
        requests=await unit.find(ExtensionRequest, matter_id=matter_id, unit_id=unit_id),
        extensions=await unit.find(Extension, matter_id=matter_id, unit_id=unit_id),
    )
