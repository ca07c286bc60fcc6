"""回音: what leaders were told of a matter and said, what has still to be put right, and what is being changed."""

from __future__ import annotations

from messages.views.matters import AnswerLine, ChangeLine
from storage.queries import approvals
from storage.unit_of_work import UnitOfWork
from supervision.model import (
    Assignment,
    ChainPurpose,
    Change,
    ChangeStatus,
    LeaderAnswer,
    Matter,
    Post,
    Rectification,
)
from supervision.rectification.rectifying import count_open


async def answer_lines(unit: UnitOfWork, matter_id: int) -> tuple[AnswerLine, ...]:
    """The newest answer of each leader who was told; most matters have none while they run."""
    newest = {item.post_id: item for item in await unit.find(LeaderAnswer, matter_id=matter_id)}
    if not newest:
        return ()
    posts = {post.id: post for post in await unit.find(Post, id=set(newest))}
    return tuple(
        AnswerLine(leader=posts[post_id].title, verdict=item.verdict.value, at=item.decided_at)
        for post_id, item in newest.items()
    )


async def rectifying(unit: UnitOfWork, matter_id: int, assignments: list[Assignment]) -> int:
    """How many orders to put something right are open."""
    return count_open(await unit.find(Rectification, matter_id=matter_id), assignments)


async def change_line(unit: UnitOfWork, matter_id: int) -> ChangeLine | None:
    """The change that waits for its signer, if there is one."""
    change = await unit.first(Change, matter_id=matter_id, status=ChangeStatus.IN_APPROVAL)
    found = await approvals.newest_signing(unit, ChainPurpose.CHANGE, change.id) if change else None
    return ChangeLine(kind=change.kind.value, now_with=found.now_with) if change and found else None


async def merged_into(unit: UnitOfWork, matter: Matter) -> str:
    """The registration number of the matter that goes on with this one; empty while it goes on itself."""
    target = await unit.get(Matter, matter.merged_into_id) if matter.merged_into_id else None
    return target.registration_number if target else ""
