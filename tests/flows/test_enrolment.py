"""Enrolment: /start, one-time links, the first administrator, menus by role."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from storage import outbox
from supervision.model import Invitation, Person, Post, StoredFile, Unit
from supervision.notices.base import to_post
from supervision.notices.people import PostTaken
from tests import roster
from tests.office_template import make_template
from tests.world import World, world

TOWN = next(number for number, seat in enumerate(roster.SEATS, 1) if seat.key == "town")


async def invite_town(office: World) -> str:
    """The head of the Office makes a link for the township's liaison; returns its code."""
    await office.head.says("/invite")
    await office.head.says("城关")
    await office.head.taps("城关镇联络员A")
    sent = await office.head.sees("邀请已生成", "城关镇联络员", "只能使用一次")
    return sent.text.split("?start=")[1].split()[0]


async def test_everybody_is_greeted_with_his_roles_words_and_menu(office: World) -> None:
    await office.clerk.starts()
    await office.clerk.sees("夏邑政务督查", "督查室甲", "督查室工作人员甲")
    menu = await office.control.commands(office.clerk.id)
    assert {"ledger", "matter", "people", "undelivered", "help"} <= menu.keys()
    assert not {"mine", "invite", "roster", "bind", "pending"} & menu.keys()
    words = [word for row in await office.control.keyboard(office.clerk.id) for word in row]
    assert "台账" in words
    assert "我的任务" not in words

    await office.water.starts()
    menu = await office.control.commands(office.water.id)
    assert {"mine", "help", "cancel"} <= menu.keys()
    assert not {"ledger", "people", "new", "invite"} & menu.keys()

    await office.mayor.starts()
    assert "ledger" in await office.control.commands(office.mayor.id)
    assert "people" not in await office.control.commands(office.mayor.id)


async def test_strangers_get_a_polite_refusal_and_nothing_else(office: World) -> None:
    stranger = await office.stranger()
    for text in ("/start", "/help", "/ledger", "/people", "台账", "你好", "/cancel"):
        await stranger.says(text)
        await stranger.sees("尚未登记")
    assert await office.control.commands(stranger.id) == {}
    assert await office.control.keyboard(stranger.id) == []


async def test_a_link_opens_one_account_once(office: World) -> None:
    code = await invite_town(office)
    assert len(code) >= 20
    newcomer = await office.stranger("城关镇的手机")
    await newcomer.starts(code)
    await newcomer.sees("您的账号已开通", "城关镇联络员A")
    await office.head.sees("账号已开通", "城关镇联络员A")
    assert "mine" in await office.control.commands(newcomer.id)

    other = await office.stranger("别人")
    await other.starts(code)
    await other.sees("已使用过")
    await other.sees_nothing("城关镇")
    async with office.transaction() as unit:
        person = await unit.require(Person, TOWN)
        assert person.telegram_id == newcomer.id


async def test_what_waited_for_the_newcomer_comes_with_his_account(office: World) -> None:
    async with office.transaction() as unit:
        await outbox.tell(unit, [PostTaken(to=to_post(TOWN), name="城关镇联络员", title="城关镇联络员A", open_work=0)])
        await unit.commit()
    await office.settle()
    await office.clerk.says("待送达")
    await office.clerk.sees("城关镇联络员（城关镇联络员A）", "尚未开通账号")
    code = await invite_town(office)
    newcomer = await office.stranger()
    await newcomer.starts(code)
    await newcomer.sees("接任通知", "城关镇联络员A")
    await office.clerk.says("待送达")
    await office.clerk.sees("没有待送达的内容")


@pytest.mark.parametrize(
    ("change", "words"),
    [("expired", "已过期"), ("revoked", "已撤销"), ("unknown", "无效")],
)
async def test_links_that_do_not_open_say_why_and_no_more(office: World, change: str, words: str) -> None:
    code = await invite_town(office)
    async with office.transaction() as unit:
        invitation = await unit.require(Invitation, code)
        if change == "expired":
            await unit.save(replace(invitation, expires_at=unit.now))
        if change == "revoked":
            await unit.save(replace(invitation, revoked_at=unit.now))
        await unit.commit()
    stranger = await office.stranger()
    await stranger.starts(code if change != "unknown" else "<b>&_*[")
    await stranger.sees(words)
    await stranger.sees_nothing("城关镇")
    async with office.transaction() as unit:
        assert (await unit.require(Person, TOWN)).telegram_id is None


