"""Words around a signature: opinions, reasons for 退回, questions to the drafter and their answers.

One flow of questions of one step each; who replies to his card with words is asked what they are meant as.
"""

from __future__ import annotations

from collections.abc import Mapping

from handlers.approving.signing import acts_in, explain_change, offer_again, send_back, sign, signed
from handlers.conversation import dialogue
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said, Show
from handlers.conversation.heard import INCOMING
from handlers.conversation.refusing import say_no
from handlers.conversation.routes import IN_PRIVATE, Reply, Tap
from messages.presses.approving import AnswerInquiry, AskDrafter, ReturnPaper, SignWithWords
from messages.views.approvals import InquiryView
from storage import outbox
from storage.queries import approvals as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving import signing
from supervision.approving.approvals import SHOWN
from supervision.approving.delegating import signer_title
from supervision.approving.signing import Signing, first_line
from supervision.model import Delegation, Draft, Inquiry, Person, Post, StepStatus
from supervision.notices.approving import Answered, ApprovingPrompt, Asked, InquiryCard, SentBack
from supervision.notices.base import Notice
from supervision.notices.dialogue import Choice
from supervision.refusals import AlreadyDecided, InvalidInput, NotFound, Refusal, StaleButton
from supervision.roles import Permission

OPINIONS: Mapping[str, str] = {"soon": "请抓紧办理", "date": "请按时限要求落实", "tell": "办理结果及时报告"}
"""Opinions that need not be typed."""

REASONS: Mapping[str, str] = {"due": "办理时限需调整", "unit": "责任单位需调整", "wording": "文字表述需修改"}
REASON_LABELS: Mapping[str, str] = {"due": "时限", "unit": "单位", "wording": "措辞", "other": "其他"}
"""Reasons for 退回 that need not be typed; 其他 asks for words."""

MEANINGS: Mapping[str, str] = {"opinion": "附意见同意", "return": "退回修改", "question": "询问"}
"""What a reply to a signer's card can be meant as."""


async def ask_drafter(unit: UnitOfWork, actor: Actor, chain_id: int, seq: int, *, shown: str, words: str) -> None:
    """Put a signer's question to the drafter. Raises as `signing.ask`."""
    found = await queries.signing(unit, chain_id)
    inquiry_id = await unit.new_id("inquiry")
    outcome = signing.ask(found, seq, actor, unit.now, shown=shown, words=words, inquiry_id=inquiry_id)
    await carry_out(unit, actor, outcome, post_id=acts_in(found, seq, actor))


async def answer_inquiry(unit: UnitOfWork, actor: Actor, inquiry_id: int, words: str) -> None:
    """Give a signer the drafter's answer, and his card once more below it. Raises as `signing.answer`."""
    inquiry = await unit.require(Inquiry, inquiry_id)
    found = await queries.signing(unit, inquiry.chain_id)
    outcome = signing.answer(
        inquiry,
        found,
        actor,
        unit.now,
        words=words,
        drafting_unit_id=await _drafting_unit(unit, found),
        answerer=await _name(unit, inquiry.answered_by),
    )
    await carry_out(unit, actor, outcome)
    await offer_again(unit, found.step(inquiry.step_seq))


async def on_words_wanted(turn: Turn) -> None:
    """［附意见同意］［退回修改］［询问］: ask for the words."""
    press = turn.press
    assert isinstance(press, SignWithWords | ReturnPaper | AskDrafter)
    found = await queries.signing(turn.unit, press.chain)
    try:
        signing.check_turn(found, press.step, turn.actor, press.shown)
    except StaleButton:
        await explain_change(turn, press.chain)
        return
    await dialogue.open_flow(turn, FLOW, QUESTIONS[type(press)], _about(found, press.step, press.shown))


async def on_reply(turn: Turn) -> None:
    """Words in reply to a signer's card: what are they meant as?"""
    chain_id, _, seq = _replied_to().partition("/")
    found = await queries.signing(turn.unit, int(chain_id))
    shown = found.chain.text_hash[:SHOWN]
    signing.check_turn(found, int(seq), turn.actor, shown)
    words = _checked(turn.heard.text, "opinion")
    await dialogue.open_flow(turn, FLOW, "approving.meaning", {**_about(found, int(seq), shown), "words": words})


