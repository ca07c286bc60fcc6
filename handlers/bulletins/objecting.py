"""What a unit says to its line before the bulletin is approved."""

from __future__ import annotations

from typing import cast

from handlers.bulletins.deciding import hand_on
from handlers.bulletins.hearing import answered_by
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.routes import IN_PRIVATE, Tap
from messages.presses.bulletins import AgreeLine, ExplainLine
from storage.queries.successors import present_unit
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.bulletins import objections
from supervision.model import Bulletin, BulletinLine, Draft, Objection, Standing, Unit
from supervision.notices.objecting import ObjectionPrompt
from supervision.refusals import InvalidInput, NotFound
from supervision.roles import Permission


async def _open_line(unit: UnitOfWork, actor: Actor, bulletin_id: int, unit_id: int) -> tuple[Bulletin, Objection]:
    """Load what a unit of the actor's was asked, if it can still be answered.

    Raises:
        NotFound: it was not asked, or he is not of it, nor of the unit that has its work now.
        AlreadyDecided, StaleButton, WrongState: the answer comes too late.
    """
    objection = await unit.get(Objection, bulletin_id, unit_id)
    told = await present_unit(unit, unit_id) if objection else None
    if objection is None or told is None or actor.post_of_unit(told.id) is None:
        raise NotFound("bulletin")
    actor.require(Permission.OBJECTION_SUBMIT)
    bulletin = await unit.require(Bulletin, bulletin_id)
    line = await unit.get(BulletinLine, bulletin_id, unit_id, Standing.CRITICISED)
    objections.require_open(bulletin, line, objection, await answered_by(unit, objection))
    return bulletin, objection


async def answer(unit: UnitOfWork, actor: Actor, bulletin_id: int, unit_id: int, words: str = "") -> None:
    """Take the unit's answer: words explain, none agree."""
    bulletin, objection = await _open_line(unit, actor, bulletin_id, unit_id)
    named = await unit.require(Unit, unit_id)
    post = actor.post_of_unit((await present_unit(unit, unit_id)).id)
    outcome = objections.answer(bulletin, objection, named, actor, post=post, words=words, now=unit.now)
    await carry_out(unit, actor, outcome, post_id=post.id if post else None)
    if words.strip():
        await hand_on(unit, bulletin_id, unit_id)


async def _show_words(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask()


async def _take_words(turn: Turn, draft: Draft, said: Said) -> Next:
    if said.files or not said.text:
        raise InvalidInput("words", "empty")
    bulletin_id, unit_id = (int(str(draft.answers[name])) for name in ("bulletin", "unit"))
    await answer(turn.unit, turn.actor, bulletin_id, unit_id, said.text)
    return END


OBJECTION = Flow("objection", ObjectionPrompt, {"objection.words": Question(_show_words, _take_words)})


async def agree_tapped(turn: Turn) -> None:
    """情况属实."""
    press = cast(AgreeLine, turn.press)
    await answer(turn.unit, turn.actor, press.bulletin, press.unit)


async def explain_tapped(turn: Turn) -> None:
    """说明情况."""
    press = cast(ExplainLine, turn.press)
    await _open_line(turn.unit, turn.actor, press.bulletin, press.unit)
    await open_flow(turn, OBJECTION, "objection.words", {"bulletin": press.bulletin, "unit": press.unit})


FLOWS = {OBJECTION.name: OBJECTION}
ROUTES = (
    Tap(press=AgreeLine, callback=agree_tapped, may=Permission.OBJECTION_SUBMIT, chats=IN_PRIVATE),
    Tap(press=ExplainLine, callback=explain_tapped, may=Permission.OBJECTION_SUBMIT, chats=IN_PRIVATE),
)
