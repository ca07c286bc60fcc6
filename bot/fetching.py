"""Getting files: what a handler noted is downloaded after the commit; then its follow-up goes on."""

from __future__ import annotations

import asyncio
import hashlib
import os
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import structlog
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TelegramError

from bot.errors import incident_number
from bot.rounds import whatever_happens
from handlers.conversation.context import Services
from storage import outbox
from storage.engine import is_transient
from storage.unit_of_work import UnitOfWork
from supervision.model import FileStatus, StoredFile
from supervision.notices.base import Notice, to_person
from supervision.notices.refusing import Incident
from supervision.reports.evidence import LARGEST

MOST_ATTEMPTS = 4
FIRST_PAUSE = 0.5
"""How often a download is tried at a time, and the seconds before the second attempt, doubled each time."""

ROUND_PAUSE = 5.0
"""Seconds after which wanted files are looked for without being woken."""

GIVE_UP_AFTER = timedelta(days=1)
"""How long a file is asked for while Telegram cannot be reached: its id is good for ever, and an hour without network
must not cost a unit its evidence."""

log = structlog.get_logger()


@dataclass(slots=True)
class Fetching:
    """Downloads wanted files, one after the other, to `files/<sha256>` in the data directory."""

    services: Services
    bot: Bot
    _woken: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _quiet: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _behind: list[StoredFile] | None = field(default=None, init=False)
    """Files that are there, but the database was away when they were to be gone on with; none before the first look."""

    def wake(self) -> None:
        """Say that there may be a file to get."""
        self._quiet.clear()
        self._woken.set()

    async def drain(self) -> None:
        """Wait until no file is wanted."""
        self.wake()
        await self._quiet.wait()

    async def run(self) -> None:
        """Fetch until cancelled; first go on with files that were on disk when the last process ended."""
        while True:
            self._woken.clear()
            if await whatever_happens(self._round, otherwise=False, event="files_later"):
                continue
            try:
                async with asyncio.timeout(ROUND_PAUSE):
                    await self._woken.wait()
            except TimeoutError:
                continue

    async def _round(self) -> bool:
        """Go on with what can be gone on with; tells whether a file was got, so that others may be wanted now."""
        behind = await self._unfinished() if self._behind is None else self._behind
        async with self.services.database.read(self.services.setting) as unit:
            wanted = await unit.find(StoredFile, status=FileStatus.WANTED)
        self._behind = [file for file in behind if not await self._follow_up(file)]
        ended = [await self._fetch_whatever_happens(file) for file in wanted]
        if not wanted and not self._behind:
            self._quiet.set()
        return any(ended)

    async def _fetch_whatever_happens(self, file: StoredFile) -> bool:
        """One file that cannot be got, or not be written down, holds up no other; it stays wanted."""
        return await whatever_happens(partial(self._fetch, file), otherwise=False, event="fetch_later", file=file.id)

    async def _fetch(self, file: StoredFile) -> bool:
        """Get one file; tells whether it is done with. While the network is away it stays wanted."""
        try:
            outcome = await self._outcome(file)
        except (NetworkError, RetryAfter) as error:
            log.warning("fetch_later", file=file.id, error=repr(error))
            return False
        async with self.services.database.write(self.services.setting) as unit:
            await _save(unit, outcome)
            await unit.commit()
        if not await self._follow_up(outcome):
            self._behind = [*(self._behind or ()), outcome]
        return True

    async def _outcome(self, file: StoredFile) -> StoredFile:
        try:
            return await self._download(file)
        except (NetworkError, RetryAfter, OSError):
            if self.services.clock() - file.sent_at < GIVE_UP_AFTER:
                raise
            log.exception("fetch_given_up", file=file.id)
        except Exception:
            log.exception("fetch_failed", file=file.id)
        return replace(file, status=FileStatus.FAILED)

    async def _unfinished(self) -> list[StoredFile]:
        names = tuple(self.services.catalogue.follow_ups)
        async with self.services.database.read(self.services.setting) as unit:
            waiting = await unit.find(StoredFile, follow_up=names) if names else []
        return [file for file in waiting if file.status is not FileStatus.WANTED]

    async def _follow_up(self, file: StoredFile) -> bool:
        """Go on with a file, at least once: the row names its follow-up until that has ended. A bug in one stops
        no other file. Tells whether it has ended: while the database is away it is tried again.
        """
        if file.follow_up not in self.services.catalogue.follow_ups:
            return True

        async def followed() -> bool:
            await self._end(file, await self._followed(file))
            self.services.wake_delivery()
            return True

        about = {"file": file.id, "follow_up": file.follow_up}
        return await whatever_happens(followed, otherwise=False, event="follow_up_later", **about)

    async def _followed(self, file: StoredFile) -> list[Notice]:
        """What is to be said of it: an incident, if it failed for good."""
        try:
            await self.services.catalogue.follow_ups[file.follow_up](self.services, file)
        except Exception as error:
            is_late = self.services.clock() - file.sent_at >= GIVE_UP_AFTER
            if is_transient(error) and not is_late:
                raise
            number = incident_number(self.services.clock(), file.id)
            log.exception("follow_up_failed", incident=number, file=file.id, follow_up=file.follow_up)
            return [Incident(to=to_person(file.sent_by), number=number)]
        return []

    async def _end(self, file: StoredFile, notices: list[Notice]) -> None:
        async with self.services.database.write(self.services.setting) as unit:
            current = await unit.require(StoredFile, file.id)
            await unit.save(replace(current, follow_up=""))
            await outbox.tell(unit, notices)
            await unit.commit()

    async def _download(self, file: StoredFile) -> StoredFile:
        if file.size > LARGEST:
            return replace(file, status=FileStatus.REFUSED)
        pause = FIRST_PAUSE
        for attempt in range(1, MOST_ATTEMPTS + 1):
            try:
                # A link expires; Telegram then answers 404, which PTB reads as a wrong token: ask for a new link.
                link = await self.bot.get_file(file.file_id)
                content = bytes(await link.download_as_bytearray())
            except BadRequest as error:
                log.info("file_refused", file=file.id, error=str(error))
                return replace(file, status=FileStatus.REFUSED)
            except (NetworkError, RetryAfter, InvalidToken) as error:
                log.info("fetch_attempt_failed", file=file.id, attempt=attempt, error=str(error))
                if attempt == MOST_ATTEMPTS and not isinstance(error, InvalidToken):
                    raise
                await asyncio.sleep(pause)
                pause *= 2
            except TelegramError as error:
                log.warning("fetch_refused", file=file.id, error=str(error))
                break
            else:
                digest = await asyncio.to_thread(keep, self.services.files, content)
                return replace(file, status=FileStatus.STORED, sha256=digest, size=len(content))
        return replace(file, status=FileStatus.FAILED)


def keep(folder: Path, content: bytes) -> str:
    """Write a file under its own hash, whole or not at all; one that is there becomes as new, so that housekeeping
    leaves it. Returns the hash (SHA-256, hexadecimal).
    """
    digest = hashlib.sha256(content).hexdigest()
    target = folder / digest
    try:
        os.utime(target)
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
        partial = folder / f".{digest}.part"
        partial.write_bytes(content)
        partial.replace(target)
    return digest


def keep_file(folder: Path, partial: Path) -> str:
    """Put a file that was written in the folder under its own hash; returns the hash."""
    with partial.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    partial.replace(folder / digest)
    return digest


async def _save(unit: UnitOfWork, outcome: StoredFile) -> None:
    """Note the result on the row as it is now: meanwhile it may have been placed with a report."""
    current = await unit.require(StoredFile, outcome.id)
    await unit.save(replace(current, status=outcome.status, sha256=outcome.sha256, size=outcome.size))
