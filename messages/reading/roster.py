"""Reading a roster out of an Excel workbook or a CSV file, into rows of plain cells. Nothing is checked here."""

from __future__ import annotations

from messages.reading.tables import read_table
from supervision.roster.roster_sheets import ALL_COLUMNS, REQUIRED_COLUMNS, UNIT_NAME, SheetRow


def read_rows(name: str, content: bytes) -> list[SheetRow]:
    """Read the rows below the header, empty ones left out; each knows the line where it stands.

    Raises:
        UnreadableTableError: wrong kind, empty, damaged, too many rows, or no header.
    """
    required = (UNIT_NAME, *(column for column in REQUIRED_COLUMNS if column != UNIT_NAME))
    return read_table(name, content, columns=ALL_COLUMNS, required=required)
