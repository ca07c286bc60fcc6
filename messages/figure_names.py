"""What the figures of a bulletin are called, and in what they are counted."""

from __future__ import annotations

from collections.abc import Mapping

FIGURE: Mapping[str, str] = {
    "matters": "督查事项",
    "carried_over": "上期结转",
    "issued": "本期新增",
    "closed": "已办结",
    "open": "正在办理",
    "tasks": "分解任务",
    "tasks_done": "任务办结",
    "tasks_open": "任务在办",
    "shares": "单位承办",
    "shares_done": "单位办结",
    "units": "反馈单位",
    "late_units": "逾期单位",
    "due": "应反馈",
    "answered": "已反馈",
    "not_yet": "未反馈",
    "on_time": "按时",
    "late": "逾期",
    "returned": "退回补充",
    "late_not_ordered": "函请单位逾期",
    "named_before": "年终已通报",
}
"""Figures of a bulletin by their keys (`figures.counting.KEYS`)."""
FIGURE_UNIT: Mapping[str, str] = {
    key: "个" if key in {"units", "late_units"} else "项" if number < 10 else "次" for number, key in enumerate(FIGURE)
}
