"""交办会议 with its attendance, and 会前交办: the day on which proposals were assigned (P6.2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from handlers.conversation.answering import picked, tapped, typed
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.routes import Tap
from handlers.proposals.cards import case_handled, send_card
from messages.filters import day as day_words
from messages.presses.proposals import AssignProposal, HoldMeeting
from messages.views.matters import short_name
from storage import outbox
from storage.queries import proposals as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.calendars.dates import read_paper_date
from supervision.model import AssignmentMeeting, Draft, Unit
from supervision.notices.dialogue import Choice
from supervision.notices.proposals import AssigningPrompt, MeetingHeld, MeetingPrompt
from supervision.proposals import handling
from supervision.proposals.handling import Case
from supervision.refusals import InvalidInput, NotFound, StaleButton
from supervision.roles import OFFICE, Permission

TODAY, ON, CONFIRM = Choice("today", "今天"), Choice("on", "下一步"), Choice("confirm", "确认登记")
LONGEST_DATE, LONGEST_PLACE = 20, 60
PER_PAGE = 8
"""Proposals, or units, on one page of buttons."""


async def assign(unit: UnitOfWork, actor: Actor, matter_id: int, on: date) -> None:
    """会前交办. Raises as `handling.assign`."""
    case, _ = await case_handled(unit, actor, matter_id)
    await carry_out(unit, actor, handling.assign(case, actor, on, unit.county), post_id=_post(actor))


async def hold(
    unit: UnitOfWork, actor: Actor, *, held_on: date, place: str, matter_ids: Sequence[int], absent: Sequence[int]
) -> MeetingHeld:
    """Enter a meeting: who was there, and what was assigned at it. Raises as `handling.assign`; StaleButton if one of
    the proposals was assigned at another meeting meanwhile."""
    cases = [case for case in await queries.to_be_assigned(unit) if case.matter.id in matter_ids]
    if not cases or len(cases) != len(set(matter_ids)):
        raise StaleButton
    invited = _units_of(cases)
    meeting = AssignmentMeeting(
        id=await unit.new_id("assignment_meeting"),
        held_on=held_on,
        place=place,
        entered_by=actor.person_id,
        attended=tuple(number for number in invited if number not in absent),
        absent=tuple(number for number in invited if number in absent),
        matter_ids=tuple(case.matter.id for case in cases),
    )
    await carry_out(unit, actor, handling.hold_meeting(meeting, actor), post_id=_post(actor))
    for case in cases:
        outcome = handling.assign(case, actor, held_on, unit.county, meeting_id=meeting.id)
        await carry_out(unit, actor, outcome, post_id=_post(actor))
    names = {item.id: short_name(item) for item in await unit.find(Unit, id=list(invited))}
    return MeetingHeld(
        held_on=held_on,
        proposals=len(cases),
        attended=len(meeting.attended),
        absent=tuple(names[number] for number in meeting.absent),
    )


def _post(actor: Actor) -> int | None:
    post = actor.post_in(*OFFICE)
    return post.id if post else None


def _units_of(cases: Sequence[Case]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(number for case in cases for number in case.unit_ids))


async def on_assign(turn: Turn) -> None:
    """［会前交办］."""
    assert isinstance(turn.press, AssignProposal)
    case, _ = await case_handled(turn.unit, turn.actor, turn.press.matter)
    if case.proposal.meeting_id is not None:
        raise StaleButton
    name = handling.named(case.proposal.number, case.proposal.kind)
    await open_flow(turn, ASSIGNING, "assigning.day", {"matter": case.matter.id, "name": name})


async def on_meeting(turn: Turn) -> None:
    """［登记交办会议］."""
    turn.actor.require(Permission.PROPOSAL_HANDLE)
    if not await queries.to_be_assigned(turn.unit):
        raise NotFound("proposal")
    await open_flow(turn, MEETING, "meeting.day", {})


async def _show_day(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=(TODAY,))


def _day(turn: Turn, said: Said, field: str) -> date:
    today = turn.unit.today
    if tapped(said, (TODAY,), field):
        return today
    return read_paper_date(field, typed(said, field, LONGEST_DATE), today)


async def _take_assigned(turn: Turn, draft: Draft, said: Said) -> Next:
    matter_id = int(str(draft.answers["matter"]))
    await assign(turn.unit, turn.actor, matter_id, _day(turn, said, "assigned_on"))
    await send_card(turn, matter_id)
    return END


async def _take_day(turn: Turn, _draft: Draft, said: Said) -> Next:
    on = _day(turn, said, "held_on")
    return Next("meeting.place", {"day": on.isoformat(), "day_text": day_words(on, turn.unit.today)})


async def _show_place(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask()


async def _take_place(turn: Turn, _draft: Draft, said: Said) -> Next:
    cases = await queries.to_be_assigned(turn.unit)
    chosen = [case.matter.id for case in cases if case.matter.status in handling.OPEN_TO_DATES]
    return Next(
        "meeting.which",
        {"place": typed(said, "place", LONGEST_PLACE), "chosen": chosen or [case.matter.id for case in cases]},
    )


def _marks(pairs: Sequence[tuple[int, str]], chosen: Sequence[int], out: str, into: str) -> tuple[Choice, ...]:
    """A button for each, which takes it out or puts it in."""
    return tuple(Choice(f"t{number}", f"{out if number in chosen else into} {label}") for number, label in pairs)


def _paged(choices: tuple[Choice, ...], page: int) -> tuple[Choice, ...]:
    cut = choices[page * PER_PAGE : (page + 1) * PER_PAGE]
    back = (Choice(f"p{page - 1}", "上一页"),) if page else ()
    forth = (Choice(f"p{page + 1}", "下一页"),) if (page + 1) * PER_PAGE < len(choices) else ()
    return (*cut, *back, *forth)


def _chosen(draft: Draft, name: str) -> list[int]:
    value = draft.answers.get(name)
    return [int(str(item)) for item in value] if isinstance(value, list) else []


def _page(draft: Draft) -> int:
    return int(str(draft.answers.get("page") or 0))


def _turned(draft: Draft, value: str, name: str) -> dict[str, object]:
    """The answers after a page was turned, or a thing put in or taken out."""
    if value.startswith("p"):
        return {"page": int(value[1:])}
    number, chosen = int(value[1:]), _chosen(draft, name)
    return {name: [item for item in chosen if item != number] if number in chosen else [*chosen, number]}


async def _show_which(unit: UnitOfWork, draft: Draft) -> Ask:
    cases, chosen = await queries.to_be_assigned(unit), _chosen(draft, "chosen")
    pairs = [(case.matter.id, handling.named(case.proposal.number, case.proposal.kind)) for case in cases]
    marks = _paged(_marks(pairs, chosen, "去掉", "列入"), _page(draft))
    named = [name for number, name in pairs if number in chosen]
    facts = {"named": named, "with_signers": await queries.with_signers(unit)}
    return Ask(facts, choices=(*marks, ON), per_row=2)


async def _take_which(turn: Turn, draft: Draft, said: Said) -> Next:
    value = picked(said, (await _show_which(turn.unit, draft)).choices, "proposals")
    if value != ON.value:
        return Next("meeting.which", _turned(draft, value, "chosen"))
    if not _chosen(draft, "chosen"):
        raise InvalidInput("proposals", "not_a_choice")
    return Next("meeting.absent", {"page": 0, "absent": []})


async def _invited(unit: UnitOfWork, draft: Draft) -> list[Unit]:
    chosen = _chosen(draft, "chosen")
    cases = [case for case in await queries.to_be_assigned(unit) if case.matter.id in chosen]
    by_id = {item.id: item for item in await unit.find(Unit, id=list(_units_of(cases)))}
    return [by_id[number] for number in _units_of(cases)]


async def _show_absent(unit: UnitOfWork, draft: Draft) -> Ask:
    invited, absent = await _invited(unit, draft), _chosen(draft, "absent")
    marks = _paged(
        _marks([(item.id, short_name(item)) for item in invited], absent, "改为到会", "未到会"), _page(draft)
    )
    named = [short_name(item) for item in invited if item.id in absent]
    facts = {"named": named, "invited": len(invited), "proposals": len(_chosen(draft, "chosen"))}
    return Ask(facts, choices=(*marks, CONFIRM), per_row=2)


async def _take_absent(turn: Turn, draft: Draft, said: Said) -> Next:
    value = picked(said, (await _show_absent(turn.unit, draft)).choices, "absent")
    if value != CONFIRM.value:
        return Next("meeting.absent", _turned(draft, value, "absent"))
    held = await hold(
        turn.unit,
        turn.actor,
        held_on=date.fromisoformat(str(draft.answers["day"])),
        place=str(draft.answers["place"]),
        matter_ids=_chosen(draft, "chosen"),
        absent=_chosen(draft, "absent"),
    )
    await outbox.tell(turn.unit, [held])
    return END


ASSIGNING = Flow("assigning", AssigningPrompt, {"assigning.day": Question(_show_day, _take_assigned)})

MEETING = Flow(
    "meeting",
    MeetingPrompt,
    {
        "meeting.day": Question(_show_day, _take_day),
        "meeting.place": Question(_show_place, _take_place),
        "meeting.which": Question(_show_which, _take_which),
        "meeting.absent": Question(_show_absent, _take_absent),
    },
)

FLOWS = {ASSIGNING.name: ASSIGNING, MEETING.name: MEETING}

ROUTES = (
    Tap(press=AssignProposal, callback=on_assign, may=Permission.PROPOSAL_HANDLE),
    Tap(press=HoldMeeting, callback=on_meeting, may=Permission.PROPOSAL_HANDLE),
)
