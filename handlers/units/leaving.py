"""/leave: a liaison is away, and what goes to his unit goes to the others until he is back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from handlers.conversation.answering import picked, tapped, typed
from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import Tick
from handlers.conversation.context import Services, Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.routes import Command, Tap
from messages.filters import day
from messages.presses.leaving import EndLeave
from messages.views.leaving import LeaveView
from messages.views.matters import short_name
from storage import outbox
from storage.queries import handing_over, leaves, reports, standing_in
from storage.unit_of_work import UnitOfWork
from supervision.actors import MACHINE, Actor
from supervision.calendars.dates import read_day
from supervision.model import RESPONSIBLE_KINDS, Draft, Leave, Person, Post, Unit
from supervision.notices.base import HERE, to_post
from supervision.notices.cards import PaperCard
from supervision.notices.dialogue import Choice
from supervision.notices.leaving import LeaveCard, LeavePrompt
from supervision.people import leaving
from supervision.people.leaving import LEAVING, LONGEST_DAYS
from supervision.refusals import NotFound
from supervision.roles import OFFICE, Permission
from supervision.roster.roster_sheets import LONGEST
from supervision.search.finding import find_unit

MOST_OFFERED = 8
"""Units that are offered for a name that fits several or none."""

_YES = Choice("yes", "确认")


async def begin(turn: Turn) -> None:
    """/leave: the Office says for which unit, a unit's own people for themselves."""
    if not turn.actor.roles.isdisjoint(OFFICE):
        await open_flow(turn, FLOW, "leave.unit", {}, wanted="leave")
        return
    first = await _after_unit(turn, turn.actor.unit_ids)
    await open_flow(turn, FLOW, str(first.question), first.answers, wanted="leave")


async def _after_unit(turn: Turn, unit_ids: Sequence[int]) -> Next:
    """Whose leave? One's own if there is a doubt about nothing."""
    posts = await turn.unit.find(Post, unit_id=tuple(unit_ids), role=LEAVING, active=True)
    own = [post for post in posts if turn.actor.holds(post.id)]
    if not posts:
        raise NotFound("post")
    if len(own) == 1 or len(posts) == 1:
        return Next("leave.since", {"post": (own or posts)[0].id, "offered": None})
    return Next("leave.post", {"posts": [post.id for post in posts], "offered": None})


async def _show_unit(unit: UnitOfWork, draft: Draft) -> Ask:
    offered = draft.answers.get("offered")
    units = await unit.find(Unit, id=offered) if isinstance(offered, list) and offered else []
    return Ask(choices=tuple(Choice(str(one.id), short_name(one)) for one in units), per_row=2)


