"""Keeping house: what was done long ago and only lingers is deleted."""

from __future__ import annotations

from datetime import datetime

from handlers.conversation.catalogue import Tick
from handlers.conversation.context import Services
from storage import inbox
from storage.unit_of_work import UnitOfWork


async def prune(services: Services) -> None:
    """Delete done updates, so that Telegram may use their numbers again after a silent week."""
    async with services.transaction() as unit:
        await inbox.prune(unit)
        await unit.commit()


async def nothing_due(unit: UnitOfWork) -> datetime | None:
    """Keeping house is never urgent: no clock needs to stop for it."""
    return None


TICKS = (Tick("housekeeping", inbox.has_old, prune, nothing_due),)
