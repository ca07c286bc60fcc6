import pytest
from telegram import (
    Bot,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeChatAdministrators,
    BotCommandScopeChatMember,
    MenuButtonCommands,
    MenuButtonDefault,
)
from telegram.error import BadRequest

from sandbox.client import ControlClient, User


async def test_the_narrowest_scope_wins(bot: Bot, li: User, wang: User, people: ControlClient) -> None:
    group = (await people.create_group("督查群", [wang.id, li.id, bot.id])).id
    await people.start(wang.id)
    scopes = [
        None,
        BotCommandScopeAllPrivateChats(),
        BotCommandScopeChat(li.id),
        BotCommandScopeAllGroupChats(),
        BotCommandScopeAllChatAdministrators(),
        BotCommandScopeChat(group),
        BotCommandScopeChatAdministrators(group),
        BotCommandScopeChatMember(group, li.id),
    ]
    seen = []
    for number, scope in enumerate(scopes):
        await bot.set_my_commands([(f"c{number}", "说明")], scope=scope)
        menus = [
            await people.commands(user, chat)
            for user, chat in ((li.id, li.id), (wang.id, wang.id), (li.id, group), (wang.id, group))
        ]
        seen.append("".join(name[1] for menu in menus for name in menu))
    assert seen == ["0000", "1100", "2100", "2133", "2134", "2155", "2156", "2176"]
    assert [one.command for one in await bot.get_my_commands(BotCommandScopeChat(group))] == ["c5"]
    assert await bot.delete_my_commands(BotCommandScopeChat(li.id))
    assert list(await people.commands(li.id)) == ["c1"]


async def test_a_language_wins_within_its_scope(bot: Bot, people: ControlClient) -> None:
    user = await people.create_user("赵", language_code="zh")
    await people.start(user.id)
    await bot.set_my_commands([("todo", "tasks")])
    await bot.set_my_commands([("todo", "待办")], language_code="zh")
    assert await people.commands(user.id) == {"todo": "待办"}
    assert (await bot.get_my_commands())[0].description == "tasks"


@pytest.mark.parametrize(
    ("commands", "error"),
    [
        ([("Todo", "x")], "bot_command_invalid"),
        ([("待办", "x")], "bot_command_invalid"),
        ([("todo", "")], "bot_command_description_invalid"),
        ([("todo", "x")] * 101, "bot_commands_too_much"),
    ],
)
async def test_command_limits(bot: Bot, commands: list[tuple[str, str]], error: str) -> None:
    with pytest.raises(BadRequest) as caught:
        await bot.set_my_commands(commands)
    assert caught.value.message.lower() == error


async def test_profile(bot: Bot, li: User) -> None:
    assert await bot.set_my_description("督查系统")
    assert await bot.set_my_description("Supervision", language_code="en")
    assert await bot.set_my_short_description("督查")
    assert (await bot.get_my_description()).description == "督查系统"
    assert (await bot.get_my_description("en")).description == "Supervision"
    assert (await bot.get_my_short_description("en")).short_description == "督查"
    with pytest.raises(BadRequest):
        await bot.set_my_short_description("字" * 121)
    assert await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert await bot.set_chat_menu_button(li.id, MenuButtonDefault())
    assert (await bot.get_chat_menu_button(li.id)).type == "default"
    assert (await bot.get_chat_menu_button()).type == "commands"