async def on_answer_wanted(turn: Turn) -> None:
    """［答复］ below a question: ask for the words."""
    assert isinstance(turn.press, AnswerInquiry)
    inquiry = await turn.unit.require(Inquiry, turn.press.inquiry)
    found = await queries.signing(turn.unit, inquiry.chain_id)
    if await _drafting_unit(turn.unit, found) not in turn.actor.unit_ids:
        raise NotFound("inquiry")
    if inquiry.answered_at is not None:
        raise AlreadyDecided(await _name(turn.unit, inquiry.answered_by), "answered", inquiry.answered_at)
    step = found.step(inquiry.step_seq)
    if step.status is not StepStatus.CURRENT:
        raise StaleButton
    facts = {"inquiry": inquiry.id, "title": found.chain.title, "asked": inquiry.text}
    facts["by"] = await _asker(turn.unit, found, inquiry)
    await dialogue.open_flow(turn, FLOW, "approving.answer", facts)


async def on_inquiry_reply(turn: Turn) -> None:
    """A reply to a question's card answers it."""
    await answer_inquiry(turn.unit, turn.actor, int(_replied_to()), turn.heard.text.strip())
    await outbox.tell(turn.unit, [Answered()])


async def _take_opinion(turn: Turn, draft: Draft, said: Said) -> Next:
    opinion = _chosen(said, OPINIONS, "opinion")
    return await _conclude(turn, draft, "opinion", opinion)


async def _take_reason(turn: Turn, draft: Draft, said: Said) -> Next:
    if said.choice == "other":
        return Next("approving.return_words")
    return await _conclude(turn, draft, "return", _chosen(said, REASONS, "words"))


async def _take_words(turn: Turn, draft: Draft, said: Said) -> Next:
    return await _conclude(turn, draft, "return", _checked(said.text, "words"))


async def _take_question(turn: Turn, draft: Draft, said: Said) -> Next:
    return await _conclude(turn, draft, "question", _checked(said.text, "question"))


async def _take_meaning(turn: Turn, draft: Draft, said: Said) -> Next:
    if said.choice not in MEANINGS:
        raise InvalidInput("meaning", "not_a_choice")
    return await _conclude(turn, draft, said.choice, str(draft.answers["words"]))


async def _take_answer(turn: Turn, draft: Draft, said: Said) -> Next:
    words = _checked(said.text, "answer")
    try:
        await answer_inquiry(turn.unit, turn.actor, _number(draft, "inquiry"), words)
    except Refusal as refusal:  # raised before anything was saved; the question cannot be answered any more
        await say_no(turn, refusal)
        return END
    await _say(turn, Answered())
    return END


async def _conclude(turn: Turn, draft: Draft, meaning: str, words: str) -> Next:
    """Do what the words were asked for, unless the step was decided or the text changed in the meantime."""
    unit, actor, effects = turn.unit, turn.actor, turn.services.catalogue.chain_effects
    chain_id, seq, shown = _number(draft, "chain"), _number(draft, "step"), str(draft.answers["shown"])
    found = await queries.signing(unit, chain_id)
    try:
        signing.check_turn(found, seq, actor, shown)
    except Refusal as refusal:
        await say_no(turn, refusal)
        return END
    if meaning == "opinion":
        after = await sign(unit, actor, effects, chain_id, seq, shown=shown, opinion=words)
        await _say(turn, signed(after, seq))
    elif meaning == "return":
        await send_back(unit, actor, effects, chain_id, seq, shown=shown, words=words)
        await _say(turn, SentBack(words=words))
    else:
        await ask_drafter(unit, actor, chain_id, seq, shown=shown, words=words)
        await _say(turn, Asked(words=words))
    return END


async def _say(turn: Turn, notice: Notice) -> None:
    """In the toast if he tapped; the prompt itself shows what was chosen."""
    if turn.heard.callback_id:
        turn.say_in_toast(notice)
    else:
        await outbox.tell(turn.unit, [notice])


def _replied_to() -> str:
    card = INCOMING.get().card
    if card is None:
        raise NotFound("card")
    return card.subject_key


def _about(found: Signing, seq: int, shown: str) -> dict[str, object]:
    title = f"{first_line(found.chain.text)[:60]}　{found.chain.title}"
    return {"chain": found.chain.id, "step": seq, "shown": shown, "title": title}


