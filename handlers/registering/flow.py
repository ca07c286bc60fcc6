"""Registering a matter: /new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Flow, Next, Question, Said
from handlers.conversation.routes import Command
from handlers.documents.numbers import draw
from handlers.registering import details, filling, given, kinds, paper, preview, sources
from handlers.registering.course import FLOW_NAME, registration_of, tasks_in
from handlers.splitting.matter import split_matter
from storage import outbox
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.calendars import city_dates
from supervision.filling.intake_tasks import paragraph_of
from supervision.instructions import following
from supervision.model import Draft, FileStatus, Matter, MatterStatus, StoredFile, Unit
from supervision.notices.cards import matter_subject
from supervision.notices.registering import MatterRegistered, RegistrationPrompt
from supervision.papers.numbering import RegisterKey
from supervision.registering.registration import Registration, register
from supervision.results.submissions import before_of
from supervision.roles import Permission
from supervision.splitting import TaskDraft


async def register_matter(
    unit: UnitOfWork,
    actor: Actor,
    registration: Registration,
    files: tuple[StoredFile, ...] = (),
    *,
    quietly: bool = False,
) -> Matter:
    """Register a matter: its number is drawn without gaps in this transaction, and its files are bound to it.

    `quietly` sends no card: it is one of a list that the caller tells of.
    """
    matter_id = await unit.new_id("matter")
    subject = matter_subject(matter_id)
    number = await draw(unit, RegisterKey.MATTER, subject=subject, title=registration.title, actor_id=actor.person_id)
    outcome = register(registration, actor, matter_id=matter_id, number=number, now=unit.now)
    if quietly:
        outcome = replace(outcome, notices=())
    matter = next(row for row in outcome.saves if isinstance(row, Matter))
    await carry_out(unit, actor, outcome, post_id=matter.registered_post_id)
    before = before_of(matter.track, unit.county)
    for reminder in (
        following.reminder(matter, unit.workdays),
        city_dates.reminder(matter, unit.today, before, unit.workdays),
    ):
        if reminder is not None:
            await unit.save(reminder)
    await unit.save(*(replace(file, matter_id=matter.id) for file in files))
    return matter


async def begin(turn: Turn) -> None:
    """/new, perhaps with a filled-in message: the first question is whether the paper may be here at all."""
    command, *rest = turn.heard.text.split(maxsplit=1) or [""]
    text = rest[0] if rest and command.startswith("/") else ""
    await begin_with(turn, "secrecy", given.given_by(turn.heard, text))


async def begin_with(turn: Turn, question: str, answers: Mapping[str, object]) -> None:
    """Begin /new at a question, with what was given."""
    await open_flow(turn, FLOW, f"{FLOW_NAME}.{question}", answers, wanted="new")


async def _take_confirm(turn: Turn, draft: Draft, said: Said) -> Next:
    following = await preview.take(turn, draft, said)
    if following is not None:
        return following
    tasks = tasks_in(draft.answers)
    followed = await preview.is_followed(turn.unit, draft)
    text, files = await paper.gather(turn, draft)
    if followed and tasks:
        text = "\n".join(filter(None, (text, await _as_paragraphs(turn.unit, tasks))))
    matter = await register_matter(turn.unit, turn.actor, registration_of(draft.answers, text), tuple(files))
    if tasks and not followed:
        await split_matter(
            turn.unit,
            turn.actor,
            matter.id,
            tasks,
            coordinating_unit_id=preview.coordinator_of(draft.answers),
            copy_to=matter.copy_to,
        )
    answer = MatterRegistered(
        number=matter.registration_number,
        title=matter.title,
        followed=matter.status is MatterStatus.FOLLOWED,
        files_under_way=sum(file.status is FileStatus.WANTED for file in files),
        tasks=len(tasks),
        units=len({item for task in tasks for item in (*task.leads, *task.supports)}),
    )
    await outbox.tell(turn.unit, [answer])
    return END


async def _as_paragraphs(unit: UnitOfWork, tasks: Sequence[TaskDraft]) -> str:
    """Tasks that must wait until the section calls the Office, as numbered paragraphs: 分解 reads them again."""
    names = {item.id: item.name for item in await unit.find(Unit)}
    return "\n".join(paragraph_of(number, task, names) for number, task in enumerate(tasks, 1))


_QUESTIONS = {
    **given.QUESTIONS,
    **kinds.QUESTIONS,
    **filling.QUESTIONS,
    **sources.QUESTIONS,
    **details.QUESTIONS,
    **paper.QUESTIONS,
    **preview.QUESTIONS,
    "confirm": Question(preview.show, _take_confirm),
}

FLOW = Flow(FLOW_NAME, RegistrationPrompt, {f"{FLOW_NAME}.{name}": item for name, item in _QUESTIONS.items()})

ROUTES = (Command(name="new", callback=begin, may=Permission.MATTER_REGISTER, description="登记督查事项", word="登记"),)

FLOWS = {FLOW.name: FLOW}
