"""The year's orders of the hotline, those that were given back too."""

from __future__ import annotations

from messages.views.matters import short_name
from storage.queries import hotline as queries
from storage.unit_of_work import UnitOfWork
from supervision.model import Assignment, AssignmentStatus, HotlineOrder, Matter, MatterStatus, Unit
from supervision.notices.hotline import HotlineList, OrderLine

MOST_LINES = 15


async def list_of_year(unit: UnitOfWork, year: int) -> HotlineList:
    """Count all orders of a year, and name those under way or given back."""
    orders = await queries.orders_of_year(unit, year)
    matters = {item.id: item for item in await unit.find(Matter, id=[order.matter_id for order in orders])}
    closed = [order for order in orders if matters[order.matter_id].status is MatterStatus.CLOSED]
    returned = [order for order in orders if order.returned_on is not None]
    gone = {
        order.matter_id
        for order in orders
        if order.returned_on is None and matters[order.matter_id].status is MatterStatus.WITHDRAWN
    }
    named = [order for order in orders if order not in closed and order.matter_id not in gone]
    shown = sorted(named, key=lambda order: order.returned_on is not None)[:MOST_LINES]
    names = await _unit_names(unit, [order.matter_id for order in shown])
    return HotlineList(
        year=year,
        total=len(orders),
        under_way=len(named) - len(returned),
        closed=len(closed),
        returned=len(returned),
        again=sum(order.rounds > 1 for order in orders),
        lines=tuple(_line(order, matters[order.matter_id], names) for order in shown),
        more=max(0, len(named) - MOST_LINES),
    )


def line_of(matter: Matter, order_number: str) -> OrderLine:
    """An order as it was registered."""
    return OrderLine(
        registration_number=matter.registration_number,
        order_number=order_number,
        title=matter.title,
        status=matter.status.value,
        due_on=matter.due_on,
        due_hour=matter.due_hour,
    )


def _line(order: HotlineOrder, matter: Matter, names: dict[int, str]) -> OrderLine:
    return OrderLine(
        registration_number=matter.registration_number,
        order_number=order.order_number,
        title=matter.title,
        unit=names.get(matter.id, ""),
        status=matter.status.value,
        due_on=order.due_on,
        due_hour=order.due_hour,
        rounds=order.rounds,
        returned_on=order.returned_on,
    )


async def _unit_names(unit: UnitOfWork, matter_ids: list[int]) -> dict[int, str]:
    """Who has each matter's task now."""
    given = [
        item
        for item in await unit.find(Assignment, matter_id=matter_ids)
        if item.status is not AssignmentStatus.WITHDRAWN
    ]
    units = {item.id: short_name(item) for item in await unit.find(Unit, id={item.unit_id for item in given})}
    names: dict[int, list[str]] = {}
    for item in given:
        names.setdefault(item.matter_id, []).append(units[item.unit_id])
    return {matter_id: "、".join(found) for matter_id, found in names.items()}
