"""特急 and 加急 as people meet them: at night, in a holiday, up to the telephone; and silent leaders."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from supervision.model import Post, Urgency
from tests.flows.approval_scenes import submitted
from tests.flows.digests import digests_of, person_of, rows
from tests.flows.recording_scenes import answers_with
from tests.flows.urgent_scenes import before_its_signer, issued_at, minute, on_duty, without_account
from tests.world import World, at

TODAY = date(2026, 3, 2)
TOMORROW = date(2026, 3, 3)


async def test_complaint_06_a_paper_at_ten_in_the_evening_climbs_to_the_duty_clerks_telephone(office: World) -> None:
    await on_duty(office, "clerk2", TODAY)
    await issued_at(office, "3月2日 22:00", TOMORROW)
    for who in ("housing_a", "housing_b", "housing_head", "water", "water_deputy", "water_head"):
        card = await getattr(office, who).card("督查通知单", "特急", "17:30前完成")
        assert card.date // 60 == minute("3月2日 22:00")
    await office.advance("3月2日 22:29")
    await office.water.sees_nothing("特急事项提醒")
    await office.advance("3月2日 22:31")
    reminder = await office.water.sees("特急事项提醒", "待签收", "应于3月2日（周一）22:30前签收")
    assert reminder.date // 60 == minute("3月2日 22:30")
    await office.housing_b.sees("特急事项提醒", "待签收")
    await office.water_deputy.sees_nothing("特急事项提醒")
    await office.advance("3月2日 23:01")
    await office.water_deputy.sees("特急事项提醒", "并督促办理")
    await office.advance("3月2日 23:10")
    await office.housing_a.taps("签收")
    await office.advance("3月2日 23:31")
    await office.water_head.sees("特急事项提醒", "并督促办理")
    await office.housing_head.sees_nothing("特急事项提醒")
    await office.clerk2.sees_nothing("请电话联系")
    await office.advance("3月3日 00:01")
    call = await office.clerk2.sees("特急 · 请电话联系", "夏政督〔2026〕1号《城区内涝点整治》", "3月2日 22:00印发")
    assert "联络员A　水利局联络员　13800000016" in call.text
    assert "分管督查工作的负责同志　水利局分管负责同志　13800000017" in call.text
    assert "主要负责同志　水利局主要负责同志　13800000018" in call.text
    assert "住房和城乡建设局" not in call.text
    await office.clerk.sees_nothing("请电话联系")
    await office.advance("3月3日 00:10")
    await office.water.taps("签收", await office.water.card("督查通知单"))
    answered = await office.clerk2.card("特急 · 签收情况")
    assert answered.id == call.id
    assert "县水利局：3月3日 00:1" in answered.text
    assert list(answered.buttons) == ["查看事项"]


async def test_acknowledged_at_ten_past_eleven_it_goes_no_further(office: World) -> None:
    await on_duty(office, "clerk2", TODAY)
    await issued_at(office, "3月2日 22:00", TOMORROW)
    await office.advance("3月2日 23:10")
    await office.water.taps("签收")
    await office.housing_b.taps("签收")
    await office.water_head.looks_away()
    await office.advance("3月3日 08:00")
    await office.water_head.sees_nothing("特急事项提醒")
    await office.clerk2.sees_nothing("请电话联系")
    assert await rows(office, "units_silent") == []


async def test_the_hours_before_and_after_the_limit_on_a_saturday(office: World) -> None:
    saturday = date(2026, 3, 7)
    await issued_at(office, "3月6日 20:00", saturday)
    for who in (office.water, office.housing_a):
        await who.taps("签收")
    await office.advance("3月7日 13:29")
    await office.water.sees_nothing("特急事项提醒")
    await office.advance("3月7日 13:31")
    await office.water.sees("特急事项提醒 · 3月7日（周六）", "3月7日（周六）17:30前反馈，还剩4小时")
    await office.advance("3月7日 16:31")
    await office.water.sees("还剩1小时")
    await office.water_deputy.looks_away()
    await office.advance("3月7日 17:31")
    await office.water_deputy.sees("1号第2项", "17:30前反馈", "并督促办理")
    await office.water_head.looks_away()
    await office.advance("3月7日 18:31")
    await office.water_head.sees("已超1小时", "并督促办理")
    await office.advance("3月7日 19:31")
    urge = await office.clerk.sees("县水利局 1号第2项", "已超2小时", "请电话了解情况并拟发催办通知单")
    assert "反馈1号第2项" not in urge.buttons
    for key in ("water", "water_deputy", "clerk", "housing_a"):
        assert await digests_of(office, key) == []


async def test_what_has_one_limit_is_one_message(office: World) -> None:
    await issued_at(office, "3月6日 20:00", date(2026, 3, 7))
    await office.housing_a.taps("签收")
    await office.advance("3月7日 13:31")
    both = await office.housing_a.sees("1号第1项", "1号第2项", "还剩4小时")
    assert both.date // 60 == minute("3月7日 13:30")
    mine = f"@post/{person_of('housing_a')}"
    assert len([key for key, _, _ in await rows(office, "urgent_reminder") if key.endswith(mine)]) == 1


async def test_complaint_06_a_paper_in_the_national_day_week(office: World) -> None:
    await issued_at(office, "10月3日 09:00", date(2026, 10, 3))
    await office.advance("10月3日 09:31")
    await office.water.sees("特急事项提醒 · 10月3日（周六）", "待签收")
    await office.water.taps("签收", await office.water.card("督查通知单"))
    await office.advance("10月3日 17:31")
    await office.water_deputy.sees("10月3日（周六）17:30前反馈")


async def test_nobody_named_for_the_day_means_every_officer(office: World) -> None:
    await issued_at(office, "3月2日 22:00", TOMORROW)
    await office.advance("3月3日 00:01")
    for who in (office.clerk, office.clerk2):
        await who.sees("特急 · 请电话联系", "县水利局", "县住房和城乡建设局")
    await office.head.sees_nothing("请电话联系")


async def test_complaint_01_two_hours_down_the_bot_says_each_thing_once(office: World) -> None:
    await on_duty(office, "clerk2", TODAY)
    await issued_at(office, "3月2日 22:00", TOMORROW)
    office.sandbox.state.clock.move(at("3月3日 00:20").timestamp())
    await office.settle()
    mine = f"@post/{person_of('water')}"
    assert len([key for key, _, _ in await rows(office, "urgent_reminder") if key.endswith(mine)]) == 1
    await office.clerk2.sees("特急 · 请电话联系")
    await office.settle()
    assert len(await rows(office, "units_silent")) == 1


async def test_the_duty_clerk_calls_and_a_second_confirms(office: World) -> None:
    await on_duty(office, "clerk2", TODAY)
    await issued_at(office, "3月2日 22:00", TOMORROW)
    await office.housing_a.taps("签收")
    await office.advance("3月3日 00:01")
    call = await office.clerk2.sees("特急 · 请电话联系", "县水利局")
    await office.clerk2.taps("记录电话送达", call)
    for answer in ("水利局联络员", "刚才"):
        await answers_with(office.clerk2, answer)
    await office.clerk2.taps("提交核对")
    assert "尚未签收" in (await office.clerk2.card("特急 · 请电话联系")).text
    await office.clerk.sees("核对录入")
    await office.head.taps("核对无误", await office.head.card("核对录入"))  # the other clerk sleeps
    done = await office.clerk2.card("特急 · 签收情况", "县水利局：3月3日 00:01 已电话告知")
    assert done.id == call.id


async def test_what_a_silent_leader_said_on_the_telephone_lets_the_paper_go_on(office: World) -> None:
    await on_duty(office, "clerk2", TODAY)
    await before_its_signer(office, "3月2日 22:00", TOMORROW)
    await office.advance("3月2日 22:31")
    call = await office.clerk2.sees("特急 · 请电话联系")
    await office.clerk2.taps("记录电话同意", call)
    for answer in ("无", "刚才"):
        await answers_with(office.clerk2, answer)
    await office.clerk2.taps("提交核对")
    await office.director.sees_nothing("特急 · 呈请审定")
    await office.clerk.taps("核对无误")
    await office.director.sees("特急 · 呈请审定")
    settled = await office.clerk2.card("特急 · 审签情况", "电话同意（待补签），无需再联系")
    assert settled.id == call.id
    assert settled.buttons == {}
    await office.head.looks_away()
    await office.advance("3月2日 22:59")
    await office.head.sees_nothing("请电话联系")


async def test_a_silent_leader_is_telephoned(office: World) -> None:
    await on_duty(office, "clerk2", TODAY)
    await before_its_signer(office, "3月2日 22:00", TOMORROW)
    card = await office.deputy.card("特急 · 呈请审定")
    assert card.date // 60 == minute("3月2日 22:00")
    await office.advance("3月2日 22:29")
    await office.clerk2.sees_nothing("请电话联系")
    await office.advance("3月2日 22:31")
    call = await office.clerk2.sees("特急 · 请电话联系", "3月2日 22:00呈分管副主任审定，尚未审签", "13800000006")
    assert "记录电话同意" in call.buttons
    await office.clerk.sees_nothing("请电话联系")
    await office.head.sees_nothing("请电话联系")
    assert "已再次呈送分管副主任" in await office.clerk2.taps("再次呈送", call)
    await office.deputy.sees("特急 · 呈请审定")
    assert "已再次呈送分管副主任" in await office.clerk2.taps("再次呈送", call)
    assert len([key for key, _, _ in await rows(office, "step_card") if "/1/1/" in key or "step/1/1" in key]) == 2
    await office.advance("3月2日 23:01")
    await office.head.sees("特急 · 请电话联系")
    await office.deputy.taps("同意")
    settled = await office.clerk2.card("特急 · 审签情况", "分管副主任于3月2日 23:01审签，无需再联系")
    assert settled.buttons == {}
    await office.advance("3月2日 23:32")
    await office.clerk2.sees("特急 · 请电话联系")
    for who in ("deputy", "director", "mayor"):
        assert await digests_of(office, who) == []


async def test_the_call_to_a_silent_leader_is_named_by_its_own_time(office: World) -> None:
    await on_duty(office, "clerk2", TODAY)
    await before_its_signer(office, "3月2日 22:00", TOMORROW)
    await office.advance("3月2日 22:31")
    await office.clerk2.taps("记录电话同意", await office.clerk2.card("请电话联系"))
    for answer in ("无", "刚才", "提交核对"):
        await office.clerk2.taps(answer)
    await office.advance("3月2日 22:40")
    await office.clerk.taps("核对无误")
    await office.clerk2.card("特急 · 审签情况", "分管副主任于3月2日 22:31电话同意（待补签），无需再联系")
    await office.deputy.taps("确认同意")
    await office.clerk2.card("特急 · 审签情况", "分管副主任于3月2日 22:31电话同意（已补签），无需再联系")


async def test_a_leader_who_signs_in_time_disturbs_nobody(office: World) -> None:
    await on_duty(office, "clerk2", TODAY)
    await before_its_signer(office, "3月2日 22:00", TOMORROW)
    await office.advance("3月2日 22:20")
    await office.deputy.taps("同意")
    await office.advance("3月2日 22:49")
    assert await rows(office, "leader_silent") == []


async def test_a_routine_paper_wakes_nobody(office: World) -> None:
    await office.advance("3月2日 17:00")
    await submitted(office)
    await office.advance("3月3日 17:00")
    assert await rows(office, "leader_silent") == []
    card = await office.deputy.card("呈请审定")
    assert "特急" not in card.text.splitlines()[0]


async def test_a_leader_without_an_account_is_telephoned_and_not_presented_again(office: World) -> None:
    await on_duty(office, "clerk2", TODAY)
    await without_account(office, "deputy")
    await before_its_signer(office, "3月2日 22:00", TOMORROW)
    await office.advance("3月2日 22:31")
    call = await office.clerk2.sees("特急 · 请电话联系", "本人未开通账号，请当面或电话呈报")
    assert "再次呈送" not in call.buttons


async def test_the_secretary_of_a_silent_leader_may_remind_but_record_nothing(office: World) -> None:
    await on_duty(office, "clerk2", TODAY)
    async with office.transaction() as unit:
        post = await unit.require(Post, person_of("secretary"))
        await unit.save(replace(post, serves=(person_of("deputy"),)))
        await unit.commit()
    await before_its_signer(office, "3月2日 22:00", TOMORROW)
    await office.advance("3月2日 22:31")
    asked = await office.secretary.sees("特急 · 请提醒领导审签", "呈分管副主任审定")
    assert "记录电话同意" not in asked.buttons
    await office.deputy.looks_away()
    assert "已再次呈送分管副主任" in await office.secretary.taps("再次呈送", asked)
    await office.deputy.sees("特急 · 呈请审定")
    call = await office.clerk2.sees("特急 · 请电话联系")
    assert "领导秘书　县长秘书　13800000021" in call.text


async def test_complaint_11_others_cannot_press_it(office: World) -> None:
    await on_duty(office, "clerk2", TODAY)
    await before_its_signer(office, "3月2日 22:00", TOMORROW)
    await office.advance("3月2日 22:31")
    await office.water.says("你好")
    assert "没有此项权限" in await office.water.forges("hp:1:1", (await office.water.messages())[-1])
    await office.secretary.says("你好")
    assert "没有此项权限" in await office.secretary.forges("hp:1:1", (await office.secretary.messages())[-1])
    assert "未查到" in await office.clerk2.forges("hp:9:1", await office.clerk2.card("请电话联系"))
    assert len([key for key, _, _ in await rows(office, "step_card") if key.endswith("@post/6")]) == 1


async def test_urgent_papers_climb_faster_in_the_digest(office: World) -> None:
    await issued_at(office, "3月2日 10:00", date(2026, 3, 4), Urgency.URGENT)
    await office.advance("3月3日 09:00")
    await office.water.sees("今日提醒", "待签收", "应于3月3日（周二）12:00前签收")
    await office.water_deputy.looks_away()
    await office.advance("3月3日 17:00")
    await office.water_deputy.sees_nothing("今日提醒")
    await office.advance("3月4日 09:00")
    await office.water_deputy.sees("今日提醒", "待签收")
    await office.advance("3月5日 09:00")
    await office.water_head.sees("待签收")
    await office.clerk.sees("逾期未签收，请电话送达并作记录", "县水利局 1号")


async def test_urgent_reports_go_to_the_office_on_the_third_day(office: World) -> None:
    await issued_at(office, "3月2日 10:00", date(2026, 3, 4), Urgency.URGENT)
    for who in (office.water, office.housing_a):
        await who.taps("签收")
    await office.advance("3月3日 09:00")
    await office.water.sees("今日提醒", "1号第2项（加急）北城河", "还剩1个工作日")
    await office.advance("3月5日 09:00")
    await office.water_deputy.sees("1号第2项（加急）北城河", "已超1个工作日")
    await office.advance("3月6日 09:00")
    await office.water_head.sees("已超2个工作日")
    await office.advance("3月9日 09:00")
    await office.clerk.sees("逾期未反馈，请拟发催办通知单", "县水利局 1号第2项（加急）北城河", "已超3个工作日")
