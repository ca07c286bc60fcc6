"""The Excel files of the day, made on the spot: the old ledger, a 分解表, and the 反馈表 filled in by its unit."""

import io
from collections.abc import Mapping, Sequence
from datetime import date

from openpyxl import Workbook, load_workbook

Cell = str | int | date | None
Row = Sequence[Cell]

LEDGER_HEADER = ("文号", "类别", "事项", "批示领导", "印发日期", "任务", "牵头", "配合", "时限", "进展", "状态")
SPLIT_HEADER = ("序号", "任务", "牵头单位", "配合单位", "完成时限")

VICE_INSTRUCTION, MAYOR_INSTRUCTION, PAPER = "副县长批示件", "县长批示件", "县政府决策部署和公文"
VICE, MAYOR, EXECUTIVE = "副县长（城建）", "县长", "常务副县长"
FLOODING = "城区内涝点整治"

Taken = tuple[str, str, str, str, date, tuple[tuple[str, str, str, date], ...], str]
"""Number, kind, title, leader, day of issue, tasks (what, who leads, who supports, until when), state."""

MATTERS: tuple[Taken, ...] = (
    (
        "夏政督〔2026〕1号",
        VICE_INSTRUCTION,
        "孔祖大道路灯修复",
        VICE,
        date(2026, 3, 16),
        (("修复孔祖大道路灯126盏", "县住建局", "", date(2026, 5, 15)),),
        "在办",
    ),
    (
        "夏政督〔2026〕2号",
        VICE_INSTRUCTION,
        "沱河险工段加固",
        VICE,
        date(2026, 3, 18),
        (("加固沱河险工段3处", "县水利局", "", date(2026, 5, 15)),),
        "在办",
    ),
    (
        "夏政督〔2026〕3号",
        VICE_INSTRUCTION,
        "城区公厕改造",
        VICE,
        date(2026, 3, 20),
        (("改造城区公厕12座", "县住建局", "", date(2026, 5, 20)),),
        "在办",
    ),
    (
        "夏政督〔2026〕4号",
        VICE_INSTRUCTION,
        "高标准农田机井通电",
        VICE,
        date(2026, 3, 23),
        (("完成机井通电85眼", "县农业局", "", date(2026, 5, 20)),),
        "在办",
    ),
    (
        "夏政督〔2026〕5号",
        MAYOR_INSTRUCTION,
        FLOODING,
        MAYOR,
        date(2026, 3, 25),
        tuple(
            (f"{place}内涝点雨水管网改造", "县住建局", "", date(2026, 5, 12))
            for place in ("凯旋路", "栗城路", "县府路", "文化路", "康复路")
        ),
        "在办",
    ),
    (
        "夏政督〔2026〕6号",
        MAYOR_INSTRUCTION,
        "农贸市场计量秩序整治",
        MAYOR,
        date(2026, 3, 30),
        (
            ("检定农贸市场衡器", "县工商局", "", date(2026, 5, 29)),
            ("查处缺斤短两行为并公示", "县工商局", "", date(2026, 6, 12)),
        ),
        "在办",
    ),
    (
        "夏政督〔2026〕7号",
        MAYOR_INSTRUCTION,
        "小麦病虫害统防统治",
        MAYOR,
        date(2026, 4, 2),
        (
            ("完成小麦条锈病普查", "县农业局", "", date(2026, 5, 22)),
            ("完成统防统治40万亩", "县农业局", "", date(2026, 5, 22)),
            ("汇总防治效果", "县农业局", "", date(2026, 5, 29)),
        ),
        "在办",
    ),
    (
        "夏政督〔2026〕8号",
        MAYOR_INSTRUCTION,
        "北城河综合治理",
        MAYOR,
        date(2026, 4, 7),
        (
            ("清淤北城河城区段2.3公里", "县水利局", "", date(2026, 5, 29)),
            ("修复护坡4处", "县水利局", "", date(2026, 5, 29)),
            ("封堵沿河违规排口", "县水利局", "县住建局", date(2026, 6, 5)),
        ),
        "在办",
    ),
    (
        "夏政督〔2026〕9号",
        MAYOR_INSTRUCTION,
        "城关镇背街小巷整治",
        MAYOR,
        date(2026, 4, 10),
        (
            ("整治背街小巷16条", "城关镇", "", date(2026, 5, 29)),
            ("清运积存垃圾", "城关镇", "", date(2026, 5, 29)),
        ),
        "在办",
    ),
    (
        "夏政督〔2026〕10号",
        MAYOR_INSTRUCTION,
        "校园周边经营秩序整治",
        MAYOR,
        date(2026, 4, 14),
        (
            ("清查校园周边无照经营", "县工商局", "县市监局", date(2026, 5, 29)),
            ("检查校园周边食品经营户", "县市监局", "", date(2026, 5, 29)),
        ),
        "在办",
    ),
    (
        "夏政督〔2026〕11号",
        MAYOR_INSTRUCTION,
        "汛前准备",
        MAYOR,
        date(2026, 4, 20),
        (
            ("检修城区泵站7座", "县住建局", "", date(2026, 5, 29)),
            ("补充防汛物资", "县水利局", "", date(2026, 5, 29)),
            ("修订城区防汛预案", "县水利局", "县住建局", date(2026, 5, 29)),
        ),
        "在办",
    ),
    (
        "夏政办〔2026〕5号",
        PAPER,
        "春季植树造林",
        EXECUTIVE,
        date(2026, 2, 20),
        (
            ("完成廊道绿化补植", "县农业局", "", date(2026, 3, 31)),
            ("完成村庄绿化", "县农业局", "", date(2026, 3, 31)),
            ("完成苗木检疫", "县农业局", "", date(2026, 3, 31)),
        ),
        "已办结",
    ),
)
"""Twelve matters with 27 tasks."""


