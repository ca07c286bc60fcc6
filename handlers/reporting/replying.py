"""反馈: a unit's reply to one of the bot's messages is its report (U3)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from handlers.conversation import dialogue
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.heard import INCOMING
from handlers.conversation.routes import Reply, Tap
from handlers.reporting.evidence import LONGEST_SHOWN, copy_evidence, files_of
from handlers.reporting.loading import as_kept, place_of, reporting_post, terms_of
from handlers.reporting.rectified import redraw_rectifications
from handlers.requesting.lapsing import redraw_requests
from messages.presses.reports import EndorseReport, ReadBy
from storage.queries import reports as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Assignment, AssignmentStatus, Matter, Reader, Report, ReportStatus, Unit
from supervision.notices.reporting import ReaderNoted
from supervision.refusals import NotFound, StaleButton
from supervision.reports import reporting
from supervision.reports.report_matching import is_only_a_task
from supervision.reports.report_places import Message, Place, open_to_reports, which_task
from supervision.reports.reporting import require_member
from supervision.roles import Permission


@dataclass(frozen=True, slots=True)
class Target:
    """What a unit's message answers, as far as the replied-to message says it."""

    unit_id: int
    matter_id: int
    task_seq: int | None = None
    due_seq: int | None = None


async def submit(unit: UnitOfWork, actor: Actor, message: Message, target: Target | None) -> Report:
    """Record a report: at once, at the time of its message, whether its task is known or not."""
    post = reporting_post(actor, target.unit_id if target else None)
    where = await _find_place(unit, target, message.text) if target else None
    report, outcome = reporting.submit(
        message,
        actor,
        post,
        report_id=await unit.new_id("report"),
        matter_id=target.matter_id if target else 0,
        place=where,
        terms=terms_of(unit),
    )
    await carry_out(unit, actor, outcome, post_id=post.id)
    await redraw_requests(unit, report)
    await redraw_rectifications(unit, report, where.dues if where else ())
    if message.files or len(message.text) > LONGEST_SHOWN:
        await copy_evidence(unit, report)
    return report


async def add_item(unit: UnitOfWork, actor: Actor, report: Report, message: Message) -> None:
    """Add another item of an album to its report; its caption may say which task it is about."""
    message = replace(message, text=await as_kept(unit, report, message.text))
    grown, outcome = reporting.attach(report, message)
    await carry_out(unit, actor, outcome, post_id=report.post_id)
    if message.text and grown.status is ReportStatus.UNPLACED and grown.matter_id:
        await place_by_words(unit, actor, grown, message.text)
        return
    await copy_evidence(unit, grown)


async def place_by_words(unit: UnitOfWork, actor: Actor, report: Report, text: str) -> bool:
    """Place a recorded report by a text that names its task; tells whether it did."""
    where = await _find_place(unit, Target(report.unit_id, report.matter_id), text)
    if where is None:
        return False
    placed, outcome = reporting.place(report, where, actor, terms_of(unit))
    await carry_out(unit, actor, outcome, post_id=report.post_id)
    await redraw_requests(unit, placed)
    await redraw_rectifications(unit, placed, where.dues)
    await copy_evidence(unit, placed)
    return True


async def note_reader(unit: UnitOfWork, actor: Actor, report_id: int, reader: Reader) -> None:
    """Note who in the unit has read the report, as its liaison says."""
    report = await _required(unit, report_id)
    outcome = reporting.note_reader(report, actor, reader)
    await carry_out(unit, actor, outcome, post_id=reporting_post(actor, report.unit_id).id)


async def endorse(unit: UnitOfWork, actor: Actor, report_id: int) -> None:
    """The head or the deputy says that the report is the unit's."""
    report = await _required(unit, report_id)
    outcome = reporting.endorse(report, actor)
    await carry_out(unit, actor, outcome, post_id=reporting_post(actor, report.unit_id).id)


async def message_of(turn: Turn) -> Message:
    """What the turn's message brings as a report.

    Raises:
        InvalidInput: nothing in it is taken.
    """
    heard = turn.heard
    return Message(
        chat_id=heard.chat_id,
        message_id=heard.message_id or 0,
        at=heard.at or turn.unit.now,
        text=heard.text.strip(),
        media_group=heard.media_group,
        files=await files_of(turn.unit, turn.actor, heard),
    )


