"""Holding the cards of routine papers for the day's list, for the leaders and tracks that have it so."""

from __future__ import annotations

from storage.unit_of_work import UnitOfWork
from supervision.approving import signing_lists
from supervision.model import Chain, Matter, Person, Post, Urgency
from supervision.notices.cards import StepCard
from supervision.outcome import Outcome
from supervision.reports.report_places import Terms
from supervision.roles import Role


async def hold_for_list(unit: UnitOfWork, urgency: Urgency, outcome: Outcome, matter_id: int = 0) -> Outcome:
    """Let the cards wait that the list will show. Who has no account has no list: his papers are printed at once.

    Args:
        matter_id: the matter whose text goes to its first signer; 0: none, or to a signer after him.
    """
    track = await _track(unit, matter_id)
    if urgency is not Urgency.ROUTINE or not signing_lists.holding(track, unit.county):
        return outcome
    terms = Terms(now=unit.now, county=unit.county, workdays=unit.workdays)
    return signing_lists.hold(outcome, urgency, await _with_account(unit, outcome), terms, track=track)


async def leave_to_list(unit: UnitOfWork, chain: Chain, outcome: Outcome) -> Outcome:
    """Leave out the cards of what a list passes on and the next signer gets as a list (see `next_by_list`)."""
    roles = await _passed_to(unit, chain)
    return signing_lists.without_cards(outcome, await _with_account(unit, outcome), roles) if roles else outcome


async def next_by_list(unit: UnitOfWork, chain: Chain, post_id: int) -> bool:
    """Whether a paper that a list passed on has sent this signer no card, because a list is to follow."""
    post = await unit.require(Post, post_id)
    return post.role in await _passed_to(unit, chain) and await _has_account(unit, post)


async def _passed_to(unit: UnitOfWork, chain: Chain) -> frozenset[Role]:
    return signing_lists.passes_on(await _track(unit, chain.matter_id), chain.urgency, unit.county)


async def _track(unit: UnitOfWork, matter_id: int) -> str:
    matter = await unit.get(Matter, matter_id) if matter_id else None
    return matter.track if matter else ""


async def _with_account(unit: UnitOfWork, outcome: Outcome) -> dict[int, Post]:
    """The posts that get a card, and whose holder is on Telegram."""
    posts = {}
    for notice in outcome.notices:
        post = await unit.get(Post, notice.to.id) if isinstance(notice, StepCard) else None
        if post and await _has_account(unit, post):
            posts[post.id] = post
    return posts


async def _has_account(unit: UnitOfWork, post: Post) -> bool:
    holder = await unit.get(Person, post.holder_id) if post.holder_id else None
    return holder is not None and holder.telegram_id is not None
