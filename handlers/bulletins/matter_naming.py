"""A matter's own bulletin that praises or criticises by name: counted, ticked, heard and signed as every bulletin."""

from __future__ import annotations

from handlers.bulletins.counting import count_matter, keep
from handlers.bulletins.drafting import show_card
from handlers.bulletins.faults import tell_of_fault
from handlers.conversation.carrying import carry_out
from storage.queries.figures import ISSUED
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.bulletins.making import EDITABLE
from supervision.bulletins.matter_bulletins import draft_named
from supervision.figures.counting import InconsistentError
from supervision.model import Bulletin, BulletinKind, BulletinStatus, Matter
from supervision.refusals import WrongState
from supervision.roles import Permission

SIGNED_OR_BEING_SIGNED = frozenset({BulletinStatus.IN_APPROVAL, BulletinStatus.APPROVED})


async def begin(unit: UnitOfWork, actor: Actor, matter: Matter) -> None:
    """Put the draft before the Office; one that is being worked on is shown again.

    Raises:
        WrongState: it was not issued yet, or one is with its signers or waits for its hour: two at once would say the
            same things twice.
    """
    actor.require(Permission.BULLETIN_DRAFT)
    if matter.status not in ISSUED:
        raise WrongState("matter", matter.status.value)
    before = await unit.find(Bulletin, matter_id=matter.id, kind=BulletinKind.MATTER)
    open_ = [bulletin for bulletin in before if bulletin.figures and bulletin.status in EDITABLE]
    if open_:
        await show_card(unit, open_[-1])
        return
    signing = [one for one in before if one.figures and one.status in SIGNED_OR_BEING_SIGNED]
    if signing:
        raise WrongState("bulletin", signing[-1].status.value)
    bulletin_id = await unit.new_id("bulletin")
    try:
        made = await count_matter(unit, bulletin_id, matter, unit.now)
        await keep(unit, bulletin_id, made)
    except InconsistentError:
        await tell_of_fault(unit, matter.title)
        return
    n = len(before) + 1
    outcome = draft_named(matter, n, made.appraisal, bulletin_id=bulletin_id, now=unit.now, today=unit.today)
    await carry_out(unit, actor, outcome)
