"""今日呈签: the list is seen first, then everything in it is signed together, one signature a paper."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date
from pathlib import Path

from supervision.approving.approvals import hash_of
from supervision.county import County
from supervision.model import Delegation, Matter, MatterStatus, SigningStep, StepStatus, Urgency
from supervision.roles import Role
from tests.flows.approval_scenes import forged, submitted
from tests.flows.batch_scenes import facts, papers_before, step_states
from tests.flows.papers import data_of
from tests.roster import id_of
from tests.world import World, world

SIGNED, CURRENT = StepStatus.SIGNED, StepStatus.CURRENT


async def test_complaint_16_six_routine_papers_are_one_list_and_one_is_taken_out(office: World) -> None:
    chains = await papers_before(office, Role.DEPUTY_DIRECTOR, 6, then=Role.DIRECTOR)
    await office.deputy.looks_away()
    await office.advance("3月2日 16:00")
    shown = await office.deputy.sees(
        "今日呈签 · 3月2日（周一）（共6件）", "1. 第1号积水点改造（2项，最迟3月20日（周五））"
    )
    assert next(iter(shown.buttons)) == "全部同意（6件）"
    await office.deputy.taps("第3件", on=shown)
    opened = await office.deputy.card("今日呈签", "第3件", "已列入清单")
    assert "现将有关督查事项通知如下" in opened.text
    await office.deputy.taps("不列入", on=opened)
    listed = await office.deputy.card("今日呈签", "第3号积水点改造")
    assert "审定　未列入" in listed.text
    async with office.transaction() as unit:  # the fifth is amended behind the list
        text = f"{chains[4].text}（改）"
        await unit.save(replace(chains[4], text=text, text_hash=hash_of(text)))
        await unit.commit()
    answer = await office.deputy.taps("全部同意", on=listed)
    assert answer == "已签署4件。另有1件未能签署，原因见清单。未列入1件，仍待您审签。"
    assert await step_states(office) == [SIGNED, SIGNED, CURRENT, SIGNED, CURRENT, SIGNED]
    assert await facts(office, "approval.signed") == 4
    decided = await office.deputy.card("今日呈签", "已签署4件", "未签署2件")
    assert "5. 第5号积水点改造\n　文稿已修改或撤回" in decided.text
    assert "3. 第3号积水点改造\n　未列入，仍待您审签" in decided.text
    assert not decided.buttons
    passed = [m for m in await office.director.messages() if "呈请审定" in m.text]
    assert len(passed) == 4


async def test_the_list_comes_once_a_day_and_on_workdays_only(office: World) -> None:
    await papers_before(office, Role.DEPUTY_DIRECTOR, 2)
    await office.advance("3月6日 17:00")
    lists = [m for m in await office.deputy.messages() if "今日呈签" in m.text]
    assert len(lists) == 5
    await office.advance("3月8日 20:00")  # the weekend
    assert len([m for m in await office.deputy.messages() if "今日呈签" in m.text]) == 5
    assert await facts(office, "list.made") == 5


async def test_one_paper_or_urgent_papers_are_no_list(office: World) -> None:
    await papers_before(office, Role.DEPUTY_DIRECTOR, 1)
    await papers_before(office, Role.DEPUTY_DIRECTOR, 2, urgency=Urgency.URGENT)
    await office.advance("3月2日 17:00")
    assert not [m for m in await office.deputy.messages() if "今日呈签" in m.text]


async def test_pending_offers_the_list_with_urgent_papers_too(office: World) -> None:
    await papers_before(office, Role.DEPUTY_DIRECTOR, 2, urgency=Urgency.URGENT)
    await office.deputy.says("待办")
    await office.deputy.taps("列表一并签署（2件）")
    listed = await office.deputy.sees("待签清单（共2件）")
    await office.deputy.taps("第2件", on=listed)
    await office.deputy.taps("打开呈批件")
    await office.deputy.sees("呈请审定", "第2号积水点改造")
    await office.deputy.taps("同意")
    await office.deputy.taps("返回清单")
    again = await office.deputy.card("待签清单")
    assert "已不待签" in again.text
    await office.deputy.taps("全部同意（1件）")
    assert await step_states(office) == [SIGNED, SIGNED]
    assert await facts(office, "approval.signed") == 2
    await office.deputy.card("待签清单", "已签署1件", "此前已签署或退回")


async def test_pitfall_08_two_presses_at_once_sign_once(office: World) -> None:
    await papers_before(office, Role.DEPUTY_DIRECTOR, 3)
    await office.advance("3月2日 16:00")
    card = await office.deputy.card("今日呈签")
    taps = [office.control.tap(office.deputy.id, card.id, "全部同意（3件）") for _ in range(2)]
    callbacks = await asyncio.gather(*taps)
    await office.settle()
    answers = sorted([(await office.control.callback_answer(callback)).text for callback in callbacks])
    assert answers == ["已签署3件。", "该按钮已失效，请以最新的消息为准。"]
    assert await facts(office, "approval.signed") == 3


async def test_what_cannot_come_true_holds_up_nothing_else_of_the_list(office: World) -> None:
    await papers_before(office, Role.DEPUTY_DIRECTOR, 3)
    async with office.transaction() as unit:  # the second matter has ended behind the list
        second = (await unit.find(Matter))[1]
        await unit.save(replace(second, status=MatterStatus.WITHDRAWN))
        await unit.commit()
    await office.deputy.says("待办")
    await office.deputy.taps("列表一并签署")
    assert await office.deputy.taps("全部同意") == "已签署2件。另有1件未能签署，原因见清单。"
    assert await step_states(office) == [SIGNED, CURRENT, SIGNED]
    assert await facts(office, "approval.signed") == 2
    await office.deputy.card("已签署2件", "2. 第2号积水点改造\n　事项情况已有变动，请您退回督查室核对")


async def test_a_list_is_decided_as_it_was_shown(office: World) -> None:
    await papers_before(office, Role.DEPUTY_DIRECTOR, 3)
    await office.advance("3月2日 16:00")
    before = await office.deputy.card("今日呈签")
    everything = data_of(before, "全部同意（3件）")
    await office.deputy.taps("第1件", on=before)
    await office.deputy.taps("不列入")
    assert "按钮已失效" in await office.deputy.forges(everything, await office.deputy.card("今日呈签"))
    assert await step_states(office) == [CURRENT] * 3


async def test_a_secretary_sees_the_list_without_signing(office: World) -> None:
    await papers_before(office, Role.MAYOR, 2)
    await office.advance("3月2日 16:00")
    of_mayor = await office.mayor.card("今日呈签")
    of_secretary = await office.secretary.card("今日呈签", "请您协助呈阅")
    assert not [label for label in of_secretary.buttons if "同意" in label]
    assert "没有此项权限" in await office.secretary.forges(data_of(of_mayor, "全部同意"), of_secretary)
    await office.secretary.taps("第1件", on=of_secretary)
    opened = await office.secretary.card("今日呈签", "第1件")
    assert "不列入" not in opened.buttons
    assert "没有此项权限" in await office.secretary.forges("lt:1:1", opened)
    assert await step_states(office) == [CURRENT, CURRENT]


async def test_somebody_elses_list_is_not_there(office: World) -> None:
    await papers_before(office, Role.DEPUTY_DIRECTOR, 2)
    await office.advance("3月2日 16:00")
    everything = data_of(await office.deputy.card("今日呈签"), "全部同意")
    assert "未查到" in await forged(office.director, everything)
    assert "没有此项权限" in await forged(office.housing_a, everything)
    assert "未查到" in await forged(office.deputy, "la:99:3")
    assert "未查到" in await forged(office.deputy, "lo:1:9")
    await office.deputy.says("待办")
    await office.deputy.taps("列表一并签署（2件）")
    assert "未查到" in await forged(office.director, "lo:2:1")
    assert await step_states(office) == [CURRENT, CURRENT]


async def test_long_lists_have_pages(office: World) -> None:
    await papers_before(office, Role.DEPUTY_DIRECTOR, 8)
    await office.advance("3月2日 16:00")
    first = await office.deputy.card("今日呈签", "第1页，共2页")
    assert "8. " not in first.text
    await office.deputy.taps("下一页", on=first)
    second = await office.deputy.card("今日呈签", "第2页，共2页", "8. 第8号积水点改造")
    await office.deputy.taps("全部同意（8件）", on=second)
    assert await step_states(office) == [SIGNED] * 8


async def test_leaders_of_the_setting_get_their_routine_papers_as_one_list(tmp_path: Path, template: Path) -> None:
    county = County(list_only_roles=(Role.MAYOR,))
    async with world(tmp_path, template, county=county) as office:
        await papers_before(office, Role.DEPUTY_DIRECTOR, 2, then=Role.MAYOR)
        await papers_before(office, Role.MAYOR, 1, urgency=Urgency.URGENT)
        for card in [m for m in await office.deputy.messages() if "呈请" in m.text]:
            await office.deputy.taps("同意", on=card)
        shown = [m for m in await office.mayor.messages() if "呈请审定" in m.text]
        assert len(shown) == 1  # the urgent one
        await office.mayor.says("待办")
        await office.mayor.sees("待您审签的文稿3件")
        await office.mayor.looks_away()
        await office.advance("3月2日 16:10")
        card = await office.mayor.sees("今日呈签 · 3月2日（周一）（共2件）")
        await office.mayor.sees_nothing("呈请审定")
        await office.mayor.taps("全部同意（2件）", on=card)
        assert await facts(office, "approval.signed") == 4


async def test_a_paper_that_is_alone_comes_as_its_card_and_never_as_a_list(tmp_path: Path, template: Path) -> None:
    county = County(list_only_roles=(Role.MAYOR,))
    async with world(tmp_path, template, county=county) as office:
        await office.advance("3月2日 16:30")  # after the hour of the list
        await papers_before(office, Role.DEPUTY_DIRECTOR, 1, then=Role.MAYOR)
        await office.deputy.taps("同意")
        await office.advance("3月3日 15:50")
        assert not [m for m in await office.mayor.messages() if "呈请审定" in m.text or "今日呈签" in m.text]
        await office.advance("3月3日 16:10")
        await office.mayor.sees("呈请审定")
        assert not [m for m in await office.mayor.messages() if "今日呈签" in m.text]
        assert await facts(office, "list.made") == 0


async def test_who_stands_in_signs_the_list_for_him(office: World) -> None:
    async with office.transaction() as unit:
        day = date(2026, 3, 2)
        await unit.save(Delegation(1, id_of("mayor"), id_of("executive"), day, day, id_of("mayor"), unit.now))
        await unit.commit()
    await papers_before(office, Role.MAYOR, 2)
    await office.advance("3月2日 16:00")
    await office.executive.taps("全部同意（2件）", on=await office.executive.card("今日呈签"))
    async with office.transaction() as unit:
        signers = [step.signer for step in await unit.find(SigningStep)]
    assert signers == ["常务副县长（代县长）"] * 2
    decided = await office.mayor.card("今日呈签", "已签署2件")
    assert not decided.buttons


async def test_P7_1_a_days_orders_are_one_list_and_go_on_as_one(office: World) -> None:
    for _ in range(3):
        await submitted(office, track="hotline")
    await office.deputy.sees_nothing("呈请")
    await submitted(office, track="hotline", urgency=Urgency.URGENT)
    await office.deputy.sees("加急 · 呈请审阅")
    await office.advance("3月2日 16:10")
    shown = await office.deputy.card("今日呈签", "（共3件）")
    await office.deputy.taps("第3件", on=shown)
    await office.deputy.taps("不列入")
    await office.director.looks_away()
    await office.deputy.taps("全部同意（2件）", on=await office.deputy.card("今日呈签", "未列入"))
    passed = await office.director.sees("今日呈签", "（共2件，上一环节已签）")  # at once
    await office.director.sees_nothing("呈请审阅")
    await office.deputy.says("待办")
    alone = [m for m in await office.deputy.messages() if "呈请审阅" in m.text and "加急" not in m.text]
    await office.deputy.taps("同意", on=alone[-1])
    await office.director.sees("呈请审阅")  # what is passed on by its own card is not held a second time
    await office.executive.looks_away()
    await office.director.taps("全部同意（2件）", on=passed)
    last = await office.executive.sees("今日呈签", "（共2件，上一环节已签）")
    await office.advance("3月2日 16:20")  # the day's list of those who had none does not repeat it
    assert await facts(office, "list.made") == 3
    assert not [m for m in await office.executive.messages() if "呈请审定" in m.text]
    await office.executive.taps("全部同意（2件）", on=last)
    assert await facts(office, "approval.signed") == 7
