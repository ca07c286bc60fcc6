"""反馈表: three workdays before its date it goes out filled in; what comes back is one report a row."""

from __future__ import annotations

import io
from collections.abc import Mapping

from openpyxl import load_workbook

from sandbox.client import Message
from supervision.model import Channel, Reader, Report, ReportStatus, SheetOut, Task
from tests import roster
from tests.flows.batch_scenes import facts, tasks_before_housing
from tests.flows.papers import paper, reports
from tests.world import Someone, World, at

SUBMITTED, ACCEPTED = ReportStatus.SUBMITTED, ReportStatus.ACCEPTED


async def sheet_before(someone: Someone, day: str = "3月20日") -> Message:
    """The sheet of a day in somebody's chat."""
    return await someone.card(f"反馈表 · {day}")


async def filled(office: World, sheet: Message, cells: Mapping[tuple[int, str], str]) -> bytes:
    """The workbook of a message, with cells filled in by row number and column."""
    assert sheet.file is not None
    book = load_workbook(io.BytesIO(await office.control.file(sheet.file.file_id)))
    page = book.active
    assert page is not None
    header = [cell.value for cell in page[2]]
    for (number, column), value in cells.items():
        page.cell(number + 2, header.index(column) + 1, value)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def progress(*numbers: int, words: str = "已完成") -> dict[tuple[int, str], str]:
    return {(number, "进展情况"): f"第{number}行{words}" for number in numbers}


async def housing_sheet(office: World, matters: int = 2) -> Message:
    """住建局 owes so many matters' two tasks each on 20 March; the sheet came on the 17th."""
    await tasks_before_housing(office, matters=matters)
    await office.advance("3月17日 09:00")
    return await sheet_before(office.housing_a)


async def sends_back(office: World, sheet: Message, cells: Mapping[tuple[int, str], str]) -> None:
    assert sheet.file is not None
    data = await filled(office, sheet, cells)
    await office.housing_a.sends("反馈表.xlsx", data, reply_to=sheet)
    await office.settle()


async def by_sheet(office: World) -> list[Report]:
    return [report for report in await reports(office) if report.channel is Channel.SHEET]


async def test_complaint_18_one_file_goes_out_and_comes_back_as_one_report_a_row(office: World) -> None:
    sheet = await housing_sheet(office)
    assert "反馈表 · 3月20日（周五）前报送（4项）" in sheet.text
    assert sheet.file is not None
    assert sheet.file.name == "反馈表（3月20日）.xlsx"
    page = load_workbook(io.BytesIO(await office.control.file(sheet.file.file_id))).active
    assert page is not None
    rows = [[cell.value for cell in line] for line in page.iter_rows(min_row=3)]
    assert rows[0][:5] == ["1", "夏政督〔2026〕1号第1项", "凯旋路等3处积水点改造", None, "3月20日（周五）前"]
    assert page.column_dimensions["J"].hidden
    await sends_back(office, sheet, {**progress(1, 2, 3, 4), (2, "存在问题"): "岸坡<b>未整治", (1, "审阅人"): "主要"})
    receipt = await office.housing_a.sees("已收到 · 反馈表（3月20日（周五）前报送，共4项）", "已登记4项")
    found = await by_sheet(office)
    assert [report.part for report in found] == [1, 2, 3, 4]
    assert {report.status for report in found} == {SUBMITTED}
    (received_at,) = {report.received_at for report in found}
    assert received_at.replace(second=0) == at("3月17日 09:00")
    assert found[1].text == "进展情况：第2行已完成\n存在问题：岸坡<b>未整治"
    assert await facts(office, "report.submitted") == 4
    assert await facts(office, "sheet.returned") == 1
    cards = [m for m in await office.clerk.messages() if "反馈审核" in m.text]
    assert len(cards) == 4
    assert list(receipt.buttons) == ["主要负责同志", "分管负责同志"]
    assert "（3项）" in receipt.text
    await office.housing_a.taps("分管负责同志")
    readers = [report.reader for report in await by_sheet(office)]
    assert readers == [Reader.UNIT_HEAD, *[Reader.UNIT_DEPUTY] * 3]
    assert not (await office.housing_a.card("已收到 · 反馈表")).buttons


