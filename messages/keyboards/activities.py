"""Keyboards of 督查活动 and of what was found."""

from __future__ import annotations

from messages.keyboards.rows import button, flow, rows
from messages.outgoing import Keyboard
from messages.presses.activities import (
    BeginActivity,
    CancelActivity,
    ConcludeActivity,
    ConfirmPlan,
    EditActivity,
    PreviewPlan,
    RecordFinding,
    ShowActivity,
    ShowFinding,
    ShowPhotos,
    StartActivity,
    TellUnit,
    TurnActivities,
)
from messages.presses.matters import PreviewApproval
from messages.presses.recording import RecordCall
from messages.presses.rectifying import OrderOnFinding
from messages.views.activities import ActivityListView, ActivityView, FindingView
from messages.work_labels import ACTIVITY
from supervision.approving.approvals import SHOWN
from supervision.inspection.activities import Move, can
from supervision.model import FindingVerdict, RecordKind
from supervision.notices.activities import ActivityApproved, PlanPreview

MOST_FINDINGS = 3


def activity_list(view: ActivityListView) -> Keyboard:
    """A card for each, other pages, another plan."""
    cards = (button(f"{ACTIVITY[line.kind]}：{line.title[:12]}", ShowActivity(line.activity_id)) for line in view.lines)
    back = [button("上一页", TurnActivities(view.page - 1))] if view.page else []
    forth = [button("下一页", TurnActivities(view.page + 1))] if view.page + 1 < view.pages else []
    begin = [button("新建督查活动", BeginActivity())] if view.may_plan else []
    return flow(cards, per_row=1) + rows([*back, *forth], begin)


def activity_card(view: ActivityView) -> Keyboard:
    """What this person may do as it stands; and the newest findings that their units were not told."""
    it, activity = view.activity.id, view.activity
    preview = PreviewApproval(view.signed_with) if view.signed_with else PreviewPlan(it)
    start = [button("通知单位并开始", StartActivity(it, 1)), button("直接开始", StartActivity(it, 0))]
    planning = [
        (Move.SUBMIT, [button("预览送审", preview), button("重新填写", EditActivity(it))]),
        (Move.START, [] if view.with_paper or view.held else start),
        (Move.CANCEL, [button("取消督查", CancelActivity(it))]),
    ]
    on_paper = [button("录入签批", RecordCall(RecordKind.SIGNATURE, view.step))] if view.step else []
    lines = [on_paper] + [buttons for act, buttons in planning if view.may_plan and can(activity, act)]
    if view.may_find and not view.held and can(activity, Move.FIND):
        lines.append([button("记录督查情况", RecordFinding(it))])
        untold = [line for line in view.findings if not line.told][-MOST_FINDINGS:]
        lines += [[button(f"未告知：{line.unit}{line.item}", ShowFinding(line.finding_id))] for line in untold]
    if view.may_plan and can(activity, Move.CONCLUDE) and view.findings:
        lines.append([button("结束督查", ConcludeActivity(it))])
    return rows(*lines)


def plan_preview(it: PlanPreview) -> Keyboard:
    """Send it as it stands."""
    return rows([button("确认送审", ConfirmPlan(it.activity_id, it.text_hash[:SHOWN]))])


def activity_approved(it: ActivityApproved) -> Keyboard:
    """On to its card."""
    return rows([button("打开督查活动", ShowActivity(it.activity_id))])


def finding_card(view: FindingView) -> Keyboard:
    """Tell its unit, see its photographs; once the unit was told what is wrong, order it to be put right."""
    wrong = view.told_at is not None and view.verdict != FindingVerdict.MET
    order = [button("需整改", OrderOnFinding(view.finding_id))] if view.may_tell and wrong else []
    tell = [button("告知单位", TellUnit(view.finding_id))] if view.may_tell and view.told_at is None else []
    photos = [button(f"查看照片（{view.photos}）", ShowPhotos(view.finding_id))] if view.photos else []
    return rows([*tell, *order, *photos])


KEYBOARDS = {
    "activity_list": activity_list,
    "activity_card": activity_card,
    "plan_preview": plan_preview,
    "activity_approved": activity_approved,
    "finding_card": finding_card,
}
