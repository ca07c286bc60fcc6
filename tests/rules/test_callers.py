"""来电人信息: found in what is entered, masked in what is reported (P7.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from supervision.approving.task_changes import Field, TaskChange, propose
from supervision.hotline.callers import has_caller, in_number, masked, require_none_in
from supervision.model import (
    Assignment,
    Matter,
    MatterStatus,
    Note,
    Part,
    Summary,
    SummaryKind,
    Task,
    Transfer,
    Unit,
    UnitKind,
    Urgency,
)
from supervision.papers.issuing import Folder
from supervision.refusals import InvalidInput

NOW = datetime(2026, 3, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "县府路路灯不亮，13812345678",
        "联系138-1234-5678",
        "＋８６ １３８１２３４５６７８",
        "电话0370-6212345反映",
        "（0370）6212345",
        "身份证41142619880808123X",
        "411426198808081237",
        "身份证号码为411426198808081230",
        "来电人：张三",
        "来电人张三，住城关镇",
        "来电人姓名张三",
        "反映人王建国反映路灯不亮",
        "来电人（欧阳明）",
        "市民李建国反映路灯不亮",
        "138.1234.5678",
        "138 123 45678",
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
        "工单411426202603270001已办结",
        "来电人表示满意，不再反映",
        "来电人于昨日、来电人曾多次反映",
        "来电人王某反映",
        "群众陆续反映，村民张庄村反映",
        "群众高度关注，居民安全，当事人双方",
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
        ("来电人张三，表示满意", "来电人**，表示满意"),
        ("来电人：张先生，表示满意", "来电人：**，表示满意"),
        ("已向王女士说明", "已向**女士说明"),
        ("市民李建国反映的路灯已修复", "市民**反映的路灯已修复"),
        ("来电人：13812345678，已回访", "来电人：**，已回访"),
        ("回访：电话１３８１２３４５６７８", "回访：电话１３８****"),
        ("路灯已修复，<b>3盏</b>", "路灯已修复，<b>3盏</b>"),
    ],
)
def test_P7_1_numbers_are_masked_where_a_report_has_them(text: str, shown: str) -> None:
    assert masked(text) == shown
    assert masked(shown) == shown
    assert not has_caller(shown)  # so that a summary of masked reports is not refused


@pytest.mark.parametrize(
    ("number", "found"),
    [
        ("411426202603270001", False),
        ("411426202603270017", False),  # ends as an identity card would
        ("037020260327", False),
        ("夏热〔2026〕317号", False),
        ("13812345678", True),
        ("SQ-1 张先生", True),
        ("SQ-1（来电人张三）", True),
    ],
)
def test_P7_1_an_orders_number_is_no_callers(number: str, found: bool) -> None:
    assert in_number(number) is found


@pytest.mark.parametrize(
    ("row", "refused"),
    [
        (Note(1, 31, 8, 8, NOW, "已电话13812345678回访"), True),
        (Note(1, 31, 8, 8, NOW, "已回访"), False),
        (Summary(1, 31, SummaryKind.CLOSING, (), "来电人：张三，表示满意", 8, NOW), True),
        (Summary(1, 31, SummaryKind.CLOSING, (), "来电人：**，表示满意", 8, NOW), False),
        (Transfer(1, 31, 1, 2, 8, NOW, "13812345678"), False),  # the unit's words: masked where they are taken
        (Transfer(1, 31, 1, 2, 8, NOW, "", note="请联系王女士"), True),
    ],
)
def test_P7_1_what_the_office_writes_hands_no_caller_on(row: object, refused: bool) -> None:
    require_none_in("document", [row])
    if refused:
        with pytest.raises(InvalidInput):
            require_none_in("hotline", [row])
    else:
        require_none_in("hotline", [row])


@pytest.mark.parametrize("field", [Field.TEXT, Field.REQUIREMENT])
def test_P7_1_a_signer_puts_no_caller_into_a_task(field: Field) -> None:
    wanted = [TaskChange(1, field, "换新灯泡，来电人张三，13812345678")]
    matter = Matter(1, "2026-1", "document", "路灯", MatterStatus.IN_APPROVAL, Urgency.ROUTINE, 8, 8, NOW)
    folder = Folder(
        matter=matter,
        tasks=(Task(1, 1, "修复路灯"),),
        assignments=(Assignment(1, 1, 4, Part.LEAD),),
        units={4: Unit(4, "县住建局", UnitKind.DEPARTMENT)},
    )
    propose(folder, wanted, folder.units)
    with pytest.raises(InvalidInput):
        propose(replace(folder, matter=replace(matter, track="hotline")), wanted, folder.units)
