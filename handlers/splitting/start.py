"""The first questions of /split: which matter, and whether to begin from the paragraphs of its text."""

from __future__ import annotations

from handlers.conversation.answering import picked, tapped
from handlers.conversation.context import Turn
from handlers.conversation.flows import Ask, Next, Question, Said
from handlers.matters.card import visible_matter
from handlers.splitting import picking
from handlers.splitting.course import go, listed
from handlers.splitting.matter import present_tasks, splittable
from messages.filters import shorten
from storage.queries import matters
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Draft, Matter, MatterStatus, Post
from supervision.notices.dialogue import Choice
from supervision.papers.numbering import REGISTERS, RegisterKey, format_number
from supervision.refusals import NotFound
from supervision.roles import OFFICE
from supervision.splitting import drafts_of, numbered_paragraphs
from supervision.splitting.tasks import MOST_TASKS

OPEN = (MatterStatus.REGISTERED, MatterStatus.SPLIT, MatterStatus.SENT_BACK)
"""Matters that are offered; one with its signers is split anew only if it is named."""

MOST_OFFERED = 12
"""How many matters one list of buttons offers."""


async def offered_to(unit: UnitOfWork, actor: Actor) -> list[Matter]:
    """The matters that wait to be split on this person's desk."""
    own = None if not actor.roles.isdisjoint(OFFICE) else actor.unit_ids
    return await matters.matters_in(unit, OPEN, own, MOST_OFFERED)


async def numbered(turn: Turn, words: str) -> Matter:
    """The matter that is meant by `2026-31`, or by `31` for one of this year's."""
    number = words.strip()
    if number.isdecimal() and int(number):
        number = format_number(REGISTERS[RegisterKey.MATTER], turn.unit.county, turn.unit.today.year, int(number))
    found = await matters.matter_numbered(turn.unit, number)
    if found is None:
        raise NotFound("matter", shorten(words, 30))
    return await visible_matter(turn.unit, turn.actor, found.id)


async def first_question(turn: Turn, matter_id: int) -> Next:
    """Where to begin: at the tasks that the matter has, at the paragraphs of its text, or with an empty list."""
    matter = await splittable(turn.unit, turn.actor, matter_id)
    answers: dict[str, object] = {
        "matter": matter.id,
        "registration_number": matter.registration_number,
        "title": matter.title,
        "copy_to": list(matter.copy_to),
    }
    tasks = await present_tasks(turn.unit, matter.id)
    if tasks:
        return go("list", **answers, **listed(tasks))
    return go("begin" if numbered_paragraphs(matter.text) else "list", **answers)


async def _actor_of_draft(unit: UnitOfWork, draft: Draft) -> Actor:
    return Actor(None, tuple(await unit.find(Post, holder_id=draft.person_id, active=True)))


async def _show_matter(unit: UnitOfWork, draft: Draft) -> Ask:
    offered = await offered_to(unit, await _actor_of_draft(unit, draft))
    choices = tuple(
        Choice(str(matter.id), f"{matter.registration_number} {shorten(matter.title, 20)}") for matter in offered
    )
    return Ask(choices=choices, per_row=1)


async def _take_matter(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await _show_matter(turn.unit, draft)
    value = tapped(said, ask.choices, "matter")
    return await first_question(turn, int(value) if value else (await numbered(turn, said.text)).id)


def _counts(total: int) -> list[int]:
    """How many of the paragraphs can be taken with one tap."""
    return [*range(1, min(total, 4)), *([min(total, MOST_TASKS)] if total else [])]


async def _show_begin(unit: UnitOfWork, draft: Draft) -> Ask:
    matter = await unit.require(Matter, draft.answers["matter"])
    found = numbered_paragraphs(matter.text)
    taken = [
        Choice(f"n{count}", f"前{count}段" if count < len(found) else f"全部{count}段")
        for count in dict.fromkeys(_counts(len(found)))
    ]
    return Ask(
        facts={"paragraphs": [shorten(item.text, 40) for item in found[:8]], "found": len(found)},
        choices=(*taken, Choice("none", "自行录入")),
    )


async def _take_begin(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await _show_begin(turn.unit, draft)
    value = picked(said, ask.choices, "begin")
    if value == "none":
        return go("list")
    matter = await turn.unit.require(Matter, draft.answers["matter"])
    proposals = numbered_paragraphs(matter.text)[: int(value[1:])]
    units = await picking.responsible_units(turn.unit)
    return go("list", **listed(drafts_of(proposals, units, turn.unit.today)))


QUESTIONS = {
    "matter": Question(_show_matter, _take_matter),
    "begin": Question(_show_begin, _take_begin),
}
"""Questions by name."""
