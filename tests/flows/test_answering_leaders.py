"""P5.3, 事事有回音: leaders hear what became of their instructions, and what they want further is done."""

from __future__ import annotations

from dataclasses import replace

from handlers.conversation.actors import actor_of
from handlers.instructing import answering
from handlers.topics import CATALOGUE
from supervision.actors import MACHINE
from supervision.model import (
    AnswerVerdict,
    Assignment,
    AssignmentStatus,
    Chain,
    ChainPurpose,
    DeskItem,
    DeskKind,
    DueStatus,
    Matter,
    MatterStatus,
    Paper,
    ReportDue,
    Task,
)
from supervision.notices.cards import matter_subject
from tests import roster
from tests.flows.instructing_scenes import VICE, answers, closed, further, matter_of
from tests.flows.papers import data_of, events, with_paper
from tests.world import World


async def test_P5_3_every_leader_who_instructed_gets_the_result_and_it_is_recorded(office: World) -> None:
    await closed(office)
    card = await office.mayor.card("办理结果呈报", "县住建局牵头", "2.3公里清淤均已完成", "请您阅示")
    assert {"已阅", "继续督办", "另作批示"} <= set(card.buttons)
    vice = await office.vice_mayor.card("办理结果呈报", "请抓紧清淤")
    secretary = await office.secretary.card("办理结果呈报", "待县长阅示")
    assert "已阅" not in secretary.buttons
    assert "没有此项权限" in await office.secretary.forges(data_of(card, "已阅"), secretary)
    assert "未查到" in await office.vice_mayor.forges(data_of(card, "已阅"), vice)

    assert "已阅" in await office.mayor.taps("已阅", card)
    await office.mayor.card("办理结果呈报", "县长已阅　3月2日 08:30")
    assert "已于3月2日 08:30阅示" in await office.mayor.forges(data_of(card, "继续督办"), card)
    told = {answer.post_id: answer.verdict for answer in await answers(office)}
    assert told == {roster.id_of("mayor"): AnswerVerdict.READ, VICE: AnswerVerdict.WAITING}
    assert (await events(office, matter_subject(1)))[-3:] == ["answer.presented"] * 2 + ["answer.decided"]
    assert (await matter_of(office)).status is MatterStatus.CLOSED


async def test_P5_3_who_approved_the_result_is_not_asked_again(office: World) -> None:
    await closed(office, signed_by=(roster.id_of("mayor"),))
    await office.mayor.sees_nothing("呈报")
    await office.vice_mayor.card("办理结果呈报")
    mayor = next(answer for answer in await answers(office) if answer.post_id == roster.id_of("mayor"))
    assert (mayor.verdict, mayor.decided_by) == (AnswerVerdict.READ, roster.id_of("mayor"))


async def test_P5_3_go_on_reopens_a_closed_matter(office: World) -> None:
    await closed(office)
    card = await office.mayor.card("办理结果呈报")
    await office.mayor.taps("继续督办", card)
    assert "要求继续督办" in await office.mayor.forges(data_of(card, "继续督办"), card)
    reopened = await matter_of(office)
    assert (reopened.status, reopened.closed_at) == (MatterStatus.IN_PROGRESS, None)
    (wanted,) = await further(office)
    assert wanted.reopened
    assert "matter.reopened" in await events(office, matter_subject(1))

    await office.clerk.card("后续批示", "要求继续督办", "按批示恢复办理")
    await office.clerk.taps("重新交办")
    await office.clerk.taps("第2项")
    await office.clerk.says("3月27日")
    await office.clerk.sees("已重新交办", "3月27日")
    await office.clerk.card("后续批示", "已重新交办第2项")
    await office.water.card("继续办理", "请继续跟踪督办", "第2项")
    again = await office.water.card("督查通知单")
    async with office.transaction() as unit:
        water = await unit.require(Assignment, 1, 2, roster.WATER)
        untouched = await unit.require(Assignment, 1, 1, roster.HOUSING)
        due = (await unit.find(ReportDue, matter_id=1, task_seq=2, unit_id=roster.WATER))[-1]
    assert (water.status, water.delivered_at) == (AssignmentStatus.ISSUED, None)
    assert untouched.status is AssignmentStatus.ACCEPTED
    assert (due.seq, due.due_on.isoformat(), due.final, due.status) == (3, "2026-03-27", True, DueStatus.OPEN)
    await office.water.taps("签收", again)
    async with office.transaction() as unit:
        assert (await unit.require(Assignment, 1, 2, roster.WATER)).delivered_at is not None
    assert "已失效" in await office.clerk.forges("ja:1", await office.clerk.card("后续批示"))


