"""People: browsing, changing the person in a post, taking accounts away."""

from __future__ import annotations

from dataclasses import replace

from storage import audit
from supervision.model import Assignment, AssignmentStatus, Person, Post
from supervision.people.seats import post_subject
from supervision.subjects import Subject
from tests import roster
from tests.builders import issued_matter
from tests.world import Someone, World


def number(key: str) -> int:
    return next(n for n, seat in enumerate(roster.SEATS, 1) if seat.key == key)


WATER = number("water")
ADMIN = number("admin")


async def open_post(office: World, who: Someone) -> None:
    """Go to the page of the water bureau's liaison."""
    await who.says("/people 水利局")
    await who.taps("县水利局联络员A")


async def hand_to(office: World, name: str) -> None:
    """The head of the Office puts somebody new into the liaison's post."""
    await open_post(office, office.head)
    await office.head.taps("变更人选")
    await office.head.says(name)
    await office.head.taps("暂不填写")
    await office.head.taps("确认变更")


async def test_the_roster_is_browsed_on_one_message(office: World) -> None:
    await office.clerk.says("人员")
    shown = await office.clerk.sees("人员与账号", "县直：2个单位", "乡镇：1个单位，1人，已开通0人")
    await office.clerk.taps("县直", shown)
    await office.clerk.card("县水利局　3/3")
    await office.clerk.taps("水利局")
    await office.clerk.card("县水利局（县直）", "县水利局联络员A：水利局联络员，已开通账号")
    await office.clerk.taps("县水利局联络员A")
    page = await office.clerk.card("现任：水利局联络员", "电话：13800000016")
    assert page.id == shown.id
    assert list(page.buttons) == ["返回本单位"]


async def test_a_unit_sees_no_people(office: World) -> None:
    await office.water.says("/people")
    await office.water.sees("没有此项权限")


async def test_an_unknown_unit_is_not_found(office: World) -> None:
    await office.clerk.says("/people 水务局")
    await office.clerk.sees("未查到“水务局”，以下单位名称相近", "县水利局")
    await office.clerk.says("/people 8888")
    await office.clerk.sees("未查到“8888”，请核对后重试")
    await office.clerk.says("/people 局")
    await office.clerk.sees("查找结果", "县税务局", "县水利局")


async def test_the_successor_takes_over_open_cards_and_the_predecessor_loses_his_buttons(office: World) -> None:
    async with office.transaction() as unit:
        await issued_matter(unit, acknowledged=False)
        await unit.commit()
    await office.settle()
    old = await office.water.sees("夏政督〔2026〕1号")
    assert old.buttons
    await hand_to(office, "水利局新联络员")
    await office.head.sees("人选已变更", "未办结的1项已转给接任人员", "尚未开通账号")
    await office.water.card("您不再担任县水利局联络员A")
    bare = await office.control.message(office.water.id, old.id)
    assert bare.buttons == {}
    assert "没有此项权限" in await office.water.forges(next(data for data in old.buttons.values() if data), bare)

    await office.head.taps("发送邀请")
    code = (await office.head.sees("邀请已生成", "水利局新联络员")).text.split("?start=")[1].split()[0]
    successor = await office.stranger("新联络员的手机")
    await successor.starts(code)
    await successor.sees("接任通知", "未办结事项1项")
    card = await successor.sees("夏政督〔2026〕1号")
    assert list(card.buttons) == list(old.buttons)
    async with office.transaction() as unit:
        events = [row.event for row in await audit.history(unit, post_subject(WATER))]
        assert events == ["post.handed_over"]


async def test_a_closed_paper_does_not_follow(office: World) -> None:
    async with office.transaction() as unit:
        matter, _ = await issued_matter(unit)
        for item in await unit.find(Assignment, matter_id=matter.id, unit_id=roster.WATER):
            await unit.save(replace(item, status=AssignmentStatus.ACCEPTED))
        await unit.commit()
    await office.settle()
    await hand_to(office, "水利局新联络员")
    done = await office.head.sees("人选已变更")
    assert "未办结" not in done.text


