"""申请延期, the unit's side: which report, until when, who agreed, why and how far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from handlers.conversation import dialogue
from handlers.conversation.answering import picked, tapped, typed
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.refusing import say_no
from handlers.conversation.routes import Tap
from messages.filters import clock, day
from messages.presses.requesting import AskExtension
from storage import outbox
from storage.queries import dispatching, requesting
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.calendars.dates import read_deadline
from supervision.calendars.deadlines import is_late
from supervision.carrying_out.acknowledging import UnitPaper, require_own
from supervision.carrying_out.extending import check_extendable
from supervision.carrying_out.requesting import LONGEST_LEADER, LONGEST_WORDS, Wish, ask, askable, check_words
from supervision.model import Draft, Paper, Person, Post, ReportDue, Task
from supervision.notices.dialogue import Choice
from supervision.notices.requesting import ExtensionAsked, ExtensionPrompt
from supervision.refusals import InvalidInput, NotAllowed, NotFound, StaleButton, WrongState
from supervision.roles import TITLES, UNIT_LEADERS, Permission

MOST_DUES = 5
"""Reports that are offered by buttons: the next ones, and the earliest final ones. Any other is typed."""

MOST_FINAL = 2
"""Final dates (完成时限) among them: reports of a year's half-months must not push these off the screen."""

OVERTAKEN = (NotAllowed, NotFound, StaleButton, WrongState)
"""What ends the questions instead of keeping them open."""


async def ask_extension(
    unit: UnitOfWork, actor: Actor, paper_id: int, unit_id: int, *, due: tuple[int, int], wish: Wish, asked_at: datetime
) -> ExtensionAsked:
    """Put a unit's request before the Office. Raises as `requesting.ask`."""
    own = await dispatching.unit_paper(unit, paper_id, unit_id)
    owed = _due_of(own, *due)
    outcome = ask(
        own,
        owed,
        wish,
        actor,
        asked_at,
        before=await requesting.before(unit, own.matter.id, unit_id),
        request_id=await unit.new_id("extension_request"),
    )
    post = actor.post_of_unit(unit_id)
    await carry_out(unit, actor, outcome, post_id=post.id if post else None)
    return ExtensionAsked(
        document_number=(await unit.require(Paper, paper_id)).document_number,
        task_seq=owed.task_seq,
        new_on=wish.new_on,
        late=is_late(owed.late_after, asked_at),
    )


async def on_ask(turn: Turn) -> None:
    """［申请延期］: of which report, if several are owed, and until when?"""
    press = turn.press
    assert isinstance(press, AskExtension)
    own = await dispatching.unit_paper(turn.unit, press.paper, press.unit)
    require_own(own, turn.actor, Permission.EXTENSION_REQUEST)
    owed = askable(own, await requesting.before(turn.unit, own.matter.id, press.unit))
    if not owed:
        raise StaleButton
    number = (await turn.unit.require(Paper, press.paper)).document_number
    answers: dict[str, object] = {"paper": press.paper, "unit": press.unit, "number": number}
    if len(owed) == 1:
        answers |= {"task": owed[0].task_seq, "due": owed[0].seq}
        await dialogue.open_flow(turn, ASKING, "extension.until", answers)
    else:
        await dialogue.open_flow(turn, ASKING, "extension.due", answers)


async def _show_dues(unit: UnitOfWork, draft: Draft) -> Ask:
    owed = await _askable(unit, draft)
    offered = _offered(owed)
    tasks = {task.seq: task for task in await unit.find(Task, matter_id=offered[0].matter_id)} if offered else {}
    lines = [
        f"第{item.task_seq}项　{day(item.expected_on, unit.today)}　{tasks[item.task_seq].text[:40]}"
        for item in offered
    ]
    more = [item for item in owed if item not in offered]
    return Ask(facts={"dues": lines, "example": _label(more[0]) if more else ""}, choices=_choices(offered), per_row=2)


def _offered(owed: Sequence[ReportDue]) -> list[ReportDue]:
    """What buttons offer of what is owed, in its order: the next reports, with room for the final ones."""
    if len(owed) <= MOST_DUES:
        return list(owed)
    final = [item for item in owed if item.final][:MOST_FINAL]
    following = [item for item in owed if item not in final][: MOST_DUES - len(final)]
    return [item for item in owed if item in final or item in following]


def _choices(dues: Iterable[ReportDue]) -> tuple[Choice, ...]:
    return tuple(Choice(f"{item.task_seq}/{item.seq}", _label(item)) for item in dues)


def _label(due: ReportDue) -> str:
    return f"第{due.task_seq}项 {due.expected_on.month}月{due.expected_on.day}日"


