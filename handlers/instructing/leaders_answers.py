"""What is asked and tapped when leaders are told of a matter, and when they answer."""

from __future__ import annotations

from handlers.conversation import dialogue
from handlers.conversation.answering import picked, typed
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.refusing import say_no
from handlers.conversation.routes import Tap
from handlers.instructing.answering import (
    answer,
    decide,
    draft_answer,
    leaders_to_tell,
    matter_at_desk,
    open_answer,
    record_read,
)
from messages.presses.instructing import EnterRead, GoOn, InstructAnew, MarkRead, PresentMatter
from storage import outbox
from storage.unit_of_work import UnitOfWork
from supervision.instructions import answering_leaders, instructing
from supervision.model import AnswerVerdict, Draft, LeaderAnswer, Post
from supervision.notices.dialogue import Choice
from supervision.notices.instructing import AnsweringPrompt, AnswerNoted
from supervision.refusals import AlreadyDecided, InvalidInput, NotFound, StaleButton, WrongState
from supervision.registering.registration import LONGEST_GIST
from supervision.roles import Permission

OVERTAKEN = (AlreadyDecided, NotFound, StaleButton, WrongState)
"""What ends a question instead of keeping it open."""

_AS_IT_IS = Choice("use", "采用此稿")


async def on_present(turn: Turn) -> None:
    """［呈报领导］: the text first, already drafted."""
    assert isinstance(turn.press, PresentMatter)
    matter, leaders = await leaders_to_tell(turn.unit, turn.actor, turn.press.matter)
    answers = {
        "matter": matter.id,
        "name": f"登记号{matter.registration_number}",
        "leaders": [one.post.title for one in leaders],
        "text": await draft_answer(turn.unit, matter),
    }
    await dialogue.open_flow(turn, FLOW, "answering_leader.text", answers)


async def on_verdict(turn: Turn) -> None:
    """［已阅］ and ［继续督办］."""
    press = turn.press
    assert isinstance(press, MarkRead | GoOn)
    read = isinstance(press, MarkRead)
    verdict, words = (AnswerVerdict.READ, "") if read else (AnswerVerdict.GO_ON, instructing.DEFAULT_WORDS)
    await decide(turn.unit, turn.actor, press.answer, verdict, words)
    turn.say_in_toast(AnswerNoted(verdict=verdict.value))


async def on_instruct_anew(turn: Turn) -> None:
    """［另作批示］: ask for his words."""
    assert isinstance(turn.press, InstructAnew)
    await open_answer(turn.unit, turn.actor, turn.press.answer)
    await dialogue.open_flow(turn, FLOW, "answering_leader.words", {"answer": turn.press.answer})


async def on_enter_read(turn: Turn) -> None:
    """［录入阅示］: whose, if several wait, and on which paper."""
    assert isinstance(turn.press, EnterRead)
    matter = await matter_at_desk(turn.unit, turn.actor, turn.press.matter)
    waiting = await _waiting(turn.unit, matter.id)
    if not waiting:
        raise WrongState("answer", "nothing_waits")
    answers: dict[str, object] = {"matter": matter.id, "name": f"登记号{matter.registration_number}"}
    if len(waiting) > 1:
        await dialogue.open_flow(turn, FLOW, "answering_leader.which", answers)
        return
    (answer_id, title), *_ = waiting.items()
    answers |= {"answer": answer_id, "leader": title}
    await dialogue.open_flow(turn, FLOW, "answering_leader.reference", answers)


async def _waiting(unit: UnitOfWork, matter_id: int) -> dict[int, str]:
    """The answers that wait for their leaders, and who they are."""
    answers = await unit.find(LeaderAnswer, matter_id=matter_id)
    open_ones = [
        item
        for item in answers
        if item.verdict is AnswerVerdict.WAITING and not answering_leaders.is_overtaken(item, answers)
    ]
    posts = {post.id: post for post in await unit.find(Post, id={item.post_id for item in open_ones})}
    return {item.id: posts[item.post_id].title for item in open_ones}


async def _show_text(_unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(choices=(_AS_IT_IS,) if draft.answers["text"] else ())


async def _take_text(turn: Turn, draft: Draft, said: Said) -> Next:
    offered = (_AS_IT_IS,) if draft.answers["text"] else ()
    if said.files or (said.choice and said.choice not in {choice.value for choice in offered}):
        raise InvalidInput("answer", "not_a_choice")
    text = str(draft.answers["text"]) if said.choice else said.text
    try:
        sent = await answer(turn.unit, turn.actor, int(str(draft.answers["matter"])), text)
    except OVERTAKEN as refusal:
        await say_no(turn, refusal)
        return END
    await outbox.tell(turn.unit, [sent])
    return END


async def _show_nothing(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask()


async def _take_words(turn: Turn, draft: Draft, said: Said) -> Next:
    words = typed(said, "gist", LONGEST_GIST)
    answer_id = int(str(draft.answers["answer"]))
    try:
        await decide(turn.unit, turn.actor, answer_id, AnswerVerdict.INSTRUCTED, words)
    except OVERTAKEN as refusal:
        await say_no(turn, refusal)
        return END
    await outbox.tell(turn.unit, [AnswerNoted(verdict=AnswerVerdict.INSTRUCTED.value)])
    return END


async def _show_which(unit: UnitOfWork, draft: Draft) -> Ask:
    waiting = await _waiting(unit, int(str(draft.answers["matter"])))
    return Ask(choices=tuple(Choice(str(number), title) for number, title in waiting.items()), per_row=2)


async def _take_which(turn: Turn, draft: Draft, said: Said) -> Next:
    choices = (await _show_which(turn.unit, draft)).choices
    value = picked(said, choices, "answer")
    title = next(choice.label for choice in choices if choice.value == value)
    return Next("answering_leader.reference", {"answer": int(value), "leader": title})


async def _take_reference(turn: Turn, draft: Draft, said: Said) -> Next:
    reference = typed(said, "reference", answering_leaders.LONGEST_REFERENCE)
    try:
        await record_read(turn.unit, turn.actor, int(str(draft.answers["answer"])), reference)
    except OVERTAKEN as refusal:
        await say_no(turn, refusal)
        return END
    await outbox.tell(turn.unit, [AnswerNoted(verdict=AnswerVerdict.READ.value)])
    return END


FLOW = Flow(
    "answering_leader",
    AnsweringPrompt,
    {
        "answering_leader.text": Question(_show_text, _take_text),
        "answering_leader.words": Question(_show_nothing, _take_words),
        "answering_leader.which": Question(_show_which, _take_which),
        "answering_leader.reference": Question(_show_nothing, _take_reference),
    },
)

FLOWS = {FLOW.name: FLOW}

ROUTES = (
    Tap(press=PresentMatter, callback=on_present, may=Permission.ANSWER_SEND),
    Tap(press=EnterRead, callback=on_enter_read, may=Permission.ANSWER_SEND),
    Tap(press=MarkRead, callback=on_verdict, may=Permission.ANSWER_DECIDE),
    Tap(press=GoOn, callback=on_verdict, may=Permission.ANSWER_DECIDE),
    Tap(press=InstructAnew, callback=on_instruct_anew, may=Permission.ANSWER_DECIDE),
)
