"""Who is asked how the criticism of a bulletin goes out."""

from __future__ import annotations

from handlers.conversation.carrying import carry_out
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving.signing import Signing, may_sign
from supervision.bulletins.bulletin_posting import choose_naming
from supervision.bulletins.making import criticised
from supervision.model import Bulletin, BulletinLine, ChainPurpose, SigningStep
from supervision.refusals import StaleButton


async def chooses_naming(unit: UnitOfWork, found: Signing, step: SigningStep, viewer: Actor) -> bool:
    """Whether this signer chooses: the step asks for it, and it is his to sign, as its leader or for him."""
    return may_sign(found, step, viewer) and await asks_naming(unit, found, step)


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


async def choose(
    unit: UnitOfWork, actor: Actor, found: Signing, seq: int, *, named: bool | None, opinion: str = ""
) -> None:
    """Keep what who signs chose; an opinion without a choice agrees to what the county set, as the card says.

    Raises:
        StaleButton: the step asks and nothing was chosen, or something was chosen that it does not ask.
    """
    asked = await asks_naming(unit, found, found.step(seq))
    if asked and named is None and opinion:
        named = unit.county.name_in_group
    if asked != (named is not None):
        raise StaleButton
    if named is not None:
        bulletin = await unit.require(Bulletin, found.chain.subject_id)
        await carry_out(unit, actor, choose_naming(bulletin, actor, named, unit.now))
