"""待送达: whom to phone, and closing what was told by telephone."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from messages.presses.base import pack
from messages.presses.undelivered import PrintUndelivered, SendOnceMore, TellByPhone
from storage import audit, outbox, outgoing
from storage.outbox import State
from storage.outgoing import Undelivered
from storage.queries import undelivered as queries
from supervision.calendars.deadlines import local_date
from supervision.model import Assignment, AssignmentStatus, Dispatch, Post, Record, ReportDue
from supervision.notices.base import to_person, to_post
from supervision.notices.cards import PaperCard, paper_subject
from supervision.notices.people import PostTaken
from supervision.subjects import Subject
from tests import roster
from tests.builders import CLERK
from tests.flows.approval_scenes import dispatched, forged, step_card, submitted
from tests.flows.recording_scenes import answers_with, enters, take_account
from tests.world import World

TOWN = next(n for n, seat in enumerate(roster.SEATS, 1) if seat.key == "town")


async def tell_town(office: World, count: int = 1) -> None:
    """Messages for the township's liaison, who has no account."""
    async with office.transaction() as unit:
        await outbox.tell(
            unit,
            [
                PostTaken(to=to_post(TOWN), name=f"第{n}条<b>&", title="城关镇联络员A", open_work=0)
                for n in range(count)
            ],
        )
        await unit.commit()
    await office.settle()


async def test_a_line_told_by_telephone_is_closed_with_its_audit(office: World) -> None:
    await tell_town(office)
    await office.clerk.says("/undelivered")
    listed = await office.clerk.sees(
        "待送达", "共1项", "城关镇联络员（城关镇联络员A）", "接任通知", "尚未开通账号", "电话：13800000019"
    )
    toast = await office.clerk.taps("已电话告知", listed)
    assert "已记录" in toast
    assert "城关镇联络员" in toast
    assert "没有待送达的内容" in (await office.control.message(office.clerk.id, listed.id)).text
    async with office.transaction() as unit:
        assert await outgoing.undelivered(unit) == []
        rows = await audit.history(unit, Subject("message", "1"))
        assert [(row.event, row.details["seat"]) for row in rows] == [("message.told_by_phone", f"post/{TOWN}")]
    # who enrols later is not told again what he heard by telephone
    async with office.transaction() as unit:
        assert await outgoing.revive(unit, [f"post/{TOWN}"]) == 0


async def test_a_line_is_closed_once(office: World) -> None:
    await tell_town(office, 2)
    await office.clerk.says("待送达")
    await office.clerk2.says("待送达")
    await office.clerk.taps("已电话告知")
    assert "已处理" in await office.clerk2.taps("已电话告知")


async def test_what_may_have_arrived_is_sent_again_only_by_hand(office: World) -> None:
    async with office.transaction() as unit:
        await outbox.tell(
            unit, [PostTaken(to=to_person(TOWN - 3), name="水利局联络员", title="县水利局联络员A", open_work=0)]
        )
        await unit.commit()
    await office.settle()
    async with office.transaction() as unit:
        await outgoing.set_aside(unit, 1, State.AMBIGUOUS, "in_doubt")
        await unit.commit()
    await office.clerk.says("待送达")
    await office.clerk.sees("可能未送达")
    await office.water.looks_away()
    await office.clerk.taps("重发")
    await office.water.sees("接任通知", "重发")
    await office.clerk.card("没有待送达的内容")


async def test_units_and_leaders_have_no_such_list(office: World) -> None:
    await tell_town(office)
    await office.water.says("待送达")
    await office.water.sees("没有此项权限")
    await office.clerk.says("待送达")
    listed = await office.clerk.sees("共1项")
    data = listed.buttons["已电话告知"]
    assert data
    own = await office.water.card("没有此项权限")
    assert "没有此项权限" in await office.water.forges(data, own)