async def test_two_seats_of_one_person_are_told_once_and_the_second_seat_inherits(office: World) -> None:
    housing_a, housing_b = number("housing_a"), number("housing_b")
    async with office.transaction() as unit:
        await unit.save(replace(await unit.require(Post, housing_b), holder_id=housing_a))
        await issued_matter(unit)
        await unit.commit()
    await office.settle()
    cards = [m for m in await office.housing_a.messages() if "夏政督〔2026〕1号" in m.text]
    assert len(cards) == 1
    assert not [m for m in await office.housing_b.messages() if "夏政督" in m.text]
    await office.head.says("/people 住建局")
    await office.head.taps("县住建局联络员B")
    await office.head.taps("变更人选")
    await office.head.says("住建局联络员乙")
    await office.head.taps("住建局联络员乙（现无职务）")
    await office.head.taps("确认变更")
    await office.housing_b.card("夏政督〔2026〕1号")


async def test_a_post_may_stay_vacant_and_its_work_waits(office: World) -> None:
    async with office.transaction() as unit:
        await issued_matter(unit)
        await unit.commit()
    await office.settle()
    await open_post(office, office.head)
    await office.head.taps("变更人选")
    await office.head.taps("暂时空缺")
    await office.head.taps("确认变更")
    await office.head.sees("职务已空缺", "未办结的1项列入“待送达”")
    await office.clerk.says("待送达")
    await office.clerk.sees("县水利局联络员A", "通知单", "职务空缺")


async def test_the_same_person_is_refused_and_odd_names_are_literal(office: World) -> None:
    await open_post(office, office.head)
    await office.head.taps("变更人选")
    await office.head.says("甲" * 41)
    await office.head.sees("控制在40字以内")
    await office.head.says("水利局联络员")
    await office.head.taps("水利局联络员（县水利局联络员A）")
    assert "现任即为“水利局联络员”" in await office.head.taps("确认变更")
    await office.head.says("/cancel")
    await open_post(office, office.head)
    await office.head.taps("变更人选")
    await office.head.says("<b>&_*[")
    await office.head.says("见通讯录")
    await office.head.sees("不是有效的电话号码")
    await office.head.says("0370-6210001")
    await office.head.sees("变更为：<b>&_*[（电话 0370-6210001）")


async def test_an_account_is_taken_away_and_may_be_given_again(office: World) -> None:
    await open_post(office, office.admin)
    await office.admin.taps("解除账号")
    await office.admin.taps("确认解除")
    await office.admin.sees("已解除水利局联络员的账号")
    await office.water.says("/mine")
    await office.water.sees("尚未登记")
    async with office.transaction() as unit:
        assert (await unit.require(Person, WATER)).telegram_id is None
        assert (await unit.require(Post, WATER)).holder_id == WATER


async def test_a_deactivated_person_leaves_his_posts(office: World) -> None:
    await open_post(office, office.admin)
    await office.admin.taps("办理卸任")
    await office.admin.sees("办理卸任", "水利局联络员", "县水利局联络员A")
    await office.admin.taps("确认卸任")
    await office.admin.sees("已为水利局联络员办理卸任", "县水利局联络员A")
    await office.water.says("你好")
    await office.water.sees("尚未登记")
    async with office.transaction() as unit:
        person = await unit.require(Person, WATER)
        assert (person.active, person.telegram_id) == (False, None)
        assert (await unit.require(Post, WATER)).holder_id is None
        events = [row.event for row in await audit.history(unit, Subject("person", str(WATER)))]
        assert events == ["person.deactivated"]


async def test_the_last_administrator_stays(office: World) -> None:
    await office.head.says("/people 督查室")
    await office.head.taps("系统管理员")
    await office.head.taps("解除账号")
    assert "唯一已开通账号的系统管理员" in await office.head.taps("确认解除")
    await office.head.says("取消")
    await office.head.says("/people 督查室")
    await office.head.taps("系统管理员")
    await office.head.taps("变更人选")
    await office.head.taps("暂时空缺")
    assert "唯一已开通账号的系统管理员" in await office.head.taps("确认变更")
    async with office.transaction() as unit:
        assert (await unit.require(Person, ADMIN)).telegram_id == office.admin.id


async def test_complaint_11_a_former_holder_and_others_may_not_change_people(office: World) -> None:
    await open_post(office, office.head)
    page = await office.head.card("现任：水利局联络员")
    data = page.buttons["变更人选"]
    assert data
    own = await office.clerk.says("/people")
    listed = await office.clerk.sees("人员与账号")
    assert own.id < listed.id
    assert "没有此项权限" in await office.clerk.forges(data, listed)
