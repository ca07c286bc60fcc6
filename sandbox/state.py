"""Everything the sandbox knows: tables, clock and queues from its file, and the short-lived logs."""

from collections import deque
from dataclasses import asdict
from datetime import datetime
from itertools import count
from pathlib import Path

from sandbox.clock import Clock
from sandbox.faults import Faults
from sandbox.rates import Rates
from sandbox.records import (
    Bot,
    Callback,
    Chat,
    CommandList,
    Event,
    Json,
    Member,
    Message,
    StoredFile,
    User,
)
from sandbox.settling import Settling
from sandbox.signals import Signal
from sandbox.store import Store, Table, number_key
from sandbox.updates import Updates

KEPT_EVENTS = 5000
KEPT_CALLS = 20000


class State:
    """The open sandbox.

    Methods that change it run inside `store.transaction()` and ring `signal` afterwards.
    """

    def __init__(self, path: str | Path, begin: datetime | None = None) -> None:
        self.store = Store(path)
        self.signal = Signal()
        self.clock = Clock(self.store, self.signal, begin)
        self.users = Table(self.store, User)
        self.bots = Table(self.store, Bot)
        self.chats = Table(self.store, Chat)
        self.members = Table(self.store, Member)
        self.messages = Table(self.store, Message)
        self.callbacks = Table(self.store, Callback)
        self.commands = Table(self.store, CommandList)
        self.files = Table(self.store, StoredFile)
        self.events = Table(self.store, Event)
        self.updates = Updates(self.store, self.bots, self.clock, self.signal)
        self.settling = Settling(self.clock, self.updates, self.signal)
        self.faults = Faults()
        self.rates = Rates()
        self._call_numbers = count(1)
        self.calls: deque[Json] = deque(maxlen=KEPT_CALLS)

    def number(self, name: str, first: int = 1) -> int:
        """The next number of a counter that survives restarts."""
        number = int(self.store.load("counter", name) or first)
        self.store.save("counter", name, number + 1)
        return number

    def emit(self, kind: str, chat: str = "", **data: object) -> None:
        """Record a change for the live page. A chat's key is told as its id and, if private, its bot."""
        bot_id, _, chat_id = chat.rpartition(":")
        if chat_id:
            data["chat"] = int(chat_id)
        if bot_id:
            data["bot"] = int(bot_id)
        number = self.number("event")
        self.events.put(number_key(number), Event(number, kind, data))
        self.events.remove(number_key(number - KEPT_EVENTS))

    def bot_by_token(self, token: str) -> Bot | None:
        """The bot with this token."""
        bot_id = token.partition(":")[0]
        bot = self.bots.get(bot_id) if bot_id.isdigit() else None
        return bot if bot and bot.token == token else None

    def member(self, chat: Chat, user_id: int) -> Member | None:
        """The account's standing in the group, also after it left; None when it was never there."""
        return self.members.get(f"{chat.key}/{user_id}")

    def save_member(self, member: Member) -> None:
        """Keep the standing."""
        self.members.put(f"{member.chat_key}/{member.user_id}", member)

    def message(self, chat: Chat, message_id: int) -> Message | None:
        """The message, unless it was deleted."""
        message = self.messages.get(f"{chat.key}/{number_key(message_id)}")
        return None if message is None or message.deleted else message

    def save_message(self, message: Message, kind: str) -> None:
        """Keep the message and tell the page: `kind` is message, edit, delete or reaction."""
        self.messages.put(f"{message.chat_key}/{number_key(message.id)}", message)
        self.emit(kind, chat=message.chat_key, message_id=message.id)

    def log_call(self, method: str, params: Json, outcome: Json) -> None:
        """Remember one Bot API call for tests."""
        self.calls.append(
            {
                "n": next(self._call_numbers),
                "at": self.clock.iso(),
                "method": method,
                "params": params,
                **outcome,
            }
        )

    def everyone(self) -> Json:
        """Users, bots and chats, for the page and for readers of tests."""
        chats = []
        for chat in self.chats.scan():
            members = [asdict(member) for member in self.members.scan(f"{chat.key}/")]
            chats.append({**asdict(chat), "members": members})
        bots = [{**asdict(bot), "pending": self.updates.pending(bot.id)} for bot in self.bots.scan()]
        return {"users": [asdict(user) for user in self.users.scan()], "bots": bots, "chats": chats}
