"""对各单位提出要求情况统计表: what was asked of each unit in a month, by kind, with sums."""

from __future__ import annotations

from messages.sheets.cells import workbook
from supervision.notices.demands import DemandsSheet
from supervision.reminding.demands import Demand

COLUMNS = {
    Demand.PAPER: "印发通知单",
    Demand.REPORT: "应报反馈",
    Demand.SUPPLEMENT: "退回补充",
    Demand.REMINDED: "自动提醒",
    Demand.URGED: "人工催办",
    Demand.URGED_ON_PAPER: "催办通知单",
}


def demands_sheet(notice: DemandsSheet) -> bytes:
    """A row a unit, the most asked first, then the sums."""
    rows = [
        (str(number), line.unit, *map(str, line.counts), str(line.total)) for number, line in enumerate(notice.lines, 1)
    ]
    sums = [str(sum(column)) for column in zip(*(line.counts for line in notice.lines), strict=True)]
    header = ("序号", "单位", *COLUMNS.values(), "合计")
    title = f"{notice.first.year}年{notice.first.month}月对各单位提出要求情况统计表"
    return workbook(title, header, [*rows, ("", "合计", *sums, str(notice.total))])


SHEETS = {"demands": demands_sheet}
