"""The answer to 申请延期: the Office decides about progress reports, leaders about a final date.

A final date stands in a signed text, so signers decide about it (practice §6: 主管领导批; 公文处理条例 art. 25). What
is to be done within the year (二（三）2) does not pass the year's end without the mayor. What the answer takes is not
counted against the unit (requirements, "Counting").
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time

from supervision.actors import Actor
from supervision.calendars.deadlines import local_date
from supervision.calendars.paper_dates import paper_date
from supervision.carrying_out import extending
from supervision.carrying_out.extending import Owed, Request, still_matters
from supervision.carrying_out.requesting import check_words, lapse, request_fact
from supervision.changing.suspending import later
from supervision.county import County
from supervision.model import Channel, DueStatus, ExtensionRequest, Matter, ReportDue, TransferStatus
from supervision.notices.base import to_unit
from supervision.notices.cards import matter_subject, paper_subject
from supervision.notices.requesting import ExtensionRefused, extension_subject
from supervision.outcome import Outcome
from supervision.procedures.lifecycle import ENDS
from supervision.procedures.steps import Act, Step, Steps
from supervision.procedures.tracks import TRACKS
from supervision.refusals import AlreadyDecided, InvalidInput, StaleButton, WrongState
from supervision.reports.report_places import Terms
from supervision.roles import Permission, Role
from supervision.subjects import Subject

VERDICTS = {TransferStatus.GRANTED: "extension_granted", TransferStatus.REFUSED: "extension_refused"}
"""What was decided about a request, as `labels.VERDICT` calls it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A request with what the decision touches. `chain_runs`: leaders have it now."""

    request: ExtensionRequest
    matter: Matter
    owed: Owed
    withdrawn: bool = False
    chain_runs: bool = False
    decided_by: str = ""

    @property
    def due(self) -> ReportDue:
        """The report that it is about."""
        return self.owed.due


def is_moot(case: Case) -> bool:
    """Say whether there is nothing to answer any more: the report came, or a later date was granted meanwhile."""
    due, request = case.due, case.request
    return due.expected_on >= (request.agreed_on or request.new_on) or not still_matters(due, request.asked_at)


def check_open(case: Case, actor: Actor) -> None:
    """Refuse unless the request waits for the Office and the actor may decide it.

    Raises:
        NotAllowed: none of his posts decides.
        AlreadyDecided: somebody did.
        StaleButton: there is nothing to decide any more.
        WrongState: leaders have it.
    """
    actor.require(Permission.EXTENSION_DECIDE)
    request = case.request
    if request.status in VERDICTS and request.decided_at is not None:
        raise AlreadyDecided(case.decided_by, VERDICTS[request.status], request.decided_at)
    over = case.withdrawn or case.matter.status in ENDS
    if request.status is not TransferStatus.ASKED or over or is_moot(case):
        raise StaleButton
    if case.due.status is DueStatus.HELD:
        raise WrongState("matter", case.matter.status.value)
    if case.chain_runs:
        raise WrongState("extension", "in_approval")


def passes_year(due: ReportDue, track: str, new_on: date) -> bool:
    """Say whether a date would carry over into the next year what is to be done within this one (二（三）2)."""
    return TRACKS[track].year_end and new_on.year > due.due_on.year


def check_recordable(due: ReportDue, track: str, new_on: date) -> None:
    """Refuse to write down as granted what is not the Office's to grant: beyond the year only the mayor lets it go.

    Raises:
        StaleButton: the report is in, or is not expected any more.
        InvalidInput: the date is not later, or passes the year's end.
    """
    extending.check_extendable(due, new_on)
    if passes_year(due, track, new_on):
        raise InvalidInput("new_due", "mayor_first", given=paper_date(new_on))


def steps(due: ReportDue, track: str, new_on: date, county: County) -> Steps:
    """Give the signers of a later date; none where the Office decides alone."""
    signers = tuple(Step(role, Act.APPROVE) for role in county.extension_steps) if due.final else ()
    if passes_year(due, track, new_on):
        return (*(step for step in signers if step.role is not Role.MAYOR), Step(Role.MAYOR, Act.APPROVE))
    return signers


def propose(case: Case, actor: Actor, *, new_on: date, new_hour: time | None) -> Outcome:
    """Let the leaders decide about a date, the unit's or another one; the use case begins the chain.

    Raises as `check_open`, and InvalidInput for a date that is not later.
    """
    check_open(case, actor)
    extending.check_later(case.due, new_on)
    proposed = replace(case.request, agreed_on=new_on, agreed_hour=new_hour)
    fact = request_fact("extension.proposed", proposed, {"new_on": new_on.isoformat()})
    return Outcome(saves=(proposed,), facts=(fact,), redraw=_touched(case))


def grant(case: Case, actor: Actor, terms: Terms, *, new_on: date, new_hour: time | None, extension_id: int) -> Outcome:
    """同意延期, by the Office itself: to the unit's date or another one. Raises as `propose`."""
    check_open(case, actor)
    return _granted(case, actor, terms, new_on=new_on, new_hour=new_hour, extension_id=extension_id)


