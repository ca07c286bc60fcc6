"""Writing the ledger's sheets: fonts, borders, colours, filters, print setup; text stays text."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, StrEnum
from functools import cache
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from messages.papers import packing
from messages.sheets.ledger_values import Cell, column_letters, escaped
from messages.widths import halves

HEADER_LINE = 3
"""The heading and the note stand above the header."""

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""What a text may begin with that a program could take for a formula when the cell is edited."""

_DAY, _MOMENT = 'yyyy"-"mm"-"dd', 'yyyy"-"mm"-"dd" "hh":"mm'
_SECOND = 'yyyy"-"mm"-"dd" "hh":"mm":"ss'
_A4 = "9"
_LINE, _SPARE, _TALLEST = 13.5, 4.5, 409.0
"""Points of a line of text, of what stands round it, and of the tallest row that Excel has."""

_BOTTOM = "第&P页 共&N页"


FIRST_YEAR = 1900
"""The first whose days Excel has."""


class Colour(StrEnum):
    """What stands behind a cell's words, as Excel colours good, neutral and bad."""

    PLAIN = ""
    GREEN = "C6EFCE"
    YELLOW = "FFEB9C"
    RED = "FFC7CE"


class Style(Enum):
    """How a cell is set."""

    BODY = "body"
    CENTRE = "centre"
    TOTAL = "total"
    DATA = "data"
    HEADER = "header"
    HEADING = "heading"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Styled:
    """A cell: what it holds and how it is set."""

    value: Cell = None
    style: Style = Style.BODY
    colour: Colour = Colour.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: heading, note, header with widths, rows; `data` is one that is read back."""

    title: str
    heading: str
    note: str
    header: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[Styled]] = field(default_factory=tuple)
    footnotes: Sequence[str] = ()
    filtered: bool = True
    data: bool = False


_SIDE = Side(style="thin", color="999999")
_BORDER = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_FONT = "宋体"
_LOOKS: dict[Style, tuple[Font, Alignment, Border | None]] = {
    Style.BODY: (Font(_FONT, 10), Alignment(wrap_text=True, vertical="center"), _BORDER),
    Style.CENTRE: (Font(_FONT, 10), Alignment("center", wrap_text=True, vertical="center"), _BORDER),
    Style.TOTAL: (Font(_FONT, 10, bold=True), Alignment(vertical="center"), _BORDER),
    Style.DATA: (Font(_FONT, 10), Alignment(vertical="top"), None),
    Style.HEADER: (Font("黑体", 10), Alignment("center", wrap_text=True, vertical="center"), _BORDER),
    Style.HEADING: (Font("黑体", 16), Alignment(vertical="center"), None),
    Style.NOTE: (Font(_FONT, 9), Alignment(vertical="center"), None),
}
_HEAD_FILL = "DDEBF7"


def book_of(sheets: Sequence[Sheet], made_at: datetime) -> bytes:
    """Write the sheets into a workbook; the same sheets and time give the same bytes."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        _write(book, sheet)
    stream = io.BytesIO()
    book.save(stream)
    return packing.settle(stream.getvalue(), made_at)


def _write(book: Workbook, sheet: Sheet) -> None:
    target: Any = book.create_sheet(sheet.title)
    last = column_letters(len(sheet.header))[-1]
    for letter, (_, width) in zip(column_letters(len(sheet.header)), sheet.header, strict=True):
        target.column_dimensions[letter].width = width
    target.freeze_panes = f"A{HEADER_LINE + 1}"
    target.print_title_rows = f"{HEADER_LINE}:{HEADER_LINE}"
    target.page_setup.orientation = "landscape"
    target.page_setup.paperSize = _A4
    target.page_setup.fitToWidth, target.page_setup.fitToHeight = 1, 0
    target.sheet_properties.pageSetUpPr.fitToPage = True
    target.page_margins.left = target.page_margins.right = 0.5
    target.page_margins.top = target.page_margins.bottom = 0.6
    target.page_margins.footer = 0.25
    target.oddFooter.center.text = _BOTTOM
    if sheet.data:
        target.sheet_properties.tabColor = "BFBFBF"
    pen = _Pen(target)
    target.append([pen.cell(Styled(sheet.heading, Style.HEADING))])
    target.append([pen.cell(Styled(sheet.note, Style.NOTE))])
    target.append([pen.cell(Styled(name, Style.HEADER)) for name, _ in sheet.header])
    widths = [width for _, width in sheet.header]
    lines = HEADER_LINE
    for row in sheet.rows:
        lines += 1
        if not sheet.data:
            target.row_dimensions[lines].height = _height(row, widths)
        target.append([pen.cell(item) for item in row])
    if sheet.filtered:
        target.auto_filter.ref = f"A{HEADER_LINE}:{last}{lines}"
    for words in sheet.footnotes:
        target.append([pen.cell(Styled(words, Style.NOTE))])


@dataclass(slots=True)
class _Pen:
    """Makes cells; each way of setting one is made once a sheet."""

    sheet: Any
    made: dict[tuple[Style, Colour, str, bool], Any] = field(default_factory=dict)

    def cell(self, item: Styled) -> Any:
        """The cell of a sheet, or nothing for an empty one without borders."""
        value: Any = _in_text(item.value)
        if isinstance(value, str):
            value = escaped(ILLEGAL_CHARACTERS_RE.sub("", value))
        if value in (None, "") and item.style is Style.DATA:
            return None
        guarded = isinstance(value, str) and value.startswith(FORMULA)
        cell: Any = WriteOnlyCell(self.sheet, value=None if value == "" else value)
        if isinstance(value, str) and value:
            cell.data_type = "s"
        cell._style = copy(self._look(item, _format_of(value, item.style), guarded))  # noqa: SLF001 - as openpyxl copies
        return cell

    def _look(self, item: Styled, number_format: str, guarded: bool) -> Any:
        key = (item.style, item.colour, number_format, guarded)
        if key not in self.made:
            self.made[key] = self._make(item, number_format, guarded)
        return self.made[key]

    def _make(self, item: Styled, number_format: str, guarded: bool) -> Any:
        cell: Any = WriteOnlyCell(self.sheet)
        font, alignment, border = _LOOKS[item.style]
        cell.font, cell.alignment = font, alignment
        if border is not None:
            cell.border = border
        if item.colour or item.style is Style.HEADER:
            cell.fill = _fill(item.colour or _HEAD_FILL)
        if number_format:
            cell.number_format = number_format
        if guarded:
            cell.quotePrefix = True  # Excel and WPS keep it text when somebody edits the cell
        return cell._style  # noqa: SLF001 - a setting made once serves all cells like it


def _in_text(value: Cell) -> Cell:
    """A day before Excel's first as text, which is read back; Excel would show it as a row of crosses."""
    if isinstance(value, date) and value.year < FIRST_YEAR:
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    return value


def _height(row: Sequence[Styled], widths: Sequence[int]) -> float:
    """Points for the tallest cell: not every program makes rows as high as their text."""
    lines = max((_lines(item.value, width) for item, width in zip(row, widths, strict=True)), default=1)
    return min(_TALLEST, _LINE * max(lines, 1) + _SPARE)


def _lines(value: Cell, width: int) -> int:
    if not isinstance(value, str):
        return 1
    return sum(-(-halves(line) // max(1, width - 1)) or 1 for line in value.split("\n"))


@cache
def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


def _format_of(value: Cell, style: Style) -> str:
    if isinstance(value, datetime):
        return _SECOND if style is Style.DATA else _MOMENT
    return _DAY if isinstance(value, date) else "@" if isinstance(value, str) else ""