def _number(draft: Draft, name: str) -> int:
    value = draft.answers[name]
    assert isinstance(value, int)
    return value


def _chosen(said: Said, ready: Mapping[str, str], field: str) -> str:
    if said.choice:
        if said.choice not in ready:
            raise InvalidInput(field, "not_a_choice")
        return ready[said.choice]
    return _checked(said.text, field)


def _checked(words: str, field: str) -> str:
    words = words.strip()
    if not words:
        raise InvalidInput(field, "empty")
    if len(words) > signing.LONGEST_WORDS:
        raise InvalidInput(field, "too_long", limit=signing.LONGEST_WORDS)
    return words


async def _name(unit: UnitOfWork, person_id: int | None) -> str:
    person = await unit.get(Person, person_id) if person_id else None
    return person.name if person else ""


async def _asker(unit: UnitOfWork, found: Signing, inquiry: Inquiry) -> str:
    """Who asked: the step's signer, or his deputy, who is named as one."""
    step = found.step(inquiry.step_seq)
    posts = {post.id: post for post in await unit.find(Post, holder_id=inquiry.asked_by, active=True)}
    if step.post_id in posts:
        return step.title
    given = await unit.find(Delegation, post_id=step.post_id, deputy_post_id=tuple(posts))
    return f"{signer_title(posts[given[-1].deputy_post_id])}（代{step.title}）" if given else step.title


async def _drafting_unit(unit: UnitOfWork, found: Signing) -> int:
    post = await unit.get(Post, found.chain.drafted_post_id)
    return post.unit_id if post else 0


def _offering(choices: Mapping[str, str], per_row: int = 2) -> Show:
    asked = Ask(choices=tuple(Choice(value, label) for value, label in choices.items()), per_row=per_row)

    async def show(_unit: UnitOfWork, _draft: Draft) -> Ask:
        return asked

    return show


async def inquiry_view(unit: UnitOfWork, notice: InquiryCard, viewer: Actor) -> InquiryView:
    """Load a question's card."""
    inquiry = await unit.require(Inquiry, notice.inquiry_id)
    found = await queries.signing(unit, inquiry.chain_id)
    step = found.step(inquiry.step_seq)
    return InquiryView(
        inquiry_id=inquiry.id,
        title=found.chain.title,
        first_line=first_line(found.chain.text),
        by=await _asker(unit, found, inquiry),
        asked_at=inquiry.asked_at,
        question=inquiry.text,
        answer=inquiry.answer,
        answered_by=await _name(unit, inquiry.answered_by),
        answered_at=inquiry.answered_at,
        pointless=step.status is not StepStatus.CURRENT,
        may_answer=viewer.may(Permission.MATTER_SUBMIT),
    )


QUESTIONS = {
    SignWithWords: "approving.opinion",
    ReturnPaper: "approving.return",
    AskDrafter: "approving.question",
}
"""The question that each button leads to."""

FLOW = Flow(
    "approving",
    ApprovingPrompt,
    {
        "approving.opinion": Question(_offering(OPINIONS), _take_opinion),
        "approving.return": Question(_offering(REASON_LABELS, 4), _take_reason),
        "approving.return_words": Question(_offering({}), _take_words),
        "approving.question": Question(_offering({}), _take_question),
        "approving.meaning": Question(_offering(MEANINGS), _take_meaning),
        "approving.answer": Question(_offering({}), _take_answer),
    },
)

FLOWS = {FLOW.name: FLOW}

ROUTES = (
    Tap(press=SignWithWords, callback=on_words_wanted, may=Permission.CARD_SIGN),
    Tap(press=ReturnPaper, callback=on_words_wanted, may=Permission.CARD_SIGN),
    Tap(press=AskDrafter, callback=on_words_wanted, may=Permission.CARD_SIGN),
    Tap(press=AnswerInquiry, callback=on_answer_wanted, may=Permission.MATTER_SUBMIT),
    Reply(subject="step", callback=on_reply, may=Permission.CARD_SIGN, chats=IN_PRIVATE),
    Reply(subject="inquiry", callback=on_inquiry_reply, may=Permission.MATTER_SUBMIT, chats=IN_PRIVATE),
)

VIEWS = {"inquiry_card": inquiry_view}
