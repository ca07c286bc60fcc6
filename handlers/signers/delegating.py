"""/delegate, 委托: for whom, who signs instead, from when until when – and taking it back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from handlers.conversation.answering import picked, tapped, typed
from handlers.conversation.context import Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.routes import Command, Tap
from handlers.signers.deputies import confirm, grant, revoke, title_of
from messages.filters import day
from messages.presses.signers import BeginDelegation, ConfirmDelegation, RevokeDelegation, ShowWaitingDelegations
from storage import outbox
from storage.queries import delegations as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving import delegating
from supervision.approving.delegating import LONGEST_REFERENCE, signer_title
from supervision.calendars.dates import read_day
from supervision.model import Delegation, Draft, Post
from supervision.notices.base import HERE
from supervision.notices.delegating import (
    DelegatingPrompt,
    DelegationCard,
    DelegationGiven,
    DelegationLine,
    DelegationList,
    DelegationNoted,
)
from supervision.notices.dialogue import Choice
from supervision.refusals import NotAllowed, NotFound, StaleButton
from supervision.registering.registration import LONGEST_NAME
from supervision.roles import SIGNERS, Permission, Role

RANK = (
    Role.MAYOR,
    Role.EXECUTIVE_VICE_MAYOR,
    Role.VICE_MAYOR,
    Role.PARTY_LEADER,
    Role.DIRECTOR,
    Role.DEPUTY_DIRECTOR,
    Role.OFFICE_HEAD,
)
"""In which order posts are offered."""

YES = Choice("yes", "确认委托")

MOST_SHOWN = 5
"""Cards that are sent at once."""


async def show(turn: Turn) -> None:
    """/delegate: what concerns the reader; where there is nothing, straight to the questions."""
    found = [await _line(turn.unit, turn.actor, item) for item in await queries.not_over(turn.unit)]
    lines = tuple(line for line in found if line is not None)
    may_grant = bool(await _own_or_all(turn.unit, turn.actor))
    if lines or not may_grant:
        await outbox.tell(turn.unit, [DelegationList(lines=lines, may_grant=may_grant)])
        return
    await begin(turn)


async def begin(turn: Turn) -> None:
    """Ask who is away, unless that is clear; then who signs instead."""
    posts = await _own_or_all(turn.unit, turn.actor)
    if not posts:
        raise NotAllowed(Permission.DELEGATION_GRANT)
    if len(posts) > 1:
        await open_flow(turn, FLOW, "delegating.post", {}, wanted="delegate")
        return
    answers = {"post": posts[0].id, "away": signer_title(posts[0])}
    await open_flow(turn, FLOW, "delegating.deputy", answers, wanted="delegate")


async def _line(unit: UnitOfWork, actor: Actor, delegation: Delegation) -> DelegationLine | None:
    """A line of the list, or none where it is no business of the reader's."""
    if not delegating.concerns(delegation, actor):
        return None
    return DelegationLine(
        id=delegation.id,
        away=await title_of(unit, delegation.post_id),
        deputy=await title_of(unit, delegation.deputy_post_id),
        since=delegation.since,
        until=delegation.until,
        waiting=not delegating.counts(delegation),
        may_revoke=delegating.may_revoke(delegation, actor),
    )


async def _own_or_all(unit: UnitOfWork, actor: Actor) -> list[Post]:
    """For whom the actor can give one: for his own posts; the Office for every signer."""
    if actor.may(Permission.DELEGATION_ENTER):
        return _ranked(await _signers(unit))
    return _ranked(post for post in actor.posts if post.role in SIGNERS)


async def _signers(unit: UnitOfWork) -> list[Post]:
    return [post for post in (await queries.roll(unit)).posts if post.role in SIGNERS and post.holder_id]


def _ranked(posts: Iterable[Post]) -> list[Post]:
    return sorted(posts, key=lambda post: (RANK.index(post.role), post.id))


def _offered(posts: Iterable[Post]) -> tuple[Choice, ...]:
    return tuple(Choice(str(post.id), signer_title(post)) for post in posts)


async def _show_post(unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=_offered(_ranked(await _signers(unit))), per_row=2)


async def _take_post(turn: Turn, draft: Draft, said: Said) -> Next:
    value = picked(said, (await _show_post(turn.unit, draft)).choices, "post")
    return Next("delegating.deputy", {"post": int(value), "away": await title_of(turn.unit, int(value))})


async def _show_deputy(unit: UnitOfWork, draft: Draft) -> Ask:
    others = [post for post in await _signers(unit) if post.id != draft.answers["post"]]
    return Ask(choices=_offered(_ranked(others)), per_row=2)


async def _take_deputy(turn: Turn, draft: Draft, said: Said) -> Next:
    value = picked(said, (await _show_deputy(turn.unit, draft)).choices, "deputy")
    return Next("delegating.since", {"deputy_post": int(value), "deputy": await title_of(turn.unit, int(value))})


async def _show_since(unit: UnitOfWork, _draft: Draft) -> Ask:
    days = {"今日": unit.today, "明日": unit.today + timedelta(days=1)}
    return Ask(choices=tuple(Choice(on.isoformat(), f"{word} {day(on, unit.today)}") for word, on in days.items()))


