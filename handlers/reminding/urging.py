"""/remind: a reminder now, sent by a person; and the way from a reminder back to its paper."""

from __future__ import annotations

from collections import defaultdict
from typing import cast

from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.listing import page_of
from handlers.conversation.routes import IN_PRIVATE, Command, Tap
from handlers.reminding import urging_paper
from handlers.reminding.lines import name_of
from messages.presses.reminding import RemindPage, RemindUnit, ShowPaper
from messages.views.digests import short_number
from storage import outbox
from storage.queries import owed, reminders
from storage.queries.deliveries import dispatch_of
from storage.queries.owed import OwedReport
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Dispatch, Matter, Paper, Post, Urgency
from supervision.notices.base import HERE
from supervision.notices.cards import PaperCard
from supervision.notices.reminding import Remindable, RemindChoices, RemindDone, UnitReminded
from supervision.refusals import NotFound
from supervision.reminding.reminders import MANUAL
from supervision.reminding.urging import has_had_enough, remind_now
from supervision.roles import OFFICE, Permission, Role

PER_PAGE = 8


async def remindable(unit: UnitOfWork, actor: Actor) -> list[Remindable]:
    """Units with reports owed, by matter, the most overdue first; a section sees the matters it registered."""
    grouped: dict[tuple[int, int], list[OwedReport]] = defaultdict(list)
    for item in await owed.owed_reports(unit):
        if await _in_scope(unit, actor, item.officer_post_id):
            grouped[item.due.matter_id, item.due.unit_id].append(item)
    choices = [await _remindable(unit, items) for items in grouped.values()]
    return sorted((item for item in choices if item), key=lambda item: (-item.overdue, item.first_due_on, item.number))


async def _in_scope(unit: UnitOfWork, actor: Actor, officer_post_id: int) -> bool:
    if actor.roles & (OFFICE | {Role.DEPUTY_DIRECTOR, Role.DIRECTOR}):
        return True
    post = await unit.get(Post, officer_post_id)
    return post is not None and post.unit_id in actor.unit_ids


async def _remindable(unit: UnitOfWork, items: list[OwedReport]) -> Remindable | None:
    due = items[0].due
    dispatch = await dispatch_of(unit, due.matter_id, due.unit_id)
    if dispatch is None:
        return None
    matter, paper = await unit.require(Matter, due.matter_id), await unit.require(Paper, dispatch.paper_id)
    late = [item for item in items if item.is_over(unit.now)]
    notice = _notice(unit, due.matter_id, due.unit_id)
    return Remindable(
        due.matter_id,
        due.unit_id,
        short_number(paper.document_number),
        matter.title,
        await name_of(unit, due.unit_id),
        len(items),
        len(late),
        min(item.due.due_on for item in items),
        await _reminded_today(unit, notice),
    )


def _notice(unit: UnitOfWork, matter_id: int, unit_id: int) -> UnitReminded:
    return UnitReminded(to=HERE, matter_id=matter_id, unit_id=unit_id, day=unit.today)


async def _reminded_today(unit: UnitOfWork, notice: UnitReminded) -> bool:
    rung = f"{MANUAL}@{notice.day.isoformat()}"
    return bool(await reminders.of_rung(unit, notice.matter_id, notice.unit_id, rung))


async def remind(unit: UnitOfWork, actor: Actor, matter_id: int, unit_id: int) -> RemindDone:
    """Remind a unit's liaisons of what it owes of a matter, once a day.

    Raises:
        NotFound: it owes nothing of it (any more), or the matter is not the actor's to see.
    """
    actor.require(Permission.REMINDER_SEND)
    items = await owed.owed_reports(unit, matter_id=matter_id, unit_id=unit_id)
    if not items or not await _in_scope(unit, actor, items[0].officer_post_id):
        raise NotFound("due")
    name = await name_of(unit, unit_id)
    if await _reminded_today(unit, _notice(unit, matter_id, unit_id)):
        return RemindDone(unit=name, again=True)
    liaisons = await unit.find(Post, unit_id=unit_id, role=Role.LIAISON, active=True)
    urgency = Urgency(items[0].urgency)
    sent = await reminders.messages_by_hand(unit, unit_id, f"{MANUAL}@{unit.today.isoformat()}")
    merged = has_had_enough(sent, urgency, unit.county)
    outcome = remind_now([item.due for item in items], liaisons, urgency, unit.now, unit.county, merged=merged)
    await carry_out(unit, actor, outcome)
    return RemindDone(unit=name, merged=merged, not_before=next((one.send_after for one in outcome.notices), None))


async def show_paper(unit: UnitOfWork, actor: Actor, paper_id: int, unit_id: int) -> None:
    """Send the card of a paper again to somebody of its unit.

    Raises:
        NotFound: the paper is not his unit's.
    """
    if actor.post_of_unit(unit_id) is None or await unit.get(Dispatch, paper_id, unit_id) is None:
        raise NotFound("paper")
    again = await unit.new_id("again")
    await outbox.tell(unit, [PaperCard(to=HERE, paper_id=paper_id, unit_id=unit_id, again=again)])


async def offer(turn: Turn) -> None:
    """/remind: who could be reminded now."""
    await _offer(turn, 0)


async def offer_page(turn: Turn) -> None:
    """Another page of the same."""
    await _offer(turn, cast(RemindPage, turn.press).page)


async def _offer(turn: Turn, wanted: int) -> None:
    items = await remindable(turn.unit, turn.actor)
    page = page_of(len(items), PER_PAGE, wanted)
    choices = RemindChoices(items=page.cut(items), page=page.number, pages=page.pages, total=len(items))
    await outbox.tell(turn.unit, [choices])


async def remind_tapped(turn: Turn) -> None:
    """A unit was chosen."""
    press = cast(RemindUnit, turn.press)
    turn.say_in_toast(await remind(turn.unit, turn.actor, press.matter, press.unit))
    await urging_paper.offer(turn.unit, turn.actor, press.matter, press.unit)


async def show_paper_tapped(turn: Turn) -> None:
    """The way from a reminder to the paper that it is about."""
    press = cast(ShowPaper, turn.press)
    await show_paper(turn.unit, turn.actor, press.paper, press.unit)


ROUTES = (
    Command(name="remind", callback=offer, may=Permission.REMINDER_SEND, description="催办责任单位", word="催办"),
    Tap(press=RemindUnit, callback=remind_tapped, may=Permission.REMINDER_SEND, chats=IN_PRIVATE),
    Tap(press=RemindPage, callback=offer_page, may=Permission.REMINDER_SEND, chats=IN_PRIVATE),
    Tap(press=ShowPaper, callback=show_paper_tapped, may=Permission.PAPER_READ, chats=IN_PRIVATE),
)
