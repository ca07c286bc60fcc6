"""［移交］: another post has the matter from now on; nobody has to sign that."""

from __future__ import annotations

from handlers.changing.asking import matter_of, take_reason, title_of
from handlers.changing.changes import require_matter
from handlers.conversation import dialogue
from handlers.conversation.answering import picked
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.routes import IN_PRIVATE, Tap
from messages.presses.changing import HandOverMatter
from storage import outbox
from storage.queries import changes as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.changing import changes
from supervision.desk_items import matter_of as matter_on_desk
from supervision.model import (
    Change,
    ChangeKind,
    DeskItem,
    DeskKind,
    Draft,
    Matter,
    Person,
    Post,
    Rectification,
    Transfer,
)
from supervision.notices.changing import ChangeMade, ChangingPrompt
from supervision.notices.dialogue import Choice
from supervision.refusals import NotFound, WrongState
from supervision.roles import DRAFTERS, Permission


async def hand_over(unit: UnitOfWork, actor: Actor, matter_id: int, to_post_id: int, reason: str) -> ChangeMade:
    """Give a matter to another post: what its units report, and what signers ask, goes there from now on.

    Raises:
        NotFound: there is no such post, or nobody holds it; and as `require_matter`.
    """
    matter = await require_matter(unit, actor, matter_id, ChangeKind.HAND_OVER)
    to = await unit.get(Post, to_post_id)
    if to is None or to.id not in {post.id for post in await takers(unit, matter)}:
        raise NotFound("post")
    change = Change(
        id=await unit.new_id("change"),
        matter_id=matter.id,
        kind=ChangeKind.HAND_OVER,
        reason=changes.reason_of(reason),
        asked_by=actor.person_id,
        asked_at=unit.now,
        to_post_id=to.id,
    )
    was = await unit.require(Post, matter.registered_post_id)
    chains = await queries.running_chains(unit, matter.id)
    outcome = changes.hand_over(matter, change, was, to, chains, items=await _on_desk(unit, matter))
    post = actor.post_in(*DRAFTERS)
    await carry_out(unit, actor, outcome + changes.done(change, unit.now), post_id=post.id if post else None)
    return ChangeMade(
        kind=change.kind, title=matter.title, registration_number=matter.registration_number, to_post=to.title
    )


async def takers(unit: UnitOfWork, matter: Matter) -> list[Post]:
    """The posts that can take a matter (`changes.takes`): held ones, but its present one."""
    posts = await unit.find(Post, role=DRAFTERS, active=True)
    held = [post for post in posts if post.holder_id is not None and post.id != matter.registered_post_id]
    return [post for post in held if changes.takes(post, matter)]


async def _on_desk(unit: UnitOfWork, matter: Matter) -> list[DeskItem]:
    """What the post that has the matter is still reminded of in it."""
    ordered = await unit.find(Rectification, matter_id=matter.id)
    returned = await unit.find(Transfer, matter_id=matter.id)
    named = {(DeskKind.PROMISE_OVER, str(item.id)) for item in ordered}
    named |= {(DeskKind.REASSIGN, str(item.id)) for item in returned}
    items = await unit.find(DeskItem, post_id=matter.registered_post_id, done_at=None)
    return [item for item in items if matter_on_desk(item) == matter.id or (item.kind, item.key) in named]


async def begin(turn: Turn) -> None:
    """［移交］."""
    press = turn.press
    assert isinstance(press, HandOverMatter)
    matter = await require_matter(turn.unit, turn.actor, press.matter, ChangeKind.HAND_OVER)
    if not await takers(turn.unit, matter):
        raise WrongState("change", "nobody_takes")
    title = await title_of(turn.unit, matter)
    answers = {"matter": matter.id, "kind": ChangeKind.HAND_OVER.value, "title": title}
    await dialogue.open_flow(turn, FLOW, "handing.post", answers)


async def _show_post(unit: UnitOfWork, draft: Draft) -> Ask:
    matter = await unit.require(Matter, matter_of(draft))
    posts = await takers(unit, matter)
    names = {item.id: item.name for item in await unit.find(Person, id=[post.holder_id for post in posts])}
    choices = [Choice(str(post.id), f"{post.title}（{names[post.holder_id or 0]}）") for post in posts]
    return Ask(choices=tuple(choices), per_row=1)


async def _take_post(turn: Turn, draft: Draft, said: Said) -> Next:
    to = int(picked(said, (await _show_post(turn.unit, draft)).choices, "post"))
    return Next("handing.reason", {"to": to})


async def _show_reason(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask()


async def _take_reason(turn: Turn, draft: Draft, said: Said) -> Next:
    to = int(str(draft.answers["to"]))
    made = await hand_over(turn.unit, turn.actor, matter_of(draft), to, take_reason(said))
    await outbox.tell(turn.unit, [made])
    return END


FLOW = Flow(
    "handing",
    ChangingPrompt,
    {"handing.post": Question(_show_post, _take_post), "handing.reason": Question(_show_reason, _take_reason)},
)
FLOWS = {FLOW.name: FLOW}

ROUTES = (Tap(press=HandOverMatter, callback=begin, may=Permission.MATTER_HAND_OVER, chats=IN_PRIVATE),)
