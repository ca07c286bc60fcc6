"""The picture of the work, as heads of units and leaders read it each week and month, and when they ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from supervision.notices.base import to_post
from supervision.notices.overview import LateLine, LeaderPicture, MonthRow, Overview, OverviewNow, UnitPicture

AT = datetime(2026, 3, 2, 8, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
LATE = (
    LateLine("12号第2项", "北城河清淤2.3公里", 3),
    LateLine("15号第1项", "城区停车场建设", 1),
    LateLine("9号第4项", "凯旋路等3处积水点改造", 1),
)
WATER = UnitPicture(
    unit_id=5,
    unit="县水利局",
    open=9,
    this_week=2,
    late=5,
    returned=1,
    unacknowledged=1,
    to_endorse=1,
    to_check=1,
    lines=LATE,
    month=MonthRow(2, 12, 9, 3),
)
QUIET = UnitPicture(unit_id=5, unit="县水利局", open=2)
COUNTY = LeaderPicture(
    matters=31,
    tasks=96,
    late=7,
    signing=2,
    units=(("县水利局", 5), ("县住建局", 1)),
    instructed_open=3,
    instructed_done=4,
    month=MonthRow(2, 60, 52, 8),
)

_OF_UNIT = Overview(to=to_post(18), round="headmonth/2026-03", post_id=18, at=AT, unit=WATER, monthly=True)
_OF_LEADER = Overview(to=to_post(1), round="headmonth/2026-03", post_id=1, at=AT, county=COUNTY, monthly=True)

EXAMPLES = [
    ("unit-month", _OF_UNIT),
    ("unit-week", replace(_OF_UNIT, round="headweek/2026-W10", unit=QUIET, monthly=False)),
    ("leader-month", _OF_LEADER),
    (
        "leader-week",
        replace(_OF_LEADER, round="headweek/2026-W10", county=LeaderPicture(matters=3, tasks=8), monthly=False),
    ),
    (
        "head",
        OverviewNow(at=AT, units=(replace(WATER, month=None), UnitPicture(unit_id=6, unit="城关镇人民政府", open=0))),
    ),
    ("leader", OverviewNow(at=AT, county=replace(COUNTY, month=None))),
]
