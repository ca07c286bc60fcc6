"""Enrolment: greeting, taking an invitation, and the first administrator of a fresh installation."""

from __future__ import annotations

from handlers.conversation.actors import actor_for
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Services, Turn
from handlers.conversation.helping import menu_for, welcome
from handlers.conversation.routes import Anyone, Command
from handlers.people.succession import leave_account
from storage import chats, outbox, outgoing
from storage.queries import roster
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import CalendarKey, Invitation, Person, Post, Unit, UnitKind
from supervision.people.enrolment import accept, first_administrator_key, make_first_administrator
from supervision.refusals import Stranger
from supervision.roles import Role


async def start(turn: Turn) -> None:
    """/start: take the invitation that the link carries, then greet; a stranger is refused."""
    unit, services, telegram_id = turn.unit, turn.services, turn.heard.telegram_id
    actor, fresh = turn.actor, False
    if turn.heard.args:
        actor, fresh = await enrol(unit, actor, telegram_id, turn.heard.args), True
    elif actor.person is None:
        actor, fresh = await enrol_first_administrator(unit, services, telegram_id), True
    await open_chat(unit, actor, telegram_id)
    await outbox.tell(unit, [welcome(services.catalogue, actor, fresh=fresh), menu_for(services.catalogue, actor)])


async def enrol(unit: UnitOfWork, opener: Actor, telegram_id: int, code: str) -> Actor:
    """Bind the account to the person of the invitation.

    Returns:
        The person as he is now.
    """
    invitation = await unit.get(Invitation, code)
    person = await unit.get(Person, invitation.person_id) if invitation else None
    post = await unit.get(Post, invitation.post_id) if invitation else None
    outcome = accept(invitation, person, post, owner=opener.person, telegram_id=telegram_id, now=unit.now)
    if person is None:
        raise Stranger
    if person.telegram_id not in (None, telegram_id):
        await leave_account(unit, person)
    await carry_out(unit, await actor_for(unit, person), outcome, post_id=post.id if post else None)
    return await actor_for(unit, await unit.require(Person, person.id))


async def enrol_first_administrator(unit: UnitOfWork, services: Services, telegram_id: int) -> Actor:
    """Make a configured account an administrator; everybody else is a stranger, and so is he the second time."""
    if telegram_id not in services.first_administrators:
        raise Stranger
    if await unit.get(CalendarKey, first_administrator_key(telegram_id)) is not None:
        raise Stranger
    posts = await unit.find(Post, role=Role.ADMINISTRATOR, active=True)
    holders = await roster.holders(unit, posts)
    waiting = [person for person in holders.values() if person.active and person.telegram_id is None]
    outcome = make_first_administrator(
        telegram_id,
        waiting,
        await unit.first(Unit, kind=UnitKind.OFFICE, active=True),
        ids=(await unit.new_id("unit"), await unit.new_id("person"), await unit.new_id("post")),
        county=unit.county,
        now=unit.now,
    )
    person = next(row for row in outcome.saves if isinstance(row, Person))
    await carry_out(unit, Actor(person), outcome)
    return await actor_for(unit, person)


async def open_chat(unit: UnitOfWork, actor: Actor, telegram_id: int) -> int:
    """The person can be written to: what waited for him goes out, unless it has become pointless meanwhile.

    Returns:
        How many messages wait no longer.
    """
    await chats.set_chat_state(unit, telegram_id, "open")
    seats = [f"person/{actor.person_id}", f"chat/{telegram_id}", *(f"post/{post.id}" for post in actor.posts)]
    return await outgoing.revive(unit, seats)


ROUTES = (Command(name="start", callback=start, may=Anyone.STRANGER, description="开始使用"),)
