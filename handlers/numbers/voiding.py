"""［作废］: a number of what was withdrawn, or never went out, is void; the register says why."""

from __future__ import annotations

from collections.abc import Iterable

from handlers.conversation import dialogue
from handlers.conversation.answering import typed
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.refusing import say_no
from handlers.conversation.routes import Tap
from handlers.documents.freezing import make_void
from handlers.documents.numbers import void
from messages.presses.numbers import VoidNumber
from storage import outbox
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Document, Draft, NumberTaken
from supervision.notices.numbers import NumberVoided, VoidNumberPrompt
from supervision.outcome import Outcome
from supervision.papers.registers import BEARERS, LONGEST_REASON, Bearer, require_voidable, without_number
from supervision.refusals import NotFound, WrongState
from supervision.roles import Permission
from supervision.subjects import Subject


async def bearers_of(unit: UnitOfWork, rows: Iterable[NumberTaken]) -> dict[int, Bearer]:
    """What bears each of these numbers of one register, by the number's place in it."""
    found = {}
    for row in rows:
        if bearer := await bearer_of(unit, row):
            found[row.n] = bearer
    return found


async def bearer_of(unit: UnitOfWork, taken: NumberTaken) -> Bearer | None:
    """What a number was drawn for, where it is something that can lose it."""
    kind = BEARERS.get(taken.subject_kind)
    return await unit.get(kind, int(taken.subject_key)) if kind is not None else None


async def make_number_void(unit: UnitOfWork, actor: Actor, taken: NumberTaken, why: str) -> NumberVoided:
    """Mark a number as void, and the files that bear it; what bore it can be numbered anew, if it is to go on.

    Raises:
        NotAllowed: only the Office does.
        WrongState: it is void already, or what bears it is out.
    """
    actor.require(Permission.NUMBER_VOID)
    bearer = await bearer_of(unit, taken)
    require_voidable(taken, bearer)
    assert bearer is not None
    await void(unit, actor, taken, why)
    subject = Subject(taken.subject_kind, taken.subject_key)
    for document in await unit.find(Document, number=taken.number, void_at=None):
        if document.subject_key == subject.key:
            await make_void(unit, actor, document, "number")
    again = without_number(bearer, taken.number)
    if again is not None:
        await carry_out(unit, actor, Outcome(saves=(again,), redraw=(subject,)))
    return NumberVoided(number=taken.number, title=taken.title, why=why, again=again is not None)


async def on_void(turn: Turn) -> None:
    """［作废］: why?"""
    press = turn.press
    assert isinstance(press, VoidNumber)
    taken = await turn.unit.get(NumberTaken, press.register, press.year, press.n)
    if taken is None:
        raise NotFound("number")
    require_voidable(taken, await bearer_of(turn.unit, taken))
    answers = {"register": taken.register, "year": taken.year, "n": taken.n}
    await dialogue.open_flow(turn, FLOW, "void_number.why", answers)


async def _taken(unit: UnitOfWork, draft: Draft) -> NumberTaken:
    answers = draft.answers
    return await unit.require(NumberTaken, str(answers["register"]), int(str(answers["year"])), int(str(answers["n"])))


async def _show_why(unit: UnitOfWork, draft: Draft) -> Ask:
    taken = await _taken(unit, draft)
    return Ask(facts={"number": taken.number, "title": taken.title})


async def _take_why(turn: Turn, draft: Draft, said: Said) -> Next:
    why = typed(said, "reason", LONGEST_REASON)
    try:
        done = await make_number_void(turn.unit, turn.actor, await _taken(turn.unit, draft), why)
    except WrongState as refusal:  # it went out, or somebody was first, while the question was open
        await say_no(turn, refusal)
        return END
    await outbox.tell(turn.unit, [done])
    return END


FLOW = Flow("void_number", VoidNumberPrompt, {"void_number.why": Question(_show_why, _take_why)})
FLOWS = {FLOW.name: FLOW}
ROUTES = (Tap(press=VoidNumber, callback=on_void, may=Permission.NUMBER_VOID),)
