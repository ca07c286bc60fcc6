import pytest
from telegram import Bot
from telegram.error import BadRequest, Forbidden

from sandbox.client import ControlClient, User


async def test_start_with_a_deep_link(bot: Bot, wang: User, people: ControlClient) -> None:
    await people.start(wang.id, "r_8f3K")
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.text == "/start r_8f3K"
    assert update.message.from_user is not None
    assert (update.message.chat.id, update.message.from_user.first_name) == (wang.id, "王")
    assert update.message.entities[0].type == "bot_command"


async def test_a_user_who_never_started(bot: Bot, li: User, wang: User, people: ControlClient) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(wang.id, "x")
    await people.create_group("督查群", [li.id, wang.id, bot.id])
    with pytest.raises(Forbidden) as caught:
        await bot.send_message(wang.id, "x")
    assert caught.value.message == "Forbidden: bot can't initiate conversation with a user"
    await people.start(wang.id)
    assert (await bot.send_message(wang.id, "x")).message_id == 2


async def test_blocking_and_coming_back(bot: Bot, li: User, people: ControlClient) -> None:
    await people.block(li.id)
    await people.block(li.id)
    with pytest.raises(Forbidden) as caught:
        await bot.send_message(li.id, "x")
    assert caught.value.message == "Forbidden: bot was blocked by the user"
    await people.say(li.id, "我回来了")
    _, blocked, unblocked, said = await bot.get_updates()
    assert blocked.my_chat_member is not None
    assert blocked.my_chat_member.new_chat_member.status == "kicked"
    assert unblocked.my_chat_member is not None
    assert unblocked.my_chat_member.new_chat_member.status == "member"
    assert said.message is not None
    assert (await bot.send_message(li.id, "欢迎")).text == "欢迎"
    await people.block(li.id)
    await people.unblock(li.id)
    assert (await bot.send_message(li.id, "欢迎")).text == "欢迎"


async def test_bots_do_not_talk_to_bots(bot: Bot, people: ControlClient) -> None:
    other = await people.create_bot("7000000002:other", "other_bot")
    with pytest.raises(Forbidden, match="Forbidden: bot can't send messages to bots"):
        await bot.send_message(other.id, "x")


async def test_a_deactivated_account(bot: Bot, li: User, people: ControlClient) -> None:
    await people.deactivate(li.id)
    with pytest.raises(Forbidden) as caught:
        await bot.send_message(li.id, "x")
    assert caught.value.message == "Forbidden: user is deactivated"


async def test_an_edited_message_is_an_update(bot: Bot, li: User, people: ControlClient) -> None:
    said = await people.say(li.id, "三成")
    await people.edit(li.id, said.id, "四成")
    edited = (await bot.get_updates())[-1].edited_message
    assert edited is not None
    assert edited.text == "四成"
    assert (await people.message(li.id, said.id)).edits[0].text == "三成"


async def test_a_reply_with_a_quote_and_a_reply_to_something_lost(bot: Bot, li: User, people: ControlClient) -> None:
    card = await bot.send_message(li.id, "督〔2026〕12号 限3月10日前报")
    await people.say(li.id, "已报", reply_to=card.message_id, quote="3月10日")
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.reply_to_message is not None
    assert message.reply_to_message.message_id == card.message_id
    assert message.quote is not None
    assert message.quote.text == "3月10日"
    await people.mark_inaccessible(li.id, card.message_id)
    await people.say(li.id, "再报", reply_to=card.message_id)
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.reply_to_message is None


async def test_a_forward_shows_its_origin(bot: Bot, li: User, wang: User, people: ControlClient) -> None:
    group = await people.create_group("群", [li.id, wang.id])
    said = await people.say(wang.id, "批示：抓紧", group.id)
    await people.forward(li.id, group.id, said.id)
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.text == "批示：抓紧"
    assert message.forward_origin is not None
    assert message.forward_origin.to_dict()["sender_user"]["id"] == wang.id


async def test_two_bots_have_separate_chats_with_one_user(bot: Bot, li: User, people: ControlClient) -> None:
    other = await people.create_bot("7000000002:other", "other_bot")
    await people.start(li.id, bot=other.id)
    assert [one.text for one in await people.messages(li.id)] == ["/start"]
    assert len(await bot.get_updates()) == 1
