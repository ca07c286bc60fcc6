"""The Chinese words for what is done around a matter: visits, answers, submissions, proposals, changes."""

from __future__ import annotations

from collections.abc import Mapping

from supervision.model import (
    ActivityKind,
    ActivityStatus,
    AnswerVerdict,
    BulletinKind,
    ChangeKind,
    DeskKind,
    DueKind,
    FindingVerdict,
    Handling,
    ProposalKind,
    RectificationStatus,
    ResultClass,
    Satisfaction,
    SubmissionStatus,
)
from supervision.papers.documents import DOCUMENTS

DUE_KIND: Mapping[str, str] = {DueKind.REPORT: "反馈", DueKind.RECTIFICATION: "整改"}
ACTIVITY: Mapping[str, str] = {
    ActivityKind.QUARTERLY: "季度督查",
    ActivityKind.PRIORITY: "重点督办",
    ActivityKind.JOINT: "联合督查",
    ActivityKind.SITE_VISIT: "实地查看",
    ActivityKind.SPECIAL: "专项督办",
}
NUMBER_VOID: Mapping[str, str] = {"withdrawn": "文件已撤回", "denied": "领导不予追认，文件已撤回"}
"""Why a number is void by itself, by the stable word; else the Office's own words are shown."""

ACTIVITY_STATUS: Mapping[str, str] = {
    ActivityStatus.DRAFT: "起草中",
    ActivityStatus.IN_APPROVAL: "审签中",
    ActivityStatus.SENT_BACK: "退回修改",
    ActivityStatus.APPROVED: "待实施",
    ActivityStatus.RUNNING: "实施中",
    ActivityStatus.CONCLUDED: "已结束",
    ActivityStatus.CANCELLED: "已取消",
}
FINDING: Mapping[str, str] = {
    FindingVerdict.MET: "属实",
    FindingVerdict.BEHIND: "进度滞后",
    FindingVerdict.FALSE: "与反馈不符",
}
ANSWER: Mapping[str, str] = {
    AnswerVerdict.WAITING: "待阅",
    AnswerVerdict.READ: "已阅",
    AnswerVerdict.GO_ON: "继续督办",
    AnswerVerdict.INSTRUCTED: "另作批示",
}
SUBMISSION: Mapping[str, str] = {
    SubmissionStatus.READY: "待报",
    SubmissionStatus.SENT: "已报",
    SubmissionStatus.RECEIVED: "已收",
    SubmissionStatus.RETURNED: "退回补充",
    SubmissionStatus.SETTLED: "核销",
    SubmissionStatus.DROPPED: "不再上报",
}
DESK: Mapping[str, str] = {
    DeskKind.FOLLOWED: "科室跟踪事项临近时限，请跟进并记录办理情况",
    DeskKind.ANSWER_OWED: "尚未向批示领导呈报办理情况",
    DeskKind.REVIEW: "到期复核，请研究是否继续",
    DeskKind.SUBMISSION: "待上报，请按时报出",
    DeskKind.REASSIGN: "退办的建议提案待重新确定承办单位",
    DeskKind.REPLY_ROUND: "请了解代表、委员对答复的意见",
    DeskKind.ARCHIVE: "上年度建议提案待立卷归档",
    DeskKind.PROMISE: "待报整改措施、责任人和完成时限，请回复整改通知报送",
    DeskKind.PROMISE_OVER: "单位逾期未报整改措施，请电话督促",
    DeskKind.PLAN: "工作方案待报送，请在通知单点“报送方案”",
    DeskKind.PLAN_OVER: "单位逾期未报送工作方案，请督促",
    DeskKind.REVIEW_OWED: "通报复核申请待答复，请按时办理",
    DeskKind.CALENDAR: "次年放假安排尚未录入，请在“工作日历”中录入",
}
PROPOSAL_KIND: Mapping[str, str] = {ProposalKind.DEPUTY: "代表建议", ProposalKind.MEMBER: "委员提案"}
HANDLING: Mapping[str, str] = {Handling.LEAD: "主办", Handling.JOINT: "会办", Handling.SEPARATE: "分别办理"}
PROPOSAL_STAGE: Mapping[str, str] = {
    "new": "待分析交办",
    "analysed": "已分析，待交办",
    "assigned": "已交办，待印发",
    "signing": "审签中",
    "under_way": "办理中",
    "replied": "已答复",
    "closing": "办结审签中",
    "suspended": "已中止",
    "done": "已办结",
}
"""Where a proposal stands, by `handlers.proposals.cards.stage_of`."""
RESULT_CLASS: Mapping[str, str] = {
    ResultClass.A: "已解决或基本解决",
    ResultClass.B: "正在解决或列入规划",
    ResultClass.C: "受条件限制以后解决",
    ResultClass.D: "留作参考",
}
SATISFACTION: Mapping[str, str] = {
    Satisfaction.UNASKED: "未征求",
    Satisfaction.SATISFIED: "满意",
    Satisfaction.BASICALLY: "基本满意",
    Satisfaction.UNSATISFIED: "不满意",
}
CHANGE: Mapping[str, str] = {
    ChangeKind.CORRECT: "更正",
    ChangeKind.SUSPEND: "中止",
    ChangeKind.RESUME: "恢复",
    ChangeKind.WITHDRAW: "撤销",
    ChangeKind.MERGE: "并案",
    ChangeKind.HAND_OVER: "移交",
}
RECTIFICATION: Mapping[str, str] = {
    RectificationStatus.ORDERED: "待整改",
    RectificationStatus.PROMISED: "整改中",
    RectificationStatus.REPORTED: "待核查",
    RectificationStatus.PASSED: "整改到位",
    RectificationStatus.FAILED: "整改不到位",
}
BULLETIN_KIND: Mapping[str, str] = {
    BulletinKind.QUARTERLY: "季度通报",
    BulletinKind.MONTHLY: "月度通报",
    BulletinKind.MATTER: "事项通报",
    BulletinKind.ADDENDUM: "年终补充通报",
    BulletinKind.CORRECTION: "更正通报",
}
FILE_FORM: Mapping[str, str] = {"docx": "Word文件", "pdf": "PDF文件", "png": "图", "zip": "压缩包"}

WORK_LABELS: Mapping[str, Mapping[str, str]] = {
    "ACTIVITY": ACTIVITY,
    "ACTIVITY_STATUS": ACTIVITY_STATUS,
    "NUMBER_VOID": NUMBER_VOID,
    "ANSWER": ANSWER,
    "BULLETIN_KIND": BULLETIN_KIND,
    "CHANGE": CHANGE,
    "DOCUMENT": {kind: row.title for kind, row in DOCUMENTS.items()},
    "DUE_KIND": DUE_KIND,
    "FILE_FORM": FILE_FORM,
    "FINDING": FINDING,
    "HANDLING": HANDLING,
    "DESK": DESK,
    "PROPOSAL_KIND": PROPOSAL_KIND,
    "PROPOSAL_STAGE": PROPOSAL_STAGE,
    "RECTIFICATION": RECTIFICATION,
    "RESULT_CLASS": RESULT_CLASS,
    "SATISFACTION": SATISFACTION,
    "SUBMISSION": SUBMISSION,
}
"""These tables, by the name that templates use."""
