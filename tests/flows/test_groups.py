"""Groups and chats: binding, muting, migration, blocking."""

from __future__ import annotations

from dataclasses import replace

from storage import audit, outbox
from storage.chats import chat_state
from supervision.model import Group, Person, Report
from supervision.notices.base import to_group
from supervision.notices.groups import GroupBound
from supervision.people.groups import group_subject
from tests import roster
from tests.builders import issued_matter
from tests.world import World


async def make_group(office: World, *, kind: str = "group") -> int:
    """A group of the Office with the bot in it."""
    group = await office.control.create_group(
        "夏邑政务督查群", [office.head.id, office.clerk.id, office.water.id, await bot_id(office)], kind=kind
    )
    await office.settle()
    return group.id


async def bot_id(office: World) -> int:
    (bot,) = (await office.control.state())["bots"]
    return int(bot["id"])


async def bound_group(office: World, *, kind: str = "group") -> int:
    chat = await make_group(office, kind=kind)
    await office.head.says("/bind", chat=chat)
    return chat


async def post_into_group(office: World, title: str = "通报占位") -> None:
    """Something for the group, as a bulletin would be."""
    async with office.transaction() as unit:
        group = (await unit.find(Group))[0]
        await outbox.tell(unit, [GroupBound(to=to_group(group.id), title=title)])
        await unit.commit()
    await office.settle()


async def test_a_keeper_binds_a_group_once(office: World) -> None:
    chat = await make_group(office)
    await office.head.sees("机器人已入群", "/bind", chat=chat)
    await office.head.says("/bind", chat=chat)
    await office.head.sees("已绑定", "夏邑政务督查群", chat=chat)
    await office.head.says("/bind@xiayi_ducha_bot", chat=chat)
    await office.head.sees("此前已绑定", chat=chat)
    async with office.transaction() as unit:
        (group,) = await unit.find(Group)
        assert (group.chat_id, group.active) == (chat, True)
        events = [row.event for row in await audit.history(unit, group_subject(group.id))]
        assert events == ["group.bound"]


async def test_complaint_11_others_and_anonymous_admins_may_not_bind(office: World) -> None:
    chat = await make_group(office)
    await office.clerk.says("/bind", chat=chat)
    await office.clerk.sees("没有此项权限", chat=chat)
    await office.water.says("/bind", chat=chat)
    await office.water.sees("没有此项权限", chat=chat)
    await office.head.says("/bind")
    await office.head.sees("请在工作群中进行")
    async with office.transaction() as unit:
        assert await unit.find(Group) == []


async def test_pitfall_41_an_anonymous_admin_is_told_to_speak_for_himself(office: World) -> None:
    chat = await make_group(office, kind="supergroup")
    await office.head.looks_away()
    await office.control.set_rights(chat, office.head.id, "administrator", is_anonymous=True)
    await office.control.say(office.head.id, "/bind", chat, anonymous=True)
    await office.settle()
    await office.head.sees("请以本人身份发言", chat=chat)
    async with office.transaction() as unit:
        assert await unit.find(Group) == []


async def test_a_group_brought_in_by_a_stranger_is_reported_to_the_office(office: World) -> None:
    stranger = await office.stranger("路人")
    group = await office.control.create_group("闲聊群", [stranger.id, await bot_id(office)])
    await office.settle()
    await office.clerk.sees("机器人入群", "路人已将机器人加入“闲聊群”")
    assert not [m for m in await office.control.messages(group.id) if m.sender == await bot_id(office)]


async def test_pitfall_25_a_removed_bot_tells_the_office_and_posts_when_it_is_back(office: World) -> None:
    chat, bot = await bound_group(office), await bot_id(office)
    await office.control.remove_member(chat, bot, by=office.head.id)
    await office.settle()
    await office.clerk.sees("群内无法发布", "机器人已不在“夏邑政务督查群”中")
    await post_into_group(office)
    await office.clerk.says("待送达")
    await office.clerk.sees("夏邑政务督查群", "机器人已不在群内")
    await office.control.add_member(chat, bot, by=office.head.id)
    await office.settle()
    await office.clerk.sees("群内恢复发布")
    await office.head.sees("通报占位", chat=chat)


async def test_a_muted_bot_tells_the_office_and_speaks_again(office: World) -> None:
    chat, bot = await bound_group(office, kind="supergroup"), await bot_id(office)
    await office.control.set_rights(chat, bot, "restricted", can_send_messages=False)
    await office.settle()
    await office.clerk.sees("群内无法发布", "没有发言权限")
    await office.head.says("/bind@xiayi_ducha_bot", chat=chat)
    await office.head.sees("机器人目前在群内没有发言权限")
    await post_into_group(office)
    await office.control.set_rights(chat, bot, "member")
    await office.settle()
    await office.clerk.sees("群内恢复发布")
    await office.head.sees("通报占位", chat=chat)


async def test_complaint_10_pitfall_24_a_group_that_became_a_supergroup_is_followed(office: World) -> None:
    chat = await bound_group(office)
    new = await office.control.migrate(chat)
    await office.settle()
    async with office.transaction() as unit:
        (group,) = await unit.find(Group)
        assert group.chat_id == new
        events = [row.event for row in await audit.history(unit, group_subject(group.id))]
        assert events == ["group.bound", "group.migrated"]
    await post_into_group(office)
    seen = [m for m in await office.control.messages(new) if "通报占位" in m.text]
    assert len(seen) == 1


