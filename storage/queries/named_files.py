"""Which files in the folder of files something still refers to."""

from __future__ import annotations

import re

from sqlalchemy import Column, select
from sqlalchemy.types import String

from storage.outbox import State
from storage.tables import MODELS, metadata, outbox
from storage.unit_of_work import UnitOfWork
from supervision.model import YearArchive

_HASH = re.compile(r"\b[0-9a-f]{64}\b")

_OVER = (State.SENT, State.VOID)
"""States of a message that goes out no more."""


def columns_with_hashes() -> list[Column[str]]:
    """Every column of the schema that holds the hash of a file: they are known by their name."""
    return [column for table in metadata.sorted_tables for column in table.columns if "sha256" in column.name]


async def named_files(unit: UnitOfWork) -> set[str]:
    """The hashes of papers, evidence and packed years, and of what messages that are not out yet carry."""
    found: set[str] = set()
    for column in columns_with_hashes():
        found.update((await unit.connection.execute(select(column).where(column != ""))).scalars())
    parts = MODELS[YearArchive].c.parts
    written = (
        select(parts.cast(String)),
        select(outbox.c.payload).where(outbox.c.payload.is_not(None), outbox.c.status.not_in(_OVER)),
    )
    for statement in written:
        for words in (await unit.connection.execute(statement)).scalars():
            found.update(_HASH.findall(words))
    return found
