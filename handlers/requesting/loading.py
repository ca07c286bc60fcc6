"""A unit's request for a later date, gathered from the rows: for the rule, for its card, for the leaders' text."""

from __future__ import annotations

from dataclasses import replace

from messages.views.requesting import ExtensionView
from storage.queries import approvals, reports
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.approving.signing import Signing
from supervision.calendars.deadlines import local_date, remaining
from supervision.carrying_out import extension_answers
from supervision.carrying_out.extending import Owed, asked_in_time
from supervision.carrying_out.extension_answers import Case
from supervision.model import (
    Assignment,
    ChainPurpose,
    ChainStatus,
    Extension,
    ExtensionRequest,
    Matter,
    Person,
    Post,
    ReportDue,
    StepStatus,
    Task,
    Unit,
)
from supervision.procedures.desks import require_desk
from supervision.refusals import NotFound
from supervision.roles import TITLES, Permission, Role


async def load_case(unit: UnitOfWork, request_id: int, actor: Actor | None = None) -> Case:
    """A request with what its decision touches.

    Args:
        actor: who is going to decide; to another section's people it does not exist.

    Raises:
        NotFound: there is none, or it is not on the actor's desk.
    """
    request = await unit.require(ExtensionRequest, request_id)
    matter = await unit.require(Matter, request.matter_id)
    if actor is not None:
        require_desk(actor, (await unit.require(Post, matter.registered_post_id)).unit_id)
    sent = await reports.paper_of(unit, matter.id, request.unit_id)
    if sent is None:
        raise NotFound("paper")
    paper, _ = sent
    key = (matter.id, request.task_seq)
    by = await unit.get(Person, request.decided_by) if request.decided_by else None
    due = await unit.require(ReportDue, *key, request.unit_id, request.due_seq)
    share = await unit.require(Assignment, *key, request.unit_id)
    owed = Owed(
        due=due,
        paper_id=paper.id,
        document_number=paper.document_number,
        unit_name=(await unit.require(Unit, request.unit_id)).name,
        task=(await unit.require(Task, *key)).text,
        delivered_at=due.known_at or share.delivered_at,
        urgency=matter.urgency,
    )
    running = await approvals.newest_signing(unit, ChainPurpose.EXTENSION, request_id)
    return Case(
        request=request,
        matter=matter,
        owed=owed,
        withdrawn=paper.withdrawn_at is not None,
        chain_runs=running is not None,
        decided_by=by.name if by else "",
    )


async def view_of(unit: UnitOfWork, case: Case, viewer: Actor) -> ExtensionView:
    """What a request's card shows to this viewer, and what the leaders' text says."""
    granted = await unit.first(Extension, request_id=case.request.id)
    asked_by = await unit.get(Person, case.request.asked_by)
    newest = await approvals.newest_signing(unit, ChainPurpose.EXTENSION, case.request.id, tuple(ChainStatus))
    returned_by, returned = _returned(newest)
    return replace(
        _view(unit, case, granted),
        asked_by=asked_by.name if asked_by else "",
        with_signer=newest.now_with if newest and case.chain_runs else "",
        returned_by=returned_by,
        returned=returned,
        may_decide=viewer.may(Permission.EXTENSION_DECIDE),
    )


def _view(unit: UnitOfWork, case: Case, granted: Extension | None) -> ExtensionView:
    request, due, county = case.request, case.due, unit.county
    wanted = request.agreed_on or request.new_on
    before = remaining(due.expected_on, local_date(request.asked_at, county.zone), unit.workdays)
    steps = extension_answers.steps(due, case.matter.track, wanted, county)
    return ExtensionView(
        request_id=request.id,
        document_number=case.owed.document_number,
        unit_name=case.owed.unit_name,
        task_seq=due.task_seq,
        task=case.owed.task,
        final=due.final,
        due_on=due.due_on,
        due_hour=due.due_hour,
        new_on=request.new_on,
        new_hour=request.new_hour,
        count=request.count,
        reason=request.reason,
        progress=request.progress,
        leader=request.leader,
        asked_at=request.asked_at,
        late=not (granted.in_time if granted else asked_in_time(due, request.asked_at, case.owed.delivered_at)),
        ahead=county.extension_ask_workdays if before < county.extension_ask_workdays else 0,
        status=request.status,
        signers=tuple(TITLES[Role(step.role)] for step in steps),
        over_year=extension_answers.passes_year(due, case.matter.track, wanted),
        agreed_on=request.agreed_on,
        agreed_hour=request.agreed_hour,
        moot=extension_answers.is_moot(case),
        decided_by=case.decided_by,
        decided_at=request.decided_at,
        granted_on=granted.new_on if granted else None,
        words=request.words,
    )


def _returned(newest: Signing | None) -> tuple[str, str]:
    """Who of the leaders sent it back, and with which words, if that was the last that happened."""
    if newest is None or newest.chain.status is not ChainStatus.SENT_BACK:
        return "", ""
    step = next(step for step in newest.steps if step.status is StepStatus.SENT_BACK)
    return step.signer, step.opinion
