"""Looking things up: the years of the ledger, matters by number or words, a unit's open tasks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.model import Assignment, Matter, Paper
from supervision.reports.report_places import UNDER_WAY

_matters, _papers, _assignments = MODELS[Matter], MODELS[Paper], MODELS[Assignment]


def scoped(statement: Select[Any], registered_in: Collection[int] | None) -> Select[Any]:
    """Only matters that were registered in these posts; none: all."""
    if registered_in is None:
        return statement
    return statement.where(_matters.c.registered_post_id.in_(registered_in))


def carried_into(begins: datetime) -> ColumnElement[bool]:
    """上年结转: what went on into the year that began then; what was withdrawn or merged before it did not."""
    return and_(
        _matters.c.registered_at < begins,
        or_(_matters.c.closed_at.is_(None), _matters.c.closed_at >= begins),
        or_(_matters.c.withdrawn_at.is_(None), _matters.c.withdrawn_at >= begins),
    )


def begun_in(begins: datetime) -> ColumnElement[bool]:
    """本年新立: what was registered in the year that began then."""
    begun: ColumnElement[bool] = _matters.c.registered_at >= begins
    return begun


async def year_counts(unit: UnitOfWork, begins: datetime, registered_in: Collection[int] | None) -> tuple[int, int]:
    """How many matters went on into the year that began then (上年结转), and how many were registered in it (本年新立).

    What was withdrawn, or merged into another, in the year before has not gone on; in this year it is still of it.
    """
    columns: list[Any] = [func.count().filter(carried_into(begins)), func.count().filter(begun_in(begins))]
    statement = scoped(select(*columns).select_from(_matters), registered_in)
    carried_over, begun = (await unit.connection.execute(statement)).one()
    return int(carried_over), int(begun)


async def matters_numbered(
    unit: UnitOfWork, numbers: Sequence[str], registered_in: Collection[int] | None
) -> list[Matter]:
    """Matters whose registration or document number is one of these, newest first."""
    issued = select(_papers.c.matter_id).where(_papers.c.document_number.in_(numbers))
    statement = select(_matters).where(or_(_matters.c.registration_number.in_(numbers), _matters.c.id.in_(issued)))
    return await unit.all(Matter, scoped(statement, registered_in).order_by(_matters.c.id.desc()))


async def matters_with_words(
    unit: UnitOfWork, words: Sequence[str], registered_in: Collection[int] | None, limit: int
) -> list[Matter]:
    """Matters whose title has all the words, newest first."""
    statement = select(_matters).where(*(_matters.c.title.icontains(word, autoescape=True) for word in words))
    statement = scoped(statement, registered_in).order_by(_matters.c.id.desc()).limit(limit)
    return await unit.all(Matter, statement)


async def open_assignments(unit: UnitOfWork, unit_ids: Collection[int]) -> list[Assignment]:
    """What these units still have to do."""
    return await unit.find(Assignment, unit_id=tuple(unit_ids), status=tuple(UNDER_WAY))
