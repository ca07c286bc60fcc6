"""The Chinese words for members of the model, as ledgers and cards write them."""

from __future__ import annotations

from collections.abc import Mapping

from supervision.model import (
    AssignmentStatus,
    BulletinStatus,
    MatterStatus,
    Part,
    Reader,
    ReportStatus,
    UnitKind,
    Urgency,
)
from supervision.roles import TITLES
from supervision.tracks import ACT_TITLES, TRACKS

URGENCY: Mapping[str, str] = {Urgency.ROUTINE: "平件", Urgency.URGENT: "加急", Urgency.MOST_URGENT: "特急"}
PART: Mapping[str, str] = {Part.LEAD: "牵头", Part.SUPPORT: "配合"}
READER: Mapping[str, str] = {Reader.UNIT_HEAD: "主要负责同志", Reader.UNIT_DEPUTY: "分管负责同志"}
MATTER_STATUS: Mapping[str, str] = {
    MatterStatus.FOLLOWED: "科室跟踪",
    MatterStatus.REGISTERED: "待分解",
    MatterStatus.SPLIT: "待送审",
    MatterStatus.IN_APPROVAL: "审批中",
    MatterStatus.SENT_BACK: "退回修改",
    MatterStatus.APPROVED: "待印发",
    MatterStatus.IN_PROGRESS: "办理中",
    MatterStatus.CLOSING: "办结审批中",
    MatterStatus.CLOSED: "已办结",
    MatterStatus.WITHDRAWN: "已撤销",
}
ASSIGNMENT_STATUS: Mapping[str, str] = {
    AssignmentStatus.PROPOSED: "未印发",
    AssignmentStatus.ISSUED: "待签收",
    AssignmentStatus.IN_PROGRESS: "办理中",
    AssignmentStatus.TRANSFER_ASKED: "已申请改派",
    AssignmentStatus.ACCEPTED: "已完成",
    AssignmentStatus.WITHDRAWN: "已撤回",
}
REPORT_STATUS: Mapping[str, str] = {
    ReportStatus.UNPLACED: "待归入任务",
    ReportStatus.SUBMITTED: "待审核",
    ReportStatus.ACCEPTED: "已采纳",
    ReportStatus.RETURNED: "已退回补充",
}
BULLETIN_STATUS: Mapping[str, str] = {
    BulletinStatus.DRAFT: "草稿",
    BulletinStatus.IN_APPROVAL: "审批中",
    BulletinStatus.SENT_BACK: "退回修改",
    BulletinStatus.APPROVED: "待发布",
    BulletinStatus.POSTED: "已发布",
}
UNIT_KIND: Mapping[str, str] = {
    UnitKind.LEADERSHIP: "县领导",
    UnitKind.OFFICE: "督查室",
    UnitKind.SECTION: "科室",
    UnitKind.DEPARTMENT: "县直",
    UnitKind.TOWNSHIP: "乡镇",
    UnitKind.VERTICAL: "垂管",
    UnitKind.ENTERPRISE: "企业",
    UnitKind.COPY_ONLY: "抄送",
}
FLOW: Mapping[str, str] = {
    "registration": "登记督查事项",
    "splitting": "分解任务",
}
"""What an open conversation is called, by its flow."""

LABELS: Mapping[str, Mapping[str, str]] = {
    "ACT": {str(act): title for act, title in ACT_TITLES.items()},
    "ASSIGNMENT_STATUS": ASSIGNMENT_STATUS,
    "BULLETIN_STATUS": BULLETIN_STATUS,
    "FLOW": FLOW,
    "MATTER_STATUS": MATTER_STATUS,
    "PART": PART,
    "READER": READER,
    "REPORT_STATUS": REPORT_STATUS,
    "ROLE": {str(role): title for role, title in TITLES.items()},
    "TRACK": {key: track.title for key, track in TRACKS.items()},
    "UNIT_KIND": UNIT_KIND,
    "URGENCY": URGENCY,
}
"""The tables that every template can use, by the name it uses."""
