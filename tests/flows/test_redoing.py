"""退回补充 of a closed matter: its units act again, and a new report goes up in place of the old one."""

from __future__ import annotations

from datetime import date

from supervision.model import (
    Assignment,
    AssignmentStatus,
    FurtherInstruction,
    Matter,
    MatterStatus,
    ReportDue,
    SubmissionStatus,
)
from supervision.notices.cards import matter_subject
from tests import roster
from tests.flows.approval_scenes import reload, status
from tests.flows.closing_scenes import all_accepted, close_matter, submissions
from tests.flows.papers import data_of, events, post_of
from tests.world import World

TO_OFFICE = "以县政府办公室名义报市政府办公室"


async def returned(office: World) -> Matter:
    """A closed matter whose report the city sent back."""
    leader = post_of("executive")
    matter = await all_accepted(office, track="document", source_kind="city_document", leader_post_id=leader)
    await close_matter(office, chain="", way=TO_OFFICE)
    for button in ("登记上报", "今天", "无文号", "退回补充"):
        await office.clerk.taps(button)
    await office.clerk.says("缺少长效管护措施。")
    await office.clerk.taps("未定")
    return matter


async def test_P1_3_what_the_city_sent_back_is_given_to_the_units_again(office: World) -> None:
    matter = await returned(office)
    card = await office.clerk.card("退回补充 · 报市政府办公室", "点“重新办理”")
    old = data_of(card, "重新办理")
    await office.clerk.taps("重新办理", card)
    await office.clerk.sees("缺少长效管护措施。", "事项将恢复办理")
    await office.clerk.taps("采用退回意见")
    assert await status(office, matter) is MatterStatus.IN_PROGRESS
    assert (await reload(office, matter)).closed_at is None
    assert "重新办理" not in (await office.clerk.card("退回补充 · 报市政府办公室")).buttons
    assert "办理中" in await office.clerk.forges(old, card)

    further = await office.clerk.card("退回补充 · 夏政", "市政府办公室3月2日退回补充意见", "现按退回意见恢复办理")
    assert "另下督办通知" not in further.buttons
    await office.clerk.taps("重新交办", further)
    await office.clerk.taps("第2项")
    await office.clerk.says("3月13日")
    await office.water.sees("继续办理", "市政府办公室3月2日退回补充意见：缺少长效管护措施。", "3月13日（周五）前反馈")
    async with office.transaction() as unit:
        given = {row.task_seq: row.status for row in await unit.find(Assignment, matter_id=matter.id)}
        (instruction,) = await unit.find(FurtherInstruction)
        dues = await unit.find(ReportDue, unit_id=roster.WATER)
    assert given == {1: AssignmentStatus.ACCEPTED, 2: AssignmentStatus.ISSUED}
    assert (instruction.submission_id, instruction.post_id, instruction.reopened) == (1, None, True)
    assert dues[-1].due_on == date(2026, 3, 13)
    assert {"instruction.added", "matter.reopened", "tasks.given_again"} <= set(
        await events(office, matter_subject(matter.id))
    )
    assert [row.status for row in await submissions(office)] == [SubmissionStatus.RETURNED]


async def test_only_the_office_takes_a_closed_matter_up_again(office: World) -> None:
    await returned(office)
    card = await office.clerk.card("退回补充 · 报市政府办公室")
    assert "没有此项权限" in await office.water.forges(data_of(card, "重新办理"), await office.water.card("已办结"))
