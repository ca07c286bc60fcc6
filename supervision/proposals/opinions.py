"""满意度: what proposers think of their replies, and the second round for those who are not satisfied (P6.2).

河南省代表建议办理办法 (2017) art. 22: the unit handles the proposal again and answers within a month; who is still not
satisfied is heard by an evaluation, which for us is a fact and a mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from supervision.actors import Actor
from supervision.calendars.deadlines import acknowledge_by
from supervision.calendars.schedules import add_months
from supervision.instructions.instructing import reopened
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Dispatch,
    Matter,
    MatterStatus,
    Paper,
    ProposalReply,
    ReportDue,
    ResultClass,
    Satisfaction,
)
from supervision.notices.base import to_unit
from supervision.notices.cards import matter_subject, paper_subject
from supervision.notices.proposals import SecondReply, proposal_subject
from supervision.outcome import Fact, Outcome
from supervision.papers.issuing import DueDay, reports_due
from supervision.proposals.handling import Case, named
from supervision.proposals.replies import LONGEST_WORDS, desk_item, owed, require_replied
from supervision.refusals import InvalidInput, NotFound, WrongState
from supervision.reports.report_dates import UNDECIDED, told_before
from supervision.reports.report_places import Terms

LAST_ROUND = 2
"""Who is not satisfied with the second reply either is heard by an evaluation (art. 22)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """What a proposer thinks of a reply."""

    satisfied: Satisfaction
    words: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What a second round needs of the unit: its share, what it owed, and its paper.

    `before` is the share of the unit that replied, where that was merged since and this one goes on for it.
    """

    assignment: Assignment
    dues: Sequence[ReportDue]
    paper: Paper
    dispatch: Dispatch
    new_id: int
    before: Assignment | None = None


def hear(
    case: Case,
    replies: Sequence[ProposalReply],
    reply: ProposalReply,
    opinion: Opinion,
    actor: Actor,
    *,
    second: Round | None,
    terms: Terms,
) -> Outcome:
    """登记反馈: what the proposer thinks; who is not satisfied is answered again within a month, once (art. 22).

    Raises:
        NotAllowed, NotFound, WrongState: see `require_replied`; WrongState: it is entered already, or a second round
            cannot begin now, since the result is with the signers.
        InvalidInput: not satisfied, but no words; or a day before the reply.
    """
    require_replied(case, actor)
    _check(reply, opinion)
    heard = replace(reply, satisfied=opinion.satisfied, answered_on=opinion.on, words=opinion.words)
    kept = tuple(heard if row.id == reply.id else row for row in replies)
    again = opinion.satisfied is Satisfaction.UNSATISFIED
    details = {
        "reply": reply.id,
        "round": reply.round,
        "satisfied": opinion.satisfied.value,
        "on": opinion.on.isoformat(),
    }
    subject = matter_subject(case.matter.id)
    outcome = Outcome(
        saves=(heard, desk_item(case, kept, terms)),
        facts=(Fact("proposal.opinion_heard", subject, details),),
        redraw=(proposal_subject(case.matter.id),),
    )
    if not again:
        return outcome
    if reply.round >= LAST_ROUND:
        return outcome + Outcome(facts=(Fact("proposal.evaluation_wanted", subject, {"reply": reply.id}),))
    if second is None:
        raise WrongState("matter", case.matter.status.value)
    return outcome + _again(case, replies, heard, opinion, second, terms=terms)


def _check(reply: ProposalReply, opinion: Opinion) -> None:
    if reply.sent_on is None:
        raise NotFound("reply")
    if reply.satisfied is not Satisfaction.UNASKED:
        raise WrongState("reply", reply.satisfied.value)
    if opinion.satisfied is Satisfaction.UNASKED:
        raise InvalidInput("satisfied", "not_a_choice")
    if opinion.satisfied is Satisfaction.UNSATISFIED and not opinion.words.strip():
        raise InvalidInput("words", "empty")
    if len(opinion.words) > LONGEST_WORDS:
        raise InvalidInput("words", "too_long", limit=LONGEST_WORDS)
    if opinion.on < reply.sent_on:
        raise InvalidInput("answered_on", "before_reply", given=f"{opinion.on.month}月{opinion.on.day}日")


def _again(
    case: Case, replies: Sequence[ProposalReply], heard: ProposalReply, opinion: Opinion, second: Round, *, terms: Terms
) -> Outcome:
    """The unit handles it again and acknowledges anew; while its second answer is owed, another's joins it."""
    matter = case.matter
    if matter.status not in (MatterStatus.IN_PROGRESS, MatterStatus.CLOSED):
        raise WrongState("matter", matter.status.value)
    unit_id = second.assignment.unit_id
    due = _still_owed(replies, heard.round, second)
    rows: tuple[object, ...] = ()
    if due is None:
        due, rows = _owed_anew(second, add_months(opinion.on, terms.county.second_round_months), matter, terms)
    rows = (*rows, *_taken_over(matter, second, terms))
    times = heard.round + 1
    reply = ProposalReply(second.new_id, matter.id, unit_id, heard.proposer, times, due_on=due.due_on, due_seq=due.seq)
    paper = second.paper
    told = SecondReply(
        to=to_unit(unit_id),
        reply_id=reply.id,
        document_number=paper.document_number,
        task_seq=due.task_seq,
        name=named(case.proposal.number, case.proposal.kind),
        proposer=heard.proposer,
        words=opinion.words,
        due_on=due.due_on,
    )
    subject = matter_subject(matter.id)
    details = {"reply": reply.id, "unit": unit_id, "due_on": due.due_on.isoformat()}
    return Outcome(
        saves=(reply, *rows),
        facts=(Fact("proposal.second_round", subject, details), *_reopening(matter)),
        notices=(told,),
        redraw=(subject, paper_subject(paper.id, unit_id)),
    )


