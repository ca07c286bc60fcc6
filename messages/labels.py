"""The Chinese words for members of the model, as ledgers and cards write them."""

from __future__ import annotations

from collections.abc import Mapping

from messages.figure_names import FIGURE, FIGURE_UNIT
from messages.flow_names import FLOW
from messages.kinds import KIND
from messages.work_labels import WORK_LABELS
from supervision.calendars.schedules import Level
from supervision.inspection.lights import Light
from supervision.model import (
    AnswerVerdict,
    AssignmentStatus,
    BulletinStatus,
    Channel,
    MatterStatus,
    Part,
    Reader,
    RecordKind,
    RecordStatus,
    ReportStatus,
    StepStatus,
    TransferStatus,
    UnitKind,
)
from supervision.procedures.forms import URGENCY_TITLES
from supervision.procedures.sources import CITY, INSTRUCTIONS_BY_RANK, SOURCES
from supervision.procedures.tracks import ACT_TITLES, TRACKS, Act
from supervision.roles import TITLES

LEVEL: Mapping[str, str] = {Level.CITY: "市定", Level.COUNTY: "县定"}
URGENCY: Mapping[str, str] = URGENCY_TITLES
PART: Mapping[str, str] = {Part.LEAD: "牵头", Part.SUPPORT: "配合"}
READER: Mapping[str, str] = {Reader.UNIT_HEAD: "主要负责同志", Reader.UNIT_DEPUTY: "分管负责同志"}
MATTER_STATUS: Mapping[str, str] = {
    MatterStatus.FOLLOWED: "科室跟踪",
    MatterStatus.REGISTERED: "待分解",
    MatterStatus.SPLIT: "待送审",
    MatterStatus.IN_APPROVAL: "审签中",
    MatterStatus.SENT_BACK: "退回修改",
    MatterStatus.APPROVED: "待印发",
    MatterStatus.IN_PROGRESS: "办理中",
    MatterStatus.CLOSING: "办结审签中",
    MatterStatus.SUSPENDED: "已中止",
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
    ReportStatus.DISCARDED: "不作为反馈",
    ReportStatus.WITHDRAWN: "任务已撤回",
}
BULLETIN_STATUS: Mapping[str, str] = {
    BulletinStatus.DRAFT: "草稿",
    BulletinStatus.IN_APPROVAL: "审签中",
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
    UnitKind.PARTY: "县委部门",
    UnitKind.COPY_ONLY: "抄送",
}
DECIDED_AS: Mapping[str, str] = {
    Act.VET: "已核稿",
    Act.REVIEW: "已阅同意",
    Act.COUNTERSIGN: "已会签",
    Act.APPROVE: "已同意",
}
"""What a signature is recorded as: 审阅 is not 审定 (P4.3, P7.1)."""
VERDICT: Mapping[str, str] = {
    StepStatus.SIGNED: "同意",
    Act.VET: "核稿",
    Act.REVIEW: "审阅同意",
    Act.COUNTERSIGN: "会签",
    Act.APPROVE: "同意",
    StepStatus.VERBAL: "电话同意",
    StepStatus.SENT_BACK: "退回修改",
    StepStatus.DENIED: "不予追认",
    ReportStatus.ACCEPTED: "采纳",
    ReportStatus.RETURNED: "退回补充",
    TransferStatus.GRANTED: "同意改派",
    TransferStatus.REFUSED: "不同意改派",
    "extension_granted": "同意延期",
    "extension_refused": "不同意延期",
    "answered": "答复",
    AnswerVerdict.READ: "阅示",
    AnswerVerdict.GO_ON: "要求继续督办",
    AnswerVerdict.INSTRUCTED: "另作批示",
    "ratified": "补签",
    "record_confirmed": "核对无误",
    "record_rejected": "核对不符",
    "record_lapsed": "核对，该录入已失效",
}
"""What was decided, by the status that it led to; a signature by its act."""
RECORD: Mapping[str, str] = {
    RecordKind.SIGNATURE: "领导签批",
    RecordKind.VERBAL: "电话同意",
    RecordKind.RATIFICATION: "补签",
    RecordKind.DELIVERY: "送达",
    RecordKind.RECEIPT: "签收",
    RecordKind.REPORT: "反馈",
    RecordKind.EXTENSION: "延期",
}
RECORD_STATUS: Mapping[str, str] = {
    RecordStatus.WAITING: "待核对",
    RecordStatus.CONFIRMED: "已核对",
    RecordStatus.REJECTED: "核对不符",
    RecordStatus.LAPSED: "已失效",
}
_BASIS: Mapping[Channel, str] = {
    Channel.TELEGRAM: "",
    Channel.PAPER: "据纸质材料录入",
    Channel.TELEPHONE: "据电话记录",
    Channel.SHEET: "据回传表格",
    Channel.LEDGER: "存量台账转入",
}
BASIS: dict[tuple[str, str], str] = {(kind, channel): _BASIS[channel] for kind in RecordKind for channel in Channel}
BASIS[RecordKind.SIGNATURE, Channel.PAPER] = BASIS[RecordKind.RATIFICATION, Channel.PAPER] = "据纸质签批件录入"
"""What is shown beside an act that came another way than through the bot; empty for one that came through it."""
LEDGER_FILTER: Mapping[str, str] = {
    "open": "在办",
    "before": "未印发",
    "followed": "科室跟踪",
    "closed": "已办结",
    "all": "全部",
}
"""The buttons of the ledger, by the keys of `supervision.search.lookups.FILTERS`."""
LEDGER_KINDS: Mapping[str, str] = {"track": "类别", "unit": "单位", "light": "灯色", "time": "时间"}
"""What the ledger can be narrowed by, in the order in which it is offered."""
LIGHT: Mapping[str, str] = {Light.GREEN: "🟢", Light.YELLOW: "🟡", Light.RED: "🔴", Light.NONE: "—"}
UNDELIVERED: Mapping[str, str] = {
    "vacant": "职务空缺",
    "no_account": "尚未开通账号",
    "blocked": "已停用机器人",
    "gone": "机器人已不在群内",
    "muted": "机器人在群内不能发言",
    "unbound": "群未绑定",
    "ambiguous": "可能未送达",
    "dead": "发送失败",
}
"""Why something did not arrive."""

