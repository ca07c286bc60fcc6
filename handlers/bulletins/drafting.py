"""Drafting a period's bulletin, and /bulletin: the working cards, what can be drafted, the newest that was posted."""

from __future__ import annotations

from dataclasses import replace

from handlers.bulletins.evidence import may_see_figures
from handlers.bulletins.faults import tell_of_fault
from handlers.bulletins.matter_count import appraise_matter
from handlers.conversation.carrying import carry_out
from storage import outbox
from storage.queries import bulletins as queries
from storage.queries.weak_points import weak_points
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.bulletins import making, recounting
from supervision.bulletins.appraisal import Appraisal, Window, appraise, window, year_of
from supervision.bulletins.bulletin_posting import public_text
from supervision.calendars.periods import DRAFTED, PUBLIC, Period, named_before, period_of
from supervision.figures.counting import InconsistentError
from supervision.figures.ledger import Ledger, fact_key
from supervision.model import Bulletin, BulletinFigure, BulletinKind, BulletinLine, BulletinStatus, Matter, Unit
from supervision.notices.base import HERE
from supervision.notices.bulletins import BulletinCard, Draftable, LastBulletin, NoBulletin
from supervision.refusals import BulletinNotReady, NotFound
from supervision.roles import DRAFTERS, LEADERS, Permission

WORKING = (BulletinStatus.DRAFT, BulletinStatus.SENT_BACK, BulletinStatus.IN_APPROVAL, BulletinStatus.APPROVED)
CARDED = (BulletinKind.QUARTERLY, BulletinKind.MONTHLY, BulletinKind.ADDENDUM, BulletinKind.MATTER)
"""Kinds that have figures and a working card; a matter's own that names nobody, and 更正通报, are worded elsewhere."""
GIVEN = (BulletinStatus.IN_APPROVAL, BulletinStatus.APPROVED, BulletinStatus.POSTED)
NAMES_THE_WEAK = (BulletinKind.QUARTERLY, BulletinKind.MONTHLY)
"""Kinds in which units are candidates for 推进不力, too; the addendum is of late reports alone."""
MOST_CARDS = 4


async def draft(unit: UnitOfWork, actor: Actor, period: Period) -> None:
    """Count a period that is past its cut-off and put the draft before the Office, once.

    Raises:
        BulletinNotReady: its cut-off is not past, or nothing was in hand.
    """
    if not making.may_draft(period, unit.now, unit.county, unit.workdays):
        raise BulletinNotReady("before_cut_off")
    existing = await unit.first(Bulletin, period=period.key)
    if existing is not None:
        await show_card(unit, existing)
        return
    ledger = await _ledger(unit, period)
    if not _is_worth(period, ledger):
        raise BulletinNotReady("nothing_in_hand")
    bulletin_id = await unit.new_id("bulletin")
    try:
        appraisal = await _appraise(unit, bulletin_id, period, ledger)
    except InconsistentError:
        await tell_of_fault(unit, period.title)
        return
    await carry_out(unit, actor, making.draft(bulletin_id, period, appraisal, unit.now))


async def recount(unit: UnitOfWork, actor: Actor, bulletin: Bulletin) -> tuple[str, ...] | None:
    """Count a draft anew where it is not what is counted by now; gives the named units that it is about, which may be
    none. Nothing: it stands.

    Raises:
        WrongState: it is with its signers.
    """
    period = period_of(bulletin)
    is_matters = bulletin.kind is BulletinKind.MATTER and bool(bulletin.figures)
    if period is None and not is_matters:
        return None
    lines = await unit.find(BulletinLine, bulletin_id=bulletin.id)
    if period is None:
        matter = await unit.require(Matter, bulletin.matter_id)
        appraisal = await appraise_matter(unit, bulletin.id, matter, bulletin.drafted_at)
    else:
        appraisal = await _appraise(unit, bulletin.id, period, await _ledger(unit, period))
    figures = await unit.find(BulletinFigure, bulletin_id=bulletin.id)
    recounted = recounting.recount(bulletin, lines, figures, appraisal)
    if recounted is None:
        return None
    for row in (*lines, *figures):
        await unit.delete(row)
    outcome, changed = recounted
    await carry_out(unit, actor, outcome)
    return tuple([(await unit.require(Unit, unit_id)).name for unit_id in changed])


