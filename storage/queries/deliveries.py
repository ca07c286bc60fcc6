"""What a unit was told of, and by which paper. 送达 stands with each task: `Assignment.delivered_at`.

`Dispatch.delivered_at` only says how the paper came first. A task that was transferred to a unit which has the paper
already is not delivered by that: nothing of it is late until the unit was told of it too.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, and_, bindparam, case, exists, func, not_, or_, select

from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.model import Assignment, AssignmentStatus, Dispatch, Paper

AT_WORK = (AssignmentStatus.ISSUED, AssignmentStatus.IN_PROGRESS)
"""A unit that asked for a transfer is not reminded while the Office decides."""

_papers, _dispatches, _assignments = MODELS[Paper], MODELS[Dispatch], MODELS[Assignment]


def _mine() -> ColumnElement[bool]:
    return and_(
        _assignments.c.matter_id == _dispatches.c.matter_id,
        _assignments.c.unit_id == _dispatches.c.unit_id,
        _assignments.c.status.in_(AT_WORK),
    )


def has_task(*also: Any) -> ColumnElement[bool]:
    """For a query of dispatches: the unit works on a task of the paper's matter, of which this holds too."""
    return exists().where(_mine(), *also).correlate(_dispatches)


def known_at(dues: FromClause) -> ColumnElement[Any]:
    """For a query of dates and their assignments: when the unit learned of the date (`ReportDue.known_at`)."""
    return func.coalesce(dues.c.known_at, _assignments.c.delivered_at)


def told_at() -> ColumnElement[Any]:
    """For a query of dispatches: when the unit was told of the last of its tasks; null until it was told of all."""
    last = select(func.max(_assignments.c.delivered_at)).where(_mine()).correlate(_dispatches).scalar_subquery()
    return case((has_task(_assignments.c.delivered_at.is_(None)), None), else_=last)


def waits_for_receipt() -> ColumnElement[bool]:
    """For a query of dispatches: 签收 is missing, for the paper or for a task that came on its newest one later."""
    newer = _dispatches.alias("newer")
    is_newest = not_(
        exists()
        .where(
            newer.c.matter_id == _dispatches.c.matter_id,
            newer.c.unit_id == _dispatches.c.unit_id,
            newer.c.paper_id > _dispatches.c.paper_id,
        )
        .correlate(_dispatches)
    )
    added = and_(has_task(_assignments.c.status == AssignmentStatus.ISSUED), is_newest)
    return and_(has_task(), or_(_dispatches.c.acknowledged_at.is_(None), added), not_(is_corrected()))


def stands() -> ColumnElement[bool]:
    """For a query of dispatches: the paper was not withdrawn."""
    standing = exists().where(_papers.c.id == _dispatches.c.paper_id, _papers.c.withdrawn_at.is_(None))
    return standing.correlate(_dispatches)


def is_corrected() -> ColumnElement[bool]:
    """For a query of dispatches: the unit has a 更正 of the paper, which alone waits for 签收."""
    paper, newer, sent = _papers.alias("paper"), _papers.alias("correction"), _dispatches.alias("sent")
    return (
        exists()
        .where(
            paper.c.id == _dispatches.c.paper_id,
            newer.c.corrects_id == func.coalesce(paper.c.corrects_id, paper.c.id),
            newer.c.id > paper.c.id,
            sent.c.paper_id == newer.c.id,
            sent.c.unit_id == _dispatches.c.unit_id,
        )
        .correlate(_dispatches)
    )


async def dispatch_of(unit: UnitOfWork, matter_id: int, unit_id: int) -> Dispatch | None:
    """The newest paper of a matter that went to a unit and was not withdrawn."""
    found = await unit.rows(_newest(), of_matter=matter_id, of_unit=unit_id)
    return next(iter(unit.note([Dispatch(*tuple(row)) for row in found])), None)


@cache
def _newest() -> Select[Any]:
    mine = (_dispatches.c.matter_id == bindparam("of_matter"), _dispatches.c.unit_id == bindparam("of_unit"))
    return select(_dispatches).where(*mine, stands()).order_by(_dispatches.c.paper_id.desc()).limit(1)
