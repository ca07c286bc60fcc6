"""Registering in one go: a filled-in message, a table, a forwarded paper, and the preview with its tasks."""

from __future__ import annotations

from supervision.filling.intake_tasks import Fault
from supervision.notices.base import to_person
from supervision.notices.registering import ForwardPutAside, MatterRegistered, TableRefused
from supervision.procedures.sources import GROUPS
from supervision.procedures.tracks import TRACKS
from tests.messages.examples.registering import CONFIRMED, GROUPED, INSTRUCTION, SOURCE, ask

WORK_REPORT = {"title": "2026年县政府工作报告", "kind": "work_report"}
TEN_THINGS = {
    "title": "2026年十件实事责任分解",
    "number": "夏政办〔2026〕3号",
    "dated": "2026-02-20",
    "kind": "ten_things",
}
MINUTES = {
    "title": "县政府第3次常务会议纪要",
    "number": "〔2026〕3号",
    "dated": "2026-02-27",
    "kind": "mayor_meeting",
}
LINES = [
    {
        "number": 1,
        "task": "凯旋路等3处积水点改造",
        "lead_names": ["县住建局"],
        "support_names": ["县水利局"],
        "due": "5月29日（周五）",
        "reports": [],
        "leader": "副县长（城建）",
    },
    {
        "number": 2,
        "task": "排水口巡查",
        "lead_names": [],
        "support_names": ["城关镇"],
        "due": "",
        "reports": [],
        "leader": "",
    },
]
FILLED = CONFIRMED | {
    "sources": [WORK_REPORT, TEN_THINGS, MINUTES],
    "source_days": ["", "2月20日", "2月27日"],
    "instructions": [
        INSTRUCTION,
        {"post": 3, "role": "vice_mayor", "title": "副县长（城建）", "gist": "请住建局办理。"},
    ],
    "instruction_days": ["2月28日", ""],
    "track_title": "《政府工作报告》重点工作",
    "clause": "二（二）",
    "why": "first_source:work_report",
    "leader_title": "县长",
    "form_title": "立项分解通知",
    "total": 12,
    "units": 3,
    "last_due": "6月15日（周一）",
    "coordinating": "县住建局",
    "lines": LINES,
    "page": [1, 2],
    "leaderless": [2],
    "undated": [2],
    "before": [["〔2026〕3号", "2026-12"]],
}
FAULTS = [
    {
        "line": 7,
        "column": "牵头单位",
        "reason": "unknown_unit",
        "given": "水务局",
        "near": ["县水利局", "县城市管理局"],
    },
    {"line": 8, "column": "牵头单位", "reason": "unknown_unit", "given": "天文台", "near": []},
    {
        "line": 9,
        "column": "配合单位",
        "reason": "several_units",
        "given": "政府",
        "near": ["城关镇人民政府", "会亭镇人民政府"],
    },
    {"line": 12, "column": "时限", "reason": "bad_date", "given": "6月底前后", "near": []},
    {"line": 13, "column": "时限", "reason": "past_date", "given": "2月1日", "near": []},
    {"line": 14, "column": "任务", "reason": "not_a_task", "given": "尽快办理", "near": []},
    {"line": 15, "column": "时限", "reason": "formula", "given": "=TODAY()", "near": []},
    {"line": 16, "column": "单位", "reason": "no_units", "given": "", "near": []},
    {"line": 17, "column": "牵头单位", "reason": "copy_only", "given": "县法院", "near": []},
    {"line": 18, "column": "总牵头", "reason": "several_units", "given": "县住建局、县水利局", "near": []},
    {"line": 0, "column": "来源", "reason": "missing", "given": "", "near": []},
]
HEADER_FAULTS = [
    {"line": 1, "column": "类别", "reason": "unknown_kind", "given": "大事", "near": []},
    {"line": 2, "column": "事项", "reason": "too_long", "given": "", "near": [], "limit": 120},
    {"line": 3, "column": "来源", "reason": "oral_number", "given": "〔2026〕3号", "near": []},
    {"line": 4, "column": "来源", "reason": "oral_place", "given": "疏通北城河", "near": []},
    {"line": 5, "column": "来源", "reason": "future_date", "given": "12月1日", "near": []},
    {"line": 6, "column": "批示要求", "reason": "unknown_leader", "given": "书记员", "near": []},
    {
        "line": 7,
        "column": "批示要求",
        "reason": "several_leaders",
        "given": "副县长（城建）、副县长（教育）",
        "near": [],
    },
    {"line": 8, "column": "批示要求", "reason": "no_gist", "given": "县长", "near": []},
    {
        "line": 9,
        "column": "紧急程度",
        "reason": "not_one_of",
        "given": "平件、普通、一般、加急、急件、特急",
        "near": [],
    },
    {"line": 10, "column": "任务", "reason": "unknown_line", "given": "备注", "near": []},
    {"line": 11, "column": "事项", "reason": "empty", "given": "", "near": []},
    {"line": 12, "column": "抄送", "reason": "too_many", "given": "", "near": [], "limit": 30},
    {"line": 0, "column": "市级时限", "reason": "not_upward", "given": "", "near": []},
    {"line": 0, "column": "类别", "reason": "not_open", "given": "县长批示件", "near": []},
]
FILE_FAULTS: list[dict[str, object]] = [
    {"line": 0, "column": "", "reason": reason, "given": "", "near": []}
    for reason in ("no_header", "no_rows", "damaged", "wrong_kind", "failed", "empty", "other")
]
EXAMPLES = (
    ("", ForwardPutAside()),
    (
        "",
        TableRefused(
            to=to_person(8),
            name="分解表.xlsx",
            faults=(Fault(7, "牵头", "unknown_unit", "水务局", ("县水利局",)), Fault(9, "时限", "bad_date", "近期")),
            more=2,
        ),
    ),
    ("split", MatterRegistered(number="2026-31", title="城区内涝点整治", followed=False, tasks=30, units=5)),
    ("followed-tasks", MatterRegistered(number="2026-32", title="背街小巷改造", followed=True, tasks=3, units=2)),
    (
        "forwarded",
        ask("forwarded", {"given": "关于城区内涝的情况", "names": ["报告.docx"]}, "登记为督查事项", "不登记"),
    ),
    ("filling", ask("filling", {"faults": [], "reading": None, "more": 0}, "逐项登记")),
    ("filling-reading", ask("filling", {"faults": [], "reading": 1, "name": "分解表.xlsx", "more": 0})),
    ("filling-faults", ask("filling", {"faults": FAULTS, "reading": None, "more": 3})),
    ("filling-header-faults", ask("filling", {"faults": HEADER_FAULTS, "reading": None, "more": 0})),
    ("filling-file-faults", ask("filling", {"faults": FILE_FAULTS, "reading": None, "more": 0})),
    ("city-leader", ask("city_leader", {})),
    ("coordinator", ask("coordinator", {}, "县住建局", "县水利局")),
    ("task-number", ask("task_number", {"total": 12}, "返回")),
    ("task-line", ask("task_line", {"number": 2, "line": "配合：城关镇|排水口巡查|"}, "删除本项", "返回")),
    (
        "other-track",
        ask(
            "other_track",
            {"tracks": [[track.title, track.clause] for track in TRACKS.values()]},
            *(track.title for track in TRACKS.values()),
            "返回",
            per_row=2,
        ),
    ),
    (
        "track-more",
        ask("track", {"groups": GROUPED, "kinds": [], "sources": [SOURCE]}, *GROUPS, per_row=2),
    ),
    ("confirm-tasks", ask("confirm", FILLED, "确认登记并分解", "逐项修改", "调整类别", "下一页", per_row=2)),
    (
        "confirm-highest",
        ask(
            "confirm",
            FILLED | {"why": "highest_instruction:mayor", "before": [], "leaderless": [], "undated": []},
            "确认登记并分解",
        ),
    ),
    ("confirm-dated by its tasks", ask("confirm", FILLED | {"due": ""}, "确认登记并分解")),
    ("confirm-chosen", ask("confirm", FILLED | {"why": "chosen", "followed": True}, "确认登记")),
    ("material-table", ask("material", {"characters": 0, "names": ["分解表.xlsx"], "tasks": 12}, "下一步")),
)
