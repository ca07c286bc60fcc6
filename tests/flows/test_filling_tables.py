"""Registering and splitting in one go from an Excel table, alone or with the lines of a message as its caption."""

from __future__ import annotations

from supervision.model import FileStatus
from tests.flows.filling import HEAD, confirms, everything, thirty, workbook
from tests.flows.registering import the_draft
from tests.world import World


async def test_thirty_tasks_in_three_turns_by_table(office: World) -> None:
    clerk = office.clerk
    await clerk.sends("分解表.xlsx", workbook(thirty()), caption=HEAD)
    await clerk.sees("是否涉密", "文件未下载")
    assert (await everything(office))[3] == []
    await confirms(clerk)
    await clerk.sees("请核对 · 登记并分解（尚未保存）", "县长批示件", "分解30项", "文件1份")
    await clerk.taps("确认登记并分解")
    await clerk.sees("已登记并分解　登记号2026-1", "共30项任务")
    (matter,), tasks, _, (file,) = await everything(office)
    assert (len(tasks), file.matter_id, file.status) == (30, matter.id, FileStatus.STORED)


async def test_a_table_with_errors_is_sent_again_and_keeps_its_caption(office: World) -> None:
    clerk = office.clerk
    await clerk.sends("分解表.xlsx", workbook(thirty("水务局")), caption=HEAD)
    await confirms(clerk)
    await clerk.sees("请更正（尚未保存）", "第9行 牵头单位：未查到“水务局”", "第9行 时限：“6月底前后”")
    await clerk.sends("坏表.xlsx", b"PK")
    await clerk.sees("文件已损坏或不是表格")
    await clerk.sends("大表.xlsx", b"PK", size=25 * 1024 * 1024)
    await clerk.sees("超过20兆")
    await clerk.sends("表.docx", b"PK")
    await clerk.sees("不支持该类文件")
    await clerk.sends("分解表.xlsx", workbook(thirty()))
    await clerk.sees("请核对 · 登记并分解（尚未保存）", "据县长批示确定", "分解30项")


async def test_a_caption_with_errors_is_corrected_and_the_table_stays(office: World) -> None:
    clerk = office.clerk
    await clerk.sends("分解表.xlsx", workbook(thirty()), caption=HEAD.replace("县长2月", "书记员2月"))
    await confirms(clerk)
    await clerk.sees("第4行 批示要求：未查到“书记员”")
    await clerk.says(HEAD)
    await clerk.sees("请核对 · 登记并分解（尚未保存）", "分解30项", "文件1份")


async def test_a_table_without_a_caption_begins_new_and_the_rest_is_asked(office: World) -> None:
    clerk = office.clerk
    await clerk.sends("分解表.xlsx", workbook(thirty()))
    await clerk.sees("是否登记为督查事项", "分解表.xlsx")
    await clerk.taps("登记为督查事项")
    await confirms(clerk)
    await clerk.sees("请选择事项来源")
    await clerk.says("十件实事")
    await clerk.says("2026年十件实事分解方案")
    for button in ("无文号", "今天", "不详", "下一步", "同来件标题", "无批示", "平件", "暂不定时限"):
        await clerk.taps(button)
    await clerk.sees("已读入任务30项")
    for button in ("下一步", "不抄送"):
        await clerk.taps(button)
    await clerk.sees("请核对 · 登记并分解（尚未保存）", "十件实事", "分解30项")
    await clerk.taps("确认登记并分解")
    assert len((await everything(office))[1]) == 30


async def test_a_table_among_the_papers_gives_its_tasks(office: World) -> None:
    clerk = office.clerk
    await clerk.says("/new")
    await confirms(clerk)
    await clerk.says("十件实事")
    await clerk.says("分解方案\n夏政办〔2026〕3号\n2月20日")
    for button in ("下一步", "同来件标题", "无批示", "平件", "暂不定时限"):
        await clerk.taps(button)
    await clerk.sends("分解表.xlsx", workbook(thirty("水务局")))
    await clerk.sees("“分解表.xlsx”中的任务未读入", "第9行 牵头单位：未查到“水务局”")
    await clerk.sends("分解表.xlsx", workbook(thirty()[:2]))
    await clerk.sees("已读入任务2项")
    await clerk.taps("下一步")
    await clerk.taps("不抄送")
    await clerk.taps("确认登记并分解")
    assert [task.text for task in (await everything(office))[1]] == ["第1处积水点改造", "第2处积水点改造"]


async def test_a_secret_form_is_refused_and_nothing_of_it_is_kept(office: World) -> None:
    clerk = office.clerk
    await clerk.sends("分解表.xlsx", workbook(thirty()), caption=HEAD)
    await clerk.taps("是")
    await clerk.sees("不予登记", "文件未下载")
    assert await everything(office) == ([], [], [], [])
    assert await the_draft(office) is None
