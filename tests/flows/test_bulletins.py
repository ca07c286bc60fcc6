"""The quarterly bulletin as people meet it: drafted by the clock, ticked, heard, signed, posted."""

from __future__ import annotations

from sqlalchemy import select

from handlers.changing.effects import withdraw_issued
from handlers.conversation.actors import actor_of
from storage.outbox import State
from storage.tables import outbox
from supervision.model import Bulletin, BulletinLine, BulletinStatus, Document, Group
from tests.flows.quarter import DRAFTED, arranged_quarter, bind_group, first_quarter, ticked
from tests.world import World


async def signed(office: World) -> None:
    """The unit agreed, and all three have signed on Monday 20 April at 10:00."""
    await ticked(office)
    await office.clerk.taps("通报前核对")
    await office.water.taps("情况属实")
    await office.advance("4月20日 10:00")
    await office.clerk.taps("送审")
    await office.deputy.taps("已阅，同意")
    await office.director.taps("已阅，同意")
    await office.mayor.taps("同意，单独告知")


async def the_bulletin(office: World) -> Bulletin:
    async with office.transaction() as unit:
        return (await unit.find(Bulletin))[0]


async def test_R3a_the_scheduler_drafts_five_workdays_after_the_cut_off_at_opening(office: World) -> None:
    await arranged_quarter(office)
    await office.advance("4月17日 08:29")
    await office.clerk.sees_nothing("督查通报")
    await office.advance(DRAFTED)
    card = await office.clerk.sees("2026年第一季度督查通报 · 草稿", "统计截至4月10日")
    assert "全县督查事项1项（上期结转0项，本季新增1项），已办结0项，分解任务2项" in card.text
    assert "本季应反馈5次，已反馈4次，其中按时3次，按时率60%。" in card.text
    assert "通报批评：备选1个，已列入0个" in card.text
    await office.advance("4月18日 12:00")
    async with office.transaction() as unit:
        assert len(await unit.find(Bulletin)) == 1
        assert not any(line.selected for line in await unit.find(BulletinLine))


async def test_R3b_R3c_every_candidate_has_its_evidence_and_nobody_is_ticked_by_the_machine(office: World) -> None:
    await first_quarter(office)
    await office.advance(DRAFTED)
    await office.clerk.taps("通报批评备选（1）")
    page = await office.clerk.sees("通报批评备选", "未列入 县水利局", "（共2次，详见依据）")
    await office.clerk.taps("查看依据", page)
    evidence = await office.clerk.sees("县水利局", "共2次")
    first, second = evidence.text.splitlines()[1:]
    assert "应于3月10日反馈，3月13日收到，逾期3个工作日，逾期后催办2次（3月11日、3月13日）" in first
    assert "应于3月20日反馈，截至4月10日未收到，逾期14个工作日，逾期后催办2次（3月23日、3月25日）" in second
    assert "已列入：县水利局" in await office.clerk.taps("列入 县水利局", page)
    await office.clerk.card("通报批评备选", "已列入 县水利局")
    await office.clerk.card("督查通报 · 草稿", "已列入1个", "县水利局　待核对")
    assert "已撤下：县水利局" in await office.clerk.taps("撤下 县水利局")


async def test_nothing_is_sent_for_approval_before_the_criticised_were_heard(office: World) -> None:
    await ticked(office)
    assert "请先进行通报前核对：县水利局" in await office.clerk.taps("送审")
    assert "已向1个单位发送通报前核对，请其于4月22日（周三）前答复" in await office.clerk.taps("通报前核对")
    asked = await office.water.sees("通报前核对 · 2026年第一季度", "县水利局", "请于4月22日（周三）前说明")
    assert list(asked.buttons) == ["情况属实", "说明情况", "查看记录"]
    await office.water_deputy.sees("通报前核对")
    await office.water_head.sees("通报前核对")
    await office.housing_a.sees_nothing("通报前核对")
    assert "尚未答复，核对期为4月22日（周三）前" in await office.clerk.taps("送审")
    card = await office.clerk.card("督查通报 · 草稿", "核对中")
    assert "核对情况" in card.buttons
    assert "通报前核对" not in card.buttons
    assert "没有需要核对的单位" in await office.clerk.forges("bk:1", card)


async def test_counting_what_was_withdrawn_after_the_draft_is_criticised_no_more(office: World) -> None:
    await ticked(office)
    async with office.transaction() as unit:
        clerk = await actor_of(unit, office.clerk.id)
        await withdraw_issued(unit, clerk, 1, words="发错")
        await unit.commit()
    assert "县水利局的有关情况已有变动" in await office.clerk.taps("通报前核对")
    await office.clerk.card("督查通报 · 草稿", "通报批评：备选0个，已列入0个", "通报表扬：备选0个")
    assert "没有需要核对的单位" in await office.clerk.taps("通报前核对")
    await office.water.sees_nothing("通报前核对")


async def test_counting_what_was_withdrawn_after_the_signatures_is_held_and_the_office_told(office: World) -> None:
    group = await bind_group(office)
    await signed(office)
    async with office.transaction() as unit:
        clerk = await actor_of(unit, office.clerk.id)
        await withdraw_issued(unit, clerk, 1, words="发错")
        await unit.commit()
    await office.advance("4月21日 09:01")
    await office.clerk.sees("督查通报暂缓发布", "夏邑政务督查　2026年第1期", "县水利局有关事项已有变动", "文号不变")
    assert not [m for m in await office.head.messages(group) if "通报" in m.text]
    async with office.transaction() as unit:
        held = await unit.require(Bulletin, 1)
        assert all(paper.void_at for paper in await unit.find(Document))
    assert (held.status, held.post_at, held.number) == (BulletinStatus.SENT_BACK, None, "夏邑政务督查　2026年第1期")


