"""Filling a new office: the roster by the product's own command, the accounts by invitations, as people do it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sandbox.client import ControlClient
from sandbox.demo.courses import HEAD
from sandbox.demo.stage import NotDoneError, Player, Printer, Stage
from sandbox.launching import FIRST_ADMINISTRATOR, Launched

ROSTER = Path(__file__).parent / "roster.csv"
GROUP = "夏邑县政务督查工作群"
LINK = re.compile(r"[?&]start=([A-Za-z0-9_-]+)")


@dataclass(frozen=True, slots=True)
class Seat:
    """A person with an account: his name in the roster, his unit, and his post there."""

    name: str
    unit: str
    post: str


ADMINISTRATOR = "系统管理员"
FIRST_ACCOUNT = 500_001


async def import_roster(office: Launched, roster: Path = ROSTER) -> None:
    """Bring the roster in by the command line, while the bot is not running; doing it again changes nothing."""
    await office.bot.command("roster", "import", "--yes", str(roster))


async def set_the_stage(control: ControlClient, say: Printer, cast: Sequence[Seat] | None = None) -> Stage:
    """Everybody's account and the group; those that exist already stay as they are. `cast`: others than `CAST`."""
    stage = Stage(control, say)
    known = {user["id"] for user in (await control.state())["users"]}
    accounts = {seat.name: FIRST_ACCOUNT + number for number, seat in enumerate(cast or CAST)}
    for name, account in {**accounts, ADMINISTRATOR: FIRST_ADMINISTRATOR}.items():
        if account not in known:
            await control.create_user(name, account)
        stage.players[name] = Player(name, account)
    return stage


async def enrol_everybody(stage: Stage, cast: Sequence[Seat] | None = None) -> None:
    """The first administrator presses Start and invites the others one by one; each opens his link."""
    if not await is_enrolled(stage, ADMINISTRATOR):
        await stage.starts(ADMINISTRATOR)
    for seat in cast or CAST:
        if not await is_enrolled(stage, seat.name):
            await stage.starts(seat.name, await invitation(stage, seat))
            await stage.found(seat.name, ("您的账号已开通",))
    await open_group(stage, cast or CAST)


async def is_enrolled(stage: Stage, name: str) -> bool:
    """Whether the bot knows the account: it has given it a command menu of its own."""
    player = stage.player(name)
    chats = {chat["id"] for chat in (await stage.control.state())["chats"]}
    return player.account in chats and bool(await stage.control.commands(player.account))


async def invitation(stage: Stage, seat: Seat) -> str:
    """The administrator makes a link for the holder of a post; gives its code."""
    await stage.says(ADMINISTRATOR, "/invite")
    await stage.says(ADMINISTRATOR, seat.unit)
    await stage.taps(ADMINISTRATOR, f"{seat.post}　{seat.name}")
    message = await stage.found(ADMINISTRATOR, ("start=",))
    code = LINK.search(message.text)
    if code is None:
        raise NotDoneError(f"邀请{seat.name}的消息中没有链接")
    return code[1]


async def find_groups(stage: Stage) -> bool:
    """Look which groups there are; the last thing that filling does is open one, so there is one if it was finished."""
    for chat in (await stage.control.state())["chats"]:
        if chat["kind"] != "private" and not chat["deleted"] and chat["migrated_to"] is None:
            stage.groups[chat["title"]] = chat["id"]
    return GROUP in stage.groups


async def open_group(stage: Stage, cast: Sequence[Seat]) -> None:
    """A group of everybody, bound for bulletins by the head of the Office."""
    bot = (await stage.control.state())["bots"][0]
    accounts = [stage.players[seat.name].account for seat in cast]
    group = await stage.control.create_group(GROUP, [*accounts, bot["id"]], creator=stage.player(HEAD).account)
    stage.groups[GROUP] = group.id
    await stage.control.settle(need_bot=True)
    await stage.found(HEAD, ("已入群",), group=GROUP)
    await stage.says(HEAD, f"/bind@{bot['username']}", group=GROUP)
    await stage.found(HEAD, ("已绑定",), group=GROUP)


CAST = (
    Seat("督查室工作人员甲", "县政府督查室", "督查室工作人员甲"),
    Seat("分管副主任", "县政府", "政府办公室分管督查工作的副主任"),
    Seat("政府办公室主任", "县政府", "政府办公室主任"),
    Seat("县长", "县政府", "县长"),
    Seat("住建局联络员", "县住房和城乡建设局", "县住建局联络员A"),
    Seat("水利局联络员", "县水利局", "县水利局联络员A"),
    Seat("水利局分管负责同志", "县水利局", "县水利局分管督查工作的负责同志"),
    Seat("水利局主要负责同志", "县水利局", "县水利局主要负责同志"),
    Seat("督查室主任", "县政府督查室", "督查室主任"),
    Seat("常务副县长", "县政府", "常务副县长"),
)
"""Who has an account, in the order in which the page shows them."""
