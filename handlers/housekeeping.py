"""Keeping house: what was done long ago and only lingers is deleted."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import structlog

from handlers.conversation.catalogue import Tick, never_urgent
from handlers.conversation.context import Services
from storage import inbox, sent_files
from storage.queries.named_files import named_files

KEEP_FILES = timedelta(days=30)
"""How much older than the newest file one must be that nothing names (a ledger that was sent) before it goes.

The disk's own times are compared with each other: the clock that the bot goes by may be another.
"""

_HASH = re.compile(r"[0-9a-f]{64}")

log = structlog.get_logger()


async def prune(services: Services) -> None:
    """Delete done updates, so that Telegram may use their numbers again after a silent week, and files nobody names."""
    async with services.transaction() as unit:
        await inbox.prune(unit)
        await sent_files.prune(unit)
        await unit.commit()
    await let_go_of_files(services)


async def let_go_of_files(services: Services) -> None:
    """Delete old files that no row refers to; what is evidence or a paper is named by its row for ever."""
    old = await asyncio.to_thread(old_files, services.files)
    if not old:
        return
    async with services.database.read(services.setting) as unit:
        unnamed = old - await named_files(unit)
    if unnamed:
        await asyncio.to_thread(_delete, services.files, unnamed)
        log.info("files_let_go", count=len(unnamed))


def old_files(folder: Path) -> set[str]:
    """The files, by their hashes, that are older by `KEEP_FILES` than the newest."""
    if not folder.is_dir():
        return set()
    written = {path.name: path.stat().st_mtime for path in folder.iterdir() if _HASH.fullmatch(path.name)}
    newest = max(written.values(), default=0.0)
    return {name for name, at in written.items() if at < newest - KEEP_FILES.total_seconds()}


def _delete(folder: Path, names: Iterable[str]) -> None:
    """Those that were kept anew meanwhile, and so are the newest, stay."""
    for name in set(names) & old_files(folder):
        (folder / name).unlink(missing_ok=True)


TICKS = (Tick("housekeeping", inbox.has_old, prune, never_urgent),)