async def test_P5_3_another_instruction_becomes_a_new_notice(office: World) -> None:
    await closed(office)
    await office.vice_mayor.taps("另作批示")
    await office.vice_mayor.says("请<b>加</b>快北城河二期。")
    await office.vice_mayor.sees("批示已转督查室落实")
    await office.clerk.card("后续批示", "副县长（城建）", "请<b>加</b>快北城河二期。")
    await office.clerk.taps("另下督办通知")
    await office.clerk.says("县水务局|北城河二期|4月10日")
    await office.clerk.sees("未查到“县水务局”")
    await office.clerk.says("县水利局，配合：县住建局|北城河二期清淤1.5公里|4月10日")
    await office.clerk.sees("预览", "分管副主任审定 → 办公室主任审定", "3. 北城河二期清淤1.5公里。牵头单位：县水利局；")
    await office.clerk.taps("确认送审")
    await office.clerk.sees("已送审", "分管副主任审定")
    await office.deputy.taps("退回修改")
    await office.deputy.taps("时限")
    await office.clerk.card("后续批示", "已退回修改：办理时限需调整")
    await office.clerk.taps("修改后重新送审")
    await office.clerk.says("县水利局|北城河二期清淤1.5公里|4月17日")
    await office.clerk.taps("确认送审")
    await office.water.sees_nothing("二期")
    await office.deputy.taps("同意")
    await office.director.taps("同意")
    await office.clerk.card("后续批示", "已审定，可以印发")
    await office.clerk.taps("印发")
    await office.clerk.sees("已印发", "夏政督〔2026〕2号")
    await office.water.card("督查通知单", "夏政督〔2026〕2号", "北城河二期清淤1.5公里", "4月17日")
    async with office.transaction() as unit:
        papers = await unit.find(Paper, matter_id=1)
        task = await unit.require(Task, 1, 3)
        (due,) = await unit.find(ReportDue, matter_id=1, task_seq=3)
    assert (len(papers), task.text, due.due_on.isoformat()) == (2, "北城河二期清淤1.5公里", "2026-04-17")
    assert (await matter_of(office)).status is MatterStatus.IN_PROGRESS
    assert "已失效" in await office.clerk.forges("ji:1", await office.clerk.card("后续批示"))


async def test_P5_3_a_new_instruction_that_came_on_paper(office: World) -> None:
    await with_paper(office)
    await office.water.says("/instruct 1号")
    await office.water.sees("没有此项权限")
    await office.secretary.says("/instruct 1号")
    question = await office.secretary.sees("登记后续批示", "登记号2026-1")
    assert [label for label in question.buttons if "县长" in label] == ["县长"]
    await office.secretary.taps("县长")
    await office.secretary.says("今天")
    await office.secretary.says("请加快进度。")
    await office.clerk.card("后续批示", "县长3月2日批示（摘要）：请加快进度。")
    (wanted,) = await further(office)
    assert (wanted.post_id, wanted.reopened) == (roster.id_of("mayor"), False)


async def test_P5_3_a_leader_can_be_told_before_the_end_and_answer_on_paper(office: World) -> None:
    await with_paper(office)
    await office.clerk.says("/matter 1号")
    await office.clerk.taps("更多")
    await office.clerk.taps("呈报领导")
    await office.clerk.sees("呈报县长", "请发送呈报的内容")
    await office.clerk.says("3处积水点已开工，正在清淤。")
    await office.clerk.sees("已呈报县长")
    first = await office.mayor.card("办理情况呈报", "正在清淤")
    await office.clerk.says("/matter 1号")
    await office.clerk.sees("呈报：县长待阅")
    await office.clerk.taps("更多")
    await office.clerk.taps("呈报领导")
    await office.clerk.says("清淤已完成1.2公里。")
    await office.mayor.card("正在清淤", "以最新一次为准")
    assert "已失效" in await office.mayor.forges(data_of(first, "已阅"), first)
    await office.clerk.says("/matter 1号")
    await office.clerk.taps("更多")
    await office.clerk.taps("录入阅示")
    await office.clerk.says("办文单第52号")
    await office.mayor.card("清淤已完成1.2公里", "据纸质材料录入，办文单第52号")
    told = await answers(office)
    assert [(answer.seq, answer.verdict) for answer in told] == [(1, AnswerVerdict.WAITING), (2, AnswerVerdict.READ)]


async def test_P5_3_go_on_while_the_summary_is_signed_waits_for_the_signers(office: World) -> None:
    matter = await closed(office)
    async with office.transaction() as unit:
        await unit.save(replace(await unit.require(Matter, matter.id), status=MatterStatus.CLOSING))
        await unit.commit()
    await office.mayor.taps("继续督办")
    card = await office.clerk.card("后续批示", "待审签结束后再行交办")
    assert "重新交办" not in card.buttons
    assert "办结审签中" in await office.clerk.forges("ja:1", card)
    assert (await matter_of(office)).status is MatterStatus.CLOSING


async def test_P5_3_the_officer_is_reminded_of_a_leader_who_waits(office: World) -> None:
    await closed(office)
    await office.mayor.taps("继续督办")
    async with office.transaction() as unit:
        item = await unit.require(DeskItem, DeskKind.ANSWER_OWED, "1")
        assert (item.on.isoformat(), item.done_at) == ("2026-03-16", None)
        await answering.answer(unit, await actor_of(unit, office.clerk.id), 1, "已按要求复查。")
        assert (await unit.require(DeskItem, DeskKind.ANSWER_OWED, "1")).done_at is not None
        await unit.commit()
    (wanted,) = await further(office)
    assert wanted.answered_at is not None


async def test_P5_3_the_result_that_is_signed_goes_to_the_leaders_by_itself(office: World) -> None:
    matter = await closed(office, tell=False)
    async with office.transaction() as unit:
        await unit.save(replace(await unit.require(Matter, matter.id), status=MatterStatus.CLOSING))
        chain = await unit.require(Chain, 1)
        await CATALOGUE.chain_effects[ChainPurpose.RESULT].approved(unit, MACHINE, chain)
        await unit.commit()
    await office.settle()
    await office.mayor.card("办理结果呈报", "2.3公里清淤均已完成")
    assert (await matter_of(office)).status is MatterStatus.CLOSED
