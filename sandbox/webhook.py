"""Delivering updates to a webhook: in order per chat (or per tapping user), retried until a 2xx or expiry.

Source: telegram.md §2.9. The first retry comes at once, then after 1, 2, 4 … 60 s; `Retry-After` is honoured.
"""

import asyncio

import httpx

from sandbox.records import Bot, Queued
from sandbox.state import State

LONGEST_PAUSE = 60.0
ANSWER_SECONDS = 60.0


class WebhookDelivery:
    """The task that watches the queues of bots with a webhook."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._lanes: dict[tuple[int, str], asyncio.Task[None]] = {}
        self._client: httpx.AsyncClient | None = None

    async def run(self) -> None:
        """Deliver until cancelled."""
        try:
            while True:
                for bot in self._state.bots.scan():
                    if bot.webhook.get("url"):
                        self._start_lanes(bot)
                await self._state.signal.wait(ANSWER_SECONDS)
        finally:
            for task in self._lanes.values():
                task.cancel()
            await asyncio.gather(*self._lanes.values(), return_exceptions=True)
            if self._client is not None:
                await self._client.aclose()

    def _start_lanes(self, bot: Bot) -> None:
        for update in self._state.updates.waiting(bot.id):
            lane = (bot.id, update.lane)
            if lane not in self._lanes:
                task = asyncio.create_task(self._deliver_lane(lane))
                self._lanes[lane] = task

    async def _deliver_lane(self, lane: tuple[int, str]) -> None:
        failures = 0
        try:
            while (head := self._head(lane)) is not None:
                bot, update = head
                pause = await self._deliver(bot, update)
                if pause is None:
                    self._state.updates.confirm(update)
                    self._state.signal.ring()
                    failures = 0
                    continue
                wait = max(pause, min(2.0 ** (failures - 1), LONGEST_PAUSE) if failures else 0.0)
                failures += 1
                await asyncio.sleep(wait)
        finally:
            del self._lanes[lane]

    def _head(self, lane: tuple[int, str]) -> tuple[Bot, Queued] | None:
        bot = self._state.bots.get(lane[0])
        if bot is None or not bot.webhook.get("url"):
            return None
        waiting = [update for update in self._state.updates.waiting(bot.id) if update.lane == lane[1]]
        return (bot, waiting[0]) if waiting else None

    async def _deliver(self, bot: Bot, update: Queued) -> float | None:
        """Post one update. None when it was accepted, else the least pause in seconds before the next try."""
        if self._client is None:
            self._client = httpx.AsyncClient(trust_env=False, timeout=ANSWER_SECONDS)
        headers = {}
        if secret := bot.webhook.get("secret_token"):
            headers["X-Telegram-Bot-Api-Secret-Token"] = secret
        try:
            response = await self._client.post(bot.webhook["url"], json=update.raw, headers=headers)
        except httpx.HTTPError as error:
            self._failed(bot.id, f"Connection failed: {type(error).__name__}")
            return 0.0
        if response.is_success:
            return None
        self._failed(bot.id, f"Wrong response from the webhook: {response.status_code} {response.reason_phrase}")
        retry_after = response.headers.get("retry-after", "")
        return min(float(retry_after), 3600.0) if retry_after.isdigit() else 0.0

    def _failed(self, bot_id: int, words: str) -> None:
        bot = self._state.bots.get(bot_id)
        if bot is not None and bot.webhook:
            bot.webhook |= {
                "last_error_date": int(self._state.clock.now()),
                "last_error_message": words,
            }
            self._state.bots.put(bot_id, bot)
