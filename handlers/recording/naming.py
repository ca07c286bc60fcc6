"""发布方式 on a bulletin that was signed on paper: who signs it last says how its criticism goes out, and the clerk
enters what he marked."""

from __future__ import annotations

from handlers.conversation.answering import picked
from handlers.conversation.context import Turn
from handlers.conversation.flows import Ask, Next, Question, Said
from handlers.recording.course import NAMED, go_on
from handlers.recording.wording import NAMING
from storage.unit_of_work import UnitOfWork
from supervision.model import Draft
from supervision.notices.dialogue import Choice

_WAYS = (Choice(NAMED, NAMING[True]), Choice("private", NAMING[False]))


async def _show(unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=_WAYS if unit.county.name_in_group else _WAYS[::-1], per_row=2)


async def _take(turn: Turn, draft: Draft, said: Said) -> Next:
    return go_on(draft.answers, naming=picked(said, _WAYS, "naming"))


QUESTIONS = {"naming": Question(_show, _take)}
"""Questions by name."""
