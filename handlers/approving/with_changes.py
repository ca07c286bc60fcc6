"""更正、中止、撤销、并案 that wait for their signer while the matter itself comes to its end."""

from __future__ import annotations

from handlers.approving.submitting import void_approval
from handlers.conversation.carrying import carry_out
from storage.queries import changes as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.changing import changes
from supervision.model import ChainPurpose


async def end_changes(unit: UnitOfWork, actor: Actor, matter_id: int, *, why: str) -> None:
    """What was to be changed of a matter that is closed or taken back now is not put before its signer any more."""
    change = await queries.pending(unit, matter_id)
    if change is None:
        return
    await void_approval(unit, actor, ChainPurpose.CHANGE, change.id, why=why)
    await carry_out(unit, actor, changes.void(change))
