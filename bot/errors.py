"""What happens to exceptions that no callback meant: they are handed to the worker, which gives them a number."""

from __future__ import annotations

import hashlib
from datetime import datetime

from handlers.conversation.heard import INCOMING
from handlers.conversation.transaction import Context


async def note_error(update: object, context: Context) -> None:
    """PTB's error handler: keep the exception for the worker, which decides between another attempt and the end."""
    INCOMING.get().error = context.error


def incident_number(at: datetime, update_id: int) -> str:
    """A short number that a person can read out on the telephone: `20260302-7F3A`."""
    digest = hashlib.sha256(f"{update_id}/{at.isoformat()}".encode()).hexdigest()
    return f"{at:%Y%m%d}-{digest[:4].upper()}"
