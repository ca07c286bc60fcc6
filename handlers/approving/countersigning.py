"""选择会签: whose 会签 a matter needs before it goes to its signers, chosen at the preview."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.approving.submitting import folder_to_send, preview
from handlers.conversation.answering import picked
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.refusing import say_no
from handlers.conversation.routes import Tap
from messages.presses.approving import ChooseCountersign
from storage import outbox
from storage.queries import approvals as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving import countersigning
from supervision.model import Draft, Post
from supervision.notices.approving import CountersignPrompt
from supervision.notices.dialogue import Choice
from supervision.papers.issuing import Folder
from supervision.refusals import Refusal
from supervision.roles import DRAFTERS, Permission

_DONE = Choice("done", "确定")


async def choose(unit: UnitOfWork, actor: Actor, matter_id: int, post_ids: Sequence[int]) -> None:
    """Settle who 会签 it. Raises as `countersigning.choose`."""
    folder = await folder_to_send(unit, actor, matter_id)
    able = await _able(unit, folder)
    chosen = [post for post in able if post.id in post_ids]
    post = actor.post_in(*DRAFTERS)
    outcome = countersigning.choose(folder.matter, chosen, able, actor)
    await carry_out(unit, actor, outcome, post_id=post.id if post else None)


async def _able(unit: UnitOfWork, folder: Folder) -> list[Post]:
    units = [assignment.unit_id for assignment in folder.live]
    text = "\n".join((folder.matter.title, *(task.text for task in folder.tasks)))
    return countersigning.offered(folder.matter, await queries.signer_posts(unit), units, text, unit.county)


async def on_choose(turn: Turn) -> None:
    """［选择会签］ below the preview."""
    assert isinstance(turn.press, ChooseCountersign)
    folder = await folder_to_send(turn.unit, turn.actor, turn.press.matter)
    able = await _able(turn.unit, folder)
    matter = folder.matter
    about = {
        "matter": matter.id,
        "number": matter.registration_number,
        "title": matter.title,
        "able": [post.id for post in able],
        "posts": [number for number in matter.countersign if number in {post.id for post in able}],
    }
    await open_flow(turn, FLOW, "countersigning.posts", about)


def _ids(draft: Draft, name: str) -> list[int]:
    ids = draft.answers.get(name)
    return [int(str(item)) for item in ids] if isinstance(ids, list) else []


async def _show(unit: UnitOfWork, draft: Draft) -> Ask:
    chosen, able = _ids(draft, "posts"), _ids(draft, "able")
    titles = {post.id: post.title for post in await unit.find(Post, id=able)}
    choices = [Choice(str(number), titles[number] + ("（已选）" if number in chosen else "")) for number in able]
    return Ask(
        facts={"chosen": [titles[number] for number in chosen if number in titles], "most": countersigning.MOST},
        choices=(*choices, _DONE),
        per_row=2,
    )


async def _take(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await _show(turn.unit, draft)
    value = picked(said, ask.choices, "countersign")
    chosen = _ids(draft, "posts")
    if value != _DONE.value:
        number = int(value)
        posts = [item for item in chosen if item != number] if number in chosen else [*chosen, number]
        return Next("countersigning.posts", {"posts": posts})
    matter_id = int(str(draft.answers["matter"]))
    try:
        await choose(turn.unit, turn.actor, matter_id, chosen)
        seen = await preview(turn.unit, turn.actor, matter_id)
    except Refusal as refusal:
        if len(chosen) > countersigning.MOST:
            raise
        await say_no(turn, refusal)
        return END
    await outbox.tell(turn.unit, [seen])
    return END


FLOW = Flow("countersigning", CountersignPrompt, {"countersigning.posts": Question(_show, _take)})

FLOWS = {FLOW.name: FLOW}

ROUTES = (Tap(press=ChooseCountersign, callback=on_choose, may=Permission.MATTER_SUBMIT),)
