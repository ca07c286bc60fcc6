"""A bulletin that all have signed: its number, its hour, and its way into the groups and to the criticised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from supervision.bulletins.making import moment_of
from supervision.calendars.deadlines import local_date
from supervision.calendars.periods import title_of
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Bulletin, BulletinLine, BulletinStatus, CalendarKey, Group, Post
from supervision.notices.base import to_group, to_post, to_unit
from supervision.notices.bulletins import (
    BulletinApproved,
    BulletinHeld,
    CriticismTold,
    GroupBulletin,
    NoGroupBound,
    bulletin_subject,
)
from supervision.outcome import Fact, Outcome


def post_moment(now: datetime, county: County, workdays: Workdays) -> datetime:
    """Give the set hour of the next workday, or of today while it lies ahead."""
    today = local_date(now, county.zone)
    moment = moment_of(workdays.on_or_after(today), county.bulletin_post_hour, county)
    return moment if moment >= now else moment_of(workdays.next_workday(today), county.bulletin_post_hour, county)


def approve(
    bulletin: Bulletin, number: str, groups: Sequence[Group], *, now: datetime, county: County, workdays: Workdays
) -> Outcome:
    """The last signature: the bulletin has its number and its hour."""
    subject = bulletin_subject(bulletin.id)
    at = post_moment(now, county, workdays)
    moved = replace(bulletin, status=BulletinStatus.APPROVED, number=number, post_at=at)
    notice = BulletinApproved(
        bulletin_id=bulletin.id,
        number=number,
        period=title_of(bulletin),
        post_at=at,
        groups=tuple(group.title for group in groups),
    )
    fact = Fact("bulletin.approved", subject, {"number": number, "post_at": at.isoformat()})
    return Outcome((moved,), (fact,), (notice,), (subject,))


def returned(bulletin: Bulletin) -> Bulletin:
    """A signed bulletin that is not posted as it was signed: before the Office again, under its number."""
    return replace(bulletin, status=BulletinStatus.SENT_BACK, post_at=None)


def hold(bulletin: Bulletin, units: Sequence[str]) -> Outcome:
    """Tell the Office that it was not posted: what it criticises of these units is not counted any more."""
    if bulletin.post_at is None:
        raise ValueError("a bulletin without its hour cannot be held")
    notice = BulletinHeld(bulletin_id=bulletin.id, number=bulletin.number, units=tuple(units), post_at=bulletin.post_at)
    subject = bulletin_subject(bulletin.id)
    fact = Fact("bulletin.held", subject, {"number": bulletin.number, "units": list(units)})
    return Outcome((), (fact,), (notice,), (subject,))


def nowhere(bulletin: Bulletin, now: datetime) -> Outcome:
    """Tell the Office, once, that no group is bound; the bulletin waits for one."""
    notice = NoGroupBound(bulletin_id=bulletin.id, number=bulletin.number)
    fact = Fact("bulletin.without_group", bulletin_subject(bulletin.id))
    return Outcome((CalendarKey(nowhere_key(bulletin), now),), (fact,), (notice,))


def nowhere_key(bulletin: Bulletin) -> str:
    """Name the telling of the Office, which happens once."""
    return f"bulletin-nowhere/{bulletin.id}"


@dataclass(frozen=True, slots=True)
class Criticism:
    """A criticised unit: its line, its name, and the posts of its deputy and head.

    `told` hears of it: the unit itself, or who has its work by now (0: the unit).
    """

    line: BulletinLine
    unit: str
    leaders: Sequence[Post]
    told: int = 0


def post(bulletin: Bulletin, groups: Sequence[Group], criticisms: Sequence[Criticism], county: County) -> Outcome:
    """Post it into the groups, and tell each criticised unit what is said of it."""
    if bulletin.post_at is None:
        raise ValueError("a bulletin without its hour cannot be posted")
    issued_on = local_date(bulletin.post_at, county.zone)
    posts = [
        GroupBulletin(
            to=to_group(group.id),
            bulletin_id=bulletin.id,
            number=bulletin.number,
            text=bulletin.group_text,
            issued_on=issued_on,
        )
        for group in groups
    ]
    told = [
        CriticismTold(
            to=seat,
            bulletin_id=bulletin.id,
            unit_id=item.line.unit_id,
            number=bulletin.number,
            period=title_of(bulletin),
            unit=item.unit,
            events=item.line.events,
            weak=item.line.weak,
            in_group=bulletin.name_in_group,
        )
        for item in criticisms
        for seat in (to_unit(item.told or item.line.unit_id), *(to_post(leader.id) for leader in item.leaders))
    ]
    fact = Fact("bulletin.posting", bulletin_subject(bulletin.id), {"groups": [group.id for group in groups]})
    return Outcome(facts=(fact,), notices=(*posts, *told))


def posted(bulletin: Bulletin, at: datetime) -> Outcome:
    """It stands in the groups."""
    subject = bulletin_subject(bulletin.id)
    moved = replace(bulletin, status=BulletinStatus.POSTED, posted_at=at)
    return Outcome((moved,), (Fact("bulletin.posted", subject, {"at": at.isoformat()}),), redraw=(subject,))
