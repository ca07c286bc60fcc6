"""The source of the project, as the house tests read it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]

BOT_PACKAGES = ("bot", "handlers", "messages", "storage", "supervision")
"""The bot's own packages; the sandbox is another program."""

PACKAGES = (*BOT_PACKAGES, "sandbox")


@cache
def text_of(path: Path) -> str:
    """The text of a file, read once."""
    return path.read_text(encoding="utf-8")


def python_files(*packages: str) -> Iterator[Path]:
    """All modules of the packages, sorted, relative to the root."""
    for package in packages:
        yield from (path.relative_to(ROOT) for path in sorted((ROOT / package).rglob("*.py")))


def module_name(path: Path) -> str:
    """The dotted name of a module by its path relative to the root."""
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
