"""What the demonstration leaves behind: the bulletin as the group saw it, the ledger, and every paper, as sent."""

from pathlib import Path

from sandbox.client import File, Message
from sandbox.demo.courses import CLERK
from sandbox.demo.enrolling import GROUP
from sandbox.demo.stage import NotDoneError, Stage


async def write_results(stage: Stage, out: Path) -> None:
    """Ask the bot for the ledger, and write `ledger.xlsx`, `bulletin.txt` and, in `papers/`, what else came as a file.

    Raises:
        NotDoneError: the bot sent no ledger, or the bulletin came without its paper.
    """
    await stage.says(CLERK, "/export")
    posted = await stage.found(CLERK, ("夏邑政务督查", "第1期"), group=GROUP, ever=True)
    clerk = stage.player(CLERK)
    mine = await _files(stage, clerk.account)
    ledger = next((file for file in mine if _name(file).endswith(".xlsx")), None)
    if ledger is None:
        raise NotDoneError("机器人没有发来台账")
    public = [file for file in await _files(stage, stage.groups[GROUP]) if file.kind == "photo" or _is_paper(file)]
    if not any(_is_paper(file) for file in public):
        raise NotDoneError("工作群没有收到通报文件")
    papers = out / "papers"
    papers.mkdir(parents=True, exist_ok=True)
    (out / "bulletin.txt").write_text(posted.text + "\n", encoding="utf-8")
    (out / "ledger.xlsx").write_bytes(await stage.control.file(ledger.file_id))
    for file in public + [file for file in mine if _is_paper(file)]:
        (papers / _name(file)).write_bytes(await stage.control.file(file.file_id))
    stage.say(f"\n台账：{out / 'ledger.xlsx'}\n通报：{out / 'bulletin.txt'}\n公文和图表：{papers}")


async def _files(stage: Stage, chat: int) -> list[File]:
    """What lies in a chat as a file, newest first."""
    messages: list[Message] = await stage.messages(chat)
    return [message.file for message in reversed(messages) if message.file]


def _name(file: File) -> str:
    return Path(file.name or f"图表.{file.mime.rpartition('/')[2]}").name


def _is_paper(file: File) -> bool:
    return _name(file).endswith((".docx", ".pdf"))
