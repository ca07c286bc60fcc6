"""Workbooks that go out: text stays text, the hidden keys come back, and what is written can be read."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pytest
from openpyxl import load_workbook

from messages import render as rendering
from messages.outgoing import from_json, to_json
from messages.reading.tables import UnreadableTableError, read_table
from messages.render import render
from messages.sheets import registry
from messages.sheets.cells import KEY, safe, workbook
from supervision.notices.base import Extras

HEADER = ("序号", "任务", "进展情况")
ROWS = (("1", "凯旋路积水点改造", ""), ("2", '=HYPERLINK("http://x","点击")', "已开工\n完成30%"))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("北城河清淤", "北城河清淤"),
        ("=1+1", "'=1+1"),
        ("+86", "'+86"),
        ("-5", "'-5"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("完成\x0730%", "完成30%"),
        ("", ""),
    ],
)
def test_pitfall_20_no_cell_is_a_formula(text: str, kept: str) -> None:
    assert safe(text) == kept


def test_a_workbook_has_a_title_a_header_rows_and_keys_that_are_not_shown() -> None:
    sheet = load_workbook(io.BytesIO(workbook("反馈表", HEADER, ROWS, ("12/1/5/1", "12/2/5/1")))).worksheets[0]
    assert [cell.value for cell in sheet[1]][:1] == ["反馈表"]
    assert [cell.value for cell in sheet[2]] == [*HEADER, KEY]
    assert {cell.data_type for row in sheet.iter_rows(min_row=2) for cell in row} <= {"s", "n", "inlineStr"}
    assert sheet.column_dimensions["D"].hidden
    assert not sheet.column_dimensions["C"].hidden


def test_what_is_sent_is_read_again() -> None:
    content = workbook("反馈表", HEADER, ROWS, ("12/1/5/1", "12/2/5/1"))
    rows = read_table("反馈表.xlsx", content, columns=(*HEADER, KEY), required=("序号", KEY))
    assert [(row.number, row.get(KEY), row.get("任务")) for row in rows] == [
        (3, "12/1/5/1", "凯旋路积水点改造"),
        (4, "12/2/5/1", '=HYPERLINK("http://x","点击")'),
    ]
    with pytest.raises(UnreadableTableError, match="no_header"):
        read_table("反馈表.xlsx", content, columns=HEADER, required=("登记号",))


def test_every_row_has_its_key() -> None:
    with pytest.raises(ValueError, match="a key for each row"):
        workbook("反馈表", HEADER, ROWS, ("12/1/5/1",))


@dataclass(frozen=True, slots=True)
class View:
    """What a card with a workbook shows; its template is any that needs nothing of it."""

    words: str = ""


@pytest.fixture
def with_workbook() -> Extras:
    return Extras(made="printed", file_name="清单.xlsx")


def test_a_message_with_a_workbook_wants_it_until_it_is_planned(
    with_workbook: Extras, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rendering, "_text", lambda *_, **__: "待送达清单")
    rendered = from_json(to_json(render("printed", View(), with_workbook)))
    (part,) = rendered.parts
    assert (part.text, part.file_name, part.wanted) == ("待送达清单", "清单.xlsx", "made/printed")
    assert rendered.stays


def test_a_long_caption_goes_before_its_workbook(with_workbook: Extras, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = "\n".join(["县水利局：北城河清淤2.3公里"] * 100)
    monkeypatch.setattr(rendering, "_text", lambda *_, **__: lines)
    rendered = render("printed", View(), with_workbook)
    assert len(rendered.parts) > 1
    assert [part.is_file for part in rendered.parts] == [False] * (len(rendered.parts) - 1) + [True]
    assert all(len(part.text) <= rendering.CAPTION for part in rendered.parts)


def test_every_kind_of_workbook_is_made_once() -> None:
    assert all(callable(make) for make in registry.sheets().values())
