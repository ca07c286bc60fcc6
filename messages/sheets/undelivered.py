"""待送达清单: whom to telephone or to bring a paper, with columns to write down what came of it."""

from __future__ import annotations

from collections.abc import Mapping

from messages.labels import UNDELIVERED
from messages.sheets.cells import workbook
from supervision.calendars.paper_dates import paper_date
from supervision.notices.undelivered import PrintedLine, UndeliveredPrinted

COLUMNS = ("序号", "类别", "单位", "姓名", "职务", "电话", "内容", "未送达原因", "起始时间", "处理结果", "经办人")

SECTION: Mapping[str, str] = {"leader": "文稿（领导）", "unit": "通知单（单位）", "other": "其他"}
"""The sections of the list, as it calls them."""


def undelivered_sheet(notice: UndeliveredPrinted) -> bytes:
    """The list, its last two columns empty."""
    rows = [_row(number, line) for number, line in enumerate(notice.lines, 1)]
    return workbook(f"待送达清单（{paper_date(notice.day)}）", COLUMNS, rows)


def _row(number: int, line: PrintedLine) -> tuple[str, ...]:
    return (
        str(number),
        SECTION[line.section],
        line.unit,
        line.name,
        line.title,
        line.phone,
        line.what,
        UNDELIVERED.get(line.reason, "无法送达"),
        f"{line.since.month}月{line.since.day}日 {line.since:%H:%M}",
        "",
        "",
    )


SHEETS = {"undelivered": undelivered_sheet}
