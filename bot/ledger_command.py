"""`ducha ledger import FILE` and `export FILE`: the ledger that was kept before, and the one that is kept, as files."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from pathlib import Path

from bot.config import Config
from bot.console import Agree, Say, import_file, setting_of, words
from handlers.ledger.gathering import everything
from handlers.takeover.ledger_import import Prepared, prepare, take
from handlers.takeover.restoring import when_of
from handlers.takeover.takeover import mark_of, read_rows, refused
from messages.views.ledger import LedgerBook
from messages.views.takeover import LedgerPreviewView
from storage.engine import Database
from storage.unit_of_work import Origin, Setting
from supervision.actors import MACHINE
from supervision.notices.base import to_person
from supervision.notices.takeover import (
    LedgerDropped,
    LedgerFault,
    LedgerPreviewCard,
    LedgerRefused,
    LedgerTaken,
    LedgerUnreadable,
)
from supervision.roster.roster_sheets import SheetRow

NOBODY = to_person(0)

DONE, REFUSED = 0, 1


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    mark: str
    rows: list[SheetRow]


async def import_ledger(config: Config, path: Path, say: Say, agree: Agree) -> int:
    """Show what a ledger holds and, if that is agreed to, take it over; what is wrong is listed, and nothing changed.

    What the units are told is sent by the bot, now or when it next runs.

    Returns:
        The exit code: 0 when the ledger was taken over, 1 when it was not.
    """
    answer = await import_file(
        config,
        path,
        say,
        read=_read,
        unreadable=lambda reason: LedgerUnreadable(to=NOBODY, name=path.name, reason=reason),
        carry_out=lambda database, setting, file: _import(database, setting, file, say, agree),
    )
    return DONE if isinstance(answer, LedgerTaken) else REFUSED


async def export_ledger(config: Config, path: Path, say: Say) -> int:
    """Write the whole ledger as a workbook that an empty installation can take over; no file is overwritten.

    Returns:
        The exit code: 1 when nothing was written.
    """
    setting = await setting_of(config, say)
    if setting is None:
        return REFUSED
    if await asyncio.to_thread(path.exists):
        say(f"{path}：已有该文件，未导出")
        return REFUSED
    database = Database.open(config.database())
    try:
        async with database.read(setting) as unit:
            book = await everything(unit)
        await asyncio.to_thread(_write, path, book)
    except OSError as error:
        say(f"{path}：未能写入（{error.strerror}）")
        return REFUSED
    finally:
        await database.close()
    say(f"已导出督查事项{book.matters}项：{path}")
    return DONE


async def _import(
    database: Database, setting: Setting, file: _File, say: Say, agree: Agree
) -> LedgerTaken | LedgerRefused | LedgerDropped:
    """Read, ask, and take over what is still the same."""
    async with database.write(setting) as unit:
        seen = await prepare(unit, MACHINE, file.rows, at_console=True)
        report_by = when_of(unit).report_by
    if isinstance(seen, tuple):
        return refused(NOBODY, file.name, seen)
    card = LedgerPreviewCard(
        to=NOBODY,
        intake_id=0,
        name=file.name,
        counts=seen.counts,
        lines=seen.lines,
        report_by=report_by,
        restored=seen.restored is not None,
        unsigned=seen.unsigned,
    )
    say(words(LedgerPreviewView(shown=card, outcome="", may_decide=False), setting, "ledger_preview_card"))
    if not agree():
        return LedgerDropped()
    async with database.write(setting) as unit:
        unit.origin = Origin("console")
        prepared = await prepare(unit, MACHINE, file.rows, at_console=True)
        if not isinstance(prepared, Prepared) or prepared.basis != seen.basis:
            return refused(NOBODY, file.name, (LedgerFault(0, "", "changed_meanwhile"),))
        counts = await take(unit, MACHINE, prepared, file.mark)
        await unit.commit()
    return LedgerTaken(to=NOBODY, name=file.name, counts=counts)


def _read(path: Path) -> _File:
    content = path.read_bytes()
    return _File(path.name, mark_of(hashlib.sha256(content).hexdigest()), read_rows(path.name, content))


def _write(path: Path, book: LedgerBook) -> None:
    from messages.sheets.ledger import ledger_book  # noqa: PLC0415 - openpyxl is nothing that the bot's start needs

    path.write_bytes(ledger_book(book))
