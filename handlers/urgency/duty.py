"""/duty, 值班: who of the Office is on duty, a week at a time, and arranging it a line a day."""

from __future__ import annotations

from datetime import date, timedelta

from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.listing import serial, show
from handlers.conversation.routes import Command, Tap
from messages.presses.urgency import ArrangeDuty, ShowDuty
from messages.views.urgency import DutyLine, DutyView
from storage import outbox
from storage.queries import duty as queries
from storage.queries import roster
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Draft
from supervision.notices.urgency import DutyList, DutyPrompt
from supervision.refusals import InvalidInput, StaleButton
from supervision.reminding.duty import Named, day_of_duty, read_lines, set_duty
from supervision.roles import Permission, Role

WEEK = 7

LONGEST = 2000
"""Characters of one message."""


async def arrange(unit: UnitOfWork, actor: Actor, text: str) -> date:
    """Write down who is on duty, a line a day or some days. Gives the first of the days.

    Raises:
        NotAllowed, InvalidInput: as `duty.set_duty`, `duty.read_lines`.
    """
    if len(text) > LONGEST:
        raise InvalidInput("duty", "too_long", limit=LONGEST)
    days = read_lines(text, await _named(unit), day_of_duty(unit.now, unit.county))
    outcome = set_duty(days, await queries.arranged(unit, list(days)), actor, unit.now, unit.county)
    await carry_out(unit, actor, outcome)
    return min(days)


async def _named(unit: UnitOfWork) -> list[Named]:
    posts = [post for post in await queries.office_posts(unit) if post.holder_id is not None]
    posts.sort(key=lambda post: (post.role is not Role.OFFICER, post.id))
    holders = await roster.holders(unit, posts)
    return [Named(post.id, (holders[post.holder_id].name, post.title)) for post in posts if post.holder_id in holders]


async def duty_list(unit: UnitOfWork, notice: DutyList, viewer: Actor) -> DutyView:
    """Load a week of duty."""
    days = [notice.first + timedelta(days=number) for number in range(WEEK)]
    posts = {post.id: post for post in await queries.office_posts(unit)}
    holders = await roster.holders(unit, posts.values())
    people = {id_: holders[post.holder_id] for id_, post in posts.items() if post.holder_id in holders}
    arranged = await queries.arranged(unit, days)
    lines = []
    for day in days:
        person = people.get(arranged.get(day, 0))
        lines.append(DutyLine(day=day, name=person.name, phone=person.phone) if person else DutyLine(day=day))
    now = [people[post_id].name for post_id in await queries.posts_on_duty(unit) if post_id in people]
    return DutyView(days=tuple(lines), now=tuple(dict.fromkeys(now)), may_set=viewer.may(Permission.DUTY_SET))


async def browse(turn: Turn) -> None:
    """/duty, and /duty 3月5日 督查室甲."""
    first = day_of_duty(turn.unit.now, turn.unit.county)
    if turn.heard.args:
        first = await arrange(turn.unit, turn.actor, turn.heard.args)
    await show(turn, DutyList(serial=await serial(turn), first=first))


async def turn_week(turn: Turn) -> None:
    """Another week."""
    assert isinstance(turn.press, ShowDuty)
    try:
        first = date.fromordinal(turn.press.day)
    except (ValueError, OverflowError) as error:
        raise StaleButton from error
    await show(turn, DutyList(serial=await serial(turn), first=first))


async def begin(turn: Turn) -> None:
    """［安排值班］."""
    await open_flow(turn, FLOW, "duty.lines", {})


async def _show_lines(unit: UnitOfWork, _draft: Draft) -> Ask:
    today = day_of_duty(unit.now, unit.county)
    days = [today + timedelta(days=number) for number in (0, 1, 3)]
    names = [one.names[0] for one in await _named(unit)] or ["—"]
    first, second, last = (f"{day.month}月{day.day}日" for day in days)
    return Ask(facts={"example": f"{first} {names[0]}\n{second}至{last} {names[-1]}"})


async def _take_lines(turn: Turn, _draft: Draft, said: Said) -> Next:
    if said.files or said.choice:
        raise InvalidInput("duty", "text_wanted")
    first = await arrange(turn.unit, turn.actor, said.text)
    await outbox.tell(turn.unit, [DutyList(serial=await serial(turn), first=first)])
    return END


FLOW = Flow("duty", DutyPrompt, {"duty.lines": Question(_show_lines, _take_lines)})
FLOWS = {FLOW.name: FLOW}

VIEWS = {"duty_list": duty_list}

ROUTES = (
    Command(name="duty", callback=browse, may=Permission.DUTY_SET, description="值班安排", word="值班"),
    Tap(press=ShowDuty, callback=turn_week, may=Permission.DUTY_SET),
    Tap(press=ArrangeDuty, callback=begin, may=Permission.DUTY_SET),
)
