"""A bulletin as a paper: its annex adds up, ranks nobody, and names nobody where nobody is to be named."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from messages.render import render
from messages.splitting import plain
from supervision.bulletins.figures import hold, rows_of
from supervision.bulletins.paper import KIND_OF, REGISTER_OF, Annex, by_track, by_unit, content
from supervision.county import BulletinForm
from supervision.figures.counting import InconsistentError, row_of, scopes_of
from supervision.figures.groups import keys_of
from supervision.model import Bulletin, BulletinStatus, UnitKind
from supervision.model.documents import BlockKind
from supervision.model.roster import FormerName
from supervision.notices.bulletins import BulletinText, TrackLine
from supervision.papers.documents import DOCUMENTS
from supervision.papers.numbering import REGISTERS, format_number
from tests.rules.test_figures import COUNTY, LEDGER, NOW, TAX, TOWN, WATER, WORKDAYS, counted, grouped

ON = date(2026, 4, 10)
CELLS = counted()
TITLE = "2026年第一季度督查事项落实情况汇总表"
ANNEX = Annex(TITLE, CELLS, (TAX, replace(WATER, former=(FormerName("县水务局", ON),)), TOWN), ON)
BULLETIN = Bulletin(1, "2026Q1", BulletinStatus.APPROVED, ON, NOW, row_of(CELLS), number="夏邑政务督查　2026年第2期")
TEXT = f"""关于2026年第一季度督查事项落实情况的通报
各乡镇人民政府，县政府各部门：
现将2026年第一季度督查事项落实情况通报如下：
一、总体情况
统计截至4月10日。
附件：{TITLE}"""


def test_the_annex_is_in_the_rosters_order_and_its_sum_is_its_lines() -> None:
    table = by_unit(ANNEX)
    assert [row[1] for row in table.rows] == ["县水务局", "城关镇人民政府", "县税务局", "合计"]
    assert table.rows[0] == ("1", "县水务局", "1", "1", "2", "1", "1", "50%", "")
    assert table.rows[2][-2:] == ("—", "函请协助"), "who is asked has no rate"
    for column in range(2, 7):
        *parts, whole = (int(row[column]) for row in table.rows)
        assert sum(parts) == whole
    assert table.header[2:4] == ("承办项次", "办结项次")
    assert table.rows[-1][2:4] == ("3", "2"), "shares, named so, as the text says them beside the tasks"
    assert (table.total, table.landscape) == (True, True)
    assert all(len(row) == len(table.header) == len(table.widths) for row in table.rows)


def test_where_nobody_is_named_the_annex_has_tracks_alone() -> None:
    table = by_track(ANNEX, {"x": "十件实事", "y": "政府工作报告"})
    assert [row[1] for row in table.rows] == ["十件实事", "政府工作报告", "合计"]
    assert not any(unit.name in cell for unit in (WATER, TOWN, TAX) for row in table.rows for cell in row)
    for column in range(2, 7):
        *parts, whole = (int(row[column]) for row in table.rows)
        assert sum(parts) == whole
    assert table.header[2:4] == ("分解任务", "已办结")
    assert table.rows[-1][2:4] == ("2", "1"), "tasks, as the text says them, and not the three shares in them"


@pytest.mark.parametrize(
    ("form", "mark", "number"),
    [
        (BulletinForm.BRIEFING, "夏邑政务督查", "2026年第2期"),
        (BulletinForm.FORMAL, "夏邑县人民政府办公室文件", "夏政办〔2026〕2号"),
    ],
)
def test_the_paper_has_the_signed_text_and_the_rest_around_it(form: BulletinForm, mark: str, number: str) -> None:
    drawn = format_number(REGISTERS[REGISTER_OF[form]], COUNTY, 2026, 2)
    numbered = replace(BULLETIN, number=drawn)
    made = content(numbered, TEXT, (by_unit(ANNEX),), replace(COUNTY, bulletin_form=form), date(2026, 4, 21))
    assert DOCUMENTS[KIND_OF[form]].register == REGISTER_OF[form]
    assert (made.mark, made.number, made.dated, made.draft) == (mark, number, date(2026, 4, 21), False)
    assert made.title.replace("\n", "") == TEXT.splitlines()[0]
    assert made.addressees == ("各乡镇人民政府，县政府各部门",)
    assert [(block.kind, block.text) for block in made.body][1:] == [
        (BlockKind.H1, "一、总体情况"),
        (BlockKind.TEXT, "统计截至4月10日。"),
    ]
    assert made.attachment_names == (TITLE,)
    assert "县委各部门" in made.copy_to
    assert made.compiler == ("夏邑县人民政府督查室" if form is BulletinForm.BRIEFING else "")
    assert content(replace(BULLETIN, number=""), TEXT, (), COUNTY, None).draft


def test_R3a_every_number_of_the_text_is_one_of_its_figures() -> None:
    tracks = tuple(
        TrackLine(track, row_of(CELLS, f"track/{key}"))
        for key, track in zip(scopes_of(CELLS, "track/"), ("document", "ten_things"), strict=True)
    )
    text = BulletinText(
        period="第一季度", cut_off=ON, figures=row_of(CELLS), commended=(), criticised=(), next_steps="", tracks=tracks
    )
    setting = {"county": COUNTY, "now": NOW, "today": ON, "workdays": WORKDAYS}
    said = plain("\n".join(part.text for part in render("bulletin_text", text, **setting).parts))
    counting = re.sub(r"\d+月\d+日|30日内|[\d.]+%", "", said)
    values = {cell.value for cell in CELLS} | {0}
    numbers = [int(number) for number in re.findall(r"\d+", counting)]
    assert len(numbers) > 20
    assert set(numbers) <= values
    shares = re.findall(r"占([\d.]+)%", said)
    assert sum(float(share) for share in shares) == pytest.approx(100)
    assert [line[0] for line in said.splitlines() if re.match("[一二三四五六]、", line)] == list("一二三四")


def test_figures_that_are_not_what_they_count_are_not_shown() -> None:
    rows = rows_of(1, grouped())
    kept = {row.number: row.value for row in rows}
    assert hold(BULLETIN, rows, kept) == CELLS
    late = next(row for row in rows if "late" in keys_of(row.verdict))
    others = [row for row in rows if row is not late]
    for wrong, counts in (
        ([*others, replace(late, value=2)], kept),
        (rows, {**kept, late.number: 2}),
        (rows, {**kept, 99: 1}),
        (others, {number: n for number, n in kept.items() if number != late.number}),
        ([*others, replace(late, verdict=others[-1].verdict)], kept),
    ):
        with pytest.raises(InconsistentError):
            hold(BULLETIN, wrong, counts)
    with pytest.raises(InconsistentError, match="says"):
        hold(replace(BULLETIN, figures={**BULLETIN.figures, "matters": 9}), rows, kept)


def test_the_ledger_of_this_test_has_a_unit_of_each_side() -> None:
    assert {share.kind for share in LEDGER.shares} == {UnitKind.DEPARTMENT, UnitKind.TOWNSHIP, UnitKind.VERTICAL}
