"""Who is reminded of what, when: a limit on the rungs of its ladder (`supervision/procedures/ladders.py`).

Rungs are counted in workdays from the local day of the time limit, which is ``ReportDue.late_after`` or, after a
return, ``supplement_by``. A limit that falls into a holiday counts to the next workday, so that the rungs before it
come before the holiday and none inside it. Such a rung is reached at the digest hour of its day. The rungs of 特急 are
reached at their minute, whatever day and hour that is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from supervision.calendars.deadlines import end_of, local_date
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Dispatch, DueStatus, Post, Reminder, ReportDue, SigningStep
from supervision.procedures.ladders import Ladder, Rung, Seats, Told, late_rungs
from supervision.roles import Role

DIGEST_AFTER_OPENING = timedelta(minutes=30)

PASSED = "passed"
"""``told_by`` of a rung that nobody needed to be told: reached before the paper was sent, or nobody's post."""

OVER = "over"
"""``told_by`` of a reminder whose thing was done before it was said."""

LOST = "lost"
"""``told_by`` of a reminder whose message may or may not have arrived, or was refused: the Office sees that row."""

WEEK = "week"
MANUAL = "manual"


def after_limit(county: County) -> frozenset[str]:
    """Give the rungs that count as reminders of the unit after the date (逾期后催办) in a bulletin."""
    return late_rungs(county) | {MANUAL}


@dataclass(frozen=True, slots=True)
class Pace:
    """How a ladder is counted: its days as workdays, what is told by the clock from the limit itself."""

    county: County
    workdays: Workdays

    def moment(self, day: date) -> datetime:
        """Give the digest hour of a day, as UTC."""
        return datetime.combine(day, digest_hour(self.county), self.county.zone).astimezone(UTC)

    def reached_on(self, rung: Rung, limit: datetime) -> datetime:
        """Give the moment at which a limit reaches the rung."""
        if rung.at is not None:
            return limit + rung.at
        counted_from = self.workdays.on_or_after(local_date(limit, self.county.zone))
        return self.moment(self.workdays.add_workdays(counted_from, rung.offset))

    def latest(self, rung: Rung, now: datetime) -> datetime:
        """Give the latest limit that has reached the rung by now."""
        if rung.at is not None:
            return now - rung.at
        return end_of(self.workdays.add_workdays(self._last_day(now), -rung.offset), None, self.county.zone)

    def _last_day(self, now: datetime) -> date:
        """Give the last workday whose digest hour has come."""
        today = local_date(now, self.county.zone)
        come = self.workdays.is_workday(today) and self.moment(today) <= now
        return today if come else self.workdays.previous_workday(today)


def digest_hour(county: County) -> time:
    """Give the hour of the day's digest: half an hour after the office opens, local time."""
    opening = datetime.combine(date(2026, 1, 1), county.office_opens, UTC)
    return (opening + DIGEST_AFTER_OPENING).time()


def may_send_digests(now: datetime, county: County, workdays: Workdays) -> bool:
    """Say whether digests go out now: on a workday, from the digest hour until the office closes."""
    clock = county.local(now)
    return workdays.is_workday(clock.date()) and digest_hour(county) <= clock.time() < county.office_closes


def next_digest(now: datetime, county: County, workdays: Workdays) -> datetime:
    """Give the next digest hour after now, as UTC."""
    pace = Pace(county, workdays)
    today = pace.moment(workdays.on_or_after(local_date(now, county.zone)))
    return today if today > now else pace.moment(workdays.next_workday(local_date(now, county.zone)))


@dataclass(frozen=True, slots=True)
class Band:
    """The limits that stand on a rung now: after ``above`` (none: any) and up to ``upto``."""

    rung: str
    above: datetime | None
    upto: datetime


def bands(ladder: Ladder, pace: Pace, now: datetime) -> tuple[Band, ...]:
    """Give, for each rung, the limits that stand on it at this moment: what a query by index asks for."""
    ends = [pace.latest(rung, now) for rung in ladder]
    return tuple(Band(rung.key, above, upto) for rung, upto, above in zip(ladder, ends, [*ends[1:], None], strict=True))


def next_rung(ladder: Ladder, limit: datetime, pace: Pace, now: datetime) -> datetime | None:
    """Give the next moment at which this limit reaches a rung, none when it is beyond the last."""
    moments = (pace.reached_on(rung, limit) for rung in ladder)
    return min((moment for moment in moments if moment > now), default=None)


