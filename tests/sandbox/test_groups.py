import pytest
from telegram import Bot, ReplyParameters
from telegram.error import BadRequest, ChatMigrated, Forbidden

from sandbox.client import ControlClient, ControlRefused, Group, User
from tests.sandbox.conftest import ptb


@pytest.fixture
async def group(bot: Bot, li: User, wang: User, people: ControlClient) -> Group:
    made = await people.create_group("督查群", [wang.id, li.id, bot.id])
    await bot.get_updates(offset=-1)
    await drain(bot)
    return made


async def drain(bot: Bot) -> list[str]:
    """Confirm everything and say what came, as texts or kinds."""
    updates = await bot.get_updates()
    if updates:
        await bot.get_updates(offset=updates[-1].update_id + 1)
    seen = []
    for update in updates:
        message = update.effective_message
        seen.append((message and message.text) or next(iter(set(update.to_dict()) - {"update_id"})))
    return seen


async def test_joining_is_told_twice(bot: Bot, li: User, people: ControlClient) -> None:
    await drain(bot)
    made = await people.create_group("督查群", [li.id, bot.id])
    membership, service = await bot.get_updates()
    assert membership.my_chat_member is not None
    assert membership.my_chat_member.old_chat_member.status == "left"
    assert membership.my_chat_member.new_chat_member.status == "member"
    assert service.message is not None
    assert [user.id for user in service.message.new_chat_members] == [bot.id]
    assert service.message.chat.id == made.id
    await people.create_bot("8:shy", "shy_bot", can_join=False)
    with pytest.raises(ControlRefused, match="can't join groups"):
        await people.add_member(made.id, 8, by=li.id)


async def test_privacy_mode(bot: Bot, group: Group, li: User, people: ControlClient) -> None:
    chat = group.id
    await people.say(li.id, "随便说说", chat)
    await people.say(li.id, "@ducha_bot 你好", chat)
    await people.say(li.id, "/todo", chat)
    await people.say(li.id, "/todo@other_bot", chat)
    assert await drain(bot) == []
    await people.say(li.id, "/todo@Ducha_Bot", chat)
    assert await drain(bot) == ["/todo@Ducha_Bot"]
    sent = await bot.send_message(chat, "通知")
    await people.say(li.id, "/todo", chat)
    reply = await people.say(li.id, "已办", chat, reply_to=sent.message_id)
    await people.say(li.id, "补充", chat, reply_to=reply.id)
    await people.say(li.id, "又是闲话", chat)
    assert await drain(bot) == ["/todo", "已办", "补充"]


async def test_one_of_two_bots_gets_a_reply_or_command(bot: Bot, group: Group, li: User, people: ControlClient) -> None:
    other = await people.create_bot("7000000002:other", "other_bot")
    await people.add_member(group.id, other.id, by=li.id)
    await drain(bot)
    joined = (await people.messages(group.id))[-1]
    sent = await bot.send_message(group.id, "通知")
    async with ptb(people.url, other.token) as second:
        await drain(second)
        await people.say(li.id, "/todo@other_bot 见上", group.id, reply_to=sent.message_id)
        await people.say(li.id, "/todo@other_bot", group.id)
        await people.say(li.id, "欢迎", group.id, reply_to=joined.id)
        assert await drain(bot) == ["/todo@other_bot 见上"]
        assert await drain(second) == ["/todo@other_bot"]


async def test_privacy_off_or_administrator_sees_everything(
    bot: Bot, group: Group, li: User, people: ControlClient
) -> None:
    await people.create_bot(bot.token, "ducha_bot", privacy=False)
    await people.say(li.id, "一", group.id)
    assert await drain(bot) == ["一"]
    await people.create_bot(bot.token, "ducha_bot", privacy=True)
    await people.say(li.id, "二", group.id)
    assert await drain(bot) == []
    await people.set_rights(group.id, bot.id, "administrator")
    await people.say(li.id, "三", group.id)
    assert await drain(bot) == ["my_chat_member", "三"]


async def test_an_edit_reaches_only_bots_that_saw_the_message(
    bot: Bot, group: Group, li: User, people: ControlClient
) -> None:
    hidden = await people.say(li.id, "闲话", group.id)
    seen = await people.say(li.id, "/report@ducha_bot 三成", group.id)
    await drain(bot)
    await people.edit(li.id, hidden.id, "闲话二", group.id)
    await people.edit(li.id, seen.id, "/report@ducha_bot 四成", group.id)
    (update,) = await bot.get_updates()
    assert update.edited_message is not None
    assert update.edited_message.text == "/report@ducha_bot 四成"
    assert update.edited_message.edit_date is not None


