"""Looking things up: one matter, a unit's own tasks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from handlers.conversation.context import Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.listing import serial, show
from handlers.conversation.routes import Command, Tap
from handlers.matters.ledger import load_own_tasks, registered_in
from messages.presses.lookups import OpenPaper, TurnTasks
from storage import outbox
from storage.queries import lookups as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Dispatch, Draft, Matter
from supervision.notices.base import to_person
from supervision.notices.cards import MatterCard, PaperCard
from supervision.notices.dialogue import Choice
from supervision.notices.lookups import LookupPrompt, OwnTasks
from supervision.refusals import InvalidInput, NotFound
from supervision.roles import Permission
from supervision.search.lookups import LONGEST_WORDS, numbers_meant

MOST_FOUND = 8


async def own_tasks(turn: Turn) -> None:
    """/mine and its pages."""
    page = turn.press.page if isinstance(turn.press, TurnTasks) else 0
    await show(turn, OwnTasks(serial=await serial(turn), page=max(0, page)))


async def matter(turn: Turn) -> None:
    """/matter 12: the card of a matter; without a number, ask for one."""
    if not turn.heard.args:
        await open_flow(turn, FLOW, "lookup.words", {}, wanted="matter")
        return
    found = await find_matters(turn.unit, turn.actor, turn.heard.args)
    if len(found) == 1:
        await show_matter(turn.unit, turn.actor, found[0])
    else:
        await open_flow(turn, FLOW, "lookup.which", {"found": [item.id for item in found]}, wanted="matter")


async def find_matters(unit: UnitOfWork, actor: Actor, words: str) -> list[Matter]:
    """The matters that are meant, of those that he may see.

    Raises:
        InvalidInput: it is no name of anything.
        NotFound: there is none.
    """
    words = " ".join(words.split())
    if not words:
        raise InvalidInput("words", "empty")
    if len(words) > LONGEST_WORDS:
        raise InvalidInput("words", "too_long", limit=LONGEST_WORDS)
    within = await registered_in(unit, actor)
    found = await queries.matters_numbered(unit, numbers_meant(words, unit.today, unit.county), within)
    found = found or await queries.matters_with_words(unit, words.split(), within, MOST_FOUND)
    if not found:
        raise NotFound("matter", words)
    return found[:MOST_FOUND]


async def show_matter(unit: UnitOfWork, actor: Actor, found: Matter) -> None:
    """Send the matter's card again."""
    actor.require(Permission.MATTER_READ)
    await outbox.tell(unit, [MatterCard(to=to_person(actor.person_id), matter_id=found.id)])


async def open_paper(turn: Turn) -> None:
    """A button of /mine: the paper's card once more, so that it can be replied to."""
    press = cast(OpenPaper, turn.press)
    await send_paper_again(turn.unit, turn.actor, press.paper, press.unit)


async def send_paper_again(unit: UnitOfWork, actor: Actor, paper_id: int, unit_id: int) -> None:
    """Send a paper's card once more to somebody of its unit.

    Raises:
        NotFound: there is no such paper for a unit of his.
    """
    if unit_id not in actor.unit_ids or await unit.get(Dispatch, paper_id, unit_id) is None:
        raise NotFound("paper")
    card = PaperCard(to=to_person(actor.person_id), paper_id=paper_id, unit_id=unit_id)
    await outbox.tell_again(unit, card)


async def _show_words(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask()


async def _take_words(turn: Turn, draft: Draft, said: Said) -> Next:
    found = await find_matters(turn.unit, turn.actor, said.text)
    if len(found) == 1:
        await show_matter(turn.unit, turn.actor, found[0])
        return END
    return Next("lookup.which", {"found": [item.id for item in found]})


async def _show_which(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(choices=tuple(_choice(item) for item in await _offered(unit, draft)), per_row=1)


async def _take_which(turn: Turn, draft: Draft, said: Said) -> Next:
    if said.text:
        return await _take_words(turn, draft, said)
    chosen = [item for item in await _offered(turn.unit, draft) if str(item.id) == said.choice]
    if not chosen:
        raise InvalidInput("matter", "not_a_choice")
    await show_matter(turn.unit, turn.actor, chosen[0])
    return END


async def _offered(unit: UnitOfWork, draft: Draft) -> Sequence[Matter]:
    return await unit.find(Matter, id=tuple(cast("list[int]", draft.answers["found"])))


def _choice(item: Matter) -> Choice:
    return Choice(str(item.id), f"{item.registration_number}　{item.title[:20]}")


FLOW = Flow(
    "lookup",
    LookupPrompt,
    {
        "lookup.words": Question(_show_words, _take_words),
        "lookup.which": Question(_show_which, _take_which),
    },
)

_OWN = Permission.TASK_LIST_OWN
ROUTES = (
    Command(name="matter", callback=matter, may=Permission.MATTER_READ, description="查询督查事项", word="查询"),
    Command(name="mine", callback=own_tasks, may=_OWN, description="本单位在办任务", word="我的任务"),
    Tap(press=TurnTasks, callback=own_tasks, may=_OWN),
    Tap(press=OpenPaper, callback=open_paper, may=Permission.PAPER_READ),
)
FLOWS = {FLOW.name: FLOW}
VIEWS = {"own_tasks": load_own_tasks}
