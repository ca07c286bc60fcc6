"""反馈表 coming back: noted, fetched, read; each row that is filled in is a report, and one receipt is for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from handlers.conversation import dialogue
from handlers.conversation.actors import actor_for
from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Services, Turn
from handlers.conversation.files import note, take_up
from handlers.conversation.routes import IN_PRIVATE, Reply, Tap, Unprompted
from handlers.conversation.tables import is_table, rows_of
from handlers.reporting.editing import correct
from handlers.reporting.loading import unit_posts
from handlers.reporting.placing import ask_what_is_meant
from handlers.reporting.replying import Target, note_reader, submit
from messages.presses.batches import SheetReadBy
from messages.reading.tables import read_table
from messages.sheets.cells import KEY
from messages.views.sheets import SheetReceiptView
from storage import outbox
from storage.queries import sheets as queries
from storage.unit_of_work import Origin, UnitOfWork
from supervision.actors import Actor
from supervision.model import (
    Assignment,
    Channel,
    Matter,
    Person,
    Reader,
    Report,
    ReportDue,
    SheetOut,
    StoredFile,
    Unit,
)
from supervision.notices.base import Notice, to_person
from supervision.notices.batches import SheetReceipt, SheetRefused, sheet_receipt_subject, sheet_subject
from supervision.notices.reporting import ReaderNoted
from supervision.outcome import Fact, Outcome
from supervision.refusals import InvalidInput, NotFound, Refusal, StaleButton
from supervision.reports import reporting
from supervision.reports.evidence import LARGEST
from supervision.reports.report_places import Message
from supervision.reports.report_sheets import (
    COLUMNS,
    PROGRESS,
    Checked,
    Filled,
    Key,
    State,
    check_rows,
    key_of,
    sheet_of,
)
from supervision.roles import Permission
from supervision.roster.roster_sheets import SheetRow

FOLLOW_UP = "report_sheet"
"""What goes on with a returned sheet once it is on disk."""

NAMED = "反馈表"
"""A workbook that is called so is a returned sheet, also if it replies to nothing."""

MOST_PROBLEMS = 10
"""How many rows a receipt explains."""


def is_sheet(turn: Turn) -> bool:
    """Whether a message that answers nothing brings a sheet back, by the name of its file."""
    return any(NAMED in file.name for file in turn.heard.files if is_table(file))


async def on_reply(turn: Turn) -> None:
    """A reply to a sheet: the workbook, or a message that is a report like any other."""
    if any(is_table(file) for file in turn.heard.files):
        await on_sheet(turn)
    else:
        await ask_what_is_meant(turn)
    await dialogue.repeat(turn)


async def on_sheet(turn: Turn) -> None:
    """Note the workbook; it is fetched after the commit."""
    file = next(file for file in turn.heard.files if is_table(file))
    if file.size > LARGEST:
        raise InvalidInput("report", "file_too_big")
    await turn.unit.save(await note(turn.unit, turn.actor, turn.heard, file, FOLLOW_UP))


async def take_sheet(services: Services, file: StoredFile) -> None:
    """Go on with a workbook that is on disk, or could not be had."""
    rows, reason = await rows_of(services, file, _read)
    try:
        await _answer(services, file, rows, reason)
    except Refusal:  # a row was overtaken while the file was read: nothing of it was saved
        await _answer(services, file, [], "changed")


def _read(name: str, content: bytes) -> list[SheetRow]:
    return read_table(name, content, columns=(*COLUMNS, KEY), required=(KEY, PROGRESS))


async def _answer(services: Services, file: StoredFile, rows: Sequence[SheetRow], reason: str) -> None:
    async with services.transaction(Origin("telegram", None, file.chat_id, file.message_id)) as unit:
        if await take_up(unit, file) is None:
            return
        told: Notice = SheetRefused(to=to_person(file.sent_by), name=file.name, reason=reason)
        if not reason:
            actor = await actor_for(unit, await unit.require(Person, file.sent_by))
            told = await take_rows(unit, actor, file, rows)
        await outbox.tell(unit, [told])
        await unit.commit()


async def take_rows(unit: UnitOfWork, actor: Actor, file: StoredFile, rows: Sequence[SheetRow]) -> Notice:
    """Record the rows of a returned sheet, each as a report of its own at the time of the message; tells the receipt.

    Rows that cannot be taken are named; the others count. A sheet that comes again changes the reports whose words
    differ, as long as they were not accepted.
    """
    refused = SheetRefused(to=to_person(file.sent_by), name=file.name, reason="unknown")
    if not actor.may(Permission.REPORT_SUBMIT):
        return replace(refused, reason="not_allowed")
    sheet = await unit.get(SheetOut, sheet_of(rows, KEY))
    own = {post.unit_id for post in unit_posts(actor)}
    if sheet is None or sheet.unit_id not in own:
        of_old_unit = sheet is not None and await _taken_in_by(unit, sheet.unit_id) in own
        return replace(refused, reason="merged") if of_old_unit else refused
    checked = check_rows(sheet, rows, KEY, await _states(unit, sheet))
    if not (checked.filled or checked.problems or checked.same):
        return replace(refused, reason="nothing_filled")
    for row in checked.filled:
        await _take_row(unit, actor, file, row)
    await _note_return(unit, actor, sheet, file, checked)
    corrected = sum(row.before is not None for row in checked.filled)
    return SheetReceipt(
        to=to_person(file.sent_by),
        sheet_id=sheet.id,
        file_id=file.id,
        recorded=len(checked.filled) - corrected,
        corrected=corrected,
        same=checked.same,
        problems=checked.problems[:MOST_PROBLEMS],
        more_problems=max(0, len(checked.problems) - MOST_PROBLEMS),
    )


async def _states(unit: UnitOfWork, sheet: SheetOut) -> Mapping[Key, State]:
    states = {}
    for row in sheet.rows:
        key = key_of(row)
        matter_id, task_seq, unit_id, _ = key
        states[key] = State(
            due=await unit.get(ReportDue, *key),
            assignment=await unit.get(Assignment, matter_id, task_seq, unit_id),
            matter=(await unit.require(Matter, matter_id)).status,
            before=await queries.report_by_sheet(unit, key),
        )
    return states


async def _take_row(unit: UnitOfWork, actor: Actor, file: StoredFile, row: Filled) -> None:
    matter_id, task_seq, unit_id, due_seq = row.key
    if row.before is not None:
        report = await correct(unit, actor, row.before, text=row.text, at=file.sent_at)
    else:
        message = Message(
            chat_id=file.chat_id,
            message_id=file.message_id,
            at=file.sent_at,
            text=row.text,
            part=row.number,
            channel=Channel.SHEET,
        )
        report = await submit(unit, actor, message, Target(unit_id, matter_id, task_seq, due_seq))
    if row.reader is not None and report.reader is None:
        await note_reader(unit, actor, report.id, row.reader)


async def _taken_in_by(unit: UnitOfWork, unit_id: int) -> int:
    """The unit that goes on with what a unit was to report: itself, or the one that took it in."""
    found = await unit.require(Unit, unit_id)
    while not found.active and found.successor_id is not None:
        found = await unit.require(Unit, found.successor_id)
    return found.id


async def _note_return(unit: UnitOfWork, actor: Actor, sheet: SheetOut, file: StoredFile, checked: Checked) -> None:
    details = {
        "file": file.id,
        "rows": [row.number for row in checked.filled],
        "problems": {str(problem.line): problem.reason for problem in checked.problems},
        "same": checked.same,
    }
    returned = replace(sheet, file_id=file.id, returned_at=file.sent_at)
    fact = Fact("sheet.returned", sheet_subject(sheet.id), details)
    await carry_out(unit, actor, Outcome(saves=(returned,), facts=(fact,)))


async def _unread(unit: UnitOfWork, sheet: SheetOut) -> list[Report]:
    """The reports of a sheet of which it is not said who has read them."""
    found = [await queries.report_by_sheet(unit, key_of(row)) for row in sheet.rows]
    return [report for report in found if report is not None and reporting.asks_reader(report, unit.county)]


async def on_read_by(turn: Turn) -> None:
    """［主要负责同志］ or ［分管负责同志］ on the receipt, once for all its reports."""
    press = turn.press
    if not isinstance(press, SheetReadBy) or press.reader not in set(Reader):
        raise StaleButton
    sheet = await turn.unit.first(SheetOut, file_id=press.file)
    file = await turn.unit.get(StoredFile, press.file)
    if sheet is None or file is None or sheet.unit_id not in turn.actor.unit_ids:
        raise NotFound("report")
    unread = await _unread(turn.unit, sheet)
    if not unread:
        raise StaleButton
    for report in unread:
        await note_reader(turn.unit, turn.actor, report.id, Reader(press.reader))
    await outbox.redraw(turn.unit, [sheet_receipt_subject(press.file)])
    turn.say_in_toast(ReaderNoted(reader=press.reader))
    await dialogue.repeat(turn)


async def receipt_view(unit: UnitOfWork, notice: SheetReceipt, viewer: Actor) -> SheetReceiptView:
    """Load the receipt; a later return of the sheet has the buttons on its own."""
    sheet = await unit.require(SheetOut, notice.sheet_id)
    file = await unit.require(StoredFile, notice.file_id)
    return SheetReceiptView(
        file_id=file.id,
        due_on=sheet.due_on,
        received_at=file.sent_at,
        recorded=notice.recorded,
        corrected=notice.corrected,
        same=notice.same,
        total=len(sheet.rows),
        problems=notice.problems,
        more_problems=notice.more_problems,
        asks_reader=len(await _unread(unit, sheet)),
        may_act=sheet.file_id == file.id and sheet.unit_id in viewer.unit_ids,
    )


ROUTES = (
    Reply(subject="sheet", callback=on_reply, may=Permission.REPORT_SUBMIT, chats=IN_PRIVATE),
    Unprompted(knows=is_sheet, callback=on_sheet, may=Permission.REPORT_SUBMIT),
    Tap(press=SheetReadBy, callback=on_read_by, may=Permission.REPORT_SUBMIT),
)
VIEWS = {"sheet_receipt": receipt_view}
FOLLOW_UPS = {FOLLOW_UP: take_sheet}
