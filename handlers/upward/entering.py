"""What is typed about a report to those above: its day and number, what they want, their date, and a later one."""

from __future__ import annotations

from datetime import date

from handlers.conversation import dialogue
from handlers.conversation.answering import tapped, typed
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.routes import Tap
from handlers.matters.card import visible_matter
from handlers.upward.submissions import enter, own, send, set_city_date
from messages.filters import day as day_words
from messages.presses.upward import EnterSubmission, SetCityDate
from storage import outbox
from storage.queries import summaries
from storage.unit_of_work import UnitOfWork
from supervision.calendars.city_dates import read_city_date
from supervision.calendars.dates import read_deadline, read_paper_date
from supervision.instructions import instructing
from supervision.model import Draft, Matter, Submission
from supervision.notices.dialogue import Choice
from supervision.notices.upward import CityDateSet, SubmissionEntered, SubmissionPrompt, submission_subject
from supervision.procedures.chains import due_before
from supervision.procedures.forms import DESTINATION_TITLES, Destination
from supervision.refusals import StaleButton
from supervision.registering.registration import LONGEST_GIST, LONGEST_NAME
from supervision.results import redoing, upward_reminders
from supervision.results import submissions as rules
from supervision.roles import Permission

HEADINGS = {
    "day": "登记上报",
    "words": "退回补充",
    "extension": "申请延期",
    "city_due": "市级时限",
    "redo": "重新办理",
    "drop": "不再上报",
}
"""The question that each button begins with, and what stands above it."""

ACTS = {"day": "send", "words": "return", "extension": "send", "redo": "redo", "drop": "drop"}
"""The act of `rules.MOVES` that each entry is part of, so that a button of the past is refused at once."""

TODAY, DRAW, NONE, AS_RETURNED = "today", "draw", "none", "returned"


async def begin(turn: Turn) -> None:
    """［登记上报］ ［退回补充］ ［申请延期］ ［重新办理］ ［不再上报］."""
    press = turn.press
    assert isinstance(press, EnterSubmission)
    if press.question not in ACTS:
        raise StaleButton
    row, matter = await own(turn.unit, turn.actor, press.submission)
    if press.question == "redo":
        await _require_redo(turn, row, matter)
    else:
        rules.require_move(row, turn.actor, ACTS[press.question])
    await _open(turn, matter, press.question, submission=row.id, returned=row.words)


async def begin_city_date(turn: Turn) -> None:
    """［市级时限］."""
    assert isinstance(turn.press, SetCityDate)
    turn.actor.require(Permission.SUBMISSION_ENTER)
    matter = await visible_matter(turn.unit, turn.actor, turn.press.matter)
    rules.require_city(matter, await summaries.waiting(turn.unit, matter.id))
    await _open(turn, matter, "city_due")


async def _open(turn: Turn, matter: Matter, question: str, submission: int = 0, returned: str = "") -> None:
    due = matter.city_due_on
    answers = {
        "matter": matter.id,
        "submission": submission,
        "name": f"登记号{matter.registration_number}",
        "heading": HEADINGS[question],
        "city_due": day_words(due, turn.unit.today) if due else "",
        "day_text": "",
        "returned": returned,
    }
    await dialogue.open_flow(turn, FLOW, f"submission.{question}", answers)


