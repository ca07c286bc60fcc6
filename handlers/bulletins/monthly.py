"""每月通报 (P3.3): the ten things one by one – target, progress, what was found – above figures and names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from messages.views.matters import name_since
from storage.queries.monthly import Item, items_of
from storage.unit_of_work import UnitOfWork
from supervision.bulletins.appraisal import window
from supervision.calendars.periods import Month
from supervision.inspection.lights import doubted_units, verified_of
from supervision.model import Bulletin, BulletinLine, Part, Unit
from supervision.notices.bulletins import ThingLine


async def things_of(
    unit: UnitOfWork, bulletin: Bulletin, criticised: Iterable[BulletinLine] = ()
) -> tuple[ThingLine, ...]:
    """How each thing stood at the cut-off of the month.

    Args:
        criticised: the ticked lines, whose units are heard before the bulletin is sent. What was found and is not as
            reported stands in it of these alone (Order 733 art. 16, 21).
    """
    month = Month.from_key(bulletin.period)
    end = window(month, unit.workdays, unit.county.zone).end
    return await lines_of(unit, await items_of(unit, month.track, end), bulletin, criticised)


async def lines_of(
    unit: UnitOfWork, items: Sequence[Item], bulletin: Bulletin, criticised: Iterable[BulletinLine]
) -> tuple[ThingLine, ...]:
    """The same of given tasks."""
    ids = sorted({share.unit_id for item in items for share in item.shares})
    units = {one.id: one for one in await unit.find(Unit, id=ids)} if ids else {}
    heard = {line.unit_id for line in criticised}
    return tuple(_line(item, units, bulletin, heard) for item in items)


def _line(item: Item, units: dict[int, Unit], bulletin: Bulletin, heard: set[int]) -> ThingLine:
    leads = [share for share in item.shares if share.part is Part.LEAD] or list(item.shares)
    shares = {(share.task_seq, share.unit_id) for share in item.shares}
    told = doubted_units(shares, item.findings) <= heard
    return ThingLine(
        target=item.task.text,
        units=tuple(name_since(units[share.unit_id], bulletin.cut_off) for share in leads),
        due_on=item.task.due_on or item.matter.due_on,
        progress=item.report.text if item.report else "",
        light=verified_of(shares, item.findings) if told else "",
        found=item.findings[-1].text if told and item.findings else "",
    )
