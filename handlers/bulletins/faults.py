"""Figures that do not add up are shown to nobody: those who keep the system hear of it instead."""

from __future__ import annotations

import structlog

from storage import outbox
from storage.unit_of_work import UnitOfWork
from supervision.model import Post
from supervision.notices.base import to_post
from supervision.notices.bulletins import BulletinNoted
from supervision.notices.figures import BulletinFaulty
from supervision.roles import KEEPERS

log = structlog.get_logger(__name__)


async def tell_of_fault(unit: UnitOfWork, period: str) -> BulletinNoted:
    """Tell them once a day, and give what is answered to whoever wanted to see it; called where the error is caught."""
    log.error("bulletin_inconsistent", period=period, exc_info=True)
    keepers = [post for post in await unit.find(Post, role=tuple(KEEPERS), active=True) if post.holder_id is not None]
    await outbox.tell(unit, [BulletinFaulty(to=to_post(post.id), period=period, on=unit.today) for post in keepers])
    return BulletinNoted(what="faulty")
