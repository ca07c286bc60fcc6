"""更名 and 并入 in the office: open work goes on, old names lead on, a roster says beforehand what it would change."""

from __future__ import annotations

from dataclasses import replace

from storage import audit
from supervision.model import Assignment, AssignmentStatus, DueStatus, Intake, Post, ReportDue, Unit
from supervision.roster.unit_changes import unit_subject
from supervision.search.finding import find_units
from tests import roster
from tests.flows.papers import NUMBER, data_of, paper, reports, with_paper
from tests.flows.quarter import DRAFTED, arranged_quarter
from tests.flows.test_rosters import as_csv
from tests.world import Someone, World

WATER_A = ["县水利局", "", "", "县水利局联络员A", "联络员", "A", "", ""]
RENAMING = [*WATER_A, "县水务局", ""]
HEADER = ["单位", "类别", "简称", "职务", "角色", "席位", "姓名", "电话", "更名为", "并入", "生效日期"]


def with_changes(*rows: list[str]) -> bytes:
    return "\r\n".join(",".join(row) for row in [HEADER, *rows]).encode("utf-8-sig")


async def sends_roster(someone: Someone, content: bytes) -> None:
    await someone.says("/roster")
    await someone.sends("名册.csv", content)


async def unit_of(office: World, unit_id: int) -> Unit:
    async with office.transaction() as unit:
        return await unit.require(Unit, unit_id)


async def says_rename(office: World, name: str, when: str = "今天") -> None:
    await office.head.says("/unit 水利局")
    await office.head.taps("更名")
    await office.head.says(name)
    await (office.head.taps(when) if when == "今天" else office.head.says(when))


async def test_a_unit_is_renamed_and_its_open_work_goes_on(office: World) -> None:
    await with_paper(office)
    await says_rename(office, "县水务局")
    await office.head.sees("请核对 · 单位变更", "县水利局更名为县水务局", "在办任务1项")
    await office.head.taps("确认")
    await office.head.sees("县水利局已更名为县水务局")
    await office.clerk.sees("单位更名", "原名称仍可查到")
    await office.water.sees("更名 · 县水利局更名为县水务局（3月2日起）", "在办的1项任务由你单位继续办理")
    card = await paper(office.water)
    assert "县水务局" in card.text or "县水利局" in card.text
    await office.water.says("清淤完成1.2公里", reply_to=card)
    await office.water.sees("已收到")
    async with office.transaction() as unit:
        renamed = await unit.require(Unit, roster.WATER)
        titles = [post.title for post in await unit.find(Post, unit_id=roster.WATER, role="liaison")]
        assert find_units("县水利局、水利局", [renamed]).units == (renamed,)
        events = [row.event for row in await audit.history(unit, unit_subject(roster.WATER))]
    assert titles == ["县水务局联络员A"]
    assert events == ["unit.rename_planned", "unit.renamed"]
    await office.clerk.says("/people 县水利局")
    await office.clerk.sees("县水务局（县直）")


async def test_a_paper_keeps_the_name_that_it_was_issued_to(office: World) -> None:
    await with_paper(office)
    await office.advance("3月5日 10:00")
    await says_rename(office, "县水务局")
    await office.head.taps("确认")
    assert "县水利局（现县水务局）：" in (await paper(office.water)).text
    await office.clerk.says("/matter 1")
    await office.clerk.sees("县水务局（原县水利局）")


async def test_a_rename_of_a_later_day_is_done_by_itself_and_can_be_taken_back_before(office: World) -> None:
    await says_rename(office, "县水务局", "3月9日")
    await office.head.taps("确认")
    await office.head.sees("已登记", "县水利局自3月9日（周一）起更名为县水务局")
    await office.head.says("/unit 水利局")
    await office.head.sees("已登记：3月9日（周一）起更名为县水务局")
    await office.head.taps("取消原定变更")
    await office.head.sees("已取消县水利局原定的变更")
    await says_rename(office, "县水务局", "3月9日")
    await office.head.taps("确认")
    await office.advance("3月8日 23:59")
    assert (await unit_of(office, roster.WATER)).name == "县水利局"
    await office.advance("3月9日 00:01")
    assert (await unit_of(office, roster.WATER)).name == "县水务局"
    await office.advance("3月9日 09:00")
    await office.water.sees("更名 · 县水利局更名为县水务局（3月9日起）")


async def test_names_and_days_that_will_not_do_keep_the_question_open(office: World) -> None:
    await office.head.says("/unit")
    await office.head.says("水务")
    await office.head.sees("以下名称相近")
    await office.head.taps("县水利局")
    await office.head.taps("更名")
    await office.head.says("县税务局")
    await office.head.sees("与现有单位的名称相同")
    await office.head.says("局" * 61)
    await office.head.sees("内容过长")
    await office.head.says("县<b>&_*[水务局")
    await office.head.says("2月1日")
    await office.head.sees("已过")
    await office.head.says("今天")
    await office.head.sees("县水利局更名为县<b>&_*[水务局")


