"""What a signer is offered to look at behind the bulletin before him (R3a)."""

from __future__ import annotations

from handlers.bulletins.evidence import may_see_figures
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Bulletin, Chain


async def figures_of(unit: UnitOfWork, chain: Chain, viewer: Actor) -> int:
    """The bulletin of a chain, if it has figures of its own and he may see what they count."""
    if not chain.annex:
        return 0
    bulletin = await unit.require(Bulletin, chain.subject_id)
    return bulletin.id if await may_see_figures(unit, viewer, bulletin) else 0
