"""getMe, logOut, close."""

from sandbox.methods.call import Call, method
from sandbox.records import Json


@method("getMe")
def get_me(call: Call) -> Json:
    """The bot itself."""
    bot = call.bot
    flags = (
        "supports_guest_queries",
        "supports_inline_queries",
        "can_connect_to_business",
        "has_main_web_app",
        "has_topics_enabled",
        "allows_users_to_create_topics",
        "can_manage_bots",
    )
    return {
        "id": bot.id,
        "is_bot": True,
        "first_name": bot.name,
        "username": bot.username,
        "can_join_groups": bot.can_join_groups,
        "can_read_all_group_messages": not bot.privacy,
        **dict.fromkeys(flags, False),
    }


@method("logOut")
def log_out(call: Call) -> bool:
    """Log out; every later call is refused until the control API creates the bot again."""
    call.bot.logged_out = True
    call.state.bots.put(call.bot.id, call.bot)
    return True


@method("close")
def close(call: Call) -> bool:
    """Close the instance; nothing to do here."""
    return bool(call.bot)