async def _appraise(unit: UnitOfWork, bulletin_id: int, period: Period, ledger: Ledger) -> Appraisal:
    zone = unit.county.zone
    made = appraise(bulletin_id, ledger, window(period, unit.workdays, zone).end, unit.workdays, zone)
    if period.kind != BulletinKind.ADDENDUM:
        return made
    begun, ended = (window(one, unit.workdays, zone).end for one in (period.previous(), period))
    year = await queries.ledger_of(unit, Window(begun, ended))
    return replace(made, cells=(*made.cells, *year_of(year, ended, unit.workdays, zone)))


def period_asked(unit: UnitOfWork, kind: int, year: int, n: int) -> Period:
    """The period of a button, which may be forged.

    Raises:
        NotFound: no calendar has it, or it is far away.
    """
    if kind not in range(len(DRAFTED)) or abs(year - unit.today.year) > 1:
        raise NotFound("bulletin")
    try:
        return DRAFTED[kind](year, n)
    except ValueError as error:
        raise NotFound("bulletin") from error


async def show_card(unit: UnitOfWork, bulletin: Bulletin) -> None:
    """Send the Office's card once more, here."""
    again = await unit.new_id("again")
    await outbox.tell(unit, [BulletinCard(to=HERE, bulletin_id=bulletin.id, again=again)])


async def show(unit: UnitOfWork, actor: Actor) -> None:
    """/bulletin: the Office's working cards, or what can be drafted; for the others the newest that was posted."""
    if actor.may(Permission.BULLETIN_DRAFT):
        newest = await queries.newest(unit, *WORKING, kinds=CARDED, limit=5 * MOST_CARDS)
        working = [bulletin for bulletin in newest if bulletin.figures][:MOST_CARDS]
        for bulletin in reversed(working):
            await show_card(unit, bulletin)
        draftable = await _draftable(unit)
        if draftable:
            await outbox.tell(unit, [NoBulletin(draftable=draftable, besides=bool(working))])
        if working or draftable:
            return
    last = next(iter(await queries.newest(unit, BulletinStatus.POSTED, kinds=PUBLIC)), None)
    if last is None or last.posted_at is None:
        await outbox.tell(unit, [NoBulletin()])
        return
    reads_all = bool(actor.roles & (LEADERS | DRAFTERS))
    posted_on = last.posted_at.astimezone(unit.county.zone).date()
    text = last.text if reads_all else public_text(last)
    source = last.id if last.kind in CARDED and await may_see_figures(unit, actor, last) else 0
    await outbox.tell(unit, [LastBulletin(number=last.number, text=text, posted_on=posted_on, bulletin_id=source)])


async def _draftable(unit: UnitOfWork) -> tuple[Draftable, ...]:
    """The newest period of each kind past its cut-off, if it had work in hand and has no bulletin."""
    found = []
    for kind, period in enumerate(newest_closed(unit)):
        if await unit.first(Bulletin, period=period.key) is None and await has_work(unit, period):
            found.append(Draftable(period.year, period.n, period.title, kind))
    return tuple(found)


async def has_work(unit: UnitOfWork, period: Period) -> bool:
    """Whether anything was in hand in the period."""
    return _is_worth(period, await _ledger(unit, period))


def _is_worth(period: Period, ledger: Ledger) -> bool:
    """An addendum is of reports alone: matters are in the quarters' bulletins."""
    return bool(ledger.reports if period.kind == BulletinKind.ADDENDUM else ledger.matters)


async def _ledger(unit: UnitOfWork, period: Period) -> Ledger:
    counted = window(period, unit.workdays, unit.county.zone)
    ledger = await queries.ledger_of(unit, counted, period.track)
    if period.kind in NAMES_THE_WEAK:
        ledger = replace(ledger, weak=await weak_points(unit, counted, period.track))
    addendum = named_before(period)
    if addendum is None:
        return ledger
    named = await _named_in(unit, addendum)
    reports = tuple(replace(item, named_before=fact_key(item.due) in named) for item in ledger.reports)
    return replace(ledger, reports=reports)


async def _named_in(unit: UnitOfWork, period: Period) -> set[str]:
    """The reports for which a unit was named in a bulletin that is signed or being signed."""
    bulletin = await unit.first(Bulletin, period=period.key, status=GIVEN)
    lines = await unit.find(BulletinLine, bulletin_id=bulletin.id, selected=True) if bulletin else []
    return {fact for line in lines for fact in line.facts}


def newest_closed(unit: UnitOfWork) -> tuple[Period, ...]:
    """Of each kind that the clock drafts the newest period whose cut-off has passed."""
    return tuple(_newest_closed(unit, kind.of_date(unit.today)) for kind in DRAFTED)


def _newest_closed(unit: UnitOfWork, period: Period) -> Period:
    while not making.may_draft(period, unit.now, unit.county, unit.workdays):
        period = period.previous()
    return period
