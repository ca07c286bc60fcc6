"""How far the hearing of a unit is: the unit's own card, the Office's list, and what a unit explained."""

from __future__ import annotations

from typing import cast

from handlers.bulletins.cards import name_of, objections_of
from handlers.conversation.context import Turn
from handlers.conversation.listing import page_of
from handlers.conversation.routes import IN_PRIVATE, Tap
from messages.presses.publishing import ShowExplanation, ShowHearing
from messages.views.bulletins import ObjectionView
from messages.views.objecting import ExplanationView, HearingLine, HearingView
from storage import outbox
from storage.queries import objections as queries
from storage.queries.successors import present_unit
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.bulletins.hearing import Stage, is_of_other_things, stage_of
from supervision.bulletins.making import EDITABLE, criticised
from supervision.bulletins.objection_deciding import BY_SIGNERS
from supervision.calendars.periods import title_of
from supervision.model import Bulletin, BulletinLine, Objection, Person, Post, Standing, Unit
from supervision.notices.base import HERE
from supervision.notices.objecting import HearingCard, ObjectionCard, ObjectionDecisionCard
from supervision.roles import DRAFTERS, LEADERS, UNIT_LEADERS, Permission

PER_PAGE = 5


async def objection_card(unit: UnitOfWork, notice: ObjectionCard, viewer: Actor) -> ObjectionView:
    """Load a unit's own line."""
    bulletin, line, objection = await _case(unit, notice.bulletin_id, notice.unit_id)
    state = _state(unit, bulletin, line, objection)
    told = await present_unit(unit, notice.unit_id)
    own = viewer.post_of_unit(told.id) is not None
    return ObjectionView(
        bulletin.id,
        notice.unit_id,
        await name_of(unit, notice.unit_id, bulletin.cut_off),
        title_of(bulletin),
        line.events if line else (),
        objection.answer_by,
        state,
        by=await answered_by(unit, objection),
        at=objection.answered_at,
        words=objection.words,
        may_answer=own and state in {"open", "silent"} and viewer.may(Permission.OBJECTION_SUBMIT),
        may_read=line is not None,
        weak=line.weak if line else (),
        spoke_with=objection.phone_words,
        phoned_at=objection.phoned_at,
        reason=objection.decision_words,
        merged=told.id != notice.unit_id,
    )


async def _case(unit: UnitOfWork, bulletin_id: int, unit_id: int) -> tuple[Bulletin, BulletinLine | None, Objection]:
    """A hearing with its line; none where the unit fell out when the draft was counted anew."""
    return (
        await unit.require(Bulletin, bulletin_id),
        await unit.get(BulletinLine, bulletin_id, unit_id, Standing.CRITICISED),
        await unit.require(Objection, bulletin_id, unit_id),
    )


async def told_of(unit: UnitOfWork, unit_id: int) -> tuple[Unit, list[Post]]:
    """Who hears what is said of a unit: itself or who has its work by now, and the held posts of its leaders."""
    told = await present_unit(unit, unit_id)
    leaders = await unit.find(Post, unit_id=told.id, role=tuple(UNIT_LEADERS), active=True)
    return told, [post for post in leaders if post.holder_id is not None]


def _state(unit: UnitOfWork, bulletin: Bulletin, line: BulletinLine | None, objection: Objection) -> str:
    stage = stage_of(objection, unit.now)
    if line is None:
        return "dropped" if stage is not Stage.UPHELD else stage.value
    if line.selected and is_of_other_things(objection, line):
        return "changed"
    if stage in {Stage.UPHELD, Stage.MAINTAINED, Stage.AGREED} or (stage is Stage.EXPLAINED and line.selected):
        return stage.value
    if not line.selected:
        return "dropped"
    if bulletin.status not in EDITABLE:
        return "closed"
    return "open" if unit.now <= objection.answer_by else "silent"


async def answered_by(unit: UnitOfWork, objection: Objection) -> str:
    """In which post of the unit it was answered, the name if he has left it; or with whom the Office spoke."""
    if objection.answered_by is None:
        return objection.phone_words
    told = await present_unit(unit, objection.unit_id)
    posts = await unit.find(Post, holder_id=objection.answered_by, unit_id=sorted({objection.unit_id, told.id}))
    return posts[0].title if posts else (await unit.require(Person, objection.answered_by)).name


