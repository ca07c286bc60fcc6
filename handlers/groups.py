"""Groups: binding, migration, and the bot's standing in a chat."""

from __future__ import annotations

from handlers.context import Turn
from handlers.migrating import follow_migration
from handlers.routes import Anyone, Edit, Service


async def migrated(turn: Turn) -> None:
    """A group became a supergroup; both of Telegram's service messages lead here, in any order."""
    heard = turn.heard
    if heard.migrated_to:
        await follow_migration(turn.unit, heard.chat_id, heard.migrated_to)
    elif heard.migrated_from:
        await follow_migration(turn.unit, heard.migrated_from, heard.chat_id)


async def standing_changed(turn: Turn) -> None:
    """The bot was blocked or unblocked, added or removed."""


async def edited(turn: Turn) -> None:
    """TEMP"""


ROUTES = (
    Service(event="migration", callback=migrated),
    Service(event="membership", callback=standing_changed),
    Edit(callback=edited, may=Anyone.ENROLLED),
)
