"""Keeping house: old files that nothing names go; papers, evidence and what is still to be sent never do."""

from __future__ import annotations

import json
import os
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert

from bot.fetching import keep
from handlers.housekeeping import KEEP_FILES
from storage import copying
from storage.outbox import State
from storage.queries.named_files import columns_with_hashes, named_files
from storage.tables import outbox
from supervision.model import ArchivePart, ArchiveStatus, DocumentFile, YearArchive
from tests.flows.papers import PHOTO, files, paper, with_paper
from tests.flows.test_documents import drawn_up, kept
from tests.world import MONDAY, World

LONG_AGO = KEEP_FILES.total_seconds() + 3600


def age(folder: Path) -> None:
    """Make every file that is there old."""
    for path in folder.iterdir():
        written = path.stat().st_mtime - LONG_AGO
        os.utime(path, (written, written))


async def things_that_are_named(office: World, folder: Path) -> set[str]:
    """A paper, evidence, a chart, a packed year, and a workbook in a message that is not out yet."""
    await with_paper(office)
    await drawn_up(office)
    await office.water.sends("现场.jpg", PHOTO, caption="北城河清淤已完成1.2公里。", reply_to=await paper(office.water))
    await office.settle()
    chart, year, workbook = (keep(folder, content) for content in (b"chart", b"year", b"workbook"))
    async with office.transaction() as unit:
        await unit.save(DocumentFile(1, "png", chart))
        parts = (ArchivePart("全年", 4, year),)
        await unit.save(YearArchive(1, 2026, 1, unit.now, ArchiveStatus.MADE, document_id=1, parts=parts))
        waits = {"status": State.DEAD, "payload": f'{{"parts":[{{"file":"{workbook}"}}]}}'}
        await unit.connection.execute(insert(outbox).values(**EMPTY, **waits, created_at=unit.now))
        await unit.commit()
    (evidence,) = await files(office)
    return {(await kept(office)).sha256, evidence.sha256, chart, year, workbook}


PLAIN = {"time": "2026-03-02T08:30:00+08:00", "date": "2026-03-02", "clock": "08:30", "flag": False, "text": ""}
"""Something for each kind of column, beside a number."""

EMPTY = {
    **dict.fromkeys(("kind", "seat", "on_doubt", "until", "subject_kind", "subject_key", "reason"), ""),
    **dict.fromkeys(("lane", "revision", "attempts", "sent_parts", "resent"), 0),
    "key": "workbook",
    "fields": "{}",
}


async def test_old_files_that_nothing_names_go_and_papers_and_evidence_stay(office_with_papers: World) -> None:
    office, folder = office_with_papers, office_with_papers.settings.data_dir / "files"
    named = await things_that_are_named(office, folder)
    gone, again = keep(folder, b"a ledger that was sent"), keep(folder, b"a ledger that is made once more")
    age(folder)
    fresh = keep(folder, b"a ledger of today")
    assert keep(folder, b"a ledger that is made once more") == again
    await office.advance(MONDAY + timedelta(days=5))
    left = {path.name for path in folder.iterdir()}
    assert left == named | {fresh, again}
    assert gone not in left


async def test_every_column_with_a_hash_protects_what_it_names(office: World) -> None:
    names = {f"{column.table.name}.{column.name}" for column in columns_with_hashes()}
    assert names >= {
        "documents.sha256",
        "documents.pdf_sha256",
        "document_files.sha256",
        "stored_files.sha256",
        "intakes.sha256",
    }
    for number, column in enumerate(columns_with_hashes(), 1):
        digest, columns = f"{number:064x}", copying.present_tables()[column.table.name]
        row = [digest if name == column.name else PLAIN.get(kind, number) for name, kind in columns.items()]
        async with office.transaction() as unit:
            await copying.put_rows(unit, column.table.name, columns, [json.dumps(row).encode()])
            assert digest in await named_files(unit), column