async def test_an_account_of_somebody_else_is_refused(office: World) -> None:
    code = await invite_town(office)
    await office.water.starts(code)
    await office.water.sees("您的账号已为其他人员开通，不能重复使用")
    async with office.transaction() as unit:
        assert (await unit.require(Invitation, code)).used_at is None


async def test_a_new_link_replaces_the_earlier_and_a_button_revokes_it(office: World) -> None:
    first = await invite_town(office)
    second = await invite_town(office)
    stranger = await office.stranger()
    await stranger.starts(first)
    await stranger.sees("已撤销")
    await office.head.says("/invite")
    await office.head.taps("未使用的邀请")
    listed = await office.head.sees("未使用的邀请", "城关镇联络员A")
    toast = await office.head.taps("撤销第1项", listed)
    assert "已撤销" in toast
    await office.head.card("目前没有未使用的邀请")
    await stranger.starts(second)
    await stranger.sees("已撤销")


async def test_the_links_own_button_revokes_it_once(office: World) -> None:
    await invite_town(office)
    assert "已撤销发给城关镇联络员" in await office.head.taps("撤销该邀请")
    assert "已撤销" in await office.head.taps("撤销该邀请")


async def test_a_clerk_may_not_invite(office: World) -> None:
    await office.clerk.says("/invite")
    await office.clerk.sees("没有此项权限")
    await invite_town(office)
    message = await office.head.card("邀请已生成")
    (data,) = [value for value in message.buttons.values() if value]
    own = await office.clerk.card("没有此项权限")
    assert "没有此项权限" in await office.clerk.forges(data, own)


async def test_a_new_telephone_takes_the_old_ones_place(office: World) -> None:
    await office.head.says("/invite")
    await office.head.taps("县直")
    await office.head.taps("水利局")
    await office.head.taps("县水利局联络员A")
    code = (await office.head.sees("将改用新账号")).text.split("?start=")[1].split()[0]
    phone = await office.stranger("水利局新手机")
    await phone.starts(code)
    await phone.sees("您的账号已开通")
    await office.water.says("/mine")
    await office.water.sees("尚未登记")


async def test_the_first_administrator_opens_a_fresh_installation_once(tmp_path: Path) -> None:
    empty = tmp_path / "empty.db"
    await make_template(empty, filled=False)
    async with world(tmp_path, empty, administrators=(roster.FIRST_ACCOUNT,)) as office:
        chief = office.mayor  # an account like any other: there is no roster
        await office.executive.starts()
        await office.executive.sees("尚未登记")
        await chief.starts()
        await chief.sees("系统管理员", "您的账号已开通")
        assert {"roster", "invite", "people"} <= (await office.control.commands(chief.id)).keys()
        await chief.starts()
        await chief.sees_nothing("已开通")
        async with office.transaction() as unit:
            assert len(await unit.find(Person)) == 1
            assert [post.role for post in await unit.find(Post)] == ["administrator"]
            (home,) = await unit.find(Unit)
            assert home.name == "县政府督查室"
            assert await unit.find(StoredFile) == []


async def test_help_is_by_role(office: World) -> None:
    await office.water.says("帮助")
    seen = await office.water.sees("直接回复相应的通知单", "/mine")
    assert "/ledger" not in seen.text
    await office.head.says("/help")
    seen = await office.head.sees("登记、分解", "/invite")
    assert "/mine" not in seen.text


async def test_start_in_a_group_is_refused(office: World) -> None:
    bots = [int(bot["id"]) for bot in (await office.control.state())["bots"]]
    group = await office.control.create_group("群", [office.head.id, *bots])
    await office.head.says("/start@xiayi_ducha_bot", chat=group.id)
    await office.head.sees("请在与机器人的私聊中进行", chat=group.id)


async def test_a_name_that_no_unit_has_offers_those_most_like_it(office: World) -> None:
    await office.head.says("/invite")
    await office.head.says("水务局")
    await office.head.sees("未查到“水务局”，以下单位名称相近")
    await office.head.says("8888")
    await office.head.sees("未查到“8888”，请核对后重试")
    await office.head.says("水利")
    await office.head.taps("县水利局联络员A")
    await office.head.sees("邀请已生成")
