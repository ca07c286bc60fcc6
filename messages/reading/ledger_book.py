"""Reading a workbook that our own export wrote: all its sheets of records, each cell as it was, nothing guessed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, tzinfo
from typing import Any

from messages.reading.tables import HEADER_WITHIN, LARGEST_UNPACKED, UnreadableTableError
from messages.sheets.ledger_columns import DATA_SHEETS, DataSheet
from messages.sheets.ledger_values import BadCellError, Kind, read, unescaped
from supervision.ledger.checking import Placed
from supervision.notices.takeover import LedgerFault
from supervision.refusals import InvalidInput
from supervision.roster.roster_sheets import SheetRow

SHEET = "工作表"
"""The cell of a row that says on which sheet it stands; only rows of our own workbook have it."""

MOST_ROWS = 60_000

_BY_TITLE = {sheet.title: sheet for sheet in DATA_SHEETS}


def is_book(name: str, content: bytes) -> bool:
    """Whether a file is a workbook of our own export, by the titles of its sheets."""
    if not name.lower().endswith(".xlsx"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(item.file_size for item in archive.infolist()) > LARGEST_UNPACKED:
                return False
            listed = archive.read("xl/workbook.xml").decode()
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError):
        return False
    return all(f'name="{title}"' in listed for title in _BY_TITLE)


def read_book(content: bytes) -> list[SheetRow]:
    """The rows of all sheets of records; what is no longer needed to be read is passed over.

    Raises:
        UnreadableTableError: damaged, too_long or no_header.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - half a second that only who reads a workbook pays

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        rows = [row for title in _BY_TITLE for row in _rows(title, book[title])]
        book.close()
    except UnreadableTableError:
        raise
    except Exception as error:  # openpyxl lets the XML parser's own errors through
        raise UnreadableTableError("damaged") from error
    return rows


def _rows(title: str, sheet: Any) -> Iterator[SheetRow]:
    header: list[str] | None = None
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > MOST_ROWS:
            raise UnreadableTableError("too_long")
        cells = [_cell(value) for value in values]
        if header is None:
            if _BY_TITLE[title].columns[0].name in cells:
                header = cells
            elif number > HEADER_WITHIN:
                break
        elif any(cells):
            yield SheetRow(number, dict(zip(header, cells, strict=False)) | {SHEET: title})
    if header is None:
        raise UnreadableTableError("no_header")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return unescaped(str(value))


def read_records(rows: Sequence[SheetRow], zone: tzinfo) -> tuple[list[Placed], list[LedgerFault]]:
    """The records of the rows, and what is wrong with them."""
    found: list[Placed] = []
    faults: list[LedgerFault] = []
    for row in rows:
        sheet = _BY_TITLE[row.cells[SHEET]]
        values, wrong = _values(sheet, row, zone)
        faults += wrong
        if not wrong:
            found.append(Placed(sheet.title, row.number, sheet.record(**values)))
    return found, faults


def _values(sheet: DataSheet, row: SheetRow, zone: tzinfo) -> tuple[dict[str, Any], list[LedgerFault]]:
    values: dict[str, Any] = {}
    faults: list[LedgerFault] = []
    for column in sheet.columns:
        written = row.get(column.name)
        text = written if column.kind is Kind.TEXT else written.strip()
        name = f"“{sheet.title}”表{column.name}"
        try:
            value = read(column, text, zone)
        except BadCellError:
            faults.append(LedgerFault(row.number, name, "bad_cell", text[:30]))
            continue
        except InvalidInput as refused:
            faults.append(LedgerFault(row.number, name, refused.reason, text[:30]))
            continue
        if value is not None:
            values[column.field] = value
        elif column.required:
            faults.append(LedgerFault(row.number, name, "missing"))
    return values, faults
