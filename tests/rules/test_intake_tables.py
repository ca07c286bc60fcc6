"""A 分解表: headers by many names, merged cells, headings, and what is wrong row by row."""

from __future__ import annotations

import io
from datetime import date

import pytest
from openpyxl import Workbook

from messages.reading.merged import read_merged
from messages.reading.tables import UnreadableTableError
from supervision.filling.intake_tables import Table, is_table, read_table, without_lead
from supervision.filling.intake_tasks import Fault
from supervision.splitting import TaskDraft
from tests.rules.test_intake import HOUSING, NOW, PEOPLE, TAX, TOWN, WATER

USUAL = ["序号", "任务", "牵头", "配合", "分管县领导", "时限"]


def table(*rows: list[str]) -> Table | tuple[Fault, ...]:
    return read_table(list(enumerate(rows, 1)), PEOPLE, NOW)


def tasks(*rows: list[str]) -> tuple[TaskDraft, ...]:
    result = table(*rows)
    assert isinstance(result, Table), result
    return result.tasks


def test_the_usual_columns() -> None:
    (task,) = tasks(USUAL, ["1", "改造", "县住建局", "县水利局、城关镇", "常务副县长", "5月29日"])
    assert task == TaskDraft("改造", (HOUSING,), (WATER, TOWN), due_on=date(2026, 5, 29), leader_in_charge_post_id=2)


@pytest.mark.parametrize(
    ("header", "row", "leads", "supports"),
    [
        ("序号|目标与任务|分管县领导|牵头责任单位|责任单位", "1|改造||县住建局|县水利局", [HOUSING], [WATER]),
        ("序号|民生实事|责任单位|完成时限", "1|改造|县住建局|5月29日", [HOUSING], []),
        ("序号|民生实事|责任单位|完成时限", "1|改造|县住建局、县水利局|", [], [HOUSING, WATER]),
        ("项目名称|主要内容|牵头单位|配合单位", "路灯|改造|县住建局|", [HOUSING], []),
        ("序 号|工作任务（2026年）|牵头单位|协办单位", "1|改造|县住建局|税务局", [HOUSING], [TAX]),
    ],
)
def test_headers_by_other_names(header: str, row: str, leads: list[int], supports: list[int]) -> None:
    (task,) = tasks(["夏邑县重点任务分解表"], header.split("|"), row.split("|"))
    assert (list(task.leads), list(task.supports)) == (leads, supports)


def test_name_and_content_are_one_task() -> None:
    (task,) = tasks(["项目名称", "主要内容", "牵头单位"], ["路灯", "更换老旧路灯", "县住建局"])
    assert task.text == "路灯：更换老旧路灯"


@pytest.mark.parametrize(
    "row",
    [
        ["", "", "", "", "", ""],
        ["一、城市建设", "", "", "", "", ""],
        ["", "（二）水利", "", "", "", ""],
        ["", "民生领域", "", "", "", ""],
        ["合计", "", "", "", "", ""],
    ],
)
def test_blank_lines_headings_and_totals_are_no_tasks(row: list[str]) -> None:
    assert len(tasks(USUAL, row, ["1", "改造", "县住建局", "", "", ""])) == 1


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (["1", "改造", "水务局", "", "", "5月29日"], [(2, "牵头单位", "unknown_unit")]),
        (["1", "改造", "县住建局", "水务局", "", "5月29日"], [(2, "配合单位", "unknown_unit")]),
        (["1", "改造", "", "", "", ""], [(2, "单位", "no_units")]),
        (["1", "", "县住建局", "", "", ""], [(2, "事项", "empty")]),
        (["1", "改造", "县住建局", "", "书记员", ""], [(2, "分管县领导", "unknown_leader")]),
        (["1", "改造", "县住建局", "", "副县长", ""], [(2, "分管县领导", "several_leaders")]),
        (["1", "改造", "县住建局", "", "", "2月1日"], [(2, "时限", "past_date")]),
        (["1", "改造", "县住建局", "", "", "上半年"], [(2, "时限", "bad_date")]),
        (["1", "=cmd|' /C calc'!A0", "县住建局", "", "", ""], [(2, "任务", "formula")]),
        (["1", "改造", "县法院", "", "", ""], [(2, "牵头单位", "copy_only")]),
        (["1", "改造", "水务局", "", "", "上半年"], [(2, "牵头单位", "unknown_unit"), (2, "时限", "bad_date")]),
    ],
)
def test_faults_row_by_row(row: list[str], expected: list[tuple[int, str, str]]) -> None:
    result = table(USUAL, row, ["2", "清淤", "县水利局", "", "", "5月29日"])
    assert isinstance(result, tuple)
    assert [(fault.line, fault.column, fault.reason) for fault in result] == expected


