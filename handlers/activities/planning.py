"""督查方案: /activity, and the plan question by question."""

from __future__ import annotations

from datetime import date
from typing import cast

from handlers.activities.scope import read_scope, tasks_in_hand, units_of
from handlers.conversation.answering import picked, tapped, typed, typed_names
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.listing import serial, show
from handlers.conversation.routes import IN_PRIVATE, Command, Tap
from handlers.matters.card import visible_matter
from messages.presses.activities import BeginActivity, EditActivity, PlanForMatter, TurnActivities
from messages.views.matters import short_name
from messages.work_labels import ACTIVITY
from storage import outbox
from storage.queries import activities as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.calendars.dates import Toward, read_day
from supervision.inspection import activities
from supervision.inspection.activities import Move
from supervision.inspection.activity_plans import begins_with_paper
from supervision.model import Activity, ActivityKind, Draft, Matter, Person, Post, Task
from supervision.notices.activities import ActivityCard, ActivityList, ActivityPrompt
from supervision.notices.base import HERE
from supervision.notices.dialogue import Choice
from supervision.procedures.tracks import TrackKey
from supervision.refusals import InvalidInput, WrongState
from supervision.roles import DRAFTERS, OFFICE, Permission
from supervision.search.finding import find_units

FLOW_NAME = "activity"

_KINDS = tuple(Choice(kind.value, ACTIVITY[kind]) for kind in ActivityKind)
_SCOPES = (
    Choice("all", "全部在办事项"),
    Choice(TrackKey.WORK_REPORT.value, "政府工作报告事项"),
    Choice(TrackKey.TEN_THINGS.value, "十件实事"),
)
_ALL_UNITS = "all"
_ORDER = ("kind", "title", "scope", "units", "days", "members", "content")

LONGEST_NAME = 30


async def write_plan(unit: UnitOfWork, actor: Actor, draft: Draft, content: str) -> Activity:
    """Write the plan of a finished conversation down, anew or over the one that it changes.

    Raises:
        NotAllowed, WrongState, InvalidInput: as `activities.plan`.
    """
    actor.require(Permission.ACTIVITY_PLAN)
    answers = draft.answers
    before = await unit.get(Activity, int(str(answers["activity"]))) if answers.get("activity") else None
    post = actor.post_in(*OFFICE)
    since, until = cast("list[str]", answers["days"])
    activity = Activity(
        id=before.id if before else await unit.new_id("activity"),
        kind=ActivityKind(str(answers["kind"])),
        title=str(answers["title"]),
        since=date.fromisoformat(since),
        until=date.fromisoformat(until),
        drafted_by=actor.person_id,
        drafted_post_id=post.id if post else 0,
        drafted_at=unit.now,
        content=content,
        members=tuple(cast("list[str]", answers["members"])),
        member_posts=await _posts_of(unit, cast("list[str]", answers["members"])),
        unit_ids=tuple(cast("list[int]", answers["units"])),
        tasks=tuple(cast("list[str]", answers["tasks"])),
        matter_id=int(str(answers.get("matter", 0))),
    )
    outcome = activities.plan(before, activity, await unit.new_id("again"))
    await carry_out(unit, actor, outcome, post_id=post.id if post else None)
    return activity


async def _posts_of(unit: UnitOfWork, members: list[str]) -> tuple[int, ...]:
    """The posts of members who are of the Office or a section, by their names or their posts' titles."""
    posts = [post for post in await unit.find(Post, role=tuple(DRAFTERS), active=True) if post.holder_id]
    if not posts:
        return ()
    holders = {one.id: one.name for one in await unit.find(Person, id=sorted({post.holder_id or 0 for post in posts}))}
    return tuple(post.id for post in posts if {post.title, holders.get(post.holder_id or 0)} & set(members))


async def browse(turn: Turn) -> None:
    """/activity: what is under way, and planning another."""
    page = turn.press.page if isinstance(turn.press, TurnActivities) else 0
    await show(turn, ActivityList(serial=await serial(turn), page=max(0, page)))


async def begin(turn: Turn) -> None:
    """［新建督查活动］."""
    await open_flow(turn, FLOW, f"{FLOW_NAME}.kind", {}, wanted="activity")


async def begin_for_matter(turn: Turn) -> None:
    """［制定督查方案］ on a matter's card: an activity instead of a 督查通知单, or besides it (P4.1, P8.1).

    The plan with which the matter goes out is one: that there is, is shown.
    """
    press = turn.press
    assert isinstance(press, PlanForMatter)
    matter = await visible_matter(turn.unit, turn.actor, press.matter)
    if begins_with_paper(matter) and (plans := await queries.open_of_matter(turn.unit, matter.id)):
        again = await turn.unit.new_id("again")
        await outbox.tell(turn.unit, [ActivityCard(to=HERE, activity_id=plans[0].id, again=again)])
        return
    tasks = [activities.task_key(matter.id, task.seq) for task in await turn.unit.find(Task, matter_id=matter.id)]
    if not tasks:
        raise WrongState("matter", matter.status.value)
    about = {"matter": matter.id, "about": f"{matter.registration_number}　{matter.title}", "tasks": tasks}
    await open_flow(turn, FLOW, f"{FLOW_NAME}.kind", about)


async def edit(turn: Turn) -> None:
    """［重新填写］: the plan once more from its beginning."""
    press = turn.press
    assert isinstance(press, EditActivity)
    activity = await turn.unit.require(Activity, press.activity)
    activities.move(activity, Move.EDIT)
    answers: dict[str, object] = {"activity": activity.id, "before": activity.title}
    if activity.matter_id:
        matter = await turn.unit.require(Matter, activity.matter_id)
        answers |= {"matter": matter.id, "about": f"{matter.registration_number}　{matter.title}"}
        answers["tasks"] = list(activity.tasks)
    await open_flow(turn, FLOW, f"{FLOW_NAME}.kind", answers)


