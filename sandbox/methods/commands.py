"""setMyCommands, getMyCommands, deleteMyCommands with the seven scopes, and the menu that a person sees."""

import re

from sandbox.errors import bad_request
from sandbox.limits import MAX_COMMANDS
from sandbox.methods.call import Call, method
from sandbox.methods.targets import chat_of
from sandbox.records import Bot, Chat, CommandList, Json, User
from sandbox.state import State

NAME = re.compile(r"/?[a-z0-9_]{1,32}")
SIMPLE = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")


def _scope(call: Call) -> str:
    raw = call.params.object("scope") or {"type": "default"}
    kind = str(raw.get("type"))
    if kind in SIMPLE:
        return kind
    if kind not in ("chat", "chat_administrators", "chat_member"):
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    chat = chat_of(call, str(raw.get("chat_id", "")))
    return f"{kind} {chat.id} {raw.get('user_id')}" if kind == "chat_member" else f"{kind} {chat.id}"


def _key(call: Call) -> str:
    return key_of(call.bot, _scope(call), call.params.text("language_code"))


def key_of(bot: Bot, scope: str, language: str) -> str:
    """The key of a command list."""
    return f"{bot.id}/{scope}/{language}"


@method("setMyCommands")
def set_my_commands(call: Call) -> bool:
    """Set the list for a scope and language. Raises ApiError for bad names and descriptions."""
    commands = call.params.objects("commands")
    if commands is None:
        raise bad_request("can't parse commands: expected an Array of BotCommand")
    if len(commands) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        if not NAME.fullmatch(str(command.get("command", ""))):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    key = _key(call)
    call.state.commands.put(key, CommandList(key, commands))
    call.state.emit("commands")
    return True


@method("getMyCommands")
def get_my_commands(call: Call) -> list[Json]:
    """The list for exactly this scope and language."""
    found = call.state.commands.get(_key(call))
    return found.commands if found else []


@method("deleteMyCommands")
def delete_my_commands(call: Call) -> bool:
    """Remove the list, so that the next wider scope shows."""
    call.state.commands.remove(_key(call))
    call.state.emit("commands")
    return True


def menu_for(state: State, bot: Bot, chat: Chat, user: User) -> list[Json]:
    """The commands that the user sees in the chat: the narrowest scope wins, his language before none."""
    for scope in _scopes(state, chat, user):
        for language in dict.fromkeys((user.language_code or "", "")):
            if found := state.commands.get(key_of(bot, scope, language)):
                return found.commands
    return []


def _scopes(state: State, chat: Chat, user: User) -> list[str]:
    if chat.is_private:
        return [f"chat {chat.id}", "all_private_chats", "default"]
    member = state.member(chat, user.id)
    is_admin = member is not None and member.is_admin
    scopes = [f"chat_member {chat.id} {user.id}"]
    scopes += [f"chat_administrators {chat.id}"] if is_admin else []
    scopes += [f"chat {chat.id}"]
    scopes += ["all_chat_administrators"] if is_admin else []
    return [*scopes, "all_group_chats", "default"]
