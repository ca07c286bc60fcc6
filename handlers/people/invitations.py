"""Invitations: one-time links that bind a person in a post to an account."""

from __future__ import annotations

import secrets
from typing import cast

from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.listing import is_list, serial, show
from handlers.conversation.routes import Command, Tap
from messages.labels import UNIT_KIND
from messages.presses.enrolment import Invite, RevokeInvitation
from messages.views.enrolment import InvitationLine, OpenInvitationsView
from storage import outbox
from storage.queries import roster
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Draft, Invitation, Person, Post, Unit
from supervision.notices.dialogue import Choice
from supervision.notices.invitations import InvitationPrompt, InvitationRevoked, OpenInvitations
from supervision.people import enrolment
from supervision.refusals import InvalidInput, InvitationRefused, NotFound
from supervision.roles import Permission
from supervision.search.finding import find_unit

CODE_BYTES = 18
"""Random bytes of a code: 144 bits, 24 signs of the 64 that a link can carry."""

MOST_CHOICES = 60
MOST_LINES = 30
OPEN = "open"
"""The answer that asks for the links which can still be used."""


async def begin(turn: Turn) -> None:
    """/invite: whom?"""
    await open_flow(turn, FLOW, "invitation.kind", {}, wanted="invite")


async def invite_holder(turn: Turn) -> None:
    """A button on a post: make a link for its holder."""
    press = cast(Invite, turn.press)
    await issue(turn.unit, turn.actor, press.post, turn.services.bot_username)


async def issue(unit: UnitOfWork, actor: Actor, post_id: int, bot_username: str) -> None:
    """Make a link for the holder of a post; his earlier links die."""
    post = await unit.require(Post, post_id)
    person = await unit.get(Person, post.holder_id) if post.holder_id is not None else None
    if person is None:
        raise NotFound("post", post.title)
    outcome = enrolment.issue(
        actor,
        person,
        post,
        await roster.open_invitations(unit, person.id),
        code=secrets.token_urlsafe(CODE_BYTES),
        bot_username=bot_username,
        now=unit.now,
        county=unit.county,
    )
    await carry_out(unit, actor, outcome)


async def revoke(turn: Turn) -> None:
    """Take a link back, from the list or from the message that made it."""
    press = cast(RevokeInvitation, turn.press)
    invitation = await turn.unit.get(Invitation, press.code)
    if invitation is None:
        raise InvitationRefused("unknown")
    await carry_out(turn.unit, turn.actor, enrolment.revoke(turn.actor, invitation, turn.unit.now))
    person = await turn.unit.require(Person, invitation.person_id)
    post = await turn.unit.require(Post, invitation.post_id)
    done = InvitationRevoked(name=person.name, title=post.title)
    turn.say_in_toast(done)
    if await is_list(turn):
        await show(turn, OpenInvitations(serial=await serial(turn)))
    else:  # the link's own message is a picture, which cannot be reworded
        await outbox.tell(turn.unit, [done])


async def _show_kinds(unit: UnitOfWork, draft: Draft) -> Ask:
    present = {one.kind for one in await roster.active_units(unit)}
    choices = [Choice(kind, label) for kind, label in UNIT_KIND.items() if kind in present]
    return Ask(choices=(*choices, Choice(OPEN, "未使用的邀请")))


async def _take_kind(turn: Turn, draft: Draft, said: Said) -> Next:
    if said.choice == OPEN:
        await outbox.tell(turn.unit, [OpenInvitations(serial=await serial(turn))])
        return END
    if said.choice:
        kinds = [kind for kind in UNIT_KIND if kind == said.choice]
        units = [one.id for one in await roster.active_units(turn.unit, kinds)]
        return Next("invitation.unit", {"units": units, "unknown": ""})
    return await _take_name(turn, said)


async def _show_units(unit: UnitOfWork, draft: Draft) -> Ask:
    found = await unit.find(Unit, id=_numbers(draft, "units"), active=True)
    choices = tuple(Choice(str(one.id), (one.short_names or (one.name,))[0]) for one in found[:MOST_CHOICES])
    return Ask(
        choices=choices, facts={"more": max(0, len(found) - MOST_CHOICES), "unknown": draft.answers.get("unknown", "")}
    )