async def test_anonymous_admins_and_channels(bot: Bot, group: Group, li: User, people: ControlClient) -> None:
    await people.say(li.id, "/todo@ducha_bot", group.id, anonymous=True)
    channel = {"id": -1001999, "type": "channel", "title": "县政府发布"}
    await people.say(li.id, "/todo@ducha_bot", group.id, sender_chat=channel)
    first, second = [update.message for update in await bot.get_updates()]
    assert first is not None
    assert first.from_user is not None
    assert first.sender_chat is not None
    assert (first.from_user.id, first.sender_chat.id) == (1087968824, group.id)
    assert second is not None
    assert second.from_user is not None
    assert second.sender_chat is not None
    assert (second.from_user.id, second.sender_chat.id) == (136817688, -1001999)


async def test_migration(bot: Bot, group: Group, li: User, people: ControlClient) -> None:
    old = await bot.send_message(group.id, "通知")
    new_id = await people.migrate(group.id)
    leaving, arriving = [update.message for update in await bot.get_updates()]
    assert leaving is not None
    assert arriving is not None
    assert (leaving.chat.id, leaving.migrate_to_chat_id) == (group.id, new_id)
    assert (arriving.chat.id, arriving.migrate_from_chat_id) == (new_id, group.id)
    with pytest.raises(ChatMigrated) as caught:
        await bot.send_message(group.id, "再通知")
    assert caught.value.new_chat_id == new_id
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(new_id, "x", reply_parameters=ReplyParameters(old.message_id + 50))
    assert (await bot.send_message(new_id, "再通知")).chat.type == "supergroup"
    with pytest.raises(ControlRefused, match="409"):
        await people.say(li.id, "旧群", group.id)


@pytest.mark.parametrize(("kind", "word"), [("group", "group"), ("supergroup", "supergroup")])
async def test_being_kicked_or_leaving(bot: Bot, li: User, people: ControlClient, kind: str, word: str) -> None:
    made = await people.create_group("督查群", [li.id, bot.id], kind=kind)
    await drain(bot)
    await people.remove_member(made.id, bot.id, by=li.id)
    (update,) = await bot.get_updates()
    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match=f"Forbidden: bot was kicked from the {word} chat"):
        await bot.send_message(made.id, "x")
    await people.add_member(made.id, bot.id, by=li.id)
    assert await bot.leave_chat(made.id)
    with pytest.raises(Forbidden, match=f"Forbidden: bot is not a member of the {word} chat"):
        await bot.send_message(made.id, "x")


async def test_a_deleted_group(bot: Bot, group: Group, people: ControlClient) -> None:
    await people.delete_group(group.id)
    with pytest.raises(Forbidden, match="Forbidden: the group chat was deleted"):
        await bot.send_message(group.id, "x")


async def test_rights_to_send(bot: Bot, group: Group, people: ControlClient) -> None:
    await people.close_permissions(group.id, "can_send_messages")
    with pytest.raises(BadRequest, match="Not enough rights to send text messages to the chat"):
        await bot.send_message(group.id, "x")
    assert (await bot.send_document(group.id, b"x")).document
    await people.close_permissions(group.id)
    await people.set_rights(group.id, bot.id, "restricted", can_send_documents=False)
    with pytest.raises(BadRequest, match="Not enough rights to send documents to the chat"):
        await bot.send_document(group.id, b"x")
    await people.set_rights(group.id, bot.id, "administrator")
    assert (await bot.send_document(group.id, b"x")).document


async def test_looking_at_a_group(bot: Bot, group: Group, li: User, wang: User, people: ControlClient) -> None:
    chat = await bot.get_chat(group.id)
    assert (chat.title, chat.type) == ("督查群", "group")
    assert chat.permissions is not None
    assert chat.permissions.can_send_messages
    assert (await bot.get_chat_member(group.id, wang.id)).status == "creator"
    assert (await bot.get_chat_member(group.id, li.id)).status == "member"
    stranger = await people.create_user("赵")
    assert (await bot.get_chat_member(group.id, stranger.id)).status == "left"
    with pytest.raises(BadRequest, match="User not found"):
        await bot.get_chat_member(group.id, 99)
    await people.set_rights(group.id, li.id, "administrator", can_pin_messages=True)
    admins = {one.user.id: one.status for one in await bot.get_chat_administrators(group.id)}
    assert admins == {wang.id: "creator", li.id: "administrator"}
    assert await bot.get_chat_member_count(group.id) == 3
    with pytest.raises(BadRequest, match="There are no administrators in the private chat"):
        await bot.get_chat_administrators(li.id)
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.get_chat(-123)


async def test_topics_reply_to_their_opening(bot: Bot, li: User, people: ControlClient) -> None:
    forum = await people.create_group("督查群", [li.id, bot.id], kind="supergroup", is_forum=True)
    thread = await people.create_topic(forum.id, li.id, "防汛")
    await people.say(li.id, "/todo@ducha_bot", forum.id, thread=thread)
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.is_topic_message
    assert message.chat.is_forum
    assert message.reply_to_message is not None
    assert message.reply_to_message.forum_topic_created is not None


async def test_outsiders_cannot_write(group: Group, people: ControlClient) -> None:
    stranger = await people.create_user("赵")
    with pytest.raises(ControlRefused, match="not in the group"):
        await people.say(stranger.id, "x", group.id)
