"""Where a rehearsal is written as it comes, line by line: to the terminal, and into the files of a folder."""

from __future__ import annotations

import json
from contextlib import ExitStack
from pathlib import Path
from typing import TextIO

from bot.console import Say

TEXT, LINES = "预演.txt", "预演.jsonl"
"""The files: as on the terminal, and one JSON object a line."""


class Report:
    """Where a rehearsal is written: the terminal, and with a folder the files in it. Every line once, as it comes."""

    def __init__(self, say: Say, files: tuple[TextIO, TextIO] | None, *, as_json: bool) -> None:
        self._say = say
        self._files = files
        self._as_json = as_json

    def message(self, line: str, about: dict[str, object]) -> None:
        """A message; with a folder it is not shown, as there are thousands."""
        self._write(line, about, shown=self._files is None)

    def line(self, line: str) -> None:
        """A line for the reader."""
        if self._files:
            self._files[0].write(line + "\n")
        if not self._as_json:
            self._say(line)

    def about(self, about: dict[str, object]) -> None:
        """A line for programs."""
        if self._files:
            self._files[1].write(_json(about) + "\n")
        if self._as_json:
            self._say(_json(about))

    def _write(self, line: str, about: dict[str, object], *, shown: bool) -> None:
        if self._files:
            self._files[0].write(line + "\n")
            self._files[1].write(_json(about) + "\n")
        if shown:
            self._say(_json(about) if self._as_json else line)


def _json(about: dict[str, object]) -> str:
    return json.dumps(about, ensure_ascii=False)


def open_files(folder: Path | None, stack: ExitStack) -> tuple[TextIO, TextIO] | None:
    """The files of a folder, which are closed with the stack; OSError where one is there already."""
    if folder is None:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    text, lines = (stack.enter_context((folder / name).open("x", encoding="utf-8")) for name in (TEXT, LINES))
    return text, lines
