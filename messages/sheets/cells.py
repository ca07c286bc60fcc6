"""Writing a workbook: what people typed is text in it and never a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from messages.papers.packing import settle
from messages.sheets.ledger_values import fitting

if TYPE_CHECKING:  # half a second and 30 MiB that only who writes a workbook pays
    from openpyxl.worksheet.worksheet import Worksheet

KEY = "标识"
"""The header of the hidden column by which a row that comes back is known again."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")

_HEADER_LINE = 2
"""The title stands above the header."""

_NARROWEST, _WIDEST = 6, 40
"""Widths of columns, in characters."""

_UNPRINTABLE = re.compile(r"[\000-\010]|[\013-\014]|[\016-\037]")
"""Control characters that no cell may hold, as openpyxl has them."""


def safe(text: str) -> str:
    """Guard a text that Excel would take for a formula; control characters, which no workbook holds, are left out, and
    one that a cell does not hold is cut."""
    clean = _UNPRINTABLE.sub("", text)
    return fitting(f"'{clean}" if clean.startswith(_FORMULA) else clean)


def workbook(title: str, header: Sequence[str], rows: Sequence[Sequence[str]], hidden: Sequence[str] = ()) -> bytes:
    """Make a workbook of one sheet: a title, a header and rows. The same rows make the same bytes.

    Args:
        hidden: a key for each row, in a last column that is not shown.

    Raises:
        ValueError: there are keys, but not one a row.
    """
    if hidden and len(hidden) != len(rows):
        raise ValueError("a key for each row")
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook()
    sheet = cast("Worksheet", book.active)
    keyed = [*header, KEY] if hidden else list(header)
    sheet.append([safe(title)])
    sheet.append(keyed)
    for number, row in enumerate(rows):
        sheet.append([safe(cell) for cell in row] + ([safe(hidden[number])] if hidden else []))
    _arrange(sheet, header, rows)
    if hidden:
        sheet.column_dimensions[get_column_letter(len(keyed))].hidden = True
    stream = io.BytesIO()
    book.save(stream)
    return settle(stream.getvalue())


def _arrange(sheet: Worksheet, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    wrapped = Alignment(wrap_text=True, vertical="top")
    sheet["A1"].font = Font(bold=True, size=14)
    for cell in sheet[_HEADER_LINE]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = f"A{_HEADER_LINE + 1}"
    sheet.print_title_rows = f"{_HEADER_LINE}:{_HEADER_LINE}"
    sheet.page_setup.orientation = "landscape"
    for column, name in enumerate(header, 1):
        longest = max((len(name), *(len(row[column - 1]) for row in rows if column <= len(row))))
        width = min(_WIDEST, max(_NARROWEST, 2 * longest + 2))  # a Chinese character is two wide
        sheet.column_dimensions[get_column_letter(column)].width = width
    for line in sheet.iter_rows(min_row=_HEADER_LINE + 1):
        for cell in line:
            cell.alignment = wrapped
