"""Conversations: questions and answers that survive a kill between any two of them.

A flow is a table of questions (`flows.py`). Its record is one draft row a person and chat, written in the transaction
of each answer; PTB's `ConversationHandler` routes by a state that is derived from that row (`bot/persistence.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from handlers.conversation.context import Turn
from handlers.conversation.flows import Ask, Flow, Next, Said
from handlers.conversation.heard import PRIVATE
from handlers.conversation.routes import Anyone, Command, Tap
from messages.presses.dialogue import Cancel, Choose, DropOpen, GoBack, KeepOpen
from storage import outbox
from storage.unit_of_work import UnitOfWork
from supervision.model import Draft
from supervision.notices.dialogue import FlowCancelled, KeepOrDrop, NothingOpen, Prompt
from supervision.refusals import InvalidInput, StaleButton
from supervision.subjects import Subject

CLOSED = -1
"""The state of a conversation that is over (PTB's `ConversationHandler.END`)."""

LONGEST_ANSWER = 4000
"""Characters of one typed answer; Telegram itself cuts messages at 4096."""


async def open_flow(turn: Turn, flow: Flow, question: str, answers: Mapping[str, object], *, wanted: str = "") -> None:
    """Begin a flow, unless another question of this person is open here: then offer to keep or drop that one.

    Args:
        wanted: the command that begins this flow, so that it can be begun anew after the old one was dropped.
    """
    chat_id, person_id = turn.heard.chat_id, turn.actor.person_id
    existing = await turn.unit.get(Draft, chat_id, person_id)
    if existing is not None:
        await outbox.tell(turn.unit, [KeepOrDrop(flow=existing.flow, wanted=wanted)])
        return
    step = await turn.unit.new_id("question")
    draft = Draft(chat_id, person_id, flow.name, question, dict(answers), (), step, turn.unit.now)
    await _pose(turn, flow, draft)


async def is_answer(turn: Turn) -> bool:
    """Tell whether a message answers a question that was opened where the router does not look: by a message that
    said by itself what it is (`routes.Unprompted`)."""
    heard = turn.heard
    said_here = heard.chat_kind == PRIVATE and not heard.callback_id and not heard.text.startswith("/")
    return said_here and turn.actor.person is not None and await _open_draft(turn) is not None


async def answer(turn: Turn) -> None:
    """Take a typed text, a file or a tapped choice as the answer to the open question."""
    draft = await _open_draft(turn)
    if draft is None:
        turn.state = CLOSED
        if turn.heard.callback_id:
            raise StaleButton
        await turn.services.catalogue.otherwise.callback(turn)
        return
    said = _said(turn, draft)
    flow = turn.services.catalogue.flows[draft.flow]
    asked = await flow.questions[draft.question].show(turn.unit, draft)  # before the answer changes what it is about
    following = await flow.questions[draft.question].take(turn, draft, said)
    if following.in_place:
        await _stay(turn, flow, draft, following)
        return
    await _leave(turn.unit, flow, draft, said, asked)
    if following.question is None:
        await close(turn, draft)
        return
    await _advance(turn.unit, flow, draft, following)
    turn.state = following.question


async def _stay(turn: Turn, flow: Flow, draft: Draft, following: Next) -> None:
    """Remember what was answered below the question that stands."""
    kept = replace(draft, answers={**draft.answers, **following.answers}, updated_at=turn.unit.now)
    await turn.unit.save(kept)
    prompt = _prompt(flow, kept, await flow.questions[kept.question].show(turn.unit, kept))
    await outbox.amend(turn.unit, Subject("question", f"{prompt.draft}/{prompt.step}"), prompt)
    turn.state = kept.question


async def move_on(unit: UnitOfWork, flow: Flow, draft: Draft, following: Next) -> None:
    """Leave the open question for the next one without an answer: something came that it waited for (a file)."""
    await _leave(unit, flow, draft, Said())
    await _advance(unit, flow, draft, following)


async def _advance(unit: UnitOfWork, flow: Flow, draft: Draft, following: Next) -> None:
    if following.question is None:
        raise ValueError(f"nothing follows {draft.question}")
    moved = replace(
        draft,
        question=following.question,
        answers={**draft.answers, **following.answers},
        trail=(*draft.trail, draft.question),
        undo=(*draft.undo, {name: draft.answers.get(name) for name in following.answers}),
        step=await unit.new_id("question"),
        updated_at=unit.now,
    )
    await _put(unit, flow, moved)


async def go_back(turn: Turn) -> None:
    """One question back, its answer taken back; at the first one, the question is put again."""
    draft = await _open_draft(turn)
    if draft is None:
        await _nothing_open(turn)
        return
    _check_step(turn, draft)
    flow = turn.services.catalogue.flows[draft.flow]
    await _leave(turn.unit, flow, draft, Said())
    *trail, question = draft.trail or (draft.question,)
    *undo, before = draft.undo or ({},)
    answers = {name: value for name, value in {**draft.answers, **before}.items() if value is not None}
    step = await turn.unit.new_id("question")
    back = replace(draft, question=question, answers=answers, trail=tuple(trail), undo=tuple(undo), step=step)
    await _pose(turn, flow, back)


async def cancel(turn: Turn) -> None:
    """Drop the open question with all its answers."""
    draft = await _open_draft(turn)
    if draft is None:
        await _nothing_open(turn)
        return
    _check_step(turn, draft)
    await _leave(turn.unit, turn.services.catalogue.flows[draft.flow], draft, Said())
    await close(turn, draft)
    await outbox.tell(turn.unit, [FlowCancelled(flow=draft.flow)])


async def keep_open(turn: Turn) -> None:
    """Go on: put the open question again."""
    draft = await _open_draft(turn)
    if draft is None:
        await _nothing_open(turn)
        return
    await repeat(turn)


async def drop_open(turn: Turn) -> None:
    """Drop the open question and begin what was wanted instead."""
    draft = await _open_draft(turn)
    if draft is not None:
        await _leave(turn.unit, turn.services.catalogue.flows[draft.flow], draft, Said())
        await close(turn, draft)
        await outbox.tell(turn.unit, [FlowCancelled(flow=draft.flow)])
    wanted = turn.press.wanted if isinstance(turn.press, DropOpen) else ""
    command = turn.services.catalogue.commands.get(wanted)
    if command is not None:
        await turn.services.catalogue.admit_and_call(command, turn)


async def repeat(turn: Turn) -> None:
    """Put the open question again, if there is one: after an act on a card, or on request. It is the same question,
    so the buttons of the earlier message, as long as somebody sees them, answer it as well.
    """
    draft = await _open_draft(turn)
    if draft is not None:
        flow = turn.services.catalogue.flows[draft.flow]
        await _leave(turn.unit, flow, draft, Said())
        await _pose(turn, flow, draft)


async def close(turn: Turn, draft: Draft) -> None:
    """End a conversation."""
    await turn.unit.delete(draft)
    turn.state = CLOSED


async def _pose(turn: Turn, flow: Flow, draft: Draft) -> None:
    await _put(turn.unit, flow, draft)
    turn.state = draft.question


async def _put(unit: UnitOfWork, flow: Flow, draft: Draft) -> None:
    await unit.save(draft)
    ask = await flow.questions[draft.question].show(unit, draft)
    await outbox.tell(unit, [_prompt(flow, draft, ask)])


def _prompt(flow: Flow, draft: Draft, ask: Ask, answered: str = "") -> Prompt:
    return flow.prompt(
        draft=f"{draft.chat_id}/{draft.person_id}",
        step=draft.step,
        question=draft.question,
        facts={**draft.answers, **ask.facts},
        choices=ask.choices,
        per_row=ask.per_row,
        backable=bool(draft.trail),
        answered=answered,
    )


async def _leave(unit: UnitOfWork, flow: Flow, draft: Draft, said: Said, asked: Ask | None = None) -> None:
    """Take the buttons away from a question that is behind, and note on it what was tapped."""
    ask = asked or await flow.questions[draft.question].show(unit, draft)
    label = next((choice.label for choice in ask.choices if choice.value == said.choice), said.choice)
    words = label or (said.text and "—")
    prompt = _prompt(flow, draft, ask, answered=words or "—")
    await outbox.amend(unit, Subject("question", f"{prompt.draft}/{prompt.step}"), prompt)


async def _open_draft(turn: Turn) -> Draft | None:
    return await turn.unit.get(Draft, turn.heard.chat_id, turn.actor.person_id)


async def _nothing_open(turn: Turn) -> None:
    turn.state = CLOSED
    await outbox.tell(turn.unit, [NothingOpen()])


def _check_step(turn: Turn, draft: Draft) -> None:
    if isinstance(turn.press, GoBack | Cancel | Choose) and turn.press.step != draft.step:
        raise StaleButton


def _said(turn: Turn, draft: Draft) -> Said:
    _check_step(turn, draft)
    if isinstance(turn.press, Choose):
        return Said(choice=turn.press.value)
    text = turn.heard.text.strip()
    if len(text) > LONGEST_ANSWER:
        raise InvalidInput(draft.question, "too_long", limit=LONGEST_ANSWER)
    return Said(text=text, files=turn.heard.files)


ROUTES = (
    Command(name="cancel", callback=cancel, may=Anyone.ENROLLED, description="取消当前操作", word="取消"),
    Command(name="back", callback=go_back, may=Anyone.ENROLLED, description="返回上一步", word="返回"),
    Tap(press=Choose, callback=answer, may=Anyone.ENROLLED),
    Tap(press=GoBack, callback=go_back, may=Anyone.ENROLLED),
    Tap(press=Cancel, callback=cancel, may=Anyone.ENROLLED),
    Tap(press=KeepOpen, callback=keep_open, may=Anyone.ENROLLED),
    Tap(press=DropOpen, callback=drop_open, may=Anyone.ENROLLED),
)
