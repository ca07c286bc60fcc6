"""印发: what the last signature of an issue chain leads to, issuing, and the card that a unit gets."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import datetime

from handlers.approving.step_card import step_line
from handlers.approving.submitting import title_of
from handlers.approving.with_plan import approve_plan, send_plan_back
from handlers.conversation.carrying import carry_out
from handlers.conversation.catalogue import ChainEffect
from handlers.conversation.context import Turn
from handlers.conversation.routes import Tap
from handlers.issuing.by_activity import begin_with_paper, require_plan
from handlers.issuing.corrected import marks_of
from handlers.issuing.filing import file_papers, offered_file
from handlers.issuing.noted import notes_of
from handlers.issuing.papers import new_papers
from handlers.issuing.plans_wanted import remind_of_plans
from messages.presses.dispatching import ConfirmIssue, HoldIssue
from messages.presses.matters import IssuePaper
from messages.views.approvals import ReadyView
from messages.views.dispatching import PaperTask, PaperView
from messages.views.matters import short_name
from storage import outbox
from storage.queries import approvals, dispatching, requesting
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving.signing import DECIDED, first_line
from supervision.calendars.deadlines import acknowledge_by
from supervision.calendars.report_days import printed_day
from supervision.carrying_out.acknowledging import UnitPaper
from supervision.carrying_out.requesting import Before, askable
from supervision.model import (
    Assignment,
    Chain,
    ChainPurpose,
    ChainStatus,
    Channel,
    DueStatus,
    Matter,
    Paper,
    Person,
    Record,
    RecordKind,
    ReportDue,
    SigningStep,
    StepStatus,
    Task,
    Unit,
)
from supervision.notices.approving import ReadyToIssue
from supervision.notices.base import OFFICE
from supervision.notices.cards import PaperCard, matter_subject
from supervision.notices.dispatching import IssuedPaper, IssueQuestion, PaperIssued
from supervision.notices.recording import ratify_subject
from supervision.outcome import Outcome
from supervision.papers import issuing
from supervision.papers.contents import issuer_name
from supervision.papers.issue_warnings import DATE_WARNINGS, warnings
from supervision.papers.issuing import Folder
from supervision.procedures.forms import FORM_TITLES, Form
from supervision.procedures.lifecycle import ENDS, MatterEvent, advance
from supervision.refusals import StaleButton
from supervision.roles import Permission


async def approved(unit: UnitOfWork, actor: Actor, chain: Chain) -> None:
    """The last signature is there: the matter waits for the Office to issue it."""
    matter = advance(await unit.require(Matter, chain.subject_id), MatterEvent.APPROVE)
    notice = ReadyToIssue(to=OFFICE, chain_id=chain.id)
    outcome = Outcome(saves=(matter,), notices=(notice,), redraw=(matter_subject(matter.id),))
    await carry_out(unit, actor, outcome)
    await approve_plan(unit, actor, chain)


async def sent_back(unit: UnitOfWork, actor: Actor, chain: Chain, words: str) -> None:
    """A signer sent the text back: the matter is the drafter's again."""
    matter = advance(await unit.require(Matter, chain.subject_id), MatterEvent.SEND_BACK)
    await carry_out(unit, actor, Outcome(saves=(matter,), redraw=(matter_subject(matter.id),)))
    await send_plan_back(unit, actor, chain, words)


async def issue(unit: UnitOfWork, actor: Actor, matter_id: int) -> PaperIssued | IssueQuestion:
    """Issue an approved matter, or ask first if a date has passed or is near.

    Raises:
        NotAllowed: only the Office issues.
        WrongState: the matter is not approved.
    """
    folder, chain = await _approved(unit, actor, matter_id)
    question = _question(unit, folder, chain)
    return question if question.warnings else await _issue(unit, actor, folder, chain)


async def issue_anyway(unit: UnitOfWork, actor: Actor, matter_id: int, chain_id: int) -> PaperIssued:
    """仍按此印发. Raises StaleButton if it was approved anew since the question, and as `issue`."""
    folder, chain = await _approved(unit, actor, matter_id)
    if chain.id != chain_id:
        raise StaleButton
    await _close_question(unit, dataclasses.replace(_question(unit, folder, chain), answered="issued"))
    return await _issue(unit, actor, folder, chain)


async def hold(unit: UnitOfWork, actor: Actor, matter_id: int) -> None:
    """暂不印发: only the question is closed. Raises as `issue`."""
    folder, chain = await _approved(unit, actor, matter_id)
    await _close_question(unit, dataclasses.replace(_question(unit, folder, chain), answered="held"))


