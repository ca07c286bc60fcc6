"""The parts of a bulletin that people word: 存在问题 and 下一步要求."""

from __future__ import annotations

from typing import cast

from handlers.bulletins.nameless import require_nameless
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.routes import IN_PRIVATE, Tap
from messages.presses.bulletins import WordNextSteps, WordProblems
from storage import outbox
from storage.unit_of_work import UnitOfWork
from supervision.bulletins import making
from supervision.model import Bulletin, Draft
from supervision.notices.bulletins import BulletinNoted, NextStepsPrompt
from supervision.refusals import InvalidInput
from supervision.roles import Permission


async def _bulletin(unit: UnitOfWork, draft_row: Draft) -> Bulletin:
    return await unit.require(Bulletin, int(str(draft_row.answers["bulletin"])))


async def _show_next_steps(unit: UnitOfWork, draft_row: Draft) -> Ask:
    return Ask({"present": (await _bulletin(unit, draft_row)).next_steps})


async def _show_problems(unit: UnitOfWork, draft_row: Draft) -> Ask:
    return Ask({"present": making.section_of(await _bulletin(unit, draft_row), making.PROBLEMS)})


async def _take_next_steps(turn: Turn, draft_row: Draft, said: Said) -> Next:
    bulletin = await _words_for(turn, draft_row, said, "next_steps")
    await carry_out(turn.unit, turn.actor, making.set_next_steps(bulletin, said.text))
    await outbox.tell(turn.unit, [BulletinNoted(what="next_steps")])
    return END


async def _take_problems(turn: Turn, draft_row: Draft, said: Said) -> Next:
    bulletin = await _words_for(turn, draft_row, said, "problems")
    await carry_out(turn.unit, turn.actor, making.set_problems(bulletin, said.text))
    await outbox.tell(turn.unit, [BulletinNoted(what="problems")])
    return END


async def _words_for(turn: Turn, draft_row: Draft, said: Said, field: str) -> Bulletin:
    turn.actor.require(Permission.BULLETIN_EDIT)
    if said.files:
        raise InvalidInput(field, "not_a_choice")
    await require_nameless(turn.unit, said.text, "words")
    return await _bulletin(turn.unit, draft_row)


WORDS = Flow(
    "bulletin",
    NextStepsPrompt,
    {
        "bulletin.next_steps": Question(_show_next_steps, _take_next_steps),
        "bulletin.problems": Question(_show_problems, _take_problems),
    },
)


async def next_steps_tapped(turn: Turn) -> None:
    """修改下一步要求."""
    await _begin(turn, "bulletin.next_steps", cast(WordNextSteps, turn.press).bulletin)


async def problems_tapped(turn: Turn) -> None:
    """修改存在问题."""
    await _begin(turn, "bulletin.problems", cast(WordProblems, turn.press).bulletin)


async def _begin(turn: Turn, question: str, bulletin_id: int) -> None:
    bulletin = await turn.unit.require(Bulletin, bulletin_id)
    making.require_editable(bulletin)
    await open_flow(turn, WORDS, question, {"bulletin": bulletin.id})


FLOWS = {WORDS.name: WORDS}
ROUTES = (
    Tap(press=WordNextSteps, callback=next_steps_tapped, may=Permission.BULLETIN_EDIT, chats=IN_PRIVATE),
    Tap(press=WordProblems, callback=problems_tapped, may=Permission.BULLETIN_EDIT, chats=IN_PRIVATE),
)
