"""P2.3: what is found goes to the county government, to the mayor himself where he did not sign it."""

from __future__ import annotations

from datetime import date

from supervision.model import MatterStatus, SubmissionStatus
from tests.flows.approval_scenes import status
from tests.flows.closing_scenes import all_accepted, close_matter, send_summary, sign_all, submissions
from tests.world import World


async def test_P2_3_what_the_mayor_did_not_sign_goes_to_him_and_is_reported_when_it_arrives(office: World) -> None:
    await all_accepted(office, track="work_report")
    await office.control.block(office.mayor.id)
    assert await close_matter(office, chain="", way="报县政府") == ["分管副主任审阅", "办公室主任审阅"]
    assert ((await submissions(office))[0]).status is SubmissionStatus.READY
    await office.clerk.card("待报 · 报县政府", "已呈报县长，送达后登记为已报")
    await office.control.unblock(office.mayor.id)
    await office.settle()
    await office.settle()
    await office.mayor.card("办理结果呈报", "请您阅示")
    assert ((await submissions(office))[0]).status is SubmissionStatus.SENT


async def test_P2_3_the_county_government_hears_every_quarter(office: World) -> None:
    matter = await all_accepted(office, track="work_report")
    await office.clerk.says("/sum 2026-1")
    await send_summary(office, way="报县政府", begin="")
    await sign_all(office)
    await office.mayor.card("办理情况呈报", "清淤2.3公里", "请您阅示")
    await office.settle()
    (row,) = await submissions(office)
    assert (row.status, row.submitted_on) == (SubmissionStatus.SENT, date(2026, 3, 2))
    await office.clerk.card("已报 · 报县政府")
    assert "已阅" in await office.mayor.taps("已阅")
    assert await status(office, matter) is MatterStatus.IN_PROGRESS
