"""What kinds of messages are called in the Office's list of what did not arrive."""

from __future__ import annotations

from collections.abc import Mapping

KIND: Mapping[str, str] = {
    "paper_card": "通知单",
    "step_card": "呈批件",
    "inquiry_card": "审签询问",
    "inquiry_answered": "询问答复",
    "paper_sent_back": "退回修改通知",
    "ready_to_issue": "待印发提示",
    "matter_card": "督查事项",
    "matter_file_read": "文件读取结果",
    "report_card": "单位反馈",
    "report_receipt": "反馈回执",
    "transfer_card": "改派申请",
    "transfer_decided": "改派结果",
    "digest": "今日提醒",
    "urgent_reminder": "特急事项提醒",
    "unit_reminded": "催办通知",
    "bulletin_card": "通报审阅稿",
    "candidates_card": "通报名单",
    "bulletin_approved": "通报审定通知",
    "no_group_bound": "通报发布提示",
    "group_bulletin": "督查通报",
    "criticism_told": "通报批评告知",
    "objection_card": "通报前核对",
    "objection_answered": "核对答复",
    "objection_lapsed": "核对逾期提示",
    "post_taken": "接任通知",
    "post_left": "卸任通知",
    "invitation_used": "账号开通情况",
    "person_unreachable": "无法送达提示",
    "person_reachable": "恢复送达提示",
    "group_closed": "群内无法发布提示",
    "group_muted": "群内不能发言提示",
    "group_reported": "入群情况",
    "roster_reading": "名册读取提示",
    "roster_imported": "名册导入结果",
    "roster_refused": "名册导入结果",
    "roster_unreadable": "名册导入结果",
}
"""By the kind of message; what answers somebody who is just there is called 提示消息."""