@dataclass(frozen=True, slots=True)
class Thing:
    """What is reminded of: the key of its reminders, its limit, and since when it can be reminded of at all."""

    matter_id: int
    task_seq: int
    unit_id: int
    due_seq: int
    limit: datetime
    since: datetime


def limit_of(due: ReportDue) -> datetime:
    """Give the time limit that a report owed now is reminded of: after a return, that of the supplement."""
    if due.status is DueStatus.RETURNED and due.supplement_by is not None:
        return due.supplement_by
    return due.late_after


def of_due(due: ReportDue, since: datetime) -> Thing:
    """Name a report due; ``since``: the paper was sent, or the report was returned."""
    return Thing(due.matter_id, due.task_seq, due.unit_id, due.seq, limit_of(due), since)


def of_dispatch(dispatch: Dispatch, told_at: datetime | None = None) -> Thing:
    """Name a paper that waits to be acknowledged; told by telephone after its limit, it is counted from the call."""
    limit = max(dispatch.acknowledge_by, told_at or dispatch.acknowledge_by)
    return Thing(dispatch.matter_id, 0, dispatch.unit_id, dispatch.paper_id, limit, dispatch.sent_at)


def of_step(step: SigningStep, since: datetime) -> Thing:
    """Name a signature that is waited for since a moment."""
    return Thing(0, step.seq, 0, step.chain_id, since, since)


def climb(thing: Thing, ladder: Ladder, seats: Seats, pace: Pace, now: datetime) -> list[Reminder]:
    """Give the reminders of a thing that have become due: for each role the last rung that it has reached.

    Rungs that were missed while the bot was down are merged into the one on which the thing stands now. A rung
    reached before ``since`` reminds nobody. ``seats`` are the posts of each role and place. One row always carries
    the rung on which the thing stands, so that it is not asked for again.
    """
    reached = [rung for rung in ladder if pace.reached_on(rung, thing.limit) <= now]
    if not reached:
        return []
    rows: list[Reminder] = []
    for role in dict.fromkeys(role for rung in reached for role in sorted(rung.roles)):
        rung = next(rung for rung in reversed(reached) if role in rung.roles)
        if pace.reached_on(rung, thing.limit) > thing.since:
            rows += [_reminder(thing, rung, post, pace, now) for post in seats.get(role, ())]
    standing = _reminder(thing, reached[-1], 0, pace, now)
    if not any(row.rung == standing.rung for row in rows):
        rows.append(replace(standing, told_by=PASSED))
    return rows


def _reminder(thing: Thing, rung: Rung, post_id: int, pace: Pace, now: datetime) -> Reminder:
    return Reminder(
        thing.matter_id,
        thing.task_seq,
        thing.unit_id,
        thing.due_seq,
        rung=rung_name(rung.key, thing.limit, pace.county),
        post_id=post_id,
        created_at=now,
        counted_from=thing.limit,
    )


def rung_name(key: str, limit: datetime, county: County) -> str:
    """Write the rung of one limit: ``T+1@2026-05-20T23:59``; a moved limit has rungs of its own."""
    return f"{key}@{county.local(limit):%Y-%m-%dT%H:%M}"


def rung_key(name: str) -> str:
    """Read which rung of the ladder a stored name is."""
    return name.partition("@")[0]


def week_of(now: datetime, county: County, workdays: Workdays) -> date:
    """Give the first workday of this week, on which a unit's deputy hears how it stands (R1)."""
    today = local_date(now, county.zone)
    return workdays.on_or_after(today - timedelta(days=today.weekday()))


def week_reminder(post: Post, week: date, now: datetime) -> Reminder:
    """Give the weekly word to a unit's deputy."""
    return Reminder(0, 0, post.unit_id, 0, f"{WEEK}@{week.isoformat()}", post.id, now)


def seats_of(posts: Iterable[Post], officer_post_id: int) -> dict[Told, list[int]]:
    """Give the posts of each role: a unit's own, and for the Office the matter's officer, or all if he is gone."""
    seats: dict[Told, list[int]] = {}
    posts = [post for post in posts if post.active]
    own = [post for post in posts if post.id == officer_post_id and post.holder_id is not None]
    for post in posts:
        if post.role is not Role.OFFICER or not own or post in own:
            seats.setdefault(post.role, []).append(post.id)
    if own and own[0].role is not Role.OFFICER:
        seats[Role.OFFICER] = [own[0].id]
    return seats