async def test_a_sheet_goes_to_both_liaisons_once_three_workdays_before(office: World) -> None:
    await tasks_before_housing(office, matters=2)
    await office.advance("3月16日 17:00")
    assert not [m for m in await office.housing_a.messages() if "反馈表 · 3月20日" in m.text]
    await office.advance("3月20日 17:00")
    for someone in (office.housing_a, office.housing_b):
        assert len([m for m in await someone.messages() if "反馈表 · 3月20日" in m.text]) == 1
    async with office.transaction() as unit:
        made = [(one.unit_id, one.due_on.day) for one in await unit.find(SheetOut)]
    assert sorted(made) == [(roster.HOUSING, 10), (roster.HOUSING, 20), (roster.WATER, 10), (roster.WATER, 20)]


async def test_one_task_gets_no_sheet(office: World) -> None:
    await tasks_before_housing(office, matters=1)
    await office.advance("3月20日 17:00")
    assert not [m for m in await office.water.messages() if "反馈表" in m.text]


async def test_bad_rows_are_named_and_the_others_count(office: World) -> None:
    sheet = await housing_sheet(office)
    cells = {**progress(1, 2, 3), (2, "序号"): "4", (3, "进展情况"): "长" * 2001}
    await sends_back(office, sheet, cells)
    receipt = await office.housing_a.sees("已登记1项")
    assert "第4行（序号4）：序号与原表不一致" in receipt.text
    assert "第5行（序号3）：内容超过2000字" in receipt.text
    assert [report.part for report in await by_sheet(office)] == [1]
    await sends_back(office, sheet, progress(1, 2, 3))
    await office.housing_a.sees("已登记2项，1项未变动")
    assert len(await by_sheet(office)) == 3


async def test_replies_work_as_well_and_are_not_doubled(office: World) -> None:
    sheet = await housing_sheet(office)
    card = await paper(office.housing_a, "夏政督〔2026〕1号")
    await office.housing_a.says("第1项：已完成3处。", reply_to=card)
    await sends_back(office, sheet, progress(1, 3))
    await office.housing_a.sees("已登记1项", "第3行（序号1）：该项已另行反馈")
    await office.housing_a.says("第2项：已清淤1公里。", reply_to=card)
    await office.housing_a.sees("已收到 · 1号第2项")
    assert [(r.matter_id, r.task_seq, r.channel.value) for r in await reports(office)] == [
        (1, 1, "telegram"),
        (2, 1, "sheet"),
        (1, 2, "telegram"),
    ]


async def test_a_sheet_that_comes_again_corrects_what_was_not_accepted(office: World) -> None:
    sheet = await housing_sheet(office)
    await sends_back(office, sheet, progress(1, 2))
    await office.housing_a.taps("主要负责同志")
    first = await office.clerk.card("反馈审核", "第1行已完成")
    await office.clerk.taps("采纳", on=first)
    await office.clerk.taps("退回补充", on=await office.clerk.card("反馈审核", "第2行已完成"))
    await office.clerk.taps("内容不完整")
    await sends_back(office, sheet, progress(1, 2, words="全部完成"))
    await office.housing_a.sees("更正1项", "第3行（序号1）：督查室已采纳，不再更正")
    found = await by_sheet(office)
    assert [(report.text, report.version, report.status) for report in found] == [
        ("第1行已完成", 1, ACCEPTED),
        ("第2行全部完成", 2, SUBMITTED),
    ]
    await office.clerk.card("反馈审核", "第2行全部完成", "报送单位已更正（第2稿")