async def test_counting_a_paper_told_by_telephone_is_delivered(office: World) -> None:
    await dispatched(office)
    await handed_to_town(office)
    await office.advance("3月24日 10:00")
    await office.clerk.says("待送达")
    told = await office.clerk.taps("已电话告知", await office.clerk.sees("城关镇联络员", "通知单"))
    assert "待其他同志核对后计为送达" in told
    async with office.transaction() as unit:
        assert (await unit.require(Dispatch, 1, roster.TOWN)).delivered_at is None, "one clerk alone does nothing"
    await office.advance("3月25日 10:00")
    await office.clerk2.taps("核对无误", await office.clerk2.card("核对录入", "城关镇", "电话告知"))
    async with office.transaction() as unit:
        dispatch = await unit.require(Dispatch, 1, roster.TOWN)
        progress, final = await unit.find(ReportDue, unit_id=roster.TOWN)
        assignment = await unit.first(Assignment, unit_id=roster.TOWN)
        rows = await audit.history(unit, paper_subject(1, roster.TOWN))
    assert dispatch.channel == "telephone"
    assert dispatch.delivered_at is not None
    assert dispatch.acknowledged_at is None
    assert assignment is not None
    assert assignment.status is AssignmentStatus.ISSUED, "签收 is still asked for"
    assert [(row.event, row.person_id) for row in rows] == [("paper.delivered", CLERK)]
    assert {local_date(due.late_after, unit.county.zone) for due in (progress, final)} == {date(2026, 3, 26)}


async def test_only_the_unit_s_own_people_can_be_told_of_its_paper(office: World) -> None:
    await dispatched(office)
    async with office.transaction() as unit:
        await outbox.tell(unit, [PaperCard(to=to_post(TOWN), paper_id=1, unit_id=roster.WATER)])
        await unit.commit()
    await office.settle()
    await office.clerk.says("待送达")
    await office.clerk.taps("已电话告知")
    async with office.transaction() as unit:
        assert await unit.find(Record) == []
        assert (await unit.require(Dispatch, 1, roster.WATER)).delivered_at is None


async def test_a_call_that_is_not_confirmed_opens_the_line_again(office: World) -> None:
    await dispatched(office)
    await handed_to_town(office)
    await office.clerk.says("待送达")
    await office.clerk.taps("已电话告知", await office.clerk.sees("城关镇联络员", "通知单"))
    await office.clerk.card("没有待送达的内容")
    await office.clerk2.taps("不符，退回")
    await office.clerk2.says("该同志称未接到电话")
    await office.clerk.says("待送达")
    await office.clerk.sees("城关镇联络员", "通知单")


async def test_a_leader_without_account_is_in_the_list_until_his_paper_is_signed(office: World) -> None:
    await take_account(office, "deputy")
    await submitted(office)
    await tell_town(office)
    await office.clerk.says("待送达")
    listed = await office.clerk.sees("文稿（领导）", "县长批示件（登记号2026-1）《督办通知：城区内涝点整治》", "其他")
    await office.clerk.taps("第1项", listed)
    opened = await office.clerk.card("待送达", "请以纸质呈签")
    assert list(opened.buttons) == ["录入签批", "返回清单"]
    await office.clerk.taps("录入签批", opened)
    for answer in ("同意", "无", "今天", "夏政办收〔2026〕112号"):
        await answers_with(office.clerk, answer)
    await office.clerk.taps("提交核对")
    await office.clerk2.taps("核对无误")
    async with office.transaction() as unit:
        assert [row.kind for row in await outgoing.undelivered(unit)] == ["post_taken"]
    await office.clerk.says("待送达")
    shown = await office.clerk.sees("共1项", "接任通知")
    assert "呈批件" not in shown.text
    await step_card(office.director)


async def test_a_leader_s_paper_is_settled_by_a_record_and_never_by_a_word(office: World) -> None:
    await take_account(office, "deputy")
    await submitted(office)
    (line,) = await lines(office)
    for someone, answer in ((office.section, "没有此项权限"), (office.admin, "没有此项权限"), (office.clerk, "失效")):
        assert answer in await forged(someone, pack(TellByPhone(line.id)))
    assert await lines(office) == [line], "the paper waits, and somebody has to carry it"


async def test_only_the_office_sends_a_line_again(office: World) -> None:
    await tell_town(office)
    (line,) = await lines(office)
    async with office.transaction() as unit:
        await outgoing.set_aside(unit, line.id, State.AMBIGUOUS, "in_doubt")
        await unit.commit()
    for someone in (office.section, office.admin):
        assert "没有此项权限" in await forged(someone, pack(SendOnceMore(line.id)))
    assert [row.status for row in await lines(office)] == [State.AMBIGUOUS]


