"""督查活动 as people meet them: planned, signed, gone on with a phone, told, concluded; and the lights they move."""

from __future__ import annotations

from dataclasses import replace

import pytest

from supervision.model import (
    Activity,
    ActivityKind,
    ActivityStatus,
    Finding,
    Matter,
    Report,
    ReportDue,
    StoredFile,
)
from tests import builders, roster
from tests.flows.recording_scenes import FILED, answers_with
from tests.world import World

PHOTO = b"\xff\xd8\xff\xe0photo"


async def matter_in_hand(office: World, track: str = "instruction.mayor") -> Matter:
    async with office.transaction() as unit:
        matter, _ = await builders.issued_matter(unit, track=track)
        await unit.commit()
    await office.settle()
    return matter


async def arranged(office: World, status: ActivityStatus, **changes: object) -> Activity:
    """An activity on both tasks of a matter in hand, as it stands then."""
    matter = await matter_in_hand(office)
    async with office.transaction() as unit:
        activity = Activity(
            id=await unit.new_id("activity"),
            kind=ActivityKind.SITE_VISIT,
            title="城区防汛重点工作",
            since=unit.today,
            until=unit.today,
            drafted_by=builders.CLERK,
            drafted_post_id=builders.CLERK,
            drafted_at=unit.now,
            status=status,
            content="查看清淤进度。",
            members=("督查室甲", "综合科科员"),
            member_posts=(builders.CLERK, roster.id_of("section")),
            unit_ids=(roster.HOUSING, roster.WATER),
            tasks=(f"{matter.id}/1", f"{matter.id}/2"),
        )
        activity = replace(activity, **changes)  # type: ignore[arg-type]
        await unit.save(activity)
        await unit.commit()
    return activity


async def planned(office: World, kind: str, scope: str) -> None:
    """The clerk plans an activity in the chat; its card is there."""
    await office.clerk.says("/activity")
    await office.clerk.taps("新建督查活动")
    await office.clerk.taps(kind)
    await office.clerk.says("城区防汛<重点>工作")
    if scope in {"全部在办事项", "政府工作报告事项", "十件实事"}:
        await office.clerk.taps(scope)
    else:
        await office.clerk.says(scope)
    await office.clerk.says("县水利局")
    await office.clerk.says("3月5日至6日")
    await office.clerk.says("督查室甲、县纪委监委张三")
    await office.clerk.says("查看清淤进度，采取现场查看的方式。")


async def the_activity(office: World) -> Activity:
    async with office.transaction() as unit:
        return (await unit.find(Activity))[-1]


async def lights(office: World) -> str:
    await office.clerk.says("/ledger")
    card = await office.clerk.sees("督查台账")
    return next(line for line in card.text.splitlines() if "自报" in line and "时限" in line)


async def test_P2_3_a_quarterly_inspection_is_planned_approved_and_found(office: World) -> None:
    await matter_in_hand(office, "work_report")
    await planned(office, "季度督查", "政府工作报告事项")
    await office.clerk.sees("季度督查 · 起草中", "县水利局", "3月5日（周四）至3月6日（周五）", "二（二）3")
    await office.clerk.taps("预览送审")
    preview = await office.clerk.sees("督查方案 · 送审预览", "1号第2项　北城河清淤2.3公里", "督查对象：县水利局")
    assert "凯旋路" not in preview.text
    assert "已送审，现呈：" in await office.clerk.taps("确认送审")
    await office.deputy.sees("季度督查方案：城区防汛<重点>工作")
    await office.deputy.taps("退回修改")
    await office.deputy.taps("措辞")
    await office.clerk.sees("退回修改 · 季度督查方案", "请发送 /activity 打开该项督查")
    sent_back = await office.clerk.card("季度督查 · 退回修改", "退回意见：文字表述需修改")
    await office.clerk.taps("预览送审", sent_back)
    await office.clerk.taps("确认送审")
    await office.deputy.taps("同意")
    await office.director.taps("同意")
    await office.clerk.sees("督查方案已审定")
    card = await office.clerk.card("季度督查 · 待实施")
    assert "夏政督〔2026〕2号已发送" in await office.clerk.taps("通知单位并开始", card)
    await office.water.sees("督查通知 · 夏政督〔2026〕2号", "3月5日（周四）至3月6日（周五）", "开展季度督查")
    await office.housing_a.sees_nothing("督查通知 ·")
    await office.clerk.taps("记录督查情况", await office.clerk.card("季度督查 · 实施中"))
    await office.clerk.taps("进度滞后")
    await office.clerk.says("已完成1.1公里，进度滞后。")
    await office.clerk.taps("记录完毕")
    await office.clerk.card("季度督查 · 实施中", "应查1项，已查1项；1条情况尚未告知单位")
    running = await office.clerk.card("季度督查 · 实施中")
    assert "尚有督查情况未告知单位" in await office.clerk.taps("结束督查", running)
    await office.clerk.taps("告知单位")
    await office.clerk.taps("结束督查", await office.clerk.card("季度督查 · 实施中"))
    await office.clerk.says("清淤进度滞后，已要求加快。")
    await office.clerk.card("季度督查 · 已结束", "督查结论：清淤进度滞后，已要求加快。")
    await office.water.sees("督查结论告知 · 季度督查　夏政督〔2026〕2号", "督查结论：清淤进度滞后")
    await office.housing_a.sees_nothing("督查结论告知")


