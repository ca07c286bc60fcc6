"""数据来源: what each figure of a bulletin counts, to look at (R3a): matters, tasks, reports, one by one."""

from __future__ import annotations

from typing import cast

from handlers.bulletins.annex import cells_of
from handlers.conversation.context import Turn
from handlers.conversation.listing import page_of
from handlers.conversation.routes import IN_PRIVATE, Tap
from messages.presses.bulletins import ShowFigure
from storage import outbox
from storage.queries.bulletins import numbers_of
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.calendars.periods import title_of
from supervision.figures.counting import KEYS, OVERALL
from supervision.model import Bulletin, BulletinStatus, Matter, ReportDue, Task, Unit
from supervision.notices.figures import FactLine, FigureFacts
from supervision.refusals import NotFound
from supervision.roles import LEADERS, Permission

PER_PAGE = 8
_OF_UNITS = frozenset({"units", "late_units"})


def may_see_figures(actor: Actor, bulletin: Bulletin) -> bool:
    """The Office while it drafts, leaders once a bulletin is before its signers: what it counts is their evidence."""
    drafted = bulletin.status not in {BulletinStatus.DRAFT, BulletinStatus.SENT_BACK}
    return actor.may(Permission.BULLETIN_EDIT) or bool(drafted and actor.roles & LEADERS)


async def figure(unit: UnitOfWork, actor: Actor, bulletin_id: int, key: int, page: int) -> FigureFacts:
    """One page of what a figure counts; out of range: the figures that can be looked at.

    Raises:
        NotFound: he may not see it, or it counts nothing.
        InconsistentError: its figures do not add up.
    """
    bulletin = await unit.require(Bulletin, bulletin_id)
    if not bulletin.figures or not may_see_figures(actor, bulletin):
        raise NotFound("bulletin")
    cells = {cell.key: cell.facts for cell in await cells_of(unit, bulletin) if cell.scope == OVERALL}
    listed = FigureFacts(
        bulletin_id=bulletin.id,
        period=title_of(bulletin),
        figures={name: len(cells[name]) for name in KEYS if cells.get(name)},
    )
    if key not in range(len(KEYS)):
        return listed
    facts = cells.get(KEYS[key], ())
    shown = page_of(len(facts), PER_PAGE, page)
    return FigureFacts(
        bulletin_id=bulletin.id,
        period=listed.period,
        figures=listed.figures,
        key=KEYS[key],
        lines=tuple([await _line(unit, bulletin, KEYS[key], fact) for fact in shown.cut(facts)]),
        page=shown.number,
        pages=shown.pages,
    )


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
