"""Registering a matter: /new."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.conversation.answering import picked
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.routes import Command
from handlers.registering import details, paper, sources
from handlers.registering.course import FLOW_NAME, instructing, registration_of, track_of
from messages.filters import clock, day, paper_date
from messages.labels import LEVEL, URGENCY
from storage import outbox
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.forms import FORM_TITLES, ISSUER_TITLES, Form, Issuer
from supervision.model import Draft, FileStatus, Matter, MatterStatus, StoredFile
from supervision.notices.dialogue import Choice
from supervision.notices.registering import MatterRegistered, RegistrationPrompt
from supervision.numbering import REGISTERS, RegisterKey, counter_key, first_number, format_number
from supervision.registration import Registration, leader_of, register
from supervision.roles import Permission
from supervision.sources import SOURCES

_CONFIRM = (Choice("yes", "确认登记"),)


async def register_matter(
    unit: UnitOfWork, actor: Actor, registration: Registration, files: tuple[StoredFile, ...] = ()
) -> Matter:
    """Register a matter: its number is drawn without gaps in this transaction, and its files are bound to it."""
    series, year = REGISTERS[RegisterKey.MATTER], unit.today.year
    used = first_number(series, unit.county, year) - 1
    number = await unit.count_up(counter_key(series, year), used)
    outcome = register(
        registration,
        actor,
        matter_id=await unit.new_id("matter"),
        number=format_number(series, unit.county, year, number),
        now=unit.now,
    )
    matter = next(row for row in outcome.saves if isinstance(row, Matter))
    await carry_out(unit, actor, outcome, post_id=matter.registered_post_id)
    await unit.save(*(replace(file, matter_id=matter.id) for file in files))
    return matter


async def begin(turn: Turn) -> None:
    """/new: the first question is whether the paper may be here at all."""
    await open_flow(turn, FLOW, f"{FLOW_NAME}.secrecy", {}, wanted="new")


def _written_day(value: date | None, today: date) -> str:
    """A paper's date: with its year, unless it is of this year."""
    if value is None:
        return ""
    return f"{value.month}月{value.day}日" if value.year == today.year else paper_date(value)


async def _show_confirm(unit: UnitOfWork, draft: Draft) -> Ask:
    registration = registration_of(draft.answers, "")
    track, kind = track_of(draft.answers), str(draft.answers.get("kind", ""))
    pieces = paper.pieces_of(draft.answers)
    named = leader_of(track, instructing(draft.answers))
    due = day(registration.due_on, unit.today) if registration.due_on else ""
    facts: dict[str, object] = {
        "track_title": track.title,
        "clause": track.clause,
        "ours": any(key == kind and row.ours for key, row in SOURCES.items()),
        "level_title": LEVEL.get(registration.level, ""),
        "urgency_title": URGENCY[registration.urgency],
        "source_days": [_written_day(source.dated, unit.today) for source in registration.sources],
        "instruction_days": [_written_day(item.dated, unit.today) for item in registration.instructions],
        "due": due + (clock(registration.due_hour) if registration.due_hour else ""),
        "leader_title": named.title if named else draft.answers.get("leader_title", ""),
        "form_title": FORM_TITLES[Form(registration.form)],
        "issuer_title": ISSUER_TITLES[Issuer(registration.issuer)],
        "characters": sum(len(piece["text"]) for piece in pieces if "text" in piece),
        "names": [piece["name"] for piece in pieces if "file" in piece],
        "pieces": [],
    }
    return Ask(facts=facts, choices=_CONFIRM)


async def _take_confirm(turn: Turn, draft: Draft, said: Said) -> Next:
    picked(said, _CONFIRM, "confirm")
    text, files = await paper.gather(turn, draft)
    matter = await register_matter(turn.unit, turn.actor, registration_of(draft.answers, text), tuple(files))
    answer = MatterRegistered(
        number=matter.registration_number,
        title=matter.title,
        followed=matter.status is MatterStatus.FOLLOWED,
        files_under_way=sum(file.status is FileStatus.WANTED for file in files),
    )
    await outbox.tell(turn.unit, [answer])
    return END


_QUESTIONS = {
    **sources.QUESTIONS,
    **details.QUESTIONS,
    **paper.QUESTIONS,
    "confirm": Question(_show_confirm, _take_confirm),
}

FLOW = Flow(FLOW_NAME, RegistrationPrompt, {f"{FLOW_NAME}.{name}": item for name, item in _QUESTIONS.items()})

ROUTES = (Command(name="new", callback=begin, may=Permission.MATTER_REGISTER, description="登记督查事项", word="登记"),)

FLOWS = {FLOW.name: FLOW}
