import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram import Message as BotMessage
from telegram.error import BadRequest

from sandbox.client import ControlClient, ControlRefused, User

TOO_OLD = "Query is too old and response timeout expired or query id is invalid"
MARKUP = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("同意", callback_data="ok:1"), InlineKeyboardButton("退回", callback_data="no:1")],
        [InlineKeyboardButton("原文", url="https://example.org/")],
    ]
)


@pytest.fixture
async def card(bot: Bot, li: User) -> BotMessage:
    await bot.get_updates(offset=(await bot.get_updates())[-1].update_id + 1)
    return await bot.send_message(li.id, "请审定", reply_markup=MARKUP)


async def test_a_tap_and_its_answer(bot: Bot, li: User, card: BotMessage, people: ControlClient) -> None:
    callback_id = await people.tap(li.id, card.message_id, "同意")
    assert not (await people.callback_answer(callback_id)).answered
    (update,) = await bot.get_updates()
    query = update.callback_query
    assert query is not None
    assert (query.id, query.data, query.from_user.id) == (callback_id, "ok:1", li.id)
    assert query.chat_instance
    assert isinstance(query.message, BotMessage)
    assert query.message.reply_markup == MARKUP
    assert await bot.answer_callback_query(query.id, "已同意", show_alert=True)
    answer = await people.callback_answer(callback_id)
    assert (answer.answered, answer.text, answer.show_alert) == (True, "已同意", True)
    with pytest.raises(BadRequest) as caught:
        await bot.answer_callback_query(query.id)
    assert caught.value.message.lower() == TOO_OLD.lower()


async def test_late_and_invented_answers(bot: Bot, li: User, card: BotMessage, people: ControlClient) -> None:
    in_time = await people.tap(li.id, card.message_id, "同意")
    late = await people.tap(li.id, card.message_id, data="no:1")
    await people.advance(seconds=10)
    assert await bot.answer_callback_query(in_time)
    await people.advance(seconds=10)
    for callback_id in (late, "123"):
        with pytest.raises(BadRequest) as caught:
            await bot.answer_callback_query(callback_id)
        assert caught.value.message.lower() == TOO_OLD.lower()
    assert not (await people.callback_answer(late)).answered


async def test_too_long_an_answer(bot: Bot, li: User, card: BotMessage, people: ControlClient) -> None:
    callback_id = await people.tap(li.id, card.message_id, "同意")
    with pytest.raises(BadRequest, match=r"(?i)message_too_long"):
        await bot.answer_callback_query(callback_id, "字" * 201)
    assert await bot.answer_callback_query(callback_id, "字" * 200)


async def test_an_inaccessible_message(bot: Bot, li: User, card: BotMessage, people: ControlClient) -> None:
    await people.mark_inaccessible(li.id, card.message_id)
    await people.tap(li.id, card.message_id, "同意")
    query = (await bot.get_updates())[0].callback_query
    assert query is not None
    assert query.message is not None
    # python-telegram-bot 22.8 makes a `Message` of it, not an `InaccessibleMessage`: only the date tells.
    assert not query.message.is_accessible
    assert query.message.message_id == card.message_id
    assert query.to_dict()["message"].keys() >= {"chat", "message_id", "date"}
    assert "text" not in query.to_dict()["message"]


async def test_what_cannot_be_tapped(bot: Bot, li: User, wang: User, card: BotMessage, people: ControlClient) -> None:
    with pytest.raises(ControlRefused, match="it has: 同意, 退回, 原文"):
        await people.tap(li.id, card.message_id, "签发")
    with pytest.raises(ControlRefused, match="does not talk to the bot"):
        await people.tap(li.id, card.message_id, "原文")
    with pytest.raises(ControlRefused, match="does not see this message"):
        await people.tap(wang.id, card.message_id, "同意", chat=li.id)
    with pytest.raises(ControlRefused, match="404"):
        await people.tap(li.id, 99, "同意")
    assert await bot.get_updates() == ()


async def test_a_forger_sends_any_data(bot: Bot, wang: User, li: User, card: BotMessage, people: ControlClient) -> None:
    await people.tap(wang.id, card.message_id, data="issue:7", chat=li.id, force=True)
    query = (await bot.get_updates())[0].callback_query
    assert query is not None
    assert (query.data, query.from_user.id) == ("issue:7", wang.id)
