"""核对: the second clerk compares a record with its original; from then on it counts, as the act that it records."""

from __future__ import annotations

from handlers.conversation import dialogue
from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import Catalogue
from handlers.conversation.context import Turn
from handlers.conversation.flows import END, Ask, Flow, Next, Question, Said
from handlers.conversation.refusing import say_no
from handlers.conversation.routes import Anyone, Tap
from handlers.recording.acts import ACTS, CHECKS, whose, witness_of
from handlers.recording.lines import drop_pointless
from handlers.recording.wording import lines_of, name_of
from messages.presses.recording import ConfirmRecord, RejectRecord, ShowRecord, ShowScans
from messages.render import refusal_kind
from messages.views.recording import RecordView
from storage import outbox
from storage.queries import undelivered
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Draft, Matter, Person, Post, Record, RecordKind, RecordStatus, StoredFile
from supervision.notices.base import HERE
from supervision.notices.cards import paper_subject
from supervision.notices.recording import (
    NoScans,
    RecordCard,
    RecordNoted,
    RecordScans,
    RejectPrompt,
)
from supervision.refusals import InvalidInput, NotFound, Refusal
from supervision.reports import recording
from supervision.roles import Permission
from supervision.scope import require_sight


async def confirm(unit: UnitOfWork, actor: Actor, catalogue: Catalogue, record_id: int) -> bool:
    """核对无误: the act comes true as it was recorded; or the record lapses, because it is not possible any more.

    Returns:
        Whether it counts now.

    Raises:
        NotAllowed, AlreadyDecided, SecondPerson: as `recording.require_confirmable`.
    """
    record = await unit.require(Record, record_id)
    decided = recording.confirm(record, actor, unit.now, await _name(unit, record.confirmed_by))
    witness = witness_of(unit, record, actor.person_id)
    try:
        async with unit.attempt():  # also an act may refuse, after the record was saved as confirmed
            doer = await whose(unit, record, witness)
            await CHECKS[record.kind](unit, record, doer)
            await carry_out(unit, actor, decided)
            await ACTS[record.kind](unit, record, doer, catalogue.chain_effects)
    except Refusal as refusal:
        what, why = await name_of(unit, record), refusal_kind(refusal)
        await carry_out(unit, actor, recording.lapse(record, actor, unit.now, what=what, why=why))
        return False
    if record.kind in _OF_PAPERS:
        paper = paper_subject(record.paper_id or 0, record.unit_id or 0)
        await undelivered.close_as_known(unit, paper, record.happened_at)
    await drop_pointless(unit, catalogue.conditions)
    return True


_OF_PAPERS = frozenset({RecordKind.DELIVERY, RecordKind.RECEIPT})
"""Acts by which a unit knows its paper."""


async def reject(unit: UnitOfWork, actor: Actor, record_id: int, words: str) -> None:
    """核对不符: it counts for nothing; a line of 待送达 that it had closed is open again.

    Raises as `recording.reject`.
    """
    record = await unit.require(Record, record_id)
    by, what = await _name(unit, record.confirmed_by), await name_of(unit, record)
    await carry_out(unit, actor, recording.reject(record, actor, words, unit.now, what=what, decided_by=by))
    if record.outbox_row is not None:
        await undelivered.reopen(unit, record.outbox_row)


async def on_confirm(turn: Turn) -> None:
    """［核对无误］."""
    assert isinstance(turn.press, ConfirmRecord)
    record_id = turn.press.record
    counts = await confirm(turn.unit, turn.actor, turn.services.catalogue, record_id)
    record = await turn.unit.require(Record, record_id)
    turn.say_in_toast(RecordNoted(kind=record.kind if counts else ""), alert=not counts)
    await _resume(turn, record_id)


async def _resume(turn: Turn, record_id: int) -> None:
    """Put the open question again, or drop it if it was about this very record."""
    draft = await turn.unit.get(Draft, turn.heard.chat_id, turn.actor.person_id)
    if draft is not None and draft.flow == FLOW.name and draft.answers["record"] == record_id:
        await dialogue.cancel(turn)
    else:
        await dialogue.repeat(turn)


