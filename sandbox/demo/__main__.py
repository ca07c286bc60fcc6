"""`python -m sandbox.demo` (`make demo`): the whole loop, from registration to the bulletin, on a clock that jumps."""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from sandbox.client import ControlClient
from sandbox.demo.documents import Document, UnreadableDocumentError, read_document
from sandbox.demo.enrolling import enrol_everybody, import_roster, set_the_stage
from sandbox.demo.results import write_results
from sandbox.demo.script import script
from sandbox.demo.stage import NotDoneError
from sandbox.demo.steps import Chapter
from sandbox.launching import BotDiedError, Folder, launched

PAPER = Path(__file__).parent / "paper.txt"
FAILED, UNREADABLE, INTERRUPTED = 1, 2, 130


def say(words: str) -> None:
    """Print at once, also into a pipe."""
    print(words, flush=True)


def main() -> int:
    """Play it. Returns the exit code: 0 when every step happened, 1 when one did not, 2 for an unusable document."""
    parser = argparse.ArgumentParser(prog="python -m sandbox.demo", description="把督查的全过程演一遍，结果写入 out/。")
    parser.add_argument("--document", type=Path, default=PAPER, help="登记哪份公文（UTF-8 文本，至少有三个编号段落）")
    parser.add_argument("--out", type=Path, default=Path("out"), help="台账和通报写到哪个目录（默认 out）")
    chosen = parser.parse_args()
    try:
        document = read_document(chosen.document)
    except UnreadableDocumentError as error:
        print(error, file=sys.stderr)
        return UNREADABLE
    with tempfile.TemporaryDirectory(prefix="ducha-demo-") as folder:
        try:
            asyncio.run(_run(Folder(Path(folder)), document, chosen.out))
        except (NotDoneError, BotDiedError) as error:
            print(f"\n演示中断：{error}", file=sys.stderr)
            return FAILED
        except KeyboardInterrupt:
            return INTERRUPTED
    return 0


async def _run(folder: Folder, document: Document, out: Path) -> None:
    async with launched(folder) as office:
        await import_roster(office)
        await office.bot.start()
        await office.bot.unless_it_dies(_play(office.control, document, out))


async def _play(control: ControlClient, document: Document, out: Path) -> None:
    stage = await set_the_stage(control, say)
    await Chapter("开通账号").play(stage)
    await enrol_everybody(stage)
    for number, step in enumerate(script(document), 1):
        try:
            await step.play(stage)
        except NotDoneError as error:
            raise NotDoneError(f"第{number}步没有完成：{step}\n{error}") from error
    await write_results(stage, out)
    say("\n演示完成，各步均已实现。")


if __name__ == "__main__":
    sys.exit(main())
