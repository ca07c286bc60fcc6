"""What a list of papers shows as things stand now, and when it or a held card has nothing more to say."""

from __future__ import annotations

from handlers.conversation.listing import page_of
from messages.views.batches import SIGNING_PER_PAGE, ListedPaper, SigningListView
from storage.queries import approvals
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving import signing
from supervision.approving.batches import ticks_of
from supervision.approving.signing import Signing, first_line
from supervision.approving.signing_lists import place_of
from supervision.model import Batch, BatchItem, BatchKind, Chain, ChainPurpose, ChainStatus, Matter, Task
from supervision.notices.batches import SigningListCard

LONGEST_TEXT = 2400
"""Characters of a paper that the list shows of it; its own card shows all."""


async def signing_list_view(unit: UnitOfWork, notice: SigningListCard, viewer: Actor) -> SigningListView:
    """Load the list as it stands now."""
    batch = await unit.require(Batch, notice.batch_id)
    papers = tuple([await _paper(unit, number, item, viewer) for number, item in enumerate(batch.items, 1)])
    page = page_of(len(papers), SIGNING_PER_PAGE, notice.page)
    return SigningListView(
        batch_id=batch.id,
        day=batch.day,
        papers=papers,
        decided=batch.decided_at is not None,
        may_act=any(paper.signable for paper in papers),
        ticks=ticks_of(batch),
        page=page.number,
        pages=page.pages,
        opened=papers[notice.opened - 1] if 0 < notice.opened <= len(papers) else None,
        passed=batch.passed_by > 0,
    )


async def _paper(unit: UnitOfWork, number: int, item: BatchItem, viewer: Actor) -> ListedPaper:
    chain_id, seq = place_of(item)
    found = await approvals.signing(unit, chain_id)
    chain, step = found.chain, found.step(seq)
    tasks, latest = 0, None
    if chain.purpose is ChainPurpose.ISSUE:
        matter = await unit.require(Matter, chain.subject_id)
        rows = await unit.find(Task, matter_id=matter.id)
        tasks = len(rows)
        latest = max((due for row in rows if (due := row.due_on or matter.due_on)), default=None)
    return ListedPaper(
        number=number,
        title=chain.title,
        first_line=first_line(chain.text),
        act=step.act,
        ticked=item.ticked,
        waiting=_still_waits(found, item),
        outcome=item.outcome,
        signable=signing.may_sign(found, step, viewer),
        tasks=tasks,
        latest=latest,
        text=chain.text if len(chain.text) <= LONGEST_TEXT else chain.text[: LONGEST_TEXT - 1] + "…",
    )


def _still_waits(found: Signing, item: BatchItem) -> bool:
    current = found.current
    return current is not None and current.seq == place_of(item)[1] and found.chain.text_hash == item.stamp


async def list_is_over(unit: UnitOfWork, key: str) -> bool:
    """Whether nothing of a list waits any more."""
    batch = await unit.get(Batch, int(key))
    if batch is None or batch.decided_at is not None:
        return True
    chains = [await unit.require(Chain, place_of(item)[0]) for item in batch.items]
    found = [await approvals.signing(unit, chain.id) for chain in chains]
    return not any(_still_waits(one, item) for one, item in zip(found, batch.items, strict=True))


async def step_is_listed(unit: UnitOfWork, key: str) -> bool:
    """Whether a card that is held for the day's list has nothing more to say: the list has it, or it was decided."""
    chain_id, _, seq = key.partition("/")
    found = await approvals.signing(unit, int(chain_id))
    current = found.current
    if found.chain.status is not ChainStatus.RUNNING or current is None or current.seq != int(seq):
        return True
    today = await unit.find(Batch, kind=BatchKind.SIGNING, post_id=current.post_id, day=unit.today)
    return any(item.key == key for batch in today for item in batch.items)


VIEWS = {"signing_list_card": signing_list_view}
CONDITIONS = {"signing_list_over": list_is_over, "step_listed": step_is_listed}
