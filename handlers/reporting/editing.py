"""更正: an edited message of a report is a new version; any other edit is nothing to us (telegram.md pitfall 14)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from handlers.conversation.carrying import carry_out
from handlers.conversation.context import Turn
from handlers.conversation.heard import Heard
from handlers.conversation.routes import Anyone, Edit
from handlers.reporting.evidence import copy_evidence, files_of
from handlers.reporting.loading import as_kept, short_number_of
from storage import outbox
from storage.queries import reports as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Matter, Report, ReportDue, ReportStatus, StoredFile, Unit
from supervision.notices.base import to_officer
from supervision.notices.reporting import ReportCorrected
from supervision.reports import report_editing


async def edit(unit: UnitOfWork, actor: Actor, heard: Heard) -> None:
    """Keep an edited message as another version of its report; what is no report, or did not change, is passed over.

    The message of a returned sheet is many reports, and its caption none of them.
    """
    report = await queries.report_of_message(unit, heard.chat_id, heard.message_id or 0)
    if report is None or report.part or report.status is ReportStatus.DISCARDED:
        return
    if not (heard.text.strip() or heard.files):
        return
    replaced = await _replaced_files(unit, actor, report, heard)
    text = await as_kept(unit, report, heard.text.strip())  # before it is compared with what was kept
    if not report_editing.is_changed(report, text, replaced):
        return
    await correct(unit, actor, report, text=text, at=heard.at or unit.now, replaced=replaced)


async def correct(
    unit: UnitOfWork,
    actor: Actor,
    report: Report,
    *,
    text: str,
    at: datetime,
    replaced: Sequence[StoredFile] = (),
) -> Report:
    """Keep another wording of a report; the Office is told if it is handed in again by it. Gives it as it is then.

    Raises:
        NotFound: he does not report for this unit any more.
    """
    due = None
    if report.task_seq is not None and report.due_seq is not None:
        due = await unit.get(ReportDue, report.matter_id, report.task_seq, report.unit_id, report.due_seq)
    edited, outcome = report_editing.edit(
        report, due, actor, text=await as_kept(unit, report, text), at=at, replaced=replaced
    )
    await carry_out(unit, actor, outcome, post_id=report.post_id)
    await copy_evidence(unit, edited, anew=[file.message_id for file in replaced])
    if edited.status is not report.status:
        await _tell_office(unit, edited)
    return edited


async def edited(turn: Turn) -> None:
    """Somebody edited a message."""
    await edit(turn.unit, turn.actor, turn.heard)


async def _replaced_files(unit: UnitOfWork, actor: Actor, report: Report, heard: Heard) -> tuple[StoredFile, ...]:
    """The files that an edit exchanged, on the rows of those that they take the place of."""
    if not heard.files:
        return ()
    before = await unit.first(StoredFile, chat_id=heard.chat_id, message_id=heard.message_id)
    (after,) = await files_of(unit, actor, heard)
    if before is not None and before.unique_id == after.unique_id:
        return ()
    return (replace(after, id=before.id if before else after.id, report_id=report.id),)


async def _tell_office(unit: UnitOfWork, report: Report) -> None:
    matter = await unit.require(Matter, report.matter_id)
    corrected = ReportCorrected(
        to=to_officer(matter.registered_post_id),
        report_id=report.id,
        unit_name=(await unit.require(Unit, report.unit_id)).name,
        document_number=await short_number_of(unit, matter.id, report.unit_id),
        task_seq=report.task_seq or 0,
        version=report.version,
    )
    await outbox.tell(unit, [corrected])


ROUTES = (Edit(callback=edited, may=Anyone.STRANGER),)
