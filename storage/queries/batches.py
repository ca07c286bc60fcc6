"""What lists are made of: papers that wait for their signers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields

from sqlalchemy import Select, select

from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.model import Chain, ChainStatus, SigningStep, StepStatus, Urgency

_steps, _chains = MODELS[SigningStep], MODELS[Chain]
_STEP = len(fields(SigningStep))

_routine: Select[tuple[object, ...]] = (
    select(_steps, _chains)
    .join(_chains, _chains.c.id == _steps.c.chain_id)
    .where(
        _chains.c.status == ChainStatus.RUNNING,
        _chains.c.urgency == Urgency.ROUTINE,
        _steps.c.status == StepStatus.CURRENT,
    )
    .order_by(_steps.c.post_id, _chains.c.started_at, _chains.c.id)
)


async def routine_papers(unit: UnitOfWork) -> dict[int, Sequence[tuple[SigningStep, Chain]]]:
    """The routine papers that wait, by the post that signs, those that were sent first before the others."""
    found: dict[int, list[tuple[SigningStep, Chain]]] = {}
    for row in await unit.rows(_routine):
        step = SigningStep(*row[:_STEP])
        found.setdefault(step.post_id, []).append((step, Chain(*row[_STEP:])))
    return {post_id: tuple(papers) for post_id, papers in found.items()}