async def test_who_keeps_no_roster_changes_no_unit(office: World) -> None:
    for someone in (office.clerk, office.water, office.mayor):
        await someone.says("/unit 水利局")
        await someone.sees("没有此项权限")


async def merges(office: World) -> None:
    await office.head.says("/unit 水利局")
    await office.head.taps("并入其他单位")
    await office.head.says("住建局")
    await office.head.taps("今天")
    await office.head.sees("县水利局并入县住房和城乡建设局", "在办任务1项移交县住房和城乡建设局")
    await office.head.taps("确认")


async def test_what_was_confirmed_stays_as_it_was_shown(office: World) -> None:
    await with_paper(office)
    await merges(office)
    settled = await office.head.card("请核对 · 单位变更")
    assert "在办任务1项移交县住房和城乡建设局" in settled.text
    assert "没有在办任务" not in settled.text
    assert "已选：确认" in settled.text


async def test_a_unit_is_merged_and_its_open_tasks_move_with_a_card(office: World) -> None:
    await with_paper(office)
    await merges(office)
    await office.clerk.sees("单位并入", "移交在办任务1项")
    card = await office.housing_a.sees(
        "交接 · 县水利局并入县住房和城乡建设局（3月2日起）", "1号第2项（牵头）", "时限不变"
    )
    assert "县水利局" not in card.text.split("以下在办事项")[1]
    await office.water.sees("您不再担任县水利局联络员A")
    old = await office.water.card(NUMBER)
    assert "由其继续办理" in old.text
    assert not old.buttons
    assert "已签收" in await office.housing_b.taps("签收", await office.housing_b.card("交接"))
    assert "已签收" in (await office.housing_a.card("交接")).text
    await office.clerk.says("/matter 1")
    await office.clerk.sees("县水利局（已移交县住建局）")
    async with office.transaction() as unit:
        moved = await unit.require(Assignment, 1, 2, roster.HOUSING)
        left = await unit.require(Assignment, 1, 2, roster.WATER)
    assert (moved.part, moved.status) == ("lead", AssignmentStatus.IN_PROGRESS)
    assert (left.status, left.handed_to_unit_id) == (AssignmentStatus.WITHDRAWN, roster.HOUSING)
    await office.clerk.says("/people 县水利局")
    await office.clerk.sees("县住房和城乡建设局（县直）")


async def test_the_successor_reports_on_the_papers_that_it_took_over(office: World) -> None:
    await with_paper(office)
    async with office.transaction() as unit:
        for item in await unit.find(Assignment, unit_id=roster.HOUSING, task_seq=2):
            await unit.delete(item)
        await unit.commit()
    await merges(office)
    assert "已签收" in await office.housing_a.taps("签收", await office.housing_a.card("交接"))
    await office.housing_a.taps("查看各通知单")
    shown = await office.housing_a.sees("督查通知单", "第2项（牵头）北城河清淤2.3公里")
    await office.housing_a.says("第2项：清淤已完成", reply_to=shown)
    await office.housing_a.sees("已收到")
    assert [(report.unit_id, report.task_seq) for report in await reports(office)] == [(roster.HOUSING, 2)]


async def test_a_report_that_waits_goes_along_and_the_successor_hears_the_verdict(office: World) -> None:
    await with_paper(office)
    await office.water.says("第2项：清淤完成1.2公里", reply_to=await paper(office.water))
    await merges(office)
    card = await office.clerk.card("县住房和城乡建设局", "清淤完成1.2公里")
    await office.clerk.taps("采纳", card)
    (report,) = await reports(office)
    assert (report.unit_id, report.status) == (roster.HOUSING, "accepted")
    async with office.transaction() as unit:
        old = await unit.find(ReportDue, unit_id=roster.WATER)
    assert {due.status for due in old} == {DueStatus.VOID}


async def test_the_card_of_a_merger_is_nobody_else_s_to_sign(office: World) -> None:
    await with_paper(office)
    await merges(office)
    card = await office.housing_a.card("交接")
    press = data_of(card, "签收")
    other = await office.tax.says("你好")
    del other
    shown = (await office.tax.messages())[-1]
    assert "已签收" not in await office.tax.forges(press, shown)
    async with office.transaction() as unit:
        held = await unit.require(Assignment, 1, 2, roster.HOUSING)
    await office.housing_a.taps("签收", card)
    again = await office.housing_a.forges(press, card)
    assert "已签收移交事项" not in again
    assert held.part == "lead"


