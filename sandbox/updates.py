"""The update queue of each bot: numbering, expiry, confirmation and long polling (telegram.md §2.9, §3).

An update stays until the bot asks with a higher offset, a webhook accepts it, or it expires in sandbox time:
callback queries after 150 s, everything else after 24 h.
"""

from secrets import randbelow, token_hex

from sandbox.clock import Clock
from sandbox.errors import SECOND_POLLER, WEBHOOK_ACTIVE, bad_request, conflict
from sandbox.records import Bot, Json, Queued
from sandbox.signals import Signal
from sandbox.store import Store, Table, number_key

DAY = 24 * 3600.0
LIFETIME = {"callback_query": 150.0}
OPT_IN = ("chat_member", "message_reaction", "message_reaction_count")
LONGEST_POLL = 50
FUTURE = 10


def first_update_id() -> int:
    """Where the numbers of a new sandbox begin: at random, as Telegram's do after a silent week."""
    return 100_000_000 + randbelow(800_000_000)


class Updates:
    """All queues. Keys of the table sort by bot and number."""

    def __init__(self, store: Store, bots: Table[Bot], clock: Clock, signal: Signal) -> None:
        self._table = Table(store, Queued)
        self._store, self._bots, self._clock, self._signal = store, bots, clock, signal
        self._pollers: dict[int, object] = {}

    def push(self, bot_id: int, kind: str, body: Json, lane: str) -> int | None:
        """Queue an update for the bot and return its number; None when the bot did not ask for this kind."""
        bot = self._bots.get(bot_id)
        if bot is None or not _wants(bot, kind):
            return None
        number = bot.next_update_id
        expires = self._clock.now() + LIFETIME.get(kind, DAY)
        key = f"{bot_id}/{number_key(number)}"
        self._add(bot, Queued(key, bot_id, number, lane, expires, {"update_id": number, kind: body}))
        return number

    def push_raw(self, bot_id: int, raw: Json) -> int:
        """Queue an update as given, malformed or a duplicate; without `update_id` it gets the next one."""
        bot = self._bots.get(bot_id)
        if bot is None:
            raise LookupError(bot_id)
        number = int(raw.setdefault("update_id", bot.next_update_id))
        key = f"{bot_id}/{number_key(number)}/{token_hex(4)}"
        self._add(bot, Queued(key, bot_id, number, key, self._clock.now() + DAY, raw, forced=True))
        return number

    def _add(self, bot: Bot, update: Queued) -> None:
        bot.next_update_id = max(bot.next_update_id, update.update_id + 1)
        self._bots.put(bot.id, bot)
        self._table.put(update.key, update)

    def reset_ids(self, bot_id: int, to: int | None) -> int:
        """Number the next updates from `to` (or a random number) on, as after a silent week."""
        bot = self._bots.get(bot_id)
        if bot is None:
            raise LookupError(bot_id)
        bot.next_update_id = first_update_id() if to is None else to
        self._bots.put(bot_id, bot)
        return bot.next_update_id

    def waiting(self, bot_id: int, limit: int = -1) -> list[Queued]:
        """The bot's unexpired updates, oldest number first. Expired ones are forgotten here."""
        while True:
            now = self._clock.now()
            found = self._table.scan(f"{bot_id}/", limit=limit)
            expired = [update for update in found if update.expires <= now]
            for update in expired:
                self.confirm(update)
            if not expired:
                return found

    def pending(self, bot_id: int) -> int:
        """How many updates the bot has not confirmed."""
        return len(self.waiting(bot_id))

    def all_confirmed(self) -> bool:
        """Whether no bot has anything waiting."""
        return not any(self.waiting(bot.id, 1) for bot in self._bots.scan())

    def confirm(self, update: Queued) -> None:
        """Forget one update."""
        self._table.remove(update.key)

    def forget_before(self, bot: Bot, offset: int) -> None:
        """What getUpdates does with its offset; a negative one keeps that many of the newest.

        An offset far beyond the last number belongs to a time before the numbers began anew and says nothing.
        """
        if offset > bot.next_update_id + FUTURE:
            return
        if offset < 0:
            for update in self.waiting(bot.id)[:offset]:
                self.confirm(update)
        while gone := [update for update in self.waiting(bot.id, 100) if _is_before(update, offset)]:
            for update in gone:
                self.confirm(update)

    async def poll(self, bot: Bot, offset: int, limit: int, timeout: int) -> list[Json]:
        """One getUpdates.

        Raises ApiError 409 when another call for the same bot arrives while this one waits.
        """
        bot_id = bot.id
        token = self._pollers[bot_id] = object()
        with self._store.transaction():
            self.forget_before(bot, offset)
        self._signal.ring()
        try:
            await self._signal.until(
                lambda: self._interrupted(bot_id, token) or bool(self.waiting(bot_id, 1)),
                min(max(timeout, 0), LONGEST_POLL),
            )
            if self._pollers.get(bot_id) is not token:
                raise conflict(SECOND_POLLER)
            if self._has_webhook(bot_id):
                raise conflict(WEBHOOK_ACTIVE)
        finally:
            if self._pollers.get(bot_id) is token:
                del self._pollers[bot_id]
        return [self._handed_out(update) for update in self.waiting(bot_id, limit)]

    def _handed_out(self, update: Queued) -> Json:
        if update.forced and not update.delivered:
            update.delivered = True
            self._table.put(update.key, update)
        return update.raw

    def _interrupted(self, bot_id: int, token: object) -> bool:
        return self._pollers.get(bot_id) is not token or self._has_webhook(bot_id)

    def _has_webhook(self, bot_id: int) -> bool:
        bot = self._bots.get(bot_id)
        return bot is not None and bool(bot.webhook.get("url"))


def _is_before(update: Queued, offset: int) -> bool:
    return update.update_id < offset and (update.delivered or not update.forced)


def _wants(bot: Bot, kind: str) -> bool:
    return kind in bot.allowed_updates if bot.allowed_updates else kind not in OPT_IN


def checked_allowed_updates(value: object) -> list[str]:
    """The `allowed_updates` parameter. Raises ApiError when it is not a list of texts."""
    if not isinstance(value, list) or not all(isinstance(kind, str) for kind in value):
        raise bad_request("can't parse allowed updates: an array of strings expected")
    return value