async def test_who_only_reads_the_list_has_no_buttons_to_settle_it(office: World) -> None:
    await tell_town(office)
    await office.admin.says("待送达")
    assert list((await office.admin.sees("共1项")).buttons) == ["打印清单"]


async def test_one_liaison_who_got_it_is_enough(office: World) -> None:
    await take_account(office, "housing_b")
    await dispatched(office)
    await office.housing_a.card("督查通知单")
    assert await lines(office) == [], "the first liaison has the paper"


async def test_nothing_is_lost_when_nobody_of_the_unit_is_reached(office: World) -> None:
    await take_account(office, "housing_a")
    await take_account(office, "housing_b")
    await dispatched(office)
    both = [f"post/{roster.id_of('housing_a')}", f"post/{roster.id_of('housing_b')}"]
    assert [(line.kind, line.seat) for line in await lines(office)] == [("paper_card", seat) for seat in both]
    await vacate(office, "housing_b")
    assert [line.seat for line in await lines(office)] == both[:1], "nobody sits in the other seat to be phoned"
    await vacate(office, "housing_a")
    assert [line.seat for line in await lines(office)] == both


@pytest.mark.parametrize(("what", "answers"), [("送达", ("值班室", "刚才")), ("签收", ("电话", "值班室", "刚才"))])
async def test_a_record_of_the_paper_settles_its_line_once_confirmed(
    office: World, what: str, answers: tuple[str, ...]
) -> None:
    await dispatched(office)
    await handed_to_town(office)
    (line,) = await lines(office)
    await enters(office.clerk, "2026-1", what, "城关镇人民政府", *answers)
    assert await lines(office) == [line], "one clerk alone settles nothing"
    await office.clerk2.taps("核对无误")
    assert await lines(office) == []
    async with office.transaction() as unit:
        assert await outgoing.revive(unit, [line.seat]) == 1, "who enrols later gets the card, to report by"


async def test_a_record_settles_the_lines_of_its_own_unit_alone(office: World) -> None:
    await take_account(office, "water")
    await take_account(office, "housing_a")
    await take_account(office, "housing_b")
    await dispatched(office)
    await enters(office.clerk, "2026-1", "送达", "县住房和城乡建设局", "值班室", "刚才")
    await office.clerk2.taps("核对无误")
    assert [line.seat for line in await lines(office)] == [f"post/{roster.id_of('water')}"]


async def vacate(office: World, key: str) -> None:
    """A post has no holder."""
    async with office.transaction() as unit:
        await unit.save(replace(await unit.require(Post, roster.id_of(key)), holder_id=None))
        await unit.commit()


async def lines(office: World) -> list[Undelivered]:
    """What stands in 待送达."""
    async with office.transaction() as unit:
        return await queries.page(unit, offset=0, limit=9)


async def test_the_list_is_printed_with_columns_to_fill_in(office: World) -> None:
    await dispatched(office)
    await handed_to_town(office)
    await tell_town(office)
    await office.clerk.says("待送达")
    await office.clerk.taps("打印清单")
    sent = await office.clerk.sees("待送达清单，共2项")
    assert sent.file is not None
    page = load_workbook(io.BytesIO(await office.control.file(sent.file.file_id))).active
    assert page is not None
    rows = list(page.values)
    assert rows[1][:8] == ("序号", "类别", "单位", "姓名", "职务", "电话", "内容", "未送达原因")
    assert rows[2][1:6] == ("通知单（单位）", "城关镇人民政府", "城关镇联络员", "城关镇联络员A", "13800000019")
    assert rows[2][6] == "通知单 夏政督〔2026〕1号《城区内涝点整治》"
    assert rows[2][9:] == (None, None)
    assert "没有此项权限" in await forged(office.water, pack(PrintUndelivered()))


async def handed_to_town(office: World) -> None:
    """The water bureau's task goes to the township, whose liaison has no account."""
    await office.water.taps("申请改派")
    await office.water.says("该河段属城关镇管理")
    await office.clerk.taps("同意改派")
    await office.clerk.says("城关")
