"""建议提案: the proposals of a year, and what was entered about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime, time

from sqlalchemy import select

from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.model import (
    Assignment,
    CaseFile,
    Matter,
    MatterStatus,
    Paper,
    Proposal,
    ProposalReply,
    Submission,
    Task,
)
from supervision.procedures.forms import Destination
from supervision.proposals.handling import OPEN_TO_DATES, PROPOSAL_TRACKS, Case

_matters, _proposals, _replies = MODELS[Matter], MODELS[Proposal], MODELS[ProposalReply]


async def matters_of_year(unit: UnitOfWork, year: int) -> list[Matter]:
    """The proposals that were registered in a year and not withdrawn, in their order."""
    zone = unit.county.zone
    begin, end = (datetime.combine(date(each, 1, 1), time(), zone) for each in (year, year + 1))
    statement = select(_matters).where(
        _matters.c.track.in_(PROPOSAL_TRACKS),
        _matters.c.registered_at >= begin,
        _matters.c.registered_at < end,
        _matters.c.status != MatterStatus.WITHDRAWN,
    )
    return await unit.all(Matter, statement.order_by(_matters.c.id))


async def cases_of(unit: UnitOfWork, matters: Collection[Matter]) -> dict[int, Case]:
    """By matter, those that were analysed, with their tasks and units."""
    ids = [item.id for item in matters]
    if not ids:
        return {}
    tasks: dict[int, list[Task]] = defaultdict(list)
    for task in await unit.find(Task, matter_id=ids):
        tasks[task.matter_id].append(task)
    assignments: dict[int, list[Assignment]] = defaultdict(list)
    for row in await unit.find(Assignment, matter_id=ids):
        assignments[row.matter_id].append(row)
    by_id = {item.id: item for item in matters}
    return {
        item.matter_id: Case(
            item, by_id[item.matter_id], tuple(tasks[item.matter_id]), tuple(assignments[item.matter_id])
        )
        for item in await unit.find(Proposal, matter_id=ids)
    }


async def case_of(unit: UnitOfWork, matter: Matter) -> Case | None:
    """One of them; none before it was analysed."""
    return (await cases_of(unit, [matter])).get(matter.id)


async def replies_of(unit: UnitOfWork, matter_ids: Collection[int]) -> list[ProposalReply]:
    """The replies of some proposals, oldest first."""
    if not matter_ids:
        return []
    statement = select(_replies).where(_replies.c.matter_id.in_(sorted(matter_ids))).order_by(_replies.c.id)
    return await unit.all(ProposalReply, statement)


async def letters_of(unit: UnitOfWork, matter_ids: Collection[int]) -> list[Submission]:
    """The 函 of some proposals to the city's organs."""
    if not matter_ids:
        return []
    return await unit.find(Submission, matter_id=sorted(matter_ids), destination=Destination.LETTER_AND_REPLY.value)


async def to_be_assigned(unit: UnitOfWork) -> list[Case]:
    """The proposals that can still be put into a meeting, in the order of their registration."""
    statement = (
        select(_matters)
        .join(_proposals, _proposals.c.matter_id == _matters.c.id)
        .where(_proposals.c.meeting_id.is_(None), _matters.c.status.in_([*OPEN_TO_DATES, MatterStatus.IN_PROGRESS]))
        .order_by(_matters.c.id)
    )
    return list((await cases_of(unit, await unit.all(Matter, statement))).values())


async def with_signers(unit: UnitOfWork) -> int:
    """How many were not assigned yet, and cannot be now, because their text is being signed or about to be issued."""
    statement = (
        select(_matters)
        .join(_proposals, _proposals.c.matter_id == _matters.c.id)
        .where(
            _proposals.c.meeting_id.is_(None),
            _proposals.c.assigned_on.is_(None),
            _matters.c.status.in_([MatterStatus.IN_APPROVAL, MatterStatus.APPROVED]),
        )
    )
    return len(await unit.all(Matter, statement))


async def papers_by_matter(unit: UnitOfWork, matter_ids: Collection[int]) -> dict[int, list[Paper]]:
    """The papers of some proposals."""
    found: dict[int, list[Paper]] = defaultdict(list)
    for paper in await unit.find(Paper, matter_id=list(matter_ids)) if matter_ids else ():
        found[paper.matter_id].append(paper)
    return found


async def volumes(unit: UnitOfWork, year: int) -> list[CaseFile]:
    """The volumes of a year's proposals, in their order."""
    return sorted(await unit.find(CaseFile, year=year, track=list(PROPOSAL_TRACKS)), key=lambda file: file.id)
