"""会签: leaders are added to one matter's chain, before its first 审定, and the record says what each of them did."""

from __future__ import annotations

from dataclasses import replace

from supervision.model import Post
from tests import roster
from tests.flows.approval_scenes import reload, split, status, step_card
from tests.world import World

EXECUTIVE, VICE_MAYOR = roster.id_of("executive"), roster.id_of("vice_mayor")


async def test_countersign_is_chosen_at_the_preview_and_signed_before_the_approval(office: World) -> None:
    async with office.transaction() as unit:
        await unit.save(replace(await unit.require(Post, VICE_MAYOR), in_charge_of=(roster.HOUSING,)))
        await unit.commit()
    matter = await split(office)
    await office.clerk.taps("预览送审")
    old = await office.clerk.card("送审预览")
    await office.clerk.taps("选择会签")
    prompt = await office.clerk.sees("请点选会签的领导（最多5位")
    assert list(prompt.buttons)[:4] == ["副县长（城建）", "县委副书记", "县长", "常务副县长"], (
        "whose field it is comes first"
    )
    await office.clerk.taps("副县长（城建）")
    await office.clerk.taps("确定")
    preview = await office.clerk.sees(
        "1. 副县长（城建）（副县长）会签", "2. 分管副主任（分管副主任）审定", "29号文未作规定"
    )
    assert "已失效" in await office.clerk.taps("确认送审", on=old), "another chain than it showed"
    await office.clerk.taps("确认送审", on=preview)
    assert (await reload(office, matter)).countersign == (VICE_MAYOR,)
    card = await step_card(office.vice_mayor)
    assert next(iter(card.buttons)) == "会签"
    await office.deputy.sees_nothing("呈请")
    assert await office.vice_mayor.taps("会签") == "已会签。现呈分管副主任审定。"
    assert "副县长（城建）（已会签）" in (await step_card(office.deputy)).text


async def test_countersign_of_one_who_approves_anyway_is_one_signature_for_both_acts(office: World) -> None:
    async with office.transaction() as unit:
        post = await unit.require(Post, EXECUTIVE)
        await unit.save(replace(post, holder_id=roster.id_of("deputy")))
        await unit.commit()
    matter = await split(office)
    await office.clerk.taps("预览送审")
    await office.clerk.taps("选择会签")
    await office.clerk.taps("常务副县长")
    await office.clerk.taps("确定")
    await office.clerk.taps("确认送审")
    assert "本环节含您的会签环节" in (await step_card(office.deputy)).text
    assert await office.deputy.taps("同意") == "已会签、已同意。现呈办公室主任审定。"
    await office.director.taps("同意")
    assert str(await status(office, matter)) == "approved"
    await office.clerk.card("已审定", "分管副主任审定：已会签、已同意")
