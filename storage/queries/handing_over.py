"""What a unit is carrying out, gathered for the one that takes it over."""

from __future__ import annotations

from sqlalchemy import select, update

from storage.outbox import State
from storage.queries import reports as report_queries
from storage.tables import MODELS, outbox
from storage.unit_of_work import UnitOfWork
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Dispatch,
    Matter,
    Paper,
    Rectification,
    Report,
    ReportDue,
    Transfer,
    TransferStatus,
    Unit,
)
from supervision.notices.cards import matter_subject, paper_subject
from supervision.procedures.lifecycle import ENDS
from supervision.rectification.rectifying import OPEN
from supervision.roster.handing_over import MOVED, OpenWork
from supervision.subjects import Subject

_assignments, _matters, _dispatches, _papers = MODELS[Assignment], MODELS[Matter], MODELS[Dispatch], MODELS[Paper]


async def open_assignments(unit: UnitOfWork, unit_id: int) -> list[Assignment]:
    """What the unit is to carry out, in matters that have not ended."""
    statement = (
        select(_assignments)
        .join(_matters, _matters.c.id == _assignments.c.matter_id)
        .where(
            _assignments.c.unit_id == unit_id,
            _assignments.c.status.in_(sorted(MOVED)),
            _matters.c.status.not_in(sorted(ENDS)),
        )
        .order_by(_assignments.c.matter_id, _assignments.c.task_seq)
    )
    return await unit.all(Assignment, statement)


async def successor_of(unit: UnitOfWork, old: Unit) -> Unit | None:
    """Who goes on for a unit that was merged: its successor, or whoever took that one in meanwhile; none if nobody."""
    into: Unit | None = old
    while into is not None and not into.active:
        into = await unit.get(Unit, into.successor_id) if into.successor_id is not None else None
    return into


async def open_work(unit: UnitOfWork, old_id: int, new_id: int) -> list[OpenWork]:
    """The open tasks of the old unit, each with what handing it to the new one touches."""
    return [await _work(unit, item, new_id) for item in await open_assignments(unit, old_id)]


async def _work(unit: UnitOfWork, item: Assignment, new_id: int) -> OpenWork:
    task = {"matter_id": item.matter_id, "task_seq": item.task_seq}
    found = await paper_in_force(unit, item.matter_id, item.unit_id)
    own = await paper_in_force(unit, item.matter_id, new_id)
    return OpenWork(
        matter=await unit.require(Matter, item.matter_id),
        assignment=item,
        paper=found[0] if found else None,
        dues=await unit.find(ReportDue, unit_id=item.unit_id, **task),
        reports=await unit.find(Report, unit_id=item.unit_id, **task),
        transfer=await unit.first(Transfer, unit_id=item.unit_id, status=TransferStatus.ASKED, **task),
        had=await unit.get(Assignment, item.matter_id, item.task_seq, new_id),
        had_dispatch=own[1] if own else None,
        had_dues=await unit.find(ReportDue, unit_id=new_id, **task),
        rectifications=await unit.find(Rectification, unit_id=item.unit_id, status=tuple(OPEN), **task),
    )


async def paper_in_force(unit: UnitOfWork, matter_id: int, unit_id: int) -> tuple[Paper, Dispatch] | None:
    """The paper by which a unit is to carry the matter out; none before the issue, and once it was withdrawn."""
    found = await report_queries.paper_of(unit, matter_id, unit_id)
    return found if found and found[0].withdrawn_at is None else None


async def cards_naming(unit: UnitOfWork, unit_id: int) -> tuple[Subject, ...]:
    """The cards on which a unit's name stands and that are still of use: its papers, and the matters of its tasks."""
    open_matters = {item.matter_id for item in await open_assignments(unit, unit_id)}
    statement = select(_dispatches.c.paper_id).where(
        _dispatches.c.unit_id == unit_id, _dispatches.c.matter_id.in_(open_matters)
    )
    papers = [row.paper_id for row in await unit.connection.execute(statement.order_by(_dispatches.c.paper_id))]
    return (
        *(paper_subject(paper_id, unit_id) for paper_id in papers),
        *(matter_subject(matter_id) for matter_id in sorted(open_matters)),
    )


async def handed_over(unit: UnitOfWork, old_id: int, new_id: int) -> list[Assignment]:
    """The old unit's assignments that went to the new one, by matter and task."""
    return await unit.find(Assignment, unit_id=old_id, handed_to_unit_id=new_id, status=AssignmentStatus.WITHDRAWN)


async def void_papers_on_their_way(unit: UnitOfWork, unit_id: int) -> None:
    """Papers that never reached a unit that is no more are not sent any more."""
    mine = (outbox.c.subject_kind == "paper") & outbox.c.subject_key.like(f"%/{unit_id}")
    unsent = outbox.c.status.in_([State.NEW, State.WAITING]) & outbox.c.edit_of.is_(None)
    await unit.connection.execute(update(outbox).where(mine, unsent).values(status=State.VOID, reason="merged"))