async def test_a_plan_of_no_matter_is_signed_on_paper_too(office: World) -> None:
    await matter_in_hand(office, "work_report")
    await planned(office, "季度督查", "政府工作报告事项")
    await office.clerk.taps("预览送审")
    await office.clerk.taps("确认送审")
    for waits in ("分管副主任", "办公室主任"):
        await office.clerk.taps("录入签批", await office.clerk.card("季度督查 · 审签中", waits))
        for said in ("同意", "无", "今天", FILED):
            await answers_with(office.clerk, said)
        await office.clerk.taps("提交核对")
        await office.clerk2.sees("核对录入 · 季度督查方案")
        await office.clerk2.taps("核对无误")
    assert (await the_activity(office)).status is ActivityStatus.APPROVED


async def test_P3_3_a_site_visit_with_a_photo_from_the_phone(office: World) -> None:
    await arranged(office, ActivityStatus.RUNNING)
    await office.section.says("督查活动")
    await office.section.taps("实地查看：城区防汛重点工作")
    await office.section.taps("记录督查情况")
    await office.section.taps("县水利局")
    await office.section.taps("与反馈不符")
    await office.section.sends("1.jpg", PHOTO, kind="photo")
    await office.section.sees("已收到照片、附件1件。请输入督查情况。")
    await office.section.sends("2.jpg", PHOTO, kind="photo", caption="仅完成1.1公里<b>")
    await office.section.sees("督查情况 · 与反馈不符", "仅完成1.1公里<b>", "照片、附件2件")
    before = len(await office.section.messages())
    await office.section.sends_album([(f"{n}.jpg", PHOTO + bytes([n])) for n in (3, 4, 5)])
    assert len(await office.section.messages()) == before + 3 + 1, "an album is answered once"
    await office.section.taps("记录完毕")
    card = await office.section.card("督查情况 · 与反馈不符", "照片、附件5件", "尚未告知该单位")
    await office.section.taps("查看照片（5）", card)
    async with office.transaction() as unit:
        (finding,) = await unit.find(Finding)
        photos = await unit.find(StoredFile, finding_id=finding.id)
    assert [photo.status for photo in photos] == ["stored"] * 5
    assert (finding.found_by, finding.unit_id, finding.task_seq) == (roster.id_of("section"), roster.WATER, 2)


async def test_733_16_the_unit_is_told_once_and_its_reply_is_a_report_without_another_date(office: World) -> None:
    activity = await arranged(office, ActivityStatus.RUNNING)
    await _found(office, activity, "false")
    async with office.transaction() as unit:
        before = await unit.find(ReportDue)
    assert "已告知该单位" in await office.clerk.taps("告知单位")
    told = await office.water.sees("督查情况告知 · 1号第2项", "与反馈不符", "请直接回复本条说明")
    await office.water_head.sees("督查情况告知")
    await office.housing_a.sees_nothing("督查情况告知")
    stale = await office.clerk.card("督查情况 · 与反馈不符", "已于3月2日")
    assert "告知" in await office.clerk.forges("vt:1", stale)
    await office.water.says("当日机械检修，已复工。", reply_to=told)
    await office.water.sees("已收到", "第2项")
    async with office.transaction() as unit:
        assert [report.task_seq for report in await unit.find(Report)] == [2]
        assert len(await unit.find(ReportDue)) == len(before)


