"""The bot's descriptions and menu button."""

from sandbox.errors import bad_request
from sandbox.limits import MAX_DESCRIPTION, MAX_SHORT_DESCRIPTION
from sandbox.methods.call import Call, method
from sandbox.methods.targets import open_chat
from sandbox.records import Json


def _put(call: Call, texts: dict[str, str], value: str) -> bool:
    language = call.params.text("language_code")
    texts.pop(language, None)
    if value:
        texts[language] = value
    call.state.bots.put(call.bot.id, call.bot)
    call.state.emit("bot", bot=call.bot.id)
    return True


def _get(call: Call, texts: dict[str, str]) -> str:
    return texts.get(call.params.text("language_code"), texts.get("", ""))


@method("setMyDescription")
def set_my_description(call: Call) -> bool:
    """What an empty chat with the bot shows."""
    text = call.params.text("description")
    if len(text) > MAX_DESCRIPTION:
        raise bad_request("BOT_DESCRIPTION_INVALID")
    return _put(call, call.bot.descriptions, text)


@method("getMyDescription")
def get_my_description(call: Call) -> Json:
    """The description in a language, else the general one."""
    return {"description": _get(call, call.bot.descriptions)}


@method("setMyShortDescription")
def set_my_short_description(call: Call) -> bool:
    """What the bot's profile page shows."""
    text = call.params.text("short_description")
    if len(text) > MAX_SHORT_DESCRIPTION:
        raise bad_request("BOT_SHORT_DESCRIPTION_INVALID")
    return _put(call, call.bot.short_descriptions, text)


@method("getMyShortDescription")
def get_my_short_description(call: Call) -> Json:
    """The short description in a language, else the general one."""
    return {"short_description": _get(call, call.bot.short_descriptions)}


def _menu_key(call: Call) -> str:
    return str(open_chat(call).id) if call.params.text("chat_id") else ""


@method("setChatMenuButton")
def set_chat_menu_button(call: Call) -> bool:
    """The button beside the input field, of one private chat or of all."""
    button = call.params.object("menu_button") or {"type": "default"}
    if button.get("type") not in ("commands", "web_app", "default"):
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    call.bot.menu_buttons[_menu_key(call)] = button
    call.state.bots.put(call.bot.id, call.bot)
    return True


@method("getChatMenuButton")
def get_chat_menu_button(call: Call) -> Json:
    """The button of one private chat, else the general one."""
    buttons = call.bot.menu_buttons
    return buttons.get(_menu_key(call)) or buttons.get("") or {"type": "commands"}
