"""Before a row is sent: who sits there now, is it still true, and what exactly does it say?"""

from __future__ import annotations

from dataclasses import dataclass, replace

import structlog

from bot.documents import DocumentFiles
from handlers.conversation.context import Services
from handlers.conversation.setting import template_setting
from messages.outgoing import Rendered, to_json
from messages.render import has_view, render
from storage import chats, outbox
from storage.engine import is_transient
from storage.outbox import State
from storage.outgoing import BEGUN, Claim, Outgoing
from storage.queries.seats import occupant
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Group
from supervision.notices.base import PLAIN, Notice
from supervision.notices.registry import NOTICES

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that is not sent now: its new state and the reason, a stable word."""

    row_id: int
    state: State
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row goes: the chat, what is known of it, and who is looking (nobody, in a group)."""

    chat_id: int
    state: str
    viewer: Actor

    @property
    def person_id(self) -> int | None:
        """Who is looking."""
        return self.viewer.person.id if self.viewer.person else None


async def locate(unit: UnitOfWork, services: Services, row: Outgoing) -> Place | Aside:
    """Find out whether a row still has something to say, and where it goes; reads only."""
    try:
        place = await _place(unit, row)
        goes_on = isinstance(place, Place) and goes_on_there(row, place)
        if row.until and not goes_on and await _has_come_true(unit, services, row.until):
            return Aside(row.id, State.VOID, row.until)
    except Exception as error:
        return failed(row, "condition_failed", error)
    if isinstance(place, Place) and row.edit_of is None and place.state != "open":
        return Aside(row.id, State.WAITING, place.state)
    return place


async def word(
    unit: UnitOfWork, services: Services, documents: DocumentFiles, row: Outgoing, place: Place
) -> Claim | Aside | None:
    """Say exactly what will be sent; a long message that is partly out keeps the words it began with.

    If it goes to somebody else now, it begins anew: nobody gets the end of a message that another got the beginning of.

    Returns:
        None while a file that the row brings is being made.
    """
    person_id = place.person_id
    if row.payload is not None and goes_on_there(row, place):
        return Claim(row, place.chat_id, person_id, row.payload)
    row = _from_its_beginning(row, place)
    try:
        rendered = await _worded(unit, services, documents, row, place.viewer)
        if rendered is None:
            return None
        return Claim(row, place.chat_id, person_id, to_json(await documents.filled(unit, rendered)))
    except Exception as error:
        return failed(row, "render_failed", error)


def goes_on_there(row: Outgoing, place: Place) -> bool:
    """Tell whether a row of which some parts are out goes on with its words: the same sits there in the same chat."""
    return bool(row.payload and row.sent_parts) and (row.chat_id, row.person_id) == (place.chat_id, place.person_id)


def _from_its_beginning(row: Outgoing, place: Place) -> Outgoing:
    """Whoever sits there now has seen nothing of what another may have seen."""
    lane = NOTICES[row.kind].lane if row.lane == BEGUN else row.lane
    is_another = row.chat_id is not None and row.chat_id != place.chat_id
    resent, attempts = (0, 0) if is_another else (row.resent, row.attempts)
    return replace(row, lane=lane, sent_parts=0, resent=resent, attempts=attempts)


async def _worded(
    unit: UnitOfWork, services: Services, documents: DocumentFiles, row: Outgoing, viewer: Actor
) -> Rendered | None:
    documents.workshop.raise_for(row.id)
    notice = outbox.read_notice(row.kind, row.fields)
    extras = PLAIN if row.edit_of is not None else notice.extras
    if extras.files and not await documents.have(unit, row.id, extras.files):
        return None
    if not extras.made:
        return (await _render(unit, services, row, notice, viewer))[0]

    async def load(later: UnitOfWork) -> tuple[Rendered, object]:
        return await _render(later, services, row, notice, viewer)

    return documents.message(row, viewer.person.id if viewer.person else None, load)


def failed(row: Outgoing, reason: str, error: Exception) -> Aside:
    """A row that cannot be planned is shown to the Office and stops no other; if the database is away, all wait."""
    if is_transient(error):
        raise error
    log.error(reason, row=row.id, kind=row.kind, exc_info=error)
    return Aside(row.id, State.DEAD, reason)


async def _has_come_true(unit: UnitOfWork, services: Services, until: str) -> bool:
    condition, _, key = until.partition(" ")
    return await services.catalogue.conditions[condition](unit, key)


async def _place(unit: UnitOfWork, row: Outgoing) -> Place | Aside:
    kind, _, number = row.seat.partition("/")
    if kind == "group":
        group = await unit.get(Group, int(number))
        if group is None or not group.active:
            return Aside(row.id, State.WAITING, "unbound")
        return Place(group.chat_id, await chats.chat_state(unit, group.chat_id), Actor(None))
    found = await occupant(unit, row.seat)
    if found is None and kind == "chat":
        return Place(int(number), await chats.chat_state(unit, int(number)), Actor(None))
    if found is None or found.actor.person is None:
        return Aside(row.id, State.WAITING, "vacant")
    if found.actor.person.telegram_id is None:
        return Aside(row.id, State.WAITING, "no_account")
    return Place(found.actor.person.telegram_id, found.chat_state, found.actor)


async def _render(
    unit: UnitOfWork, services: Services, row: Outgoing, notice: Notice, viewer: Actor
) -> tuple[Rendered, object]:
    """What a row says, and what it was made of."""
    content: object = notice
    if has_view(notice):
        content = await services.catalogue.views[row.kind](unit, notice, viewer)
    setting = template_setting(unit) | {"resent": row.resent > 0}
    rendered = render(row.kind, content, notice.extras, **setting)
    return (Rendered((rendered.editable,)) if row.edit_of is not None else rendered), content
