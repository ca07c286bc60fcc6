"""How a matter begins: registered, split, signed, issued, and received by its units – or by some of them never."""

from __future__ import annotations

from handlers.approving import submitting
from handlers.following.gate import pass_gate
from handlers.hotline.registering import register_orders
from handlers.issuing import dispatching
from handlers.proposals.analysing import analyse
from handlers.proposals.assigning import assign
from handlers.registering.flow import register_matter
from handlers.splitting.matter import split_matter
from storage.unit_of_work import UnitOfWork
from supervision.approving.approvals import SHOWN
from supervision.model import ChainPurpose, Dispatch, Matter, MatterStatus, Proposal, ProposalKind
from supervision.notices.dispatching import IssueQuestion
from tests.life.diary import Life
from tests.life.matters import Begun, registration_of
from tests.life.receiving import receive
from tests.life.turning import may_turn


async def begin(life: Life, begun: Begun, unit: UnitOfWork) -> None:
    """Bring a matter to its units."""
    if begun.order is not None:
        (matter,) = (await register_orders(unit, life.clerk, [begun.order], send=True)).matters
    else:
        matter = await _drafted(life, begun, unit)
    await life.signed(unit, ChainPurpose.ISSUE, matter.id)
    said = await dispatching.issue(unit, life.clerk, matter.id)
    if isinstance(said, IssueQuestion):
        await dispatching.issue_anyway(unit, life.clerk, matter.id, said.chain_id)
    life.done["issued"] += 1
    for sent in await unit.find(Dispatch, matter_id=matter.id):
        await receive(life, unit, sent)
    may_turn(life, await unit.require(Matter, matter.id))


async def _drafted(life: Life, begun: Begun, unit: UnitOfWork) -> Matter:
    matter = await register_matter(unit, life.clerk, registration_of(begun))
    if matter.status is MatterStatus.FOLLOWED:
        await pass_gate(unit, life.clerk, matter.id, "涉及多个单位，需统筹协调")
    if begun.analysis:
        proposal = Proposal(matter.id, str(matter.id), ProposalKind.DEPUTY, ("张三",), "县人大五次会议")
        await analyse(unit, life.clerk, matter.id, proposal, begun.analysis)
        await assign(unit, life.clerk, matter.id, unit.today)
    else:
        lead = begun.tasks[0].leads[0]
        await split_matter(unit, life.clerk, matter.id, begun.tasks, coordinating_unit_id=lead)
    shown = await submitting.preview(unit, life.clerk, matter.id)
    await submitting.submit(unit, life.clerk, matter.id, shown.text_hash[:SHOWN])
    return matter
