"""Which bots see a message (Bots FAQ, telegram.md §3); a mention does not lift privacy mode."""

from sandbox.detection import command_in
from sandbox.records import Bot, Chat, Message
from sandbox.state import State


def readers(state: State, chat: Chat, message: Message) -> list[int]:
    """The ids of the bots that receive this message as an update.

    A message of a bot reaches no bot, except service messages. With privacy mode on, one bot at most sees a
    message: the one whose message (or a message meant for it) is replied to, else the one a command
    addresses.
    """
    if chat.is_private:
        return [chat.bot_id] if message.sender_id != chat.bot_id else []
    bots = [bot for bot in state.bots.scan() if _is_in(state, chat, bot)]
    if message.service:
        return [bot.id for bot in bots]
    if message.sender_id in {bot.id for bot in state.bots.scan()}:
        return []
    everything = [bot.id for bot in bots if not bot.privacy or _is_admin(state, chat, bot)]
    chosen = _replied_to(state, chat, message, bots) or _commanded(chat, message, bots)
    return sorted({*everything, *chosen})


def _is_in(state: State, chat: Chat, bot: Bot) -> bool:
    member = state.member(chat, bot.id)
    return member is not None and member.is_in


def _is_admin(state: State, chat: Chat, bot: Bot) -> bool:
    member = state.member(chat, bot.id)
    return member is not None and member.is_admin


def _replied_to(state: State, chat: Chat, message: Message, bots: list[Bot]) -> list[int]:
    target = state.message(chat, message.reply_to) if message.reply_to else None
    if target is None:
        return []
    meant = [target.sender_id] if target.service else [target.sender_id, *target.meant_for]
    return [bot.id for bot in bots if bot.id in meant][:1]


def _commanded(chat: Chat, message: Message, bots: list[Bot]) -> list[int]:
    text = message.body.get("text") or message.body.get("caption") or ""
    entities = message.body.get("entities") or message.body.get("caption_entities") or []
    command = command_in(text, entities)
    if command is None:
        return []
    _, addressed = command
    if addressed:
        return [bot.id for bot in bots if bot.username.lower() == addressed.lower()][:1]
    return [bot.id for bot in bots if bot.id == chat.last_bot_id]
