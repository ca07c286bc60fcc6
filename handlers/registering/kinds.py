"""Where a matter comes from: six groups on the first screen of /new, then the kinds of one group."""

from __future__ import annotations

from handlers.conversation.answering import picked, tapped
from handlers.conversation.context import Turn
from handlers.conversation.flows import Ask, Next, Question, Said
from handlers.registering import filling
from handlers.registering.course import go
from storage.unit_of_work import UnitOfWork
from supervision.filling.intake import looks_like_form
from supervision.model import Draft, Post
from supervision.notices.dialogue import Choice
from supervision.procedures.sources import GROUPS, SOURCES, SourceKind
from supervision.procedures.tracks import TRACKS, Track
from supervision.refusals import InvalidInput
from supervision.registering.registration import default_source, tracks_open_to
from supervision.registering.source_lines import kind_named

MOST_AT_ONCE = 6
"""Up to so many kinds stand on the first screen by themselves."""

_AT_ONCE = Choice("filled", "一次填报")


async def open_tracks(unit: UnitOfWork, draft: Draft) -> tuple[Track, ...]:
    """The tracks that this person may begin."""
    posts = await unit.find(Post, holder_id=draft.person_id, active=True)
    return tracks_open_to(post.role for post in posts)


async def _open_kinds(unit: UnitOfWork, draft: Draft) -> list[SourceKind]:
    keys = {track.key for track in await open_tracks(unit, draft)}
    return [kind for kind, row in SOURCES.items() if row.track in keys]


def _described(kinds: list[SourceKind]) -> list[list[object]]:
    return [[SOURCES[kind].title, TRACKS[SOURCES[kind].track].title, SOURCES[kind].ours] for kind in kinds]


async def _show_track(unit: UnitOfWork, draft: Draft) -> Ask:
    kinds = await _open_kinds(unit, draft)
    first = () if draft.answers.get("sources") else (_AT_ONCE,)
    if len(kinds) <= MOST_AT_ONCE:
        choices = tuple(Choice(kind, SOURCES[kind].title) for kind in kinds)
        return Ask(facts={"kinds": _described(kinds)}, choices=(*choices, *first), per_row=1)
    offered = {name: [SOURCES[kind].title for kind in group if kind in kinds] for name, group in GROUPS.items()}
    choices = tuple(Choice(name, name) for name, titles in offered.items() if titles)
    return Ask(facts={"kinds": [], "groups": list(offered.items())}, choices=(*choices, *first), per_row=2)


async def _take_track(turn: Turn, draft: Draft, said: Said) -> Next:
    if not draft.answers.get("sources") and (said.files or looks_like_form(said.text)):
        return await filling.take_in(turn, draft, said)
    ask = await _show_track(turn.unit, draft)
    value = tapped(said, ask.choices, "track")
    if value == _AT_ONCE.value:
        return go("filling")
    if value in GROUPS:
        return go("kind", group=value)
    return _chosen(turn, draft, await _named(turn, draft, said) if not value else SourceKind(value))


async def _named(turn: Turn, draft: Draft, said: Said) -> SourceKind:
    """The kind that was typed by its own name, or by that of its track."""
    kind = kind_named(said.text)
    if kind is None:
        key = next((track.key for track in TRACKS.values() if track.title == said.text), None)
        kind = default_source(key) if key else None
    if kind is None or kind not in await _open_kinds(turn.unit, draft):
        raise InvalidInput("track", "not_a_choice")
    return kind


async def _show_kind(unit: UnitOfWork, draft: Draft) -> Ask:
    group = GROUPS[str(draft.answers["group"])]
    kinds = [kind for kind in await _open_kinds(unit, draft) if kind in group]
    return Ask(
        facts={"kinds": _described(kinds)},
        choices=tuple(Choice(kind, SOURCES[kind].title) for kind in kinds),
        per_row=1,
    )


async def _take_kind(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await _show_kind(turn.unit, draft)
    return _chosen(turn, draft, SourceKind(picked(said, ask.choices, "kind")))


def _chosen(turn: Turn, draft: Draft, kind: SourceKind) -> Next:
    """Of several kinds the first makes the track for now; whether another counts more is asked after the last."""
    if draft.answers.get("sources"):
        return go("source", kind=str(kind))
    track = SOURCES[kind].track
    levels = turn.unit.county.tells_levels_apart(TRACKS[track].schedule)
    return go("source", track=str(track), kind=str(kind), levels=levels)


QUESTIONS = {
    "track": Question(_show_track, _take_track),
    "kind": Question(_show_kind, _take_kind),
}
"""Questions by name."""
