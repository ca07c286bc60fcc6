import pytest
from telegram import (
    Bot,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    Message,
    ReplyKeyboardMarkup,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest

from sandbox.client import ControlClient, User
from tests.sandbox.conftest import png

OK = InlineKeyboardMarkup([[InlineKeyboardButton("同意", callback_data="ok:1")]])


async def test_an_edit_changes_text_drops_the_keyboard_and_keeps_history(
    bot: Bot, li: User, people: ControlClient
) -> None:
    sent = await bot.send_message(li.id, "待审定", reply_markup=OK)
    await people.advance(seconds=60)
    edited = await bot.edit_message_text("<b>已同意</b>", li.id, sent.message_id, parse_mode=ParseMode.HTML)
    assert isinstance(edited, Message)
    assert edited.reply_markup is None
    assert edited.edit_date is not None
    assert (edited.edit_date - sent.date).total_seconds() >= 60
    shown = await people.message(li.id, sent.message_id)
    assert (shown.text, shown.buttons, shown.edited) == ("已同意", {}, True)
    assert [(old.text, old.rows[0][0].label) for old in shown.edits] == [("待审定", "同意")]


async def test_an_edit_that_changes_nothing_is_refused(bot: Bot, li: User) -> None:
    sent = await bot.send_message(li.id, "待审定", reply_markup=OK)
    with pytest.raises(BadRequest) as caught:
        await bot.edit_message_text("待审定", li.id, sent.message_id, reply_markup=OK)
    assert caught.value.message == (
        "Message is not modified: specified new message content and reply markup are exactly the same as a"
        " current content and reply markup of the message"
    )
    assert await bot.edit_message_reply_markup(li.id, sent.message_id) is not None
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_reply_markup(li.id, sent.message_id)


@pytest.mark.parametrize("markup", [ForceReply(), ReplyKeyboardMarkup([["待办"]])])
async def test_a_message_with_another_keyboard_cannot_be_edited(
    bot: Bot, li: User, markup: ForceReply | ReplyKeyboardMarkup
) -> None:
    sent = await bot.send_message(li.id, "意见？", reply_markup=markup)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("x", li.id, sent.message_id)


async def test_what_is_gone_or_not_own_cannot_be_edited(bot: Bot, li: User, people: ControlClient) -> None:
    said = await people.say(li.id, "报告")
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("x", li.id, said.id)
    sent = await bot.send_message(li.id, "待审定")
    assert await bot.delete_message(li.id, sent.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", li.id, sent.message_id)


async def test_caption_and_media(bot: Bot, li: User, people: ControlClient) -> None:
    text = await bot.send_message(li.id, "x")
    with pytest.raises(BadRequest, match="There is no caption in the message to edit"):
        await bot.edit_message_caption(li.id, text.message_id, caption="y")
    sent = await bot.send_document(li.id, b"one", filename="通报.docx", caption="初稿")
    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("x", li.id, sent.message_id)
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.edit_message_caption(li.id, sent.message_id, caption="字" * 1025)
    await bot.edit_message_caption(li.id, sent.message_id, caption="二稿")
    assert (await people.message(li.id, sent.message_id)).text == "二稿"
    media = InputMediaDocument(b"two", filename="定稿.docx", caption="定稿")
    edited = await bot.edit_message_media(media, li.id, sent.message_id)
    assert isinstance(edited, Message)
    assert edited.document is not None
    assert (edited.document.file_name, edited.caption) == ("定稿.docx", "定稿")
    await bot.edit_message_media(InputMediaPhoto(png()), li.id, sent.message_id)
    shown = await people.message(li.id, sent.message_id)
    assert shown.file is not None
    assert (shown.file.kind, shown.text, len(shown.edits)) == ("photo", "", 3)


async def test_deleting(bot: Bot, li: User, people: ControlClient) -> None:
    said = await people.say(li.id, "报告")
    sent = [await bot.send_message(li.id, str(n)) for n in range(3)]
    assert await bot.delete_message(li.id, said.id)
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(li.id, said.id)
    assert await bot.delete_messages(li.id, [sent[0].message_id, sent[1].message_id, 999])
    await people.advance(seconds=49 * 3600)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(li.id, sent[2].message_id)
    assert [one.text for one in await people.messages(li.id)] == ["/start", "2"]
    assert (await people.message(li.id, said.id)).deleted


async def test_deleting_others_messages_in_a_group_needs_the_right(bot: Bot, li: User, people: ControlClient) -> None:
    group = await people.create_group("督查群", [li.id, bot.id])
    said = await people.say(li.id, "错发", group.id)
    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(group.id, said.id)
    await people.set_rights(group.id, bot.id, "administrator", can_delete_messages=True)
    assert await bot.delete_message(group.id, said.id)


async def test_reactions(bot: Bot, li: User, people: ControlClient) -> None:
    said = await people.say(li.id, "报告")
    assert await bot.set_message_reaction(li.id, said.id, "👀")
    assert await bot.set_message_reaction(li.id, said.id, "👍")
    assert (await people.message(li.id, said.id)).reactions == ("👍",)
    with pytest.raises(BadRequest, match=r"(?i)reactions_too_many"):
        await bot.set_message_reaction(li.id, said.id, ["👍", "👀"])
    with pytest.raises(BadRequest, match=r"(?i)reaction_invalid"):
        await bot.set_message_reaction(li.id, said.id, "🏢")
    with pytest.raises(BadRequest, match="Message to react not found"):
        await bot.set_message_reaction(li.id, 999, "👍")
    assert await bot.set_message_reaction(li.id, said.id)
    assert (await people.message(li.id, said.id)).reactions == ()


async def test_pinning(bot: Bot, li: User, people: ControlClient) -> None:
    group = await people.create_group("督查群", [li.id, bot.id])
    sent = await bot.send_message(group.id, "通报")
    with pytest.raises(BadRequest, match="Not enough rights to manage pinned messages in the chat"):
        await bot.pin_chat_message(group.id, sent.message_id)
    await people.set_rights(group.id, bot.id, "administrator", can_pin_messages=True)
    assert await bot.pin_chat_message(group.id, sent.message_id)
    pinned = (await bot.get_chat(group.id)).pinned_message
    assert pinned is not None
    assert pinned.message_id == sent.message_id
    updates = await bot.get_updates()
    assert updates[-1].message is not None
    assert updates[-1].message.pinned_message is not None
    assert (await people.message(group.id, sent.message_id)).pinned
    assert await bot.unpin_chat_message(group.id, sent.message_id)
    with pytest.raises(BadRequest, match="Message to unpin not found"):
        await bot.unpin_chat_message(group.id, sent.message_id)
    with pytest.raises(BadRequest, match="Message to pin not found"):
        await bot.pin_chat_message(group.id, 999)
