"""Papers on their way: what is issued with a matter, and a paper as one unit has it."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.carrying_out.acknowledging import UnitPaper
from supervision.model import Assignment, Dispatch, Matter, Paper, Person, Post, ReportDue, Task, Unit
from supervision.papers.issuing import Folder
from supervision.procedures.forms import Form
from supervision.roles import UNIT, UNIT_LEADERS, Role

_posts, _people, _papers = MODELS[Post], MODELS[Person], MODELS[Paper]

_FOREMOST = (_papers.c.withdrawn_at.is_not(None), _papers.c.form == Form.LETTER, _papers.c.id.desc())
"""Order of a matter's papers: what is out, what orders, the newest."""


async def folder(unit: UnitOfWork, matter: Matter) -> Folder:
    """A matter with its tasks, assignments and their units."""
    tasks = await unit.find(Task, matter_id=matter.id)
    assignments = await unit.find(Assignment, matter_id=matter.id)
    units = await unit.find(Unit, id={a.unit_id for a in assignments})
    return Folder(
        matter=matter, tasks=tuple(tasks), assignments=tuple(assignments), units={found.id: found for found in units}
    )


async def unit_paper(unit: UnitOfWork, paper_id: int, unit_id: int) -> UnitPaper:
    """A paper as one unit has it. Raises NotFound."""
    dispatch = await unit.require(Dispatch, paper_id, unit_id)
    paper = await unit.require(Paper, paper_id)
    return UnitPaper(
        matter=await unit.require(Matter, dispatch.matter_id),
        dispatch=dispatch,
        assignments=await unit.find(Assignment, matter_id=dispatch.matter_id, unit_id=unit_id),
        dues=await unit.find(ReportDue, matter_id=dispatch.matter_id, unit_id=unit_id),
        withdrawn=paper.withdrawn_at is not None,
    )


async def papers_out(unit: UnitOfWork, matter_id: int) -> list[Paper]:
    """The papers of a matter that are out: issued and not withdrawn."""
    return await unit.find(Paper, matter_id=matter_id, withdrawn_at=None)


async def paper_of(unit: UnitOfWork, matter_id: int) -> Paper | None:
    """The paper that a matter was issued in: the newest that is out; the one that orders before the 函 beside it."""
    first = select(_papers).where(_papers.c.matter_id == matter_id).order_by(*_FOREMOST).limit(1)
    return next(iter(await unit.all(Paper, first)), None)


async def numbers_of(unit: UnitOfWork, matter_ids: Collection[int]) -> dict[int, str]:
    """By matter the number of the paper that `paper_of` gives."""
    statement = select(_papers).where(_papers.c.matter_id.in_(matter_ids)).order_by(*_FOREMOST)
    numbers: dict[int, str] = {}
    for paper in await unit.all(Paper, statement):
        numbers.setdefault(paper.matter_id, paper.document_number)
    return numbers


async def heads(unit: UnitOfWork, unit_ids: Collection[int]) -> dict[int, tuple[int, ...]]:
    """The posts of head and deputy by unit; not those of somebody who has the card as liaison."""
    statement = select(_posts).where(_posts.c.unit_id.in_(unit_ids), _posts.c.role.in_(UNIT), _posts.c.active)
    posts = await unit.all(Post, statement.order_by(_posts.c.id))
    liaisons = {post.holder_id for post in posts if post.role is Role.LIAISON}
    leading: dict[int, dict[int, int]] = {}
    for post in posts:
        if post.role in UNIT_LEADERS and post.holder_id is not None and post.holder_id not in liaisons:
            leading.setdefault(post.unit_id, {}).setdefault(post.holder_id, post.id)
    return {unit_id: tuple(posts.values()) for unit_id, posts in leading.items()}


async def units_without_account(unit: UnitOfWork, unit_ids: Collection[int]) -> list[int]:
    """The units none of whose liaisons can be reached by message: the Office phones them."""
    statement = (
        select(_posts.c.unit_id)
        .join(_people, _people.c.id == _posts.c.holder_id)
        .where(
            _posts.c.unit_id.in_(unit_ids),
            _posts.c.role == Role.LIAISON,
            _posts.c.active,
            _people.c.active,
            _people.c.telegram_id.is_not(None),
        )
    )
    reached = {row.unit_id for row in await unit.connection.execute(statement)}
    return [unit_id for unit_id in unit_ids if unit_id not in reached]
