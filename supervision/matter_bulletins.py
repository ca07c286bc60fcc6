"""督查通报 of one matter (P4.3, P5.4, P8.3): its approved summary, numbered and sent to the units of the matter.

Ours: the notice names no signer of its own for it, so the result chain is the chain. It names no unit for praise or
blame; such a bulletin takes the chain of bulletins after a hearing (Order 733 art. 16, 21).
"""

from __future__ import annotations

from datetime import datetime

from supervision.bulletin_posting import post_moment
from supervision.county import County
from supervision.deadlines import local_date
from supervision.model import Bulletin, BulletinKind, BulletinStatus, Matter, Summary
from supervision.notices.base import to_officer, to_unit
from supervision.notices.bulletins import bulletin_subject
from supervision.notices.cards import matter_subject
from supervision.notices.upward import MatterBulletin, MatterBulletinMade
from supervision.outcome import Fact, Outcome
from supervision.workdays import Workdays


def print_bulletin(
    summary: Summary,
    matter: Matter,
    *,
    bulletin_id: int,
    n: int,
    number: str,
    unit_ids: tuple[int, ...],
    in_group: bool,
    now: datetime,
    county: County,
    workdays: Workdays,
) -> Outcome:
    """Number the bulletin and send it to the units; into the working groups only where the Office ticked it.

    Args:
        n: which bulletin of the matter it is, from 1.
    """
    today = local_date(now, county.zone)
    at = post_moment(now, county, workdays) if in_group else None
    bulletin = Bulletin(
        id=bulletin_id,
        period=f"matter/{matter.id}/{n}",
        status=BulletinStatus.APPROVED if in_group else BulletinStatus.POSTED,
        cut_off=today,
        drafted_at=now,
        figures={},
        number=number,
        text=summary.text,
        post_at=at,
        posted_at=None if in_group else now,
        group_text=summary.text if in_group else "",
        kind=BulletinKind.MATTER,
        matter_id=matter.id,
        track=matter.track,
    )
    told = tuple(
        MatterBulletin(
            to=to_unit(unit_id),
            bulletin_id=bulletin.id,
            unit_id=unit_id,
            number=number,
            text=summary.text,
            issued_on=today,
        )
        for unit_id in unit_ids
    )
    made = MatterBulletinMade(
        to=to_officer(matter.registered_post_id),
        bulletin_id=bulletin.id,
        registration_number=matter.registration_number,
        number=number,
        units=len(unit_ids),
        post_on=local_date(at, county.zone) if at else None,
    )
    details = {"matter": matter.id, "number": number, "units": list(unit_ids), "in_group": in_group}
    return Outcome(
        saves=(bulletin,),
        facts=(Fact("bulletin.printed", bulletin_subject(bulletin.id), details),),
        notices=(*told, made),
        redraw=(matter_subject(matter.id),),
    )
