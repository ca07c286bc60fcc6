"""督查通报 of one matter (P4.3, P5.4, P8.3): its approved summary, numbered and sent to the units of the matter.

Ours: the notice names no signer of its own for it, so the result chain is the chain. It names no unit for praise or
blame; such a bulletin takes the chain of bulletins after a hearing (Order 733 art. 16, 21).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from supervision.bulletins.appraisal import Appraisal
from supervision.bulletins.bulletin_posting import post_moment
from supervision.calendars.deadlines import local_date
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Bulletin, BulletinKind, BulletinStatus, Matter, Summary
from supervision.notices.base import FileRef, to_officer, to_unit
from supervision.notices.bulletins import BulletinCard, bulletin_subject
from supervision.notices.cards import matter_subject
from supervision.notices.upward import MatterBulletin, MatterBulletinMade
from supervision.outcome import Fact, Outcome
from supervision.papers.report_contents import titled


@dataclass(frozen=True, slots=True, kw_only=True)
class Printing:
    """What a bulletin of a matter is made of: `n` is which of the matter it is, from 1."""

    summary: Summary
    matter: Matter
    bulletin_id: int
    n: int
    number: str
    unit_ids: tuple[int, ...]
    in_group: bool
    document_id: int | None = None

    def bulletin(self, now: datetime, today: date, post_at: datetime | None) -> Bulletin:
        """The bulletin: in the groups it stands at its hour; without them it is out at once."""
        return Bulletin(
            id=self.bulletin_id,
            period=f"matter/{self.matter.id}/{self.n}",
            status=BulletinStatus.APPROVED if self.in_group else BulletinStatus.POSTED,
            cut_off=today,
            drafted_at=now,
            figures={},
            number=self.number,
            text=self.summary.text,
            post_at=post_at,
            posted_at=None if self.in_group else now,
            group_text=self.summary.text if self.in_group else "",
            kind=BulletinKind.MATTER,
            matter_id=self.matter.id,
            track=self.matter.track,
            document_id=self.document_id,
        )


def headed(text: str, matter: Matter, units: Sequence[str]) -> str:
    """A summary as a bulletin is set: under its own title, or that of its matter, and to the units of the matter."""
    title, body = titled(text)
    return "\n".join((title or f"关于{matter.title}落实情况的通报", f"{'、'.join(units)}：", body))


def draft_named(
    matter: Matter, n: int, appraisal: Appraisal, *, bulletin_id: int, now: datetime, today: date
) -> Outcome:
    """Put the figures and candidates of a matter before the Office, for a bulletin that is to praise or criticise."""
    bulletin = Bulletin(
        id=bulletin_id,
        period=f"matter/{matter.id}/{n}",
        status=BulletinStatus.DRAFT,
        cut_off=today,
        drafted_at=now,
        figures=appraisal.figures,
        kind=BulletinKind.MATTER,
        matter_id=matter.id,
        track=matter.track,
    )
    details = {"matter": matter.id, "figures": dict(appraisal.figures)}
    fact = Fact("bulletin.drafted", bulletin_subject(bulletin_id), details)
    return Outcome((bulletin, *appraisal.lines), (fact,), (BulletinCard(bulletin_id=bulletin_id),))


def print_bulletin(it: Printing, now: datetime, county: County, workdays: Workdays) -> Outcome:
    """Number the bulletin and send it to the units; into the working groups only where the Office ticked it."""
    today, matter = local_date(now, county.zone), it.matter
    at = post_moment(now, county, workdays) if it.in_group else None
    told = tuple(
        MatterBulletin(
            to=to_unit(unit_id),
            bulletin_id=it.bulletin_id,
            unit_id=unit_id,
            number=it.number,
            text=it.summary.text,
            issued_on=today,
            files=(FileRef(it.document_id),) if it.document_id is not None and county.send_documents else (),
        )
        for unit_id in it.unit_ids
    )
    made = MatterBulletinMade(
        to=to_officer(matter.registered_post_id),
        bulletin_id=it.bulletin_id,
        registration_number=matter.registration_number,
        number=it.number,
        units=len(it.unit_ids),
        post_on=local_date(at, county.zone) if at else None,
    )
    details = {"matter": matter.id, "number": it.number, "units": list(it.unit_ids), "in_group": it.in_group}
    return Outcome(
        saves=(it.bulletin(now, today, at),),
        facts=(Fact("bulletin.printed", bulletin_subject(it.bulletin_id), details),),
        notices=(*told, made),
        redraw=(matter_subject(matter.id),),
    )
