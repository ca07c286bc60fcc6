"""Drafting a period's bulletin, and /bulletin: the working cards, what can be drafted, the newest that was posted."""

from __future__ import annotations

import structlog

from handlers.bulletins.counting import Made, count_again, count_period, has_work, held, is_as_counted, keep
from handlers.bulletins.evidence import may_see_figures
from handlers.bulletins.faults import tell_of_fault
from handlers.conversation.carrying import carry_out
from storage import outbox
from storage.queries import bulletins as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.bulletins import making, recounting
from supervision.bulletins.bulletin_posting import public_text
from supervision.calendars.periods import DRAFTED, PUBLIC, Period, period_of
from supervision.figures.counting import InconsistentError
from supervision.model import Bulletin, BulletinKind, BulletinLine, BulletinStatus, Unit
from supervision.notices.base import HERE
from supervision.notices.bulletins import BulletinCard, Draftable, LastBulletin, NoBulletin
from supervision.refusals import BulletinNotReady, NotFound
from supervision.roles import DRAFTERS, LEADERS, Permission

WORKING = (BulletinStatus.DRAFT, BulletinStatus.SENT_BACK, BulletinStatus.IN_APPROVAL, BulletinStatus.APPROVED)
CARDED = (BulletinKind.QUARTERLY, BulletinKind.MONTHLY, BulletinKind.ADDENDUM, BulletinKind.MATTER)
"""Kinds that have figures and a working card; a matter's own that names nobody, and 更正通报, are worded elsewhere."""
MOST_CARDS = 4
log = structlog.get_logger(__name__)


async def draft(unit: UnitOfWork, actor: Actor, period: Period, made: Made | None = None) -> None:
    """Count a period that is past its cut-off and put the draft before the Office, once.

    Args:
        made: as it was counted before this transaction, without holding up whoever writes; counted anew where
            something came in between.

    Raises:
        BulletinNotReady: its cut-off is not past, or nothing was in hand.
    """
    if not making.may_draft(period, unit.now, unit.county, unit.workdays):
        raise BulletinNotReady("before_cut_off")
    existing = await unit.first(Bulletin, period=period.key)
    if existing is not None:
        await show_card(unit, existing)
        return
    if not await has_work(unit, period):
        raise BulletinNotReady("nothing_in_hand")
    bulletin_id = await unit.new_id("bulletin")
    try:
        kept = await _kept(unit, bulletin_id, period, made)
    except InconsistentError:
        await tell_of_fault(unit, period.title)
        return
    await carry_out(unit, actor, making.draft(bulletin_id, period, kept.appraisal, unit.now))


async def _kept(unit: UnitOfWork, bulletin_id: int, period: Period, made: Made | None) -> Made:
    if made is not None:
        made = made.of(bulletin_id)
        try:
            await keep(unit, bulletin_id, made)
        except InconsistentError:
            log.info("bulletin_counted_anew", period=period.key)
        else:
            return made
    made = await count_period(unit, bulletin_id, period)
    await keep(unit, bulletin_id, made)
    return made


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
    making.require_editable(bulletin)
    try:
        await held(unit, bulletin)
    except InconsistentError:  # its figures were touched: its readers find that fault, and no count heals it
        return None
    lines = await unit.find(BulletinLine, bulletin_id=bulletin.id)
    made = await count_again(unit, bulletin, period)
    as_counted = await is_as_counted(unit, bulletin, made)
    recounted = recounting.recount(bulletin, lines, made.appraisal, as_counted=as_counted)
    if recounted is None:
        return None
    for row in lines:
        await unit.delete(row)
    await keep(unit, bulletin.id, made)
    outcome, changed = recounted
    await carry_out(unit, actor, outcome)
    return tuple([(await unit.require(Unit, unit_id)).name for unit_id in changed])


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


def newest_closed(unit: UnitOfWork) -> tuple[Period, ...]:
    """Of each kind that the clock drafts the newest period whose cut-off has passed."""
    return tuple(_newest_closed(unit, kind.of_date(unit.today)) for kind in DRAFTED)


def _newest_closed(unit: UnitOfWork, period: Period) -> Period:
    while not making.may_draft(period, unit.now, unit.county, unit.workdays):
        period = period.previous()
    return period
