"""备查: a unit notes its 工作方案 and its 专人, or hands the plan in where the paper wants it."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import date

from handlers.conversation import dialogue
from handlers.conversation.answering import picked, tapped, typed
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.files import note
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.refusing import say_no
from handlers.conversation.routes import Tap
from messages.filters import day
from messages.presses.requesting import NotePlan
from storage import outbox
from storage.queries import desk, dispatching
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.calendars.dates import read_paper_date
from supervision.carrying_out.acknowledging import UnitPaper, require_own
from supervision.carrying_out.plan_reminders import REMINDERS
from supervision.carrying_out.plans import (
    HandedIn,
    check_goals,
    name_person,
    needs_of,
    note_plan,
    read_goals,
    read_person,
)
from supervision.model import Draft, Goal, Paper, Task, Unit
from supervision.notices.base import Notice
from supervision.notices.dialogue import Choice
from supervision.notices.plans import PersonNamed, PlanNoted, PlanPrompt
from supervision.refusals import InvalidInput, NotAllowed, NotFound, StaleButton, WrongState
from supervision.reports.evidence import Unfit, is_file_id, unfit
from supervision.roles import Permission

OVERTAKEN = (NotAllowed, NotFound, StaleButton, WrongState)
"""What ends a question instead of keeping it open."""

TAKEN = "照片、PDF、Word、Excel等文件"
"""What a plan may be, as a refusal names it."""

FOLLOW_UP = ""
"""The file is fetched and kept; nothing goes on with it."""

_PLAN, _PERSON = Choice("plan", "工作方案"), Choice("person", "专人")
_TODAY, _NONE, _LATER = Choice("today", "今天"), Choice("none", "不填"), Choice("later", "以后再填")


async def put_plan(
    unit: UnitOfWork, actor: Actor, own: UnitPaper, *, made_on: date, goals: tuple[Goal, ...], file: HandedIn | None
) -> PlanNoted:
    """Note a unit's plan. Raises as `plans.note_plan`."""
    outcome = note_plan(own, actor, unit.now, made_on=made_on, goals=goals, file=file)
    await carry_out(unit, actor, outcome, post_id=_post(actor, own))
    if file is not None:
        for kind in REMINDERS:
            await desk.settle(unit, kind, f"{own.matter.id}/{own.dispatch.unit_id}")
    number = await _number_of(unit, own)
    return PlanNoted(document_number=number, made_on=made_on, goals=len(goals), handed_in=file is not None)


async def put_person(unit: UnitOfWork, actor: Actor, own: UnitPaper, text: str) -> PersonNamed:
    """Note a unit's 专人, as it was typed. Raises as `plans.read_person` and `plans.name_person`."""
    name, phone = read_person(text)
    await carry_out(unit, actor, name_person(own, actor, name=name, phone=phone), post_id=_post(actor, own))
    return PersonNamed(document_number=await _number_of(unit, own), name=name)


async def ask_for_person(turn: Turn, paper_id: int, unit_id: int) -> None:
    """Ask for the 专人 after 签收, unless something else is being asked: then the card goes on asking (P7.2)."""
    if await turn.unit.get(Draft, turn.heard.chat_id, turn.actor.person_id) is not None:
        await dialogue.repeat(turn)
        return
    number = (await turn.unit.require(Paper, paper_id)).document_number
    answers: dict[str, object] = {"paper": paper_id, "unit": unit_id, "number": number}
    await dialogue.open_flow(turn, NAMING, "handler.who", answers)


async def on_note(turn: Turn) -> None:
    """［备查］, ［报送方案］."""
    press = turn.press
    assert isinstance(press, NotePlan)
    own = await dispatching.unit_paper(turn.unit, press.paper, press.unit)
    require_own(own, turn.actor, Permission.PLAN_ENTER)
    answers: dict[str, object] = {
        "paper": press.paper,
        "unit": press.unit,
        "number": await _number_of(turn.unit, own),
        "wanted": own.matter.plan_wanted,
    }
    await dialogue.open_flow(turn, NOTING, "plan.what", answers)


async def _show_what(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=(_PLAN, _PERSON), per_row=2)


async def _take_what(_turn: Turn, _draft: Draft, said: Said) -> Next:
    chosen = picked(said, (_PLAN, _PERSON), "what")
    return Next("plan.made_on" if chosen == _PLAN.value else "plan.person")


async def _show_made_on(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=(_TODAY,))


async def _take_made_on(turn: Turn, _draft: Draft, said: Said) -> Next:
    today = turn.unit.today
    if tapped(said, (_TODAY,), "made_on"):
        made_on = today
    else:
        made_on = read_paper_date("made_on", typed(said, "made_on", 40), today)
    return Next("plan.goals", {"made_on": made_on.isoformat(), "made": day(made_on, today)})


