"""The first questions of /new: may it be here at all, which track, which papers or orders it comes from."""

from __future__ import annotations

from datetime import date
from typing import Any

from handlers.conversation.answering import picked, tapped, typed
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Next, Question, Said
from handlers.registering.course import go
from storage import outbox
from storage.unit_of_work import UnitOfWork
from supervision.dates import read_paper_date
from supervision.model import Draft, Person, Post
from supervision.notices.dialogue import Choice
from supervision.notices.registering import PaperChannelOnly
from supervision.refusals import InvalidInput
from supervision.registration import LONGEST_NAME, LONGEST_TITLE, MOST_SOURCES, default_source, tracks_open_to
from supervision.roles import Role
from supervision.sources import SOURCES
from supervision.tracks import TRACKS, Track

_SECRECY = (Choice("no", "否，可以登记"), Choice("yes", "是"))
_BY_KIND = Choice("kind", "按来源查找类别")
_SPOKEN = Choice("spoken", "口头交办，无文件")
_NO_NUMBER = Choice("none", "无文号")
_TODAY, _UNKNOWN = Choice("today", "今天"), Choice("none", "不详")
_MORE = (Choice("add", "再加一件"), Choice("on", "下一步"))
_SAME = Choice("same", "同来件标题")
_MYSELF = Choice("self", "本人记录")


async def _roles(unit: UnitOfWork, draft: Draft) -> frozenset[Role]:
    return frozenset(post.role for post in await unit.find(Post, holder_id=draft.person_id, active=True))


async def open_tracks(unit: UnitOfWork, draft: Draft) -> tuple[Track, ...]:
    """The tracks that this person may begin."""
    return tracks_open_to(await _roles(unit, draft))


def _plain(*choices: Choice, per_row: int = 3) -> Any:
    async def show(_unit: UnitOfWork, _draft: Draft) -> Ask:
        return Ask(choices=choices, per_row=per_row)

    return show


async def _take_secrecy(turn: Turn, _draft: Draft, said: Said) -> Next:
    if picked(said, _SECRECY, "secrecy") == "no":
        return go("track")
    await outbox.tell(turn.unit, [PaperChannelOnly()])
    return END


async def _show_track(unit: UnitOfWork, draft: Draft) -> Ask:
    tracks = await open_tracks(unit, draft)
    return Ask(
        facts={"tracks": [[track.title, track.clause] for track in tracks]},
        choices=(*(Choice(track.key, track.title) for track in tracks), _BY_KIND),
        per_row=2,
    )