async def _take_due(turn: Turn, draft: Draft, said: Said) -> Next:
    """A button, or any report that is owed, typed with or without the space."""
    owed = await _askable(turn.unit, draft)
    words = "".join(said.text.split())
    named = next((_label(item) for item in owed if "".join(_label(item).split()) == words), said.text)
    task, _, seq = picked(replace(said, text=named), _choices(owed), "due").partition("/")
    return Next("extension.until", {"task": int(task), "due": int(seq)})


async def _askable(unit: UnitOfWork, draft: Draft) -> tuple[ReportDue, ...]:
    own = await _paper(unit, draft)
    return askable(own, await requesting.before(unit, own.matter.id, own.dispatch.unit_id))


async def _show_until(unit: UnitOfWork, draft: Draft) -> Ask:
    own = await _paper(unit, draft)
    due = _due_of(own, _number(draft, "task"), _number(draft, "due"))
    now_due = day(due.expected_on, unit.today)
    return Ask(facts={"now_due": now_due, "final": due.final, "late": is_late(due.late_after, unit.now)})


async def _take_until(turn: Turn, draft: Draft, said: Said) -> Next:
    found = read_deadline("new_due", typed(said, "new_due", 40), turn.unit.county.local(turn.unit.now))
    own = await _paper(turn.unit, draft)
    check_extendable(_due_of(own, _number(draft, "task"), _number(draft, "due")), found.day)
    shown = day(found.day, turn.unit.today) + (clock(found.hour) if found.hour else "")
    hour = found.hour.isoformat() if found.hour else ""
    return Next("extension.leader", {"new_on": found.day.isoformat(), "new_hour": hour, "until": shown})


async def _show_leader(unit: UnitOfWork, draft: Draft) -> Ask:
    posts = await unit.find(Post, unit_id=_number(draft, "unit"), role=tuple(UNIT_LEADERS), active=True)
    people = {person.id: person for person in await unit.find(Person, id={post.holder_id for post in posts} - {None})}
    held = [(post, people[post.holder_id]) for post in posts if post.holder_id in people]
    return Ask(choices=tuple(Choice(str(post.id), f"{person.name}（{TITLES[post.role]}）") for post, person in held))


async def _take_leader(turn: Turn, draft: Draft, said: Said) -> Next:
    choices = (await _show_leader(turn.unit, draft)).choices
    chosen = tapped(said, choices, "leader")
    named = next((choice.label for choice in choices if choice.value == chosen), "")
    return Next("extension.reason", {"leader": named or typed(said, "leader", LONGEST_LEADER)})


async def _show_nothing(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask()


async def _take_reason(turn: Turn, draft: Draft, said: Said) -> Next:
    return Next("extension.progress", {"reason": _words(said, "reason")})


async def _take_progress(turn: Turn, draft: Draft, said: Said) -> Next:
    """The last thing that is typed completes the request: it is asked at the time of this message."""
    wish = Wish(
        new_on=date.fromisoformat(str(draft.answers["new_on"])),
        new_hour=time.fromisoformat(str(draft.answers["new_hour"])) if draft.answers["new_hour"] else None,
        reason=str(draft.answers["reason"]),
        progress=_words(said, "progress"),
        leader=str(draft.answers["leader"]),
    )
    due = (_number(draft, "task"), _number(draft, "due"))
    at = (_number(draft, "paper"), _number(draft, "unit"))
    try:
        told = await ask_extension(
            turn.unit, turn.actor, *at, due=due, wish=wish, asked_at=turn.heard.at or turn.unit.now
        )
    except OVERTAKEN as refusal:  # raised before anything was saved
        await say_no(turn, refusal)
        return END
    await outbox.tell(turn.unit, [told])
    return END


def _words(said: Said, name: str) -> str:
    if said.files:
        raise InvalidInput(name, "text_wanted")
    check_words(said.text, name, LONGEST_WORDS)
    return said.text.strip()


async def _paper(unit: UnitOfWork, draft: Draft) -> UnitPaper:
    return await dispatching.unit_paper(unit, _number(draft, "paper"), _number(draft, "unit"))


def _due_of(own: UnitPaper, task_seq: int, seq: int) -> ReportDue:
    for due in own.dues:
        if (due.task_seq, due.seq) == (task_seq, seq):
            return due
    raise StaleButton


def _number(draft: Draft, name: str) -> int:
    value = draft.answers[name]
    assert isinstance(value, int)
    return value


ASKING = Flow(
    "extension",
    ExtensionPrompt,
    {
        "extension.due": Question(_show_dues, _take_due),
        "extension.until": Question(_show_until, _take_until),
        "extension.leader": Question(_show_leader, _take_leader),
        "extension.reason": Question(_show_nothing, _take_reason),
        "extension.progress": Question(_show_nothing, _take_progress),
    },
)

FLOWS = {ASKING.name: ASKING}

ROUTES = (Tap(press=AskExtension, callback=on_ask, may=Permission.EXTENSION_REQUEST),)
