"""撤回: taking a matter back, and the paper with it, when a leader does not stand by what he said by telephone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from handlers.approving.with_changes import end_changes
from handlers.approving.with_plan import unstart_plans
from handlers.conversation.carrying import carry_out
from handlers.issuing.filing import void_papers
from handlers.requesting.lapsing import lapse_extensions
from storage.queries import desk, dispatching, undelivered
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.changing import suspending
from supervision.changing.withdrawing import Course, Issued, withdraw_denied
from supervision.model import Chain, DeskKind, Dispatch, Matter, Paper, Report, ReportDue, Transfer
from supervision.notices.base import Recipient, RecipientKind, to_unit
from supervision.notices.cards import paper_subject
from supervision.procedures.forms import Issuer


async def numbers_out(unit: UnitOfWork, chain: Chain) -> str:
    """The document numbers of what was issued on an approval, empty if nothing was."""
    return "、".join(paper.document_number for paper in await _papers(unit, chain))


async def numbers_withdrawn(unit: UnitOfWork, chain: Chain, at: datetime | None) -> str:
    """The document numbers of what was withdrawn at that moment, empty if nothing was."""
    papers = await unit.find(Paper, matter_id=chain.subject_id)
    return "、".join(paper.document_number for paper in papers if at is not None and paper.withdrawn_at == at)


async def withdraw(unit: UnitOfWork, actor: Actor, chain: Chain, words: str) -> None:
    """Roll a matter back whose approval was denied; who had a paper is told that it is withdrawn.

    Raises:
        WrongState: the matter is past the point at which it can go back.
    """
    matter = await unit.require(Matter, chain.subject_id)
    papers = [await issued_of(unit, paper) for paper in await _papers(unit, chain)]
    course = await course_of(unit, matter.id) if papers else Course()
    folder = await dispatching.folder(unit, matter)
    outcome = withdraw_denied(folder, papers, course, words=words, now=unit.now, today=unit.today)
    for issued in papers:
        for dispatch in issued.dispatches:
            await undelivered.drop_unsent(unit, "paper_card", paper_subject(dispatch.paper_id, dispatch.unit_id))
    await carry_out(unit, actor, outcome)
    await void_papers(unit, actor, [issued.paper.id for issued in papers], "denied")
    await desk.settle(unit, DeskKind.REVIEW, suspending.desk_key(matter.id))
    await unstart_plans(unit, actor, matter.id)
    await end_changes(unit, actor, matter.id, why="denied")
    await lapse_extensions(unit, actor, matter.id, why="withdrawn")


async def _papers(unit: UnitOfWork, chain: Chain) -> list[Paper]:
    """What this approval has led to: an earlier one's paper was withdrawn before this one began."""
    return [
        paper for paper in await dispatching.papers_out(unit, chain.subject_id) if paper.issued_at >= chain.started_at
    ]


async def course_of(unit: UnitOfWork, matter_id: int) -> Course:
    """What came of a matter's papers."""
    return Course(
        dues=await unit.find(ReportDue, matter_id=matter_id),
        reports=await unit.find(Report, matter_id=matter_id),
        transfers=await unit.find(Transfer, matter_id=matter_id),
    )


async def issued_of(unit: UnitOfWork, paper: Paper) -> Issued:
    """A paper that is out, with everybody who has its card."""
    issuers = {Issuer.GOVERNMENT: unit.county.government_name, Issuer.GOVERNMENT_OFFICE: unit.county.office_name}
    dispatches = await unit.find(Dispatch, paper_id=paper.id)
    seats = {d.unit_id: await undelivered.seats_of(unit, paper_subject(paper.id, d.unit_id)) for d in dispatches}
    return Issued(
        paper=paper,
        dispatches=dispatches,
        recipients={unit_id: _recipients(unit_id, told) for unit_id, told in seats.items()},
        issuer=issuers[Issuer(paper.issuer)],
    )


def _recipients(unit_id: int, seats: Iterable[str]) -> list[Recipient]:
    """The unit, and those above its liaisons who had the card as well."""
    others = (seat.partition("/") for seat in seats)
    return [to_unit(unit_id), *(Recipient(_KINDS[kind], int(number)) for kind, _, number in others if kind in _KINDS)]


_KINDS = {"post": RecipientKind.POST, "person": RecipientKind.PERSON}