async def hearing_card(unit: UnitOfWork, notice: HearingCard, viewer: Actor) -> HearingView:
    """Load a page of the hearings: those that people named, in the order of the candidates."""
    bulletin = await unit.require(Bulletin, notice.bulletin_id)
    asked = await objections_of(unit, bulletin.id)
    lines = criticised(await unit.find(BulletinLine, bulletin_id=bulletin.id))
    page = page_of(len(lines), PER_PAGE, notice.page)
    return HearingView(
        bulletin_id=bulletin.id,
        period=title_of(bulletin),
        lines=tuple([await _line(unit, bulletin, item, asked.get(item.unit_id)) for item in page.cut(lines)]),
        page=page.number,
        pages=page.pages,
        may_act=bulletin.status in EDITABLE and viewer.may(Permission.BULLETIN_EDIT),
    )


async def _line(unit: UnitOfWork, bulletin: Bulletin, line: BulletinLine, asked: Objection | None) -> HearingLine:
    name = await name_of(unit, line.unit_id, bulletin.cut_off)
    if asked is None or is_of_other_things(asked, line):
        return HearingLine(unit_id=line.unit_id, unit=name, stage="")
    return HearingLine(
        unit_id=line.unit_id,
        unit=name,
        stage=stage_of(asked, unit.now),
        delivered_at=asked.delivered_at,
        by=asked.delivered_by,
        answer_by=asked.answer_by,
        phoned_at=asked.phoned_at,
    )


async def explanation_card(unit: UnitOfWork, notice: ObjectionDecisionCard, viewer: Actor) -> ExplanationView:
    """Load what a unit explained, for those who may decide on it."""
    bulletin, line, objection = await _case(unit, notice.bulletin_id, notice.unit_id)
    state = _state(unit, bulletin, line, objection)
    state = {"explained": "open" if bulletin.status in EDITABLE else "closed"}.get(state, state)
    drafted = viewer.person_id in await queries.drafters_of(unit, bulletin.id, BY_SIGNERS)
    may = state == "open" and viewer.may(Permission.OBJECTION_DECIDE)
    return ExplanationView(
        bulletin_id=bulletin.id,
        unit_id=notice.unit_id,
        unit=await name_of(unit, notice.unit_id, bulletin.cut_off),
        period=title_of(bulletin),
        by=await answered_by(unit, objection),
        words=objection.words,
        at=objection.answered_at or objection.sent_at,
        events=line.events if line else (),
        weak=line.weak if line else (),
        state=state,
        decided_by=await _decided_by(unit, objection),
        decided_at=objection.decided_at,
        reason=objection.decision_words,
        may_decide=may and not drafted,
        drafted=may and drafted,
    )


async def _decided_by(unit: UnitOfWork, objection: Objection) -> str:
    if objection.decided_by is None:
        return ""
    posts = await unit.find(Post, holder_id=objection.decided_by, role=tuple(DRAFTERS | LEADERS))
    return posts[0].title if posts else (await unit.require(Person, objection.decided_by)).name


async def hearing_tapped(turn: Turn) -> None:
    """［核对情况］."""
    press = cast(ShowHearing, turn.press)
    turn.actor.require(Permission.BULLETIN_EDIT)
    bulletin = await turn.unit.require(Bulletin, press.bulletin)
    again = await turn.unit.new_id("again")
    await outbox.tell(turn.unit, [HearingCard(bulletin_id=bulletin.id, page=press.page, again=again)])


async def explanation_tapped(turn: Turn) -> None:
    """［研究说明］: the card once more, here."""
    press = cast(ShowExplanation, turn.press)
    await _case(turn.unit, press.bulletin, press.unit)
    again = await turn.unit.new_id("again")
    card = ObjectionDecisionCard(to=HERE, bulletin_id=press.bulletin, unit_id=press.unit, again=again)
    await outbox.tell(turn.unit, [card])


VIEWS = {
    "objection_card": objection_card,
    "hearing_card": hearing_card,
    "objection_decision_card": explanation_card,
}
ROUTES = (
    Tap(press=ShowHearing, callback=hearing_tapped, may=Permission.BULLETIN_EDIT, chats=IN_PRIVATE),
    Tap(press=ShowExplanation, callback=explanation_tapped, may=Permission.OBJECTION_DECIDE, chats=IN_PRIVATE),
)