async def test_pitfall_24_a_migration_that_only_the_error_tells_is_followed_too(office: World) -> None:
    chat = await bound_group(office)
    async with office.transaction() as unit:
        (group,) = await unit.find(Group)
    new = await office.control.migrate(chat)
    await office.settle()
    async with office.transaction() as unit:
        await unit.save(replace(group, chat_id=chat))  # as if both service messages had been lost
        await unit.commit()
    await post_into_group(office)
    async with office.transaction() as unit:
        (group,) = await unit.find(Group)
        assert group.chat_id == new
    assert len([m for m in await office.control.messages(new) if "通报占位" in m.text]) == 1


async def test_a_supergroup_bound_before_its_migration_was_heard_stays_one_group(office: World) -> None:
    chat = await bound_group(office)
    async with office.transaction() as unit:
        await unit.save(Group(90, -1_001_000_000_001, "夏邑政务督查群", office.head.id, unit.now))
        await unit.commit()
    new = await office.control.migrate(chat)
    await office.settle()
    async with office.transaction() as unit:
        groups = await unit.find(Group)
        assert [group.chat_id for group in groups] == [new]


async def test_pitfall_25_whom_to_phone_when_somebody_blocks_and_revival_when_he_is_back(office: World) -> None:
    await office.control.block(office.water.id)
    await office.settle()
    await office.clerk.sees("消息无法送达", "水利局联络员", "县水利局联络员A", "13800000016")
    await office.water.looks_away()
    async with office.transaction() as unit:
        assert await chat_state(unit, office.water.id) == "blocked"
        await issued_matter(unit)
        await unit.commit()
    await office.settle()
    await office.clerk.says("待送达")
    await office.clerk.sees("水利局联络员（县水利局联络员A）", "通知单", "已停用机器人", "13800000016")
    await office.control.unblock(office.water.id)
    await office.settle()
    await office.clerk.sees("已恢复送达", "水利局联络员")
    await office.water.sees("夏政督〔2026〕1号")


async def test_start_revives_what_a_failed_send_left_waiting(office: World) -> None:
    fault = await office.control.add_fault(
        "error", "sendMessage", chat_id=office.water.id, code=403, description="Forbidden: bot was blocked by the user"
    )
    async with office.transaction() as unit:
        await issued_matter(unit)
        await unit.commit()
    await office.settle()
    await office.clerk.card("消息无法送达", "水利局联络员")
    await office.control.clear_faults(fault)
    await office.water.starts()
    await office.water.sees("夏政督〔2026〕1号")


async def test_a_stranger_who_blocks_concerns_nobody(office: World) -> None:
    stranger = await office.stranger()
    await stranger.starts()
    await office.clerk.looks_away()
    await office.control.block(stranger.id)
    await office.control.unblock(stranger.id)
    await office.settle()
    await office.clerk.sees_nothing()


async def test_each_block_is_told_once(office: World) -> None:
    await office.control.block(office.water.id)
    await office.settle()
    async with office.transaction() as unit:
        person = await unit.require(Person, next(n for n, s in enumerate(roster.SEATS, 1) if s.key == "water"))
        assert person.telegram_id == office.water.id
        await issued_matter(unit)
        await unit.commit()
    await office.settle()
    told = [m for m in await office.clerk.messages() if "消息无法送达" in m.text]
    assert len(told) == 1


async def test_a_reply_in_a_group_that_belongs_to_nothing_gets_an_answer(office: World) -> None:
    chat = await bound_group(office)
    said = await office.head.sees("已绑定", chat=chat)
    async with office.transaction() as unit:
        await issued_matter(unit)
        await unit.commit()
    await office.settle()
    for who in (office.clerk, office.water):
        await who.says("第2项已经完成了", reply_to=said, chat=chat)
        assert "群内回复不作为报送" in (await bot_said(office, chat))[-1]
    await office.water.sends("现场.jpg", b"jpg", kind="photo", reply_to=said, chat=chat)
    assert "您发来的文件未能对应到具体事项" in (await bot_said(office, chat))[-1]
    async with office.transaction() as unit:
        assert await unit.find(Report) == []


async def test_what_people_say_to_each_other_in_a_group_is_not_heard(office: World) -> None:
    chat = await bound_group(office, kind="supergroup")
    await office.control.set_rights(chat, await bot_id(office), "administrator")  # so that it is sent everything
    await office.settle()
    before = await bot_said(office, chat)
    remark = await office.water.says("大家上午好", chat=chat)
    await office.clerk.says("收到", reply_to=remark, chat=chat)
    await office.clerk.says("待办", chat=chat)
    await office.clerk.says("夏政督〔2026〕1号已完成", chat=chat)
    assert await bot_said(office, chat) == before


async def test_pitfall_41_strangers_and_anonymous_admins_are_refused_in_the_group(office: World) -> None:
    chat = await bound_group(office, kind="supergroup")
    said = await office.head.sees("已绑定", chat=chat)
    await office.control.set_rights(chat, office.head.id, "administrator", is_anonymous=True)
    await office.control.say(office.head.id, "已完成", chat, reply_to=said.id, anonymous=True)
    await office.settle()
    assert "请以本人身份发言" in (await bot_said(office, chat))[-1]
    stranger = await office.stranger()
    await office.control.add_member(chat, stranger.id)
    await stranger.says("这是什么", reply_to=said, chat=chat)
    assert "您的账号尚未登记" in (await bot_said(office, chat))[-1]


async def bot_said(office: World, chat: int) -> list[str]:
    """What the bot has said in a group."""
    bot = await bot_id(office)
    return [message.text for message in await office.control.messages(chat) if message.sender == bot]
