import pytest
from telegram import (
    Bot,
    CopyTextButton,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from sandbox.client import ControlClient, User


def keyboard(label: str = "同意", data: str = "ok:1") -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data)]])


async def test_get_me_tells_privacy_mode(bot: Bot, people: ControlClient) -> None:
    me = await bot.get_me()
    assert (me.username, me.first_name, me.is_bot) == ("ducha_bot", "督查机器人", True)
    assert me.can_read_all_group_messages is False
    await people.create_bot(bot.token, "ducha_bot", privacy=False)
    assert (await bot.get_me()).can_read_all_group_messages is True


async def test_a_text_that_looks_like_a_number_stays_a_text(bot: Bot, li: User) -> None:
    assert (await bot.send_message(li.id, "12345")).text == "12345"


async def test_html_arrives_as_entities_and_is_shown(bot: Bot, li: User, people: ControlClient) -> None:
    sent = await bot.send_message(li.id, " <b>督〔2026〕12号</b>\n/todo ", ParseMode.HTML)
    assert sent.text == "督〔2026〕12号\n/todo"
    assert [(e.type, e.offset, e.length) for e in sent.entities] == [("bold", 0, 10), ("bot_command", 11, 5)]
    shown = await people.last(li.id)
    assert shown.html == "<b>督〔2026〕12号</b>\n/todo"
    assert (shown.sender, shown.sender_name) == (bot.id, "督查机器人")


async def test_buttons_are_kept_with_style_url_and_copy_text(bot: Bot, li: User, people: ControlClient) -> None:
    markup = InlineKeyboardMarkup(
        [
            [InlineKeyboardButton("同意", callback_data="ok:1", style="success")],
            [
                InlineKeyboardButton("通知", url="https://example.org/"),
                InlineKeyboardButton("文号", copy_text=CopyTextButton("督〔2026〕12号")),
            ],
        ]
    )
    sent = await bot.send_message(li.id, "请审定", reply_markup=markup)
    assert sent.reply_markup == markup
    shown = await people.last(li.id)
    assert shown.buttons == {"同意": "ok:1", "通知": None, "文号": None}
    assert shown.rows[0][0].style == "success"
    assert shown.rows[1][1].copy_text == "督〔2026〕12号"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("字" * 4097, "Message is too long"),
        ("字" * 11_000, "Text is too long"),
        ("<b>1", "Can't parse entities: can't find end tag corresponding to start tag \"b\""),
    ],
)
async def test_text_limits(bot: Bot, li: User, text: str, error: str) -> None:
    with pytest.raises(BadRequest) as caught:
        await bot.send_message(li.id, text, ParseMode.HTML)
    assert caught.value.message.lower() == error.lower()


async def test_length_counts_code_points_after_parsing(bot: Bot, li: User) -> None:
    sent = await bot.send_message(li.id, f"<b>{'😀' * 4096}</b>", ParseMode.HTML)
    assert len(sent.text or "") == 4096
    assert sent.entities[0].length == 8192


async def test_empty_text_is_refused(bot: Bot, li: User) -> None:
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(li.id, " \n ")


async def test_markdown_is_not_offered(bot: Bot, li: User) -> None:
    with pytest.raises(BadRequest, match="Unsupported parse_mode"):
        await bot.send_message(li.id, "*a*", ParseMode.MARKDOWN_V2)


@pytest.mark.parametrize(
    ("markup", "error"),
    [
        (keyboard(data="督" * 22), "button_data_invalid"),
        (InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="x")] * 8] * 13), "reply markup is too long"),
        (InlineKeyboardMarkup([[InlineKeyboardButton("x")]]), "text buttons are unallowed in the inline keyboard"),
    ],
)
async def test_keyboard_limits(bot: Bot, li: User, markup: InlineKeyboardMarkup, error: str) -> None:
    with pytest.raises(BadRequest) as caught:
        await bot.send_message(li.id, "x", reply_markup=markup)
    assert caught.value.message.lower() == error


async def test_callback_data_of_64_bytes_passes(bot: Bot, li: User) -> None:
    assert (await bot.send_message(li.id, "x", reply_markup=keyboard(data="督" * 21 + "x"))).message_id


async def test_reply_keyboard_is_in_force_until_removed(bot: Bot, li: User, people: ControlClient) -> None:
    await bot.send_message(li.id, "菜单", reply_markup=ReplyKeyboardMarkup([["待办", "上报"]]))
    await bot.send_message(li.id, "别的")
    assert await people.keyboard(li.id) == [["待办", "上报"]]
    await bot.send_message(li.id, "收起", reply_markup=ReplyKeyboardRemove())
    assert await people.keyboard(li.id) == []
    await bot.send_message(li.id, "意见？", reply_markup=ForceReply(input_field_placeholder="退回意见"))
    assert (await people.last(li.id)).force_reply


