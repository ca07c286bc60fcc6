"""来电人信息: found in what is entered, masked in what is reported (P7.1)."""

from __future__ import annotations

import pytest

from supervision.callers import has_caller, masked


@pytest.mark.parametrize(
    "text",
    [
        "县府路路灯不亮，13812345678",
        "联系138-1234-5678",
        "＋８６ １３８１２３４５６７８",
        "电话0370-6212345反映",
        "（0370）6212345",
        "身份证41142619880808123X",
        "来电人：张三",
        "来电人姓名: 李四",
        "姓名：王五",
        "联系电话 6212345",
        "手机号码为6212345",
        "王先生反映路灯不亮",
        "孔庄乡刘女士来电",
    ],
)
def test_P7_1_callers_are_refused(text: str) -> None:
    assert has_caller(text)


@pytest.mark.parametrize(
    "text",
    [
        "县府路路灯不亮，影响出行",
        "来电人反映孔庄乡自来水停水3天",
        "来电人信息请向督查室领取",
        "工单SQ20260302001234",
        "夏热〔2026〕317号，3月12日18:00前",
        "改造管网13800米，投资1380.5万元",
        "涉及2026年3月2日至12月31日的停水",
        "某先生反映",
        "一位女士反映",
    ],
)
def test_orders_without_a_caller_are_taken(text: str) -> None:
    assert not has_caller(text)
    assert masked(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("已电话13812345678回访", "已电话138****回访"),
        ("座机0370-6212345", "座机037****"),
        ("身份证41142619880808123X，已核", "身份证411****，已核"),
        ("来电人：张三，表示满意", "来电人：**，表示满意"),
        ("来电人：13812345678，已回访", "来电人：**，已回访"),
        ("回访：电话１３８１２３４５６７８", "回访：电话１３８****"),
        ("路灯已修复，<b>3盏</b>", "路灯已修复，<b>3盏</b>"),
    ],
)
def test_P7_1_numbers_are_masked_where_a_report_has_them(text: str, shown: str) -> None:
    assert masked(text) == shown
    assert masked(shown) == shown
