"""PTB's view of open conversations: read from the draft rows, never written.

There is one record, the draft, committed with each answer. PTB's state is derived from it when the process starts,
so an exception or a kill leaves state and draft agreeing.
"""

from __future__ import annotations

from typing import Any

from telegram.ext import BasePersistence, PersistenceInput

from bot.routing import CONVERSATION
from storage.engine import Database
from storage.queries.drafts import open_conversations
from storage.unit_of_work import Setting


class DraftPersistence(BasePersistence[dict[Any, Any], dict[Any, Any], Any]):
    """Answers PTB's one question: which conversations are open, and at which question."""

    def __init__(self, database: Database, setting: Setting) -> None:
        nothing = PersistenceInput(bot_data=False, chat_data=False, user_data=False, callback_data=False)
        super().__init__(store_data=nothing)
        self._database = database
        self._setting = setting

    async def get_conversations(self, name: str) -> dict[tuple[int | str, ...], object]:
        """The state by (chat, user) of every open draft."""
        if name != CONVERSATION:
            return {}
        async with self._database.read(self._setting) as unit:
            return {(item.chat_id, item.telegram_id): item.question for item in await open_conversations(unit)}

    async def update_conversation(self, name: str, key: object, new_state: object | None) -> None:
        """Nothing: the draft row was committed with the answer."""

    async def flush(self) -> None:
        """Nothing is ever held back."""

    async def get_user_data(self) -> dict[int, dict[Any, Any]]:
        """Not kept."""
        return {}

    async def get_chat_data(self) -> dict[int, dict[Any, Any]]:
        """Not kept."""
        return {}

    async def get_bot_data(self) -> Any:
        """Not kept."""
        return None

    async def get_callback_data(self) -> None:
        """Not kept."""

    async def update_user_data(self, user_id: int, data: dict[Any, Any]) -> None:
        """Not kept."""

    async def update_chat_data(self, chat_id: int, data: dict[Any, Any]) -> None:
        """Not kept."""

    async def update_bot_data(self, data: Any) -> None:
        """Not kept."""

    async def update_callback_data(self, data: object) -> None:
        """Not kept."""

    async def drop_chat_data(self, chat_id: int) -> None:
        """Not kept."""

    async def drop_user_data(self, user_id: int) -> None:
        """Not kept."""

    async def refresh_user_data(self, user_id: int, user_data: dict[Any, Any]) -> None:
        """Not kept."""

    async def refresh_chat_data(self, chat_id: int, chat_data: dict[Any, Any]) -> None:
        """Not kept."""

    async def refresh_bot_data(self, bot_data: Any) -> None:
        """Not kept."""