async def test_R3a_three_sign_then_the_clock_posts_it_into_the_group(office: World) -> None:
    group = await bind_group(office)
    await ticked(office)
    await office.clerk.taps("预览全文")
    await office.clerk.taps("修改下一步要求")
    await office.clerk.says("请有关单位于4月30日前补报清淤进度。")
    await office.clerk.card("督查通报 · 草稿", "下一步要求：请有关单位于4月30日前补报清淤进度。")
    await office.clerk.taps("通报前核对")
    await office.water.taps("情况属实")
    await office.advance("4月20日 10:00")
    await office.clerk.taps("送审")
    seen = await office.deputy.sees("2026年第一季度督查通报")
    await office.deputy.taps("全文", seen)
    await office.deputy.sees("1. 县水利局：", "落款：夏邑县人民政府办公室")
    await office.deputy.taps("已阅，同意")
    await office.director.taps("已阅，同意")
    assert (await the_bulletin(office)).number == ""
    await office.mayor.taps("同意，单独告知")
    await office.clerk.sees("督查通报已审定", "夏邑政务督查　2026年第1期", "定于4月21日 09:00发布到夏邑政务督查群")
    await office.advance("4月21日 08:59")
    assert not [m for m in await office.head.messages(group) if "通报" in m.text]
    await office.advance("4月21日 09:01")
    posted = next(m for m in await office.head.messages(group) if "2026年第1期" in m.text)
    assert "予以通报表扬：县住房和城乡建设局（反馈3次，均按时并经采纳）。" in posted.text
    assert "对推进不力或未按时反馈的1个单位，已另行通报。" in posted.text
    assert "清淤2.3公里" not in posted.text
    assert "夏邑县人民政府办公室　2026年4月21日" in posted.text
    told = await office.water.sees("督查通报告知 · 县水利局", "不点名", "30日内向县人民政府申请复核")
    assert "逾期3个工作日" in told.text
    await office.water_head.sees("督查通报告知")
    await office.settle()
    await office.clerk.card("督查通报 · 已发布", "夏邑政务督查　2026年第1期")
    assert (await the_bulletin(office)).status is BulletinStatus.POSTED
    await office.housing_a.says("通报")
    await office.housing_a.sees("夏邑政务督查　2026年第1期", "已另行通报")
    await office.mayor.says("/bulletin")
    await office.mayor.sees("1. 县水利局：")


async def test_sent_back_it_can_be_edited_and_the_words_are_shown(office: World) -> None:
    await ticked(office)
    await office.clerk.taps("通报前核对")
    await office.water.taps("情况属实")
    await office.clerk.taps("送审")
    await office.deputy.taps("退回修改")
    await office.deputy.taps("措辞")
    await office.settle()
    bulletin = await the_bulletin(office)
    if bulletin.status is BulletinStatus.IN_APPROVAL:
        await office.deputy.says("请核实水利局收到时间")
        bulletin = await the_bulletin(office)
    assert bulletin.status is BulletinStatus.SENT_BACK
    card = await office.clerk.card("督查通报 · 退回修改", "退回意见：")
    assert "送审" in card.buttons
    assert "已送审" in await office.clerk.taps("送审", card)


async def test_without_a_group_the_office_is_told_and_binding_posts_it(office: World) -> None:
    await signed(office)
    await office.clerk.sees("督查通报已审定", "目前尚未绑定工作群")
    await office.advance("4月21日 12:00")
    await office.clerk.sees("督查通报无法发布", "尚未绑定工作群")
    group = await bind_group(office)
    await office.settle()
    assert any("2026年第1期" in m.text for m in await office.head.messages(group))
    async with office.transaction() as unit:
        rows = await unit.connection.execute(select(outbox.c.status).where(outbox.c.kind == "no_group_bound"))
        assert {row.status for row in rows} == {State.SENT}


async def test_pitfall_30_the_bulletin_leaves_at_one_oclock_utc(office: World) -> None:
    group = await bind_group(office)
    await signed(office)
    await office.advance("4月21日 09:00")
    async with office.transaction() as unit:
        rows = (await unit.connection.execute(select(outbox).where(outbox.c.kind == "group_bulletin"))).all()
    assert [(row.sent_at.hour, row.sent_at.minute) for row in rows] == [(1, 0)]
    assert len([m for m in await office.head.messages(group) if "2026年第1期" in m.text]) == 1


async def test_a_bulletin_can_be_drafted_by_hand_once_its_cut_off_has_passed(office: World) -> None:
    await arranged_quarter(office, until="4月11日 10:00")
    await office.clerk.says("通报")
    await office.clerk.sees("尚未起草")
    await office.clerk.taps("起草2026年第一季度通报")
    await office.clerk.sees("2026年第一季度督查通报 · 草稿")
    await office.advance("4月17日 09:00")
    async with office.transaction() as unit:
        assert len(await unit.find(Bulletin)) == 1
    assert "尚未截止" in await office.clerk.forges("bd:1ka:2:0", await office.clerk.card("督查通报 · 草稿"))
    await office.water.looks_away()
    assert "没有此项权限" in await office.water.forges("bd:1ka:1:0", (await office.water.messages())[-1])


async def test_an_empty_quarter_drafts_nothing(office: World) -> None:
    await office.advance("4月17日 12:00")
    await office.clerk.sees_nothing("督查通报")
    async with office.transaction() as unit:
        assert await unit.find(Bulletin) == []
        assert await unit.find(Group) == []