async def test_replies_show_one_level_and_the_quote(bot: Bot, li: User, people: ControlClient) -> None:
    said = await people.say(li.id, "进度三成。已报")
    first = await bot.send_message(li.id, "收到", reply_parameters=ReplyParameters(said.id, quote="已报"))
    assert first.reply_to_message is not None
    assert first.reply_to_message.text == "进度三成。已报"
    assert first.quote is not None
    assert (first.quote.text, first.quote.position) == ("已报", 5)
    second = await bot.send_message(li.id, "再报", reply_parameters=ReplyParameters(first.message_id))
    assert second.reply_to_message is not None
    assert second.reply_to_message.reply_to_message is None
    assert (await people.last(li.id)).reply_to == first.message_id
    with pytest.raises(BadRequest, match=r"(?i)quote_text_invalid"):
        await bot.send_message(li.id, "x", reply_parameters=ReplyParameters(said.id, quote="没有"))


async def test_reply_to_a_deleted_message(bot: Bot, li: User, people: ControlClient) -> None:
    said = await people.say(li.id, "报告")
    await people.delete(li.id, said.id)
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(li.id, "收到", reply_parameters=ReplyParameters(said.id))
    lenient = ReplyParameters(said.id, allow_sending_without_reply=True)
    assert (await bot.send_message(li.id, "收到", reply_parameters=lenient)).reply_to_message is None


async def test_reply_across_chats_is_external(bot: Bot, li: User, people: ControlClient) -> None:
    group = await people.create_group("督查群", [li.id, bot.id])
    there = await bot.send_message(group.id, "通知")
    sent = await bot.send_message(li.id, "见群", reply_parameters=ReplyParameters(there.message_id, group.id))
    assert sent.reply_to_message is None
    assert sent.external_reply is not None
    assert sent.external_reply.message_id == there.message_id


async def test_copy_and_forward(bot: Bot, li: User, people: ControlClient) -> None:
    group = await people.create_group("督查群", [li.id, bot.id])
    first = await people.say(li.id, "第一段")
    second = await people.say(li.id, "第二段")
    copied = await bot.copy_message(group.id, li.id, first.id)
    assert (await people.message(group.id, copied.message_id)).text == "第一段"
    forwarded = await bot.forward_message(group.id, li.id, second.id)
    assert forwarded.forward_origin is not None
    assert forwarded.forward_origin.to_dict()["sender_user"]["id"] == li.id
    several = await bot.copy_messages(group.id, li.id, [first.id, second.id, 999])
    assert [(await people.message(group.id, one.message_id)).text for one in several] == ["第一段", "第二段"]
    assert len(await bot.forward_messages(group.id, li.id, [first.id, second.id])) == 2
    with pytest.raises(BadRequest, match="strictly increasing"):
        await bot.copy_messages(group.id, li.id, [second.id, first.id])
    with pytest.raises(BadRequest, match="Message to copy not found"):
        await bot.copy_message(group.id, li.id, 999)
    with pytest.raises(BadRequest, match="Message to forward not found"):
        await bot.forward_message(group.id, li.id, 999)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("改", group.id, forwarded.message_id)


async def test_message_thread_needs_a_topic(bot: Bot, li: User, people: ControlClient) -> None:
    forum = await people.create_group("督查群", [li.id, bot.id], kind="supergroup", is_forum=True)
    thread = await people.create_topic(forum.id, li.id, "防汛")
    sent = await bot.send_message(forum.id, "通知", message_thread_id=thread)
    assert sent.is_topic_message
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.forum_topic_created is not None
    with pytest.raises(BadRequest, match="Message thread not found"):
        await bot.send_message(li.id, "通知", message_thread_id=thread)
    with pytest.raises(BadRequest, match="Not enough rights to create a topic"):
        await bot.create_forum_topic(forum.id, "供水")
    await people.set_rights(forum.id, bot.id, "administrator", can_manage_topics=True)
    topic = await bot.create_forum_topic(forum.id, "供水")
    assert (await bot.send_message(forum.id, "x", message_thread_id=topic.message_thread_id)).is_topic_message


async def test_typing_is_seen_by_the_page(bot: Bot, li: User, people: ControlClient) -> None:
    events = people.events(after=0)
    assert await bot.send_chat_action(li.id, "typing")
    kinds = []
    async for event in events:
        kinds.append(event["kind"])
        if event["kind"] == "action":
            break
    assert event["data"] == {"chat": li.id, "bot": bot.id, "action": "typing"}
    assert "message" in kinds