LEADER_RANK: Mapping[str, str] = {CITY: "市领导"} | {role: TITLES[role] for role, _ in INSTRUCTIONS_BY_RANK}
"""Leaders as the reason of a track names them (`sources.Pick.why`)."""

LABELS: Mapping[str, Mapping[str, str] | Mapping[tuple[str, str], str]] = {
    "ACT": {str(act): title for act, title in ACT_TITLES.items()},
    "ASSIGNMENT_STATUS": ASSIGNMENT_STATUS,
    "BASIS": BASIS,
    "BULLETIN_STATUS": BULLETIN_STATUS,
    "DECIDED_AS": DECIDED_AS,
    "FIGURE": FIGURE,
    "FIGURE_UNIT": FIGURE_UNIT,
    "FLOW": FLOW,
    "KIND": KIND,
    "LEDGER_FILTER": LEDGER_FILTER,
    "LEDGER_KINDS": LEDGER_KINDS,
    "LIGHT": LIGHT,
    "MATTER_STATUS": MATTER_STATUS,
    "PART": PART,
    "READER": READER,
    "RECORD": RECORD,
    "RECORD_STATUS": RECORD_STATUS,
    "REPORT_STATUS": REPORT_STATUS,
    "ROLE": {str(role): title for role, title in TITLES.items()},
    "LEADER_RANK": LEADER_RANK,
    "SOURCE": {str(kind): row.title for kind, row in SOURCES.items()},
    "TRACK": {key: track.title for key, track in TRACKS.items()},
    "UNDELIVERED": UNDELIVERED,
    "UNIT_KIND": UNIT_KIND,
    "URGENCY": URGENCY,
    "VERDICT": VERDICT,
    **WORK_LABELS,
}
"""The tables that every template can use, by the name it uses."""
