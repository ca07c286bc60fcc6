"""回音: what leaders were told of a matter and said to it, and what of it has still to be put right."""

from __future__ import annotations

from messages.views.matters import AnswerLine
from storage.unit_of_work import UnitOfWork
from supervision.model import Assignment, LeaderAnswer, Post, Rectification
from supervision.rectifying import count_open


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
