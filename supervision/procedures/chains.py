"""What the matter itself adds to the steps of its track: who countersigns, and who signs what goes up to the city."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from supervision.calendars.workdays import Workdays
from supervision.procedures.forms import Destination, Issuer
from supervision.procedures.steps import STEPS_OF_THE_NAMED, Act, Step, Steps
from supervision.roles import Role

TO_THE_CITY = frozenset({Destination.CITY_GOVERNMENT, Destination.CITY_GOVERNMENT_OFFICE})
"""上行文: reports to the city."""


def with_countersign(steps: Steps, posts: Sequence[tuple[Role, int]]) -> Steps:
    """Put the 会签 of these posts (role, id) before the first 审定, each once and none that signs anyway."""
    signing = {step.role for step in steps} - STEPS_OF_THE_NAMED.keys()
    already = {step.post_id for step in steps}
    added = tuple(
        Step(role, Act.COUNTERSIGN, post_id)
        for role, post_id in dict.fromkeys(posts)
        if role not in signing and post_id not in already
    )
    at = next((place for place, step in enumerate(steps) if step.act is Act.APPROVE), len(steps))
    return (*steps[:at], *added, *steps[at:])


def upward(steps: Steps, issuer: Issuer, destination: Destination) -> Steps:
    """Have the mayor approve what goes up to the city in the county government's name, in place of the last 审定.

    公文处理条例 (2012) art. 22: 上行文 is signed by the principal leader of the organ.
    """
    if issuer is not Issuer.GOVERNMENT or destination not in TO_THE_CITY:
        return steps
    approvals = [place for place, step in enumerate(steps) if step.act is Act.APPROVE]
    at = approvals[-1] if approvals else len(steps)
    return (*steps[:at], Step(Role.MAYOR, Act.APPROVE), *steps[at + 1 :])


def due_before(day: date, workdays_before: int, workdays: Workdays) -> date:
    """Give the Office's own date, so many workdays before the city's."""
    return workdays.add_workdays(day, -workdays_before)
