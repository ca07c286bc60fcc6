"""The lines of a digest: a report that is owed, a paper that waits to be acknowledged."""

from __future__ import annotations

from datetime import datetime

from messages.views.digests import OwedLine, PaperLine
from messages.views.matters import short_name
from storage.queries import requesting
from storage.queries.deliveries import dispatch_of
from storage.queries.owed import OwedReport
from storage.unit_of_work import UnitOfWork
from supervision.calendars.deadlines import BY_THE_CLOCK, local_date, overdue_workdays
from supervision.model import Dispatch, Matter, Paper, Task, Unit
from supervision.reminding.reminders import limit_of


async def owed_line(unit: UnitOfWork, item: OwedReport, also_told: tuple[str, ...] = ()) -> OwedLine | None:
    """The line of a report that is owed, or none if the unit has no paper for it."""
    due, limit = item.due, limit_of(item.due)
    dispatch = await dispatch_of(unit, due.matter_id, due.unit_id)
    if dispatch is None:
        return None
    paper = await unit.require(Paper, dispatch.paper_id)
    task = await unit.require(Task, due.matter_id, due.task_seq)
    zone = unit.county.zone
    return OwedLine(
        due.matter_id,
        paper.id,
        due.unit_id,
        paper.document_number,
        due.task_seq,
        task.text,
        await name_of(unit, due.unit_id),
        due.due_on,
        due.due_hour,
        limit,
        local_date(limit, zone),
        overdue_workdays(limit, unit.now, unit.workdays, zone) if unit.now > limit else None,
        returned=limit != due.late_after,
        also_told=also_told,
        urgency=item.urgency,
        minutes=_minutes(limit, unit.now) if item.urgency in BY_THE_CLOCK else None,
        more_time_asked=(await requesting.before(unit, due.matter_id, due.unit_id)).waiting(due) is not None,
    )


def _minutes(limit: datetime, now: datetime) -> int:
    """Whole minutes left, or past the limit."""
    return round((limit - now).total_seconds() / 60)


async def paper_line(unit: UnitOfWork, dispatch: Dispatch, *, told: bool = False) -> PaperLine:
    """The line of a paper that waits to be acknowledged; `told`: the unit knows of it by telephone."""
    paper = await unit.require(Paper, dispatch.paper_id)
    matter = await unit.require(Matter, dispatch.matter_id)
    of_unit = await unit.require(Unit, dispatch.unit_id)
    return PaperLine(
        matter.id,
        paper.id,
        dispatch.unit_id,
        paper.document_number,
        matter.title,
        of_unit.name,
        dispatch.acknowledge_by,
        told,
        short_name(of_unit),
    )


async def name_of(unit: UnitOfWork, unit_id: int) -> str:
    """The unit's name."""
    return (await unit.require(Unit, unit_id)).name
