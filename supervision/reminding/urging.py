"""催办 by a person of the Office: a reminder now, besides the ladder; one a matter, unit and day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from supervision.calendars.deadlines import local_date
from supervision.county import County
from supervision.model import Post, Reminder, ReportDue, Urgency
from supervision.notices.base import to_unit
from supervision.notices.reminding import UnitReminded
from supervision.outcome import Fact, Outcome
from supervision.reminding.reminders import MANUAL, limit_of
from supervision.subjects import Subject


def has_had_enough(messages: int, urgency: Urgency, county: County) -> bool:
    """Say whether a unit got as many messages by hand today as it may; the rest goes into its digest (减负)."""
    return urgency is not Urgency.MOST_URGENT and messages >= county.unit_messages


def remind_now(
    dues: Sequence[ReportDue],
    liaisons: Sequence[Post],
    urgency: Urgency,
    now: datetime,
    county: County,
    *,
    merged: bool = False,
) -> Outcome:
    """Remind a unit's liaisons of the reports that it owes of one matter. ``dues`` are of one matter and unit.

    ``merged``: not by a message of its own, but in the next digest of each.
    """
    matter_id, unit_id = dues[0].matter_id, dues[0].unit_id
    not_before = None if urgency is Urgency.MOST_URGENT else after_quiet_hours(now, county)
    today = local_date(now, county.zone)
    notice = UnitReminded(to=to_unit(unit_id), matter_id=matter_id, unit_id=unit_id, day=today, not_before=not_before)
    seated = _one_each(liaisons)
    saves = tuple(
        Reminder(
            matter_id,
            due.task_seq,
            unit_id,
            due.seq,
            rung=f"{MANUAL}@{today.isoformat()}",
            post_id=post.id,
            created_at=now,
            counted_from=limit_of(due),
            told_by="" if merged else f"{notice.key}@post/{post.id}",
        )
        for due in dues
        for post in seated
    )
    details = {"unit": unit_id, "dues": [f"{due.task_seq}/{due.seq}" for due in dues]}
    return Outcome(
        saves, (Fact("unit.reminded", Subject("matter", str(matter_id)), details),), () if merged else (notice,)
    )


def after_quiet_hours(now: datetime, county: County) -> datetime | None:
    """Give the end of the quiet hours if the clock stands in them, else none."""
    if not county.is_quiet(now):
        return None
    local = county.local(now)
    ends_on = local.date() + timedelta(days=local.time() >= county.quiet_until)
    return datetime.combine(ends_on, county.quiet_until, county.zone).astimezone(UTC)


def _one_each(posts: Sequence[Post]) -> list[Post]:
    """One post a person, as the outbox seats them."""
    seats: dict[object, Post] = {}
    for post in posts:
        seats.setdefault(post.holder_id or f"vacant {post.id}", post)
    return list(seats.values())
