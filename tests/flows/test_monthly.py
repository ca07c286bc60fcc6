"""每月通报 of the ten things (P3.3) as people meet it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from supervision.model import (
    Activity,
    ActivityKind,
    ActivityStatus,
    Bulletin,
    BulletinKind,
    Finding,
    FindingVerdict,
    Matter,
    Rectification,
    RectificationStatus,
)
from tests import builders, roster
from tests.flows.quarter import DRAFTED, arranged_quarter, bind_group
from tests.world import World, at


async def arranged_month(office: World) -> Matter:
    """The matter of the quarter as one of the ten things; 水利局's share was inspected and it was told."""
    matter = await arranged_quarter(office, until="3月19日 18:00")
    async with office.transaction() as unit:
        matter = replace(await unit.require(Matter, matter.id), track="ten_things")
        await unit.save(matter, *_inspection(matter, at("3月12日 10:00")))
        await unit.commit()
    return matter


def _inspection(matter: Matter, when: datetime) -> tuple[Activity, Finding, Finding]:
    activity = Activity(
        id=1,
        kind=ActivityKind.SITE_VISIT,
        title="十件实事实地查看",
        since=when.date(),
        until=when.date(),
        drafted_by=builders.CLERK,
        drafted_post_id=builders.CLERK,
        drafted_at=when,
        status=ActivityStatus.CONCLUDED,
    )
    finding = Finding(
        1,
        1,
        matter.id,
        2,
        roster.WATER,
        "现场仅完成1.1公里。",
        FindingVerdict.BEHIND,
        builders.CLERK,
        when,
        told_at=when,
    )
    return (
        activity,
        finding,
        replace(finding, id=2, task_seq=1, unit_id=roster.HOUSING, text="尚未告知。", told_at=None),
    )


async def test_P3_3_the_monthly_bulletin_is_drafted_signed_by_three_and_posted(office: World) -> None:
    group = await bind_group(office)
    await arranged_month(office)
    await office.advance("3月20日 08:30")
    card = await office.clerk.sees("2026年3月十件实事督查通报 · 草稿", "统计截至3月16日")
    assert "十件实事督查事项1项（上期结转0项，本月新增1项）" in card.text
    assert "本月应反馈2次，已反馈2次，其中按时1次" in card.text
    await office.clerk.taps("预览全文", card)
    text = await office.clerk.sees("关于2026年3月十件实事办理进展情况的通报")
    assert "2. 北城河清淤2.3公里（县水利局，3月20日前完成）\n" in text.text  # not before the unit is heard on it
    assert "现场仅完成" not in text.text
    assert "尚未告知" not in text.text
    await office.clerk.taps("通报批评备选（1）", card)
    page = await office.clerk.sees("通报批评备选", "未列入 县水利局")
    await office.clerk.taps("查看依据", page)
    evidence = await office.clerk.sees("县水利局", "共2项", "3月12日现场核查，进度滞后：现场仅完成1.1公里")
    assert "督查情况" not in evidence.text
    await office.clerk.taps("列入 县水利局")
    await office.clerk.taps("预览全文", card)
    text = await office.clerk.sees("2. 北城河清淤2.3公里（县水利局，3月20日前完成），核查待跟进")
    assert "现场核查：现场仅完成1.1公里。" in text.text
    await office.clerk.taps("通报前核对", card)
    await office.water.sees(
        "通报前核对 · 2026年3月十件实事", "拟在2026年3月十件实事督查通报中指出", "3月12日现场核查，进度滞后"
    )
    await office.water.taps("情况属实")
    await office.clerk.taps("送审", card)
    await office.deputy.sees("2026年3月十件实事督查通报")
    await office.deputy.taps("已阅，同意")
    await office.director.taps("已阅，同意")
    await office.mayor.taps("同意，单独告知")
    await office.advance("3月20日 09:01")
    posted = next(m for m in await office.head.messages(group) if "2026年第1期" in m.text)
    assert "北城河清淤2.3公里" not in posted.text  # 单独告知: nothing points at the unit
    assert "现场仅完成" not in posted.text
    async with office.transaction() as unit:
        (bulletin,) = await unit.find(Bulletin)
    assert (bulletin.kind, bulletin.period) == (BulletinKind.MONTHLY, "2026-03/ten_things")
    await office.water.says("/bulletin")
    await office.water.sees("关于2026年3月十件实事办理进展情况的通报")


