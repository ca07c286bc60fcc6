"""What the Office does about a hearing: the call to a unit that is silent, and the decision on what one explained."""

from __future__ import annotations

from typing import cast

from handlers.bulletins.hearing import answered_by, told_of
from handlers.conversation import dialogue
from handlers.conversation.answering import picked, typed
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.refusing import say_no
from handlers.conversation.routes import IN_PRIVATE, Tap
from messages.presses.publishing import DecideExplanation, PhoneUnit
from storage import outbox
from storage.queries import objections as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.bulletins import objection_deciding as deciding
from supervision.bulletins.objection_deciding import Heard
from supervision.bulletins.objections import LONGEST_WORDS, require_open
from supervision.calendars.periods import title_of
from supervision.model import Bulletin, BulletinLine, Draft, Objection, Post, Standing, Unit
from supervision.notices.base import to_post
from supervision.notices.dialogue import Choice
from supervision.notices.objecting import CallNoted, DecidingPrompt, DecisionNoted, ObjectionDecisionCard, PhoningPrompt
from supervision.refusals import InvalidInput, Refusal
from supervision.roles import OFFICE, Permission, Role

HEARD = (
    Choice(Heard.AGREES.value, "情况属实"),
    Choice(Heard.OBJECTS.value, "有异议"),
    Choice(Heard.SAYS_NOTHING.value, "已告知，未表示意见"),
)
_DECIDERS = (Role.DEPUTY_DIRECTOR, Role.DIRECTOR)


async def _to_phone(unit: UnitOfWork, actor: Actor, bulletin_id: int, unit_id: int) -> tuple[Bulletin, Objection]:
    """Load a hearing that a call can still be written down of. Raises as `require_open`."""
    actor.require(Permission.BULLETIN_EDIT)
    bulletin = await unit.require(Bulletin, bulletin_id)
    objection = await unit.require(Objection, bulletin_id, unit_id)
    line = await unit.get(BulletinLine, bulletin_id, unit_id, Standing.CRITICISED)
    require_open(bulletin, line, objection, await answered_by(unit, objection))
    return bulletin, objection


async def phone(
    unit: UnitOfWork, actor: Actor, bulletin_id: int, unit_id: int, *, spoke_with: str, heard: Heard, words: str = ""
) -> CallNoted:
    """Write down a call to a unit. Raises as `require_open` and `deciding.phone`."""
    bulletin, objection = await _to_phone(unit, actor, bulletin_id, unit_id)
    named = await unit.require(Unit, unit_id)
    outcome = deciding.phone(
        bulletin,
        objection,
        named,
        actor,
        spoke_with=spoke_with,
        heard=heard,
        words=words,
        now=unit.now,
        county=unit.county,
        workdays=unit.workdays,
    )
    await carry_out(unit, actor, outcome)
    if heard is Heard.OBJECTS:
        await hand_on(unit, bulletin_id, unit_id)
    told = await unit.require(Objection, bulletin_id, unit_id)
    waits = heard is Heard.SAYS_NOTHING and unit.now <= told.answer_by
    return CallNoted(unit=named.name, heard=heard, answer_by=told.answer_by if waits else None)


async def hand_on(unit: UnitOfWork, bulletin_id: int, unit_id: int) -> None:
    """Give what a unit explained to the head of the Office too; where all of the Office had a part in the draft, to
    副主任 and 主任 at once."""
    drafters = await queries.drafters_of(unit, bulletin_id, deciding.BY_SIGNERS)
    posts = await unit.find(Post, role=tuple(OFFICE), active=True)
    objection = await unit.require(Objection, bulletin_id, unit_id)
    if all(post.holder_id is None or post.holder_id in drafters for post in posts):
        await put_before_leaders(unit, objection)
    heads = [to_post(post.id) for post in posts if post.role is Role.OFFICE_HEAD]
    cards = [
        ObjectionDecisionCard(to=seat, bulletin_id=bulletin_id, unit_id=unit_id, anew=objection.asked_anew)
        for seat in heads
    ]
    await outbox.tell(unit, cards)


async def put_before_leaders(unit: UnitOfWork, objection: Objection) -> None:
    """Send 副主任 and 主任 what a unit explained, once."""
    posts = await unit.find(Post, role=_DECIDERS, active=True)
    await carry_out(unit, Actor(None), deciding.put_before(objection, posts, unit.now))


async def _to_decide(unit: UnitOfWork, actor: Actor, bulletin_id: int, unit_id: int) -> tuple[Bulletin, BulletinLine]:
    """Load an explanation that this actor may decide on. Raises as `deciding.require_undecided`."""
    bulletin = await unit.require(Bulletin, bulletin_id)
    line = await unit.get(BulletinLine, bulletin_id, unit_id, Standing.CRITICISED)
    objection = await unit.require(Objection, bulletin_id, unit_id)
    drafters = await queries.drafters_of(unit, bulletin_id, deciding.BY_SIGNERS)
    return bulletin, deciding.require_undecided(bulletin, line, objection, actor, drafters)


