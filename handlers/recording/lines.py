"""Lines of 待送达 that have nothing to say any more: settled by a record, a deputy or a later act."""

from __future__ import annotations

from collections.abc import Mapping

from handlers.conversation.catalogue import Condition
from storage import outgoing
from storage.outbox import State
from storage.queries import approvals, undelivered
from storage.unit_of_work import UnitOfWork
from supervision.model import ChainStatus, StepStatus
from supervision.refusals import NotFound


async def drop_pointless(unit: UnitOfWork, conditions: Mapping[str, Condition]) -> None:
    """Take every line out of the list whose condition has come true, as delivery would before sending it."""
    for row_id, until in await undelivered.conditioned(unit):
        name, _, key = until.partition(" ")
        if await conditions[name](unit, key):
            await outgoing.set_aside(unit, row_id, State.VOID, until)


async def step_is_decided(unit: UnitOfWork, key: str) -> bool:
    """Whether a step (`chain/step`) waits for its signer no more."""
    chain_id, _, seq = key.partition("/")
    try:
        found = await approvals.signing(unit, int(chain_id))
    except NotFound:
        return True
    step = found.step(int(seq))
    return found.chain.status is not ChainStatus.RUNNING or step.status is not StepStatus.CURRENT


CONDITIONS = {"step_decided": step_is_decided}
