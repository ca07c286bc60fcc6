"""Finding matters by their texts, and keeping the texts as the matters are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement, and_, delete, func, or_, select

from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.model import Assignment, Dispatch, Matter, Paper, Person, Post, SearchText, Task, Unit
from supervision.search.search_texts import EVERYTHING, Folder, Scope, Wanted, texts_of

_texts, _matters, _posts, _assignments = MODELS[SearchText], MODELS[Matter], MODELS[Post], MODELS[Assignment]

_WITH_MATTER = (Task, Assignment, Paper)
"""Rows whose change changes the text of their matter."""

_AT_ONCE = 200
"""Matters whose texts are made together."""

Row = TypeVar("Row")
OfMatter = TypeVar("OfMatter", Task, Assignment, Paper, Dispatch)


async def find(unit: UnitOfWork, words: Sequence[Wanted], scope: Scope, limit: int) -> list[tuple[int, int]]:
    """The matters that have all the words in a text of the scope, newest first.

    Returns:
        Matter and unit of the text; where several texts of a matter have the words, the Office's comes before a unit's.
    """
    readable = _readable(scope)
    if readable is None:
        return []
    having = [or_(*(_texts.c.text.contains(way, autoescape=True) for way in ways)) for ways in words]
    statement = (
        select(_texts.c.matter_id, func.min(_texts.c.unit_id))
        .where(readable, *having)
        .group_by(_texts.c.matter_id)
        .order_by(_texts.c.matter_id.desc())
        .limit(limit)
    )
    return [(int(matter_id), int(unit_id)) for matter_id, unit_id in await unit.connection.execute(statement)]


def _readable(scope: Scope) -> ColumnElement[bool] | None:
    """The condition for a text to be of the scope; none where nothing is."""
    conditions: list[ColumnElement[bool]] = []
    if scope.everything:
        conditions.append(_texts.c.unit_id == EVERYTHING)
    elif scope.registered_in:
        own_posts = select(_posts.c.id).where(_posts.c.unit_id.in_(scope.registered_in))
        own = select(_matters.c.id).where(_matters.c.registered_post_id.in_(own_posts))
        conditions.append(and_(_texts.c.unit_id == EVERYTHING, _texts.c.matter_id.in_(own)))
    if scope.units:
        conditions.append(and_(_texts.c.unit_id != EVERYTHING, _texts.c.unit_id.in_(scope.units)))
    return or_(*conditions) if conditions else None


async def refresh_after(unit: UnitOfWork, saved: Iterable[object]) -> None:
    """Make the texts of the matters anew that these saved rows change: of a renamed unit all in which it has a part."""
    saved = list(saved)
    matter_ids = {row.id for row in saved if isinstance(row, Matter)}
    matter_ids |= {row.matter_id for row in saved if isinstance(row, _WITH_MATTER)}
    unit_ids = tuple(row.id for row in saved if isinstance(row, Unit))
    if unit_ids:
        statement = select(_assignments.c.matter_id).where(_assignments.c.unit_id.in_(unit_ids)).distinct()
        matter_ids |= {int(row.matter_id) for row in await unit.connection.execute(statement)}
    if matter_ids:
        await refresh(unit, matter_ids)


async def refresh(unit: UnitOfWork, matter_ids: Collection[int]) -> None:
    """Make the texts of these matters anew."""
    ids = sorted(matter_ids)
    for start in range(0, len(ids), _AT_ONCE):
        some = tuple(ids[start : start + _AT_ONCE])
        texts = [text for folder in await _folders(unit, some) for text in texts_of(folder, unit.county.zone)]
        await unit.connection.execute(delete(_texts).where(_texts.c.matter_id.in_(some)))
        if texts:
            rows = [{"matter_id": row.matter_id, "unit_id": row.unit_id, "text": row.text} for row in texts]
            await unit.connection.execute(_texts.insert(), rows)
    unit.forget(SearchText)


async def _folders(unit: UnitOfWork, ids: tuple[int, ...]) -> list[Folder]:
    matters = await unit.find(Matter, id=ids)
    tasks = _by_matter(await unit.find(Task, matter_id=ids))
    assignments = _by_matter(await unit.find(Assignment, matter_id=ids))
    papers = _by_matter(await unit.find(Paper, matter_id=ids))
    dispatches = _by_matter(await unit.find(Dispatch, matter_id=ids))
    unit_ids = {item.unit_id for some in assignments.values() for item in some}
    unit_ids |= {matter.coordinating_unit_id for matter in matters if matter.coordinating_unit_id}
    units = {row.id: row for row in await _find_ids(unit, Unit, unit_ids)}
    posts = {row.id: row for row in await _find_ids(unit, Post, _posts_of(matters, tasks))}
    people_ids = {post.holder_id for post in posts.values() if post.holder_id}
    people_ids |= {matter.registered_by for matter in matters}
    people = {row.id: row for row in await _find_ids(unit, Person, people_ids)}
    return [
        Folder(
            matter,
            tuple(tasks.get(matter.id, ())),
            tuple(assignments.get(matter.id, ())),
            tuple(papers.get(matter.id, ())),
            tuple(dispatches.get(matter.id, ())),
            units,
            posts,
            people,
        )
        for matter in matters
    ]


def _posts_of(matters: Iterable[Matter], tasks: dict[int, list[Task]]) -> set[int]:
    ids = {matter.leader_post_id for matter in matters}
    ids |= {instruction.leader_post_id for matter in matters for instruction in matter.instructions}
    ids |= {task.leader_in_charge_post_id for some in tasks.values() for task in some}
    return {post_id for post_id in ids if post_id is not None}


def _by_matter(rows: Iterable[OfMatter]) -> dict[int, list[OfMatter]]:
    found: dict[int, list[OfMatter]] = {}
    for row in rows:
        found.setdefault(row.matter_id, []).append(row)
    return found


async def _find_ids(unit: UnitOfWork, entity: type[Row], ids: Collection[int]) -> list[Row]:
    return await unit.find(entity, id=tuple(sorted(ids))) if ids else []
