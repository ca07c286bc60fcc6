"""Chains, their steps, and who may sign."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from storage.queries import standing_in
from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.approving.signing import Signing
from supervision.model import Chain, ChainPurpose, ChainStatus, Post, SigningStep, StepStatus
from supervision.roles import SIGNERS

_chains, _steps, _posts = MODELS[Chain], MODELS[SigningStep], MODELS[Post]


async def signing(unit: UnitOfWork, chain_id: int, at: datetime | None = None) -> Signing:
    """A chain with its steps in order, and who stands in for whom: today, or `at` the time of a recorded act.

    Raises NotFound.
    """
    chain = await unit.require(Chain, chain_id)
    steps = tuple(await unit.find(SigningStep, chain_id=chain_id))
    return Signing(chain, steps, await standing_in.stand_ins(unit, at))


async def newest_signing(
    unit: UnitOfWork,
    purpose: ChainPurpose,
    subject_id: int,
    statuses: Collection[ChainStatus] = (ChainStatus.RUNNING,),
) -> Signing | None:
    """The newest chain about a thing in one of these states, with its steps, or none."""
    statement = (
        select(_chains)
        .where(
            _chains.c.purpose == purpose,
            _chains.c.subject_id == subject_id,
            _chains.c.status.in_(statuses),
        )
        .order_by(_chains.c.id.desc())
        .limit(1)
    )
    found = await unit.all(Chain, statement)
    return await signing(unit, found[0].id) if found else None


async def with_hash(unit: UnitOfWork, beginning: str) -> list[Chain]:
    """The chains whose text's hash begins so, the oldest first."""
    statement = select(_chains).where(_chains.c.text_hash.startswith(beginning, autoescape=True)).order_by(_chains.c.id)
    return await unit.all(Chain, statement)


async def waiting_steps(unit: UnitOfWork, post_ids: Collection[int]) -> list[SigningStep]:
    """The steps that wait for somebody in these posts, those that were sent first before the others."""
    statement = (
        select(_steps)
        .join(_chains, _chains.c.id == _steps.c.chain_id)
        .where(
            _chains.c.status == ChainStatus.RUNNING,
            _steps.c.status == StepStatus.CURRENT,
            _steps.c.post_id.in_(post_ids),
        )
        .order_by(_chains.c.started_at, _chains.c.id)
    )
    return await unit.all(SigningStep, statement)


async def signer_posts(unit: UnitOfWork) -> tuple[Post, ...]:
    """The active posts of everyone who signs."""
    statement = select(_posts).where(_posts.c.role.in_(SIGNERS), _posts.c.active).order_by(_posts.c.id)
    return tuple(await unit.all(Post, statement))
