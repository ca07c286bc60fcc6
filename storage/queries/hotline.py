"""市长热线: the orders of a year, and which of them are known already."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import select

from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.model import HotlineOrder, Matter, MatterStatus

_orders = MODELS[HotlineOrder]


async def orders_of_year(unit: UnitOfWork, year: int) -> list[HotlineOrder]:
    """The orders that came in a year, the newest first; those that were given back too."""
    begin, end = date(year, 1, 1), date(year, 12, 31)
    statement = select(_orders).where(_orders.c.received_on.between(begin, end))
    return await unit.all(HotlineOrder, statement.order_by(_orders.c.matter_id.desc()))


async def registered(unit: UnitOfWork, numbers: Collection[str]) -> dict[str, str]:
    """Orders that were entered before, by their own number: the numbers of their matters.

    One that was given back, or entered in error and withdrawn, comes anew if the hotline sends it again.
    """
    orders = await unit.find(HotlineOrder, order_number=tuple(numbers), returned_on=None) if numbers else []
    matters = {item.id: item for item in await unit.find(Matter, id=[order.matter_id for order in orders])}
    return {
        order.order_number: matters[order.matter_id].registration_number
        for order in orders
        if not _is_gone(matters[order.matter_id])
    }


def _is_gone(matter: Matter) -> bool:
    """Whether a matter was withdrawn, and does not go on as part of another (并案)."""
    return matter.status is MatterStatus.WITHDRAWN and matter.merged_into_id is None
