"""The numbers that stand in a bulletin's text and annex, read as a reader would, for comparison with the count."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handlers.bulletins.annex import content_of
from handlers.bulletins.cards import text_of, wording
from storage.unit_of_work import UnitOfWork
from supervision.model import Bulletin, Unit
from supervision.procedures.tracks import TRACKS
from tests.life.independent_count import Figures

_OVERALL = (
    re.compile(
        r"督查事项(?P<matters>\d+)项（上期结转(?P<carried_over>\d+)项，\w\w新增(?P<issued>\d+)项），"
        r"其中已办结(?P<closed>\d+)项，占(?P<closed_of_matters>[\d.]+%|—)；正在办理(?P<open>\d+)项，"
        r"占(?P<open_of_matters>[\d.]+%|—)。分解任务(?P<tasks>\d+)项，已办结(?P<tasks_done>\d+)项，"
        r"正在办理(?P<tasks_open>\d+)项；各单位承办(?P<shares>\d+)项次（牵头、配合分别计），"
        r"已办结(?P<shares_done>\d+)项次。"
    ),
    re.compile(
        r"应反馈(?P<due>\d+)次，已反馈(?P<answered>\d+)次，未反馈(?P<not_yet>\d+)次；"
        r"按时(?P<on_time>\d+)次，逾期(?P<late>\d+)次(，按时率(?P<on_time_of_due>[\d.]+%))?。"
    ),
)
_YEAR = re.compile(
    r"全年督查事项(?P<matters>\d+)项，已办结(?P<closed>\d+)项，结转下年(?P<open>\d+)项；"
    r"应反馈(?P<due>\d+)次，按时(?P<on_time>\d+)次，逾期(?P<late>\d+)次，按时率(?P<on_time_of_due>[\d.]+%|—)。"
)
_PROBLEMS = (
    re.compile(r"逾期反馈(?P<late>\d+)次，涉及(?P<late_units>\d+)个单位(，其中(?P<not_yet>\d+)次尚未反馈)?"),
    re.compile(r"部分反馈内容不够完整，(?P<returned>\d+)次经退回补充"),
)
_OF_TRACK = (
    r"{title}。督查事项(?P<matters>\d+)项，已办结(?P<closed>\d+)项；分解任务(?P<tasks>\d+)项，已办结(?P<tasks_done>\d+)项；"
    r"(应反馈(?P<due>\d+)次，按时(?P<on_time>\d+)次，按时率(?P<on_time_of_due>[\d.]+%)|本期无应反馈事项)"
)
_COLUMNS = ("due", "on_time", "late", "on_time_of_due")
_OF_UNITS, _OF_TRACKS = ("shares", "shares_done", *_COLUMNS), ("tasks", "tasks_done", *_COLUMNS)

_TRACK_OF = {track.title: key for key, track in TRACKS.items()}

Said = tuple[str, str, str]
"""Where it stands (a scope), which figure it is, and what is written."""


async def said(unit: UnitOfWork, bulletin: Bulletin) -> list[Said]:
    """All figures that the bulletin's text and annex say."""
    text = wording(unit, await text_of(unit, bulletin))
    content = await content_of(unit, bulletin, text)
    paper = "".join(block.text + block.rest for block in content.body)
    (table,) = content.tables
    (unnamed,) = (await content_of(unit, bulletin, text, named=False)).tables
    names = {one.name_on(bulletin.cut_off): one.id for one in await unit.find(Unit)}
    return [*in_words(text), *in_words(paper), *in_table(table.rows, names), *in_table(unnamed.rows, {})]


def in_words(text: str) -> Iterator[Said]:
    """What sentences say."""
    for pattern in _OVERALL:
        found = pattern.search(text)
        assert found, f"the text does not say {pattern.pattern}:\n{text}"
        yield from _groups("", found)
    for pattern, scope in (*((problem, "") for problem in _PROBLEMS), (_YEAR, "year")):
        if found := pattern.search(text):
            yield from _groups(scope, found)
    for key, track in TRACKS.items():
        if found := re.search(_OF_TRACK.format(title=re.escape(track.title)), text):
            yield from _groups(f"track/{key}", found)


def _groups(scope: str, found: re.Match[str]) -> Iterator[Said]:
    yield from ((scope, key, value) for key, value in found.groupdict().items() if value is not None)


def in_table(rows: tuple[tuple[str, ...], ...], names: dict[str, int]) -> Iterator[Said]:
    """What the annex says: a line a unit (or a track, where nobody is named), and the sum."""
    *lines, last = rows
    assert last[1] == "合计"
    is_named = not {row[1] for row in lines} <= {*_TRACK_OF}
    columns = _OF_UNITS if is_named else _OF_TRACKS
    for row in lines:
        yield from _cells(f"unit/{names[row[1]]}" if is_named else f"track/{_TRACK_OF[row[1]]}", row, columns)
    yield from _cells("", last, columns)


def _cells(scope: str, row: tuple[str, ...], columns: tuple[str, ...]) -> Iterator[Said]:
    yield from ((scope, key, cell) for key, cell in zip(columns, row[2:], strict=False))


def wrong(what: list[Said], counted: Figures) -> list[str]:
    """What the text says otherwise than the count."""
    return [f"{scope or '全部'} {key}: {value}" for scope, key, value in what if not _is_so(scope, key, value, counted)]


def _is_so(scope: str, key: str, value: str, counted: Figures) -> bool:
    part, _, whole = key.partition("_of_")
    n, total = (len(counted.get((scope, name), ())) for name in (part, whole))
    if not whole:
        return int(value) == n
    if value == "—":  # nothing to divide by, or of a unit that is asked and not rated
        return total == 0 or scope.startswith("unit/")
    return total > 0 and abs(float(value.rstrip("%")) - 100 * n / total) < 0.1001