def _after(question: str, draft: Draft, answers: dict[str, object]) -> Next:
    following = _ORDER[_ORDER.index(question) + 1]
    if following == "scope" and draft.answers.get("matter"):
        following = "units"
    return Next(f"{FLOW_NAME}.{following}", answers)


async def _show_kind(unit: UnitOfWork, draft: Draft) -> Ask:
    facts = {name: draft.answers.get(name, "") for name in ("about", "before")}
    return Ask(facts, _KINDS, per_row=2)


async def _take_kind(turn: Turn, draft: Draft, said: Said) -> Next:
    return _after("kind", draft, {"kind": picked(said, _KINDS, "kind")})


async def _show_title(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask({"kind": draft.answers["kind"]})


async def _take_title(turn: Turn, draft: Draft, said: Said) -> Next:
    return _after("title", draft, {"title": typed(said, "title", activities.LONGEST_TITLE)})


async def _show_scope(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(choices=_SCOPES, per_row=2)


async def _take_scope(turn: Turn, draft: Draft, said: Said) -> Next:
    choice = tapped(said, _SCOPES, "scope")
    if choice:
        tasks = await tasks_in_hand(turn.unit, "" if choice == "all" else choice)
    else:
        tasks = await read_scope(turn.unit, turn.actor, said.text)
    return _after("scope", draft, {"tasks": tasks})


async def _show_units(unit: UnitOfWork, draft: Draft) -> Ask:
    found = await units_of(unit, _tasks(draft))
    names = [short_name(item) for item in found.values()]
    return Ask({"names": names, "total": len(_tasks(draft))}, (Choice(_ALL_UNITS, f"全部责任单位（{len(names)}个）"),))


async def _take_units(turn: Turn, draft: Draft, said: Said) -> Next:
    found = await units_of(turn.unit, _tasks(draft))
    choices = (Choice(_ALL_UNITS, f"全部责任单位（{len(found)}个）"),)
    if tapped(said, choices, "units"):
        ids = list(found)
    else:
        named = find_units(said.text, list(found.values()), turn.unit.county.name)
        ids = [item.id for item in named.units]
        if not (ids and named.complete):
            raise InvalidInput("units", "not_in_scope", given=(named.unknown or named.written or said.text)[:20])
    return _after("units", draft, {"units": ids})


def _tasks(draft: Draft) -> list[str]:
    return cast("list[str]", draft.answers["tasks"])


async def _show_days(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask({"today": unit.today.isoformat()})


async def _take_days(turn: Turn, draft: Draft, said: Said) -> Next:
    text = typed(said, "days", 40)
    first, _, last = text.replace("到", "至").replace("～", "至").partition("至")
    since = read_day("days", first, turn.unit.today).day
    until = _read_end(last, since, turn.unit.today) if last else since
    if until < turn.unit.today:
        raise InvalidInput("days", "past_date", given=f"{until.month}月{until.day}日")
    activities.check_days(since, until)
    return _after("days", draft, {"days": [since.isoformat(), until.isoformat()]})


def _read_end(text: str, since: date, today: date) -> date:
    """The last day; without a month (6日) it is of the first day's month."""
    text = text.strip()
    if text.rstrip("日号").isdecimal():
        text = f"{since.month}月{text.rstrip('日号')}日"
    return read_day("days", text, max(since, today), Toward.FUTURE).day


async def _show_members(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask()


async def _take_members(turn: Turn, draft: Draft, said: Said) -> Next:
    if said.choice:
        raise InvalidInput("members", "not_a_choice")
    names = typed_names(said, "members", limit=LONGEST_NAME, most=activities.MOST_MEMBERS)
    return _after("members", draft, {"members": names})


async def _show_content(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask()


async def _take_content(turn: Turn, draft: Draft, said: Said) -> Next:
    content = typed(said, "content", activities.LONGEST_CONTENT)
    await write_plan(turn.unit, turn.actor, draft, content)
    return END


FLOW = Flow(
    FLOW_NAME,
    ActivityPrompt,
    {
        f"{FLOW_NAME}.kind": Question(_show_kind, _take_kind),
        f"{FLOW_NAME}.title": Question(_show_title, _take_title),
        f"{FLOW_NAME}.scope": Question(_show_scope, _take_scope),
        f"{FLOW_NAME}.units": Question(_show_units, _take_units),
        f"{FLOW_NAME}.days": Question(_show_days, _take_days),
        f"{FLOW_NAME}.members": Question(_show_members, _take_members),
        f"{FLOW_NAME}.content": Question(_show_content, _take_content),
    },
)
FLOWS = {FLOW.name: FLOW}

_PLAN = Permission.ACTIVITY_PLAN
ROUTES = (
    Command(name="activity", callback=browse, may=Permission.ACTIVITY_FIND, description="督查活动", word="督查活动"),
    Tap(press=TurnActivities, callback=browse, may=Permission.ACTIVITY_FIND, chats=IN_PRIVATE),
    Tap(press=BeginActivity, callback=begin, may=_PLAN, chats=IN_PRIVATE),
    Tap(press=PlanForMatter, callback=begin_for_matter, may=_PLAN, chats=IN_PRIVATE),
    Tap(press=EditActivity, callback=edit, may=_PLAN, chats=IN_PRIVATE),
)
