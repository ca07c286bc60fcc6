"""佐证材料: noting the files of a report, and copying them to the Office."""

from __future__ import annotations

from collections.abc import Collection

from handlers.conversation.context import Services
from handlers.conversation.files import note, take_up
from handlers.conversation.heard import Heard, SentFile
from storage import outbox
from storage.queries import reports as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.hotline.callers import APART, is_masked
from supervision.model import FileStatus, Matter, Report, ReportStatus, StoredFile
from supervision.notices.base import to_officer
from supervision.notices.cards import report_subject
from supervision.notices.reporting import ALBUM_PAUSE, EvidenceCopies, receipt_subject
from supervision.refusals import InvalidInput
from supervision.reports.evidence import Unfit, is_file_id, unfit

FOLLOW_UP = "evidence"
"""What goes on with a report's file once it is on disk, or could not be got."""

LONGEST_SHOWN = 2500
"""Characters of a report that its card shows; a longer one follows as a copy of the message itself."""

TAKEN = "文字、照片、文档、表格、语音或视频"
"""What a report may consist of, as a refusal names it."""

COPIED = frozenset({ReportStatus.SUBMITTED, ReportStatus.ACCEPTED, ReportStatus.RETURNED})


async def files_of(unit: UnitOfWork, actor: Actor, heard: Heard) -> tuple[StoredFile, ...]:
    """The files of a message as rows: wanted, or refused if they are too big or of a kind that is not taken.

    Raises:
        InvalidInput: the message has nothing that is taken, so there is nothing to record.
    """
    if not heard.files and not heard.text.strip():
        raise InvalidInput("report", "wrong_file", given=TAKEN)
    if any(not is_file_id(sent.file_id) for sent in heard.files):
        raise InvalidInput("report", "wrong_file", given=TAKEN)
    only_wrong = all(unfit(sent.kind, sent.name, sent.size) is Unfit.WRONG_KIND for sent in heard.files)
    if heard.files and only_wrong and not heard.text.strip():
        raise InvalidInput("report", "wrong_file", given=TAKEN)
    return tuple([await _row(unit, actor, heard, sent) for sent in heard.files])


async def _row(unit: UnitOfWork, actor: Actor, heard: Heard, sent: SentFile) -> StoredFile:
    fits = unfit(sent.kind, sent.name, sent.size) is None
    return await note(unit, actor, heard, sent, FOLLOW_UP, fits=fits)


async def copy_evidence(unit: UnitOfWork, report: Report, *, anew: Collection[int] = ()) -> None:
    """Copy the messages of a placed report to the Office, after its card: its files, and a text too long for the card.

    What was copied before is left out, unless it was replaced since (`anew`). Items of an album wait for each other.
    Where callers are apart, the words go by the card alone, which has them masked.
    """
    if report.status not in COPIED:
        return
    files = await unit.find(StoredFile, report_id=report.id)
    ids = {file.message_id for file in files if unfit(file.kind, file.name, file.size) is not Unfit.WRONG_KIND}
    matter = await unit.require(Matter, report.matter_id)
    apart = matter.track in APART
    if len(report.text) > LONGEST_SHOWN and not (apart and is_masked(report.text)):
        ids.add(report.message_id)
    if not ids:
        return
    batches = await queries.evidence_batches(unit, report.id)
    closed = [batch for batch, is_open in batches.items() if not is_open]
    fresh = ids - {copied for batch in closed for copied in batch.message_ids} | (ids & set(anew))
    if not fresh:
        return
    copies = EvidenceCopies(
        to=to_officer(matter.registered_post_id),
        report_id=report.id,
        batch=len({batch.batch for batch in closed}),
        chat_id=report.chat_id,
        message_ids=tuple(sorted(fresh)),
        not_before=unit.now + ALBUM_PAUSE if report.media_group else None,
        bare=apart,
    )
    await outbox.tell(unit, [copies])


async def evidence_fetched(services: Services, file: StoredFile) -> None:
    """A report's file is on disk; or it could not be got, which its receipt and card then say."""
    if file.status is FileStatus.STORED or file.report_id is None:
        return
    async with services.transaction() as unit:
        if await take_up(unit, file) is not None:
            await outbox.redraw(unit, [receipt_subject(file.report_id), report_subject(file.report_id)])
            await unit.commit()


FOLLOW_UPS = {FOLLOW_UP: evidence_fetched}