async def _take_unit(turn: Turn, draft: Draft, said: Said) -> Next:
    if not said.choice:
        return await _take_name(turn, said)
    if not said.choice.isdecimal() or int(said.choice) not in _numbers(draft, "units"):
        raise InvalidInput("unit", "not_a_choice")
    return Next("invitation.post", {"unit": int(said.choice)})


async def _take_name(turn: Turn, said: Said) -> Next:
    """Part of a name was typed: one unit goes on to its posts; several, or the most like it, are offered."""
    found = find_unit(said.text, await roster.active_units(turn.unit), turn.unit.county.name)
    if found.units:
        return Next("invitation.post", {"unit": found.units[0].id})
    if not found.offered:
        raise NotFound("unit", said.text[:30])
    return Next("invitation.unit", {"units": [one.id for one in found.offered], "unknown": found.unknown[:30]})


async def _show_posts(unit: UnitOfWork, draft: Draft) -> Ask:
    chosen = await unit.require(Unit, cast(int, draft.answers["unit"]))
    posts = await unit.find(Post, unit_id=chosen.id, active=True)
    holders = await roster.holders(unit, posts)
    held = [(post, holders[post.holder_id]) for post in posts if post.holder_id is not None]
    choices = tuple(Choice(str(post.id), _label(post, person)) for post, person in held)
    vacant = [post.title for post in posts if post.holder_id is None]
    return Ask(facts={"unit_name": chosen.name, "vacant": vacant, "nobody": not held}, choices=choices, per_row=1)


def _label(post: Post, person: Person) -> str:
    return f"{post.title}　{person.name}{'（已开通）' if person.telegram_id is not None else ''}"


async def _take_post(turn: Turn, draft: Draft, said: Said) -> Next:
    posts = await turn.unit.find(Post, unit_id=cast(int, draft.answers["unit"]), active=True)
    wanted = said.choice or said.text
    chosen = [post for post in posts if str(post.id) == said.choice or (said.text and said.text in post.title)]
    if len(chosen) != 1:
        raise InvalidInput("post", "not_a_choice", given=wanted[:30])
    await issue(turn.unit, turn.actor, chosen[0].id, turn.services.bot_username)
    return END


def _numbers(draft: Draft, name: str) -> tuple[int, ...]:
    return tuple(cast("list[int]", draft.answers.get(name, [])))


async def _view(unit: UnitOfWork, notice: OpenInvitations, viewer: Actor) -> OpenInvitationsView:
    """The links that can still be used, for who may make some."""
    if not viewer.may(Permission.INVITATION_ISSUE):
        return OpenInvitationsView(allowed=False)
    found = await roster.open_invitations(unit)
    lines = []
    for item in found[:MOST_LINES]:
        person, post = await unit.require(Person, item.person_id), await unit.require(Post, item.post_id)
        lines.append(InvitationLine(item.code, person.name, post.title, item.expires_at))
    return OpenInvitationsView(allowed=True, lines=tuple(lines), more=max(0, len(found) - MOST_LINES))


FLOW = Flow(
    "invitation",
    InvitationPrompt,
    {
        "invitation.kind": Question(_show_kinds, _take_kind),
        "invitation.unit": Question(_show_units, _take_unit),
        "invitation.post": Question(_show_posts, _take_post),
    },
)

ROUTES = (
    Command(
        name="invite",
        callback=begin,
        may=Permission.INVITATION_ISSUE,
        description="邀请人员开通账号",
        word="邀请",
    ),
    Tap(press=Invite, callback=invite_holder, may=Permission.INVITATION_ISSUE),
    Tap(press=RevokeInvitation, callback=revoke, may=Permission.INVITATION_ISSUE),
)
FLOWS = {FLOW.name: FLOW}
VIEWS = {"open_invitations": _view}