async def decide(
    unit: UnitOfWork, actor: Actor, bulletin_id: int, unit_id: int, *, upheld: bool, words: str
) -> DecisionNoted:
    """采纳 or 不采纳. Raises as `_to_decide` and `deciding.decide`."""
    bulletin, line = await _to_decide(unit, actor, bulletin_id, unit_id)
    named = await unit.require(Unit, unit_id)
    told, leaders = await told_of(unit, unit_id)
    outcome = deciding.decide(
        bulletin,
        line,
        await unit.require(Objection, bulletin_id, unit_id),
        named,
        actor,
        leaders=leaders,
        told=told.id,
        upheld=upheld,
        words=words,
        now=unit.now,
    )
    await carry_out(unit, actor, outcome)
    return DecisionNoted(unit=named.name, upheld=upheld)


def _at(draft: Draft) -> tuple[int, int]:
    return int(str(draft.answers["bulletin"])), int(str(draft.answers["unit"]))


async def _about(unit: UnitOfWork, bulletin_id: int, unit_id: int) -> dict[str, object]:
    bulletin, named = await unit.require(Bulletin, bulletin_id), await unit.require(Unit, unit_id)
    return {"bulletin": bulletin_id, "unit": unit_id, "title": title_of(bulletin), "name": named.name}


async def _show(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask()


async def _show_heard(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=HEARD, per_row=2)


async def _take_name(turn: Turn, draft: Draft, said: Said) -> Next:
    return Next("phoning.heard", {"spoke_with": typed(said, "spoke_with", deciding.LONGEST_NAME)})


async def _take_heard(turn: Turn, draft: Draft, said: Said) -> Next:
    heard = Heard(picked(said, HEARD, "heard"))
    return Next("phoning.words") if heard is Heard.OBJECTS else await _finish_call(turn, draft, heard)


async def _take_call_words(turn: Turn, draft: Draft, said: Said) -> Next:
    return await _finish_call(turn, draft, Heard.OBJECTS, typed(said, "words", LONGEST_WORDS))


async def _finish_call(turn: Turn, draft: Draft, heard: Heard, words: str = "") -> Next:
    spoke_with = str(draft.answers["spoke_with"])
    try:
        noted = await phone(turn.unit, turn.actor, *_at(draft), spoke_with=spoke_with, heard=heard, words=words)
    except InvalidInput:
        raise
    except Refusal as refusal:
        await say_no(turn, refusal)
    else:
        await outbox.tell(turn.unit, [noted])
    return END


async def _take_reason(turn: Turn, draft: Draft, said: Said) -> Next:
    words, upheld = typed(said, "words", LONGEST_WORDS), bool(draft.answers["upheld"])
    try:
        noted = await decide(turn.unit, turn.actor, *_at(draft), upheld=upheld, words=words)
    except Refusal as refusal:
        await say_no(turn, refusal)
    else:
        await outbox.tell(turn.unit, [noted])
    return END


async def phone_tapped(turn: Turn) -> None:
    """［登记电话核对］."""
    press = cast(PhoneUnit, turn.press)
    await _to_phone(turn.unit, turn.actor, press.bulletin, press.unit)
    about = await _about(turn.unit, press.bulletin, press.unit)
    await dialogue.open_flow(turn, PHONING, "phoning.spoke_with", about)


async def decide_tapped(turn: Turn) -> None:
    """［采纳说明，撤下］, ［不采纳，维持］: asks for the reason."""
    press = cast(DecideExplanation, turn.press)
    await _to_decide(turn.unit, turn.actor, press.bulletin, press.unit)
    about = await _about(turn.unit, press.bulletin, press.unit)
    await dialogue.open_flow(turn, DECIDING, "deciding_objection.words", {**about, "upheld": press.upheld})


PHONING = Flow(
    "phoning",
    PhoningPrompt,
    {
        "phoning.spoke_with": Question(_show, _take_name),
        "phoning.heard": Question(_show_heard, _take_heard),
        "phoning.words": Question(_show, _take_call_words),
    },
)
DECIDING = Flow("deciding_objection", DecidingPrompt, {"deciding_objection.words": Question(_show, _take_reason)})
FLOWS = {PHONING.name: PHONING, DECIDING.name: DECIDING}

ROUTES = (
    Tap(press=PhoneUnit, callback=phone_tapped, may=Permission.BULLETIN_EDIT, chats=IN_PRIVATE),
    Tap(press=DecideExplanation, callback=decide_tapped, may=Permission.OBJECTION_DECIDE, chats=IN_PRIVATE),
)