async def paper_view(unit: UnitOfWork, notice: PaperCard, viewer: Actor) -> PaperView:
    """Load a unit's card."""
    paper = await unit.require(Paper, notice.paper_id)
    own = await dispatching.unit_paper(unit, notice.paper_id, notice.unit_id)
    of_unit = await unit.require(Unit, notice.unit_id)
    tasks = {task.seq: task for task in await unit.find(Task, matter_id=own.matter.id)}
    by = await unit.get(Person, own.dispatch.acknowledged_by) if own.dispatch.acknowledged_by else None
    is_own = notice.unit_id in viewer.unit_ids
    before = await requesting.before(unit, own.matter.id, notice.unit_id)
    issued_on = paper.issued_at.astimezone(unit.county.zone).date()
    return PaperView(
        paper_id=paper.id,
        unit_id=of_unit.id,
        form=FORM_TITLES[Form(paper.form)],
        document_number=paper.document_number,
        unit_name=of_unit.name_on(issued_on),
        unit_kind=of_unit.kind,
        urgency=own.matter.urgency,
        title=own.matter.title,
        instruction=next(iter(own.matter.instructions), None),
        source=next(iter(own.matter.sources), None),
        tasks=tuple(_paper_task(own, a, tasks[a.task_seq], before) for a in own.assignments),
        acknowledge_by=own.dispatch.acknowledge_by,
        acknowledged_at=own.dispatch.acknowledged_at,
        acknowledged_by=by.name if by else "",
        issuer=issuer_name(paper.issuer, unit.county),
        issued_on=issued_on,
        matter_over=own.matter.status in ENDS,
        acknowledged_channel=await _channel_of_receipt(unit, own),
        delivered_by_phone=_told_at(own),
        withdrawn_on=paper.withdrawn_at.astimezone(unit.county.zone).date() if paper.withdrawn_at else None,
        unit_now=of_unit.name if of_unit.name != of_unit.name_on(issued_on) else "",
        handed_to=await _taken_in_by(unit, own.assignments),
        marks=await marks_of(unit, paper, own),
        may_acknowledge=is_own and viewer.may(Permission.PAPER_ACKNOWLEDGE),
        may_transfer=is_own and viewer.may(Permission.PAPER_TRANSFER),
        notes=await notes_of(unit, own),
        document_id=await offered_file(unit, paper),
        may_note=is_own and viewer.may(Permission.PLAN_ENTER),
        may_extend=is_own and viewer.may(Permission.EXTENSION_REQUEST) and bool(askable(own, before)),
    )


async def _channel_of_receipt(unit: UnitOfWork, own: UnitPaper) -> Channel:
    """By which way 签收 came: by a tap, as a record says, or before the bot (存量)."""
    if own.dispatch.channel == Channel.LEDGER:
        return Channel.LEDGER
    record = await unit.get(Record, own.dispatch.record_id) if own.dispatch.record_id else None
    return record.channel if record is not None and record.kind is RecordKind.RECEIPT else Channel.TELEGRAM


def _told_at(own: UnitPaper) -> datetime | None:
    """When the unit was told by telephone, if that is how it has the paper."""
    return own.dispatch.delivered_at if own.dispatch.channel == Channel.TELEPHONE else None


async def _taken_in_by(unit: UnitOfWork, assignments: Sequence[Assignment]) -> str:
    """The unit that goes on with these tasks after a merger; empty if there was none."""
    handed_to = next((item.handed_to_unit_id for item in assignments if item.handed_to_unit_id), None)
    return (await unit.require(Unit, handed_to)).name if handed_to else ""


async def ready_view(unit: UnitOfWork, notice: ReadyToIssue, viewer: Actor) -> ReadyView:
    """Load the card of a matter that may be issued."""
    found = await approvals.signing(unit, notice.chain_id)
    chain = found.chain
    paper = await dispatching.paper_of(unit, chain.subject_id)
    return ReadyView(
        matter_id=chain.subject_id,
        title=chain.title,
        first_line=first_line(chain.text),
        decided=tuple(step_line(step) for step in found.steps if step.status in DECIDED),
        document_number=paper.document_number if paper else "",
        void=chain.status is ChainStatus.VOID,
        may_issue=viewer.may(Permission.PAPER_ISSUE),
    )


async def on_issue(turn: Turn) -> None:
    """［印发］."""
    assert isinstance(turn.press, IssuePaper)
    await outbox.tell(turn.unit, [await issue(turn.unit, turn.actor, turn.press.matter)])


async def on_confirm_issue(turn: Turn) -> None:
    """［仍按此印发］."""
    press = turn.press
    assert isinstance(press, ConfirmIssue)
    await outbox.tell(turn.unit, [await issue_anyway(turn.unit, turn.actor, press.matter, press.chain)])


