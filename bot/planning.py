"""Before a row is sent: who sits there now, is it still true, and what exactly does it say?"""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from handlers.actors import actor_for
from handlers.context import Services
from handlers.setting import template_setting
from messages.outgoing import Rendered, to_json
from messages.render import has_view, render
from storage import outbox, outgoing
from storage.outbox import State
from storage.outgoing import Claim, Outgoing
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Group, Person

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that is not sent now: its new state and the reason, a stable word."""

    row_id: int
    state: State
    reason: str


async def plan(unit: UnitOfWork, services: Services, row: Outgoing) -> Claim | Aside:
    """Decide what becomes of a row; reads only."""
    if row.until and await _has_come_true(unit, services, row.until):
        return Aside(row.id, State.VOID, row.until)
    place = await _place(unit, row)
    if isinstance(place, Aside):
        return place
    chat_id, person = place
    if row.edit_of is None and await outgoing.chat_state(unit, chat_id) != "open":
        return Aside(row.id, State.WAITING, await outgoing.chat_state(unit, chat_id))
    if row.payload is not None and row.sent_parts:
        return Claim(row, chat_id, person.id if person else None, row.payload)
    try:
        rendered = await _render(unit, services, row, person)
    except Exception:
        log.exception("render_failed", row=row.id, kind=row.kind)
        return Aside(row.id, State.DEAD, "render_failed")
    return Claim(row, chat_id, person.id if person else None, to_json(rendered))


async def _has_come_true(unit: UnitOfWork, services: Services, until: str) -> bool:
    condition, _, key = until.partition(" ")
    return await services.catalogue.conditions[condition](unit, key)


async def _place(unit: UnitOfWork, row: Outgoing) -> tuple[int, Person | None] | Aside:
    kind, _, number = row.seat.partition("/")
    if kind == "group":
        group = await unit.get(Group, int(number))
        if group is None or not group.active:
            return Aside(row.id, State.WAITING, "unbound")
        return group.chat_id, None
    person = await outbox.holder_of(unit, row.seat)
    if kind == "chat":
        return int(number), person
    if person is None:
        return Aside(row.id, State.WAITING, "vacant")
    if person.telegram_id is None:
        return Aside(row.id, State.WAITING, "no_account")
    return person.telegram_id, person


async def _render(unit: UnitOfWork, services: Services, row: Outgoing, person: Person | None) -> Rendered:
    notice = outbox.read_notice(row.kind, row.fields)
    content: object = notice
    if has_view(notice):
        viewer = await actor_for(unit, person) if person else Actor(None)
        content = await services.catalogue.views[row.kind](unit, notice, viewer)
    setting = template_setting(unit) | {"resent": row.resent > 0}
    rendered = render(row.kind, content, **setting)
    return Rendered((rendered.editable,)) if row.edit_of is not None else rendered
