"""What the clock and the last signature do with a bulletin: draft it, number it, post it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from handlers.bulletins import publishing
from handlers.bulletins.counting import Made, count_period, has_work
from handlers.bulletins.drafting import draft, newest_closed, recount
from handlers.bulletins.faults import tell_of_fault
from handlers.bulletins.hearing import told_of
from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import ChainEffect, Tick
from handlers.conversation.context import Services
from handlers.documents.numbers import draw
from storage.outbox import State
from storage.queries import bulletins as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import MACHINE, Actor
from supervision.bulletins import bulletin_corrections, bulletin_posting, making
from supervision.bulletins.bulletin_posting import Criticism
from supervision.bulletins.paper import REGISTER_OF
from supervision.calendars.periods import Period, title_of
from supervision.figures.counting import InconsistentError
from supervision.model import (
    Bulletin,
    BulletinLine,
    BulletinStatus,
    CalendarKey,
    Chain,
    ChainPurpose,
    DocumentKind,
    Group,
    SigningStep,
    Unit,
)
from supervision.notices.base import to_signer
from supervision.notices.bulletins import bulletin_subject
from supervision.papers.documents import DOCUMENTS


async def is_drafting_due(unit: UnitOfWork) -> bool:
    """Whether the hour of a bulletin has come."""
    return bool(await _due_to_draft(unit))


async def run_drafting(services: Services) -> None:
    """Draft the newest bulletin of each kind once its hour has come; the calendar key is used once.

    It is counted while others write; only what was counted is written with nobody else writing.
    """
    async with services.database.read(services.setting) as unit:
        counted = {period.key: await _counted(unit, period) for period in await _due_to_draft(unit)}
    async with services.transaction() as unit:
        for period in await _due_to_draft(unit):
            if await unit.first(Bulletin, period=period.key) is not None or not await has_work(unit, period):
                await carry_out(unit, MACHINE, making.skip(period, unit.now))
            else:
                await draft(unit, MACHINE, period, counted.get(period.key))
        await unit.commit()


async def _counted(unit: UnitOfWork, period: Period) -> Made | None:
    """What a draft would count; none where there is nothing, or where it does not add up, of which the draft tells."""
    if not await has_work(unit, period):
        return None
    try:
        return await count_period(unit, 0, period)
    except InconsistentError:
        return None


async def _due_to_draft(unit: UnitOfWork) -> list[Period]:
    if not making.at_work(unit.now, unit.county, unit.workdays):
        return []
    past = [
        period for period in newest_closed(unit) if unit.now >= making.draft_moment(period, unit.county, unit.workdays)
    ]
    done = await _drafted(unit, past)
    return [period for period in past if making.calendar_key(period) not in done]


async def _drafted(unit: UnitOfWork, periods: Sequence[Period]) -> set[str]:
    return {row.key for row in await unit.find(CalendarKey, key=[making.calendar_key(item) for item in periods])}


async def next_drafting(unit: UnitOfWork) -> datetime | None:
    """When the next draft is due: of each kind the newest period's, if it has none, else that of the one after."""
    closed = newest_closed(unit)
    done = await _drafted(unit, closed)
    waiting = [period.next() if making.calendar_key(period) in done else period for period in closed]
    moments = [making.draft_moment(period, unit.county, unit.workdays) for period in waiting]
    opening = making.next_opening(unit.now, unit.county, unit.workdays)
    return min(moment if moment > unit.now else opening for moment in moments)


async def run_posting(services: Services) -> None:
    """Post what is approved and due, and mark what stands in the groups."""
    async with services.database.read(services.setting) as unit:
        due = [item for item in await _due(unit) if await _has_work(unit, item)]
    for bulletin_id in (item.id for item in due):
        async with services.transaction() as unit:
            await _post(unit, await unit.require(Bulletin, bulletin_id))
            await unit.commit()


async def is_posting_due(unit: UnitOfWork) -> bool:
    """Whether something is to be posted, or marked as standing."""
    for item in await _due(unit):
        if await _has_work(unit, item):
            return True
    return False


async def _has_work(unit: UnitOfWork, bulletin: Bulletin) -> bool:
    return await _has_to_be_posted(unit, bulletin) or await _standing(unit, bulletin) is not None


async def _due(unit: UnitOfWork) -> list[Bulletin]:
    if not making.at_work(unit.now, unit.county, unit.workdays):
        return []
    approved = await unit.find(Bulletin, status=BulletinStatus.APPROVED)
    return [item for item in approved if item.post_at is not None and item.post_at <= unit.now]


async def _has_to_be_posted(unit: UnitOfWork, bulletin: Bulletin) -> bool:
    groups = await _groups(unit, bulletin)
    if not groups:
        return await unit.get(CalendarKey, bulletin_posting.nowhere_key(bulletin)) is None
    known = await queries.posts_of(unit, bulletin.id)
    return any(f"group/{group.id}" not in known for group in groups)


async def _standing(unit: UnitOfWork, bulletin: Bulletin) -> datetime | None:
    """When it came to stand in the groups: all messages have come to an end and at least one arrived."""
    known = (await queries.posts_of(unit, bulletin.id)).values()
    arrived = [at for state, at in known if state == State.SENT and at is not None]
    under_way = [state for state, _ in known if state in {State.NEW, State.SENDING}]
    return min(arrived) if arrived and not under_way else None