def grant_signed(case: Case, actor: Actor, terms: Terms, *, extension_id: int) -> Outcome:
    """The last leader has signed: the proposed date stands, unless there is nothing to extend any more.

    Also while the matter is suspended: the new limit is put off by the suspension as the old one would have been.
    """
    request = case.request
    over = request.status is not TransferStatus.ASKED or case.withdrawn or case.matter.status in ENDS
    new_on = request.agreed_on or request.new_on
    if over or is_moot(case):
        return lapse([request], terms.now)
    return _granted(case, actor, terms, new_on=new_on, new_hour=request.agreed_hour, extension_id=extension_id)


def _granted(
    case: Case, actor: Actor, terms: Terms, *, new_on: date, new_hour: time | None, extension_id: int
) -> Outcome:
    request = case.request
    wanted = Request(
        extension_id=extension_id,
        new_on=new_on,
        new_hour=new_hour,
        asked_at=request.asked_at,
        words=request.reason,
        channel=Channel.TELEGRAM,
        request_id=request.id,
    )
    decided = _decided(case, TransferStatus.GRANTED, actor, terms.now)
    fact = request_fact("extension.granted", request, {"new_on": new_on.isoformat()})
    own = Outcome(saves=(decided,), facts=(fact,), redraw=(extension_subject(request.id),))
    return extending.granted(case.owed, wanted, actor, terms) + own


def refuse(case: Case, actor: Actor, terms: Terms, *, words: str) -> Outcome:
    """不同意延期: the date stands; a unit that asked in time gets the workdays back that the answer took beyond it."""
    check_open(case, actor)
    check_words(words, "words")
    request, due = case.request, case.due
    limit = _limit_after(case, terms)
    told = ExtensionRefused(
        to=to_unit(due.unit_id),
        request_id=request.id,
        document_number=case.owed.document_number,
        unit_name=case.owed.unit_name,
        task_seq=due.task_seq,
        task=case.owed.task,
        due_on=due.expected_on,
        words=words,
        limit=limit if limit != due.late_after else None,
    )
    return Outcome(
        saves=(
            replace(_decided(case, TransferStatus.REFUSED, actor, terms.now), words=words),
            replace(due, late_after=limit),
        ),
        facts=(request_fact("extension.refused", request, {"words": words, "late_after": limit.isoformat()}),),
        notices=(told,),
        redraw=_touched(case),
    )


def _limit_after(case: Case, terms: Terms) -> datetime:
    """The limit once the answer is no: put off by the workdays that it took, if it came after the limit."""
    due, request = case.due, case.request
    in_time = extending.asked_in_time(due, request.asked_at, case.owed.delivered_at)
    if not in_time or terms.now <= due.late_after:
        return due.late_after
    zone = terms.county.zone
    taken = terms.workdays.workdays_between(local_date(request.asked_at, zone), local_date(terms.now, zone))
    return later(due.late_after, max(0, taken), terms.workdays, zone)


def _decided(case: Case, status: TransferStatus, actor: Actor, now: datetime) -> ExtensionRequest:
    return replace(case.request, status=status, decided_by=actor.person_id, decided_at=now)


def _touched(case: Case) -> tuple[Subject, ...]:
    due = case.due
    return (
        extension_subject(case.request.id),
        paper_subject(case.owed.paper_id, due.unit_id),
        matter_subject(due.matter_id),
    )
