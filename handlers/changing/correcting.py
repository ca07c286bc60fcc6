"""［更正］: why, which task and field, what it is to be; then the text, and to its signer."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.changing.asking import DROP, SEND, matter_of, send, shown_of, take_reason, title_of
from handlers.changing.changes import plan, require_matter
from handlers.conversation import dialogue
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.routes import IN_PRIVATE, Tap
from handlers.signers.task_questions import TaskQuestions, changes_of
from messages.presses.changing import CorrectMatter
from storage import outbox
from storage.queries import dispatching
from storage.unit_of_work import UnitOfWork
from supervision.approving.task_changes import TaskChange
from supervision.model import Change, ChangeKind, Draft, Matter
from supervision.notices.changing import CorrectingPrompt
from supervision.notices.dialogue import Choice, FlowCancelled
from supervision.papers.issuing import Folder
from supervision.refusals import InvalidInput, StaleButton
from supervision.roles import Permission

MORE = "more"


async def begin(turn: Turn) -> None:
    """［更正］."""
    press = turn.press
    assert isinstance(press, CorrectMatter)
    matter = await require_matter(turn.unit, turn.actor, press.matter, ChangeKind.CORRECT)
    answers = {"matter": matter.id, "title": await title_of(turn.unit, matter), "changes": []}
    await dialogue.open_flow(turn, FLOW, "correcting.reason", answers)


async def _folder(unit: UnitOfWork, draft: Draft) -> Folder:
    return await dispatching.folder(unit, await unit.require(Matter, matter_of(draft)))


async def _show_reason(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask()


async def _take_reason(turn: Turn, draft: Draft, said: Said) -> Next:
    reason = take_reason(said)
    first = TASKS.first(await _folder(turn.unit, draft))
    return Next(first.question, {**first.answers, "reason": reason})


def _wish(turn: Turn, draft: Draft) -> Change:
    return Change(
        id=0,
        matter_id=matter_of(draft),
        kind=ChangeKind.CORRECT,
        reason=str(draft.answers["reason"]),
        asked_by=turn.actor.person_id,
        asked_at=turn.unit.now,
    )


async def _confirm(turn: Turn, draft: Draft, changes: Sequence[TaskChange]) -> Next:
    seen = await plan(turn.unit, turn.actor, _wish(turn, draft), tuple(changes))
    return Next("correcting.confirm", shown_of(seen))


async def _show_confirm(_unit: UnitOfWork, draft: Draft) -> Ask:
    choices = (
        Choice(f"{SEND}{draft.answers['stamp']}", "送审"),
        Choice(MORE, "继续更正"),
        Choice(DROP, "暂不更正"),
    )
    return Ask(choices=choices, per_row=2)


async def _take_confirm(turn: Turn, draft: Draft, said: Said) -> Next:
    if said.choice == MORE:
        return TASKS.first(await _folder(turn.unit, draft))
    if said.choice == DROP:
        await outbox.tell(turn.unit, [FlowCancelled(flow=FLOW.name)])
        return END
    if not said.choice.startswith(SEND):
        raise InvalidInput("confirm", "not_a_choice")
    changes = tuple(changes_of(draft))
    try:
        await send(turn, _wish(turn, draft), said.choice.removeprefix(SEND), changes)
    except StaleButton:  # raised before anything was saved: something was changed since it was shown
        return await _confirm(turn, draft, changes)
    return END


TASKS = TaskQuestions("correcting", _folder, _confirm)

FLOW = Flow(
    "correcting",
    CorrectingPrompt,
    {
        "correcting.reason": Question(_show_reason, _take_reason),
        **TASKS.table,
        "correcting.confirm": Question(_show_confirm, _take_confirm),
    },
)
FLOWS = {FLOW.name: FLOW}

ROUTES = (Tap(press=CorrectMatter, callback=begin, may=Permission.MATTER_CORRECT, chats=IN_PRIVATE),)
