"""反馈审核清单: what waits as one list, exceptions taken out, the others accepted one by one."""

from __future__ import annotations

import asyncio

from supervision.model import ReportStatus
from tests import roster
from tests.builders import issued_matter
from tests.flows.approval_scenes import forged
from tests.flows.batch_scenes import facts
from tests.flows.papers import PHOTO, data_of, paper, reports
from tests.world import World

SUBMITTED, ACCEPTED = ReportStatus.SUBMITTED, ReportStatus.ACCEPTED


async def three_reports(office: World) -> None:
    """水利局 reports on three papers, once with a photograph."""
    async with office.transaction() as unit:
        for _ in range(3):
            await issued_matter(unit)
        await unit.commit()
    await office.settle()
    for number in (1, 2, 3):
        card = await paper(office.water, f"夏政督〔2026〕{number}号")
        if number == 2:
            await office.water.sends("现场.jpg", PHOTO, kind="photo", caption="第2件已完成", reply_to=card)
        else:
            await office.water.says(f"第{number}件已完成<b>&一半", reply_to=card)


async def statuses(office: World) -> list[ReportStatus]:
    return [report.status for report in await reports(office)]


async def test_complaint_17_all_but_one_exception_are_accepted(office: World) -> None:
    await three_reports(office)
    await office.clerk.says("审核")
    listed = await office.clerk.sees(
        "反馈审核清单（待审核3项）", "1. 县水利局　1号第2项 第1次反馈", "第1件已完成<b>&一半"
    )
    assert "按时，佐证：照片1张" in listed.text
    assert "按时，无佐证" in listed.text
    await office.clerk.taps("第2项", on=listed)
    marked = await office.clerk.card("反馈审核清单", "例外")
    assert "恢复第2项" in marked.buttons
    answer = await office.clerk.taps("其余2项全部采纳", on=marked)
    assert answer == "已采纳2项。例外1项，反馈附后，请逐件审核。"
    assert await statuses(office) == [ACCEPTED, SUBMITTED, ACCEPTED]
    assert await facts(office, "report.accepted") == 2
    decided = await office.clerk.card("反馈审核清单（共3项）", "已采纳2项", "例外1项")
    assert not decided.buttons
    follows = await office.clerk.sees("反馈审核", "第2件已完成")
    await office.clerk.taps("采纳", on=follows)
    assert await statuses(office) == [ACCEPTED] * 3
    await office.clerk.says("/review")
    await office.clerk.sees("目前没有待您审核的反馈")


async def test_what_changed_since_is_named_and_left(office: World) -> None:
    await three_reports(office)
    await office.clerk.says("审核")
    await office.clerk2.says("审核")
    mine = next(m for m in await office.water.messages() if m.sender == office.water.id)
    await office.water.edits(mine, "第1件全部完成")
    await office.water.says("第3件补充说明", reply_to=await paper(office.water, "夏政督〔2026〕3号"))
    answer = await office.clerk.taps("3项全部采纳")
    assert answer.startswith("已采纳")
    decided = await office.clerk.card("反馈审核清单（共3项）")
    assert "1. 县水利局　1号第2项 第1次反馈\n　报送单位已更正或补充，请另行审核" in decided.text
    await office.clerk2.taps("3项全部采纳")
    assert "2. 县水利局　2号第2项 第1次反馈\n　此前已审核" in (await office.clerk2.card("反馈审核清单（共3项）")).text
    assert (await statuses(office))[0] is SUBMITTED


async def test_what_answers_one_date_is_one_line(office: World) -> None:
    await three_reports(office)
    receipt = await office.water.card("已收到", "3号第2项")
    await office.water.says("另出动机械6台。", reply_to=receipt)
    await office.clerk.says("审核")
    await office.clerk.sees("待审核3项", "同次另有1条", "另出动机械6台")
    await office.clerk.taps("3项全部采纳")
    assert await statuses(office) == [ACCEPTED] * 4
    assert await facts(office, "report.accepted") == 3


async def test_pitfall_08_two_presses_at_once_accept_once(office: World) -> None:
    await three_reports(office)
    await office.clerk.says("审核")
    card = await office.clerk.card("反馈审核清单")
    taps = [office.control.tap(office.clerk.id, card.id, "3项全部采纳") for _ in range(2)]
    callbacks = await asyncio.gather(*taps)
    await office.settle()
    answers = {(await office.control.callback_answer(callback)).text for callback in callbacks}
    assert answers == {"已采纳3项。", "该按钮已失效，请以最新的消息为准。"}
    assert await facts(office, "report.accepted") == 3


async def test_a_list_is_its_askers_alone_and_a_section_sees_its_own(office: World) -> None:
    await three_reports(office)
    await office.clerk.says("审核")
    everything = data_of(await office.clerk.card("反馈审核清单"), "全部采纳")
    assert "未查到" in await forged(office.clerk2, everything)
    assert "没有此项权限" in await forged(office.water, everything)
    assert "未查到" in await forged(office.clerk, "le:1:9")
    await office.section.says("审核")
    await office.section.sees("目前没有待您审核的反馈")
    await office.water.says("/review")
    await office.water.sees("没有此项权限")
    assert (await statuses(office))[:3] == [SUBMITTED] * 3


async def test_pages_keep_the_exceptions_of_the_others(office: World) -> None:
    async with office.transaction() as unit:
        for _ in range(4):
            await issued_matter(unit)
        await unit.commit()
    await office.settle()
    for number in (1, 2, 3, 4):
        for task in ("第1项", "第2项"):
            card = await paper(office.housing_a, f"夏政督〔2026〕{number}号")
            await office.housing_a.says(f"{task}：已完成", reply_to=card)
    assert len(await reports(office)) == 8
    assert {report.unit_id for report in await reports(office)} == {roster.HOUSING}
    await office.clerk.says("审核")
    await office.clerk.taps("第6项")
    await office.clerk.taps("下一页")
    await office.clerk.card("反馈审核清单", "第2页，共2页")
    await office.clerk.taps("第8项")
    await office.clerk.taps("其余6项全部采纳")
    assert [index for index, status in enumerate(await statuses(office), 1) if status is SUBMITTED] == [6, 8]
