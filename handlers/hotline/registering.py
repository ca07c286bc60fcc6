"""Registering orders of the hotline: each as a matter of its own, all in one transaction (P7.1)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handlers.approving.submitting import preview, submit
from handlers.conversation.carrying import carry_out
from handlers.registering.flow import register_matter
from handlers.splitting.matter import split_matter
from storage.queries import hotline as queries
from storage.queries.registering import registered_from
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.hotline import handling
from supervision.hotline.hotline_orders import NUMBER, OrderDraft
from supervision.model import Matter
from supervision.refusals import InvalidInput
from supervision.roles import Permission


@dataclass(frozen=True, slots=True)
class Registered:
    """The matters of orders, in their order, and who has them to sign first; nobody if they were not sent."""

    matters: tuple[Matter, ...]
    sent_to: tuple[str, ...] = ()


async def register_orders(unit: UnitOfWork, actor: Actor, orders: Sequence[OrderDraft], *, send: bool) -> Registered:
    """Register and split orders, and with `send` put each before its signers.

    Of several orders the cards are not sent one by one: what was registered is told in one list.

    Raises:
        NotAllowed: only the Office enters orders.
        InvalidInput: one of them was entered before (`order_exists`), or names its caller.
        VacantPost, OwnDraft: they cannot be sent for approval as things are.
    """
    actor.require(Permission.HOTLINE_ENTER)
    known = await known_orders(unit, orders)
    if known:
        number, matter_number = next(iter(known.items()))
        raise InvalidInput(NUMBER, "order_exists", given=f"{number}（登记号{matter_number}）")
    made = [await _register(unit, actor, order, quietly=len(orders) > 1) for order in orders]
    sent_to = [await _send(unit, actor, matter.id) for matter in made] if send else []
    return Registered(
        tuple([await unit.require(Matter, matter.id) for matter in made]), tuple(dict.fromkeys(filter(None, sent_to)))
    )


async def known_orders(unit: UnitOfWork, orders: Sequence[OrderDraft]) -> dict[str, str]:
    """Those that were entered before, here or by /new: by their number, that of the matter."""
    numbers = [order.number for order in orders]
    return {**await registered_from(unit, numbers), **await queries.registered(unit, numbers)}


async def _register(unit: UnitOfWork, actor: Actor, order: OrderDraft, *, quietly: bool) -> Matter:
    matter = await register_matter(unit, actor, handling.registration_of(order), quietly=quietly)
    task = order.task
    coordinating = task.leads[0] if len(task.leads) == 1 else None
    await split_matter(unit, actor, matter.id, [task], coordinating_unit_id=coordinating)
    divided = await unit.require(Matter, matter.id)
    outcome = handling.enter(divided, order, actor, unit.today, unit.workdays)
    await carry_out(unit, actor, outcome, post_id=matter.registered_post_id)
    return divided


async def _send(unit: UnitOfWork, actor: Actor, matter_id: int) -> str:
    seen = await preview(unit, actor, matter_id)
    return (await submit(unit, actor, matter_id, seen.text_hash)).sent_to
