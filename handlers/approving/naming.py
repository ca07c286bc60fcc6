"""Who is asked how the criticism of a bulletin goes out."""

from __future__ import annotations

from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving.signing import Signing
from supervision.bulletins.making import criticised
from supervision.model import Bulletin, BulletinLine, ChainPurpose, SigningStep
from supervision.roles import Permission


async def chooses_naming(unit: UnitOfWork, found: Signing, step: SigningStep, viewer: Actor) -> bool:
    """Whether this signer chooses: the step asks for it, and he may."""
    return viewer.may(Permission.BULLETIN_NAME) and await asks_naming(unit, found, step)


async def asks_naming(unit: UnitOfWork, found: Signing, step: SigningStep) -> bool:
    """Whether who signs this step says how criticism goes out: it is the last, and the bulletin criticises somebody;
    更正通报 goes out as what it corrects did."""
    is_last = step.seq == max(other.seq for other in found.steps)
    if found.chain.purpose is not ChainPurpose.BULLETIN or not is_last:
        return False
    bulletin = await unit.require(Bulletin, found.chain.subject_id)
    if bulletin.corrects_id is not None:
        return False
    return bool(criticised(await unit.find(BulletinLine, bulletin_id=bulletin.id)))
