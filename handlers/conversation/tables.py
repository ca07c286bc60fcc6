"""Tables that people send: which file of a message is one, and its rows once it is on disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from handlers.conversation.context import Services
from handlers.conversation.flows import Said
from handlers.conversation.heard import SentFile
from messages.reading.tables import SUFFIXES, UnreadableTableError
from supervision.model import FileStatus, StoredFile
from supervision.refusals import InvalidInput
from supervision.reports.evidence import LARGEST
from supervision.roster.roster_sheets import SheetRow

TAKEN = "Excel 文件（.xlsx）或 CSV 文件（.csv）"

Reader = Callable[[str, bytes], list[SheetRow]]
"""Reads rows out of a file of this name. Raises UnreadableTableError."""


def is_table(file: SentFile) -> bool:
    """Whether a sent file is a table by its name."""
    return file.kind == "document" and file.name.lower().endswith(SUFFIXES)


def sent_table(said: Said, what: str) -> SentFile:
    """The document of an answer that asks for a table of this kind.

    Raises:
        InvalidInput: there is none, it is no table, or it is too big to be fetched.
    """
    file = next((file for file in said.files if file.kind == "document"), None)
    if file is None or not is_table(file):
        raise InvalidInput(what, "wrong_file", given=TAKEN)
    if file.size > LARGEST:
        raise InvalidInput(what, "file_too_big")
    return file


async def rows_of(services: Services, file: StoredFile, read: Reader) -> tuple[list[SheetRow], str]:
    """The rows of a table that was fetched, and a stable word for why there are none: it could not be had or read."""
    if file.status is not FileStatus.STORED:
        return [], str(file.status)
    try:
        return await read_again(services, file, read), ""
    except UnreadableTableError as error:
        return [], error.reason


async def read_again(services: Services, file: StoredFile, read: Reader) -> list[SheetRow]:
    """The rows of a table on disk that could be read before. Raises UnreadableTableError."""
    path = services.files / file.sha256
    return await asyncio.to_thread(lambda: read(file.name, path.read_bytes()))
