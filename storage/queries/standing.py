"""The work that is in hand: shares, their dates and the papers that wait for 签收, of some units or of all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import and_, select

from storage.queries.deliveries import stands, waits_for_receipt
from storage.tables import MODELS
from storage.unit_of_work import UnitOfWork
from supervision.model import Assignment, Dispatch, Matter, MatterStatus, ReportDue
from supervision.reports.report_dates import OWED
from supervision.reports.report_places import UNDER_WAY

IN_HAND = (MatterStatus.IN_PROGRESS, MatterStatus.CLOSING, MatterStatus.SUSPENDED)

_matters, _shares, _dues = MODELS[Matter], MODELS[Assignment], MODELS[ReportDue]
_dispatches = MODELS[Dispatch]


@dataclass(frozen=True, slots=True)
class InHand:
    """What somebody has in hand: open shares, the reports that are owed of them, papers without 签收."""

    shares: tuple[Assignment, ...] = ()
    dues: tuple[ReportDue, ...] = ()
    papers: tuple[Dispatch, ...] = ()

    def of(self, unit_id: int) -> InHand:
        """One unit's part."""
        return InHand(
            tuple(one for one in self.shares if one.unit_id == unit_id),
            tuple(one for one in self.dues if one.unit_id == unit_id),
            tuple(one for one in self.papers if one.unit_id == unit_id),
        )


async def in_hand(unit: UnitOfWork, unit_ids: Collection[int] | None = None) -> InHand:
    """What these units have in hand; none given: all."""
    running = and_(_matters.c.id == _shares.c.matter_id, _matters.c.status.in_(IN_HAND))
    shares = select(_shares).join(_matters, running).where(_shares.c.status.in_(UNDER_WAY))
    same = and_(*(_dues.c[name] == _shares.c[name] for name in ("matter_id", "task_seq", "unit_id")))
    dues = (
        select(_dues)
        .join(_shares, same)
        .join(_matters, running)
        .where(_shares.c.status.in_(UNDER_WAY), _dues.c.status.in_(OWED))
    )
    papers = select(_dispatches).where(waits_for_receipt(), stands())
    if unit_ids is not None:
        shares, dues = (one.where(_shares.c.unit_id.in_(unit_ids)) for one in (shares, dues))
        papers = papers.where(_dispatches.c.unit_id.in_(unit_ids))
    return InHand(
        tuple(await unit.all(Assignment, shares.order_by(*_shares.primary_key))),
        tuple(await unit.all(ReportDue, dues.order_by(_dues.c.late_after, *_dues.primary_key))),
        tuple(await unit.all(Dispatch, papers.order_by(*_dispatches.primary_key))),
    )
