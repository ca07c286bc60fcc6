"""Loading what the cards of a report show: to its sender, to the head of his unit, to the Office."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from handlers.conversation.actors import actor_for
from handlers.reporting.evidence import LONGEST_SHOWN
from handlers.reporting.loading import case_by, case_of, short_number_of, unit_posts
from messages.filters import shorten
from messages.views.reports import DateView, EndorsementView, FilesView, ReceiptView, ReportView, TaskChoice
from storage.queries import reports as queries
from storage.queries.placed_reports import Placed, placed_report
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import (
    Assignment,
    Channel,
    DueKind,
    FileStatus,
    Matter,
    Person,
    Record,
    Report,
    ReportDue,
    ReportStatus,
    ReportVersion,
    StoredFile,
    Task,
    Unit,
)
from supervision.notices.cards import ReportCard
from supervision.notices.reporting import ReportEndorsement, ReportReceipt
from supervision.rectification.rectification_reports import awaited_by
from supervision.reports import reporting
from supervision.reports.evidence import Unfit, unfit
from supervision.reports.report_dates import UNDECIDED, is_told, timeliness
from supervision.reports.report_matching import short_number
from supervision.reports.report_places import UNDER_WAY
from supervision.review.review_cases import UNDECIDED_REPORTS, Case, may_review
from supervision.roles import Permission

MOST_CHOICES = 20
"""How many tasks are offered as buttons; a unit with more replies to the paper."""

_FILE_FIELDS = {"photo": "photos", "document": "documents", "voice": "recordings", "audio": "recordings"}


async def receipt_view(unit: UnitOfWork, notice: ReportReceipt, viewer: Actor) -> ReceiptView:
    """The report for its sender; what is missing is asked there, so the buttons do not depend on the viewer."""
    placed = await placed_report(unit, notice.report_id)
    report = placed.report if placed else await unit.require(Report, notice.report_id)
    choices = await _choices(unit, report) if report.status is ReportStatus.UNPLACED else []
    task = await _task(unit, report)
    return ReceiptView(
        report_id=report.id,
        status=report.status.value,
        received_at=report.received_at,
        has_text=bool(report.text),
        files=await _files(unit, report, placed),
        version=report.version,
        document_number=await _short_number(unit, report, placed),
        task_seq=report.task_seq,
        task_text=task.text if task else "",
        date=_date(await _due(unit, report)),
        reader=report.reader or "",
        asks_reader=reporting.asks_reader(report, unit.county),
        awaits_endorsement=reporting.awaits_endorsement(report, unit.county),
        may_be_rectification=await _may_be_rectification(unit, report, placed),
        choices=tuple(choices[:MOST_CHOICES]),
        more_choices=max(0, len(choices) - MOST_CHOICES),
    )


async def _short_number(unit: UnitOfWork, report: Report, placed: Placed | None) -> str:
    if placed is not None:
        return short_number(placed.document_number) if placed.document_number else ""
    return await short_number_of(unit, report.matter_id, report.unit_id) if report.matter_id else ""


async def _may_be_rectification(unit: UnitOfWork, report: Report, placed: Placed | None) -> bool:
    if report.task_seq is None or (placed is not None and not placed.may_rectify):
        return False
    dues = await unit.find(ReportDue, matter_id=report.matter_id, task_seq=report.task_seq, unit_id=report.unit_id)
    return awaited_by(await queries.rectifications_of(unit, report), dues, report) is not None


async def endorsement_view(unit: UnitOfWork, notice: ReportEndorsement, viewer: Actor) -> EndorsementView:
    """The report for the head or deputy of its unit."""
    report = await unit.require(Report, notice.report_id)
    task = await _task(unit, report)
    own = report.unit_id in viewer.unit_ids and viewer.may(Permission.REPORT_ENDORSE)
    return EndorsementView(
        report_id=report.id,
        status=report.status.value,
        document_number=await short_number_of(unit, report.matter_id, report.unit_id),
        task_seq=report.task_seq or 0,
        task_text=task.text if task else "",
        sender=await _name(unit, report.person_id),
        received_at=report.received_at,
        text=shorten(report.text, LONGEST_SHOWN) if len(report.text) > LONGEST_SHOWN else report.text,
        files=await _files(unit, report),
        date=_date(await _due(unit, report)),
        reader=report.reader or "",
        may_act=own and reporting.awaits_endorsement(report, unit.county),
    )


async def report_view(unit: UnitOfWork, notice: ReportCard, viewer: Actor) -> ReportView:
    """The report for the Office."""
    placed = await placed_report(unit, notice.report_id)
    report = placed.report if placed else await unit.require(Report, notice.report_id)
    if report.task_seq is None:
        return await _unplaced_view(unit, report, viewer)
    case = (
        await case_by(unit, report, placed.paper_id, placed.document_number) if placed else await case_of(unit, report)
    )
    due, judged = case.due, None
    withdrawn = case.is_withdrawn and report.status in UNDECIDED_REPORTS | {ReportStatus.WITHDRAWN}
    if due is not None and not withdrawn:
        delivered = is_told(due, case.assignment.delivered_at)
        judged = timeliness(due, delivered=delivered, workdays=unit.workdays, zone=unit.county.zone)
    version = await unit.get(ReportVersion, report.id, report.version) if report.version > 1 else None
    return replace(
        await _basics(unit, report, placed),
        status=(ReportStatus.WITHDRAWN if withdrawn else report.status).value,
        document_number=case.document_number,
        matter_title=case.matter.title,
        task_seq=case.task.seq,
        task_text=case.task.text,
        part=case.assignment.part.value,
        date=_date(due),
        first_answered_at=due.first_answered_at if due else None,
        supplement_by=due.supplement_by if due else None,
        late=judged.late if judged else None,
        late_workdays=judged.workdays if judged else 0,
        reader=report.reader or "",
        reader_missing=reporting.asks_reader(report, unit.county) or reporting.awaits_endorsement(report, unit.county),
        edited_at=version.at if version else None,
        edited_after_review=0 < report.reviewed_version < report.version,
        reviewer=case.reviewer,
        reviewed_at=report.reviewed_at,
        review_words=report.review_words,
        others_left=case.others_left,
        may_act=_may_act(case, viewer),
        may_finish=case.may_finish,
        may_move=sum(item.status in UNDECIDED for item in case.dues) > 1,
    )


def _may_act(case: Case, viewer: Actor) -> bool:
    own = case.report.unit_id in viewer.unit_ids or case.report.person_id == viewer.person_id
    return may_review(viewer, case.matter, case.registrar) and not own


async def _unplaced_view(unit: UnitOfWork, report: Report, viewer: Actor) -> ReportView:
    return replace(
        await _basics(unit, report),
        may_act=viewer.may(Permission.REPORT_REVIEW),
        choices=tuple((await _choices(unit, report))[:MOST_CHOICES]),
    )


async def _basics(unit: UnitOfWork, report: Report, placed: Placed | None = None) -> ReportView:
    return ReportView(
        report_id=report.id,
        version=report.version,
        status=report.status.value,
        unit_name=(await unit.require(Unit, report.unit_id)).name,
        sender=await _sender(unit, report),
        channel=report.channel,
        day_only=report.channel is Channel.PAPER,
        received_at=report.received_at,
        text=report.text[:LONGEST_SHOWN],
        text_cut=len(report.text) > LONGEST_SHOWN,
        files=await _files(unit, report, placed),
    )


async def _sender(unit: UnitOfWork, report: Report) -> str:
    """Who sent it; of a recorded report perhaps nobody of the roster, as its record names him."""
    record = await unit.get(Record, report.record_id) if report.record_id and not report.person_id else None
    return record.who if record is not None else await _name(unit, report.person_id)


async def _choices(unit: UnitOfWork, report: Report) -> list[TaskChoice]:
    """The tasks that a report may be about: those of its paper, else all that the sender's units carry out."""
    if report.matter_id:
        return await _tasks_of_paper(unit, report)
    person = await unit.get(Person, report.person_id)
    posts = unit_posts(await actor_for(unit, person)) if person else ()
    unit_ids = {post.unit_id for post in posts} or {report.unit_id}
    return [
        TaskChoice(
            matter_id=task.matter_id,
            task_seq=task.task_seq,
            unit_id=task.unit_id,
            document_number=short_number(task.document_number),
            text=task.text,
        )
        for task in await queries.open_tasks(unit, unit_ids)
    ]