async def _show_day(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(choices=(Choice(TODAY, "今天"),))


async def _take_day(turn: Turn, draft: Draft, said: Said) -> Next:
    chosen = tapped(said, (await _show_day(turn.unit, draft)).choices, "submitted_on")
    today = turn.unit.today
    on = today if chosen else read_paper_date("submitted_on", typed(said, "submitted_on", LONGEST_NAME), today)
    return Next("submission.number", {"day": on.isoformat(), "day_text": day_words(on, today)})


async def _show_number(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(choices=(Choice(DRAW, "取号"), Choice(NONE, "无文号")))


async def _take_number(turn: Turn, draft: Draft, said: Said) -> Next:
    chosen = tapped(said, (await _show_number(turn.unit, draft)).choices, "number")
    number = {DRAW: None, NONE: ""}[chosen] if chosen else typed(said, "number", LONGEST_NAME)
    on = read_paper_date("submitted_on", str(draft.answers["day"]), turn.unit.today)
    row = await send(turn.unit, turn.actor, _id(draft, "submission"), day=on, number=number)
    await _tell(turn, "sent", row, day=row.submitted_on, number=row.number)
    return END


async def _show_words(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask()


async def _take_words(turn: Turn, draft: Draft, said: Said) -> Next:
    return Next("submission.again", {"words": typed(said, "words", rules.LONGEST_WORDS)})


async def _show_again(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(choices=(Choice(NONE, "未定"),))


async def _take_again(turn: Turn, draft: Draft, said: Said) -> Next:
    unit, actor = turn.unit, turn.actor
    row, matter = await own(unit, actor, _id(draft, "submission"))
    none = tapped(said, (await _show_again(unit, draft)).choices, "due_on")
    local = unit.county.local(unit.now)
    limit = None if none else read_deadline("due_on", typed(said, "due_on", LONGEST_NAME), local).day
    await enter(unit, actor, rules.give_back(row, actor, words=str(draft.answers["words"]), on=unit.today))
    if limit is not None:
        await set_city_date(unit, actor, matter.id, limit, matter.city_ref)
    else:
        await unit.save(upward_reminders.returned_item(row, matter, unit.today, unit.workdays))
    await _tell(turn, "returned", row)
    return END


async def _take_drop(turn: Turn, draft: Draft, said: Said) -> Next:
    row, _ = await own(turn.unit, turn.actor, _id(draft, "submission"))
    words = typed(said, "words", rules.LONGEST_WORDS)
    await enter(turn.unit, turn.actor, rules.drop(row, turn.actor, words=words))
    await _tell(turn, "dropped", row)
    return END


async def _require_redo(turn: Turn, row: Submission, matter: Matter) -> None:
    overtaken = await turn.unit.first(Submission, supersedes_id=row.id) is not None
    redoing.require_redo(row, matter, turn.actor, overtaken=overtaken)


async def _show_redo(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(choices=(Choice(AS_RETURNED, "采用退回意见"),))


async def _take_redo(turn: Turn, draft: Draft, said: Said) -> Next:
    """The matter is under way again, and the card of what is wanted offers to give its tasks again."""
    unit = turn.unit
    row, matter = await own(unit, turn.actor, _id(draft, "submission"))
    await _require_redo(turn, row, matter)
    as_returned = tapped(said, (await _show_redo(unit, draft)).choices, "gist")
    words = row.words if as_returned else typed(said, "gist", LONGEST_GIST)
    further = redoing.redo(row, turn.actor, further_id=await unit.new_id("further"), words=words, now=unit.now)
    await enter(unit, turn.actor, instructing.enter(further, matter, unit.now))
    await outbox.redraw(unit, [submission_subject(row.id)])
    await _tell(turn, "redone", row)
    return END


async def _show_extension(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(choices=(Choice(NONE, "未同意"),))


async def _take_extension(turn: Turn, draft: Draft, said: Said) -> Next:
    unit, actor = turn.unit, turn.actor
    row, matter = await own(unit, actor, _id(draft, "submission"))
    none = tapped(said, (await _show_extension(unit, draft)).choices, "extended_to")
    limit, answer = None, "未同意"
    if not none:
        city = read_city_date("extended_to", typed(said, "extended_to", LONGEST_NAME * 2), unit.county.local(unit.now))
        limit, answer = city.day, city.ref or "同意"
    before, workdays = rules.before_of(matter.track, unit.county), unit.workdays
    outcome = rules.extend(row, actor, asked_on=unit.today, to=limit, answer=answer, before=before, workdays=workdays)
    await enter(unit, actor, outcome)
    if limit is not None:
        await unit.save(rules.desk_item(matter, limit, unit.today, before, workdays))
    after = await unit.require(Submission, row.id)
    await _tell(turn, "extended" if limit else "not_extended", after, day=after.own_due_on)
    return END


async def _show_city_due(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask()


async def _take_city_due(turn: Turn, draft: Draft, said: Said) -> Next:
    unit = turn.unit
    city = read_city_date("due_on", typed(said, "due_on", LONGEST_NAME * 2), unit.county.local(unit.now))
    matter = await set_city_date(unit, turn.actor, _id(draft, "matter"), city.day, city.ref)
    told = CityDateSet(
        registration_number=matter.registration_number,
        title=matter.title,
        day=city.day,
        own_day=due_before(city.day, rules.before_of(matter.track, unit.county), unit.workdays),
        ref=city.ref,
    )
    await outbox.tell(unit, [told])
    return END


async def _tell(turn: Turn, event: str, row: Submission, *, day: date | None = None, number: str = "") -> None:
    matter = await turn.unit.require(Matter, row.matter_id)
    told = SubmissionEntered(
        event=event,
        destination=DESTINATION_TITLES[Destination(row.destination)],
        registration_number=matter.registration_number,
        day=day,
        number=number,
    )
    await outbox.tell(turn.unit, [told])


def _id(draft: Draft, name: str) -> int:
    return int(str(draft.answers[name]))


FLOW = Flow(
    "submission",
    SubmissionPrompt,
    {
        "submission.day": Question(_show_day, _take_day),
        "submission.number": Question(_show_number, _take_number),
        "submission.words": Question(_show_words, _take_words),
        "submission.again": Question(_show_again, _take_again),
        "submission.drop": Question(_show_words, _take_drop),
        "submission.redo": Question(_show_redo, _take_redo),
        "submission.extension": Question(_show_extension, _take_extension),
        "submission.city_due": Question(_show_city_due, _take_city_due),
    },
)

FLOWS = {FLOW.name: FLOW}

ROUTES = (
    Tap(press=EnterSubmission, callback=begin, may=Permission.SUBMISSION_ENTER),
    Tap(press=SetCityDate, callback=begin_city_date, may=Permission.SUBMISSION_ENTER),
)
