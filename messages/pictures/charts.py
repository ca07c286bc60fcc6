"""The charts of a bulletin's annex: the same rows in the same order as the paper has them."""

from __future__ import annotations

from messages.pictures.bars import Bar, Chart, pages
from supervision.bulletins.paper import ASKED
from supervision.model.documents import Table

MOST_PICTURES = 3
"""Charts that go into a group with a bulletin: 120 units."""

_BY_UNIT = "单位"
_REPORTS = ("按时反馈", "应反馈")
_OF_UNITS, _OF_TRACKS = ("办结项次", "承办项次", *_REPORTS), ("已办结", "分解任务", *_REPORTS)


def bars_of(table: Table) -> tuple[Bar, ...]:
    """Give the lines of an annex but its sum; who is asked and not ordered has no rate, and so no bars."""
    columns = _OF_UNITS if table.header[1] == _BY_UNIT else _OF_TRACKS
    places = [table.header.index(name) for name in columns]
    lines = table.rows[:-1] if table.total else table.rows
    return tuple(Bar(row[1], *(int(row[place]) for place in places)) for row in lines if ASKED not in row)


def charts_of(table: Table, font: str) -> tuple[Chart, ...]:
    """Give the charts of an annex: none where nothing is counted."""
    by_unit = table.header[1] == _BY_UNIT
    order = "按名册顺序列示办理事实，不作排名" if by_unit else "按事项类别列示办理事实"
    counted = "承办项次" if by_unit else "分解任务"
    notes = (order, f"任务办结按{counted}计，按时反馈按应反馈次数计；“—”为本期无此项")
    rows = bars_of(table)
    cut = pages(rows)[:MOST_PICTURES] if rows else ()
    title = table.title.removesuffix("汇总表")
    numbered = [f"{title}（{n}/{len(cut)}）" if len(cut) > 1 else title for n in range(1, len(cut) + 1)]
    return tuple(Chart(name, notes, page, font) for name, page in zip(numbered, cut, strict=True))