async def _take_since(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await _show_since(turn.unit, draft)
    return Next("delegating.until", {"since": _day(turn, said, ask, "since").isoformat()})


async def _show_until(unit: UnitOfWork, draft: Draft) -> Ask:
    since = _date(draft, "since")
    days = {"当日": since, "一周": since + timedelta(days=6)}
    return Ask(
        facts={"from_day": day(since, unit.today)},
        choices=tuple(Choice(on.isoformat(), f"{word} {day(on, unit.today)}") for word, on in days.items()),
    )


async def _take_until(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await _show_until(turn.unit, draft)
    until = _day(turn, said, ask, "until").isoformat()
    own = turn.actor.holds(_number(draft, "post")) and turn.actor.may(Permission.DELEGATION_GRANT)
    return Next("delegating.confirm" if own else "delegating.reference", {"until": until})


async def _show_reference(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask()


async def _take_reference(_turn: Turn, _draft: Draft, said: Said) -> Next:
    return Next("delegating.confirm", {"reference": typed(said, "reference", LONGEST_REFERENCE)})


async def _show_confirm(unit: UnitOfWork, draft: Draft) -> Ask:
    first, last = (day(_date(draft, name), unit.today) for name in ("since", "until"))
    return Ask(facts={"days": first if first == last else f"{first}至{last}"}, choices=(YES,))


async def _take_confirm(turn: Turn, draft: Draft, said: Said) -> Next:
    picked(said, (YES,), "confirm")
    given = await grant(
        turn.unit,
        turn.actor,
        away=_number(draft, "post"),
        deputy=_number(draft, "deputy_post"),
        since=_date(draft, "since"),
        until=_date(draft, "until"),
        reference=str(draft.answers.get("reference") or ""),
    )
    done = DelegationGiven(
        away=str(draft.answers["away"]),
        deputy=str(draft.answers["deputy"]),
        first=given.since,
        last=given.until,
        waiting=not delegating.counts(given),
    )
    await outbox.tell(turn.unit, [done])
    return END


def _day(turn: Turn, said: Said, ask: Ask, field: str) -> date:
    value = tapped(said, ask.choices, field)
    return (
        date.fromisoformat(value) if value else read_day(field, typed(said, field, LONGEST_NAME), turn.unit.today).day
    )


def _date(draft: Draft, name: str) -> date:
    return date.fromisoformat(str(draft.answers[name]))


def _number(draft: Draft, name: str) -> int:
    value = draft.answers[name]
    assert isinstance(value, int)
    return value


async def on_revoke(turn: Turn) -> None:
    """［收回委托］."""
    assert isinstance(turn.press, RevokeDelegation)
    before = await turn.unit.get(Delegation, turn.press.delegation)
    if before is None:
        raise NotFound("delegation")
    await revoke(turn.unit, turn.actor, before.id)
    turn.say_in_toast(DelegationNoted(act="revoked" if delegating.counts(before) else "rejected"))


async def on_show_waiting(turn: Turn) -> None:
    """［核对代签委托］ below 待核对: the cards of those that wait and are not his own business."""
    waiting = [order for order in await queries.waiting(turn.unit) if await _may_confirm(turn, order)]
    if not waiting:
        raise StaleButton
    for order in waiting[:MOST_SHOWN]:
        await outbox.tell_again(turn.unit, DelegationCard(to=HERE, delegation_id=order.id))


async def _may_confirm(turn: Turn, order: Delegation) -> bool:
    return delegating.may_confirm(order, await turn.unit.require(Post, order.deputy_post_id), turn.actor)


async def on_confirm(turn: Turn) -> None:
    """［核对无误］."""
    assert isinstance(turn.press, ConfirmDelegation)
    await confirm(turn.unit, turn.actor, turn.press.delegation)
    turn.say_in_toast(DelegationNoted(act="confirmed"))


FLOW = Flow(
    "delegating",
    DelegatingPrompt,
    {
        "delegating.post": Question(_show_post, _take_post),
        "delegating.deputy": Question(_show_deputy, _take_deputy),
        "delegating.since": Question(_show_since, _take_since),
        "delegating.until": Question(_show_until, _take_until),
        "delegating.reference": Question(_show_reference, _take_reference),
        "delegating.confirm": Question(_show_confirm, _take_confirm),
    },
)
FLOWS = {FLOW.name: FLOW}

ROUTES = (
    Command(
        name="delegate",
        callback=show,
        may=Permission.DELEGATION_READ,
        description="委托：外出期间由谁代签",
        word="委托",
    ),
    Tap(press=BeginDelegation, callback=begin, may=Permission.DELEGATION_READ),
    Tap(press=RevokeDelegation, callback=on_revoke, may=Permission.DELEGATION_READ),
    Tap(press=ShowWaitingDelegations, callback=on_show_waiting, may=Permission.RECORD_CONFIRM),
    Tap(press=ConfirmDelegation, callback=on_confirm, may=Permission.RECORD_CONFIRM),
)
