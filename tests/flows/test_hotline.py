"""市长热线: a day's orders in, their callers out; given back, and sent out again when a caller is not content (P7)."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

from openpyxl import Workbook
from sqlalchemy import select

from storage import audit, outbox
from storage.tables import metadata
from supervision.model import (
    Assignment,
    AssignmentStatus,
    HotlineOrder,
    Matter,
    MatterStatus,
    Report,
    ReportDue,
    ReportVersion,
    Satisfaction,
    StoredFile,
    Submission,
    Urgency,
)
from supervision.notices.base import to_post
from supervision.notices.cards import MatterCard, matter_subject
from tests.builders import issued_matter
from tests.flows.approval_scenes import reload
from tests.flows.closing_scenes import all_accepted, close_matter
from tests.world import World

HEADER = ("工单号", "内容", "办理时限", "承办单位")
URGENT = """工单号：SQ2026030201
内容：县府路路灯不亮，夜间出行不便
时限：3月12日18:00
承办单位：县住建局
类别：投诉
紧急程度：加急"""
TWO = ("SQ-1|县府路路灯不亮|3月12日|县住建局", "SQ-2|孔庄乡停水3天|3月9日18:00|县水利局")


def table(lines: Sequence[str], *more: str) -> bytes:
    """A day's orders as Excel; `more` are columns that the table has besides."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([*HEADER, *more])
    for line in lines:
        sheet.append([*line.split("|"), *("13812345678" for _ in more)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


async def with_order(office: World, matter: Matter, **changes: object) -> HotlineOrder:
    """Make the matter one that came as an order, its card before the clerk."""
    order = HotlineOrder(matter.id, "SQ-7", date(2026, 2, 27), date(2026, 3, 20), time(18))
    async with office.transaction() as unit:
        await unit.save(order, replace(matter, **changes))  # type: ignore[arg-type]
        await outbox.tell(unit, [MatterCard(to=to_post(matter.registered_post_id), matter_id=matter.id)])
        await unit.commit()
    await office.settle()
    return order


def files_kept(office: World) -> list[str]:
    return [path.name for path in (office.settings.data_dir / "files").iterdir() if path.is_file()]


async def order_of(office: World, matter: Matter) -> HotlineOrder:
    async with office.transaction() as unit:
        return await unit.require(HotlineOrder, matter.id)


async def test_P7_1_an_order_goes_review_review_approve_and_becomes_a_hotline_notice(office: World) -> None:
    clerk = office.clerk
    await clerk.says("/hotline")
    await clerk.sees("市长热线交办件登记", "不得录入来电人姓名、电话、证件号码，所发表格读取后即行删除")
    await clerk.says(f"{URGENT}\n来电人：张三")
    await clerk.sees("请更正（尚未登记）", "第7行：含来电人信息，请删去后重报；来电人信息由承办单位向督查室领取。")
    await clerk.says(URGENT)
    await clerk.sees(
        "请核对 · 市长热线交办件1件（尚未登记）",
        "1. SQ2026030201　县府路路灯不亮，夜间出行不便",
        "县住建局，3月12日（周四）18:00前，投诉，加急",
        "流程：分管副主任审阅 → 办公室主任审阅 → 常务副县长审定（依据：二（七））",
    )
    await clerk.taps("确认登记并送审")
    await clerk.sees("已登记市长热线交办件1件", "2026-1　SQ2026030201", "已送审，现呈：分管副主任")
    await clerk.card("工单SQ2026030201（投诉）", "时限：3月12日（周四）18:00前")
    for signer, act, label in (
        (office.deputy, "呈请审阅", "已阅，同意"),
        (office.director, "呈请审阅", "已阅，同意"),
        (office.executive, "呈请审定", "同意"),
    ):
        await signer.taps(label, on=await signer.card(act, "市长热线交办件"))
    await clerk.taps("印发")
    await office.housing_a.card(
        "督促查办事项通知单 · 夏政督〔2026〕1号",
        "根据市长热线电话室《市长热线交办单》（SQ2026030201）要求",
        "第1项（牵头）县府路路灯不亮，夜间出行不便，3月12日（周四）18:00前完成并反馈",
        "来电人信息请向督查室领取",
    )
    await clerk.taps("更多", on=await clerk.card("工单SQ2026030201（投诉）"))
    await clerk.taps("退回热线室")
    await clerk.says("该路段属市管")
    await clerk.sees("SQ2026030201（登记号2026-1）已登记退回热线室")
    await office.executive.sees("热线件已退回 · SQ2026030201", "经您审签印发", "理由：该路段属市管")
    await office.director.sees_nothing("热线件已退回")


async def test_P7_1_a_days_orders_come_as_a_table_and_wait_for_one_list(office: World) -> None:
    clerk = office.clerk
    await clerk.says("热线")
    await clerk.sends("今日交办.xlsx", table(TWO))
    await clerk.sees("请核对 · 市长热线交办件2件", "2. SQ-2　孔庄乡停水3天", "平件2件列入今日呈签清单")
    await clerk.taps("确认登记并送审")
    assert files_kept(office) == []  # a column that nobody looks at may name callers
    await clerk.sees("已登记市长热线交办件2件", "2026-2　SQ-2", "县水利局，3月9日（周一）18:00前")
    await clerk.sees_nothing("下一步：")  # one list instead of a card each
    await office.deputy.sees_nothing("呈请")
    async with office.transaction() as unit:
        matters = await unit.find(Matter)
        events = [row.event for row in await audit.history(unit, matter_subject(matters[0].id))]
    assert {matter.status for matter in matters} == {MatterStatus.IN_APPROVAL}
    assert "hotline.entered" in events
    await office.advance("3月2日 16:10")
    await office.deputy.card("今日呈签", "（共2件）")


async def test_P7_1_a_table_with_callers_is_refused_and_not_kept(office: World) -> None:
    clerk = office.clerk
    await clerk.says("/hotline")
    await clerk.sends("今日交办.xlsx", table(TWO, "联系电话"))
    shown = await clerk.sees("请更正（尚未登记）", "请删去“联系电话”一栏后重新发送；本次发送的文件未保存")
    assert "138" not in shown.text
    async with office.transaction() as unit:
        (file,) = await unit.find(StoredFile)
        assert await unit.find(Matter) == []
    assert file.sha256 == ""
    assert files_kept(office) == []


async def test_P7_1_a_table_that_cannot_be_read_is_not_kept_either(office: World) -> None:
    await office.clerk.says("/hotline")
    await office.clerk.sends("今日交办.xlsx", b"no table, 13812345678")
    await office.clerk.sees("请更正（尚未登记）")
    assert files_kept(office) == []


async def test_P7_1_an_order_is_entered_once(office: World) -> None:
    clerk = office.clerk
    await clerk.says(f"/hotline {URGENT}")
    await clerk.taps("仅登记")
    await clerk.sees("已登记市长热线交办件1件", "尚未送审")
    await clerk.says(f"/hotline {URGENT}")
    await clerk.sees("第1行 工单号：“SQ2026030201”已登记，登记号2026-1。")
    await clerk.taps("查看清单")
    await clerk.sees("市长热线交办件 · 2026年", "共1件：在办1件", "县住建局，3月12日（周四）18:00前，待送审")
    await office.water.says("/hotline")
    await office.water.sees_nothing("交办件登记")


async def test_P7_1_a_report_that_names_a_caller_is_taken_and_masked(office: World) -> None:
    async with office.transaction() as unit:
        await issued_matter(unit, track="hotline")
        await unit.commit()
    await office.settle()
    water = office.water
    sent = await water.says("已修复，来电人：李四，13812345678，表示满意", reply_to=await water.card("督查通知单"))
    await office.clerk.card("县水利局", "来电人：**，138****，表示满意")
    await office.clerk.sees_nothing("李四", "5678")
    await water.edits(sent, "已修复并验收，13812345678")
    async with office.transaction() as unit:
        (report,) = await unit.find(Report)
        kept = [version.text for version in await unit.find(ReportVersion)]
    assert report.received_at is not None
    assert report.text == "已修复并验收，138****"
    assert not [text for text in kept if "5678" in text or "李四" in text]
    photo = b"\xff\xd8\xff\xe0" + b"0" * 64
    card = await water.card("督查通知单")
    await water.sends("现场.jpg", photo, kind="photo", caption="现场照片，13812345678", reply_to=card)
    await office.clerk.card("现场照片，138****")
    seen = [message.text for message in await office.clerk.messages()]
    assert not [text for text in seen if "5678" in text]


async def test_P7_3_not_satisfied_again(office: World) -> None:
    matter = await all_accepted(office, track="hotline", urgency=Urgency.URGENT)  # else signers get it as a list
    await with_order(office, matter, status=MatterStatus.CLOSED, closed_at=matter.registered_at)
    clerk = office.clerk
    await clerk.taps("更多")
    await clerk.taps("回访登记")
    await clerk.taps("不满意")
    await clerk.says("张先生13812345678说仍有积水")
    await clerk.sees("含来电人信息")
    await clerk.says("雨后仍有积水")
    await clerk.says("3月1日")
    await clerk.sees("已过")
    await clerk.says("3月12日18:00")
    await clerk.sees("SQ-7（登记号2026-1）回访不满意，已第2次交县住建局、县水利局办理，3月12日（周四）18:00前反馈")
    await office.water.card("再次办理 · 夏政督〔2026〕1号", "雨后仍有积水", "3月12日（周四）18:00前反馈结果")
    assert "签收" in (await office.water.card("督查通知单 · 夏政督〔2026〕1号")).buttons
    await clerk.card("热线时限3月12日（周四）18:00，第2次交办", "前次回访：不满意")
    assert (await order_of(office, matter)).rounds == 2
    again = await reload(office, matter)
    assert (again.status, again.closed_at, again.city_due_on) == (MatterStatus.IN_PROGRESS, None, date(2026, 3, 12))
    async with office.transaction() as unit:
        given = await unit.find(Assignment)
        added = [due for due in await unit.find(ReportDue) if due.due_on == date(2026, 3, 12)]
        for item in given:
            await unit.save(replace(item, status=AssignmentStatus.ACCEPTED))
        await outbox.tell(unit, [MatterCard(to=to_post(matter.registered_post_id), matter_id=matter.id)])
        await unit.commit()
    assert {item.status for item in given} == {AssignmentStatus.ISSUED}
    assert {item.delivered_at for item in given} == {None}
    assert [(due.final, due.due_hour) for due in added] == [(True, time(18))] * 3
    await office.settle()
    await close_matter(office, chain="常务副县长审定", way="报市长热线电话室")
    async with office.transaction() as unit:
        (up,) = await unit.find(Submission)
    assert (up.destination, up.due_on) == ("hotline_office", date(2026, 3, 12))


async def test_P7_3_a_content_caller_ends_it(office: World) -> None:
    matter = await all_accepted(office, track="hotline")  # as registered by /new
    await office.clerk.taps("更多")
    await office.clerk.taps("回访登记")
    await office.clerk.taps("基本满意")
    await office.clerk.sees("回访已登记：基本满意")
    assert (await order_of(office, matter)).satisfied is Satisfaction.BASICALLY
    assert (await reload(office, matter)).status is MatterStatus.IN_PROGRESS


async def test_P7_3_what_is_not_done_is_not_visited(office: World) -> None:
    async with office.transaction() as unit:
        matter, _ = await issued_matter(unit, track="hotline")
        await unit.commit()
    await with_order(office, matter)
    await office.clerk.taps("更多")
    assert "尚无已采纳的办理结果" in await office.clerk.taps("回访登记")
    await office.clerk.sees_nothing("请点选热线室回访的结果")


async def test_P7_1_a_callers_number_that_was_refused_does_not_stay(office: World) -> None:
    await office.clerk.says(f"/hotline {URGENT}\n来电人：张三，13812345678")
    await office.clerk.sees("含来电人信息")
    kept = []
    async with office.transaction() as unit:
        for table in metadata.sorted_tables:
            kept += [row for row in await unit.connection.execute(select(table)) if "13812345678" in str(row)]
    assert kept == []
