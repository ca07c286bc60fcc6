"""`python -m sandbox.demo.day` (`make day`): Friday 8 May 2026, from 08:30 to midnight, and the next morning."""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from sandbox.demo.day.cast import DAY_CAST, write_roster
from sandbox.demo.day.script import script
from sandbox.demo.day.steps import Command
from sandbox.demo.enrolling import enrol_everybody, import_roster, set_the_stage
from sandbox.demo.stage import NotDoneError, Stage
from sandbox.demo.steps import Chapter, Step
from sandbox.launching import SHANGHAI, BotDiedError, BotProcess, Folder, Launched, launched

BEGIN = datetime(2026, 5, 6, 8, 30, tzinfo=SHANGHAI)
"""Wednesday 6 May 2026, the first workday after the holidays."""

SETTINGS = """
[leaders]
# 副县长的平件只列入每日清单。 Vice mayors have routine papers by the daily list alone.
list_only_roles = ["vice_mayor"]
"""

CHATS = ("县政府办公室工作群",)
"""Groups of the office's own, where the bot is not."""

RECORD, ARCHIVE = "一天.txt", "一天.tar.gz"
FAILED, INTERRUPTED = 1, 130


def main() -> int:
    """Play it. Returns the exit code: 0 when every step happened, 1 when one did not."""
    parser = argparse.ArgumentParser(
        prog="python -m sandbox.demo.day", description="把督查室的一天演一遍，过程写入 out/一天.txt。"
    )
    parser.add_argument("--out", type=Path, default=Path("out"), help="过程记录写到哪个目录（默认 out）")
    parser.add_argument("--folder", type=Path, help="数据留在哪个目录（默认用完删除）")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    archive = (chosen.out / ARCHIVE).absolute()
    archive.unlink(missing_ok=True)
    with ExitStack() as stack:
        folder = chosen.folder or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ducha-day-")))
        record = stack.enter_context((chosen.out / RECORD).open("w", encoding="utf-8"))

        def say(words: str) -> None:
            print(words, flush=True)
            print(words, file=record, flush=True)

        try:
            asyncio.run(_run(Folder(folder.absolute()), archive, say))
        except (NotDoneError, BotDiedError) as error:
            print(f"\n演示中断：{error}", file=sys.stderr)
            return FAILED
        except KeyboardInterrupt:
            return INTERRUPTED
        print(f"\n过程记录：{chosen.out / RECORD}")
    return 0


async def _run(folder: Folder, archive: Path, say: Callable[[str], None]) -> None:
    async with launched(folder, begin=BEGIN, settings=SETTINGS) as office:
        roster = folder.root / "名册.csv"
        write_roster(roster)
        await import_roster(office, roster)
        await office.bot.start()
        steps = script(office.bot.command, await _elsewhere(office), str(archive))
        await office.bot.unless_it_dies(_play(office, steps, say))


async def _elsewhere(office: Launched) -> Command:
    """The bot's commands for another, empty folder, as on another computer."""
    empty = Folder(office.folder.root / "restored")
    empty.root.mkdir()
    empty.configure((await office.control.state())["bots"][0]["token"], office.url)
    return BotProcess(empty).command


async def _play(office: Launched, steps: Sequence[Step], say: Callable[[str], None]) -> None:
    stage = await set_the_stage(office.control, lambda _words: None, DAY_CAST)
    await enrol_everybody(stage, DAY_CAST)
    await _open_chats(stage)
    stage.say = say
    await Chapter(f"夏邑县政府督查室的一天　2026年5月8日（周五）　已开通账号{len(DAY_CAST)}个").play(stage)
    for number, step in enumerate(steps, 1):
        try:
            await step.play(stage)
        except NotDoneError as error:
            raise NotDoneError(f"第{number}步没有完成：{step}\n{error}") from error
    say("\n一天结束，各步均已实现。")


async def _open_chats(stage: Stage) -> None:
    accounts = [stage.player(seat.name).account for seat in DAY_CAST]
    for title in CHATS:
        stage.groups[title] = (await stage.control.create_group(title, accounts)).id


if __name__ == "__main__":
    sys.exit(main())
