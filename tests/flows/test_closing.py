"""When every result is accepted the matter is summed up, signed and closed."""

from __future__ import annotations

from dataclasses import replace

from supervision.model import Assignment, AssignmentStatus, Matter, MatterStatus, Report, ReportStatus
from supervision.notices.cards import matter_subject
from tests import roster
from tests.flows.closing_scenes import BOTH, all_accepted, send_summary, sign_all
from tests.flows.papers import events, paper, water_reports, with_paper
from tests.world import World


async def matter(office: World) -> Matter:
    async with office.transaction() as unit:
        return await unit.require(Matter, 1)


async def all_but_water_done(office: World) -> None:
    """住建局's two shares are accepted, with its words for the first."""
    await with_paper(office)
    async with office.transaction() as unit:
        for task in (1, 2):
            mine = await unit.require(Assignment, 1, task, roster.HOUSING)
            await unit.save(replace(mine, status=AssignmentStatus.ACCEPTED, accepted_at=unit.now))
        await unit.save(
            Report(90, 1, roster.HOUSING, 12, 12, 1, 90, unit.now, "3处积水点已改造。", ReportStatus.ACCEPTED, 1, 1)
        )
        await unit.commit()


async def ready(office: World) -> None:
    """水利局's last share is accepted, too."""
    await all_but_water_done(office)
    await water_reports(office, "清淤2.3公里，已验收。")
    await office.clerk.taps("采纳，任务完成")


async def test_the_officer_hears_that_a_matter_can_be_summed_up(office: World) -> None:
    await all_but_water_done(office)
    await office.clerk.sees_nothing("可以汇总办结")
    await water_reports(office, "清淤2.3公里，已验收。")
    await office.clerk.taps("采纳，任务完成")
    ready_now = await office.clerk.sees("可以汇总办结", "登记号2026-1", "2项任务")
    assert "汇总办结" in ready_now.buttons


async def test_P5_4_the_summary_is_signed_and_closes_the_matter(office: World) -> None:
    await ready(office)
    await office.clerk.taps("汇总办结")
    await office.clerk.sees("登记号2026-1", "县住房和城乡建设局：3处积水点已改造。", "县水利局：清淤2.3公里，已验收。")
    await office.clerk.taps("采用此稿")
    question = await office.clerk.sees("审签流程", "二（五）")
    labels = [label for label in question.buttons if "→" in label]
    assert labels == [
        "分管副主任审阅 → 办公室主任审阅",
        "分管副主任审阅 → 办公室主任审阅 → 县长审定",
    ]
    await office.clerk.taps("县长审定")
    await office.clerk.sees("审定后如何办理")
    await office.clerk.taps("暂不上报")
    preview = await office.clerk.sees(
        "审签流程：", "1. 分管副主任（分管副主任）审阅", "3. 县长（县长）审定", "二（五）"
    )
    assert list(preview.buttons)[:3] == ["确认送审", "改选流程", "修改文稿"]
    assert (await matter(office)).status is MatterStatus.IN_PROGRESS
    await office.clerk.taps("确认送审")
    await office.clerk.sees("已报审", "县长审定")
    assert (await matter(office)).status is MatterStatus.CLOSING

    for signer in (office.deputy, office.director):
        await signer.taps("已阅，同意")
    await office.mayor.taps("同意")
    closed = await matter(office)
    assert (closed.status, closed.result_chain) == (MatterStatus.CLOSED, 1)
    assert closed.closed_at is not None
    await office.water.card("已办结", "夏政督〔2026〕1号")
    await office.housing_b.card("已办结")
    await office.water.card("督查通知单", "本事项已办结")
    await office.clerk.card("已办结", "办结材料已审定")
    happened = await events(office, matter_subject(1))
    assert [event for event in happened if event.startswith("matter.")] == ["matter.summed_up", "matter.closed"]


async def test_what_the_officer_writes_instead_is_what_is_signed(office: World) -> None:
    await ready(office)
    await office.clerk.taps("汇总办结")
    await office.clerk.says("城区内涝点整治情况\n3处积水点改造和2.3公里清淤均已完成。")
    await office.clerk.taps("分管副主任审阅 → 办公室主任审阅")
    await office.clerk.taps("暂不上报")
    await office.clerk.taps("确认送审")
    await office.deputy.card("呈请审阅", "3处积水点改造和2.3公里清淤均已完成。")
    await office.deputy.taps("已阅，同意")
    await office.director.taps("已阅，同意")
    assert (await matter(office)).status is MatterStatus.CLOSED
    await office.mayor.sees_nothing("呈请")


async def test_a_summary_that_is_sent_back_is_written_anew(office: World) -> None:
    await ready(office)
    await send_summary(office, chain=BOTH, way="暂不上报")
    await office.deputy.taps("退回修改")
    await office.deputy.taps("措辞")
    assert (await matter(office)).status is MatterStatus.IN_PROGRESS
    again = await office.clerk.card("退回修改 · 办结报告", "文字表述需修改", "重新汇总报审")
    await office.clerk.taps("重新汇总", again)
    await office.clerk.sees("登记号2026-1", "清淤2.3公里，已验收。")
    await office.clerk.taps("采用此稿")


async def test_what_was_chosen_can_be_chosen_anew_from_the_preview(office: World) -> None:
    await all_accepted(office)
    await office.clerk.taps("汇总办结")
    await office.clerk.taps("采用此稿")
    await office.clerk.taps("县长审定")
    await office.clerk.taps("暂不上报")
    await office.clerk.taps("改选流程")
    await office.clerk.taps(BOTH)
    await office.clerk.taps("暂不上报")
    preview = await office.clerk.sees("2. 办公室主任（办公室主任）审阅")
    assert "县长" not in preview.text.split("依据")[0]
    await office.clerk.taps("修改文稿")
    await office.clerk.says("改写后的全文。")
    await office.clerk.taps(BOTH)
    await office.clerk.taps("暂不上报")
    await office.clerk.taps("确认送审")
    assert await sign_all(office) == ["分管副主任审阅", "办公室主任审阅"]
    assert (await matter(office)).status is MatterStatus.CLOSED


async def test_a_matter_is_not_summed_up_before_every_result_is_accepted(office: World) -> None:
    await all_but_water_done(office)
    card = await paper(office.water)
    assert "没有此项权限" in await office.water.forges("mc:1", card)
    await office.clerk.starts()
    assert "尚有责任单位" in await office.clerk.forges("mc:1", await office.clerk.card("督查室甲"))
    assert (await matter(office)).status is MatterStatus.IN_PROGRESS


async def test_what_was_withdrawn_does_not_hold_a_matter_up(office: World) -> None:
    await with_paper(office)
    async with office.transaction() as unit:
        for task in (1, 2):
            mine = await unit.require(Assignment, 1, task, roster.HOUSING)
            await unit.save(replace(mine, status=AssignmentStatus.WITHDRAWN))
        await unit.commit()
    await water_reports(office, "清淤2.3公里，已验收。")
    await office.clerk.taps("采纳，任务完成")
    await office.clerk.sees("可以汇总办结")
