"""录入: a leader signs on paper; one clerk enters it, another confirms it, and only then it counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from handlers.approving.submitting import void_approval
from storage import audit
from supervision.actors import MACHINE
from supervision.approving.approvals import hash_of
from supervision.model import Chain, ChainPurpose, Channel, MatterStatus, RecordStatus, StepStatus
from supervision.notices.cards import matter_subject
from tests.flows.approval_scenes import change_task, forged, issued, status, step_card, submitted
from tests.flows.papers import data_of
from tests.flows.recording_scenes import (
    FILED,
    answers_with,
    enters,
    records,
    signs_on_paper,
    sole_officer,
    steps,
    take_account,
)
from tests.world import World


async def test_record_signature_counts_only_after_second_clerk(office: World) -> None:
    await take_account(office, "deputy")
    matter = await submitted(office)
    await signs_on_paper(office, words="请抓紧办理")
    own = await office.clerk.card("录入", "待其他同志核对")
    assert "核对无误" not in own.buttons
    first, second = await steps(office, matter)
    assert (first.status, second.status) == (StepStatus.CURRENT, StepStatus.WAITING), "one clerk alone does nothing"
    card = await office.clerk2.sees("核对录入 · 县长批示件（登记号2026-1）", "请对照原件核对")
    assert "分管副主任审定（纸质签批件，3月2日）：同意" in card.text
    assert f"原件：{FILED}" in card.text
    assert "签批意见生效" in await office.clerk2.taps("核对无误")
    first, second = await steps(office, matter)
    assert (first.status, second.status) == (StepStatus.SIGNED, StepStatus.CURRENT)
    assert (first.channel, first.opinion) == (Channel.PAPER, "请抓紧办理")
    director = await step_card(office.director)
    assert "分管副主任意见：请抓紧办理" in director.text
    await office.clerk.card("督查室乙", "核对无误，已生效")


async def test_record_of_paper_at_each_step_ends_the_chain_and_the_paper_goes_out(office: World) -> None:
    await take_account(office, "deputy")
    await take_account(office, "director")
    matter = await submitted(office)
    for _ in range(2):
        await signs_on_paper(office)
        await office.clerk2.taps("核对无误")
    assert await status(office, matter) is MatterStatus.APPROVED
    await office.clerk.taps("印发")
    await office.water.card("督查通知单", "夏政督〔2026〕1号")
    async with office.transaction() as unit:
        rows = [r for r in await audit.history(unit, matter_subject(matter.id)) if r.event == "approval.signed"]
        assert (await audit.verify(unit)).intact
    assert [(row.details["entered_by"], row.details["confirmed_by"]) for row in rows] == [(8, 9), (8, 9)]
    assert {row.person_id for row in rows} == {5, 6}, "the act is the leader's, the record says by whom it was noted"


async def test_record_of_a_return_on_paper_sends_the_text_back(office: World) -> None:
    await take_account(office, "deputy")
    matter = await submitted(office)
    await signs_on_paper(office, act="退回修改", words="时限过紧")
    await office.clerk2.taps("核对无误")
    assert await status(office, matter) is MatterStatus.SENT_BACK
    await office.clerk.card("退回修改", "时限过紧")


async def test_complaint_15_nobody_confirms_what_he_entered_himself(office: World) -> None:
    await submitted(office)
    await signs_on_paper(office)
    card = await office.clerk2.card("核对录入")
    assert "请由其他同志核对" in await forged(office.clerk, data_of(card, "核对无误"))
    assert "没有此项权限" in await forged(office.water, data_of(card, "核对无误"))
    assert "没有此项权限" in await forged(office.section, data_of(card, "核对无误"))
    (record,) = await records(office)
    assert record.status is RecordStatus.WAITING


async def test_with_one_officer_the_head_or_an_administrator_confirms(office: World) -> None:
    await sole_officer(office)
    matter = await submitted(office)
    await signs_on_paper(office)
    await office.head.sees("核对录入")
    await office.admin.sees("核对录入")
    await office.admin.taps("核对无误")
    await office.head.card("系统管理员", "已生效")
    assert (await steps(office, matter))[0].status is StepStatus.SIGNED


async def test_a_record_that_does_not_agree_goes_back_with_words(office: World) -> None:
    matter = await submitted(office)
    await signs_on_paper(office)
    await office.clerk2.taps("不符，退回")
    await office.clerk2.says("原件日期为3月1日")
    await office.clerk.sees("核对不符", "原件日期为3月1日", "重新录入")
    assert (await steps(office, matter))[0].status is StepStatus.CURRENT
    await office.clerk2.card("核对不符，未生效")
    await signs_on_paper(office)
    await office.clerk2.taps("核对无误")
    assert (await steps(office, matter))[0].status is StepStatus.SIGNED


async def test_complaint_12_what_the_leader_did_himself_meanwhile_lets_the_record_lapse(office: World) -> None:
    matter = await submitted(office)
    await signs_on_paper(office)
    await office.deputy.taps("同意")
    assert "录入失效" in await office.clerk2.taps("核对无误")
    await office.clerk.sees("录入失效", "已经办理")
    (record,) = await records(office)
    assert record.status is RecordStatus.LAPSED
    assert (await steps(office, matter))[0].channel is Channel.TELEGRAM


async def test_pitfall_09_a_signature_on_another_text_lapses(office: World) -> None:
    matter = await submitted(office)
    await signs_on_paper(office)
    await change_task(office, matter, text="改了的任务")
    async with office.transaction() as unit:
        await void_approval(unit, MACHINE, ChainPurpose.ISSUE, matter.id, why="split_again")
        await unit.commit()
    assert "录入失效" in await office.clerk2.taps("核对无误")
    await office.clerk.sees("录入失效", "已变更或撤回")


async def test_pitfall_09_a_paper_s_signature_is_bound_to_the_text_as_it_was_entered(office: World) -> None:
    matter = await submitted(office)
    await signs_on_paper(office)
    async with office.transaction() as unit:
        chain = await unit.require(Chain, (await unit.find(Chain))[0].id)
        await unit.save(replace(chain, text="另一稿", text_hash=hash_of("另一稿")))
        await unit.commit()
    assert "录入失效" in await office.clerk2.taps("核对无误")
    assert (await steps(office, matter))[0].status is StepStatus.CURRENT


async def test_the_same_is_not_recorded_twice_at_once(office: World) -> None:
    await submitted(office)
    await signs_on_paper(office)
    await office.clerk2.says("/record 2026-1")
    await office.clerk2.taps("领导签批")
    for answer in ("同意", "无", "今天", "另一文号"):
        await answers_with(office.clerk2, answer)
    await office.clerk2.taps("提交核对")
    assert len(await records(office)) == 1


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("3月3日", "晚于今天"), ("3月1日", "早于该事项送审"), ("前些天", "未能识别日期")],
)
async def test_a_paper_has_a_possible_date(office: World, typed: str, answer: str) -> None:
    await submitted(office)
    await office.clerk.says("/record 2026-1")
    await office.clerk.taps("领导签批")
    await answers_with(office.clerk, "同意")
    await answers_with(office.clerk, "无")
    await office.clerk.says(typed)
    await office.clerk.sees(answer)


async def test_a_section_records_its_own_and_nobody_of_a_unit_records_anything(office: World) -> None:
    await issued(office)
    await office.section.says("/record 2026-1")
    await office.section.sees("未查到")
    await office.water.says("/record 2026-1")
    await office.water.sees("没有此项权限")
    other = await office.stranger()
    await other.says("/record 2026-1")
    assert await records(office) == []


async def test_pitfall_44_words_with_markup_stand_as_they_were_written(office: World) -> None:
    await submitted(office)
    await enters(office.clerk, "2026-1", "领导签批", "同意", "<b>&_*[按此办", "今天", "<i>号&")
    card = await office.clerk2.card("核对录入")
    assert "意见：<b>&_*[按此办" in card.text
    assert "原件：<i>号&" in card.text


async def test_a_scan_goes_with_the_record_and_one_of_25_megabytes_does_not(office: World) -> None:
    await submitted(office)
    await office.clerk.says("/record 2026-1")
    await office.clerk.taps("领导签批")
    for answer in ("同意", "无", "今天"):
        await answers_with(office.clerk, answer)
    await office.clerk.sends("原件.pdf", b"%PDF", size=25 * 1024 * 1024)
    await office.clerk.sees("超过20兆", "原件文号")
    await office.clerk.sends("程序.exe", b"MZ")
    await office.clerk.sees("不支持该类文件")
    await office.clerk.sends("原件.pdf", b"%PDF-1.4")
    await office.clerk.sees("已收到扫描件1件")
    await office.clerk.taps("下一步")
    await office.clerk.taps("提交核对")
    card = await office.clerk2.card("核对录入", "原件：扫描件1件")
    await office.clerk2.taps("查看原件", card)
    shown = (await office.clerk2.messages())[-1]
    assert shown.text == ""


async def test_complaint_14_cancelling_a_record_leaves_nothing(office: World) -> None:
    await submitted(office)
    await office.clerk.says("录入")
    await office.clerk.says("内涝")
    await office.clerk.sees("请点选要录入的内容")
    await office.clerk.says("取消")
    await office.clerk.sees("已取消录入办理情况")
    assert await records(office) == []
