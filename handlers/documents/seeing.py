"""Who may have a paper as a file: by what it is of, each kind a row; what has no row is the Office's."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import (
    Activity,
    Bulletin,
    BulletinKind,
    BulletinStatus,
    Chain,
    ChainPurpose,
    Dispatch,
    Document,
    Matter,
    Post,
    SigningStep,
)
from supervision.refusals import NotFound
from supervision.roles import OFFICE, Permission
from supervision.scope import require_sight

Sight = Callable[[UnitOfWork, Actor, Document], Awaitable[bool]]
"""Tells whether somebody may have a document; may raise NotFound."""


async def require_document(unit: UnitOfWork, actor: Actor, document_id: int) -> Document:
    """Give a document to somebody who may have it.

    Raises:
        NotFound: there is none, or it is not for him to see.
    """
    document = await unit.get(Document, document_id)
    if document is None or not await _may_see(unit, actor, document):
        raise NotFound("document")
    return document


async def _may_see(unit: UnitOfWork, actor: Actor, document: Document) -> bool:
    if actor.post_in(*OFFICE):
        return True
    check = SEES.get(document.subject_kind)
    return check is not None and await check(unit, actor, document)


async def of_matter(unit: UnitOfWork, actor: Actor, document: Document) -> bool:
    """Whoever sees the matter: leaders and their secretaries, and the section that registered it."""
    return await _sees_matter(unit, actor, document.matter_id)


async def _sees_matter(unit: UnitOfWork, actor: Actor, matter_id: int) -> bool:
    if not actor.may(Permission.MATTER_READ) or not matter_id:
        return False
    matter = await unit.require(Matter, matter_id)
    require_sight(actor, matter, await unit.get(Post, matter.registered_post_id))
    return True


async def of_paper(unit: UnitOfWork, actor: Actor, document: Document) -> bool:
    """The units that it went to, and whoever sees its matter."""
    if actor.unit_ids and actor.may(Permission.PAPER_READ):
        paper_id = int(document.subject_key)
        if await unit.find(Dispatch, paper_id=paper_id, unit_id=actor.unit_ids):
            return True
    return await of_matter(unit, actor, document)


async def of_chain(unit: UnitOfWork, actor: Actor, document: Document) -> bool:
    """Its signers and their secretaries, and whoever sees its matter."""
    return await sees_chain(unit, actor, await unit.require(Chain, int(document.subject_key)))


async def sees_chain(unit: UnitOfWork, actor: Actor, chain: Chain) -> bool:
    """Whether a text that is before its signers is for him to see as a file; a referral is not its section's."""
    if actor.post_in(*OFFICE):
        return True
    steps = await unit.find(SigningStep, chain_id=chain.id)
    seats = {post.id for post in actor.posts} | {served for post in actor.posts for served in post.serves}
    if any(step.post_id in seats for step in steps):
        return True
    return chain.purpose is not ChainPurpose.REFERRAL and await _sees_matter(unit, actor, chain.matter_id)


async def of_activity(unit: UnitOfWork, actor: Actor, document: Document) -> bool:
    """Those who go, and whoever signs such things."""
    activity = await unit.require(Activity, int(document.subject_key))
    return actor.may(Permission.CARD_SIGN) or any(actor.holds(post_id) for post_id in activity.member_posts)


async def of_urging(unit: UnitOfWork, actor: Actor, document: Document) -> bool:
    """The unit that was urged, and whoever sees its matter; the key is `matter/unit/day`."""
    unit_id = int(document.subject_key.split("/")[1])
    if unit_id in actor.unit_ids and actor.may(Permission.PAPER_READ):
        return True
    return await of_matter(unit, actor, document)


async def of_bulletin(unit: UnitOfWork, actor: Actor, document: Document) -> bool:
    """Everybody once it stands in the groups by name, the units that it went to if it went to no group;
    before, and where it does not, those who sign such things."""
    bulletin = await unit.require(Bulletin, int(document.subject_key))
    if bulletin.kind is BulletinKind.MATTER and not bulletin.group_text:  # it went to the units of the matter alone
        mine = actor.unit_ids and await unit.find(Dispatch, matter_id=bulletin.matter_id, unit_id=actor.unit_ids)
        return actor.may(Permission.CARD_SIGN) or bool(mine and actor.may(Permission.BULLETIN_READ))
    is_public = bulletin.status is BulletinStatus.POSTED and bulletin.name_in_group
    return actor.may(Permission.BULLETIN_READ) if is_public else actor.may(Permission.CARD_SIGN)


async def of_group_bulletin(unit: UnitOfWork, actor: Actor, document: Document) -> bool:
    """Everybody once it is posted: nobody who is criticised stands in it by name."""
    bulletin = await unit.require(Bulletin, int(document.subject_key))
    is_public = bulletin.status is BulletinStatus.POSTED
    return actor.may(Permission.BULLETIN_READ) if is_public else actor.may(Permission.CARD_SIGN)


SEES: Mapping[str, Sight] = MappingProxyType(
    {
        "activity": of_activity,
        "answer": of_matter,
        "bulletin": of_bulletin,
        "bulletin_group": of_group_bulletin,
        "chain": of_chain,
        "matter": of_matter,
        "paper": of_paper,
        "submission": of_matter,
        "urging": of_urging,
    }
)
"""By what a document is of (`Document.subject_kind`). The Office sees all."""
