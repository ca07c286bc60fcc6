"""/records: what waits to be confirmed, as a list that is decided together once it was seen; what waits for 补签."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import Catalogue
from handlers.conversation.context import Turn
from handlers.conversation.listing import serial, show
from handlers.conversation.routes import Command, Tap
from handlers.recording.confirming import confirm
from handlers.recording.wording import lines_of
from messages.presses.recording import ConfirmRecords, ToggleRecord
from messages.render import refusal_kind
from messages.views.recording import RecordsView, VerbalLine, WaitingDelegation, WaitingRecord
from storage.queries import delegations
from storage.queries import records as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving import batches
from supervision.approving.batches import DONE, ticks_of
from supervision.approving.delegating import may_confirm, signer_title
from supervision.approving.signing import first_line
from supervision.approving.verbal import ratify_by
from supervision.calendars.deadlines import local_date, overdue_workdays
from supervision.model import (
    Batch,
    BatchItem,
    BatchKind,
    Chain,
    Delegation,
    Person,
    Post,
    Record,
    RecordStatus,
    SigningStep,
)
from supervision.notices.recording import RecordList, RecordsDecided
from supervision.refusals import NotFound, Refusal
from supervision.reports import recording
from supervision.roles import Permission

MOST = 3
"""Records on one list: each has a button to look at its original and one to leave it out."""

ROOM = 2400
"""Characters of their words: the list shows all of what it confirms; what is longer comes with the next one, alone."""

LAPSED = "lapsed"


async def make_batch(unit: UnitOfWork, actor: Actor) -> Batch:
    """The records that wait for this person, the oldest first: what his list shows, and nothing that comes later."""
    waiting = [r for r in await queries.waiting(unit) if actor.person_id not in (r.entered_by, r.person_id)]
    items = tuple(BatchItem(str(record.id), record.entered_at.isoformat()) for record in _that_fit(waiting))
    batch = Batch(
        id=await unit.new_id("batch"),
        kind=BatchKind.RECORDS,
        person_id=actor.person_id,
        post_id=actor.posts[0].id if actor.posts else 0,
        made_at=unit.now,
        items=items,
    )
    await unit.save(batch)
    return batch


def _that_fit(waiting: Sequence[Record]) -> Iterator[Record]:
    """The first of them, as far as the list has room for all their words."""
    room = ROOM
    for number, record in enumerate(waiting[:MOST]):
        room -= len(record.words)
        if room < 0 and number:
            return
        yield record


async def confirm_all(unit: UnitOfWork, actor: Actor, catalogue: Catalogue, batch_id: int, ticks: int) -> Batch:
    """核对无误 for everything on a list that was not taken out, one by one; what cannot be confirmed says why.

    Raises:
        NotFound: the list is another person's.
        StaleButton: it was decided before, or is not as it was shown.
    """
    batch = await _own(unit, actor, batch_id)
    batches.require_shown(batch, ticks)
    results = {item.key: await _decide(unit, actor, catalogue, item) for item in batch.items if item.ticked}
    await carry_out(unit, actor, batches.decide(batch, results, unit.now))
    return await unit.require(Batch, batch.id)


async def _decide(unit: UnitOfWork, actor: Actor, catalogue: Catalogue, item: BatchItem) -> str:
    """Confirm one. What its act refuses against all expectation undoes the whole list: nothing is half done."""
    try:
        recording.require_confirmable(await unit.require(Record, int(item.key)), actor)
    except Refusal as refusal:  # nothing was saved for this record; the others go on
        return refusal_kind(refusal)
    return DONE if await confirm(unit, actor, catalogue, int(item.key)) else LAPSED


async def toggle(unit: UnitOfWork, actor: Actor, batch_id: int, number: int) -> Batch:
    """Leave the n-th record out of what is confirmed together, or take it in again. Raises as `batches.toggle`."""
    changed = batches.toggle(await _own(unit, actor, batch_id), number)
    await unit.save(changed)
    return changed


async def _own(unit: UnitOfWork, actor: Actor, batch_id: int) -> Batch:
    batch = await unit.get(Batch, batch_id)
    if batch is None or batch.person_id != actor.person_id or batch.kind is not BatchKind.RECORDS:
        raise NotFound("list")
    return batch


async def browse(turn: Turn) -> None:
    """/records, 待核对."""
    batch = await make_batch(turn.unit, turn.actor)
    await _show(turn, batch)


async def on_toggle(turn: Turn) -> None:
    """［第n项不选］."""
    assert isinstance(turn.press, ToggleRecord)
    await _show(turn, await toggle(turn.unit, turn.actor, turn.press.batch, turn.press.number))


async def on_confirm_all(turn: Turn) -> None:
    """［全部核对无误］."""
    assert isinstance(turn.press, ConfirmRecords)
    press = turn.press
    decided = await confirm_all(turn.unit, turn.actor, turn.services.catalogue, press.batch, press.ticks)
    outcomes = [item.outcome for item in decided.items if item.outcome]
    await _show(turn, decided)
    counted = outcomes.count(DONE)
    turn.say_in_toast(RecordsDecided(confirmed=counted, lapsed=len(outcomes) - counted))


async def _show(turn: Turn, batch: Batch) -> None:
    await show(turn, RecordList(serial=await serial(turn), batch=batch.id))


async def load_list(unit: UnitOfWork, notice: RecordList, viewer: Actor) -> RecordsView:
    """The list as it stands, for who confirms records."""
    batch = await unit.get(Batch, notice.batch)
    if not viewer.may(Permission.RECORD_CONFIRM) or batch is None:
        return RecordsView(allowed=False)
    found = {record.id: record for record in await unit.find(Record, id=[int(item.key) for item in batch.items] or [0])}
    waiting = await queries.waiting(unit)
    own = [record for record in waiting if record.entered_by == viewer.person_id]
    listed = {int(item.key) for item in batch.items}
    orders = await delegations.waiting(unit)
    own_orders = [order for order in orders if order.granted_by == viewer.person_id]
    return RecordsView(
        allowed=True,
        batch=batch.id,
        lines=tuple([await _line(unit, n, item, found[int(item.key)]) for n, item in enumerate(batch.items, 1)]),
        own=len(own) + len(own_orders),
        more=len([r for r in waiting if viewer.person_id not in (r.entered_by, r.person_id) and r.id not in listed]),
        delegations=await _to_compare(unit, orders, viewer),
        verbal=tuple([await _verbal(unit, step) for step in await queries.verbal_steps(unit)]),
        decided=batch.decided_at is not None,
        ticks=ticks_of(batch),
    )


async def _line(unit: UnitOfWork, number: int, item: BatchItem, record: Record) -> WaitingRecord:
    clerk = await unit.get(Person, record.entered_by)
    gone = "" if record.status is RecordStatus.WAITING else record.status.value
    return WaitingRecord(
        record_id=record.id,
        number=number,
        lines=await lines_of(unit, record),
        entered_by=clerk.name if clerk else "",
        ticked=item.ticked,
        outcome=gone,
    )


async def _to_compare(unit: UnitOfWork, orders: list[Delegation], viewer: Actor) -> tuple[WaitingDelegation, ...]:
    """Delegations that the Office entered from a paper: this person compares those that are not his business."""
    lines = []
    for order in orders:
        away, deputy = await unit.require(Post, order.post_id), await unit.require(Post, order.deputy_post_id)
        if may_confirm(order, deputy, viewer):
            clerk = await unit.require(Person, order.granted_by)
            line = WaitingDelegation(
                away=signer_title(away),
                deputy=signer_title(deputy),
                since=order.since,
                until=order.until,
                entered_by=clerk.name,
            )
            lines.append(line)
    return tuple(lines)


async def _verbal(unit: UnitOfWork, step: SigningStep) -> VerbalLine:
    chain = await unit.require(Chain, step.chain_id)
    by = ratify_by(step, unit.county, unit.workdays)
    return VerbalLine(
        title=chain.title,
        first_line=first_line(chain.text),
        by=step.signer,
        given_at=step.verbal_at or chain.started_at,
        ratify_on=local_date(by, unit.county.zone),
        over=overdue_workdays(by, unit.now, unit.workdays, unit.county.zone) if unit.now > by else 0,
    )


ROUTES = (
    Command(
        name="records",
        callback=browse,
        may=Permission.RECORD_CONFIRM,
        description="待核对录入、待补签清单",
        word="待核对",
    ),
    Tap(press=ToggleRecord, callback=on_toggle, may=Permission.RECORD_CONFIRM),
    Tap(press=ConfirmRecords, callback=on_confirm_all, may=Permission.RECORD_CONFIRM),
)
VIEWS = {"record_list": load_list}