async def test_P3_3_both_bulletins_are_in_hand_side_by_side(office: World) -> None:
    await arranged_month(office)
    await office.advance("3月20日 08:30")
    office.sandbox.state.clock.move(at("4月11日 10:00").timestamp())
    await office.settle()
    await office.clerk.says("/bulletin")
    await office.clerk.sees("2026年3月十件实事督查通报 · 草稿")
    await office.clerk.sees("另有以下通报已到统计截止时间")
    await office.clerk.taps("起草2026年第一季度通报")
    quarter = await office.clerk.sees("2026年第一季度督查通报 · 草稿")
    await office.clerk.taps("预览全文", quarter)
    await office.clerk.sees("本季开展督查活动1次，现场核查1次，其中属实0次、进度滞后1次、与反馈不符0次。")
    await office.clerk.says("/bulletin")
    await office.clerk.sees("2026年3月十件实事督查通报 · 草稿")
    await office.clerk.sees("2026年第一季度督查通报 · 草稿")
    seen = await office.clerk.card("2026年第一季度督查通报")
    assert "尚未截止" in await office.clerk.forges("bd:1ka:4:1", seen)
    assert "未查到" in await office.clerk.forges("bd:1ka:d:1", seen)
    assert "未查到" in await office.clerk.forges("bd:1ka:1:5", seen)


async def test_R3c_who_pushed_weakly_is_a_candidate_with_that_evidence_and_nobody_ticked_it(office: World) -> None:
    """县住建局 reported everything in time; what was found, told, and not put right stands against it all the same."""
    matter = await arranged_quarter(office)
    when = at("4月8日 10:00")
    async with office.transaction() as unit:
        activity, finding, _ = _inspection(matter, when)
        found = replace(finding, task_seq=1, unit_id=roster.HOUSING, verdict=FindingVerdict.FALSE)
        not_told = replace(finding, id=2, unit_id=roster.WATER, told_at=None)
        failed = Rectification(
            id=1,
            matter_id=matter.id,
            task_seq=1,
            unit_id=roster.HOUSING,
            problem="积水点未改造。",
            ordered_by=builders.CLERK,
            ordered_at=when,
            status=RectificationStatus.FAILED,
            checked_at=at("4月10日 10:00"),
            check_words="仍有1处未完工。",
        )
        await unit.save(activity, found, not_told, failed)
        await unit.commit()
    await office.advance(DRAFTED)
    card = await office.clerk.sees("2026年第一季度督查通报 · 草稿", "通报表扬：备选0个")
    await office.clerk.taps("通报批评备选（2）", card)
    page = await office.clerk.sees(
        "未列入 县住房和城乡建设局", "4月8日现场核查，与反馈不符：现场仅完成1.1公里（共2项，详见依据）"
    )
    await office.clerk.taps("查看依据", page)
    await office.clerk.sees("未按时反馈或推进不力，共2项", "4月10日核查，整改未通过：仍有1处未完工")
    await office.clerk.taps("列入 县住房和城乡建设局", page)
    await office.clerk.taps("通报前核对", card)
    await office.housing_a.sees("拟在2026年第一季度督查通报中指出", "4月10日核查，整改未通过：仍有1处未完工")
    await office.clerk.taps("预览全文", card)
    text = await office.clerk.sees("关于2026年第一季度督查事项落实情况的通报", "4月8日现场核查，与反馈不符")
    assert "县水利局" not in text.text.partition("予以通报批评")[2]


async def test_without_ten_things_no_monthly_bulletin_is_drafted(office: World) -> None:
    await arranged_quarter(office, until="3月19日 18:00")
    await office.advance("3月20日 08:31")
    async with office.transaction() as unit:
        assert await unit.find(Bulletin) == []
