"""Records of paper and telephone: those that wait for a second clerk, and consents that wait for their 补签."""

from __future__ import annotations

from sqlalchemy import func, select

from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.approving.verbal import BY_TELEPHONE, IN_FORCE
from supervision.model import Chain, Record, RecordStatus, SigningStep, StepStatus

_records, _chains, _steps = MODELS[Record], MODELS[Chain], MODELS[SigningStep]


async def waiting(unit: UnitOfWork) -> list[Record]:
    """All records that wait to be confirmed, oldest first."""
    return await unit.find(Record, status=RecordStatus.WAITING)


async def count_waiting(unit: UnitOfWork, matter_id: int) -> int:
    """How many records of a matter wait to be confirmed."""
    statement = select(func.count()).select_from(_records)
    statement = statement.where(_records.c.matter_id == matter_id, _records.c.status == RecordStatus.WAITING)
    return int((await unit.connection.execute(statement)).scalar_one())


async def verbal_steps(unit: UnitOfWork) -> list[SigningStep]:
    """Steps that were passed by telephone and wait for their 补签, oldest first."""
    statement = (
        select(_steps)
        .join(_chains, _chains.c.id == _steps.c.chain_id)
        .where(_steps.c.status == StepStatus.VERBAL, _chains.c.status.in_(IN_FORCE))
        .order_by(_steps.c.verbal_at, _steps.c.chain_id, _steps.c.seq)
    )
    return await unit.all(SigningStep, statement)


async def unratified_signers(unit: UnitOfWork, matter_id: int) -> tuple[str, ...]:
    """Those whose consent by telephone to a matter waits for its 补签, as cards name them."""
    statement = (
        select(_steps)
        .join(_chains, _chains.c.id == _steps.c.chain_id)
        .where(
            _chains.c.matter_id == matter_id,
            _chains.c.purpose.in_(BY_TELEPHONE),
            _chains.c.status.in_(IN_FORCE),
            _steps.c.status == StepStatus.VERBAL,
        )
        .order_by(_steps.c.chain_id, _steps.c.seq)
    )
    return tuple(step.signer for step in await unit.all(SigningStep, statement))
