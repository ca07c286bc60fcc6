"""答复 to each proposer, what he thinks of it, the second round, and the letter to the city's organ (P6.1, P6.2)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from storage.tables import outbox
from supervision.model import (
    Assignment,
    AssignmentStatus,
    DeskItem,
    DeskKind,
    Handling,
    Matter,
    MatterStatus,
    Proposal,
    ProposalKind,
    ProposalReply,
    ReportDue,
    ResultClass,
    Satisfaction,
    Submission,
    SubmissionStatus,
)
from tests import roster
from tests.flows.approval_scenes import forged, status
from tests.flows.closing_scenes import all_accepted, send_summary, sign_all
from tests.flows.instructing_scenes import merged
from tests.flows.proposal_scenes import events, issued, opinion, reply
from tests.world import World

MONTH_LATER = date(2026, 4, 2)


async def replies_of(office: World, matter: Matter) -> list[ProposalReply]:
    """Its replies, oldest first."""
    async with office.transaction() as unit:
        return sorted(await unit.find(ProposalReply, matter_id=matter.id), key=lambda row: row.id)


async def test_P6_2_each_proposer_has_his_reply(office: World) -> None:
    matter, _ = await issued(office, proposers=("张三", "李<四>"))
    clerk = office.clerk
    await clerk.taps("建议提案")
    await clerk.taps("登记答复")
    shown = await clerk.sees("联名提出的，逐人答复")
    assert [label for label in shown.buttons if "答复" in label] == [
        "县住建局答复全部2人（同文）",
        "县住建局答复张三",
        "县住建局答复李<四>",
    ], "who leads answers for all"
    await clerk.taps("县住建局答复李<四>")
    await clerk.says("夏住建函〔2026〕12号")
    await clerk.taps("今天")
    await clerk.taps("B类")
    assert "答复须由单位主要负责人签发" in await clerk.taps("不是")
    await clerk.taps("由主要负责人签发")
    await clerk.sees("1份，办理结果B类（正在解决或列入规划）", "6月30日（周二）提醒跟踪", "请在10个工作日内")
    await clerk.card("第12号建议 · 办理中", "已登记1份（B类1份），待答复1份", "未征求1份")
    (row,) = await replies_of(office, matter)
    assert (row.proposer, row.result, row.follow_up, row.sent_on) == ("李<四>", ResultClass.B, True, date(2026, 3, 2))
    await reply(office, "县住建局答复张三")
    await clerk.card("第12号建议 · 已答复", "已登记2份（A类1份、B类1份）")
    async with office.transaction() as unit:
        asked = await unit.require(DeskItem, DeskKind.REPLY_ROUND, str(matter.id))
        promised = await unit.require(DeskItem, DeskKind.REVIEW, f"proposal/{matter.id}")
    assert asked.on == date(2026, 3, 16)
    assert promised.on == date(2026, 6, 30)
    assert "未查到" in await forged(clerk, f"pr:{matter.id}"), "nothing is owed any more"


async def test_P6_2_unsatisfied_is_handled_again_within_a_month(office: World) -> None:
    matter, _ = await issued(office, proposers=("张三", "李四"))
    async with office.transaction() as unit:
        await unit.save(replace(await unit.require(Matter, matter.id), status=MatterStatus.CLOSED, closed_at=unit.now))
        for item in await unit.find(Assignment, matter_id=matter.id):
            await unit.save(replace(item, status=AssignmentStatus.ACCEPTED, accepted_at=unit.now))
        await unit.commit()
    await reply(office, "县住建局答复全部2人")
    await opinion(office, "张三", "满意")
    await opinion(office, "李四", "不满意", "<未说明>完成时间")
    await office.clerk.sees("已转承办单位再次办理，4月2日（周四）前再次答复")
    await office.housing_a.sees("再次办理通知 · 第12号建议", "提出人李四对答复不满意", "理由：<未说明>完成时间")
    await office.housing_a.card("第1项（牵头）", "4月2日")
    assert await status(office, matter) is MatterStatus.IN_PROGRESS
    async with office.transaction() as unit:
        due = await unit.require(ReportDue, matter.id, 1, roster.HOUSING, 2)
        share = await unit.require(Assignment, matter.id, 1, roster.HOUSING)
        others = await unit.require(Assignment, matter.id, 2, roster.WATER)
        reminder = await unit.require(DeskItem, DeskKind.REPLY_ROUND, str(matter.id))
    assert (due.due_on, due.final) == (MONTH_LATER, True)
    assert (share.status, share.delivered_at) == (AssignmentStatus.ISSUED, None), "not late before its new 签收"
    assert others.status is AssignmentStatus.ACCEPTED, "only who answered handles it again"
    assert reminder.done_at is not None
    await reply(office, "县住建局再次答复李四", number="夏住建函〔2026〕20号")
    await opinion(office, "李四", "不满意", "仍未说明")
    await office.clerk.sees("仍不满意，请按规定组织评估")
    await office.clerk.card("第12号建议", "待评估：李四对再次答复仍不满意")
    rows = await replies_of(office, matter)
    assert [(row.proposer, row.round, row.satisfied) for row in rows] == [
        ("张三", 1, Satisfaction.SATISFIED),
        ("李四", 1, Satisfaction.UNSATISFIED),
        ("李四", 2, Satisfaction.UNSATISFIED),
    ]
    assert (await events(office, matter))[-2:] == ["proposal.opinion_heard", "proposal.evaluation_wanted"]


async def test_P6_2_who_took_a_unit_in_answers_the_second_time(office: World) -> None:
    matter, _ = await issued(office, proposers=("张三",), status=MatterStatus.CLOSED, coordinating_unit_id=roster.WATER)
    async with office.transaction() as unit:
        for item in await unit.find(Assignment, matter_id=matter.id):
            await unit.save(replace(item, status=AssignmentStatus.ACCEPTED, accepted_at=unit.now))
        await unit.commit()
    await reply(office, "县水利局答复张三")
    await merged(office)
    await opinion(office, "张三", "不满意", "未说明完成时间")
    await office.clerk.sees("已转承办单位再次办理，4月2日（周四）前再次答复")
    await office.clerk.taps("建议提案")
    await office.clerk.taps("登记答复")
    assert "城关镇再次答复张三" in (await office.clerk.sees("登记答复")).buttons
    async with office.transaction() as unit:
        (due,) = await unit.find(ReportDue, matter_id=matter.id, unit_id=roster.TOWN)
        seat = outbox.c.seat == f"post/{roster.id_of('town')}"
        told = set((await unit.connection.execute(select(outbox.c.kind).where(seat))).scalars())
    assert due.due_on == MONTH_LATER
    assert {"second_reply", "paper_card"} <= told


async def test_P6_2_units_that_answer_for_themselves_answer_everybody(office: World) -> None:
    await issued(office, proposers=("张三",), handling=Handling.SEPARATE)
    await reply(office, "县水利局答复张三", number="夏水函〔2026〕3号")
    await office.clerk.card("第12号建议 · 办理中", "已登记1份（", "待答复1份")
    await office.housing_a.sees_nothing("张三")


async def answered(office: World) -> Matter:
    """A proposal of the city whose units are done, answered by its unit."""
    matter = await all_accepted(office, track="proposal.city", leader_post_id=roster.id_of("executive"))
    async with office.transaction() as unit:
        await unit.save(Proposal(matter.id, "12", ProposalKind.DEPUTY, ("张三",), assigned_on=unit.today))
        await unit.commit()
    return matter


async def test_P6_1_a_city_proposal_is_assigned_replied_and_lettered(office: World) -> None:
    matter = await answered(office)
    await reply(office, "县住建局答复张三")
    preview = await send_summary(office, way="函告市直机关并答复代表、委员")
    assert "常务副县长" in preview.text
    assert await sign_all(office) == ["常务副县长审定"]
    await office.clerk.card("待报 · 函告市直机关并答复代表、委员")
    await office.clerk.taps("登记上报")
    await office.clerk.taps("今天")
    await office.clerk.taps("取号")
    async with office.transaction() as unit:
        (row,) = await unit.find(Submission, matter_id=matter.id)
        assert row.number == f"{unit.county.code_letter}〔2026〕1号", "a 函 has a number of its own series"
    assert await status(office, matter) is MatterStatus.CLOSED


async def test_P6_1_the_leader_approves_before_it_goes_to_the_city_office(office: World) -> None:
    matter = await answered(office)
    await send_summary(office, way="以县政府办公室名义报市政府办公室")
    async with office.transaction() as unit:
        assert not await unit.find(Submission, matter_id=matter.id)
    assert await sign_all(office) == ["常务副县长审定"]
    async with office.transaction() as unit:
        (row,) = await unit.find(Submission, matter_id=matter.id)
    assert (row.destination, row.status) == ("city_government_office", SubmissionStatus.READY)
