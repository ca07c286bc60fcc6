"""Reading a table out of an Excel workbook or a CSV file, into lines of plain cells. Nothing is checked here."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Collection, Iterable, Iterator, Sequence

from supervision.roster.roster_sheets import SheetRow

SUFFIXES = (".xlsx", ".csv")

MOST_ROWS = 5000
MOST_COLUMNS = 40
LARGEST_UNPACKED = 60 * 1024 * 1024
"""What is longer, or unpacks to more bytes, is no table that an office wrote."""

HEADER_WITHIN = 10
"""The header may stand below a title, within so many lines."""

Line = tuple[int, list[str]]
"""A line of the file: its number as the person sees it, from 1, and its cells."""


class UnreadableTableError(Exception):
    """The file cannot be read; `reason` is a stable word that its template explains."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_lines(name: str, content: bytes) -> list[Line]:
    """Read all lines of the first sheet, empty ones too.

    Args:
        name: the file's name, for its ending.
        content: its bytes. CSV may be UTF-8, with or without a mark in front, or GB18030 as Excel in China saves it.

    Raises:
        UnreadableTableError: wrong_kind, empty, damaged, or too_long.
    """
    suffix = name.lower()[name.rfind(".") :] if "." in name else ""
    if suffix not in SUFFIXES:
        raise UnreadableTableError("wrong_kind")
    if not content.strip():
        raise UnreadableTableError("empty")
    return list(_workbook(content) if suffix == ".xlsx" else _csv(content))


def read_table(name: str, content: bytes, *, columns: Collection[str], required: Sequence[str]) -> list[SheetRow]:
    """Read the rows below the header, empty ones left out; each knows the line where it stands.

    Args:
        columns: the columns that are read; others are passed over.
        required: those that the header must have; it is found by the first of them.

    Raises:
        UnreadableTableError: as `read_lines`, or no_header.
    """
    return list(_below_header(read_lines(name, content), columns, required))


def _workbook(content: bytes) -> Iterator[Line]:
    from openpyxl import load_workbook  # noqa: PLC0415 - half a second that only who reads a workbook pays

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(item.file_size for item in archive.infolist()) > LARGEST_UNPACKED:
                raise UnreadableTableError("too_long")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and validations that we do not read
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            sheet = book.worksheets[0]
            lines = [
                (number, [_cell(value) for value in row[:MOST_COLUMNS]])
                for number, row in enumerate(sheet.iter_rows(values_only=True, max_row=MOST_ROWS + HEADER_WITHIN), 1)
            ]
            book.close()
    except UnreadableTableError:
        raise
    except Exception as error:  # openpyxl lets the errors of zip and XML through
        raise UnreadableTableError("damaged") from error
    return iter(lines)


def _csv(content: bytes) -> Iterator[Line]:
    text = _decode(content)
    if "\x00" in text:
        raise UnreadableTableError("damaged")
    separator = max(",;\t，", key=text.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row in reader:
            yield reader.line_num, [_cell(value) for value in row[:MOST_COLUMNS]]
    except csv.Error as error:
        raise UnreadableTableError("damaged") from error


def _decode(content: bytes) -> str:
    marked = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableTableError("damaged")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # Excel keeps telephone numbers as floating numbers
    text = str(value).replace("\u3000", " ").replace("\xa0", " ").strip()
    # Excel and some exports guard a number with ="…" or a quote in front, so that it stays text.
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1]
    return " ".join(text.lstrip("'").split())


def _below_header(lines: Iterable[Line], columns: Collection[str], required: Sequence[str]) -> Iterator[SheetRow]:
    header: list[str] | None = None
    count = 0
    for position, (number, cells) in enumerate(lines):
        if header is None:
            if required[0] in cells:
                header = _header(cells, columns, required)
            elif position >= HEADER_WITHIN:
                break
            continue
        if not any(cells):
            continue
        count += 1
        if count > MOST_ROWS:
            raise UnreadableTableError("too_long")
        yield SheetRow(number, {name: cell for name, cell in zip(header, cells, strict=False) if name in columns})
    if header is None:
        raise UnreadableTableError("no_header")
    if not count:
        raise UnreadableTableError("empty")


def _header(cells: Sequence[str], columns: Collection[str], required: Sequence[str]) -> list[str]:
    header = [cell.replace(" ", "") for cell in cells]
    if any(header.count(name) != 1 for name in required) or any(header.count(name) > 1 for name in columns):
        raise UnreadableTableError("no_header")
    return header
