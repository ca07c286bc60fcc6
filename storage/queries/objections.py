"""通报前核对: which hearings are open, which of them arrived, and who drafted what they are about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, select, update

from storage import audit
from storage.outbox import State
from storage.tables import MODELS, outbox
from storage.unit_of_work import UnitOfWork
from supervision.bulletins.hearing import is_of_other_things
from supervision.bulletins.making import EDITABLE
from supervision.model import Bulletin, BulletinLine, Objection, Standing
from supervision.notices.bulletins import bulletin_subject
from supervision.notices.objecting import objection_subject

_objections, _bulletins, _lines = MODELS[Objection], MODELS[Bulletin], MODELS[BulletinLine]


async def in_hand(unit: UnitOfWork) -> list[Objection]:
    """The hearings of units that a bulletin being drafted is to criticise, but for those that begin anew; there are
    none for most of the year."""
    named = exists().where(
        _lines.c.bulletin_id == _objections.c.bulletin_id,
        _lines.c.unit_id == _objections.c.unit_id,
        _lines.c.standing == Standing.CRITICISED,
        _lines.c.selected,
    )
    joined = _bulletins.c.id == _objections.c.bulletin_id
    statement = select(_objections).join(_bulletins, joined).where(_bulletins.c.status.in_(EDITABLE), named)
    found = await unit.all(Objection, statement)
    bulletins = sorted({item.bulletin_id for item in found})
    lines = await unit.find(BulletinLine, bulletin_id=bulletins, standing=Standing.CRITICISED) if bulletins else []
    named_for = {(line.bulletin_id, line.unit_id): line for line in lines}
    return [item for item in found if not is_of_other_things(item, named_for[item.bulletin_id, item.unit_id])]


async def arrivals(unit: UnitOfWork, waiting: Sequence[Objection]) -> dict[tuple[int, int], datetime | None]:
    """When the first of a unit's people got its line, by bulletin and unit; none as the time: the Office told it by
    telephone, as the list of 待送达 says."""
    if not waiting:
        return {}
    by_key = {objection_subject(item.bulletin_id, item.unit_id).key: item for item in waiting}
    statement = (
        select(outbox.c.subject_key, outbox.c.status, outbox.c.sent_at, outbox.c.created_at)
        .where(
            outbox.c.kind == "objection_card",
            outbox.c.subject_kind == "objection",
            outbox.c.subject_key.in_(by_key),
            outbox.c.edit_of.is_(None),
            outbox.c.status.in_([State.SENT, State.TOLD]),
        )
        .order_by(outbox.c.sent_at.is_(None), outbox.c.sent_at)
    )
    found: dict[tuple[int, int], datetime | None] = {}
    for row in await unit.connection.execute(statement):
        item = by_key[row.subject_key]
        if row.created_at < item.sent_at:
            continue  # of the hearing before this one
        found.setdefault((item.bulletin_id, item.unit_id), row.sent_at if row.status == State.SENT else None)
    return found


async def void_cards_on_their_way(unit: UnitOfWork, asked: Objection) -> None:
    """A line that has not reached its unit is not sent any more: it was merged, and its successor gets its own."""
    key = objection_subject(asked.bulletin_id, asked.unit_id).key
    line = (outbox.c.kind == "objection_card") & (outbox.c.subject_kind == "objection") & (outbox.c.subject_key == key)
    unsent = outbox.c.status.in_([State.NEW, State.WAITING]) & outbox.c.edit_of.is_(None)
    await unit.connection.execute(update(outbox).where(line, unsent).values(status=State.VOID, reason="merged"))


async def drafters_of(unit: UnitOfWork, bulletin_id: int, besides: frozenset[str]) -> frozenset[int]:
    """Who drafted a bulletin, ticked, worded, asked: who made any fact of it `besides` those."""
    history = await audit.history(unit, bulletin_subject(bulletin_id))
    made = {row.person_id for row in history if row.event.startswith("bulletin.") and row.event not in besides}
    return frozenset(made) - {0}
