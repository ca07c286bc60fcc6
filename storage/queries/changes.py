"""Changes of issued matters, and the papers and dates that they touch."""

from __future__ import annotations

from storage.queries import approvals
from storage.unit_of_work import UnitOfWork
from supervision.model import (
    Chain,
    ChainPurpose,
    ChainStatus,
    Change,
    ChangeKind,
    ChangeStatus,
    Dispatch,
    Matter,
    Paper,
    SigningStep,
)


async def signed_steps(unit: UnitOfWork, matter: Matter) -> tuple[SigningStep, ...]:
    """The steps of the approval on which a matter was issued; none if it was taken over from the old ledger."""
    found = await approvals.newest_signing(unit, ChainPurpose.ISSUE, matter.id, (ChainStatus.APPROVED,))
    return found.steps if found else ()


async def running_chains(unit: UnitOfWork, matter_id: int) -> list[Chain]:
    """What of a matter is with its signers."""
    return await unit.find(Chain, matter_id=matter_id, status=ChainStatus.RUNNING)


async def pending(unit: UnitOfWork, matter_id: int) -> Change | None:
    """The change of a matter that is with its signer."""
    return await unit.first(Change, matter_id=matter_id, status=ChangeStatus.IN_APPROVAL)


async def root_of(unit: UnitOfWork, matter_id: int, unit_id: int) -> Paper | None:
    """The paper that a unit has of a matter, as it was before any 更正; none if it has none."""
    sent = await unit.find(Dispatch, matter_id=matter_id, unit_id=unit_id)
    papers = await unit.find(Paper, id=[item.paper_id for item in sent], withdrawn_at=None)
    originals = [paper for paper in papers if paper.corrects_id is None]
    if originals:
        return originals[-1]
    corrections = [paper.corrects_id for paper in papers if paper.corrects_id is not None]
    return await unit.require(Paper, corrections[-1]) if corrections else None


async def corrections_of(unit: UnitOfWork, root_id: int) -> list[Paper]:
    """The corrections of a paper, the newest last."""
    return await unit.find(Paper, corrects_id=root_id)


async def correction_behind(unit: UnitOfWork, paper: Paper) -> Change | None:
    """The change that a correction was issued for."""
    done = await unit.find(Change, matter_id=paper.matter_id, kind=ChangeKind.CORRECT, status=ChangeStatus.DONE)
    return next((change for change in done if change.done_at == paper.issued_at), None)


async def superseded_by(unit: UnitOfWork, paper: Paper, unit_id: int) -> Paper | None:
    """The newest correction of a paper that the same unit has; none if the paper is the newest."""
    later = [item for item in await corrections_of(unit, paper.corrects_id or paper.id) if item.id > paper.id]
    for newer in reversed(later):
        if await unit.get(Dispatch, newer.id, unit_id) is not None:
            return newer
    return None
