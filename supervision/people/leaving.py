"""请假: a liaison of a unit is away for some days, and what goes to the unit goes to the others.

Ours: the notice asks for liaisons A and B (R1) and does not say what happens when one is away. Nothing is lost: where
nobody is left, the one on leave is told all the same, and the deputy with him.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from supervision.actors import Actor
from supervision.county import County
from supervision.model import Leave, Post
from supervision.notices.base import Recipient, to_post
from supervision.notices.leaving import LeaveCard, LeaveOver, leave_subject
from supervision.outcome import Fact, Outcome
from supervision.procedures.ladders import Place
from supervision.refusals import InvalidInput, NotFound, StaleButton
from supervision.roles import OFFICE, Permission, Role

LONGEST_DAYS = 92
"""Days that one leave may run: who is away for longer is succeeded."""

LEAVING = frozenset({Role.LIAISON})
"""Whose leave changes who is told."""


def require_leaving(post: Post, actor: Actor) -> None:
    """Refuse who may not enter the leave of this post: the unit's own people and the Office may.

    Raises:
        NotAllowed: none of his posts enters leave.
        NotFound: another unit's post, or one whose leave changes nothing.
    """
    actor.require(Permission.LEAVE_ENTER)
    of_office = not actor.roles.isdisjoint(OFFICE)
    if not post.active or post.role not in LEAVING or not (of_office or post.unit_id in actor.unit_ids):
        raise NotFound("post")


def check_days(since: date, until: date, others: Iterable[Leave], today: date) -> None:
    """Refuse days that will not do.

    Raises:
        InvalidInput: `past_date`, `ends_before`, `too_many_days`, or `overlaps` another leave of the post.
    """
    if since < today:
        raise InvalidInput("date", "past_date", given=f"{since.month}月{since.day}日")
    if until < since:
        raise InvalidInput("date", "ends_before", given=f"{until.month}月{until.day}日")
    if (until - since).days >= LONGEST_DAYS:
        raise InvalidInput("date", "too_many_days", limit=LONGEST_DAYS)
    for other in others:
        if other.ended_at is None and other.since <= until and since <= other.until:
            given = f"{other.since.month}月{other.since.day}日至{other.until.month}月{other.until.day}日"
            raise InvalidInput("date", "overlaps", given=given)


def enter(
    leave: Leave,
    post: Post,
    others: Iterable[Leave],
    covers: Sequence[Post],
    actor: Actor,
    *,
    today: date,
    here: Recipient,
) -> Outcome:
    """Write a leave down and tell those whom it concerns: who is away, who stands in, and who entered it.

    Args:
        others: the other leaves of the post.
        covers: who gets the unit's papers and reminders meanwhile.
        here: where it was entered.

    Raises as `require_leaving` and `check_days`.
    """
    require_leaving(post, actor)
    check_days(leave.since, leave.until, others, today)
    details = {"leave": leave.id, "since": leave.since.isoformat(), "until": leave.until.isoformat()}
    seats = [post, *(cover for cover in covers if cover.id != post.id)]
    told = [LeaveCard(to=to_post(seat.id), leave_id=leave.id) for seat in seats if not actor.holds(seat.id)]
    return Outcome(
        saves=(leave,),
        facts=(Fact("leave.entered", leave_subject(leave.id), {"post": post.id, **details}),),
        notices=(LeaveCard(to=here, leave_id=leave.id), *told),
    )


def end(leave: Leave, post: Post, actor: Actor, now: datetime) -> Outcome:
    """提前销假: he is back, or the leave is not taken.

    Raises as `require_leaving`; StaleButton: it is over.
    """
    require_leaving(post, actor)
    if leave.ended_at is not None:
        raise StaleButton
    return _over(leave, now)


def begin(leave: Leave, now: datetime) -> Outcome:
    """The first day has come: those who stand in get what is open (the use case sends it)."""
    fact = Fact("leave.began", leave_subject(leave.id), {"post": leave.post_id})
    return Outcome(saves=(replace(leave, began_at=now),), facts=(fact,))


def lapse(leave: Leave, now: datetime) -> Outcome:
    """The last day has passed."""
    return _over(leave, now)


def _over(leave: Leave, now: datetime) -> Outcome:
    back = leave.began_at is not None
    return Outcome(
        saves=(replace(leave, ended_at=now),),
        facts=(Fact("leave.ended", leave_subject(leave.id), {"post": leave.post_id}),),
        notices=(LeaveOver(to=to_post(leave.post_id), leave_id=leave.id),) if back else (),
        redraw=(leave_subject(leave.id),),
    )


def begins_at(leave: Leave, county: County) -> datetime:
    """When a leave begins: as the office opens on its first day (UTC)."""
    return _opening(leave.since, county)


def lapses_at(leave: Leave, county: County) -> datetime:
    """When a leave is over: as the office opens on the day after its last (UTC)."""
    return _opening(leave.until + timedelta(days=1), county)


def _opening(day: date, county: County) -> datetime:
    return datetime.combine(day, county.office_opens, county.zone).astimezone(UTC)


def reminded(seats: Mapping[Role | Place, Sequence[int]], away: Collection[int]) -> dict[Role | Place, Sequence[int]]:
    """The posts of each role who are reminded while some are away: the other liaisons, else the deputy as well.

    Args:
        seats: a unit's posts by role.
        away: the posts of those on leave.
    """
    found = dict(seats)
    liaisons = found.get(Role.LIAISON, ())
    present = [post for post in liaisons if post not in away]
    if liaisons and not present:
        present = [*liaisons, *found.get(Role.UNIT_DEPUTY, ())]
    if liaisons:
        found[Role.LIAISON] = present
    return found
