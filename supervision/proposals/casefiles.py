"""立卷归档: the year's proposals with their papers and replies, bound with a catalogue (P6.3)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo

from supervision.actors import Actor
from supervision.calendars.deadlines import local_date
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import (
    CaseEntry,
    CaseFile,
    DeskItem,
    DeskKind,
    Matter,
    MatterStatus,
    Paper,
    Proposal,
    ProposalReply,
    Submission,
    Unit,
)
from supervision.outcome import Fact, Outcome
from supervision.proposals.handling import WHO, named
from supervision.refusals import InvalidInput, StaleButton
from supervision.roles import Permission
from supervision.subjects import Subject

MOST_PAGES = 999


@dataclass(frozen=True, slots=True)
class Filed:
    """What is bound of one proposal."""

    matter: Matter
    proposal: Proposal | None
    papers: Sequence[Paper]
    replies: Sequence[ProposalReply]
    letters: Sequence[Submission] = ()


def ready(matters: Sequence[Matter], files: Sequence[CaseFile], later: Collection[int] = ()) -> tuple[Matter, ...]:
    """The proposals that are done and lie in no volume yet, in the order of their registration.

    Args:
        later: those that lie in one and have got papers or replies since, which go into a second one.
    """
    filed = {number for file in files for number in file.matter_ids} - set(later)
    done = [item for item in matters if item.status is MatterStatus.CLOSED and item.id not in filed]
    return tuple(sorted(done, key=lambda item: item.id))


def catalogue(
    items: Sequence[Filed], units: dict[int, Unit], zone: tzinfo, files: Sequence[CaseFile] = ()
) -> tuple[CaseEntry, ...]:
    """卷内目录: of each proposal itself, its papers, and its replies, by their dates; nothing that an earlier volume of
    `files` has already."""
    bound = {_named(entry) for file in files for entry in file.entries}
    filed = {number for file in files for number in file.matter_ids}
    entries: list[CaseEntry] = []
    for item in items:
        own = [*_papers(item, zone), *_letters(item), *_replies(item, units)]
        own = [entry for entry in own if _named(entry) not in bound]
        if item.matter.id not in filed:
            own.insert(0, _first(item, zone))
        entries += [replace(entry, seq=len(entries) + n) for n, entry in enumerate(own, 1)]
    return tuple(entries)


def has_more(item: Filed, files: Sequence[CaseFile], units: dict[int, Unit], zone: tzinfo) -> bool:
    """Whether a proposal has got papers or replies that lie in none of the volumes."""
    return bool(catalogue([item], units, zone, files))


def _named(entry: CaseEntry) -> tuple[str, str, date | None]:
    return entry.title, entry.number, entry.dated


def _name(item: Filed) -> str:
    if item.proposal is None:
        return f"登记号{item.matter.registration_number}"
    return named(item.proposal.number, item.proposal.kind)


def _first(item: Filed, zone: tzinfo) -> CaseEntry:
    by = f"（{'、'.join(item.proposal.proposers)}）" if item.proposal else ""
    source = item.matter.sources[0] if item.matter.sources else None
    dated = source.dated if source and source.dated else local_date(item.matter.registered_at, zone)
    return CaseEntry(0, f"{_name(item)}“{item.matter.title}”{by}", dated=dated, number=source.number if source else "")


def _papers(item: Filed, zone: tzinfo) -> list[CaseEntry]:
    return [
        CaseEntry(0, f"{_name(item)}交办通知", dated=local_date(paper.issued_at, zone), number=paper.document_number)
        for paper in sorted(item.papers, key=lambda paper: paper.id)
        if paper.withdrawn_at is None
    ]


def _letters(item: Filed) -> list[CaseEntry]:
    """The 函 to the city's organs (P6.1)."""
    return [
        CaseEntry(0, f"{_name(item)}办理情况的函", dated=row.submitted_on, number=row.number)
        for row in sorted(item.letters, key=lambda row: row.id)
        if row.submitted_on is not None
    ]


def _replies(item: Filed, units: dict[int, Unit]) -> list[CaseEntry]:
    letters: dict[tuple[int, str, date | None, int], list[str]] = {}
    for row in sorted(item.replies, key=lambda row: (row.sent_on or date.max, row.id)):
        if row.sent_on is not None:
            letters.setdefault((row.unit_id, row.number, row.sent_on, row.round), []).append(row.proposer)
    who = WHO[item.proposal.kind][1] if item.proposal else ""
    return [
        CaseEntry(
            0,
            f"{units[unit_id].name}对{_name(item)}的{'再次' if times > 1 else ''}答复（{'、'.join(names)}{who}）",
            dated=on,
            number=number,
        )
        for (unit_id, number, on, times), names in letters.items()
    ]


def with_pages(entries: Sequence[CaseEntry], pages: Sequence[int]) -> tuple[CaseEntry, ...]:
    """Enter the pages of each, in the catalogue's order. Raises InvalidInput unless there is a number for each."""
    if len(pages) != len(entries) or not all(0 < n <= MOST_PAGES for n in pages):
        raise InvalidInput("pages", "pages", limit=len(entries))
    return tuple(replace(entry, pages=n) for entry, n in zip(entries, pages, strict=True))


def volume_number(files: Sequence[CaseFile], drawn: str) -> str:
    """The number of a volume: the year's own, and for what is added later that of the first with -2, -3 …"""
    first = min(files, key=lambda file: file.id, default=None)
    return drawn if first is None else f"{first.number}-{len(files) + 1}"


def close(
    file: CaseFile,
    matters: Sequence[Matter],
    others: Sequence[CaseFile],
    actor: Actor,
    now: datetime,
    *,
    left: int,
    desk: DeskItem | None,
    later: Collection[int] = (),
) -> Outcome:
    """归档: the volume is closed with its catalogue; nothing is changed in it after that.

    Args:
        matters: those that are bound in it.
        others: the volumes that there are.
        left: how many of the year's proposals stay out of it, done or not.
        desk: the year's reminder, if there is one.
        later: those of the matters that lie in another volume and have got more since.

    Raises:
        NotAllowed: only the Office files.
        StaleButton: something in it was filed meanwhile, or is not done any more.
    """
    actor.require(Permission.ARCHIVE_FILE)
    if not matters or len(ready(matters, others, later)) != len(matters):
        raise StaleButton
    closed = replace(file, closed_by=actor.person_id, closed_at=now)
    details = {"number": file.number, "year": file.year, "track": file.track, "matters": list(file.matter_ids)}
    done = (replace(desk, done_at=now),) if desk and not left else ()
    return Outcome(
        saves=(closed, *done),
        facts=(Fact("casefile.closed", Subject("casefile", str(file.id)), details),),
    )


def reminder(year: int, post_id: int, county: County, workdays: Workdays) -> DeskItem:
    """The year's proposals are filed in the next year's month for it; said again every five workdays till then."""
    day = workdays.on_or_after(date(year + 1, county.archive_month, 1))
    title = f"{year}年度建议提案立卷归档"
    return DeskItem(DeskKind.ARCHIVE, str(year), post_id, day, title, every=5)