async def _found(office: World, activity: Activity, verdict: str) -> None:
    label = {"met": "属实", "behind": "进度滞后", "false": "与反馈不符"}[verdict]
    await office.clerk.says("/activity")
    await office.clerk.taps(f"实地查看：{activity.title}")
    await office.clerk.taps("记录督查情况")
    await office.clerk.taps("县水利局")
    await office.clerk.taps(label)
    await office.clerk.says("现场查看的情况。")
    await office.clerk.taps("记录完毕")


async def test_lights_are_never_mixed_findings_move_the_verified_one_only(office: World) -> None:
    activity = await arranged(office, ActivityStatus.RUNNING)
    assert await lights(office) == "　办理中　自报🔴 核查— 时限🟢"
    await _found(office, activity, "met")
    assert await lights(office) == "　办理中　自报🔴 核查🟡 时限🟢"
    await office.clerk.says("/matter 1")
    await office.clerk.sees("城区内涝点整治", "自报🔴 核查🟡 时限🟢")
    await office.water.says("/mine")
    await office.water.sees("自报🔴 核查— 时限🟢")
    await office.clerk.taps("告知单位")
    await office.water.says("/mine")
    await office.water.sees("自报🔴 核查🟢 时限🟢")
    await _found(office, activity, "false")
    assert await lights(office) == "　办理中　自报🔴 核查🔴 时限🟢"


async def test_733_15_an_activity_is_not_repeated_on_the_same_task(office: World) -> None:
    await arranged(office, ActivityStatus.RUNNING)
    await planned(office, "重点督办", "1号第2项")
    assert "1号第2项已列入其他正在进行的督查，请勿重复督查" in await office.clerk.taps("预览送审")
    async with office.transaction() as unit:
        first = (await unit.find(Activity))[0]
        await unit.save(replace(first, status=ActivityStatus.CONCLUDED))
        await unit.commit()
    await office.clerk.taps("预览送审")
    await office.clerk.sees("督查方案 · 送审预览", "县水利局在最近10个工作日内已接受过督查")


@pytest.mark.parametrize("someone", ["water", "clerk2", "deputy"])
async def test_who_may_find(office: World, someone: str) -> None:
    await arranged(office, ActivityStatus.RUNNING)
    person = getattr(office, someone)
    await person.says("/start")
    seen = (await person.messages())[-1]
    toast = await person.forges("vf:1", seen)
    if someone == "clerk2":
        await person.sees("记录督查情况", "请选择被督查单位")
    else:
        assert "没有此项权限" in toast


async def test_a_section_that_does_not_go_along_sees_nothing_and_nothing_begins_before_its_approval(
    office: World,
) -> None:
    await arranged(office, ActivityStatus.SENT_BACK, member_posts=(builders.CLERK,))
    await office.section.says("/activity")
    seen = await office.section.sees("未结束0项")
    assert "未查到" in await office.section.forges("va:1", seen)
    assert "未查到" in await office.section.forges("vf:1", seen)
    await office.clerk.says("/activity")
    seen = await office.clerk.sees("督查活动")
    assert "当前状态为“退回修改”" in await office.clerk.forges("vg:1:1", seen)
    assert "当前状态为“退回修改”" in await office.clerk.forges("vf:1", seen)
    assert "已失效" in await office.clerk.forges("vs:1:000000000000", seen)
    assert (await the_activity(office)).status is ActivityStatus.SENT_BACK


async def test_pitfall_a_file_that_is_too_big_is_refused_and_nothing_is_lost(office: World) -> None:
    await arranged(office, ActivityStatus.RUNNING)
    await office.clerk.says("/activity")
    await office.clerk.taps("实地查看：城区防汛重点工作")
    await office.clerk.taps("记录督查情况")
    await office.clerk.taps("县水利局")
    await office.clerk.taps("属实")
    await office.clerk.sends("清淤.mp4", b"x", caption="现场视频", size=25 * 1024 * 1024)
    await office.clerk.sees("文件超过20兆")
    await office.clerk.says("字" * 1001)
    await office.clerk.sees("请控制在1000字以内")
    await office.clerk.says("清淤已完成。")
    await office.clerk.sees("督查情况 · 属实", "清淤已完成。")
