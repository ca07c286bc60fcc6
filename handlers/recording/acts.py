"""What a confirmed record leads to: the rule of the act itself, with the one whose act it is as its actor.

Each kind has a check, which only reads and refuses, and an act. The check is made when a record is entered, and again
when it is confirmed: what was decided, changed or withdrawn meanwhile lets the record lapse.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from handlers.approving.as_file import send_drafts
from handlers.approving.signing import Effects, conclude, send_back, sign
from handlers.conversation.actors import actor_for
from handlers.conversation.carrying import carry_out
from handlers.issuing import acknowledging
from handlers.issuing.corrected import timed_by_correction
from handlers.issuing.receipts import timed_by_receipt
from handlers.recording import ratifying
from handlers.reporting import replying
from handlers.reporting.loading import terms_of
from handlers.reporting.replying import Target
from storage import outbox
from storage.queries import approvals, dispatching
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor, Witness
from supervision.approving import verbal
from supervision.approving.signing import check_turn
from supervision.calendars.deadlines import local_date
from supervision.carrying_out import extending
from supervision.carrying_out.acknowledging import deliver_by_telephone, require_own
from supervision.carrying_out.extension_answers import check_recordable
from supervision.model import (
    Assignment,
    Matter,
    Paper,
    Person,
    Post,
    Record,
    RecordKind,
    ReportDue,
    StoredFile,
    Task,
    Unit,
)
from supervision.notices.base import to_officer
from supervision.notices.reporting import EvidenceCopies
from supervision.procedures.lifecycle import ENDS
from supervision.refusals import StaleButton, WrongState
from supervision.reports import reporting
from supervision.reports.report_places import Message, open_to_reports
from supervision.roles import UNIT, Permission, Role

Check = Callable[[UnitOfWork, Record, Actor], Awaitable[None]]
Act = Callable[[UnitOfWork, Record, Actor, Effects], Awaitable[None]]


def witness_of(unit: UnitOfWork, record: Record, confirmed_by: int) -> Witness:
    """Say why a recorded act counts."""
    return Witness(
        channel=record.channel,
        record_id=record.id,
        entered_by=record.entered_by,
        confirmed_by=confirmed_by,
        happened_at=record.happened_at,
        happened_on=local_date(record.happened_at, unit.county.zone),
        reference=record.reference,
    )


async def whose(unit: UnitOfWork, record: Record, witness: Witness | None = None) -> Actor:
    """The actor of a recorded act: the person of the roster, the clerk for what the Office did, or the unit itself."""
    if record.kind in _BY_THE_OFFICE:
        clerk = await actor_for(unit, await unit.require(Person, record.entered_by))
        return replace(clerk, witness=witness)
    if record.person_id is not None:
        person = await actor_for(unit, await unit.require(Person, record.person_id))
        return replace(person, witness=witness)
    posts = await unit.find(Post, unit_id=record.unit_id, role=tuple(UNIT), active=True)
    stand_in = Post(0, record.unit_id or 0, Role.LIAISON, "")
    return Actor(None, tuple(posts[:1]) or (stand_in,), witness=witness)


_BY_THE_OFFICE = frozenset({RecordKind.DELIVERY, RecordKind.EXTENSION})
"""Acts of the Office, which its clerk did and wrote down: telling a unit, giving it until a later date."""


async def _check_signature(unit: UnitOfWork, record: Record, actor: Actor) -> None:
    found = await approvals.signing(unit, record.chain_id or 0, record.happened_at)
    check_turn(found, record.step_seq or 0, actor, record.text_hash)
    if record.kind is RecordKind.VERBAL and not verbal.may_agree_by_telephone(found):
        raise WrongState("verbal", found.chain.purpose.value)


async def _check_ratification(unit: UnitOfWork, record: Record, actor: Actor) -> None:
    found = await approvals.signing(unit, record.chain_id or 0)
    verbal.check_ratifiable(found, record.step_seq or 0, actor, record.text_hash)
    if not record.agrees:
        await ratifying.check_deniable(unit, found)


async def _check_delivery(unit: UnitOfWork, record: Record, actor: Actor) -> None:
    own = await dispatching.unit_paper(unit, record.paper_id or 0, record.unit_id or 0)
    if own.withdrawn or own.matter.status in ENDS or not own.live:
        raise StaleButton


async def _check_receipt(unit: UnitOfWork, record: Record, actor: Actor) -> None:
    own = await dispatching.unit_paper(unit, record.paper_id or 0, record.unit_id or 0)
    require_own(own, actor, Permission.PAPER_ACKNOWLEDGE)
    if own.is_acknowledged:
        raise StaleButton


async def _check_report(unit: UnitOfWork, record: Record, actor: Actor) -> None:
    matter = await unit.require(Matter, record.matter_id)
    open_to_reports(matter, [await unit.require(Assignment, matter.id, record.task_seq, record.unit_id)])
    reporting.require_member(actor, record.unit_id or 0)


async def _check_extension(unit: UnitOfWork, record: Record, actor: Actor) -> None:
    actor.require(Permission.EXTENSION_DECIDE)
    if record.new_due_on is None:
        raise StaleButton
    matter = await unit.require(Matter, record.matter_id)
    check_recordable(await _due(unit, record), matter.track, record.new_due_on)


async def _due(unit: UnitOfWork, record: Record) -> ReportDue:
    return await unit.require(ReportDue, record.matter_id, record.task_seq, record.unit_id, record.due_seq)


async def _sign(unit: UnitOfWork, record: Record, actor: Actor, effects: Effects) -> None:
    at = (record.chain_id or 0, record.step_seq or 0)
    if record.agrees:
        named = record.name_in_group
        await sign(unit, actor, effects, *at, shown=record.text_hash, opinion=record.words, named=named)
    else:
        await send_back(unit, actor, effects, *at, shown=record.text_hash, words=record.words)


async def _agree(unit: UnitOfWork, record: Record, actor: Actor, effects: Effects) -> None:
    found = await approvals.signing(unit, record.chain_id or 0, record.happened_at)
    outcome = verbal.agree_by_telephone(found, record.step_seq or 0, actor, record, unit.now)
    await carry_out(unit, actor, outcome, post_id=record.post_id)
    await send_drafts(unit, actor, outcome)
    await conclude(unit, actor, effects, found.chain.id)


async def _ratify(unit: UnitOfWork, record: Record, actor: Actor, effects: Effects) -> None:
    at = (record.chain_id or 0, record.step_seq or 0)
    if record.agrees:
        await ratifying.ratify(unit, actor, *at, shown=record.text_hash, opinion=record.words)
    else:
        await ratifying.deny(unit, actor, *at, shown=record.text_hash, words=record.words)


async def _deliver(unit: UnitOfWork, record: Record, actor: Actor, effects: Effects) -> None:
    own = await dispatching.unit_paper(unit, record.paper_id or 0, record.unit_id or 0)
    outcome = deliver_by_telephone(own, actor, unit.now, unit.county, unit.workdays)
    outcome += await timed_by_receipt(unit, own, actor)
    outcome += await timed_by_correction(unit, own, actor)
    await carry_out(unit, actor, outcome, post_id=record.entered_post_id)


async def _acknowledge(unit: UnitOfWork, record: Record, actor: Actor, effects: Effects) -> None:
    await acknowledging.acknowledge(unit, actor, record.paper_id or 0, record.unit_id or 0)


async def _report(unit: UnitOfWork, record: Record, actor: Actor, effects: Effects) -> None:
    """A report at the time of the paper or the call; its scans are its evidence."""
    message = Message(
        chat_id=0,
        message_id=record.id,
        at=record.happened_at,
        text=record.words,
        channel=record.channel,
        record_id=record.id,
    )
    target = Target(record.unit_id or 0, record.matter_id, record.task_seq)
    report = await replying.submit(unit, actor, message, target)
    if record.reader is not None and report.reader is None:
        await carry_out(unit, actor, reporting.note_reader(report, actor, record.reader), post_id=report.post_id)
    scans = await unit.find(StoredFile, record_id=record.id)
    await unit.save(*(replace(scan, report_id=report.id) for scan in scans))
    if scans:
        matter = await unit.require(Matter, record.matter_id)
        copies = EvidenceCopies(
            to=to_officer(matter.registered_post_id),
            report_id=report.id,
            batch=0,
            chat_id=scans[0].chat_id,
            message_ids=tuple(sorted(scan.message_id for scan in scans)),
        )
        await outbox.tell(unit, [copies])


async def _extend(unit: UnitOfWork, record: Record, actor: Actor, effects: Effects) -> None:
    due = await _due(unit, record)
    assert record.new_due_on is not None
    assignment = await unit.require(Assignment, due.matter_id, due.task_seq, due.unit_id)
    owed = extending.Owed(
        due=due,
        paper_id=record.paper_id or 0,
        document_number=(await unit.require(Paper, record.paper_id)).document_number,
        unit_name=(await unit.require(Unit, due.unit_id)).name,
        task=(await unit.require(Task, due.matter_id, due.task_seq)).text,
        delivered_at=due.known_at or assignment.delivered_at,
        urgency=(await unit.require(Matter, due.matter_id)).urgency,
    )
    request = extending.Request(
        extension_id=await unit.new_id("extension"),
        new_on=record.new_due_on,
        new_hour=record.new_due_hour,
        asked_at=record.happened_at,
        words=record.words,
        channel=record.channel,
        record_id=record.id,
    )
    outcome = extending.grant(owed, request, actor, terms_of(unit))
    await carry_out(unit, actor, outcome, post_id=record.entered_post_id)


CHECKS: Mapping[RecordKind, Check] = {
    RecordKind.SIGNATURE: _check_signature,
    RecordKind.VERBAL: _check_signature,
    RecordKind.RATIFICATION: _check_ratification,
    RecordKind.DELIVERY: _check_delivery,
    RecordKind.RECEIPT: _check_receipt,
    RecordKind.REPORT: _check_report,
    RecordKind.EXTENSION: _check_extension,
}
"""By kind, what refuses an act that is not possible any more; reads only."""

ACTS: Mapping[RecordKind, Act] = {
    RecordKind.SIGNATURE: _sign,
    RecordKind.VERBAL: _agree,
    RecordKind.RATIFICATION: _ratify,
    RecordKind.DELIVERY: _deliver,
    RecordKind.RECEIPT: _acknowledge,
    RecordKind.REPORT: _report,
    RecordKind.EXTENSION: _extend,
}
"""By kind, what comes true."""
