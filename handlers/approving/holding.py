"""Holding the cards of routine papers for the day's list, for the leaders and tracks that have it so."""

from __future__ import annotations

from storage.unit_of_work import UnitOfWork
from supervision import signing_lists
from supervision.model import Matter, Person, Post, Urgency
from supervision.notices.cards import StepCard
from supervision.outcome import Outcome
from supervision.report_places import Terms


async def hold_for_list(unit: UnitOfWork, urgency: Urgency, outcome: Outcome, matter_id: int) -> Outcome:
    """Let the cards wait that the list will show. Who has no account has no list: his papers are printed at once.

    Args:
        matter_id: the matter that the text belongs to; 0: none.
    """
    matter = await unit.get(Matter, matter_id) if matter_id else None
    track = matter.track if matter else ""
    if urgency is not Urgency.ROUTINE or not signing_lists.holding(track, unit.county):
        return outcome
    posts = {}
    for notice in outcome.notices:
        post = await unit.get(Post, notice.to.id) if isinstance(notice, StepCard) else None
        holder = await unit.get(Person, post.holder_id) if post and post.holder_id else None
        if post and holder and holder.telegram_id is not None:
            posts[post.id] = post
    terms = Terms(now=unit.now, county=unit.county, workdays=unit.workdays)
    return signing_lists.hold(outcome, urgency, posts, terms, track=track)
