"""Counting a period or a matter for its bulletin, and keeping what was counted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from handlers.bulletins.matter_count import appraise_matter, since_issue
from storage.queries import bulletins as queries
from storage.queries import kept_figures
from storage.queries.figures import Counting
from storage.queries.weak_points import weak_points
from storage.unit_of_work import UnitOfWork
from supervision.bulletins.appraisal import Appraisal, Window, appraise, window, year_of
from supervision.bulletins.figures import group_of, hold
from supervision.calendars.periods import Period, named_before
from supervision.figures.counting import Cell
from supervision.figures.groups import judged_alike
from supervision.figures.ledger import fact_key
from supervision.model import Bulletin, BulletinGroup, BulletinKind, BulletinLine, BulletinStatus, Matter

GIVEN = (BulletinStatus.IN_APPROVAL, BulletinStatus.APPROVED, BulletinStatus.POSTED)
NAMES_THE_WEAK = (BulletinKind.QUARTERLY, BulletinKind.MONTHLY)
"""Kinds in which units are candidates for 推进不力, too; the addendum is of late reports alone."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was counted, and of what; of the bulletin that ends a year also the year."""

    appraisal: Appraisal
    counting: Counting
    year: Counting | None = None

    def of(self, bulletin_id: int) -> Made:
        """The same for a bulletin that has its number by now."""
        lines = tuple(replace(line, bulletin_id=bulletin_id) for line in self.appraisal.lines)
        return replace(self, appraisal=replace(self.appraisal, lines=lines))


async def count_period(unit: UnitOfWork, bulletin_id: int, period: Period) -> Made:
    """Count a period and name the candidates. Raises InconsistentError."""
    zone = unit.county.zone
    counting, named = await _counting(unit, period)
    ledger = await queries.appraised_of(unit, counting)
    if period.kind in NAMES_THE_WEAK:
        ledger = replace(ledger, weak=await weak_points(unit, counting.window, period.track))
    if named:
        reports, spotless = (
            tuple(replace(item, named_before=fact_key(item.due) in named) for item in some)
            for some in (ledger.reports, ledger.spotless)
        )
        ledger = replace(ledger, reports=reports, spotless=spotless)
    made = appraise(bulletin_id, ledger, counting.window.end, unit.workdays, zone)
    if period.kind != BulletinKind.ADDENDUM:
        return Made(made, counting)
    begun, ended = (window(one, unit.workdays, zone).end for one in (period.previous(), period))
    year = Counting(Window(begun, ended))
    groups = year_of(await queries.counted_of(unit, year), ended, unit.workdays, zone)
    return Made(replace(made, groups=(*made.groups, *groups)), counting, year)


async def count_again(unit: UnitOfWork, bulletin: Bulletin, period: Period | None) -> Made:
    """Count the period of a bulletin, or its matter, as it is by now. Raises InconsistentError."""
    if period is not None:
        return await count_period(unit, bulletin.id, period)
    matter = await unit.require(Matter, bulletin.matter_id)
    return await count_matter(unit, bulletin.id, matter, bulletin.drafted_at)


async def count_matter(unit: UnitOfWork, bulletin_id: int, matter: Matter, until: datetime) -> Made:
    """Count a matter, from its issue to a moment. Raises InconsistentError."""
    counted = since_issue(matter, until)
    return Made(await appraise_matter(unit, bulletin_id, matter, until), Counting(counted, matter_id=matter.id))


async def has_work(unit: UnitOfWork, period: Period) -> bool:
    """Whether anything was in hand in the period. An addendum is of reports alone: matters are in the quarters'."""
    counting = Counting(window(period, unit.workdays, unit.county.zone), period.track)
    if period.kind == BulletinKind.ADDENDUM:
        return await queries.has_reports(unit, counting)
    return await queries.has_matters(unit, counting)


async def _counting(unit: UnitOfWork, period: Period) -> tuple[Counting, set[str]]:
    """What a period counts, and the reports in it for which a unit was named before."""
    counted = window(period, unit.workdays, unit.county.zone)
    addendum = named_before(period)
    named = await _named_in(unit, addendum) if addendum is not None else set()
    if addendum is None or not named:
        return Counting(counted, period.track), set()
    return Counting(counted, period.track, named_until=window(addendum, unit.workdays, unit.county.zone).end), named


async def _named_in(unit: UnitOfWork, period: Period) -> set[str]:
    """The reports for which a unit was named in a bulletin that is signed or being signed."""
    bulletin = await unit.first(Bulletin, period=period.key, status=GIVEN)
    lines = await unit.find(BulletinLine, bulletin_id=bulletin.id, selected=True) if bulletin else []
    return {fact for line in lines for fact in line.facts}


async def keep(unit: UnitOfWork, bulletin_id: int, made: Made) -> None:
    """Keep what was counted, thing by thing, in the place of what was kept of the bulletin.

    Raises:
        InconsistentError: it is not what is there by now.
    """
    await kept_figures.forget(unit, bulletin_id)
    await kept_figures.keep(unit, bulletin_id, made.appraisal.groups, made.counting, made.year)


async def held(unit: UnitOfWork, bulletin: Bulletin) -> tuple[Cell, ...]:
    """The figures of a bulletin.

    Raises:
        InconsistentError: they do not add up, or are not what the bulletin says, or not what is kept as counted.
    """
    groups = await unit.find(BulletinGroup, bulletin_id=bulletin.id)
    return hold(bulletin, groups, await kept_figures.kept_of(unit, bulletin.id))


class _UndoneError(Exception):
    """What was kept to compare is let go of."""


async def is_as_counted(unit: UnitOfWork, bulletin: Bulletin, made: Made) -> bool:
    """Whether what is kept of a bulletin is what is counted by now, thing by thing."""
    groups = [group_of(row) for row in await unit.find(BulletinGroup, bulletin_id=bulletin.id)]
    if not judged_alike(groups, made.appraisal.groups):
        return False
    shared = 0
    try:
        async with unit.attempt():
            await keep(unit, -bulletin.id, made)
            shared = await kept_figures.alike(unit, bulletin.id, -bulletin.id)
            raise _UndoneError
    except _UndoneError:
        return shared == sum(group.value for group in groups)
