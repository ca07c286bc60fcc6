"""记录进展 and 办结 of a matter that its section follows up itself (P4.2, P5.2)."""

from __future__ import annotations

from collections.abc import Callable

from handlers.conversation.answering import typed
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said, Take
from handlers.conversation.refusing import say_no
from handlers.conversation.routes import Tap
from handlers.instructing.answering import answer_outcome
from messages.presses.following import EndFollowed, NoteProgress
from storage import outbox
from storage.queries import desk
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.instructions import following
from supervision.instructions.following import LONGEST_NOTE
from supervision.model import DeskKind, Draft, Matter, Post
from supervision.notices.base import HERE
from supervision.notices.cards import MatterCard
from supervision.notices.following import FollowedEnded, FollowingPrompt, ProgressNoted
from supervision.outcome import Outcome
from supervision.refusals import Refusal
from supervision.roles import Permission

Rule = Callable[..., Outcome]


async def section_of(unit: UnitOfWork, matter: Matter) -> int:
    """The unit of the post that registered the matter."""
    return (await unit.require(Post, matter.registered_post_id)).unit_id


async def keep(unit: UnitOfWork, actor: Actor, matter_id: int, rule: Rule, words: str) -> Matter:
    """Keep what the section says by `following.note_progress` or `following.end`, which it raises as."""
    matter = await unit.require(Matter, matter_id)
    section = await section_of(unit, matter)
    post = actor.post_of_unit(section)
    post_id = post.id if post else 0
    note_id = await unit.new_id("note")
    outcome = rule(matter, section, actor, unit.now, note_id=note_id, post_id=post_id, words=words)
    await carry_out(unit, actor, outcome, post_id=post_id)
    if rule is following.end:
        await desk.settle(unit, DeskKind.FOLLOWED, str(matter_id))
        await answer_outcome(unit, actor, await unit.require(Matter, matter_id), words)
    return matter


async def on_words_wanted(turn: Turn) -> None:
    """［记录进展］［办结］: ask for the words."""
    press = turn.press
    assert isinstance(press, NoteProgress | EndFollowed)
    matter = await turn.unit.require(Matter, press.matter)
    following.require_followed(matter, await section_of(turn.unit, matter), turn.actor)
    question = "followed.progress" if isinstance(press, NoteProgress) else "followed.outcome"
    about = {"matter": matter.id, "number": matter.registration_number, "title": matter.title}
    await open_flow(turn, FLOW, question, about)


async def _show(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask()


def _taking(rule: Rule) -> Take:
    async def take(turn: Turn, draft: Draft, said: Said) -> Next:
        words = typed(said, "words", LONGEST_NOTE)
        try:
            matter = await keep(turn.unit, turn.actor, int(str(draft.answers["matter"])), rule, words)
        except Refusal as refusal:  # raised before anything was saved: it went another way meanwhile
            await say_no(turn, refusal)
            return END
        if rule is following.end:
            told = FollowedEnded(number=matter.registration_number, title=matter.title)
            await outbox.tell(turn.unit, [told])
        else:
            told_card = MatterCard(to=HERE, matter_id=matter.id)
            await outbox.tell(turn.unit, [ProgressNoted(number=matter.registration_number), told_card])
        return END

    return take


FLOW = Flow(
    "followed",
    FollowingPrompt,
    {
        "followed.progress": Question(_show, _taking(following.note_progress)),
        "followed.outcome": Question(_show, _taking(following.end)),
    },
)

FLOWS = {FLOW.name: FLOW}

ROUTES = (
    Tap(press=NoteProgress, callback=on_words_wanted, may=Permission.MATTER_FOLLOW),
    Tap(press=EndFollowed, callback=on_words_wanted, may=Permission.MATTER_FOLLOW),
)
