"""What is wrong with the ladders of a configuration, in plain Chinese."""

from __future__ import annotations

from collections.abc import Iterator

from bot.sections import Urgent
from supervision.county_limits import HOURS_AFTER, TOLD_BY_LADDER, URGENT_DAYS, is_early_above, is_ladder, rises
from supervision.roles import Role


def ladder_problems(ladder: tuple[tuple[int, tuple[Role, ...]], ...]) -> Iterator[str]:
    """Of the ladder of 平件: steps out of order, to nobody, or above the liaison too early."""
    if not ladder or not rises([days for days, _ in ladder]):
        yield "reminders.ladder：至少一行，各行的工作日数依次增大"
    if not all(roles and TOLD_BY_LADDER.issuperset(roles) for _, roles in ladder):
        yield f"reminders.ladder：每行至少告知一方，只能是{'、'.join(sorted(TOLD_BY_LADDER))}"
    elif is_early_above(ladder):
        yield "reminders.ladder：时限当日及以前只提醒联络员（liaison）"


def urgency_problems(urgent: Urgent) -> Iterator[str]:
    """Of those of 特急 and 加急."""
    if min((*urgent.approver_minutes, 1)) < 1 or not rises(urgent.approver_minutes):
        yield "urgent.approver_minutes：不小于1，依次增大"
    if min((*urgent.hours_before, 0)) < 0:
        yield "urgent.hours_before：不能小于0"
    if min((*urgent.hours_after, 0)) < 0 or not is_ladder(urgent.hours_after, HOURS_AFTER):
        yield f"urgent.hours_after：应为{HOURS_AFTER}个数，不小于0，依次增大"
    if not is_ladder(urgent.urgent_days, URGENT_DAYS):
        yield f"urgent.urgent_days：应为{URGENT_DAYS}个数，依次增大"
