"""移送函: the letter that the mayor approved, numbered and drawn up for the Office alone (R3d)."""

from __future__ import annotations

from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.routes import IN_PRIVATE, Tap
from handlers.documents import numbers
from handlers.documents.freezing import freeze, tell_file
from messages.presses.rectifying import WriteReferral
from storage.queries import approvals
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import ChainPurpose, ChainStatus, Referral
from supervision.model.documents import DocumentKind
from supervision.notices.base import OFFICE
from supervision.notices.rectifying import referral_subject
from supervision.papers.letters import letter_content
from supervision.papers.numbering import RegisterKey
from supervision.rectification import referring
from supervision.refusals import WrongState
from supervision.roles import OFFICE as OFFICE_ROLES
from supervision.roles import Permission

TITLE_IN_REGISTER = "移送函"
"""What the register of numbers says of it, which more people read: not about whom it is."""


async def write_letter(unit: UnitOfWork, actor: Actor, referral_id: int) -> None:
    """出具移送函: what the mayor approved, word for word, with its number; the file goes to the Office alone.

    Raises as `referring.write_letter`.
    """
    referral = await unit.require(Referral, referral_id)
    referring.require_unwritten(referral, actor)
    signed = await approvals.newest_signing(unit, ChainPurpose.REFERRAL, referral.id, (ChainStatus.APPROVED,))
    if signed is None:
        raise WrongState("referral", "not_approved")
    subject = referral_subject(referral.id)
    number = await numbers.draw(
        unit, RegisterKey.LETTER, subject=subject, title=TITLE_IN_REGISTER, actor_id=actor.person_id
    )
    post = actor.post_in(*OFFICE_ROLES)
    await carry_out(unit, actor, referring.write_letter(referral, actor, number), post_id=post.id if post else None)
    document = await freeze(
        unit,
        actor,
        DocumentKind.REFERRAL,
        letter_content(signed.chain.text, unit.county, number=number, dated=unit.today),
        subject=subject,
        number=number,
        text_hash=signed.chain.text_hash,
    )
    await tell_file(unit, document, OFFICE)


async def on_write(turn: Turn) -> None:
    """［出具移送函］."""
    assert isinstance(turn.press, WriteReferral)
    await write_letter(turn.unit, turn.actor, turn.press.referral)


ROUTES = (Tap(press=WriteReferral, callback=on_write, may=Permission.REFERRAL_PROPOSE, chats=IN_PRIVATE),)
