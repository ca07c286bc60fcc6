"""全年案卷: what a year leaves behind, packed for those who come later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ArchiveStatus(StrEnum):
    """Where the packing stands."""

    WANTED = "wanted"
    MADE = "made"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class ArchivePart:
    """A file that was packed. One without a hash is too large to be sent, and comes from the command line alone."""

    title: str
    size: int
    sha256: str = ""
    matters: int = 0


@dataclass(frozen=True, slots=True)
class YearArchive:
    """案卷 of a whole year, as it was asked for once; `document_id` is its 归档目录.

    `matters` are those bound in it, `carried_over` those that go on, `missing` the files that are gone from the disk.
    """

    id: int
    year: int
    asked_by: int
    asked_at: datetime
    status: ArchiveStatus = ArchiveStatus.WANTED
    document_id: int | None = None
    made_at: datetime | None = None
    matters: int = 0
    carried_over: int = 0
    missing: int = 0
    parts: tuple[ArchivePart, ...] = ()
