"""What is gathered for the files of a year."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from sqlalchemy import or_, select

from storage.tables import MODELS, audit
from storage.unit_of_work import UnitOfWork
from supervision.archiving.rows import Happened
from supervision.model import ArchiveStatus, StoredFile, YearArchive

_files = MODELS[StoredFile]
_archives = MODELS[YearArchive]

AT_ONCE = 500
"""Keys in one question: SQLite takes 999 and more, and a long matter has several hundred reports."""


async def happened(unit: UnitOfWork, subjects: Mapping[str, Collection[str]]) -> list[Happened]:
    """Everything recorded of some things, oldest first.

    Args:
        subjects: kind → keys.
    """
    found: dict[int, Happened] = {}
    for kind, keys in subjects.items():
        for begin in range(0, len(keys), AT_ONCE):
            some = sorted(keys)[begin : begin + AT_ONCE]
            statement = select(audit).where(audit.c.subject_kind == kind, audit.c.subject_key.in_(some))
            for row in await unit.connection.execute(statement):
                found[row.seq] = Happened(
                    row.at,
                    row.person_id,
                    row.post_id,
                    row.channel,
                    row.event,
                    row.subject_kind,
                    row.subject_key,
                    json.loads(row.details),
                )
    return [found[seq] for seq in sorted(found)]


async def files_of(
    unit: UnitOfWork, matter_id: int, *, reports: Collection[int], findings: Collection[int], records: Collection[int]
) -> list[StoredFile]:
    """The files that came with a matter, its reports, the findings on it, and what was entered from paper."""
    wanted = [_files.c.matter_id == matter_id]
    for column, ids in ((_files.c.report_id, reports), (_files.c.finding_id, findings), (_files.c.record_id, records)):
        if ids:
            wanted.append(column.in_(sorted(ids)))
    return await unit.all(StoredFile, select(_files).where(or_(*wanted)).order_by(_files.c.id))


async def wanted(unit: UnitOfWork) -> list[YearArchive]:
    """The years that are to be packed, the first asked for first."""
    statement = select(_archives).where(_archives.c.status == ArchiveStatus.WANTED).order_by(_archives.c.id)
    return await unit.all(YearArchive, statement)