async def test_pitfall_14_an_edit_of_the_sheets_message_changes_nothing(office: World) -> None:
    sheet = await housing_sheet(office)
    await sends_back(office, sheet, progress(1, 2))
    mine = next(m for m in reversed(await office.housing_a.messages()) if m.sender == office.housing_a.id)
    await office.housing_a.edits(mine, "请以此为准")
    assert [(report.text, report.version) for report in await by_sheet(office)] == [
        ("第1行已完成", 1),
        ("第2行已完成", 1),
    ]


async def test_a_file_without_a_reply_is_known_and_another_units_is_refused(office: World) -> None:
    sheet = await housing_sheet(office)
    data = await filled(office, sheet, progress(1))
    await office.water.sends("反馈表（住建局）.xlsx", data)
    await office.settle()
    await office.water.sees("反馈表未登记", "不是发给你单位的反馈表")
    assert await reports(office) == []
    await office.housing_b.sends("反馈表（3月20日）(1).xlsx", data)
    await office.settle()
    await office.housing_b.sees("已登记1项")
    assert len(await by_sheet(office)) == 1


async def test_files_that_are_no_sheets_are_answered(office: World) -> None:
    sheet = await housing_sheet(office)
    for name, data, words in (
        ("反馈表.xlsx", b"PK", "已损坏或设有密码"),
        ("反馈表.csv", "单位,电话\n甲,1".encode(), "表头与原表不一致"),
        ("反馈表.xlsx", await filled(office, sheet, {}), "各行均未填写"),
    ):
        await office.housing_a.sends(name, data, reply_to=sheet)
        await office.settle()
        await office.housing_a.sees("反馈表未登记", words)
    await office.housing_a.sends("反馈表.xlsx", b"PK", reply_to=sheet, size=25 * 1024 * 1024)
    await office.housing_a.sees("文件超过20兆")
    assert await reports(office) == []


async def test_a_text_in_reply_to_the_sheet_is_asked_about(office: World) -> None:
    sheet = await housing_sheet(office)
    await office.housing_a.says("均已完成", reply_to=sheet)
    await office.housing_a.sees("已收到", "请点选")
    assert [report.status for report in await reports(office)] == [ReportStatus.UNPLACED]


async def test_a_sheet_late_on_its_way_says_so_by_its_messages_time(office: World) -> None:
    sheet = await housing_sheet(office)
    data = await filled(office, sheet, progress(1))
    await office.advance("3月24日 10:00")
    await office.housing_a.sends("反馈表.xlsx", data, reply_to=sheet)
    await office.settle()
    await office.clerk.card("反馈审核", "第1行已完成", "逾期2个工作日")


async def test_complaint_20_a_formula_in_a_task_stays_text(office: World) -> None:
    await tasks_before_housing(office, matters=2)
    async with office.transaction() as unit:
        await unit.save(Task(1, 1, '=HYPERLINK("http://example.com")', due_on=at("3月20日").date()))
        await unit.commit()
    await office.advance("3月17日 09:00")
    sheet = await sheet_before(office.housing_a)
    assert sheet.file is not None
    page = load_workbook(io.BytesIO(await office.control.file(sheet.file.file_id))).active
    assert page is not None
    cell = page.cell(3, 3)
    assert cell.data_type == "s"
    assert str(cell.value).startswith("'=HYPERLINK")


async def test_a_due_that_was_answered_before_the_hour_leaves_no_sheet(office: World) -> None:
    await tasks_before_housing(office, matters=1)
    await office.advance("3月16日 10:00")
    card = await paper(office.housing_a, "夏政督〔2026〕1号")
    await office.housing_a.says("第1项：已完成3处。", reply_to=card)
    await office.advance("3月17日 17:00")
    assert not [m for m in await office.housing_a.messages() if "反馈表 · 3月20日" in m.text]
    async with office.transaction() as unit:
        assert await unit.find(SheetOut, unit_id=roster.HOUSING) == []
