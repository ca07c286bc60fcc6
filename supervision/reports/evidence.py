"""佐证材料: which files a unit may send with its report."""

from __future__ import annotations

import re
from enum import StrEnum

LARGEST = 20 * 1024 * 1024
"""What Telegram lets a bot download, in bytes."""

DOCUMENTS = frozenset(
    {
        *("doc", "docx", "wps", "wpt", "rtf", "txt", "pdf", "ofd", "xls", "xlsx", "et", "csv", "ppt", "pptx", "dps"),
        *("jpg", "jpeg", "png", "bmp", "gif", "webp", "heic", "tif", "tiff"),
        *("mp3", "m4a", "amr", "wav", "ogg", "mp4", "mov", "avi", "3gp"),
        *("zip", "rar", "7z"),
    }
)
"""Endings of documents that are taken: papers, tables, pictures, recordings and packed ones, but no programs."""

MEDIA = frozenset({"photo", "voice", "video", "audio"})
"""Kinds that Telegram itself has looked into."""

_FILE_ID = re.compile(r"[A-Za-z0-9_-]{8,256}")


class Unfit(StrEnum):
    """Why a file is not taken."""

    TOO_BIG = "too_big"
    WRONG_KIND = "wrong_kind"


def unfit(kind: str, name: str, size: int) -> Unfit | None:
    """Why a file is not taken, or none if it is. `size` is in bytes, 0 when it is not known."""
    if kind not in MEDIA and name.rpartition(".")[2].lower() not in DOCUMENTS:
        return Unfit.WRONG_KIND
    return Unfit.TOO_BIG if size > LARGEST else None


def is_file_id(file_id: str) -> bool:
    """Whether this can be Telegram's name of a file; a path or an address never is (telegram.md pitfall 35)."""
    return _FILE_ID.fullmatch(file_id) is not None
