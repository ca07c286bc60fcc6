"""全年案卷: which matters are bound for a year, in which order, and what goes on into the next.

档案法 and 机关文件材料归档范围 want a year's files bound by the year in which they were closed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from supervision.actors import Actor
from supervision.calendars.deadlines import local_date
from supervision.model import ArchivePart, ArchiveStatus, Matter, MatterStatus, YearArchive
from supervision.notices.archiving import ArchiveCard, archive_subject
from supervision.outcome import Fact, Outcome
from supervision.procedures.tracks import TRACKS
from supervision.proposals.handling import PROPOSAL_TRACKS
from supervision.refusals import WrongState
from supervision.roles import Permission

LARGEST_PART = 45_000_000
"""Bytes of a file that goes out by chat: Telegram takes 50 MB, the message's own form included."""

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Year:
    """The matters of a year: those that ended in it, in that order; those that go on, and those that were withdrawn."""

    year: int
    closed: tuple[Matter, ...]
    carried_over: tuple[Matter, ...]
    withdrawn: tuple[Matter, ...]


def of_year(matters: Sequence[Matter], year: int, zone: tzinfo) -> Year:
    """Sort matters by where they stood at the end of a year."""

    def in_year(moment: datetime | None) -> bool:
        return moment is not None and local_date(moment, zone).year == year

    closed = [item for item in matters if item.status is MatterStatus.CLOSED and in_year(item.closed_at)]
    withdrawn = [item for item in matters if item.status is MatterStatus.WITHDRAWN and in_year(item.withdrawn_at)]
    going_on = [item for item in matters if _goes_on(item, year, zone)]
    return Year(
        year,
        tuple(sorted(closed, key=lambda item: (item.closed_at, item.id))),
        tuple(sorted(going_on, key=lambda item: item.id)),
        tuple(sorted(withdrawn, key=lambda item: item.id)),
    )


def _goes_on(item: Matter, year: int, zone: tzinfo) -> bool:
    """It was begun by the end of the year, and had neither ended nor been withdrawn by then."""
    if item.status is MatterStatus.FOLLOWED or local_date(item.registered_at, zone).year > year:
        return False
    ended = item.closed_at if item.status is MatterStatus.CLOSED else item.withdrawn_at
    return ended is None or local_date(ended, zone).year > year


def is_numbered_apart(matter: Matter) -> bool:
    """Whether it lies in a volume of proposals, and is numbered with that when the Office binds it (P6.3)."""
    return matter.track in PROPOSAL_TRACKS


def ask(archive: YearArchive, actor: Actor, others: Sequence[YearArchive]) -> Outcome:
    """Have a year packed: once at a time.

    Raises:
        NotAllowed: only the Office files.
        WrongState: it is being packed already.
    """
    actor.require(Permission.ARCHIVE_FILE)
    if any(item.year == archive.year and item.status is ArchiveStatus.WANTED for item in others):
        raise WrongState("archive", "wanted")
    return Outcome(
        saves=(archive,),
        facts=(Fact("archive.wanted", archive_subject(archive.id), {"year": archive.year}),),
        notices=(ArchiveCard(archive_id=archive.id),),
    )


def made(
    archive: YearArchive, parts: Sequence[ArchivePart], now: datetime, *, document_id: int, missing: int, year: Year
) -> Outcome:
    """What was packed: its card says so."""
    done = replace(
        archive,
        status=ArchiveStatus.MADE,
        made_at=now,
        document_id=document_id,
        matters=len(year.closed),
        carried_over=len(year.carried_over),
        missing=missing,
        parts=tuple(parts),
    )
    details = {"year": archive.year, "matters": done.matters, "files": [part.sha256 for part in parts]}
    subject = archive_subject(archive.id)
    return Outcome(saves=(done,), facts=(Fact("archive.made", subject, details),), redraw=(subject,))


def failed(archive: YearArchive) -> Outcome:
    """It could not be packed: its card says so, and it can be asked for again."""
    subject = archive_subject(archive.id)
    done = replace(archive, status=ArchiveStatus.FAILED)
    return Outcome(saves=(done,), facts=(Fact("archive.failed", subject, {"year": archive.year}),), redraw=(subject,))


def split(sizes: Sequence[tuple[str, int]], largest: int = LARGEST_PART) -> list[tuple[str, tuple[str, ...], int]]:
    """Divide the cases of a year into files that can be sent: all in one, else one a track.

    Args:
        sizes: track and bytes of each case.

    Returns:
        Title, tracks and bytes of each file; a title is empty where there is one file only.
    """
    total = sum(size for _, size in sizes)
    tracks = tuple(track for track in TRACKS if any(track == of for of, _ in sizes))
    if total <= largest or len(tracks) <= 1:
        return [("", tracks, total)]
    return [(TRACKS[key].title, (key,), sum(size for of, size in sizes if of == key)) for key in tracks]


def root_name(year: int, title: str = "") -> str:
    """What an archive is called, and the folder in it that everything lies in."""
    return f"{year}年督查案卷{f'（{title}）' if title else ''}"


def safe_name(text: str, longest: int = LONGEST_NAME) -> str:
    """A name that every disk takes: no parts of a path, no characters that some system forbids; its ending stays."""
    kept = "".join(char for char in text.replace("\n", "") if char.isprintable())
    kept = re.sub(r"\s+", " ", re.sub(r'[\\/:*?"<>|]', "", kept)).strip(" .")
    if len(kept) <= longest:
        return kept or "未命名"
    stem, dot, ending = kept.rpartition(".")
    if dot and len(ending) <= 5:
        return f"{stem[: longest - len(ending) - 1].strip(' .')}.{ending}"
    return kept[:longest].strip(" .")