async def on_reject(turn: Turn) -> None:
    """［不符，退回］: what does not agree?"""
    assert isinstance(turn.press, RejectRecord)
    record = await turn.unit.require(Record, turn.press.record)
    recording.require_confirmable(record, turn.actor, await _name(turn.unit, record.confirmed_by))
    answers = {"record": record.id, "title": await name_of(turn.unit, record)}
    await dialogue.open_flow(turn, FLOW, "checking.words", answers)


async def _show_words(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask()


async def _take_words(turn: Turn, draft: Draft, said: Said) -> Next:
    if not said.text.strip():
        raise InvalidInput("words", "empty")
    if len(said.text) > recording.LONGEST_WORDS:
        raise InvalidInput("words", "too_long", limit=recording.LONGEST_WORDS)
    try:
        await reject(turn.unit, turn.actor, int(str(draft.answers["record"])), said.text.strip())
    except Refusal as refusal:  # raised before anything was saved: somebody was faster
        await say_no(turn, refusal)
    return END


async def on_scans(turn: Turn) -> None:
    """［查看原件］."""
    assert isinstance(turn.press, ShowScans)
    record = await _readable(turn, turn.press.record)
    scans = await turn.unit.find(StoredFile, record_id=record.id)
    if not scans:
        turn.say_in_toast(NoScans(reference=record.reference), alert=True)
        return
    ids = tuple(sorted(scan.message_id for scan in scans))
    await outbox.tell(turn.unit, [RecordScans(chat_id=scans[0].chat_id, message_ids=ids)])


async def on_show(turn: Turn) -> None:
    """［查看第n项］ of the list."""
    assert isinstance(turn.press, ShowRecord)
    record = await _readable(turn, turn.press.record)
    await outbox.tell_again(turn.unit, RecordCard(to=HERE, record_id=record.id))


async def _readable(turn: Turn, record_id: int) -> Record:
    """The record, for those who confirm records, and for the section whose matter it is of.

    Raises:
        NotFound: there is none, or it is not for him to see.
    """
    record = await turn.unit.get(Record, record_id)
    if record is None:
        raise NotFound("record")
    if turn.actor.may(Permission.RECORD_CONFIRM):
        return record
    matter = await turn.unit.get(Matter, record.matter_id) if record.matter_id else None
    if matter is None:
        raise NotFound("record")
    require_sight(turn.actor, matter, await turn.unit.get(Post, matter.registered_post_id))
    return record


async def record_view(unit: UnitOfWork, notice: RecordCard, viewer: Actor) -> RecordView:
    """Load a record's card."""
    record = await unit.require(Record, notice.record_id)
    own = record.entered_by == viewer.person_id
    return RecordView(
        record_id=record.id,
        lines=await lines_of(unit, record),
        status=record.status,
        entered_by=await _name(unit, record.entered_by),
        entered_at=record.entered_at,
        confirmed_by=await _name(unit, record.confirmed_by),
        confirmed_at=record.confirmed_at,
        confirm_words=record.confirm_words,
        may_confirm=not own and viewer.person_id != record.person_id and viewer.may(Permission.RECORD_CONFIRM),
        own=own,
    )


async def is_decided(unit: UnitOfWork, key: str) -> bool:
    """Whether a record waits for nobody any more."""
    return (await unit.require(Record, int(key))).status is not RecordStatus.WAITING


async def _name(unit: UnitOfWork, person_id: int | None) -> str:
    person = await unit.get(Person, person_id) if person_id else None
    return person.name if person else ""


FLOW = Flow("checking", RejectPrompt, {"checking.words": Question(_show_words, _take_words)})

FLOWS = {FLOW.name: FLOW}
CONDITIONS = {"record_decided": is_decided}
ROUTES = (
    Tap(press=ConfirmRecord, callback=on_confirm, may=Permission.RECORD_CONFIRM),
    Tap(press=RejectRecord, callback=on_reject, may=Permission.RECORD_CONFIRM),
    Tap(press=ShowScans, callback=on_scans, may=Anyone.ENROLLED),
    Tap(press=ShowRecord, callback=on_show, may=Anyone.ENROLLED),
)
VIEWS = {"record_card": record_view}
