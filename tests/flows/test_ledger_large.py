"""The ledger of a large county, and the workbook as LibreOffice opens it."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from time import perf_counter

import pytest
from openpyxl import load_workbook

from handlers.ledger.gathering import everything
from handlers.takeover.ledger_import import Prepared, prepare, take
from handlers.takeover.takeover import read_rows
from messages.sheets.ledger import ledger_book
from storage.unit_of_work import UnitOfWork
from supervision.actors import MACHINE
from tests.builders import issued_matter
from tests.flows.ledger_scenes import NASTY, rich
from tests.flows.test_ledger_book import cells, installation

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]

MATTERS = 1500
"""Of two tasks each."""

SECONDS = 10


@pytest.fixture
async def county(tmp_path: Path, template: Path) -> AsyncIterator[UnitOfWork]:
    async with installation(tmp_path / "full.db", template) as unit:
        yield unit


async def test_three_thousand_tasks_are_exported_in_time_and_come_back(
    county: UnitOfWork, tmp_path: Path, template: Path
) -> None:
    for number in range(MATTERS):
        await issued_matter(county, track=("document", "hotline", "ten_things")[number % 3])
    began = perf_counter()
    content = ledger_book(await everything(county))
    assert perf_counter() - began < SECONDS
    assert len(content) < 5_000_000
    async with installation(tmp_path / "empty.db", template) as empty:
        prepared = await prepare(empty, MACHINE, read_rows("台账.xlsx", content), at_console=True)
        assert isinstance(prepared, Prepared), prepared
        assert prepared.counts.tasks == 2 * MATTERS
        await take(empty, MACHINE, prepared, "file")
        assert cells(ledger_book(await everything(empty))) == cells(content)


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
async def test_libreoffice_opens_every_sheet_and_reads_the_same_cells(county: UnitOfWork, tmp_path: Path) -> None:
    matters = await rich(county)
    await county.save(replace(matters[1], title=NASTY))
    content = ledger_book(await everything(county))
    read = as_libreoffice_reads(content, tmp_path)
    book = load_workbook(io.BytesIO(content))
    assert len(read) == len(book.worksheets)
    for sheet in book.worksheets:
        shown = [[_shown(cell.value) for cell in row] for row in sheet.iter_rows()]
        assert [_stripped(row) for row in read[sheet.title]] == [_stripped(row) for row in shown], sheet.title


EVERY_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


def as_libreoffice_reads(content: bytes, folder: Path) -> dict[str, list[list[str]]]:
    """The rows of each sheet, as LibreOffice saves them as CSV."""
    program = shutil.which("soffice")
    assert program
    file = folder / "ledger.xlsx"
    file.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [program, "--headless", "--norestore", profile, "--convert-to", EVERY_SHEET, "--outdir", str(folder)]
    subprocess.run([*command, str(file)], check=True, timeout=120, capture_output=True)
    found: dict[str, list[list[str]]] = {}
    for path in folder.glob("ledger-*.csv"):
        with path.open(encoding="utf-8", newline="") as opened:
            found[path.stem.removeprefix("ledger-")] = list(csv.reader(opened))
    return found


def _shown(value: object) -> str:
    """A cell as LibreOffice writes it, by the formats that the sheets have."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S}"
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def _stripped(row: list[str]) -> list[str]:
    """Without the empty cells at the end; a date of a track's sheet has no hour."""
    cut = [text.removesuffix(" 00:00:00") for text in row]
    while cut and not cut[-1]:
        cut.pop()
    return cut