async def test_a_roster_says_what_it_would_change_and_again_that_nothing_changed(office: World) -> None:
    await with_paper(office)
    await sends_roster(office.head, with_changes(RENAMING))
    await office.head.sees("名册核对（尚未导入）", "变动1处：更名1", "更名：县水利局 → 县水务局")
    assert (await unit_of(office, roster.WATER)).name == "县水利局"
    await office.head.taps("确认导入")
    await office.head.sees("名册已导入")
    assert (await unit_of(office, roster.WATER)).name == "县水务局"
    await office.water.sees("更名 · 县水利局更名为县水务局")
    await sends_roster(office.admin, with_changes(RENAMING))
    await office.admin.sees("没有变化")


async def test_a_roster_that_changed_meanwhile_is_shown_anew(office: World) -> None:
    named = ["县水利局", "", "", "县水利局联络员A", "联络员", "A", "水利局新联络员", "0370-0000003"]
    await sends_roster(office.head, as_csv([named]))
    seen = await office.head.sees("换人：县水利局联络员A 水利局联络员 → 水利局新联络员")
    async with office.transaction() as unit:
        post = next(post for post in await unit.find(Post) if post.title == "县水利局联络员A")
        await unit.save(replace(post, holder_id=None))
        await unit.commit()
    await office.head.taps("确认导入", seen)
    await office.head.sees("名册核对（尚未导入）", "上次核对后名册有变动", "县水利局联络员A 空缺 → 水利局新联络员")
    overtaken = await office.head.card("以重新发送的核对内容为准")
    assert not overtaken.buttons
    await office.head.taps("确认导入")
    await office.head.sees("名册已导入")


async def test_a_roster_can_be_dropped_and_its_buttons_are_nobody_else_s(office: World) -> None:
    await sends_roster(office.head, with_changes(RENAMING))
    seen = await office.head.sees("名册核对")
    press = data_of(seen, "确认导入")
    await office.admin.says("你好")
    assert "未查到" in await office.admin.forges(press, (await office.admin.messages())[-1])
    assert "未导入" in await office.head.taps("放弃", seen)
    assert "未导入" in (await office.head.card("名册核对")).text
    await office.head.forges(press, seen)
    assert (await unit_of(office, roster.WATER)).name == "县水利局"
    async with office.transaction() as unit:
        (intake,) = await unit.find(Intake)
    assert (intake.taken, intake.decided_at is not None) == (False, True)


async def test_a_unit_with_open_work_is_not_ended_by_a_roster(office: World) -> None:
    await with_paper(office)
    header = [*HEADER, "停用日期"]
    row = [*WATER_A, "", "", "", "2026-02-28"]
    content = "\r\n".join(",".join(cells) for cells in (header, row)).encode("utf-8-sig")
    await sends_roster(office.head, content)
    await office.head.sees("名册未导入", "第2行 停用日期：“县水利局”尚有在办事项")
    assert (await unit_of(office, roster.WATER)).active


async def test_a_merger_by_roster_takes_the_people_from_the_old_unit(office: World) -> None:
    await with_paper(office)
    await sends_roster(office.head, with_changes([*WATER_A, "", "县住建局", ""]))
    await office.head.sees("并入：县水利局 → 县住房和城乡建设局")
    await office.head.taps("确认导入")
    await office.housing_a.sees("交接 · 县水利局并入县住房和城乡建设局")
    async with office.transaction() as unit:
        assert await unit.find(Post, unit_id=roster.WATER, active=True) == []
        assert not (await unit.require(Unit, roster.WATER)).active
    await sends_roster(office.head, with_changes([*WATER_A, "", "县住建局", ""]))
    await office.head.sees("没有变化")
    await sends_roster(office.head, as_csv([WATER_A]))
    await office.head.sees("“县水利局（现县住房和城乡建设局）”已并入其他单位")


async def test_a_bulletin_calls_a_unit_as_it_was_called_when_the_quarter_closed(office: World) -> None:
    await arranged_quarter(office)
    await office.advance(DRAFTED)
    await says_rename(office, "县水务局")
    await office.head.taps("确认")
    assert (await unit_of(office, roster.WATER)).name == "县水务局"
    await office.clerk.taps("通报批评备选（1）")
    await office.clerk.sees("未列入 县水利局")


async def test_who_came_along_may_still_answer_the_paper_of_the_old_unit(office: World) -> None:
    await with_paper(office)
    old_card = await paper(office.water)
    await merges(office)
    row = ["县住房和城乡建设局", "", "", "县住建局联络员B", "联络员", "B", "水利局联络员", "13800000016"]
    await sends_roster(office.head, as_csv([row]))
    await office.head.taps("确认导入")
    await office.water.sees("县住建局联络员B")
    await office.water.says("第2项：清淤完成1.2公里", reply_to=old_card)
    await office.water.sees("已收到")
    assert [report.unit_id for report in await reports(office)] == [roster.HOUSING]
