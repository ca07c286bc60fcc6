"""A drafted bulletin on its way: some candidates ticked, the criticised heard, sent, signed by all, posted at its hour.

What the signed text says is held against the count of the hour in which it was drafted, or counted anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

from handlers.bulletins import objecting, preparing
from messages.keyboards.bulletins import SIDES
from messages.presses.bulletins import TickLine
from storage.unit_of_work import UnitOfWork
from supervision.model import (
    Bulletin,
    BulletinLine,
    BulletinStatus,
    ChainPurpose,
    Document,
    Group,
    Objection,
    Standing,
    Unit,
)
from supervision.notices.bulletins import BulletinNoted
from supervision.refusals import BulletinNotReady
from tests.life import texts
from tests.life.diary import Life
from tests.life.independent_count import Figures, count

_MOST = 3
"""Candidates of each side that the Office ticks."""


@dataclass
class Published:
    """What was counted for each bulletin when its figures were fixed, and what its papers say otherwise."""

    counted: dict[int, Figures] = field(default_factory=dict)
    said: int = 0
    wrong: list[str] = field(default_factory=list)

    async def drafted(self, life: Life, unit: UnitOfWork, bulletin: Bulletin) -> None:
        """Keep what was counted; the Office goes on with it on the next workday."""
        self.counted[bulletin.id] = await count(unit.connection, bulletin.period)
        life.at(life.office_hour(unit.today, after=1), partial(self.tick, life, bulletin.id))

    async def tick(self, life: Life, bulletin_id: int, unit: UnitOfWork) -> None:
        """The Office names some of each side."""
        for side, standing in enumerate(SIDES):
            lines = await unit.find(BulletinLine, bulletin_id=bulletin_id, standing=standing)
            for line in lines[:_MOST]:
                await preparing.tick(unit, life.clerk, TickLine(bulletin_id, line.unit_id, side, 1, 0))
        await self.ask(life, bulletin_id, unit)

    async def ask(self, life: Life, bulletin_id: int, unit: UnitOfWork) -> None:
        """通报前核对, where anybody is criticised who was not heard yet; it is sent four workdays later.

        What was counted anew is looked at, and asked once more.
        """
        named = {"bulletin_id": bulletin_id, "standing": Standing.CRITICISED, "selected": True}
        if await unit.find(BulletinLine, **named):
            try:
                said = await preparing.ask_units(unit, life.clerk, bulletin_id)
            except BulletinNotReady as refusal:
                if refusal.reason != "nobody_to_ask":  # all were heard before it was counted anew
                    raise
            else:
                if await self._counted_anew(unit, bulletin_id, said):
                    await self.ask(life, bulletin_id, unit)
                    return
            life.at(life.office_hour(unit.today, after=1), partial(self.answer, life, bulletin_id))
        life.at(life.office_hour(unit.today, after=4), partial(self.send, life, bulletin_id))

    async def answer(self, life: Life, bulletin_id: int, unit: UnitOfWork) -> None:
        """情况属实, of each unit that was asked."""
        for asked in await unit.find(Objection, bulletin_id=bulletin_id, answered_at=None):
            await objecting.answer(unit, life.seats.liaison[asked.unit_id], bulletin_id, asked.unit_id)
            life.done["heard"] += 1

    async def send(self, life: Life, bulletin_id: int, unit: UnitOfWork) -> None:
        """送审, and everybody signs; what was counted anew goes its way once more."""
        said = await preparing.submit(unit, life.clerk, bulletin_id, anyway=True)
        if await self._counted_anew(unit, bulletin_id, said):
            life.at(life.office_hour(unit.today, after=1), partial(self.ask, life, bulletin_id))
            return
        await life.signed(unit, ChainPurpose.BULLETIN, bulletin_id)

    async def _counted_anew(self, unit: UnitOfWork, bulletin_id: int, said: object) -> bool:
        if not isinstance(said, BulletinNoted) or said.what != "recounted":
            return False
        bulletin = await unit.require(Bulletin, bulletin_id)
        self.counted[bulletin_id] = await count(unit.connection, bulletin.period)
        return True

    async def hold(self, unit: UnitOfWork) -> list[Bulletin]:
        """Hold the signed texts and the papers of all that were posted against what was counted; gives those."""
        names = {one.name: one.id for one in await unit.find(Unit)}
        posted = await unit.find(Bulletin, id=tuple(self.counted), status=BulletinStatus.POSTED)
        for bulletin in posted:
            what = [*texts.in_words(bulletin.text), *texts.in_words(bulletin.group_text)]
            for paper in await unit.find(Document, subject_kind="bulletin", subject_key=str(bulletin.id)):
                what += texts.in_words("".join(block.text + block.rest for block in paper.content.body))
                for table in paper.content.tables:
                    what += texts.in_table(table.rows, names)
            self.said += len(what)
            self.wrong += [f"{bulletin.period}: {one}" for one in texts.wrong(what, self.counted[bulletin.id])]
        return posted


def group() -> Group:
    """Where bulletins are posted."""
    return Group(1, -1001, "夏邑政务督查群", bound_by=1, bound_at=datetime(2026, 1, 5, tzinfo=UTC))
