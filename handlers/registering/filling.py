"""Everything in one go (一次填报): a filled-in message, a 分解表 from Excel, or both; its faults are told row by row.

A table is fetched after the commit: the question `filling` stays open meanwhile, and goes on by itself when it is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Any

from handlers.conversation.answering import tapped
from handlers.conversation.context import Turn
from handlers.conversation.files import note
from handlers.conversation.flows import Ask, Next, Question, Said
from handlers.conversation.heard import SentFile
from handlers.registering.course import Answers, go, go_on, pieces_of, tasks_as_answer
from messages.reading.tables import SUFFIXES
from storage.columns import adapter
from storage.unit_of_work import UnitOfWork
from supervision.filling.intake import Form, looks_like_form, read_form
from supervision.filling.intake_tables import Lines, read_table
from supervision.filling.intake_tasks import Fault, People
from supervision.model import Draft, Person, Post, Source, Unit
from supervision.notices.dialogue import Choice
from supervision.procedures.sources import CITY
from supervision.procedures.tracks import TRACKS
from supervision.refusals import InvalidInput
from supervision.registering.registration import by_rank, leader_of, tracks_open_to
from supervision.registering.source_lines import Instructed
from supervision.reports.evidence import LARGEST

FOLLOW_UP = "matter_file"

MOST_FAULTS = 30
"""Faults that are listed; with more, the message is better written anew."""

TAKEN = "Excel 文件（.xlsx）或 CSV 文件（.csv）"

_BY_STEPS = Choice("steps", "逐项登记")


async def people_of(unit: UnitOfWork) -> People:
    """Whom a form or a table can name."""
    leaders = [post for post in await unit.find(Post, active=True) if by_rank([post])]
    return People(await unit.find(Unit, active=True), by_rank(leaders), unit.county.name)


def is_sheet(sent: SentFile) -> bool:
    """Whether a file can be a 分解表."""
    return sent.kind == "document" and PurePath(sent.name.lower()).suffix in SUFFIXES


async def _show(_unit: UnitOfWork, draft: Draft) -> Ask:
    answers: Answers = draft.answers
    faults = answers.get("faults") or []
    return Ask(
        facts={
            "faults": faults[:MOST_FAULTS],
            "more": max(0, len(faults) - MOST_FAULTS),
            "reading": answers.get("reading"),
            "name": answers.get("reading_name", ""),
            "tasks": [],
            "pieces": [],
        },
        choices=() if answers.get("reading") or faults else (_BY_STEPS,),
    )


async def _take(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await _show(turn.unit, draft)
    if said.choice and tapped(said, ask.choices, "filling"):
        return go("track")
    return await take_in(turn, draft, said)


async def take_in(turn: Turn, draft: Draft, said: Said) -> Next:
    """Take a filled-in message or a 分解表, whose caption may be the lines of a message."""
    if said.files:
        return await _note(turn, said.files[0], said.text, draft)
    if not said.text:
        raise InvalidInput("filling", "empty")
    return await read_message(turn.unit, draft, said.text)


async def _note(turn: Turn, sent: SentFile, caption: str, draft: Draft) -> Next:
    if not is_sheet(sent):
        raise InvalidInput("filling", "wrong_file", given=TAKEN)
    if sent.size > LARGEST:
        raise InvalidInput("filling", "file_too_big")
    row = await note(turn.unit, turn.actor, turn.heard, sent, FOLLOW_UP)
    await turn.unit.save(row)
    head = caption if looks_like_form(caption) else draft.answers.get("head") or ""
    return go("filling", reading=row.id, reading_name=row.name, head=head, faults=None)


async def read_message(unit: UnitOfWork, draft: Draft, text: str) -> Next:
    """Read a filled-in message: on to what it lacks, or back with its faults."""
    form = await _form(unit, draft, text)
    if isinstance(form, tuple):
        return _back(form)
    answers = await answers_of(unit, form)
    if not form.tasks and draft.answers.get("tasks"):
        answers |= {name: draft.answers[name] for name in ("tasks", "page") if name in draft.answers}
    return go_on({}, **answers)


def _back(faults: Sequence[Fault], /, **kept: object) -> Next:
    """Ask for the message or the table again, with what is wrong."""
    plain: list[Any] = adapter(tuple[Fault, ...]).dump_python(tuple(faults), mode="json")
    return go("filling", **{**kept, "faults": plain, "reading": None, "reading_name": None})


def unreadable(reason: str) -> Next:
    """The file cannot be read: ask for another."""
    return _back([Fault(0, "", reason)])


async def read_sheet(unit: UnitOfWork, draft: Draft, lines: Lines, *, file: int, name: str) -> Next:
    """Read a 分解表 with the lines that were its caption: on to what is lacking, or back with the faults of both.

    Without such lines the rest is asked question by question.
    """
    table = read_table(lines, await people_of(unit), unit.county.local(unit.now))
    head = str(draft.answers.get("head") or "")
    form = await _form(unit, draft, head) if head else None
    form_faults = form if isinstance(form, tuple) else ()
    if isinstance(table, tuple):
        return _back([*form_faults, *table])
    kept: dict[str, object] = {
        **tasks_as_answer(table.tasks),
        "pieces": [*pieces_of(draft.answers), {"file": file, "name": name}],
        "reading": None,
        "reading_name": None,
        "faults": None,
    }
    if form_faults:
        return _back(form_faults, **kept)
    if isinstance(form, Form):
        return go_on({}, **{**await answers_of(unit, form), **kept})
    return go_on(draft.answers, **kept) if draft.answers.get("filled") else go("track", **kept)


async def _form(unit: UnitOfWork, draft: Draft, text: str) -> Form | tuple[Fault, ...]:
    person = await unit.require(Person, draft.person_id)
    posts = await unit.find(Post, holder_id=draft.person_id, active=True)
    tracks = tracks_open_to(post.role for post in posts)
    return read_form(text, await people_of(unit), unit.county.local(unit.now), tracks, recorder=person.name)


async def answers_of(unit: UnitOfWork, form: Form) -> dict[str, object]:
    """What the questions of /new would have been answered. All names are set, so that a second form leaves nothing of
    the first."""
    track = TRACKS[form.track]
    instructions = [_instruction(item) for item in form.instructed]
    county = [item.instruction.leader_post_id for item in form.instructed]
    posts = await unit.find(Post, id=[post for post in county if post is not None])
    named = leader_of(track, posts)
    leader = await unit.get(Post, form.leader_post_id) if form.leader_post_id and named is None else None
    sources: list[Any] = adapter(tuple[Source, ...]).dump_python(form.sources, mode="json")
    return {
        "filled": True,
        "track": form.track,
        "kind": form.kind,
        "levels": unit.county.tells_levels_apart(track.schedule),
        "title": form.title,
        "sources": sources,
        "instructions": instructions,
        "urgency": str(form.urgency),
        "due_on": form.due_on.isoformat() if form.due_on else None,
        "due_hour": form.due_hour.isoformat() if form.due_hour else None,
        "city_due": form.city.day.isoformat() if form.city else None,
        "city_ref": form.city.ref if form.city else "",
        **_leader(leader),
        "level": form.level or None,
        "form": form.form or None,
        "issuer": form.issuer or None,
        "copy_to": list(form.copy_to),
        "coordinator": form.coordinating_unit_id,
        "faults": None,
        "reading": None,
        "reading_name": None,
        **tasks_as_answer(form.tasks),
    }


def _leader(post: Post | None) -> dict[str, object]:
    if post is None:
        return {"leader": None, "leader_title": None, "leader_role": None}
    return {"leader": post.id, "leader_title": post.title, "leader_role": str(post.role)}


def _instruction(item: Instructed) -> Mapping[str, object]:
    written = item.instruction
    return {
        "post": written.leader_post_id,
        "title": written.leader_title,
        "role": CITY if written.city else item.rank,
        "dated": written.dated.isoformat() if written.dated else None,
        "gist": written.gist,
    }


QUESTIONS = {"filling": Question(_show, _take)}
"""Questions by name."""
