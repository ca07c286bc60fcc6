"""Where the letterheads lie: those shipped with the bot, and before them those of the office, file by file."""

from __future__ import annotations

from pathlib import Path

SHIPPED = Path(__file__).parent.parent / "letterheads"

FONTS = Path(__file__).parent / "fonts.conf"
"""What stands in for the standard's fonts where they are not installed, as fontconfig reads it (`FONTCONFIG_FILE`)."""

NAMES = (
    "formal",
    "upward",
    "letter",
    "notice_form",
    "briefing",
    "internal",
    "approval_sheet",
    "catalogue",
    "case_file",
)


def file_of(name: str) -> str:
    """The name of a letterhead's file."""
    return f"{name}.docx"


def shipped(name: str) -> bytes:
    """A letterhead as it is shipped."""
    return (SHIPPED / file_of(name)).read_bytes()


def own(name: str, folder: Path) -> bytes | None:
    """The office's own letterhead of this name, if it has one."""
    path = folder / file_of(name)
    return path.read_bytes() if path.is_file() else None
