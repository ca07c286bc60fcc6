"""The chart of a bulletin: the rows of its annex in their order, the same bytes each time, none without Chinese."""

from __future__ import annotations

from dataclasses import replace

import pytest

from messages.pictures.bars import MOST_ROWS, Bar, Chart, PictureError, draw, pages
from messages.pictures.charts import MOST_PICTURES, bars_of, charts_of
from supervision.bulletins.paper import ASKED
from supervision.model.documents import Table

HEADER = ("序号", "单位", "承办项次", "办结项次", "应反馈", "按时反馈", "逾期反馈", "按时率", "备注")
TABLE = Table(
    "2026年第一季度督查事项落实情况汇总表",
    HEADER,
    (
        ("1", "县水利局", "12", "3", "8", "5", "3", "62.5%", ""),
        ("2", "县文化广电旅游体育局（县文物局、县广播电视局）", "1", "1", "0", "0", "0", "—", ""),
        ("3", "县税务局", "2", "1", "2", "1", "1", "—", ASKED),
        ("", "合计", "15", "5", "10", "6", "4", "60%", ""),
    ),
    total=True,
)
WATER = Bar("县水利局", 3, 12, 5, 8)


def test_the_bars_are_the_annex_without_its_sum_and_without_who_is_asked() -> None:
    assert bars_of(TABLE) == (WATER, Bar(TABLE.rows[1][1], 1, 1, 0, 0))


@pytest.mark.parametrize(
    ("rows", "sizes"), [(1, [1]), (MOST_ROWS, [40]), (MOST_ROWS + 1, [21, 20]), (120, [40, 40, 40]), (85, [29, 29, 27])]
)
def test_a_picture_has_forty_lines_at_most(rows: int, sizes: list[int]) -> None:
    cut = pages([replace(WATER, name=str(n)) for n in range(rows)])
    assert [len(page) for page in cut] == sizes
    assert [bar.name for page in cut for bar in page] == [str(n) for n in range(rows)]


def test_charts_say_that_they_rank_nobody_and_how_many_there_are() -> None:
    (chart,) = charts_of(TABLE, "")
    assert chart.title == "2026年第一季度督查事项落实情况"
    assert chart.notes[0] == "按名册顺序列示办理事实，不作排名"
    many = replace(TABLE, rows=TABLE.rows[:1] * 130, total=False)
    assert [chart.title[-5:] for chart in charts_of(many, "")] == ["（1/3）", "（2/3）", "（3/3）"]
    assert len(charts_of(many, "")) == MOST_PICTURES
    assert charts_of(replace(TABLE, rows=()), "") == ()
    by_track = replace(
        TABLE, header=("序号", "事项类别", "分解任务", "已办结", *HEADER[4:-1]), rows=(TABLE.rows[0][:-1],), total=False
    )
    assert charts_of(by_track, "")[0].notes[0] == "按事项类别列示办理事实"


def test_the_same_chart_is_the_same_picture_and_words_are_no_formulas() -> None:
    chart = Chart("落实情况$x$", ("<b>&",), (WATER, replace(WATER, name="$\\frac{1}{2}$单位" * 8, due=0, on_time=0)))
    first = draw(chart)
    assert first.startswith(b"\x89PNG")
    assert draw(chart) == first
    assert draw(replace(chart, rows=(replace(WATER, done=4), chart.rows[1]))) != first


@pytest.mark.parametrize("font", ["/nowhere.ttf", "/etc/hostname"])
def test_without_a_font_with_chinese_there_is_no_picture(font: str) -> None:
    with pytest.raises(PictureError):
        draw(Chart("落实情况", (), (WATER,), font))
