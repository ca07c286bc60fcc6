"""`ducha letterheads`: copies of the letterheads to be changed in Word, and a trial of those that were."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bot.settings import Config

Say = Callable[[str], None]

DONE, FAULTY = 0, 1
"""Exit codes."""


def export(folder: Path, say: Say) -> int:
    """Copy the letterheads into a folder; what is there already stays as it is.

    Returns:
        The exit code: 0 when all are there now.
    """
    from messages.papers import letterheads  # noqa: PLC0415 - only this command wants it

    folder.mkdir(parents=True, exist_ok=True)
    for name in letterheads.NAMES:
        path = folder / letterheads.file_of(name)
        if path.exists():
            say(f"{path}：已有，未改动")
        else:
            path.write_bytes(letterheads.shipped(name))
            say(f"{path}：已写出")
    say("用 Word 修改后放入 documents.letterheads 所指目录，双花括号和其中的字样不要改动")
    say("改好后运行 ducha letterheads check")
    return DONE


def check(config: Config, say: Say) -> int:
    """Fill each letterhead of the office with a specimen, and say what is wrong with it.

    Returns:
        The exit code: 1 when one of them cannot be used.
    """
    folder = config.documents.letterheads
    files = sorted(folder.glob("*.docx")) if folder.is_dir() else []
    if not files:
        say(f"{folder} 中没有单位自己的模板文件，全部使用自带模板")
    return max([DONE, *(_check(path, say) for path in files if not path.name.startswith("~$"))])


def _check(path: Path, say: Say) -> int:
    from messages.papers.letterheads import NAMES  # noqa: PLC0415
    from messages.papers.trying import tried  # noqa: PLC0415

    if path.stem not in NAMES:
        say(f"{path.name}：文件名不在自带模板之列，不会使用；可用的有{'、'.join(NAMES)}")
        return FAULTY
    trial = tried(path.stem, path.read_bytes())
    if trial.failure:
        say(f"{path.name}：不能使用，行文时将改用自带模板；原因：{trial.failure}")
        return FAULTY
    left_out = f"；与自带模板相比，没有印出：{'、'.join(trial.left_out)}" if trial.left_out else ""
    say(f"{path.name}：可以使用{left_out}")
    return DONE
