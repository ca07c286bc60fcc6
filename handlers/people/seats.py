"""People: who sits where and who has an account, and changing it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from handlers.conversation.context import Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.listing import serial, show
from handlers.conversation.routes import Command, Tap
from handlers.people.pages import load_view
from handlers.people.succession import administrators, carry_out_and_leave, hand_over
from messages.presses.people import (
    ChangeHolder,
    DeactivatePerson,
    ShowKinds,
    ShowPost,
    ShowPosts,
    ShowUnits,
    UnbindAccount,
)
from storage import outbox
from storage.queries import roster
from storage.unit_of_work import UnitOfWork
from supervision.model import Draft, Person, Post
from supervision.notices.dialogue import Choice
from supervision.notices.people import (
    ConfirmPrompt,
    PeopleList,
    PersonDeactivated,
    PersonUnbound,
    SuccessionDone,
    SuccessionPrompt,
)
from supervision.people import seats
from supervision.refusals import InvalidInput, NotFound
from supervision.roles import Permission
from supervision.search.finding import find_unit

VACATE, SOMEBODY_NEW, NO_PHONE, YES = "vacant", "new", "none", "yes"
"""Answers that are buttons."""

CONFIRMING: Mapping[str, str] = {"people.unbind": "确认解除", "people.deactivate": "确认卸任"}
"""What the button says that carries it out."""


async def browse(turn: Turn) -> None:
    """/people, and /people 单位名称; the buttons of the list lead here, too."""
    number = await serial(turn)
    match turn.press:
        case ShowUnits(kind=kind):
            await show(turn, PeopleList(serial=number, kind=kind))
        case ShowPosts(unit=unit_id):
            await show(turn, PeopleList(serial=number, unit_id=unit_id))
        case ShowPost(post=post_id):
            await show(turn, PeopleList(serial=number, post_id=post_id))
        case _:
            await show(turn, await _found(turn, number))


async def _found(turn: Turn, number: int) -> PeopleList:
    if not turn.heard.args or turn.heard.callback_id:
        return PeopleList(serial=number)
    found = find_unit(turn.heard.args, await roster.active_units(turn.unit), turn.unit.county.name)
    if found.units:
        return PeopleList(serial=number, unit_id=found.units[0].id)
    if not found.offered:
        raise NotFound("unit", turn.heard.args[:30])
    return PeopleList(serial=number, units=tuple(one.id for one in found.offered), unknown=found.unknown[:30])


async def change_holder(turn: Turn) -> None:
    """A button on a post: who takes it over?"""
    post = await turn.unit.require(Post, cast(ChangeHolder, turn.press).post)
    await open_flow(turn, SUCCESSION, "succession.name", {"post": post.id})


async def ask_to_unbind(turn: Turn) -> None:
    """A button on a person: take the account away?"""
    person = await turn.unit.require(Person, cast(UnbindAccount, turn.press).person)
    await open_flow(turn, CONFIRM, "people.unbind", {"person": person.id})


async def ask_to_deactivate(turn: Turn) -> None:
    """A button on a person: does he no longer take part?"""
    person = await turn.unit.require(Person, cast(DeactivatePerson, turn.press).person)
    await open_flow(turn, CONFIRM, "people.deactivate", {"person": person.id})


async def _show_name(unit: UnitOfWork, draft: Draft) -> Ask:
    post, holder = await _post_and_holder(unit, draft)
    choices = (Choice(VACATE, "暂时空缺"),) if holder is not None else ()
    return Ask(facts={"title": post.title, "holder": holder.name if holder else ""}, choices=choices)


async def _take_name(turn: Turn, draft: Draft, said: Said) -> Next:
    if said.choice == VACATE:
        return Next("succession.confirm", {"name": "", "person": 0, "phone": ""})
    name = seats.clean_name(said.text)
    same = await turn.unit.find(Person, name=name, active=True)
    if same:
        return Next("succession.who", {"name": name})
    return Next("succession.phone", {"name": name, "person": 0})


async def _show_who(unit: UnitOfWork, draft: Draft) -> Ask:
    """People of that name, each with his posts; it may still be another one."""
    same = await unit.find(Person, name=str(draft.answers["name"]), active=True)
    choices = []
    for person in same:
        titles = [post.title for post in await unit.find(Post, holder_id=person.id, active=True)]
        choices.append(Choice(str(person.id), f"{person.name}（{'、'.join(titles) or '现无职务'}）"))
    return Ask(choices=(*choices, Choice(SOMEBODY_NEW, "不是以上人员，新增")), per_row=1)


async def _take_who(turn: Turn, draft: Draft, said: Said) -> Next:
    if said.choice == SOMEBODY_NEW:
        return Next("succession.phone", {"person": 0})
    same = await turn.unit.find(Person, name=str(draft.answers["name"]), active=True)
    chosen = [person for person in same if str(person.id) == said.choice]
    if not chosen:
        raise InvalidInput("person", "not_a_choice")
    return Next("succession.confirm", {"person": chosen[0].id, "phone": chosen[0].phone})


async def _show_phone(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(choices=(Choice(NO_PHONE, "暂不填写"),))


async def _take_phone(turn: Turn, draft: Draft, said: Said) -> Next:
    phone = "" if said.choice == NO_PHONE else seats.clean_phone(said.text)
    return Next("succession.confirm", {"phone": phone})


async def _show_confirm(unit: UnitOfWork, draft: Draft) -> Ask:
    post, holder = await _post_and_holder(unit, draft)
    facts = {"title": post.title, "holder": holder.name if holder else ""}
    return Ask(facts=facts, choices=(Choice(YES, "确认变更"),))


async def _take_confirm(turn: Turn, draft: Draft, said: Said) -> Next:
    if said.choice != YES:
        raise InvalidInput("confirm", "not_a_choice")
    unit = turn.unit
    post, _ = await _post_and_holder(unit, draft)
    new = await _successor(unit, draft)
    open_work = await hand_over(unit, turn.actor, turn.services.catalogue, post, new)
    done = SuccessionDone(
        post_id=post.id,
        title=post.title,
        name=new.name if new else "",
        open_work=open_work,
        has_account=new is not None and new.telegram_id is not None,
        may_invite=turn.actor.may(Permission.INVITATION_ISSUE),
    )
    await outbox.tell(unit, [done])
    return END


async def _successor(unit: UnitOfWork, draft: Draft) -> Person | None:
    name, person_id = str(draft.answers["name"]), cast(int, draft.answers["person"])
    if not name:
        return None
    if person_id:
        return await unit.require(Person, person_id)
    return Person(await unit.new_id("person"), name, str(draft.answers["phone"]))


async def _post_and_holder(unit: UnitOfWork, draft: Draft) -> tuple[Post, Person | None]:
    post = await unit.require(Post, cast(int, draft.answers["post"]))
    return post, await unit.get(Person, post.holder_id) if post.holder_id is not None else None


async def _show_person(unit: UnitOfWork, draft: Draft) -> Ask:
    person = await unit.require(Person, cast(int, draft.answers["person"]))
    titles = [post.title for post in await unit.find(Post, holder_id=person.id, active=True)]
    return Ask(facts={"name": person.name, "titles": titles}, choices=(Choice(YES, CONFIRMING[draft.question]),))


async def _take_unbind(turn: Turn, draft: Draft, said: Said) -> Next:
    unit, person = turn.unit, await _confirmed_person(turn, draft, said)
    seats.require_another_administrator(person, await administrators(unit))
    outcome = seats.unbind(turn.actor, person, await roster.open_invitations(unit, person.id), unit.now)
    await carry_out_and_leave(unit, turn.actor, person, outcome)
    await outbox.tell(unit, [PersonUnbound(name=person.name)])
    return END


async def _take_deactivate(turn: Turn, draft: Draft, said: Said) -> Next:
    unit, person = turn.unit, await _confirmed_person(turn, draft, said)
    seats.require_another_administrator(person, await administrators(unit))
    outcome = seats.deactivate(turn.actor, person, await roster.open_invitations(unit, person.id), unit.now)
    posts = await unit.find(Post, holder_id=person.id, active=True)
    for post in posts:
        await hand_over(unit, turn.actor, turn.services.catalogue, post, None)
    await carry_out_and_leave(unit, turn.actor, person, outcome)
    await outbox.tell(unit, [PersonDeactivated(name=person.name, titles=tuple(post.title for post in posts))])
    return END


async def _confirmed_person(turn: Turn, draft: Draft, said: Said) -> Person:
    if said.choice != YES:
        raise InvalidInput("confirm", "not_a_choice")
    return await turn.unit.require(Person, cast(int, draft.answers["person"]))


SUCCESSION = Flow(
    "succession",
    SuccessionPrompt,
    {
        "succession.name": Question(_show_name, _take_name),
        "succession.who": Question(_show_who, _take_who),
        "succession.phone": Question(_show_phone, _take_phone),
        "succession.confirm": Question(_show_confirm, _take_confirm),
    },
)
CONFIRM = Flow(
    "people",
    ConfirmPrompt,
    {
        "people.unbind": Question(_show_person, _take_unbind),
        "people.deactivate": Question(_show_person, _take_deactivate),
    },
)

_READ, _EDIT = Permission.PEOPLE_READ, Permission.PEOPLE_EDIT
ROUTES = (
    Command(name="people", callback=browse, may=_READ, description="人员与账号", word="人员"),
    *(Tap(press=press, callback=browse, may=_READ) for press in (ShowKinds, ShowUnits, ShowPosts, ShowPost)),
    Tap(press=ChangeHolder, callback=change_holder, may=_EDIT),
    Tap(press=UnbindAccount, callback=ask_to_unbind, may=_EDIT),
    Tap(press=DeactivatePerson, callback=ask_to_deactivate, may=_EDIT),
)
FLOWS = {SUCCESSION.name: SUCCESSION, CONFIRM.name: CONFIRM}
VIEWS = {"people_list": load_view}