async def _tasks_of_paper(unit: UnitOfWork, report: Report) -> list[TaskChoice]:
    matter = await unit.require(Matter, report.matter_id)
    own = await unit.find(Assignment, matter_id=matter.id, unit_id=report.unit_id)
    number = await short_number_of(unit, matter.id, report.unit_id)
    texts = {task.seq: task.text for task in await unit.find(Task, matter_id=matter.id)}
    return [
        TaskChoice(
            matter_id=matter.id,
            task_seq=item.task_seq,
            unit_id=item.unit_id,
            document_number=number,
            text=texts[item.task_seq],
        )
        for item in own
        if item.status in UNDER_WAY
    ]


async def _files(unit: UnitOfWork, report: Report, placed: Placed | None = None) -> FilesView:
    if placed is not None and not placed.has_files:
        return FilesView()
    return _count(await unit.find(StoredFile, report_id=report.id))


def _count(files: Sequence[StoredFile]) -> FilesView:
    counted: Counter[str] = Counter()
    for file in files:
        why = unfit(file.kind, file.name, file.size)
        if why is Unfit.WRONG_KIND:
            counted["wrong_kind"] += 1
        elif why is Unfit.TOO_BIG or (file.status is FileStatus.REFUSED and not file.size):
            counted["too_big"] += 1
        else:
            counted[_FILE_FIELDS.get(file.kind, "documents")] += 1
            counted["failed"] += file.status in (FileStatus.FAILED, FileStatus.REFUSED)
    return FilesView(**counted)


async def _task(unit: UnitOfWork, report: Report) -> Task | None:
    return None if report.task_seq is None else await unit.get(Task, report.matter_id, report.task_seq)


async def _due(unit: UnitOfWork, report: Report) -> ReportDue | None:
    if report.task_seq is None or report.due_seq is None:
        return None
    return await unit.get(ReportDue, report.matter_id, report.task_seq, report.unit_id, report.due_seq)


def _date(due: ReportDue | None) -> DateView | None:
    if due is None:
        return None
    return DateView(
        seq=due.seq,
        due_on=due.due_on,
        due_hour=due.due_hour,
        final=due.final,
        returns=due.returns,
        rectifies=due.kind is DueKind.RECTIFICATION,
    )


async def _name(unit: UnitOfWork, person_id: int) -> str:
    person = await unit.get(Person, person_id)
    return person.name if person else ""


VIEWS = {
    "report_receipt": receipt_view,
    "report_endorsement": endorsement_view,
    "report_card": report_view,
}