async def on_hold_issue(turn: Turn) -> None:
    """［暂不印发］."""
    assert isinstance(turn.press, HoldIssue)
    await hold(turn.unit, turn.actor, turn.press.matter)


async def _issue(unit: UnitOfWork, actor: Actor, folder: Folder, chain: Chain) -> PaperIssued:
    papers = await new_papers(unit, actor, folder, chain)
    outcome = issuing.issue(
        folder,
        chain,
        papers=papers,
        heads=await dispatching.heads(unit, folder.unit_ids),
        after=await _last_dues(unit, folder.matter.id),
        actor=actor,
        now=unit.now,
        county=unit.county,
        workdays=unit.workdays,
    )
    post = next((post for post in actor.posts if Actor(actor.person, (post,)).may(Permission.PAPER_ISSUE)), None)
    await carry_out(unit, actor, outcome, post_id=post.id if post else None)
    await file_papers(unit, actor, folder, papers, chain)
    await begin_with_paper(unit, actor, folder, papers[0].number)
    await remind_of_plans(unit, folder, papers)
    waiting = await unit.find(SigningStep, chain_id=chain.id, status=StepStatus.VERBAL)
    await outbox.redraw(unit, [ratify_subject(step.chain_id, step.seq) for step in waiting])
    return PaperIssued(
        papers=tuple(IssuedPaper(paper.number, _short_names(folder, paper.unit_ids)) for paper in papers),
        title=folder.matter.title,
        acknowledge_by=acknowledge_by(unit.now, unit.workdays, unit.county, folder.matter.urgency),
        without_account=_short_names(folder, await dispatching.units_without_account(unit, folder.unit_ids)),
    )


def _short_names(folder: Folder, unit_ids: Sequence[int]) -> tuple[str, ...]:
    return tuple(short_name(folder.units[unit_id]) for unit_id in unit_ids)


async def _last_dues(unit: UnitOfWork, matter_id: int) -> dict[tuple[int, int], int]:
    """The highest number of a report due by task and unit, of what was issued and withdrawn before."""
    dues = await unit.find(ReportDue, matter_id=matter_id)
    return {(due.task_seq, due.unit_id): due.seq for due in dues}  # in the order of their numbers


async def _approved(unit: UnitOfWork, actor: Actor, matter_id: int) -> tuple[Folder, Chain]:
    actor.require(Permission.PAPER_ISSUE)
    matter = await unit.require(Matter, matter_id)
    advance(matter, MatterEvent.ISSUE)
    found = await approvals.newest_signing(unit, ChainPurpose.ISSUE, matter.id, (ChainStatus.APPROVED,))
    if found is None:
        raise StaleButton
    folder = await dispatching.folder(unit, matter)
    await require_plan(unit, folder)
    return folder, found.chain


def _question(unit: UnitOfWork, folder: Folder, chain: Chain) -> IssueQuestion:
    return IssueQuestion(
        matter_id=folder.matter.id,
        chain_id=chain.id,
        title=title_of(folder.matter),
        first_line=folder.matter.title,
        warnings=tuple(w for w in warnings(folder, unit.county, unit.workdays, unit.today) if w.kind in DATE_WARNINGS),
    )


async def _close_question(unit: UnitOfWork, question: IssueQuestion) -> None:
    if question.subject is not None:
        await outbox.amend(unit, question.subject, question)


def _paper_task(own: UnitPaper, assignment: Assignment, task: Task, before: Before) -> PaperTask:
    dues = [d for d in own.dues if d.task_seq == task.seq and d.status is not DueStatus.VOID]
    final = next((due for due in dues if due.final), None)
    return PaperTask(
        seq=task.seq,
        part=assignment.part,
        text=task.text,
        requirement=task.requirement,
        status=assignment.status,
        due_on=final.due_on if final else printed_day(task, own.matter),
        due_hour=final.due_hour if final else None,
        report_on=tuple(due.due_on for due in dues if not due.final),
        extended=tuple((due.due_on, due.extended_to, due.extended_hour) for due in dues if due.extended_to),
        asked=tuple((due.expected_on, item.new_on) for due in dues if (item := before.waiting(due))),
    )


CHAIN_EFFECTS = {ChainPurpose.ISSUE: ChainEffect(approved, sent_back)}

ROUTES = (
    Tap(press=IssuePaper, callback=on_issue, may=Permission.PAPER_ISSUE),
    Tap(press=ConfirmIssue, callback=on_confirm_issue, may=Permission.PAPER_ISSUE),
    Tap(press=HoldIssue, callback=on_hold_issue, may=Permission.PAPER_ISSUE),
)

VIEWS = {"paper_card": paper_view, "ready_to_issue": ready_view}
