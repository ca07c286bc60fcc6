"""Hearing: updates are stored before Telegram is told that we have them, then handled in order for each person."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import structlog
from telegram import Bot, Update

from bot.errors import incident_number
from handlers.conversation.context import Services
from handlers.conversation.heard import INCOMING, Incoming
from storage import inbox, outbox, outgoing
from storage.engine import is_transient
from storage.inbox import Received
from storage.unit_of_work import Origin, UnitOfWork
from supervision.notices.refusing import Incident

MOST_ATTEMPTS = 5
"""How often an update is tried again when the database was busy or away."""

FIRST_PAUSE = 0.2
"""Seconds before the second attempt; doubled each time."""

LONGEST_PAUSE = 30.0
"""Seconds between attempts at the most, however long the database is away."""

Process = Callable[[Update], Awaitable[None]]

log = structlog.get_logger()


class Inbox:
    """Stores what was fetched and hands it on: one queue a sender, senders side by side."""

    def __init__(self, services: Services, bot: Bot, process: Process) -> None:
        self._services = services
        self._bot = bot
        self._process = process
        self._queues: dict[str, deque[Received]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._idle.set()

    async def take(self, updates: Sequence[dict[str, Any]]) -> None:
        """Store a batch and commit; only after that may the offset move on (or the webhook answer 200)."""
        batch = [(int(raw["update_id"]), sender_of(raw), raw) for raw in updates if "update_id" in raw]
        if not batch:
            return
        async with self._services.database.write(self._services.setting) as unit:
            fresh = await _with_cards(unit, await inbox.store(unit, batch))
            await unit.commit()
        self._enqueue(fresh)

    async def resume(self) -> None:
        """Take up what was stored but not handled when the last process ended."""
        async with self._services.database.read(self._services.setting) as unit:
            left = await _with_cards(unit, await inbox.waiting(unit))
        if left:
            log.info("inbox_resumed", updates=len(left))
        self._enqueue(left)

    async def wait_idle(self) -> None:
        """Wait until every update that was taken has been handled."""
        await self._idle.wait()

    async def stop(self) -> None:
        """Let the transactions that are open finish; what is still queued stays in the table."""
        for queue in self._queues.values():
            while len(queue) > 1:
                queue.pop()
        await asyncio.gather(*self._workers, return_exceptions=True)

    def _enqueue(self, received: Sequence[Received]) -> None:
        for item in received:
            queue = self._queues.get(item.sender)
            if queue is not None:
                queue.append(item)
                continue
            self._queues[item.sender] = deque([item])
            self._idle.clear()
            task = asyncio.create_task(self._work(item.sender), name=f"inbox {item.sender}")
            self._workers.add(task)
            task.add_done_callback(self._workers.discard)

    async def _work(self, sender: str) -> None:
        queue = self._queues[sender]
        try:
            while queue:
                await self._handle(queue[0])
                queue.popleft()
        finally:
            del self._queues[sender]
            if not self._queues:
                self._idle.set()

    async def _handle(self, received: Received) -> None:
        try:
            update = Update.de_json(received.raw, self._bot)
        except Exception as error:
            await self._bury(received, error)
            return
        pauses = _pauses()
        while (failure := await self._try(received, update)) is not None:
            if not is_transient(failure) or await self._count(received) >= MOST_ATTEMPTS:
                await self._bury(received, failure, update)
                return
            await asyncio.sleep(next(pauses))

    async def _try(self, received: Received, update: Update) -> BaseException | None:
        incoming = Incoming(received.update_id, received.card)
        INCOMING.set(incoming)
        try:
            await self._process(update)
            if incoming.error is None and not incoming.handled:
                await self._finish(received)
        except Exception as error:
            return error
        return incoming.error

    async def _finish(self, received: Received) -> None:
        """Nobody wanted the update: that is an end, too."""
        async with self._services.database.write(self._services.setting) as unit:
            await inbox.finish(unit, received.update_id)
            await unit.commit()

    async def _count(self, received: Received) -> int:
        try:
            async with self._services.database.write(self._services.setting) as unit:
                attempts = await inbox.count_attempt(unit, received.update_id)
                await unit.commit()
        except Exception as error:
            if not is_transient(error):
                raise
            return 0  # the database is still away: the attempt did not count
        return attempts

    async def _bury(self, received: Received, error: BaseException, update: Update | None = None) -> None:
        """Give an update up; while the database is away that waits, too, or its sender would not be heard again."""
        number = incident_number(self._services.clock(), received.update_id)
        log.error("update_failed", incident=number, update_id=received.update_id, exc_info=error)
        for pause in _pauses():
            try:
                await self._write_off(received, number, update)
            except Exception as away:
                if not is_transient(away):
                    raise
                await asyncio.sleep(pause)
            else:
                break
        self._services.wake_delivery()

    async def _write_off(self, received: Received, number: str, update: Update | None) -> None:
        async with self._services.database.write(self._services.setting) as unit:
            await inbox.bury(unit, received.update_id, number)
            chat = update.effective_chat if update else None
            if chat is not None:
                unit.origin = Origin("telegram", received.update_id, chat.id, None)
                await outbox.tell(unit, [Incident(number=number)])
            await unit.commit()


def _pauses() -> Iterator[float]:
    """Seconds between one attempt and the next, for ever."""
    pause = FIRST_PAUSE
    while True:
        yield pause
        pause = min(pause * 2, LONGEST_PAUSE)


async def _with_cards(unit: UnitOfWork, received: Sequence[Received]) -> list[Received]:
    """Look up what the messages that are replied to stand for; the routes ask for it before any transaction is open."""
    quoted = {item.update_id: place for item in received if (place := _quoted(item)) is not None}
    cards = await outgoing.cards_at(unit, set(quoted.values()))
    return [
        replace(item, card=cards.get(quoted[item.update_id])) if item.update_id in quoted else item for item in received
    ]


def _quoted(received: Received) -> tuple[int, int] | None:
    """The chat and id of the message that is replied to; none of a broken update, which is buried when it is read."""
    message = received.raw.get("message")
    quoted = message.get("reply_to_message") if isinstance(message, dict) else None
    if not isinstance(message, dict) or not isinstance(quoted, dict):
        return None
    try:
        return int(message["chat"]["id"]), int(quoted["message_id"])
    except (KeyError, TypeError, ValueError):
        return None


def sender_of(raw: dict[str, Any]) -> str:
    """Whose queue an update belongs to: the account, or the chat in whose name it was sent."""
    for content in raw.values():
        if isinstance(content, dict):
            speaker = content.get("sender_chat") or content.get("from") or content.get("chat")
            if isinstance(speaker, dict) and "id" in speaker:
                return str(speaker["id"])
    return "unknown"
