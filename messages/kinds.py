"""What kinds of messages are called in the Office's list of what did not arrive."""

from __future__ import annotations

from collections.abc import Mapping

KIND: Mapping[str, str] = {
    "paper_card": "通知单",
    "step_card": "呈批件",
    "matter_card": "督查事项",
    "report_card": "单位反馈",
    "bulletin_posted": "督查通报",
    "post_taken": "接任通知",
    "post_left": "卸任通知",
    "invitation_used": "账号开通情况",
    "person_unreachable": "无法送达提示",
    "person_reachable": "恢复送达提示",
    "group_closed": "群内无法发布提示",
    "group_reported": "入群情况",
    "roster_imported": "名册导入结果",
    "roster_refused": "名册导入结果",
    "roster_unreadable": "名册导入结果",
}
"""By the kind of message; a kind that is not here is called 提示消息."""
