"""A bulletin that all have signed: its number, its hour, and its way into the groups and to the criticised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from supervision.actors import Actor
from supervision.bulletins.making import moment_of
from supervision.calendars.deadlines import local_date
from supervision.calendars.periods import title_of
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Bulletin, BulletinEvent, BulletinLine, BulletinStatus, CalendarKey, Group, Post
from supervision.notices.base import FileRef, Recipient, to_group, to_post, to_unit
from supervision.notices.bulletins import (
    BulletinApproved,
    BulletinHeld,
    CriticismTold,
    GroupBulletin,
    NoGroupBound,
    bulletin_subject,
)
from supervision.notices.publishing import OwnLine, PictureFailed
from supervision.outcome import Fact, Outcome
from supervision.refusals import WrongState


def post_moment(now: datetime, county: County, workdays: Workdays) -> datetime:
    """Give the set hour of the next workday, or of today while it lies ahead."""
    today = local_date(now, county.zone)
    moment = moment_of(workdays.on_or_after(today), county.bulletin_post_hour, county)
    return moment if moment >= now else moment_of(workdays.next_workday(today), county.bulletin_post_hour, county)


def approve(
    bulletin: Bulletin, number: str, groups: Sequence[Group], *, now: datetime, county: County, workdays: Workdays
) -> Outcome:
    """The last signature: the bulletin has its number and its hour, and it stands how criticism goes out."""
    subject = bulletin_subject(bulletin.id)
    at = post_moment(now, county, workdays)
    is_settled = bulletin.named_at is not None or bulletin.corrects_id is not None
    named = bulletin.name_in_group if is_settled else county.name_in_group
    moved = replace(bulletin, status=BulletinStatus.APPROVED, number=number, post_at=at, name_in_group=named)
    notice = BulletinApproved(
        bulletin_id=bulletin.id,
        number=number,
        period=title_of(bulletin),
        post_at=at,
        groups=tuple(group.title for group in groups),
    )
    fact = Fact("bulletin.approved", subject, {"number": number, "post_at": at.isoformat(), "in_group": named})
    return Outcome((moved,), (fact,), (notice,), (subject,))


def returned(bulletin: Bulletin) -> Bulletin:
    """A signed bulletin that is not posted as it was signed: before the Office again, under its number."""
    return replace(bulletin, status=BulletinStatus.SENT_BACK, post_at=None, named_by=None, named_at=None)


def choose_naming(bulletin: Bulletin, actor: Actor, named: bool, now: datetime) -> Outcome:
    """The last signer chooses whether the criticised are named in the groups, or told by themselves.

    Raises:
        WrongState: it is not with its signers.
    """
    if bulletin.status is not BulletinStatus.IN_APPROVAL:
        raise WrongState("bulletin", bulletin.status.value)
    chosen = replace(bulletin, name_in_group=named, named_by=actor.person_id, named_at=now)
    return Outcome((chosen,), (Fact("bulletin.naming_chosen", bulletin_subject(bulletin.id), {"in_group": named}),))


def public_text(bulletin: Bulletin) -> str:
    """Give the text that stands in the groups."""
    return bulletin.text if bulletin.name_in_group else bulletin.group_text


def hold(bulletin: Bulletin, units: Sequence[str], *, why: str = "counted") -> Outcome:
    """Tell the Office that it was not posted: what it criticises of these units is not counted any more."""
    if bulletin.post_at is None:
        raise ValueError("a bulletin without its hour cannot be held")
    notice = BulletinHeld(
        bulletin_id=bulletin.id, number=bulletin.number, units=tuple(units), post_at=bulletin.post_at, why=why
    )
    subject = bulletin_subject(bulletin.id)
    fact = Fact("bulletin.held", subject, {"number": bulletin.number, "units": list(units), "why": why})
    return Outcome((), (fact,), (notice,), (subject,))


def hold_for_annex(bulletin: Bulletin) -> Outcome:
    """Give it back to the Office, since its annex is not any more what was signed with the text."""
    return Outcome((returned(bulletin),)) + hold(bulletin, (), why="annex")


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
    """A unit that was criticised, now or in what is corrected: its line, its name, the posts of its deputy and head.

    `told` hears of it: the unit itself, or who has its work by now (0: the unit).
    """

    line: BulletinLine
    unit: str
    leaders: Sequence[Post]
    told: int = 0

    @property
    def seats(self) -> tuple[Recipient, ...]:
        """Who hears of it."""
        return (to_unit(self.told or self.line.unit_id), *(to_post(leader.id) for leader in self.leaders))


@dataclass(frozen=True, slots=True)
class Counted:
    """A unit that the bulletin counts and does not criticise: its figures and late reports; `told` as of a criticism.

    `heads` are the posts of its heads.
    """

    unit_id: int
    unit: str
    told: int
    heads: Sequence[Post]
    figures: Mapping[str, int]
    commended: bool = False
    events: tuple[BulletinEvent, ...] = ()


def post(
    bulletin: Bulletin,
    groups: Sequence[Group],
    criticisms: Sequence[Criticism],
    county: County,
    *,
    counted: Sequence[Counted] = (),
    paper: tuple[FileRef, ...] = (),
    charts: tuple[FileRef, ...] = (),
) -> Outcome:
    """Post it into the groups, and tell each unit what is said or counted of it.

    `paper` is the bulletin as a file, as it stands in the groups; `charts` its pictures.
    """
    if bulletin.post_at is None:
        raise ValueError("a bulletin without its hour cannot be posted")
    issued_on = local_date(bulletin.post_at, county.zone)
    posts = [
        GroupBulletin(
            to=to_group(group.id),
            bulletin_id=bulletin.id,
            number=bulletin.number,
            text=public_text(bulletin),
            issued_on=issued_on,
            files=(*charts, *paper),
        )
        for group in groups
    ]
    told = _criticisms_told(bulletin, criticisms, paper)
    fact = Fact("bulletin.posting", bulletin_subject(bulletin.id), {"groups": [group.id for group in groups]})
    return Outcome(facts=(fact,), notices=(*posts, *told, *_own_lines(bulletin, counted)))


def _criticisms_told(
    bulletin: Bulletin, criticisms: Sequence[Criticism], paper: tuple[FileRef, ...]
) -> tuple[CriticismTold, ...]:
    return tuple(
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
            files=paper,
        )
        for item in criticisms
        for seat in item.seats
    )


def _own_lines(bulletin: Bulletin, counted: Sequence[Counted]) -> tuple[OwnLine, ...]:
    return tuple(
        OwnLine(
            to=seat,
            bulletin_id=bulletin.id,
            unit_id=item.unit_id,
            number=bulletin.number,
            period=title_of(bulletin),
            unit=item.unit,
            figures=dict(item.figures),
            commended=item.commended,
            events=item.events,
        )
        for item in counted
        for seat in (to_unit(item.told), *(to_post(head.id) for head in item.heads))
    )


def without_picture(bulletin: Bulletin) -> Outcome:
    """Tell the Office that the chart could not be drawn; text and paper go out all the same."""
    fact = Fact("bulletin.picture_failed", bulletin_subject(bulletin.id))
    return Outcome(facts=(fact,), notices=(PictureFailed(bulletin_id=bulletin.id, number=bulletin.number),))


def posted(bulletin: Bulletin, at: datetime) -> Outcome:
    """It stands in the groups."""
    subject = bulletin_subject(bulletin.id)
    moved = replace(bulletin, status=BulletinStatus.POSTED, posted_at=at)
    return Outcome((moved,), (Fact("bulletin.posted", subject, {"at": at.isoformat()}),), redraw=(subject,))
