"""/new when something is wrong: secrets, restarts, exceptions, bad input, the wrong person."""

from __future__ import annotations

from pathlib import Path

import pytest

from handlers.registering import details
from messages.presses.base import pack
from messages.presses.dialogue import Choose
from supervision.model import Draft, Matter, StoredFile
from tests.flows.registering import PAPER, the_draft, to_the_title
from tests.world import World, bot_of, world


async def test_a_secret_paper_is_refused_and_nothing_of_it_is_kept(office: World) -> None:
    clerk = office.clerk
    await clerk.says("/new")
    await clerk.sends("机密.txt", b"secret")
    await clerk.sees("请先点选回答", "文件未下载")
    await clerk.taps("是")
    await clerk.sees("不予登记", "纸质渠道", "请立即删除")
    await clerk.sends("机密.txt", b"secret")
    await clerk.sees("尚未登记")
    async with office.transaction() as unit:
        assert await unit.find(StoredFile) == []
        assert await unit.find(Matter) == []
        assert await unit.first(Draft) is None


async def test_back_takes_an_answer_back_and_a_list_does_not_grow_twice(office: World) -> None:
    clerk = office.clerk
    await clerk.says("/new")
    await clerk.taps("否，可以登记")
    await clerk.says("县长批示件")
    await clerk.says(PAPER)
    await clerk.sees("已录入1件")
    await clerk.says("返回")
    await clerk.sees("来件标题")
    await clerk.says(PAPER)
    await clerk.sees("已录入1件")
    await clerk.taps("返回上一步")
    await clerk.says("/back")
    await clerk.sees("请选择事项来源")
    draft = await the_draft(office)
    assert draft is not None
    assert draft.answers == {}


@pytest.mark.parametrize("words", ["/cancel", "取消"])
async def test_cancel_works_anywhere(office: World, words: str) -> None:
    clerk = office.clerk
    await to_the_title(clerk, "县长批示件")
    await clerk.says(words)
    await clerk.sees("已取消登记督查事项")
    assert await the_draft(office) is None
    await clerk.says(words)
    await clerk.sees("没有需要取消")


async def test_complaint_14_a_restart_goes_on_at_the_same_question(template: Path, tmp_path: Path) -> None:
    async with world(tmp_path, template, start=False) as office:
        clerk = office.clerk
        async with bot_of(office):
            await to_the_title(clerk, "县长批示件")
            await clerk.taps("县长")
        async with bot_of(office):
            await clerk.says("2月28日")
            await clerk.sees("批示要求（摘要）")
        async with bot_of(office):
            await clerk.says("汛期前完成改造。")
            await clerk.sees("已录入1条：县长")
            await clerk.taps("无其他批示，下一步")
            await clerk.taps("平件")
        async with bot_of(office):
            await clerk.taps("暂不定时限")
            await clerk.sees("印发形式")


async def test_complaint_14_an_exception_leaves_state_and_draft_agreeing(
    office: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk = office.clerk
    await to_the_title(clerk, "县长批示件")
    await clerk.taps("县长")
    with monkeypatch.context() as broken:

        def breaks(*_: object) -> None:
            raise RuntimeError("broken step")

        broken.setattr(details, "read_paper_date", breaks)
        await clerk.says("2月28日")
        await clerk.sees("系统出错")
    draft = await the_draft(office)
    assert draft is not None
    assert draft.question == "registration.instructed_on"
    await clerk.says("2月28日")
    await clerk.sees("批示要求（摘要）")


async def test_complaint_14_another_command_never_feeds_a_field(office: World) -> None:
    clerk = office.clerk
    await to_the_title(clerk, "县长批示件")
    before = await the_draft(office)
    await clerk.says("登记")
    await clerk.sees("未完成的操作", "登记督查事项")
    await clerk.says("/nonsense")
    await clerk.says("分解")
    await clerk.sees("没有待分解的事项")
    after = await the_draft(office)
    assert before is not None
    assert after is not None
    assert before.answers == after.answers
    await clerk.taps("继续填写")
    await clerk.sees("县领导是否有批示")
    await clerk.says("/new")
    await clerk.taps("放弃，重新开始")
    await clerk.sees("已取消登记督查事项")
    await clerk.sees("是否涉密")


async def test_complaint_18_bad_input_is_answered_in_plain_chinese(office: World) -> None:
    clerk = office.clerk
    await clerk.says("/new")
    await clerk.says("不是")
    await clerk.sees("请点选下方按钮")
    await clerk.taps("否，可以登记")
    await clerk.says("县长批示件")
    await clerk.says("很" * 200)
    await clerk.sees("120字以内")
    await clerk.sends("来件.docx", b"PK")
    await clerk.sees("文件请在“正文或文件”一步发送")
    await clerk.says("关于<b>&_*[ 的报告")
    await clerk.sees("关于<b>&_*[ 的报告", "文号")
    await clerk.taps("无文号")
    await clerk.says("下礼拜")
    await clerk.sees("未能识别日期“下礼拜”")
    await clerk.says("3月3日")
    await clerk.sees("晚于今天")
    await clerk.taps("不详")
    await clerk.taps("不详")
    await clerk.taps("下一步")
    await clerk.taps("同来件标题")
    await clerk.taps("无批示")
    await clerk.taps("平件")
    await clerk.says("2月1日")
    await clerk.sees("“2月1日”已过")
    await clerk.taps("暂不定时限")
    await clerk.taps("督查通知单")
    await clerk.sends("大件.pdf", b"x", size=25 * 1024 * 1024)
    await clerk.sees("超过20兆")
    await clerk.sends("表.exe", b"x")
    await clerk.sees("不支持该类文件")
    await clerk.sends("照片.jpg", b"x", kind="photo")
    await clerk.sees("不支持该类文件")
    async with office.transaction() as unit:
        assert await unit.find(StoredFile) == []


async def test_a_stale_button_and_a_second_tap_change_nothing(office: World) -> None:
    clerk = office.clerk
    await clerk.says("/new")
    question = await clerk.sees("是否涉密")
    await clerk.taps("否，可以登记")
    before = await the_draft(office)
    assert before is not None
    shown = await clerk.forges(pack(Choose(before.step - 1, "yes")), question)
    assert "失效" in shown
    after = await the_draft(office)
    assert after == before


async def test_registering_is_for_drafters_in_private(office: World) -> None:
    for person in (office.mayor, office.housing_a, office.admin):
        await person.says("/new")
        await person.sees("没有此项权限")