def ledger() -> bytes:
    """The old ledger; a matter's own cells stand in the first of its rows only."""
    rows: list[Row] = []
    for number, kind, title, leader, issued_on, tasks, state in MATTERS:
        for index, (text, lead, support, due) in enumerate(tasks):
            head = ("", "", "", "", None) if index else (number, kind, title, leader, issued_on)
            rows.append((*head, text, lead, support, due, "" if state == "已办结" else "正在推进", state))
    return book("夏邑县督查台账", LEDGER_HEADER, rows)


def split_sheet() -> bytes:
    """The 分解表 of the hotline's matter."""
    tasks = (
        ("查明城关镇东关小区供水压力不足的原因", "县住建局", "城关镇", "2026年5月12日"),
        ("更换老化供水支管", "县住建局", "县水利局", "2026年5月15日"),
        ("公布供水服务电话并回访投诉群众", "城关镇", "", "2026年5月15日"),
    )
    return book("任务分解表", SPLIT_HEADER, [(number, *task) for number, task in enumerate(tasks, 1)])


def book(title: str, header: Sequence[str], rows: Sequence[Row]) -> bytes:
    """A workbook with a title line above the header."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append([title])
    sheet.append(list(header))
    for row in rows:
        sheet.append(list(row))
    return _bytes(workbook)


def filled_in(content: bytes, column: str, cells: Mapping[int, str]) -> bytes:
    """A workbook that somebody got, with cells of a column written; rows count from 1 below the header."""
    workbook = load_workbook(io.BytesIO(content))
    sheet = workbook.active
    assert sheet is not None
    for top, row in enumerate(sheet.iter_rows(values_only=True), 1):
        for place, value in enumerate(row, 1):
            if str(value or "").startswith(column):
                for number, text in cells.items():
                    sheet.cell(top + number, place, text)
                return _bytes(workbook)
    raise LookupError(column)


def _bytes(workbook: Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()