async def _post(unit: UnitOfWork, bulletin: Bulletin) -> None:
    groups = await _groups(unit, bulletin)
    if not groups:
        await carry_out(unit, MACHINE, bulletin_posting.nowhere(bulletin, unit.now))
        return
    if await _has_to_be_posted(unit, bulletin) and bulletin.corrects_id is not None:
        original = await unit.require(Bulletin, bulletin.corrects_id)
        righted = await _criticisms(unit, await unit.find(BulletinLine, bulletin_id=bulletin.id))
        paper = publishing.paper_of(unit, bulletin)
        outcome = bulletin_corrections.post(bulletin, original, groups, righted, unit.county, paper=paper)
        await carry_out(unit, MACHINE, outcome)
        return
    if await _is_held(unit, bulletin):
        return
    if await _has_to_be_posted(unit, bulletin):
        await _put_out(unit, bulletin, groups)
        return
    at = await _standing(unit, bulletin)
    if at is not None:
        await carry_out(unit, MACHINE, bulletin_posting.posted(bulletin, at))


async def _put_out(unit: UnitOfWork, bulletin: Bulletin, groups: Sequence[Group]) -> None:
    lines = await unit.find(BulletinLine, bulletin_id=bulletin.id)
    criticisms = await _criticisms(unit, making.criticised(lines))
    try:
        counted = await publishing.counted(unit, bulletin, {item.line.unit_id for item in criticisms})
    except InconsistentError:
        await tell_of_fault(unit, title_of(bulletin))
        return
    outcome = bulletin_posting.post(
        bulletin,
        groups,
        criticisms,
        unit.county,
        counted=counted,
        paper=publishing.paper_of(unit, bulletin),
        charts=await publishing.charts_of_paper(unit, bulletin),
    )
    await carry_out(unit, MACHINE, outcome)


async def _is_held(unit: UnitOfWork, bulletin: Bulletin) -> bool:
    """Give it back to the Office if it is not what is counted by now (撤销, 延期 …), or its annex not what was signed;
    not once it stands."""
    if await queries.posts_of(unit, bulletin.id):
        return False
    changed = await recount(unit, MACHINE, bulletin_posting.returned(bulletin))
    if changed is not None:
        await carry_out(unit, MACHINE, bulletin_posting.hold(bulletin, changed))
    elif not await publishing.is_as_signed(unit, bulletin):
        await carry_out(unit, MACHINE, bulletin_posting.hold_for_annex(bulletin))
    else:
        return False
    await publishing.make_papers_void(unit, bulletin)
    return True


async def _criticisms(unit: UnitOfWork, lines: Iterable[BulletinLine]) -> list[Criticism]:
    found = []
    for line in lines:
        named = await unit.require(Unit, line.unit_id)
        told, leaders = await told_of(unit, line.unit_id)
        found.append(Criticism(line, named.name, leaders, told.id))
    return found


async def _groups(unit: UnitOfWork, bulletin: Bulletin) -> list[Group]:
    """Where it is posted: in every bound group; a correction wherever the wrong one stands, bound still or not."""
    if bulletin.corrects_id is None:
        return await unit.find(Group, active=True)
    seats = await queries.posts_of(unit, bulletin.corrects_id)
    return await unit.find(Group, id=[int(seat.partition("/")[2]) for seat in seats])


async def next_posting(unit: UnitOfWork) -> datetime | None:
    """When the next bulletin is to be posted."""
    moments = []
    for bulletin in await unit.find(Bulletin, status=BulletinStatus.APPROVED):
        if bulletin.post_at is not None and bulletin.post_at > unit.now:
            moments.append(bulletin.post_at)
        elif await _has_to_be_posted(unit, bulletin):
            moments.append(making.next_opening(unit.now, unit.county, unit.workdays))
    return min(moments, default=None)


async def approved(unit: UnitOfWork, actor: Actor, chain: Chain) -> None:
    """The last signature: take the number, unless it was held and has one, and set the hour."""
    bulletin = await unit.require(Bulletin, chain.subject_id)
    number = bulletin.number or await _next_number(unit, bulletin)
    groups = await unit.find(Group, active=True)
    outcome = bulletin_posting.approve(
        bulletin, number, groups, now=unit.now, county=unit.county, workdays=unit.workdays
    )
    await carry_out(unit, actor, outcome)
    seats = dict.fromkeys(step.post_id for step in await unit.find(SigningStep, chain_id=chain.id))
    signers = tuple(to_signer(post_id) for post_id in seats)
    await publishing.draw_up(unit, actor, await unit.require(Bulletin, bulletin.id), chain, signers)


async def _next_number(unit: UnitOfWork, bulletin: Bulletin) -> str:
    subject = bulletin_subject(bulletin.id)
    register = REGISTER_OF[unit.county.bulletin_form]
    return await draw(unit, register, subject=subject, title=DOCUMENTS[DocumentKind.BRIEFING].title)


async def sent_back(unit: UnitOfWork, actor: Actor, chain: Chain, words: str) -> None:
    """A signer wants it changed."""
    bulletin = await unit.require(Bulletin, chain.subject_id)
    if bulletin.corrects_id is not None:
        await carry_out(unit, actor, bulletin_corrections.send_back(bulletin, words))
        return
    lines = await unit.find(BulletinLine, bulletin_id=bulletin.id)
    await carry_out(unit, actor, making.send_back(bulletin, lines, words))


TICKS = (
    Tick("bulletin_drafting", is_drafting_due, run_drafting, next_drafting),
    Tick("bulletin_posting", is_posting_due, run_posting, next_posting),
)
CHAIN_EFFECTS = {ChainPurpose.BULLETIN: ChainEffect(approved, sent_back)}
