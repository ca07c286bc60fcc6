"""The matter and the task whose days the rules of dates are tried on."""

from __future__ import annotations

from datetime import UTC, date, datetime

from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Matter, MatterStatus, Task, Urgency

COUNTY, WORKDAYS = County(), Workdays()
TODAY = date(2026, 3, 2)
MATTER = Matter(
    id=1,
    registration_number="2026-1",
    track="assignment",
    title="城区内涝点整治",
    status=MatterStatus.APPROVED,
    urgency=Urgency.ROUTINE,
    registered_by=8,
    registered_post_id=8,
    registered_at=datetime(2026, 3, 2, 1, tzinfo=UTC),
)
TASK = Task(1, 1, "北城河清淤")
