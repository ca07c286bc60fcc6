"""What `ducha doctor` finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad a finding is; only `WRONG` makes the exit code non-zero."""

    FINE = "正常"
    NOTE = "提示"
    WRONG = "有误"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    level: Level
    words: str