def _taken_over(matter: Matter, second: Round, terms: Terms) -> Iterator[object]:
    """The matter, if it is taken up again or its unit was merged; and whom the work of that unit went to."""
    moved = reopened(matter, terms.now) if matter.status is MatterStatus.CLOSED else matter
    before, unit_id = second.before, second.assignment.unit_id
    if before is not None:
        yield replace(before, handed_to_unit_id=unit_id, handed_at=terms.now)
        if matter.coordinating_unit_id == before.unit_id:
            moved = replace(moved, coordinating_unit_id=unit_id)
    if moved is not matter:
        yield moved


def _still_owed(replies: Sequence[ProposalReply], times: int, second: Round) -> ReportDue | None:
    """The second answer that the unit owes already, to another proposer."""
    seqs = {row.due_seq for row in replies if row.unit_id == second.assignment.unit_id and row.round > times}
    return next((due for due in second.dues if due.seq in seqs and due.status in UNDECIDED), None)


def _owed_anew(second: Round, due_on: date, matter: Matter, terms: Terms) -> tuple[ReportDue, tuple[object, ...]]:
    """The date of the second answer, with the unit's share and paper as they are until it acknowledges anew."""
    was = second.assignment
    share = replace(was, status=AssignmentStatus.ISSUED, accepted_at=None, delivered_at=None)
    day = DueDay(due_on, None, final=True, urgency=matter.urgency)
    last = max((due.seq for due in second.dues), default=0)
    (due,) = reports_due(share, (day,), terms.county, terms.workdays, after_seq=last)
    answer_by = acknowledge_by(terms.now, terms.workdays, terms.county, matter.urgency)
    before = told_before(second.dues, was.delivered_at) or second.dues
    earlier = (replace(item, final=item.final and item.status not in UNDECIDED) for item in before)
    return due, (share, due, replace(second.dispatch, acknowledge_by=answer_by), *earlier)


def _reopening(matter: Matter) -> tuple[Fact, ...]:
    if matter.status is not MatterStatus.CLOSED:
        return ()
    closed_at = matter.closed_at.isoformat() if matter.closed_at else ""
    return (Fact("matter.reopened", matter_subject(matter.id), {"closed_at": closed_at}),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the replies of a proposal stand."""

    owed: int
    sent: int
    results: Mapping[ResultClass, int]
    opinions: Mapping[Satisfaction, int]
    second_due: date | None
    to_evaluate: tuple[str, ...]


def standing(case: Case, replies: Sequence[ProposalReply]) -> Standing:
    """Count them: each proposer's newest reply of each unit."""
    newest: dict[tuple[int, str], ProposalReply] = {}
    for row in sorted(replies, key=lambda row: row.round):
        newest[row.unit_id, row.proposer] = row
    sent = [row for row in newest.values() if row.sent_on is not None]
    waiting = [row.due_on for row in newest.values() if row.sent_on is None and row.due_on]
    return Standing(
        owed=len(owed(case, replies)),
        sent=len(sent),
        results={item: n for item in ResultClass if (n := sum(row.result is item for row in sent))},
        opinions={item: n for item in Satisfaction if (n := sum(row.satisfied is item for row in sent))},
        second_due=min(waiting, default=None),
        to_evaluate=tuple(
            row.proposer for row in sent if row.round >= LAST_ROUND and row.satisfied is Satisfaction.UNSATISFIED
        ),
    )
