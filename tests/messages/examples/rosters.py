"""A roster that was read, and units that change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from messages.views.rosters import RosterPreviewView
from messages.views.unit_changes import HandedTask, HandoverView
from supervision.model import Part, UnitKind
from supervision.notices.base import OFFICE, to_person, to_unit
from supervision.notices.dialogue import Choice
from supervision.notices.rosters import PreviewLine, RosterDropped, RosterRefused, RosterTemplate, RowError
from supervision.notices.unit_changes import (
    HandoverAcknowledged,
    UnitChanged,
    UnitChangeFailed,
    UnitChangePrompt,
    UnitChangeSaved,
    UnitRenamed,
)
from supervision.refusals import InvalidInput, WrongState

JUNE = date(2026, 6, 1)
FAILED = UnitChangeFailed(to=OFFICE, kind="merged", unit_id=5, old="县工商局", new="县市监局", on=JUNE, reason="ended")
LINES = (
    PreviewLine("unit_renamed", "县农业局", new="县农业农村局"),
    PreviewLine("unit_merged", "县工商局", new="县市场监督管理局", on=JUNE),
    PreviewLine("unit_ended", "县盐业局", on=JUNE),
    PreviewLine("unit_opened", "县数据局", on=JUNE),
    PreviewLine("unit_new", "县数据局", new="department"),
    PreviewLine("moved", "县水利局联络员A", old="水利局联络员", new="水利局新联络员"),
    PreviewLine("moved", "县住建局联络员B", old="住建局联络员乙"),
    PreviewLine("post_new", "县民政局联络员A", new="民政局<b>&_*[联络员"),
    PreviewLine("post_new", "县民政局主要负责同志"),
    PreviewLine("unit_kind", "县税务局", old="department", new="vertical"),
    PreviewLine("unit_aliases", "县税务局", old="税务局", new="税务局、县税务"),
    PreviewLine("unit_from", "县数据局", new="2026-06-01"),
    PreviewLine("unit_to", "县盐业局", old="", new="2026-05-31"),
    PreviewLine("post_role", "县长秘书", old="科室工作人员", new="领导秘书"),
    PreviewLine("fields", "副县长（城建）", new="住建、交通"),
    PreviewLine("in_charge", "副县长（城建）", old="县住建局", new="县住建局、县水利局"),
    PreviewLine("serves", "县长秘书", new="县长"),
    PreviewLine("phone", "水利局联络员", old="0370-0000001", new="0370-0000009"),
)
PREVIEW = RosterPreviewView(
    intake_id=1, name="名册.xlsx", rows=268, lines=LINES, more=0, anew=False, outcome="", may_decide=True
)
ERRORS = (
    RowError(2, "生效日期", "bad_date", "下月初"),
    RowError(3, "分管单位", "not_for_role", "县住建局"),
    RowError(4, "分管单位", "unknown_unit", "水务局"),
    RowError(5, "服务领导", "unknown_leader", "市长"),
    RowError(6, "并入", "rename_and_merge", "县市监局"),
    RowError(7, "停用日期", "ends_before", "2026-05-01"),
    RowError(8, "更名为", "not_yet_known", "县农业局"),
    RowError(9, "并入", "into_itself", "县工商局"),
    RowError(10, "并入", "successor_ends", "县质监局", 11),
    RowError(12, "单位", "merged_away", "县工商局（现县市监局）"),
    RowError(13, "停用日期", "open_work", "县水利局"),
    RowError(0, "", "changed_meanwhile"),
)
HANDOVER = HandoverView(
    old_unit_id=5,
    new_unit_id=4,
    old="县工商局",
    new="县市场监督管理局",
    new_kind=UnitKind.DEPARTMENT,
    on=date(2026, 5, 6),
    tasks=(
        HandedTask(document_number="12号", seq=2, part=Part.LEAD, text="北城河清淤2.3公里", due_on=date(2026, 6, 15)),
        HandedTask(document_number="14号", seq=1, part=Part.SUPPORT, text="无证经营排查"),
    ),
    waits=True,
    may_acknowledge=True,
    may_read=True,
)


def _prompt(question: str, **facts: object) -> UnitChangePrompt:
    shown = {"old": "县工商局", "new": "", "planned": "", "kind": "merged", **facts}
    return UnitChangePrompt(draft="7/7", step=1, question=f"unit_change.{question}", facts=shown, backable=False)


EXAMPLES = (
    ("", "roster_preview_card", PREVIEW),
    ("few", "roster_preview_card", replace(PREVIEW, lines=LINES[:1], anew=True)),
    ("taken", "roster_preview_card", replace(PREVIEW, lines=LINES[:2], outcome="taken", may_decide=False)),
    ("dropped", "roster_preview_card", replace(PREVIEW, lines=LINES[:1], outcome="dropped", may_decide=False)),
    ("overtaken", "roster_preview_card", replace(PREVIEW, lines=LINES[:1], outcome="overtaken", may_decide=False)),
    ("", RosterDropped()),
    ("", RosterTemplate()),
    ("changes", RosterRefused(to=to_person(7), name="名册.csv", errors=ERRORS)),
    ("waiting", "handover_card", HANDOVER),
    ("signed", "handover_card", replace(HANDOVER, waits=False)),
    ("many", "handover_card", replace(HANDOVER, tasks=HANDOVER.tasks * 7)),
    ("", HandoverAcknowledged(papers=2)),
    ("", UnitRenamed(to=to_unit(5), unit_id=5, old="县农业局", new="县农业农村局", on=JUNE, tasks=3)),
    ("idle", UnitRenamed(to=to_unit(5), unit_id=5, old="县农业局", new="县农业农村局", on=JUNE, tasks=0)),
    ("renamed", UnitChanged(to=OFFICE, kind="renamed", unit_id=5, old="县农业局", new="县农业农村局", on=JUNE)),
    ("merged", UnitChanged(to=OFFICE, kind="merged", unit_id=5, old="县工商局", new="县市监局", on=JUNE, tasks=7)),
    ("merged-idle", UnitChanged(to=OFFICE, kind="merged", unit_id=5, old="县工商局", new="县市监局", on=JUNE)),
    ("ended", FAILED),
    ("not-begun", replace(FAILED, reason="not_begun")),
    ("not-responsible", replace(FAILED, reason="not_responsible")),
    ("name-taken", replace(FAILED, kind="renamed", old="县农业局", new="县农业农村局", reason="name_taken")),
    ("other", replace(FAILED, kind="ended", new="", reason="")),
    ("renamed", UnitChangeSaved(kind="renamed", old="县农业局", new="县农业农村局", on=JUNE, done=True)),
    ("renamed-later", UnitChangeSaved(kind="renamed", old="县农业局", new="县农业农村局", on=JUNE, done=False)),
    ("merged", UnitChangeSaved(kind="merged", old="县工商局", new="县市监局", on=JUNE, done=True)),
    ("merged-later", UnitChangeSaved(kind="merged", old="县工商局", new="县市监局", on=JUNE, done=False)),
    ("dropped", UnitChangeSaved(kind="dropped", old="县工商局", new="", on=JUNE, done=True)),
    ("unit", _prompt("unit")),
    ("unit-offered", replace(_prompt("unit"), choices=(Choice("5", "县水利局"), Choice("6", "县林业局")))),
    ("kind", replace(_prompt("kind"), choices=(Choice("renamed", "更名"), Choice("merged", "并入其他单位")))),
    (
        "kind-planned",
        replace(
            _prompt("kind", planned="merged", planned_on="6月1日（周一）", planned_new="县市监局"),
            choices=(Choice("renamed", "更名"), Choice("merged", "并入其他单位"), Choice("dropped", "取消原定变更")),
        ),
    ),
    ("name", _prompt("name", kind="renamed")),
    ("into", _prompt("into")),
    ("on", replace(_prompt("on"), choices=(Choice("today", "今天"),))),
    (
        "confirm-merge",
        replace(
            _prompt("confirm", new="县市监局", on_words="6月1日（周一）", tasks=7), choices=(Choice("yes", "确认"),)
        ),
    ),
    ("confirm-merge-idle", _prompt("confirm", new="县市监局", on_words="6月1日（周一）", tasks=0)),
    ("confirm-rename", _prompt("confirm", kind="renamed", new="县市监局", on_words="6月1日（周一）", tasks=7)),
    ("unit-name-taken", InvalidInput("unit", "name_taken", given="县水利局")),
    ("unit-into-itself", InvalidInput("unit", "into_itself", given="县水利局")),
    ("unit-open-work", WrongState("unit", "open_work")),
    ("unit-merged", WrongState("unit", "merged")),
    ("unit-not-planned", WrongState("unit", "not_planned")),
)
