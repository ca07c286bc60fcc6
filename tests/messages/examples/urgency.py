"""特急 that nobody answers, and duty, as the Office, a secretary and a clerk on duty read them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from messages.views.urgency import (
    Contact,
    DutyLine,
    DutyView,
    LeaderSilentView,
    SilentUnit,
    UnitsSilentView,
)
from supervision.model import ChainStatus, StepStatus
from supervision.notices.base import to_post
from supervision.notices.urgency import DutyGiven, DutyPrompt, PresentedAgain

ZONE = ZoneInfo("Asia/Shanghai")


def moment(day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=ZONE)


WATER = SilentUnit(
    unit_id=5,
    name="县水利局",
    contacts=(
        Contact(title="联络员A", name="水利局联络员甲", phone="13800000016"),
        Contact(title="联络员B", name=""),
        Contact(title="分管督查工作的负责同志", name="水利局分管负责同志"),
        Contact(title="主要负责同志", name="<b>&_*[", phone="0370-6210001"),
    ),
)
HOUSING = SilentUnit(unit_id=4, name="县住房和城乡建设局", answered_at=moment(2, 23, 50))
TOLD = SilentUnit(unit_id=6, name="城关镇人民政府", answered_at=moment(3, 0, 10), told=True)

UNITS = UnitsSilentView(
    matter_id=1,
    paper_id=1,
    document_number="夏政督〔2026〕13号",
    title="北城河险工段抢险",
    sent_at=moment(2, 22, 0),
    acknowledge_by=moment(2, 22, 30),
    units=(WATER, HOUSING),
    may_record=True,
)

LEADER = LeaderSilentView(
    chain_id=1,
    seq=2,
    title="县长批示件（登记号2026-31）",
    first_line="北城河险工段抢险",
    act="approve",
    signer="办公室主任",
    contacts=(Contact(title="办公室主任", name="办公室主任甲", phone="13800000005"),),
    secretaries=(Contact(title="领导秘书", name="秘书甲", phone="13800000021"),),
    since=moment(2, 22, 0),
    chain_status=ChainStatus.RUNNING,
    step_status=StepStatus.CURRENT,
    may_telephone=True,
    may_record=True,
    may_remind=True,
)

WEEK = tuple(date(2026, 3, day) for day in range(2, 9))

EXAMPLES = (
    ("", "units_silent", UNITS),
    ("several", "units_silent", replace(UNITS, units=(WATER, replace(WATER, unit_id=7, name="县应急管理局"), TOLD))),
    ("answered", "units_silent", replace(UNITS, units=(HOUSING, TOLD))),
    ("over", "units_silent", replace(UNITS, over=True)),
    ("", "signature_urged", LEADER),
    ("signed", "signature_urged", replace(LEADER, step_status=StepStatus.SIGNED, decided_at=moment(2, 22, 45))),
    ("", "leader_silent", LEADER),
    ("result", "leader_silent", replace(LEADER, title="办结报告（登记号2026-31）", may_telephone=False)),
    ("no-account", "leader_silent", replace(LEADER, reachable=False, secretaries=())),
    ("secretary", "leader_silent", replace(LEADER, for_secretary=True, may_record=False)),
    ("signed", "leader_silent", replace(LEADER, step_status=StepStatus.SIGNED, decided_at=moment(2, 22, 45))),
    ("verbal", "leader_silent", replace(LEADER, step_status=StepStatus.VERBAL, decided_at=moment(2, 22, 45))),
    (
        "ratified",
        "leader_silent",
        replace(LEADER, step_status=StepStatus.SIGNED, decided_at=moment(2, 22, 45), ratified=True),
    ),
    ("returned", "leader_silent", replace(LEADER, step_status=StepStatus.SENT_BACK, decided_at=moment(2, 22, 45))),
    ("void", "leader_silent", replace(LEADER, chain_status=ChainStatus.VOID, step_status=StepStatus.VOID)),
    ("", PresentedAgain(title="办公室主任")),
    ("no-account", PresentedAgain(title="办公室主任", reachable=False)),
    (
        "",
        "duty_list",
        DutyView(
            days=tuple(
                DutyLine(day=day, name="督查室乙", phone="13800000009") if day.day < 4 else DutyLine(day=day)
                for day in WEEK
            ),
            now=("督查室乙",),
            may_set=True,
        ),
    ),
    ("closed", "duty_list", DutyView(days=tuple(DutyLine(day=day) for day in WEEK), now=())),
    (
        "",
        DutyPrompt(
            draft="1", step=0, question="duty.lines", facts={"example": "3月2日 督查室甲\n3月3日至3月5日 督查室乙"}
        ),
    ),
    (
        "answered",
        DutyPrompt(draft="1", step=0, question="duty.lines", facts={"example": "—"}, answered="3月2日 督查室甲"),
    ),
    ("", DutyGiven(to=to_post(9), days=(date(2026, 3, 3), date(2026, 3, 4)))),
)
