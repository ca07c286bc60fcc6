"""值班: who of the Office is on duty. He takes up the telephone when no unit and no leader answers a 特急 paper.

A day of duty runs from the opening of the office to its opening on the next day, so that the night belongs to the
evening before it. A day for which nobody was named is everybody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from supervision.actors import Actor
from supervision.calendars.dates import read_day
from supervision.calendars.deadlines import local_date
from supervision.county import County
from supervision.model import DutyDay, Post
from supervision.notices.base import to_post
from supervision.notices.urgency import DutyGiven
from supervision.outcome import Fact, Outcome
from supervision.refusals import InvalidInput
from supervision.reminding.urging import after_quiet_hours
from supervision.roles import OFFICE, Permission, Role
from supervision.subjects import Subject

MOST_LINES = 31
"""Lines of one message."""

MOST_DAYS = 62
"""Days that one message may fill."""

NOBODY = frozenset({"无", "不安排", "取消", "未安排"})
"""Instead of a name: the day is everybody's again."""

_LINE = re.compile(r"^(?P<days>\S+)\s+(?P<name>.+)$")
_RANGE = re.compile(r"^(?P<first>[^至到—~-]+)(?:至|到|—+|~|-)(?P<last>.+)$")
_ISO_DAY = re.compile(r"^\d{4}-\d{1,2}-\d{1,2}$")
_BARE_DAY = re.compile(r"^(\d{1,2})[日号]?$")


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody of the Office who can be on duty, by the names that he goes by: his own, his post's title."""

    post_id: int
    names: tuple[str, ...]


def day_of_duty(now: datetime, county: County) -> date:
    """Give the day whose clerk is on duty now."""
    today = local_date(now, county.zone)
    return today if county.local(now).time() >= county.office_opens else today - timedelta(days=1)


def on_duty(day: DutyDay | None, office: Iterable[Post]) -> tuple[int, ...]:
    """Give the posts on duty: that of the day, else all officers, else – nobody sits there – the head of the Office."""
    posts = [post for post in office if post.active and post.holder_id is not None and post.role in OFFICE]
    named = [post.id for post in posts if day is not None and post.id == day.post_id]
    officers = [post.id for post in posts if post.role is Role.OFFICER]
    return tuple(named or officers or [post.id for post in posts])


def read_lines(text: str, office: Sequence[Named], today: date) -> dict[date, int]:
    """Read who is on duty when, a line each: `3月5日 督查室甲`, `3月5日至8日 督查室乙`, `3月6日 无`; post id by day.

    Raises:
        InvalidInput: a line that is no day and name (`duty_line`), an unknown name (`duty_name`), `bad_date`,
            `past_date`, or too much.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise InvalidInput("duty", "empty")
    if len(lines) > MOST_LINES:
        raise InvalidInput("duty", "too_many", limit=MOST_LINES)
    found: dict[date, int] = {}
    for line in lines:
        match = _LINE.match(line)
        if match is None:
            raise InvalidInput("duty", "duty_line", given=line[:30])
        post_id = _post_of(match["name"], office)
        found |= dict.fromkeys(_days(match["days"], today), post_id)
    if len(found) > MOST_DAYS:
        raise InvalidInput("duty", "too_many", limit=MOST_DAYS)
    return found


def _post_of(name: str, office: Sequence[Named]) -> int:
    wanted = "".join(name.split())
    if wanted in NOBODY:
        return 0
    found = {one.post_id for one in office if wanted in one.names}
    if len(found) != 1:
        raise InvalidInput("duty", "duty_name", given=wanted[:30])
    return found.pop()


def _days(text: str, today: date) -> list[date]:
    between = None if _ISO_DAY.match(text) else _RANGE.match(text)
    first = read_day("duty", between["first"] if between else text, today).day
    last = first
    if between:
        bare = _BARE_DAY.match(between["last"])
        last = read_day("duty", f"{first.month}月{bare[1]}日" if bare else between["last"], today).day
    if first < today:
        raise InvalidInput("duty", "past_date", given=text[:30])
    if not 0 <= (last - first).days < MOST_DAYS:
        raise InvalidInput("duty", "bad_date", given=text[:30])
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def set_duty(
    days: Mapping[date, int], before: Mapping[date, int], actor: Actor, now: datetime, county: County
) -> Outcome:
    """Write down who is on duty; who is newly named and did not write it himself is told, not in the quiet hours.

    Args:
        days: the post of each day, 0 for nobody.
        before: the same as it stood.

    Raises:
        NotAllowed: only the Office arranges it.
    """
    actor.require(Permission.DUTY_SET)
    changed = {day: post_id for day, post_id in sorted(days.items()) if before.get(day, 0) != post_id}
    own = {post.id for post in actor.posts}
    told = sorted({post_id for post_id in changed.values() if post_id} - own)
    return Outcome(
        saves=tuple(DutyDay(day, post_id, actor.person_id) for day, post_id in changed.items()),
        facts=tuple(_fact(day, post_id) for day, post_id in changed.items()),
        notices=tuple(
            DutyGiven(
                to=to_post(post_id),
                days=tuple(day for day, named in changed.items() if named == post_id),
                not_before=after_quiet_hours(now, county),
            )
            for post_id in told
        ),
    )


def _fact(day: date, post_id: int) -> Fact:
    return Fact("duty.set", Subject("duty", day.isoformat()), {"post": post_id})
