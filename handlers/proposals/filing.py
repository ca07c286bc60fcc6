"""/archive: the year's proposals that are done, bound with a catalogue (P6.3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import tzinfo

from handlers.archiving.asking import ask_year
from handlers.conversation.answering import picked, tapped, typed
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.dialogue import open_flow
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.listing import page_of
from handlers.conversation.routes import Command, Tap
from handlers.documents.numbers import draw
from handlers.proposals.cards import FIRST_YEAR, LAST_YEAR
from messages.presses.proposals import ShowCasefile
from storage import outbox
from storage.queries import proposals as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.calendars.paper_dates import paper_date
from supervision.model import CaseEntry, CaseFile, DeskItem, DeskKind, Draft, Matter, MatterStatus, Unit
from supervision.notices.dialogue import Choice
from supervision.notices.proposals import CasefilePrompt, CasefileText, NothingToFile
from supervision.papers.numbering import RegisterKey
from supervision.procedures.tracks import TRACKS
from supervision.proposals import casefiles
from supervision.proposals.casefiles import Filed
from supervision.refusals import InvalidInput, NotFound
from supervision.roles import OFFICE, Permission
from supervision.subjects import Subject

FILE = Choice("file", "归档")
PROPOSALS, WHOLE_YEAR = Choice("proposals", "建议提案立卷"), Choice("year", "全年案卷")
PER_PAGE = 8
LONGEST_PAGES = 2000
MOST_DIGITS = 4
_NUMBERS = re.compile(r"[、，,；;\s]+")


async def waiting(unit: UnitOfWork, year: int, track: str = "") -> list[Matter]:
    """The proposals of a year (and track) that are done and not filed, or have got more since they were."""
    matters, volumes = await queries.matters_of_year(unit, year), await queries.volumes(unit, year)
    return [
        item
        for item in casefiles.ready(matters, volumes, await _later(unit, matters, volumes))
        if not track or item.track == track
    ]


async def _later(unit: UnitOfWork, matters: Sequence[Matter], volumes: Sequence[CaseFile]) -> set[int]:
    """Those that lie in a volume and have got papers or replies since."""
    filed = {number for volume in volumes for number in volume.matter_ids}
    done = [item for item in matters if item.id in filed and item.status is MatterStatus.CLOSED]
    units, zone = await _terms(unit)
    return {item.matter.id for item in await _filed(unit, done) if casefiles.has_more(item, volumes, units, zone)}


async def _terms(unit: UnitOfWork) -> tuple[dict[int, Unit], tzinfo]:
    return {item.id: item for item in await unit.find(Unit)}, unit.county.zone


async def _filed(unit: UnitOfWork, matters: Sequence[Matter]) -> list[Filed]:
    ids = [item.id for item in matters]
    cases, papers = await queries.cases_of(unit, matters), await queries.papers_by_matter(unit, ids)
    sent, letters = await queries.replies_of(unit, ids), await queries.letters_of(unit, ids)
    return [
        Filed(
            item,
            cases[item.id].proposal if item.id in cases else None,
            papers.get(item.id, []),
            [row for row in sent if row.matter_id == item.id],
            [row for row in letters if row.matter_id == item.id],
        )
        for item in matters
    ]


async def catalogue_of(unit: UnitOfWork, matters: Sequence[Matter], year: int) -> tuple[CaseEntry, ...]:
    """The catalogue of a volume with these proposals."""
    units, zone = await _terms(unit)
    return casefiles.catalogue(await _filed(unit, matters), units, zone, await queries.volumes(unit, year))


async def file(
    unit: UnitOfWork, actor: Actor, year: int, track: str, *, matter_ids: list[int], pages: list[int]
) -> CasefileText:
    """归档 of what was shown. Raises as `casefiles.close` and `casefiles.with_pages`."""
    all_waiting = await waiting(unit, year)
    matters = [item for item in all_waiting if item.id in matter_ids and item.track == track]
    entries = await catalogue_of(unit, matters, year)
    volumes = await queries.volumes(unit, year)
    of_track = [item for item in volumes if item.track == track]
    volume_id = await unit.new_id("case_file")
    drawn = "" if of_track else await _draw(unit, actor, volume_id, year, track)
    volume = CaseFile(
        id=volume_id,
        year=year,
        track=track,
        number=casefiles.volume_number(of_track, drawn),
        matter_ids=tuple(matter_ids),
        entries=casefiles.with_pages(entries, pages) if pages else entries,
    )
    desk = await unit.get(DeskItem, DeskKind.ARCHIVE, str(year))
    left = len(all_waiting) - len(matters) + await _open(unit, year)
    later = await _later(unit, matters, volumes)
    outcome = casefiles.close(volume, matters, volumes, actor, unit.now, left=left, desk=desk, later=later)
    post = actor.post_in(*OFFICE)
    await carry_out(unit, actor, outcome, post_id=post.id if post else None)
    return _text(volume, fresh=True)


async def _draw(unit: UnitOfWork, actor: Actor, volume_id: int, year: int, track: str) -> str:
    return await draw(
        unit,
        RegisterKey.CASE_FILE,
        subject=Subject("case_file", str(volume_id)),
        title=f"{year}年{TRACKS[track].title}",
        actor_id=actor.person_id,
        year=year,
    )


def _text(volume: CaseFile, *, fresh: bool = False) -> CasefileText:
    return CasefileText(
        number=volume.number,
        year=volume.year,
        track=volume.track,
        matters=len(volume.matter_ids),
        entries=volume.entries,
        fresh=fresh,
    )


async def on_archive(turn: Turn) -> None:
    """/archive 2026; without a year, the last one in the month for it, else this one."""
    unit = turn.unit
    words = turn.heard.args.strip().removesuffix("年")
    today = unit.today
    year = today.year - (today.month == unit.county.archive_month)
    if words:
        if not words.isdecimal() or not FIRST_YEAR <= int(words) <= LAST_YEAR:
            raise NotFound("casefile", turn.heard.args)
        year = int(words)
    await open_flow(turn, FLOW, "casefile.what", {"year": year}, wanted="archive")


async def _show_what(unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(choices=(PROPOSALS, WHOLE_YEAR), per_row=1)


async def _take_what(turn: Turn, draft: Draft, said: Said) -> Next:
    unit, year = turn.unit, int(str(draft.answers["year"]))
    if picked(said, (PROPOSALS, WHOLE_YEAR), "casefile") == WHOLE_YEAR.value:
        await ask_year(unit, turn.actor, year)
        return END
    tracks = list(dict.fromkeys(item.track for item in await waiting(unit, year)))
    if not tracks:
        volumes = [(item.id, item.number, len(item.matter_ids)) for item in await queries.volumes(unit, year)]
        await outbox.tell(unit, [NothingToFile(year=year, volumes=tuple(volumes), open=await _open(unit, year))])
        return END
    if len(tracks) > 1:
        return Next("casefile.track")
    return Next("casefile.entries", {"track": tracks[0], "page": 0})


async def _open(unit: UnitOfWork, year: int, track: str = "") -> int:
    matters = await queries.matters_of_year(unit, year)
    return sum(item.status is not MatterStatus.CLOSED for item in matters if not track or item.track == track)


async def on_show(turn: Turn) -> None:
    """The catalogue of a volume."""
    assert isinstance(turn.press, ShowCasefile)
    volume = await turn.unit.get(CaseFile, turn.press.casefile)
    if volume is None:
        raise NotFound("casefile")
    await outbox.tell(turn.unit, [_text(volume)])


async def _show_track(unit: UnitOfWork, draft: Draft) -> Ask:
    tracks = dict.fromkeys(item.track for item in await waiting(unit, int(str(draft.answers["year"]))))
    return Ask(choices=tuple(Choice(track, TRACKS[track].title) for track in tracks), per_row=1)


async def _take_track(turn: Turn, draft: Draft, said: Said) -> Next:
    track = picked(said, (await _show_track(turn.unit, draft)).choices, "track")
    return Next("casefile.entries", {"track": track, "page": 0})


async def _show_entries(unit: UnitOfWork, draft: Draft) -> Ask:
    year, track = int(str(draft.answers["year"])), str(draft.answers["track"])
    matters = await waiting(unit, year, track)
    entries = await catalogue_of(unit, matters, year)
    pages = _pages(draft)
    if len(pages) == len(entries):
        entries = casefiles.with_pages(entries, pages)
    page = page_of(len(entries), PER_PAGE, int(str(draft.answers.get("page") or 0)))
    shown = [
        {
            "seq": entry.seq,
            "title": entry.title,
            "number": entry.number,
            "dated": paper_date(entry.dated) if entry.dated else "",
            "pages": entry.pages,
        }
        for entry in page.cut(entries)
    ]
    facts = {
        "entries": shown,
        "total": len(entries),
        "matters": len(matters),
        "open": await _open(unit, year, track),
        "page": page.number,
        "pages": page.pages,
    }
    back = (Choice(f"p{page.number - 1}", "上一页"),) if page.number else ()
    forth = (Choice(f"p{page.number + 1}", "下一页"),) if page.number + 1 < page.pages else ()
    stamp = Choice(f"{FILE.value}{len(matters)}.{len(entries)}", FILE.label)
    return Ask(facts, choices=(*back, *forth, stamp))


def _pages(draft: Draft) -> list[int]:
    value = draft.answers.get("counted")
    return [int(str(item)) for item in value] if isinstance(value, list) else []


async def _take_entries(turn: Turn, draft: Draft, said: Said) -> Next:
    value = tapped(said, (await _show_entries(turn.unit, draft)).choices, "casefile")
    year, track = int(str(draft.answers["year"])), str(draft.answers["track"])
    matters = await waiting(turn.unit, year, track)
    if value.startswith("p"):
        return Next("casefile.entries", {"page": int(value[1:])})
    if not value:
        words = [item for item in _NUMBERS.split(typed(said, "pages", LONGEST_PAGES)) if item]
        if not all(item.isdecimal() and len(item) <= MOST_DIGITS for item in words):
            raise InvalidInput("pages", "pages", limit=len(await catalogue_of(turn.unit, matters, year)))
        counted = [int(item) for item in words]
        casefiles.with_pages(await catalogue_of(turn.unit, matters, year), counted)
        return Next("casefile.entries", {"counted": counted})
    ids = [item.id for item in matters]
    await outbox.tell(turn.unit, [await file(turn.unit, turn.actor, year, track, matter_ids=ids, pages=_pages(draft))])
    return END


FLOW = Flow(
    "casefile",
    CasefilePrompt,
    {
        "casefile.what": Question(_show_what, _take_what),
        "casefile.track": Question(_show_track, _take_track),
        "casefile.entries": Question(_show_entries, _take_entries),
    },
)

FLOWS = {FLOW.name: FLOW}

ROUTES = (
    Command(name="archive", callback=on_archive, may=Permission.ARCHIVE_FILE, description="立卷归档", word="立卷归档"),
    Tap(press=ShowCasefile, callback=on_show, may=Permission.ARCHIVE_FILE),
)
