"""Cells of the ledger: text is never a formula, and whatever is written is read back as it was."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from messages.reading.ledger_book import is_book, read_records
from messages.sheets.cells import workbook
from messages.sheets.ledger_columns import DATA_SHEETS
from messages.sheets.ledger_styles import Sheet, Style, Styled, book_of
from messages.sheets.ledger_values import (
    CUT,
    LONGEST,
    BadCellError,
    Column,
    Kind,
    escaped,
    read,
    unescaped,
    write,
)
from supervision.calendars.deadlines import end_of
from supervision.refusals import InvalidInput
from supervision.roster.roster_sheets import SheetRow

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
DANGEROUS = st.builds(
    lambda sign, text: sign + text,
    st.sampled_from(["=", "+", "-", "@", "\t", "\r", "=cmd|'/C calc'!A0", "_x000D_="]),
    TEXTS,
)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.one_of(TEXTS, DANGEROUS), min_size=1, max_size=30), st.sampled_from(list(Style)))
def test_pitfall_20_any_text_is_text_and_comes_back(texts: list[str], style: Style) -> None:
    rows = [[Styled(text, style)] for text in texts]
    content = book_of([Sheet(title="台账", heading="-1", note="=1", header=(("@列", 10),), rows=rows)], NOW)
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    found = [sheet.cell(number, 1) for number in range(1, len(texts) + 4)]
    assert all(cell.data_type != "f" for cell in found)
    for text, cell in zip(texts, found[3:], strict=True):
        kept = ILLEGAL_CHARACTERS_RE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
        assert unescaped(str(cell.value or "")) == kept
        if kept.startswith(("=", "+", "-", "@", "\t")):
            assert cell.quotePrefix


@given(TEXTS)
def test_an_escape_is_taken_back(text: str) -> None:
    for written in (text, f"_x000D_{text}", f"{text}_x005F_x000D_"):
        kept = written.replace("\r\n", "\n").replace("\r", "\n")
        assert unescaped(escaped(written)) == kept


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.TEXT, "凯旋路\n积水点"),
        (Kind.NUMBER, 12),
        (Kind.FLAG, True),
        (Kind.DATE, date(2026, 2, 28)),
        (Kind.MOMENT, datetime(2026, 3, 13, 2, 0, 7, tzinfo=UTC)),
        (Kind.LIMIT, end_of(date(2026, 3, 20), None, ZONE)),
        (Kind.LIMIT, end_of(date(2026, 3, 20), time(12, 0), ZONE)),
        (Kind.CLOCK, time(17, 30)),
        (Kind.DAYS, (date(2026, 3, 10), date(2026, 4, 10))),
        (Kind.CYCLE, "monthly:10,25"),
        (Kind.CYCLE, "weekly:0,4"),
        (Kind.CYCLE, "quarterly:31"),
        (Kind.TERM, "30d"),
        (Kind.TERM, "20w"),
        (Kind.TERM, "3m"),
    ],
)
def test_what_is_written_is_read_back(kind: Kind, value: Any) -> None:
    column = Column("列", "field", kind)
    cell = write(column, value, ZONE)
    text = cell.isoformat(" ") if isinstance(cell, datetime) else str(cell)
    assert read(column, text, ZONE) == value


@pytest.mark.parametrize("sheet", DATA_SHEETS, ids=lambda sheet: sheet.title)
def test_every_word_of_every_column_is_read_back(sheet: Any) -> None:
    assert any(column.required for column in sheet.columns)
    for column in sheet.columns:
        for value in column.words or {}:
            assert read(column, str(write(column, value, ZONE)), ZONE) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [(Kind.NUMBER, "两"), (Kind.CLOCK, "中午"), (Kind.CYCLE, "常常"), (Kind.TERM, "尽快"), (Kind.WORD, "无此词")],
)
def test_a_cell_that_somebody_spoiled_is_named(kind: Kind, text: str) -> None:
    with pytest.raises((BadCellError, InvalidInput)):
        read(Column("列", "field", kind, words={}), text, ZONE)


def test_dates_as_people_type_them_are_read() -> None:
    column = Column("日期", "field", Kind.DATE)
    assert read(column, "2026年3月5日", ZONE) == read(column, "2026-03-05", ZONE) == date(2026, 3, 5)


def test_faults_name_sheet_row_and_column() -> None:
    rows = [SheetRow(4, {"工作表": "事项登记", "登记号": "2026-1", "类别": "没有的类别"})]
    found, faults = read_records(rows, ZONE)
    assert found == []
    assert ("“事项登记”表类别", "bad_cell") in {(fault.column, fault.reason) for fault in faults}
    assert ("“事项登记”表事项", "missing") in {(fault.column, fault.reason) for fault in faults}


@pytest.mark.parametrize("content", [b"", b"PK", b"x" * 100])
def test_what_is_no_workbook_of_ours_is_left_to_the_other_reader(content: bytes) -> None:
    assert not is_book("台账.xlsx", content)


def units(text: str) -> int:
    """How long Excel takes a text to be."""
    return len(text.encode("utf-16-le")) // 2


def written(*values: Any) -> list[Any]:
    """What stands in a workbook's cells."""
    rows = [[Styled(value, Style.DATA)] for value in values]
    content = book_of([Sheet(title="台账", heading="台账", note="注", header=(("列", 10),), rows=rows)], NOW)
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    return [sheet.cell(number, 1).value for number in range(4, len(values) + 4)]


@pytest.mark.parametrize("text", ["长" * 40_000, "\U0001f600" * 20_000, "_x000D_" * 6_000, "长" * (LONGEST + 1)])
def test_what_a_cell_does_not_hold_is_cut_by_excels_count_and_says_so(text: str) -> None:
    cell = str(written(text)[0])
    assert units(cell) <= LONGEST
    kept = unescaped(cell)
    assert kept.endswith(CUT)
    assert text.startswith(kept.removesuffix(CUT))
    assert units(cell) > LONGEST - 20
    assert unescaped(str(written(kept)[0])) == kept, "a cut text comes back as it was cut"


@pytest.mark.parametrize("text", ["长" * LONGEST, "\U0001f600" * (LONGEST // 2)])
def test_what_a_cell_just_holds_is_not_cut(text: str) -> None:
    assert written(text) == [text]


def test_days_before_those_that_excel_has_are_text_and_read_back() -> None:
    long_ago, moment = date(1899, 12, 31), datetime(1890, 5, 6, 7, 8, 9, tzinfo=ZONE)
    column, day = Column("列", "field", Kind.MOMENT), Column("列", "field", Kind.DATE)
    cells = written(write(day, long_ago, ZONE), write(column, moment, ZONE), date(1900, 1, 1), date(9999, 12, 31))
    assert cells[:2] == ["1899-12-31", "1890-05-06 07:08:09"]
    assert all(isinstance(cell, datetime) for cell in cells[2:])
    assert read(day, cells[0], ZONE) == long_ago
    assert read(column, cells[1], ZONE) == moment


def test_a_plain_workbook_cuts_in_the_same_way() -> None:
    content = workbook("清单", ("列",), (("\U0001f600" * 20_000,),))
    cell = str(load_workbook(io.BytesIO(content)).worksheets[0].cell(3, 1).value)
    assert units(cell) <= LONGEST
    assert cell.endswith(CUT)
