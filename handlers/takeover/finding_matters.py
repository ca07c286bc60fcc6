"""/find: matters by any words, numbers, units, dates or people. A unit finds only its own."""

from __future__ import annotations

from typing import cast

from handlers.conversation.context import Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.listing import page_of, serial, show
from handlers.conversation.routes import Command, Tap
from messages.presses.finding import TurnFound
from messages.views.finding import FoundLine, FoundView
from messages.views.matters import short_name
from storage import outbox, outgoing
from storage.queries import search
from storage.queries.deliveries import dispatch_of
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Assignment, AssignmentStatus, Draft, Matter, Paper, Part, Unit
from supervision.notices.finding import FindPrompt, FoundList
from supervision.refusals import StaleButton
from supervision.roles import Permission
from supervision.search.search_texts import read_words, scope_of

PER_PAGE = 6

MOST_FOUND = 200
"""How many are looked at; who finds more adds a word."""


async def find(turn: Turn) -> None:
    """/find 内涝 水利局: what has all the words; without any, ask for them."""
    if turn.heard.args.strip():
        await _show(turn, turn.heard.args)
    else:
        await open_flow(turn, FLOW, "find.words", {}, wanted="find")


async def turn_page(turn: Turn) -> None:
    """Another page: the words stand with the list whose button it is."""
    press = cast(TurnFound, turn.press)
    card = await outgoing.card_at(turn.unit, turn.heard.chat_id, turn.heard.message_id or 0)
    shown = outbox.read_notice(card.kind, card.fields) if card else None
    if not isinstance(shown, FoundList):
        raise StaleButton
    await _show(turn, shown.words, page=max(0, press.page))


async def _show(turn: Turn, text: str, page: int = 0) -> None:
    turn.actor.require(Permission.MATTER_FIND)
    read_words(text)
    await show(turn, FoundList(serial=await serial(turn), words=" ".join(text.split()), page=page))


async def load_found(unit: UnitOfWork, notice: FoundList, viewer: Actor) -> FoundView:
    """One page of what the viewer may find."""
    if not viewer.may(Permission.MATTER_FIND):
        return FoundView(allowed=False)
    hits = await search.find(unit, read_words(notice.words), scope_of(viewer), MOST_FOUND + 1)
    counted = hits[:MOST_FOUND]
    page = page_of(len(counted), PER_PAGE, notice.page)
    return FoundView(
        allowed=True,
        words=notice.words,
        total=len(counted),
        page=page.number,
        pages=page.pages,
        lines=tuple([await _line(unit, *hit) for hit in page.cut(counted)]),
        most=MOST_FOUND if len(hits) > MOST_FOUND else 0,
    )


async def _line(unit: UnitOfWork, matter_id: int, unit_id: int) -> FoundLine:
    matter = await unit.require(Matter, matter_id)
    if not unit_id:
        papers = await unit.find(Paper, matter_id=matter_id)
        return FoundLine(matter, papers[0].document_number if papers else "", await _leads(unit, matter_id))
    dispatch = await dispatch_of(unit, matter_id, unit_id)
    paper = await unit.get(Paper, dispatch.paper_id) if dispatch else None
    return FoundLine(matter, paper.document_number if paper else "", (), paper.id if paper else 0, unit_id)


async def _leads(unit: UnitOfWork, matter_id: int) -> tuple[str, ...]:
    leading = await unit.find(Assignment, matter_id=matter_id, part=Part.LEAD)
    ids = dict.fromkeys(item.unit_id for item in leading if item.status is not AssignmentStatus.WITHDRAWN)
    return tuple([short_name(await unit.require(Unit, unit_id)) for unit_id in ids])


async def _show_words(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask()


async def _take_words(turn: Turn, draft: Draft, said: Said) -> Next:
    await _show(turn, said.text)
    return END


FLOW = Flow("find", FindPrompt, {"find.words": Question(_show_words, _take_words)})

ROUTES = (
    Command(name="find", callback=find, may=Permission.MATTER_FIND, description="查找事项（两个字即可）", word="查找"),
    Tap(press=TurnFound, callback=turn_page, may=Permission.MATTER_FIND),
)
FLOWS = {FLOW.name: FLOW}
VIEWS = {"found_list": load_found}