async def joins_album(turn: Turn, message: Message) -> bool:
    """Add the message to the report that the earlier items of its album are; tells whether there is one."""
    report = await queries.report_of_album(turn.unit, message.chat_id, turn.actor.person_id, message.media_group)
    if report is None:
        return False
    await add_item(turn.unit, turn.actor, report, message)
    return True


async def answers_which_task(turn: Turn) -> bool:
    """Take a text that is only 第2项 as the answer to the receipt that asks for it; tells whether one did."""
    if turn.heard.files or not is_only_a_task(turn.heard.text):
        return False
    waiting = await queries.newest_unplaced(turn.unit, turn.heard.chat_id, turn.actor.person_id)
    return waiting is not None and await place_by_words(turn.unit, turn.actor, waiting, turn.heard.text)


async def replied(turn: Turn) -> None:
    """A reply to a paper, a receipt or a verdict: an item of an album, the task that was asked for, or a report."""
    card = INCOMING.get().card
    if card is None:
        raise NotFound("paper")
    target = await _TARGETS[card.subject_kind](turn.unit, turn.actor, card.subject_key)
    message = await message_of(turn)
    if await joins_album(turn, message):
        return
    if not await answers_which_task(turn):
        await submit(turn.unit, turn.actor, message, target)
    await dialogue.repeat(turn)


async def reader_tapped(turn: Turn) -> None:
    """［主要负责同志］ or ［分管负责同志］ on the receipt."""
    press = turn.press
    if not isinstance(press, ReadBy) or press.reader not in set(Reader):
        raise StaleButton
    await note_reader(turn.unit, turn.actor, press.report, Reader(press.reader))
    turn.say_in_toast(ReaderNoted(reader=press.reader))
    await dialogue.repeat(turn)


async def endorse_tapped(turn: Turn) -> None:
    """［同意报送］ on the card of the head or deputy."""
    if not isinstance(turn.press, EndorseReport):
        raise StaleButton
    await endorse(turn.unit, turn.actor, turn.press.report)
    await dialogue.repeat(turn)


async def _find_place(unit: UnitOfWork, target: Target, text: str) -> Place | None:
    matter = await unit.require(Matter, target.matter_id)
    own = await unit.find(Assignment, matter_id=matter.id, unit_id=target.unit_id)
    by_task = {item.task_seq: item for item in open_to_reports(matter, own)}
    if target.task_seq is not None and target.task_seq not in by_task:
        by_task |= {item.task_seq: item for item in own if item.status is AssignmentStatus.ACCEPTED}
    task = which_task(by_task, text, target.task_seq)
    return await place_of(unit, matter, by_task[task], target.due_seq) if task is not None else None


async def _required(unit: UnitOfWork, report_id: int) -> Report:
    report = await unit.get(Report, report_id)
    if report is None:
        raise NotFound("report")
    return report


async def _of_paper(unit: UnitOfWork, actor: Actor, key: str) -> Target:
    paper_id, unit_id = map(int, key.split("/"))
    answering = await _taken_in(unit, actor, unit_id)
    require_member(actor, answering)
    dispatch = await queries.dispatch_with_matter(unit, paper_id, unit_id)
    if dispatch is None:
        raise NotFound("paper")
    return Target(answering, dispatch.matter_id)


async def _taken_in(unit: UnitOfWork, actor: Actor, unit_id: int) -> int:
    """The unit that answers a paper: its own, or for somebody of another unit the one that took it in."""
    while unit_id not in actor.unit_ids:
        named = await unit.get(Unit, unit_id)
        if named is None or named.active or named.successor_id is None:
            break
        unit_id = named.successor_id
    return unit_id


async def _of_report(unit: UnitOfWork, actor: Actor, key: str) -> Target | None:
    report = await _required(unit, int(key))
    require_member(actor, report.unit_id)
    if not report.matter_id:
        return None
    return Target(report.unit_id, report.matter_id, report.task_seq, report.due_seq)


_TARGETS: Mapping[str, Callable[[UnitOfWork, Actor, str], Awaitable[Target | None]]] = MappingProxyType(
    {
        "paper": _of_paper,
        "report_receipt": _of_report,
        "report_endorsement": _of_report,
        "report_verdict": _of_report,
    }
)

ROUTES = (
    *(Reply(subject=subject, callback=replied, may=Permission.REPORT_SUBMIT) for subject in _TARGETS),
    Tap(press=ReadBy, callback=reader_tapped, may=Permission.REPORT_SUBMIT),
    Tap(press=EndorseReport, callback=endorse_tapped, may=Permission.REPORT_ENDORSE),
)