async def _show_goals(unit: UnitOfWork, draft: Draft) -> Ask:
    own = await _paper(unit, draft)
    needs = needs_of(own.matter.track)
    mine = {item.task_seq for item in own.live}
    lines = [
        f"第{task.seq}项　{task.text[:40]}"
        for task in await unit.find(Task, matter_id=own.matter.id)
        if task.seq in mine
    ]
    facts = {"tasks": lines, "quantity": needs.quantity, "person": needs.person}
    return Ask(facts=facts, choices=() if needs.quantity or needs.person else (_NONE,))


async def _take_goals(turn: Turn, draft: Draft, said: Said) -> Next:
    own = await _paper(turn.unit, draft)
    goals: tuple[Goal, ...] = ()
    if not tapped(said, (await _show_goals(turn.unit, draft)).choices, "goals"):
        goals = read_goals(said.text, {item.task_seq for item in own.live})
    check_goals(own.matter.track, goals, {item.task_seq for item in own.live})
    kept = [[goal.task_seq, goal.text, goal.quantity, goal.person] for goal in goals]
    if own.matter.plan_wanted:
        return Next("plan.file", {"goals": kept})
    made_on = date.fromisoformat(str(draft.answers["made_on"]))
    return await _conclude(turn, put_plan(turn.unit, turn.actor, own, made_on=made_on, goals=goals, file=None))


async def _show_nothing(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask()


async def _take_file(turn: Turn, draft: Draft, said: Said) -> Next:
    if not said.files:
        raise InvalidInput("plan", "plan_file")
    sent = said.files[0]
    why = unfit(sent.kind, sent.name, sent.size)
    if why is Unfit.TOO_BIG:
        raise InvalidInput("plan", "file_too_big")
    if why is not None or not is_file_id(sent.file_id):
        raise InvalidInput("plan", "wrong_file", given=TAKEN)
    own = await _paper(turn.unit, draft)
    row = await note(turn.unit, turn.actor, turn.heard, sent, FOLLOW_UP)
    handed = HandedIn(
        chat_id=row.chat_id,
        message_id=row.message_id,
        file_id=row.id,
        document_number=str(draft.answers["number"]),
        unit_name=(await turn.unit.require(Unit, own.dispatch.unit_id)).name,
    )
    goals = draft.answers["goals"]
    assert isinstance(goals, list)
    told = await _conclude(
        turn,
        put_plan(
            turn.unit,
            turn.actor,
            own,
            made_on=date.fromisoformat(str(draft.answers["made_on"])),
            goals=tuple(Goal(*goal) for goal in goals),
            file=handed,
        ),
    )
    await turn.unit.save(row)
    return told


async def _show_person(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=(_LATER,))


async def _take_person(turn: Turn, draft: Draft, said: Said) -> Next:
    if tapped(said, (_LATER,), "who"):
        return END
    own = await _paper(turn.unit, draft)
    return await _conclude(turn, put_person(turn.unit, turn.actor, own, typed(said, "who", 60)))


async def _conclude(turn: Turn, act: Awaitable[Notice]) -> Next:
    try:
        told = await act
    except OVERTAKEN as refusal:  # raised before anything was saved
        await say_no(turn, refusal)
        return END
    await outbox.tell(turn.unit, [told])
    return END


async def _paper(unit: UnitOfWork, draft: Draft) -> UnitPaper:
    paper_id, unit_id = draft.answers["paper"], draft.answers["unit"]
    assert isinstance(paper_id, int)
    assert isinstance(unit_id, int)
    return await dispatching.unit_paper(unit, paper_id, unit_id)


async def _number_of(unit: UnitOfWork, own: UnitPaper) -> str:
    return (await unit.require(Paper, own.dispatch.paper_id)).document_number


def _post(actor: Actor, own: UnitPaper) -> int | None:
    post = actor.post_of_unit(own.dispatch.unit_id)
    return post.id if post else None


NOTING = Flow(
    "plan",
    PlanPrompt,
    {
        "plan.what": Question(_show_what, _take_what),
        "plan.made_on": Question(_show_made_on, _take_made_on),
        "plan.goals": Question(_show_goals, _take_goals),
        "plan.file": Question(_show_nothing, _take_file),
        "plan.person": Question(_show_person, _take_person),
    },
)
NAMING = Flow("handler", PlanPrompt, {"handler.who": Question(_show_person, _take_person)})

FLOWS = {NOTING.name: NOTING, NAMING.name: NAMING}

ROUTES = (Tap(press=NotePlan, callback=on_note, may=Permission.PLAN_ENTER),)
