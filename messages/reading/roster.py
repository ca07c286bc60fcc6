"""Reading a roster out of an Excel workbook or a CSV file, into rows of plain cells. Nothing is checked here."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator, Sequence

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from supervision.roster_sheets import COLUMNS, REQUIRED_COLUMNS, UNIT_NAME, SheetRow

SUFFIXES = (".xlsx", ".csv")

MOST_ROWS = 5000
MOST_COLUMNS = 40
LARGEST_UNPACKED = 60 * 1024 * 1024
"""A county has a few hundred posts; what is larger, or unpacks to more bytes, is no roster."""

HEADER_WITHIN = 10
"""The header may stand below a title, within so many lines."""


class UnreadableRosterError(Exception):
    """The file cannot be read; `reason` is a stable word that its template explains."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_rows(name: str, content: bytes) -> list[SheetRow]:
    """Read the rows below the header, empty ones left out; each knows the line where it stands.

    Args:
        name: the file's name, for its ending.
        content: its bytes. CSV may be UTF-8, with or without a mark in front, or GB18030 as Excel in China saves it.

    Raises:
        UnreadableRosterError: wrong kind, empty, damaged, too many rows, or no header.
    """
    suffix = name.lower()[name.rfind(".") :] if "." in name else ""
    if suffix not in SUFFIXES:
        raise UnreadableRosterError("wrong_kind")
    if not content.strip():
        raise UnreadableRosterError("empty")
    lines = _workbook(content) if suffix == ".xlsx" else _csv(content)
    return list(_below_header(lines))


def _workbook(content: bytes) -> Iterator[tuple[int, list[str]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(item.file_size for item in archive.infolist()) > LARGEST_UNPACKED:
                raise UnreadableRosterError("too_long")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and validations that we do not read
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
            lines = [
                (number, [_cell(value) for value in row[:MOST_COLUMNS]])
                for number, row in enumerate(
                    book.worksheets[0].iter_rows(values_only=True, max_row=MOST_ROWS + HEADER_WITHIN), 1
                )
            ]
            book.close()
    except UnreadableRosterError:
        raise
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError, IndexError, EOFError) as error:
        raise UnreadableRosterError("damaged") from error
    except Exception as error:  # openpyxl lets the XML parser's own errors through
        raise UnreadableRosterError("damaged") from error
    return iter(lines)


def _csv(content: bytes) -> Iterator[tuple[int, list[str]]]:
    text = _decode(content)
    if "\x00" in text:
        raise UnreadableRosterError("damaged")
    separator = max(",;\t，", key=text.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row in reader:
            yield reader.line_num, [_cell(value) for value in row[:MOST_COLUMNS]]
    except csv.Error as error:
        raise UnreadableRosterError("damaged") from error


def _decode(content: bytes) -> str:
    marked = content[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableRosterError("damaged")


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


def _below_header(lines: Iterable[tuple[int, Sequence[str]]]) -> Iterator[SheetRow]:
    columns: list[str] | None = None
    count = 0
    for position, (number, cells) in enumerate(lines):
        if columns is None:
            if UNIT_NAME in cells:
                columns = _columns(cells)
            elif position >= HEADER_WITHIN:
                break
            continue
        if not any(cells):
            continue
        count += 1
        if count > MOST_ROWS:
            raise UnreadableRosterError("too_long")
        yield SheetRow(number, {name: cell for name, cell in zip(columns, cells, strict=False) if name in COLUMNS})
    if columns is None:
        raise UnreadableRosterError("no_header")
    if not count:
        raise UnreadableRosterError("empty")


def _columns(cells: Sequence[str]) -> list[str]:
    columns = [cell.replace(" ", "") for cell in cells]
    if any(columns.count(name) != 1 for name in REQUIRED_COLUMNS) or any(columns.count(name) > 1 for name in COLUMNS):
        raise UnreadableRosterError("no_header")
    return columns