async def _take_unit(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await _show_unit(turn.unit, draft)
    if value := tapped(said, ask.choices, "unit"):
        return await _after_unit(turn, [int(value)])
    words = typed(said, "unit", LONGEST)
    units = await turn.unit.find(Unit, kind=RESPONSIBLE_KINDS, active=True)
    found = find_unit(words, units, turn.unit.county.name)
    if len(found.units) == 1:
        return await _after_unit(turn, [found.units[0].id])
    if not found.offered:
        raise NotFound("unit", words[:40])
    return Next("leave.unit", {"offered": [one.id for one in found.offered[:MOST_OFFERED]]})


async def _show_post(unit: UnitOfWork, draft: Draft) -> Ask:
    posts = await unit.find(Post, id=draft.answers["posts"], active=True)
    choices = [Choice(str(post.id), f"{post.title} {await _holder(unit, post)}".strip()) for post in posts]
    return Ask(choices=tuple(choices), per_row=1)


async def _take_post(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await _show_post(turn.unit, draft)
    post = await turn.unit.require(Post, int(picked(said, ask.choices, "post")))
    leaving.require_leaving(post, turn.actor)
    return Next("leave.since", {"post": post.id})


async def _facts(unit: UnitOfWork, draft: Draft) -> dict[str, object]:
    post = await unit.require(Post, draft.answers["post"])
    facts: dict[str, object] = {"title": post.title, "name": await _holder(unit, post), "longest": LONGEST_DAYS}
    for name in ("since", "until"):
        if said := draft.answers.get(name):
            facts[f"{name}_words"] = day(date.fromisoformat(str(said)), unit.today)
    return facts


def _near(today: date) -> tuple[Choice, ...]:
    return (Choice(today.isoformat(), "今天"), Choice((today + timedelta(days=1)).isoformat(), "明天"))


async def _show_since(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(await _facts(unit, draft), _near(unit.today))


async def _take_since(turn: Turn, draft: Draft, said: Said) -> Next:
    today = turn.unit.today
    value = tapped(said, _near(today), "date")
    since = date.fromisoformat(value) if value else read_day("date", typed(said, "date", LONGEST), today).day
    await _check(turn, draft, since, since)
    return Next("leave.until", {"since": since.isoformat()})


async def _show_until(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(await _facts(unit, draft), (Choice("same", "仅当天"),))


async def _take_until(turn: Turn, draft: Draft, said: Said) -> Next:
    since = date.fromisoformat(str(draft.answers["since"]))
    same = tapped(said, (Choice("same", "仅当天"),), "date")
    until = since if same else read_day("date", typed(said, "date", LONGEST), turn.unit.today).day
    await _check(turn, draft, since, until)
    return Next("leave.confirm", {"until": until.isoformat()})


async def _check(turn: Turn, draft: Draft, since: date, until: date) -> None:
    post = await turn.unit.require(Post, draft.answers["post"])
    leaving.require_leaving(post, turn.actor)
    leaving.check_days(since, until, await leaves.of_posts(turn.unit, [post.id]), turn.unit.today)


async def _show_confirm(unit: UnitOfWork, draft: Draft) -> Ask:
    post = await unit.require(Post, draft.answers["post"])
    since, until = (date.fromisoformat(str(draft.answers[name])) for name in ("since", "until"))
    covers = await leaves.covers(unit, post, since, until)
    return Ask({**await _facts(unit, draft), "covers": [cover.title for cover in covers]}, (_YES,))


async def _take_confirm(turn: Turn, draft: Draft, said: Said) -> Next:
    picked(said, (_YES,), "confirm")
    since, until = (date.fromisoformat(str(draft.answers[name])) for name in ("since", "until"))
    post = await turn.unit.require(Post, draft.answers["post"])
    await enter(turn.unit, turn.actor, post, since, until)
    return END


async def enter(unit: UnitOfWork, actor: Actor, post: Post, since: date, until: date) -> Leave:
    """Write a leave down; if it begins today, the others get what is open at once. Raises as `leaving.enter`."""
    leave = Leave(await unit.new_id("leave"), post.id, since, until, actor.person_id, unit.now)
    others = await leaves.of_posts(unit, [post.id])
    covers = await leaves.covers(unit, post, since, until)
    outcome = leaving.enter(leave, post, others, covers, actor, today=unit.today, here=HERE)
    mine = actor.post_of_unit(post.unit_id)
    await carry_out(unit, actor, outcome, post_id=mine.id if mine else None)
    if since <= unit.today:
        await _begin(unit, actor, leave)
    return leave


async def _begin(unit: UnitOfWork, actor: Actor, leave: Leave) -> None:
    """Give whoever stands in the unit's open papers, as far as he does not have them."""
    post = await unit.require(Post, leave.post_id)
    await carry_out(unit, actor, leaving.begin(leave, unit.now))
    for cover in await standing_in.present_liaisons(unit, post.unit_id):
        if cover.id != post.id:
            await outbox.tell(unit, await _open_papers(unit, cover))


async def _open_papers(unit: UnitOfWork, cover: Post) -> list[PaperCard]:
    cards: dict[int, PaperCard] = {}
    for item in await handing_over.open_assignments(unit, cover.unit_id):
        found = await reports.paper_of(unit, item.matter_id, cover.unit_id)
        if found is not None:
            paper_id = found[0].id
            cards[paper_id] = PaperCard(to=to_post(cover.id), paper_id=paper_id, unit_id=cover.unit_id)
    return list(cards.values())


async def on_end(turn: Turn) -> None:
    """［提前销假］ or ［取消请假］."""
    if not isinstance(turn.press, EndLeave):
        raise TypeError(turn.press)
    unit = turn.unit
    leave = await unit.require(Leave, turn.press.leave)
    post = await unit.require(Post, leave.post_id)
    mine = turn.actor.post_of_unit(post.unit_id)
    await carry_out(unit, turn.actor, leaving.end(leave, post, turn.actor, unit.now), post_id=mine.id if mine else None)


async def leave_view(unit: UnitOfWork, notice: LeaveCard, viewer: Actor) -> LeaveView:
    """Load a leave's card."""
    leave = await unit.require(Leave, notice.leave_id)
    post = await unit.require(Post, leave.post_id)
    covers = await leaves.covers(unit, post, leave.since, leave.until)
    of_office = not viewer.roles.isdisjoint(OFFICE)
    return LeaveView(
        leave_id=leave.id,
        unit=(await unit.require(Unit, post.unit_id)).name,
        title=post.title,
        name=await _holder(unit, post),
        since=leave.since,
        until=leave.until,
        covers=tuple(cover.title for cover in covers),
        state="over" if leave.ended_at else "running" if leave.since <= unit.today else "coming",
        may_end=viewer.may(Permission.LEAVE_ENTER) and (of_office or post.unit_id in viewer.unit_ids),
    )


async def _holder(unit: UnitOfWork, post: Post) -> str:
    person = await unit.get(Person, post.holder_id) if post.holder_id is not None else None
    return person.name if person else ""


async def is_due(unit: UnitOfWork) -> bool:
    """Whether a leave begins or is over."""
    return any(await _due(unit))


async def _due(unit: UnitOfWork) -> tuple[list[Leave], list[Leave]]:
    """The leaves that are over, and those that begin."""
    found = await leaves.not_over(unit)
    over = [leave for leave in found if leaving.lapses_at(leave, unit.county) <= unit.now]
    begun = [leave for leave in found if leave.began_at is None and leaving.begins_at(leave, unit.county) <= unit.now]
    return over, begun


async def carry_out_due(services: Services) -> None:
    """As the office opens: leaves that begin today, and those that are over."""
    async with services.transaction() as unit:
        over, begun = await _due(unit)
        for leave in over:
            await carry_out(unit, MACHINE, leaving.lapse(leave, unit.now))
        for leave in begun:
            if leave not in over:
                await _begin(unit, MACHINE, leave)
        if over or begun:
            await unit.commit()


async def next_change(unit: UnitOfWork) -> datetime | None:
    """When the next leave begins or is over."""
    found = await leaves.not_over(unit)
    moments = [leaving.lapses_at(leave, unit.county) for leave in found]
    moments += [leaving.begins_at(leave, unit.county) for leave in found if leave.began_at is None]
    return min((moment for moment in moments if moment > unit.now), default=None)


FLOW = Flow(
    "leave",
    LeavePrompt,
    {
        "leave.unit": Question(_show_unit, _take_unit),
        "leave.post": Question(_show_post, _take_post),
        "leave.since": Question(_show_since, _take_since),
        "leave.until": Question(_show_until, _take_until),
        "leave.confirm": Question(_show_confirm, _take_confirm),
    },
)

ROUTES = (
    Command(name="leave", callback=begin, may=Permission.LEAVE_ENTER, description="登记联络员请假", word="请假"),
    Tap(press=EndLeave, callback=on_end, may=Permission.LEAVE_ENTER),
)
FLOWS = {FLOW.name: FLOW}
VIEWS = {"leave_card": leave_view}
TICKS = (Tick("leaves", is_due, carry_out_due, next_change),)
