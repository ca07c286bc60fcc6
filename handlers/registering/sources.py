"""The papers or orders that a matter comes from, one after the other; each has a kind of its own."""

from __future__ import annotations

from typing import Any

from handlers.conversation.answering import picked, tapped, typed
from handlers.conversation.context import Turn
from handlers.conversation.flows import Ask, Next, Question, Said
from handlers.registering.course import go
from storage.columns import adapter
from storage.unit_of_work import UnitOfWork
from supervision.calendars.dates import read_paper_date
from supervision.model import Draft, Person, Source
from supervision.notices.dialogue import Choice
from supervision.refusals import InvalidInput
from supervision.registering.registration import LONGEST_NAME, LONGEST_TITLE, MOST_SOURCES
from supervision.registering.source_lines import place_part

_SPOKEN = Choice("spoken", "口头交办，无文件")
_NO_NUMBER = Choice("none", "无文号")
_TODAY, _UNKNOWN = Choice("today", "今天"), Choice("none", "不详")
_MORE = (Choice("add", "再加一件"), Choice("other", "再加其他来源"), Choice("on", "下一步"))
_AFTER_MORE = {"add": "source", "other": "track", "on": "title"}
_SAME = Choice("same", "同来件标题")
_MYSELF = Choice("self", "本人记录")


def _plain(*choices: Choice, per_row: int = 3) -> Any:
    async def show(_unit: UnitOfWork, _draft: Draft) -> Ask:
        return Ask(choices=choices, per_row=per_row)

    return show


async def _take_source(turn: Turn, draft: Draft, said: Said) -> Next:
    if tapped(said, [_SPOKEN], "source"):
        return go("spoken")
    lines = [line.strip() for line in said.text.splitlines() if line.strip()]
    title = typed(Said(text=lines[0] if lines else ""), "source", LONGEST_TITLE)
    if len(lines) < 2:
        return go("number", source={"title": title})
    source = Source(title)
    for line in lines[1:]:
        source = place_part(source, line, turn.unit.today)
    return _added(draft, {name: value for name, value in plain_source(source).items() if value})


def plain_source(source: Source) -> dict[str, object]:
    """A source as an answer."""
    plain: dict[str, object] = adapter(Source).dump_python(source, mode="json")
    return plain


def _added(draft: Draft, source: dict[str, object]) -> Next:
    sources = _listed(draft)
    if len(sources) >= MOST_SOURCES:
        raise InvalidInput("sources", "too_many", limit=MOST_SOURCES)
    return go("more", sources=[*sources, {**source, "kind": draft.answers["kind"]}], source={})


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
    return go(_AFTER_MORE[picked(said, _MORE, "more")])


async def _take_title(_turn: Turn, draft: Draft, said: Said) -> Next:
    if tapped(said, [_SAME], "title"):
        return go("instruction", title=_listed(draft)[0]["title"])
    return go("instruction", title=typed(said, "title", LONGEST_TITLE))


QUESTIONS = {
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
