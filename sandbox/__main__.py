"""`python -m sandbox` (`make try`): a Telegram on this machine, the bot in it, and one address to open."""

import argparse
import asyncio
import logging
import signal
import sys
from pathlib import Path

from sandbox.demo.enrolling import enrol_everybody, find_groups, import_roster, set_the_stage
from sandbox.demo.stage import NotDoneError
from sandbox.launching import AlreadyRunningError, BotDiedError, Folder, Launched, launched

DEFAULT_PORT = 8765
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
FAILED = 1


def say(words: str = "") -> None:
    """Print at once, also into a pipe."""
    print(words, flush=True)


def main() -> int:
    """Run until Ctrl-C. Returns the exit code: 0 when it was stopped, 1 when it failed."""
    parser = argparse.ArgumentParser(
        prog="python -m sandbox", description="在本机试用督查机器人，不需要 Telegram 账号和网络。"
    )
    parser.add_argument("--folder", type=Path, default=Path(".try"), help="数据放在哪个目录（默认 .try）")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help=f"端口（默认 {DEFAULT_PORT}，被占用时另选一个）")
    chosen = parser.parse_args()
    folder = Folder(chosen.folder.absolute())
    logging.basicConfig(level=logging.WARNING, format="沙盒：%(message)s")
    try:
        asyncio.run(_run(folder, chosen.port))
    except AlreadyRunningError:
        return _failed(f"目录 {folder.root} 中的沙盒正在运行，请先停止，或用 --folder 另选目录。")
    except BotDiedError as error:
        return _failed(f"{error}\n完整记录见 {folder.log}")
    except NotDoneError as error:
        return _failed(f"演示数据没有装好：{error}\n可删除 {folder.root} 后重试。")
    return 0


def _failed(words: str) -> int:
    print(words, file=sys.stderr)
    return FAILED


async def _run(folder: Folder, port: int) -> None:
    stopped = asyncio.Event()
    for number in STOPPING:
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with launched(folder, port) as office:
        waiting = asyncio.create_task(stopped.wait())
        working = asyncio.create_task(_work(office))
        await asyncio.wait({waiting, working}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if not working.done():
            say("\n正在停止……")
            working.cancel()
        results = await asyncio.gather(working, return_exceptions=True)
        if isinstance(results[0], Exception):
            raise results[0]
    say("已停止。数据留在 " + str(folder.root))


async def _work(office: Launched) -> None:
    """Fill a new sandbox with demonstration data, then keep the bot running."""
    stage = await set_the_stage(office.control, lambda _words: None)
    is_ready = await find_groups(stage)
    if not is_ready:
        say("首次启动，正在准备演示数据，请稍候……")
        await import_roster(office)
    await office.bot.start()
    if not is_ready:
        await office.bot.unless_it_dies(enrol_everybody(stage))
    say(f"督查机器人沙盒已启动，请用浏览器打开：\n\n    {office.url}/\n")
    say("按 Ctrl-C 停止；再次运行 make try，数据保留。要从头开始，删除目录 " + str(office.folder.root))
    await office.bot.unless_it_dies(asyncio.Event().wait())


if __name__ == "__main__":
    sys.exit(main())
