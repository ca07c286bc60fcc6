"""录入 by what 呈批单 bears: its 校验码 leads to the text and the step that was signed in ink."""

from __future__ import annotations

import re

from handlers.conversation.context import Turn
from handlers.conversation.flows import Next, Question, Said
from handlers.recording import which
from handlers.recording.course import go_on
from handlers.recording.openings import openings_of
from handlers.recording.things import step_answers
from handlers.recording.which import opening, opening_of_text
from storage.queries import approvals
from supervision.model import ChainStatus, Draft, Matter, RecordKind
from supervision.papers.approval_sheets import CODE_LENGTH
from supervision.refusals import NotFound, WrongState

_CODE = re.compile(rf"[0-9A-Fa-f]{{{CODE_LENGTH}}}")


async def answers_by_code(turn: Turn, words: str) -> dict[str, object]:
    """What is known of a leader's act by the code of the sheet; empty if the words are no code of ours.

    Raises:
        NotFound: it is of another desk, or nobody's turn.
        WrongState: the text was changed since the sheet was printed.
    """
    code = words.strip()
    found = await approvals.with_hash(turn.unit, code.lower()) if _CODE.fullmatch(code) else []
    if not found:
        return {}
    running = next((chain for chain in found if chain.status is ChainStatus.RUNNING), None)
    if running is None:
        raise WrongState("sheet", found[-1].status.value)
    matter = await turn.unit.get(Matter, running.matter_id) if running.matter_id else None
    if matter is None:
        return await opening_of_text(turn, running)
    answers = await opening(turn, matter)
    for signing, step in (await openings_of(turn.unit, matter, turn.actor.roles)).waiting(RecordKind.SIGNATURE):
        if signing.chain.id == running.id:
            return {**answers, **await step_answers(turn.unit, signing, step, RecordKind.SIGNATURE)}
    raise NotFound("matter", words)


async def _take(turn: Turn, draft: Draft, said: Said) -> Next:
    answers = await answers_by_code(turn, said.text) if said.text and not said.choice else {}
    return go_on({}, **answers) if answers else await _BY_NAME.take(turn, draft, said)


_BY_NAME = which.QUESTIONS["matter"]
QUESTIONS = {"matter": Question(_BY_NAME.show, _take)}
"""Of which matter: by its number or name, or by the code of a sheet."""
