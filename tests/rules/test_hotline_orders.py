"""市长热线: reading a day's orders, and what becomes of one besides its course (P7.1 to P7.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from supervision.filling.intake_tasks import Fault, People
from supervision.hotline.hotline_orders import OrderDraft, Read, read_message, read_table, title_of
from supervision.model import Unit, UnitKind, Urgency

NOW = datetime(2026, 3, 2, 8, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
UNITS = (
    Unit(1, "夏邑县城市管理局", UnitKind.DEPARTMENT, ("县城管局",)),
    Unit(2, "夏邑县水利局", UnitKind.DEPARTMENT, ("县水利局",)),
)
PEOPLE = People(UNITS, (), "夏邑县")
FORM = """工单号：SQ2026030201
内容：县府路路灯不亮，
夜间出行不便
时限：3月12日18:00
承办单位：县城管局
类别：投诉
紧急程度：加急"""
HEADER = ["工单号", "内容", "办理时限", "承办单位"]


def read(text: str) -> Read:
    return read_message(text, PEOPLE, NOW)


def faults(found: Read) -> list[tuple[int, str, str]]:
    return [(item.line, item.column, item.reason) for item in found if isinstance(item, Fault)]


def test_P7_1_an_order_is_read_with_its_own_date() -> None:
    assert read(FORM) == (
        OrderDraft(
            1,
            "SQ2026030201",
            "县府路路灯不亮，夜间出行不便",
            date(2026, 3, 12),
            date(2026, 3, 2),
            time(18),
            leads=(1,),
            category="投诉",
            urgency=Urgency.URGENT,
        ),
    )


def test_P7_1_several_orders_are_read_line_by_line_or_by_their_labels() -> None:
    lines = "A-1｜路灯不亮｜3月12日｜县城管局\n\nA-2|停水3天|3月9日|县水利局、县城管局"
    found = read(lines)
    assert [(o.number, o.leads, o.supports) for o in found if isinstance(o, OrderDraft)] == [
        ("A-1", (1,), ()),
        ("A-2", (2,), (1,)),
    ]
    other = FORM.replace("SQ2026030201", "SQ2026030202")
    assert len(read(f"{FORM}\n{other}")) == 2


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("今天共5件", [(1, "", "unknown_line")]),
        ("", [(0, "", "no_orders")]),
        (FORM.replace("工单号：SQ2026030201\n", ""), [(1, "工单号", "missing")]),
        ("A-1｜路灯不亮｜5个工作日内｜县城管局", [(1, "时限", "date_wanted")]),
        ("A-1｜路灯不亮｜｜县城管局", [(1, "时限", "missing")]),
        ("A-1｜路灯不亮｜3月1日｜县城管局", [(1, "时限", "past_date")]),
        ("A-1｜路灯不亮｜3月12日｜县城管大队", [(1, "承办单位", "unknown_unit")]),
        ("A-1｜路灯不亮｜3月12日｜", [(1, "承办单位", "no_units")]),
        (FORM.replace("加急", "很急"), [(1, "紧急程度", "not_one_of")]),
        ("A-1｜路灯不亮｜3月12日｜县城管局\nA-1｜停水｜3月9日｜县水利局", [(2, "工单号", "order_twice")]),
        (f"{FORM}\n来电人：张三", [(8, "", "caller")]),
        ("A-1｜路灯不亮，13812345678｜3月12日｜县城管局", [(1, "", "caller")]),
    ],
)
def test_P7_1_what_is_wrong_is_told_line_by_line(text: str, wrong: list[tuple[int, str, str]]) -> None:
    assert faults(read(text)) == wrong


def table(*rows: list[str], header: list[str] | None = None) -> Read:
    return read_table(list(enumerate([["市长热线交办件"], header or HEADER, *rows], 1)), PEOPLE, NOW)


def test_P7_1_a_days_orders_are_read_from_a_table() -> None:
    found = table(
        ["A-1", "路灯不亮", "3月12日18:00", "县城管局"], ["", "", "", ""], ["A-2", "停水", "3月9日", "县水利局"]
    )
    assert [(o.line, o.number) for o in found if isinstance(o, OrderDraft)] == [(3, "A-1"), (5, "A-2")]


@pytest.mark.parametrize(
    ("found", "wrong"),
    [
        (table(header=["序号", "任务", "牵头单位", "时限"]), [(0, "", "no_order_header")]),
        (
            table(["A-1", "路灯", "3月12日", "县城管局", "张三"], header=[*HEADER, "来电人"]),
            [(0, "来电人", "caller_column")],
        ),
        (
            table(["A-1", "路灯", "3月12日", "县城管局", "1"], header=[*HEADER, "联系电话"]),
            [(0, "联系电话", "caller_column")],
        ),
        (table(["A-1", "王先生反映路灯不亮", "3月12日", "县城管局"]), [(3, "事项", "caller")]),
        (table(["A-1", "路灯", "3月12日", "县城管局", "13812345678"], header=[*HEADER, "备注"]), [(3, "", "caller")]),
    ],
)
def test_P7_1_a_table_with_callers_is_refused(found: Read, wrong: list[tuple[int, str, str]]) -> None:
    assert faults(found) == wrong


def test_a_fault_about_a_caller_does_not_repeat_it() -> None:
    found = read("来电人：张三，13812345678")
    assert [replace(item, line=0) for item in found if isinstance(item, Fault)] == [Fault(0, "", "caller")]


def test_a_harmless_column_is_passed_over() -> None:
    row = ["A-1", "路灯不亮", "3月12日", "县城管局", "3月2日"]
    assert len(table(row, header=[*HEADER, "来电时间"])) == 1


def test_an_orders_matter_has_its_first_sentence_as_title() -> None:
    assert title_of("县府路路灯不亮。夜间出行不便") == "县府路路灯不亮"
    assert len(title_of("路" * 100)) == 60


LONG = "411426202603270017"


@pytest.mark.parametrize(
    "found",
    [
        read(FORM.replace("SQ2026030201", LONG)),
        read(f"{LONG}｜路灯不亮｜3月12日｜县城管局"),
        table([LONG, "路灯不亮", "3月12日", "县城管局"]),
    ],
)
def test_P7_1_an_order_may_have_a_number_as_long_as_an_identity_cards(found: Read) -> None:
    assert [item.number for item in found if isinstance(item, OrderDraft)] == [LONG]


@pytest.mark.parametrize(
    "found",
    [
        read(FORM.replace("SQ2026030201", "13812345678")),
        read("13812345678｜路灯不亮｜3月12日｜县城管局"),
        table(["13812345678", "路灯不亮", "3月12日", "县城管局"]),
    ],
)
def test_P7_1_a_callers_number_is_not_taken_for_the_orders(found: Read) -> None:
    assert {reason for _, _, reason in faults(found)} == {"caller"}