async def _take_track(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await _show_track(turn.unit, draft)
    value = picked(said, ask.choices, "track")
    if value == _BY_KIND.value:
        return go("kind")
    return _chosen(turn, value, default_source(value))


async def _show_kind(unit: UnitOfWork, draft: Draft) -> Ask:
    keys = {track.key for track in await open_tracks(unit, draft)}
    rows = [(kind, row) for kind, row in SOURCES.items() if row.track in keys]
    return Ask(
        facts={"kinds": [[row.title, TRACKS[row.track].title, row.ours] for _, row in rows]},
        choices=tuple(Choice(kind, row.title) for kind, row in rows),
        per_row=2,
    )


async def _take_kind(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await _show_kind(turn.unit, draft)
    kind = picked(said, ask.choices, "kind")
    row = next(row for key, row in SOURCES.items() if key == kind)
    return _chosen(turn, row.track, kind)


def _chosen(turn: Turn, track: str, kind: str) -> Next:
    levels = turn.unit.county.tells_levels_apart(TRACKS[track].schedule)
    return go("source", track=str(track), kind=str(kind), levels=levels)


async def _take_source(turn: Turn, draft: Draft, said: Said) -> Next:
    if tapped(said, [_SPOKEN], "source"):
        return go("spoken")
    lines = [line.strip() for line in said.text.splitlines() if line.strip()]
    source: dict[str, object] = {"title": typed(Said(text=lines[0] if lines else ""), "source", LONGEST_TITLE)}
    if len(lines) < 2:
        return go("number", source=source)
    for line in lines[1:]:
        _place_line(source, line, turn.unit.today)
    return _added(draft, source)


def _place_line(source: dict[str, object], line: str, today: date) -> None:
    """Put a line of a source that was typed in one go where it belongs: 文号, date or author."""
    text = typed(Said(text=line), "source", LONGEST_NAME)
    if "〔" in text or "[" in text or text.endswith("号"):
        source["number"] = text
        return
    try:
        source["dated"] = read_paper_date("dated", text, today).isoformat()
    except InvalidInput as refused:
        if refused.reason != "bad_date":
            raise
        source["author"] = f"{source['author']}、{text}" if "author" in source else text


def _added(draft: Draft, source: dict[str, object]) -> Next:
    sources = _listed(draft)
    if len(sources) >= MOST_SOURCES:
        raise InvalidInput("sources", "too_many", limit=MOST_SOURCES)
    return go("more", sources=[*sources, source], source={})


def _listed(draft: Draft) -> list[dict[str, object]]:
    listed = draft.answers.get("sources", [])
    return list(listed) if isinstance(listed, list) else []


def _source(draft: Draft, **more: object) -> dict[str, object]:
    begun = draft.answers.get("source")
    return {**(begun if isinstance(begun, dict) else {}), **more}


async def _take_number(_turn: Turn, draft: Draft, said: Said) -> Next:
    if tapped(said, [_NO_NUMBER], "number"):
        return go("dated")
    return go("dated", source=_source(draft, number=typed(said, "number", LONGEST_NAME)))


async def _take_dated(turn: Turn, draft: Draft, said: Said) -> Next:
    spoken = bool(_source(draft).get("oral"))
    match tapped(said, [_TODAY, _UNKNOWN], "dated"):
        case "today":
            dated = {"dated": turn.unit.today.isoformat()}
        case "none":
            dated = {}
        case _:
            dated = {"dated": read_paper_date("dated", typed(said, "dated", LONGEST_NAME), turn.unit.today).isoformat()}
    return go("place" if spoken else "author", source=_source(draft, **dated))


async def _take_author(_turn: Turn, draft: Draft, said: Said) -> Next:
    if tapped(said, [_UNKNOWN], "author"):
        return _added(draft, _source(draft))
    return _added(draft, _source(draft, author=typed(said, "author", LONGEST_NAME)))


async def _take_spoken(_turn: Turn, draft: Draft, said: Said) -> Next:
    return go("spoken_by", source={"oral": True, "title": typed(said, "spoken", LONGEST_TITLE)})


async def _take_spoken_by(_turn: Turn, draft: Draft, said: Said) -> Next:
    return go("dated", source=_source(draft, author=typed(said, "spoken_by", LONGEST_NAME)))


async def _take_place(_turn: Turn, draft: Draft, said: Said) -> Next:
    if tapped(said, [_UNKNOWN], "place"):
        return go("recorder")
    return go("recorder", source=_source(draft, place=typed(said, "place", LONGEST_NAME)))


async def _take_recorder(turn: Turn, draft: Draft, said: Said) -> Next:
    if tapped(said, [_MYSELF], "recorder"):
        person = await turn.unit.require(Person, draft.person_id)
        return _added(draft, _source(draft, recorder=person.name))
    return _added(draft, _source(draft, recorder=typed(said, "recorder", LONGEST_NAME)))


async def _take_more(_turn: Turn, _draft: Draft, said: Said) -> Next:
    return go("source") if picked(said, _MORE, "more") == "add" else go("title")


async def _take_title(_turn: Turn, draft: Draft, said: Said) -> Next:
    if tapped(said, [_SAME], "title"):
        return go("instruction", title=_listed(draft)[0]["title"])
    return go("instruction", title=typed(said, "title", LONGEST_TITLE))


QUESTIONS = {
    "secrecy": Question(_plain(*_SECRECY), _take_secrecy),
    "track": Question(_show_track, _take_track),
    "kind": Question(_show_kind, _take_kind),
    "source": Question(_plain(_SPOKEN), _take_source),
    "number": Question(_plain(_NO_NUMBER), _take_number),
    "dated": Question(_plain(_TODAY, _UNKNOWN), _take_dated),
    "author": Question(_plain(_UNKNOWN), _take_author),
    "spoken": Question(_plain(), _take_spoken),
    "spoken_by": Question(_plain(), _take_spoken_by),
    "place": Question(_plain(_UNKNOWN), _take_place),
    "recorder": Question(_plain(_MYSELF), _take_recorder),
    "more": Question(_plain(*_MORE), _take_more),
    "title": Question(_plain(_SAME), _take_title),
}
"""Questions by name."""
