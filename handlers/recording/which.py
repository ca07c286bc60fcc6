"""The first question of /record: of which matter – or of which text that belongs to none (a bulletin, a plan, a letter
to those above a unit), of those that are with their signers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from handlers.conversation.answering import tapped
from handlers.conversation.context import Turn
from handlers.conversation.flows import Ask, Next, Question, Said
from handlers.matters.lookups import find_matters
from handlers.recording.course import FLOW_NAME, Answers, following, stay
from handlers.recording.openings import openings_of
from handlers.recording.things import step_answers
from messages.filters import shorten
from storage.queries import approvals
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving.signing import first_line
from supervision.model import Chain, ChainStatus, Draft, Matter, Post, RecordKind
from supervision.notices.dialogue import Choice
from supervision.procedures.desks import require_desk
from supervision.refusals import NotFound, StaleButton, WrongState
from supervision.roles import OFFICE

MOST_MATTERS, MOST_TEXTS = 6, 6
"""How many are offered as buttons; of more, the words say which."""

_T = TypeVar("_T")

_TEXT = "text/"
"""What the value of a text's button begins with; a matter's is its id."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What words, or nothing, may mean."""

    matters: tuple[Matter, ...] = ()
    texts: tuple[Chain, ...] = ()

    @property
    def kept(self) -> dict[str, object]:
        """What the draft remembers of it: what was offered."""
        ids = [item.id for item in self.matters[:MOST_MATTERS]]
        return {"found": ids, "texts": [chain.id for chain in self.texts[:MOST_TEXTS]]}


async def with_signers(unit: UnitOfWork, actor: Actor, words: str = "") -> tuple[Chain, ...]:
    """The texts of no matter that wait for a signature: of these words, for who may record for the Office."""
    if actor.roles.isdisjoint(OFFICE):
        return ()
    running = await unit.find(Chain, matter_id=0, status=ChainStatus.RUNNING)
    return tuple(chain for chain in running if _bears(chain, words.split()))


def _bears(chain: Chain, words: Iterable[str]) -> bool:
    name = f"{chain.title}\n{first_line(chain.text)}"
    return all(word in name for word in words)


async def meant(turn: Turn, words: str) -> Meant:
    """What is meant by a number or a name. Raises as `find_matters`."""
    texts = await with_signers(turn.unit, turn.actor, words)
    try:
        return Meant(tuple(await find_matters(turn.unit, turn.actor, words)), texts)
    except NotFound:
        if not texts:
            raise
        return Meant((), texts)


async def answers_of(turn: Turn, found: Meant) -> dict[str, object]:
    """The first answers of what is meant, if it is one thing; else none. Raises as the openings."""
    match (*found.matters, *found.texts):
        case (Matter() as matter,):
            return await opening(turn, matter)
        case (Chain() as chain,):
            return await opening_of_text(turn, chain)
    return {}


async def opening(turn: Turn, matter: Matter) -> dict[str, object]:
    """The first answers of a record about a matter.

    Raises:
        NotFound: it lies on another section's desk.
        WrongState: nothing of it is open.
    """
    registrar = await turn.unit.get(Post, matter.registered_post_id)
    require_desk(turn.actor, registrar.unit_id if registrar else 0)
    if not (await openings_of(turn.unit, matter, turn.actor.roles)).kinds:
        raise WrongState("matter", matter.status.value)
    return {"matter": matter.id, "number": matter.registration_number, "title": matter.title}


async def opening_of_text(turn: Turn, chain: Chain) -> dict[str, object]:
    """The first answers of a leader's act on a text that belongs to no matter. It is the Office's alone.

    Such a text waits for ink: a consent by telephone lets nothing but a notice go on (`verbal.BY_TELEPHONE`).

    Raises:
        NotFound: it is not his to record.
        StaleButton: it waits for nobody any more.
    """
    require_desk(turn.actor, 0)
    found = await approvals.signing(turn.unit, chain.id)
    if found.chain.status is not ChainStatus.RUNNING or found.current is None:
        raise StaleButton
    answers = await step_answers(turn.unit, found, found.current, RecordKind.SIGNATURE)
    return {"matter": 0, "number": "", "title": first_line(chain.text), **answers}


def next_of(answers: Answers) -> str:
    """The question that follows the first answers: what it is, unless that is known."""
    return f"{FLOW_NAME}.{following(answers) if 'kind' in answers else 'what'}"


async def _show(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask({"searched": "found" in draft.answers}, _choices(await _offered(unit, draft)), per_row=1)


async def _offered(unit: UnitOfWork, draft: Draft) -> Meant:
    return Meant(
        tuple(await _by_ids(unit, Matter, draft.answers.get("found"))),
        tuple(await _by_ids(unit, Chain, draft.answers.get("texts"))),
    )


async def _by_ids(unit: UnitOfWork, model: type[_T], ids: object) -> list[_T]:
    return await unit.find(model, id=ids) if isinstance(ids, list) and ids else []


def _choices(offered: Meant) -> tuple[Choice, ...]:
    matters = [
        Choice(str(item.id), f"{item.registration_number}　{shorten(item.title, 20)}") for item in offered.matters
    ]
    texts = [Choice(f"{_TEXT}{chain.id}", shorten(first_line(chain.text), 30)) for chain in offered.texts]
    return (*matters, *texts)


async def _take(turn: Turn, draft: Draft, said: Said) -> Next:
    offered = await _offered(turn.unit, draft)
    chosen = tapped(said, _choices(offered), "matter")
    found = _picked(offered, chosen) if chosen else await meant(turn, said.text)
    answers = await answers_of(turn, found)
    return Next(next_of(answers), answers) if answers else stay("matter", **found.kept)


def _picked(offered: Meant, chosen: str) -> Meant:
    return Meant(
        tuple(item for item in offered.matters if str(item.id) == chosen),
        tuple(chain for chain in offered.texts if f"{_TEXT}{chain.id}" == chosen),
    )


QUESTIONS = {"matter": Question(_show, _take)}
"""Questions by name."""
