"""Drafting a quarter's bulletin, and /bulletin: the working card, what can be drafted, the newest that was posted."""

from __future__ import annotations

from handlers.conversation.carrying import carry_out
from storage import outbox
from storage.queries import bulletins as queries
from storage.unit_of_work import UnitOfWork
from supervision import bulletins
from supervision.actors import Actor
from supervision.appraisal import Ledger, appraise, window
from supervision.model import Bulletin, BulletinStatus
from supervision.notices.base import HERE
from supervision.notices.bulletins import BulletinCard, Draftable, LastBulletin, NoBulletin
from supervision.refusals import BulletinNotReady
from supervision.roles import DRAFTERS, LEADERS, Permission
from supervision.schedules import Quarter

WORKING = (BulletinStatus.DRAFT, BulletinStatus.SENT_BACK, BulletinStatus.IN_APPROVAL, BulletinStatus.APPROVED)


async def draft(unit: UnitOfWork, actor: Actor, quarter: Quarter) -> None:
    """Count a quarter that is past its cut-off and put the draft before the Office, once.

    Raises:
        BulletinNotReady: its cut-off is not past, or nothing was in hand.
    """
    if not bulletins.may_draft(quarter, unit.now, unit.county, unit.workdays):
        raise BulletinNotReady("before_cut_off")
    existing = await unit.first(Bulletin, period=quarter.key)
    if existing is not None:
        await show_card(unit, existing)
        return
    ledger = await _ledger(unit, quarter)
    if not ledger.matters:
        raise BulletinNotReady("nothing_in_hand")
    bulletin_id = await unit.new_id("bulletin")
    appraisal = appraise(bulletin_id, ledger, unit.now, unit.workdays, unit.county.zone)
    await carry_out(unit, actor, bulletins.draft(bulletin_id, quarter, appraisal, unit.now))


async def show_card(unit: UnitOfWork, bulletin: Bulletin) -> None:
    """Send the Office's card once more, here."""
    again = await unit.new_id("again")
    await outbox.tell(unit, [BulletinCard(to=HERE, bulletin_id=bulletin.id, again=again)])


async def show(unit: UnitOfWork, actor: Actor) -> None:
    """/bulletin: the Office's working card, or what can be drafted; for the others the newest that was posted."""
    if actor.may(Permission.BULLETIN_DRAFT):
        working = await queries.newest(unit, *WORKING)
        if working is not None:
            await show_card(unit, working)
            return
        if draftable := await _draftable(unit):
            await outbox.tell(unit, [NoBulletin(draftable=draftable)])
            return
    last = await queries.newest(unit, BulletinStatus.POSTED)
    if last is None or last.posted_at is None:
        await outbox.tell(unit, [NoBulletin()])
        return
    reads_all = bool(actor.roles & (LEADERS | DRAFTERS))
    posted_on = last.posted_at.astimezone(unit.county.zone).date()
    text = last.text if reads_all else last.group_text
    await outbox.tell(unit, [LastBulletin(number=last.number, text=text, posted_on=posted_on)])


async def _draftable(unit: UnitOfWork) -> tuple[Draftable, ...]:
    """The newest quarter past its cut-off, if it had work in hand and has no bulletin."""
    quarter = newest_closed(unit)
    if await unit.first(Bulletin, period=quarter.key) is not None or not await has_work(unit, quarter):
        return ()
    return (Draftable(quarter.year, quarter.n, quarter.title),)


async def has_work(unit: UnitOfWork, quarter: Quarter) -> bool:
    """Whether anything was in hand in the quarter."""
    return (await _ledger(unit, quarter)).matters > 0


async def _ledger(unit: UnitOfWork, quarter: Quarter) -> Ledger:
    return await queries.ledger_of(unit, window(quarter, unit.workdays, unit.county.zone))


def newest_closed(unit: UnitOfWork) -> Quarter:
    """The newest quarter whose cut-off has passed."""
    quarter = Quarter.of_date(unit.today)
    while not bulletins.may_draft(quarter, unit.now, unit.county, unit.workdays):
        quarter = quarter.previous()
    return quarter