def test_all_townships_two_leads_and_no_lead() -> None:
    read = tasks(
        USUAL,
        ["1", "巡查", "各乡镇", "", "", ""],
        ["2", "改造", "县住建局、县水利局", "", "", "长期"],
        ["3", "宣传", "", "城关镇", "", ""],
    )
    assert [task.leads for task in read] == [(TOWN,), (HOUSING, WATER), ()]
    assert without_lead(read) == (3,)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([["姓名", "电话"]], "no_header"),
        ([["序号", "任务", "完成情况"]], "no_header"),
        ([], "no_header"),
        ([USUAL], "no_rows"),
        ([USUAL, *([["1", "改造", "县住建局", "", "", ""]] * 121)], "too_many"),
    ],
)
def test_what_is_no_table(rows: list[list[str]], reason: str) -> None:
    result = table(*rows)
    assert isinstance(result, tuple)
    assert [fault.reason for fault in result] == [reason]
    assert is_table(list(enumerate(rows, 1))) is (reason in {"no_rows", "too_many"})


def workbook(*, merged: str = "") -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["任务分解表"])
    sheet.append(USUAL)
    sheet.append([1, "改造", "县住建局", "", "", date(2026, 5, 29)])
    sheet.append([2, "清淤", "", "", "", date(2026, 6, 15)])
    sheet.append([3, "巡查", "", "城关镇", "", "=TODAY()"])
    sheet.merge_cells("A1:F1")
    if merged:
        sheet.merge_cells(merged)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_merged_cell_counts_for_every_row_it_covers() -> None:
    lines = read_merged("表.xlsx", workbook(merged="C3:C4"))[:4]
    result = read_table(lines, PEOPLE, NOW)
    assert isinstance(result, Table)
    assert [(task.leads, task.due_on) for task in result.tasks] == [
        ((HOUSING,), date(2026, 5, 29)),
        ((HOUSING,), date(2026, 6, 15)),
    ]
    apart = read_table(read_merged("表.xlsx", workbook())[:4], PEOPLE, NOW)
    assert isinstance(apart, tuple)
    assert [(fault.line, fault.reason) for fault in apart] == [(4, "no_units")]


def test_a_formula_is_refused_not_worked_out() -> None:
    result = read_table(read_merged("表.xlsx", workbook(merged="C3:C5")), PEOPLE, NOW)
    assert isinstance(result, tuple)
    assert [(fault.line, fault.column, fault.reason) for fault in result] == [(5, "时限", "formula")]


def test_csv_in_the_encoding_of_excel_in_china() -> None:
    content = "序号,任务,牵头单位,时限\r\n1,改造,县住建局,2026/5/29\r\n".encode("gb18030")
    result = read_table(read_merged("表.csv", content), PEOPLE, NOW)
    assert isinstance(result, Table)
    assert result.tasks[0].due_on == date(2026, 5, 29)


@pytest.mark.parametrize(("name", "content"), [("表.xlsx", b"PK broken"), ("表.xls", b"x"), ("表.csv", b" ")])
def test_what_cannot_be_read(name: str, content: bytes) -> None:
    with pytest.raises(UnreadableTableError):
        read_merged(name, content)
