"""批评先见面 as people meet it: the unit's card, the call to the silent, the decision by who did not draft."""

from __future__ import annotations

from dataclasses import replace

from storage.queries.reviews import took_part
from supervision.model import Bulletin, BulletinLine, BulletinStatus, Objection, Post, Standing
from tests import roster
from tests.flows.quarter import asked, explained, ticked
from tests.world import World


async def test_a_unit_explains_itself_and_the_office_reads_it(office: World) -> None:
    await explained(office, "汛情期间机械调往<下游>，&已补报")
    await office.water.sees("已收到情况说明")
    told = await office.clerk.sees("单位说明", "县水利局（县水利局联络员A）", "汛情期间机械调往<下游>，&已补报")
    assert "您参与了本期通报拟稿" in told.text
    assert list(told.buttons) == ["查看依据"]
    await office.clerk.card("督查通报 · 草稿", "县水利局　已说明情况：汛情期间机械调往<下游>")
    mine = await office.water.card("通报前核对 · 2026年第一季度")
    assert list(mine.buttons) == ["查看记录"]
    assert "县水利局联络员A已于4月17日 08:30说明情况" in mine.text
    head = await office.water_head.card("通报前核对 · 2026年第一季度")
    assert "已于" in await office.water_head.forges("bo:1:5", head)


async def test_R3c_an_open_objection_blocks_approval_and_the_drafter_does_not_decide(office: World) -> None:
    await explained(office)
    assert "县水利局的情况说明尚未研究" in await office.clerk.taps("送审")
    card = await office.clerk.card("单位说明")
    assert "拟稿人不研究处理" in await office.clerk.forges("bw:1:5:0", card)
    assert "没有此项权限" in await office.water.forges("bw:1:5:1", await office.water.card("通报前核对"))
    await office.clerk2.taps("不采纳，维持")
    await office.clerk2.sees("研究单位说明", "处理意见：不采纳，维持")
    await office.clerk2.says("补报时已超过时限3个工作日")
    await office.clerk2.sees("已维持原意见，县水利局仍列入通报批评")
    for someone in (office.water, office.water_deputy, office.water_head):
        await someone.sees("你单位的情况说明已研究", "未采纳", "理由：补报时已超过时限3个工作日")
    await office.clerk2.card("单位说明", "督查室工作人员乙已于4月17日 08:30研究，未采纳说明")
    assert "按钮已失效" in await office.clerk2.forges("bw:1:5:1", await office.clerk2.card("单位说明"))
    assert "已送审" in await office.clerk.taps("送审")
    async with office.transaction() as unit:
        assert roster.id_of("clerk2") in await took_part(unit, 1)


async def test_R3c_a_unit_whose_explanation_is_right_is_left_out(office: World) -> None:
    await explained(office)
    await office.clerk2.taps("采纳说明，撤下")
    await office.clerk2.says("经查，3月13日前已电话报告")
    await office.water.sees("采纳说明，本期通报不再列入你单位", "理由：经查，3月13日前已电话报告")
    await office.water.card("通报前核对", "处理意见：采纳你单位的说明")
    async with office.transaction() as unit:
        assert not (await unit.require(BulletinLine, 1, roster.WATER, Standing.CRITICISED)).selected
    await office.clerk.taps("列入 县水利局")
    assert "情况说明已经采纳，不再列入通报批评" in await office.clerk.taps("送审")
    await office.clerk.taps("撤下 县水利局")
    assert "已送审" in await office.clerk.taps("送审")


async def test_R3c_an_office_of_one_leaves_it_to_the_deputy_director(office: World) -> None:
    async with office.transaction() as unit:
        for key in ("clerk2", "head"):
            post = await unit.require(Post, roster.id_of(key))
            await unit.save(replace(post, holder_id=None))
        await unit.commit()
    await explained(office)
    await office.director.sees("单位说明", "县水利局")
    await office.deputy.taps("查看依据")
    await office.deputy.sees("县水利局", "共2次")
    await office.deputy.taps("不采纳，维持")
    await office.deputy.says("情况属实，予以维持")
    await office.water.sees("未采纳", "情况属实，予以维持")
    assert "已送审" in await office.clerk.taps("送审")


async def test_what_nobody_decides_goes_to_the_leaders_after_a_workday(office: World) -> None:
    await explained(office)
    await office.advance("4月21日 08:29")
    await office.deputy.sees_nothing("单位说明")
    await office.advance("4月21日 08:30")
    for someone in (office.deputy, office.director):
        await someone.sees("单位说明", "县水利局")
    await office.advance("4月22日 12:00")
    assert len([m for m in await office.deputy.messages() if "单位说明" in m.text]) == 1


