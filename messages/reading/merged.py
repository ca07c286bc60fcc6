"""Reading a 分解表: as any table, but merged cells are carried down, days are days, and formulas stay to be refused."""

from __future__ import annotations

import io
import warnings
import zipfile
from datetime import date, datetime

from messages.reading.tables import MOST_COLUMNS, Line, UnreadableTableError, read_lines

MOST_LINES = 1000
LARGEST_UNPACKED = 20 * 1024 * 1024
"""A 分解表 has a few hundred rows; what is larger, or unpacks to more bytes, is none."""


def read_merged(name: str, content: bytes) -> list[Line]:
    """Read all lines of the first sheet. A merged cell counts for every row that it covers, in its first column.

    Raises:
        UnreadableTableError: `wrong_kind`, `empty`, `damaged`, or `too_long`.
    """
    excel = name.lower().endswith(".xlsx") and bool(content.strip())
    lines = _workbook(content) if excel else read_lines(name, content)
    if len(lines) > MOST_LINES:
        raise UnreadableTableError("too_long")
    return lines


def _workbook(content: bytes) -> list[Line]:
    from openpyxl import load_workbook  # noqa: PLC0415 - half a second that only who reads a workbook pays

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(item.file_size for item in archive.infolist()) > LARGEST_UNPACKED:
                raise UnreadableTableError("too_long")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and validations that we do not read
            # Not read_only: only the whole sheet knows which cells are merged.
            sheet = load_workbook(io.BytesIO(content), data_only=False).worksheets[0]
    except UnreadableTableError:
        raise
    except Exception as error:  # openpyxl lets the errors of zip and XML through
        raise UnreadableTableError("damaged") from error
    rows = [[_cell(value) for value in row] for row in sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)]
    for merged in sheet.merged_cells.ranges:
        first, column = merged.min_row - 1, merged.min_col - 1
        for row in rows[first + 1 : merged.max_row]:
            if column < len(row):
                row[column] = rows[first][column]
    return list(enumerate(rows, 1))


def _cell(value: object) -> str:
    """A cell as text on one line; a whole number without its point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).replace("\u3000", " ").replace("\xa0", " ").split())
