"""数据来源: what each figure of a bulletin counts, to look at (R3a): matters, tasks, reports, one by one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import cast

from handlers.bulletins.counting import held
from handlers.conversation.context import Turn
from handlers.conversation.routes import IN_PRIVATE, Tap
from messages.presses.bulletins import ShowFigure
from storage import outbox
from storage.queries import kept_figures
from storage.queries.approvals import newest_signing
from storage.queries.bulletins import numbers_of
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving.signing import signatory
from supervision.calendars.periods import title_of
from supervision.figures.counting import row_of
from supervision.figures.groups import KEYS, name_of
from supervision.model import Bulletin, BulletinStatus, ChainPurpose, ChainStatus, Matter, Post, ReportDue, Task, Unit
from supervision.notices.figures import FactLine, FigureFacts
from supervision.refusals import NotFound
from supervision.roles import LEADERS, Permission
from supervision.scope import require_sight

MOST_LINES = 8
MOST_MATTERS = 3
"""Matters of one page: a button for each, beside the three that turn it."""
_REPORTS_OF = {"units": "due", "late_units": "late"}
_OF_UNITS = frozenset(_REPORTS_OF)
_BEFORE_SIGNERS = frozenset({BulletinStatus.IN_APPROVAL, BulletinStatus.APPROVED})


async def may_see_figures(unit: UnitOfWork, actor: Actor, bulletin: Bulletin) -> bool:
    """The Office; who signs the bulletin, since what it counts is his evidence; all leaders once it is posted."""
    if actor.may(Permission.BULLETIN_EDIT):
        return True
    if bulletin.status in _BEFORE_SIGNERS:
        return await _signs(unit, actor, bulletin)
    return bulletin.status is BulletinStatus.POSTED and bool(actor.roles & LEADERS)


async def _signs(unit: UnitOfWork, actor: Actor, bulletin: Bulletin) -> bool:
    """Whether he signs it, as himself or for somebody who is away, or has signed it."""
    found = await newest_signing(unit, ChainPurpose.BULLETIN, bulletin.id, (ChainStatus.RUNNING, ChainStatus.APPROVED))
    if found is None:
        return False
    has_signed = any(step.decided_by == actor.person_id for step in found.steps)
    return has_signed or any(signatory(found, step, actor) is not None for step in found.steps)


async def figure(unit: UnitOfWork, actor: Actor, bulletin_id: int, key: int, page: int) -> FigureFacts:
    """One page of what a figure counts; out of range: the figures that can be looked at.

    Raises:
        NotFound: he may not see it, or it counts nothing.
        InconsistentError: its figures do not add up.
    """
    bulletin = await unit.require(Bulletin, bulletin_id)
    if not bulletin.figures or not await may_see_figures(unit, actor, bulletin):
        raise NotFound("bulletin")
    row = row_of(await held(unit, bulletin))
    listed = FigureFacts(
        bulletin_id=bulletin.id,
        period=title_of(bulletin),
        figures={name: row[name] for name in KEYS if row[name]},
    )
    if key not in range(len(KEYS)):
        return listed
    name = KEYS[key]
    facts, number, pages = await _page(unit, bulletin, name, page)
    return replace(
        listed,
        key=name,
        lines=tuple([await _line(unit, bulletin, name, fact) for fact in facts]),
        matters=() if name in _OF_UNITS else await _matters(unit, actor, facts),
        page=number,
        pages=pages,
    )


async def _page(unit: UnitOfWork, bulletin: Bulletin, name: str, page: int) -> tuple[list[str], int, int]:
    """The facts of a page, which page that is, and of how many."""
    if name in _OF_UNITS:
        units = await kept_figures.units_of_figure(unit, bulletin.id, _REPORTS_OF[name])
        pages = [units[n : n + MOST_LINES] for n in range(0, len(units), MOST_LINES)] or [[]]
        number = min(max(page, 0), len(pages) - 1)
        return [str(one) for one in pages[number]], number, len(pages)
    cuts = list(_cuts(await kept_figures.matters_of_figure(unit, bulletin.id, name)))
    number = min(max(page, 0), len(cuts) - 1)
    begin, end = cuts[number]
    things = await kept_figures.things_of_figure(unit, bulletin.id, name, begin=begin, limit=end - begin)
    return [name_of(thing) for thing in things], number, len(cuts)


def _cuts(matters: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where pages begin and end: as many lines as a phone shows, and no more matters than a page has buttons for."""
    begin = end = on_page = 0
    for _, many in matters:
        if on_page == MOST_MATTERS or end - begin == MOST_LINES:
            yield begin, end
            begin, on_page = end, 0
        on_page += 1
        end += many
        while end - begin > MOST_LINES:
            yield begin, begin + MOST_LINES
            begin, on_page = begin + MOST_LINES, 1
    yield begin, end


def _matter_of(fact: str) -> int:
    return int(fact.partition("/")[0])


async def _matters(unit: UnitOfWork, actor: Actor, facts: Iterable[str]) -> tuple[tuple[int, str], ...]:
    """The matters that the facts are of, by their registration numbers: those that he may see."""
    if not actor.may(Permission.MATTER_READ):
        return ()
    found = []
    for matter_id in dict.fromkeys(map(_matter_of, facts)):
        matter = await unit.require(Matter, matter_id)
        try:
            require_sight(actor, matter, await unit.get(Post, matter.registered_post_id))
        except NotFound:
            continue
        found.append((matter.id, matter.registration_number))
    return tuple(found)


async def _line(unit: UnitOfWork, bulletin: Bulletin, key: str, fact: str) -> FactLine:
    ids = [int(part) for part in fact.split("/")]
    if key in _OF_UNITS:
        return FactLine(unit=(await unit.require(Unit, ids[0])).name_on(bulletin.cut_off))
    matter = await unit.require(Matter, ids[0])
    if len(ids) == 1:
        return FactLine(number=matter.registration_number, title=matter.title)
    task = await unit.require(Task, *ids[:2])
    if len(ids) == 2:
        return FactLine(number=matter.registration_number, title=matter.title, task_seq=task.seq, task=task.text)
    named = await unit.require(Unit, ids[2])
    number = (await numbers_of(unit, [matter.id])).get((matter.id, named.id), matter.registration_number)
    name = named.name_on(bulletin.cut_off)
    due = await unit.get(ReportDue, *ids) if len(ids) == 4 else None
    return FactLine(
        number=number,
        registered=matter.registration_number,
        task_seq=task.seq,
        task=task.text,
        unit=name,
        due_on=due.expected_on if due else None,
        received_at=due.first_answered_at if due else None,
    )


async def figure_tapped(turn: Turn) -> None:
    """［数据来源］."""
    press = cast(ShowFigure, turn.press)
    shown = await figure(turn.unit, turn.actor, press.bulletin, press.key, press.page)
    await outbox.tell(turn.unit, [shown])


ROUTES = (Tap(press=ShowFigure, callback=figure_tapped, may=Permission.BULLETIN_READ, chats=IN_PRIVATE),)