async def test_another_units_line_is_not_found(office: World) -> None:
    await asked(office)
    somewhere = await office.water.card("通报前核对")
    await office.housing_a.says("/bulletin")
    mine = await office.housing_a.sees("目前没有可以查看的督查通报")
    assert "未查到" in await office.housing_a.forges("bo:1:5", mine)
    assert "未查到" in await office.housing_a.forges("be:1:5:1", mine)
    for press in ("bs:1", "bh:1:0", "bq:1:5", "bv:1:5"):
        assert "没有此项权限" in await office.housing_a.forges(press, mine)
    await office.water.taps("查看记录", somewhere)
    await office.water.sees("县水利局", "共2次")
    async with office.transaction() as unit:
        assert (await unit.require(Objection, 1, 5)).answered_at is None


async def test_R3c_silence_needs_a_call_and_the_call_is_on_record(office: World) -> None:
    await asked(office)
    await office.clerk.looks_away()
    await office.advance("4月23日 08:29")
    await office.clerk.sees_nothing("请电话核对")
    await office.advance("4月23日 08:30")
    await office.clerk.sees("请电话核对", "逾期未答复：县水利局")
    await office.clerk.card("督查通报 · 草稿", "（逾期未答复1个）", "并在“核对情况”中登记", "\n· 县水利局　逾期")
    assert "县水利局逾期未答复，请电话核对并登记后再送审" in await office.clerk.taps("送审")
    await office.clerk.taps("核对情况")
    listed = await office.clerk.sees("通报前核对情况", "县水利局　逾期未答复", "4月17日 08:30送达")
    await office.clerk.taps("登记电话核对 县水利局", listed)
    await office.clerk.says("办公室主任王某")
    await office.clerk.sees("请选择核对结果")
    await office.clerk.taps("情况属实")
    await office.clerk.sees("已登记：县水利局电话确认情况属实")
    await office.water.card("通报前核对", "电话核对，办公室主任王某确认情况属实")
    assert "已于" in await office.water.forges("bx:1:5", await office.water.card("通报前核对"))
    assert "已送审" in await office.clerk.taps("送审")


async def test_what_is_objected_on_the_telephone_is_decided_too(office: World) -> None:
    await asked(office)
    await office.clerk2.taps("核对情况")
    await office.clerk2.taps("登记电话核对 县水利局")
    await office.clerk2.says("李局长")
    await office.clerk2.taps("有异议")
    await office.clerk2.says("第2项已于3月19日当面报送")
    await office.clerk2.sees("已登记县水利局的异议")
    await office.head.taps("不采纳，维持", await office.head.sees("单位说明", "县水利局（李局长）", "当面报送"))
    await office.head.says("无报送记录")
    await office.water.sees("未采纳", "无报送记录")
    assert "已送审" in await office.clerk.taps("送审")


async def test_R3c_never_delivered_is_never_silent(office: World) -> None:
    await ticked(office)
    for someone in (office.water, office.water_deputy, office.water_head):
        await office.control.block(someone.id)
    await office.clerk.taps("通报前核对")
    assert "通报前核对尚未送达县水利局" in await office.clerk.taps("送审")
    await office.advance("4月20日 08:30")
    await office.clerk.sees("请电话核对", "通报前核对未送达：县水利局")
    await office.clerk.taps("核对情况")
    await office.clerk.taps("登记电话核对 县水利局", await office.clerk.sees("县水利局　未送达"))
    await office.clerk.says("王局长")
    await office.clerk.taps("已告知，未表示意见")
    await office.clerk.sees("未表示意见", "该单位可于4月23日（周四）前说明")
    assert "核对期为4月23日（周四）前" in await office.clerk.taps("送审")
    await office.advance("4月24日 08:31")
    await office.clerk.sees_nothing("请电话核对")
    assert "已送审" in await office.clerk.taps("送审")


async def test_with_the_signers_the_hearing_is_closed(office: World) -> None:
    await asked(office)
    await office.water.taps("情况属实")
    await office.clerk.sees("县水利局（县水利局联络员A）答复：情况属实")
    await office.clerk.taps("送审")
    async with office.transaction() as unit:
        assert (await unit.require(Bulletin, 1)).status is BulletinStatus.IN_APPROVAL
        told = await unit.require(Objection, 1, roster.WATER)
        await unit.save(replace(told, answered_at=None, agreed=None))
        await unit.commit()
    card = await office.water.card("通报前核对")
    assert "当前状态为“审签中”" in await office.water.forges("bo:1:5", card)
    assert "当前状态为“审签中”" in await office.clerk.forges("bq:1:5", await office.clerk.card("督查通报 · 审签中"))
