"""Requests of units: what was asked and granted before; and what they noted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from storage.unit_of_work import UnitOfWork
from supervision.carrying_out.requesting import Before
from supervision.model import Extension, ExtensionRequest, Plan, Transfer


async def before(unit: UnitOfWork, matter_id: int, unit_id: int) -> Before:
    """What a unit asked for and was granted in a matter, whichever way."""
    return Before(
        requests=await unit.find(ExtensionRequest, matter_id=matter_id, unit_id=unit_id),
        extensions=await unit.find(Extension, matter_id=matter_id, unit_id=unit_id),
    )


@dataclass(frozen=True, slots=True)
class Noted:
    """By unit: its plan of a matter, how often it was given more time, how often it asked to be rid of a task."""

    plans: Mapping[int, Plan]
    extended: Mapping[int, int]
    transfers: Mapping[int, int]


async def noted(unit: UnitOfWork, matter_id: int) -> Noted:
    """What the units of a matter noted and asked for."""
    return Noted(
        plans={plan.unit_id: plan for plan in await unit.find(Plan, matter_id=matter_id)},
        extended=Counter(item.unit_id for item in await unit.find(Extension, matter_id=matter_id)),
        transfers=Counter(item.unit_id for item in await unit.find(Transfer, matter_id=matter_id)),
    )
