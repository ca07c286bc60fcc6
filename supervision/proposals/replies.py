"""答复 to each proposer (P6.1, P6.2).

河南省代表建议办理办法 (2017): each who signed a proposal is answered, and the unit's head signs it (art. 21). He says
within ten workdays what he thinks of it (art. 22); what is promised is followed up (art. 23, 27).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from supervision.actors import Actor
from supervision.calendars.deadlines import local_date
from supervision.model import (
    AssignmentStatus,
    DeskItem,
    DeskKind,
    Handling,
    MatterStatus,
    Part,
    ProposalReply,
    ResultClass,
    Satisfaction,
)
from supervision.notices.cards import matter_subject
from supervision.notices.proposals import proposal_subject
from supervision.outcome import Fact, Outcome
from supervision.proposals.handling import MOST_PROPOSERS, Case, check_names, named, require_handled
from supervision.refusals import InvalidInput, NotFound, WrongState
from supervision.reports.report_places import Terms

REPLIED_IN = frozenset({MatterStatus.IN_PROGRESS, MatterStatus.CLOSING, MatterStatus.CLOSED})
"""Its paper is out, so that it can have been answered."""

LONGEST_NUMBER, LONGEST_WORDS = 40, 300
SOONEST = 5
"""In how many workdays at the soonest the Office is reminded once more of who is not asked yet (ours)."""

_JUNE = (6, 30)
"""By when what was promised (B) is looked at again: the next end of June (ours)."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A reply that one unit owes one proposer in a round; `reply` is its row where there is one (second round)."""

    unit_id: int
    proposer: str
    round: int = 1
    reply: ProposalReply | None = None


def answering(case: Case) -> tuple[int, ...]:
    """The units that answer the proposers: the one that leads, or each for itself (art. 18)."""
    leads = [
        a.unit_id
        for a in case.assignments
        if a.part is Part.LEAD
        and a.status not in (AssignmentStatus.WITHDRAWN, AssignmentStatus.PROPOSED)
        and a.handed_to_unit_id is None
    ]
    if case.proposal.handling is not Handling.SEPARATE and case.matter.coordinating_unit_id in leads:
        return (case.matter.coordinating_unit_id,)
    return tuple(dict.fromkeys(leads))


def now_of(case: Case, reply: ProposalReply) -> int:
    """The unit that answers for a reply now: its own, or who goes on for it after a merger; or where one answers for
    all, who took the proposal over."""
    units = answering(case)
    handed = next((a.handed_to_unit_id for a in case.assignments if a.unit_id == reply.unit_id), None)
    if handed is not None and handed in units:
        return handed
    if reply.unit_id in units or not units or case.proposal.handling is Handling.SEPARATE:
        return reply.unit_id
    return units[0]


def owed(case: Case, replies: Sequence[ProposalReply]) -> tuple[Owed, ...]:
    """The replies that are not entered yet, by unit and proposer."""
    found = []
    for unit_id in answering(case):
        for proposer in case.proposal.proposers:
            own = [row for row in replies if row.proposer == proposer and now_of(case, row) == unit_id]
            newest = max(own, key=lambda row: row.round, default=None)
            if newest is None:
                found.append(Owed(unit_id, proposer))
            elif newest.sent_on is None:
                found.append(Owed(unit_id, proposer, newest.round, newest))
    return tuple(found)


def unasked(replies: Sequence[ProposalReply]) -> tuple[ProposalReply, ...]:
    """The replies of which it is not known what their proposers think."""
    return tuple(row for row in replies if row.sent_on is not None and row.satisfied is Satisfaction.UNASKED)


def require_replied(case: Case, actor: Actor) -> None:
    """Let replies be entered. Raises as `proposals.require_handled`; WrongState: its paper is not out."""
    require_handled(case.matter, actor)
    if case.matter.status not in REPLIED_IN:
        raise WrongState("matter", case.matter.status.value)


def correct_proposers(case: Case, replies: Sequence[ProposalReply], names: Sequence[str], actor: Actor) -> Outcome:
    """更正提出人: a misspelt or forgotten name is put right after the issue, since each is answered (art. 21).

    Raises:
        NotAllowed, NotFound, WrongState: see `require_replied`.
        InvalidInput: a name has digits or is too much, nothing is changed, or who is left out was answered (`replied`).
    """
    require_replied(case, actor)
    check_names(names)
    if not names or len(names) > MOST_PROPOSERS:
        raise InvalidInput("proposers", "too_many" if names else "empty", limit=MOST_PROPOSERS)
    before, after = case.proposal.proposers, tuple(names)
    if after == before:
        raise InvalidInput("change", "unchanged")
    answered = {row.proposer for row in replies if row.sent_on is not None}
    lost = next((name for name in before if name in answered and name not in after), None)
    if lost is not None:
        raise InvalidInput("proposers", "replied", given=lost)
    details = {"before": len(before), "after": len(after), "kept": len(set(before) & set(after))}
    return Outcome(
        saves=(replace(case.proposal, proposers=after),),
        facts=(Fact("proposal.proposers_corrected", matter_subject(case.matter.id), details),),
        redraw=(proposal_subject(case.matter.id),),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A reply as it went out: one text to one or several proposers."""

    number: str
    on: date
    result: ResultClass
    signed_by_head: bool


def enter(
    case: Case,
    replies: Sequence[ProposalReply],
    chosen: Sequence[Owed],
    sent: Sent,
    actor: Actor,
    *,
    ids: Sequence[int],
    terms: Terms,
) -> Outcome:
    """登记答复 of a unit to one or several proposers.

    Raises:
        NotAllowed, NotFound, WrongState: see `require_replied`; NotFound: such a reply is not owed.
        InvalidInput: its number will not do, or the unit's head did not sign it (`head_signs`).
    """
    require_replied(case, actor)
    open_ones = owed(case, replies)
    if not chosen or any(item not in open_ones for item in chosen):
        raise NotFound("reply")
    if not sent.number.strip() or len(sent.number) > LONGEST_NUMBER:
        raise InvalidInput("number", "too_long" if sent.number.strip() else "empty", limit=LONGEST_NUMBER)
    if not sent.signed_by_head:
        raise InvalidInput("signer", "head_signs")
    rows = tuple(_row(case, item, number, sent) for item, number in zip(chosen, ids, strict=True))
    kept = {row.id: row for row in replies} | {row.id: row for row in rows}
    desk = [desk_item(case, tuple(kept.values()), terms)]
    if sent.result is ResultClass.B:
        desk.append(_promise(case, sent.on))
    subject = matter_subject(case.matter.id)
    facts = tuple(
        Fact(
            "proposal.replied",
            subject,
            {
                "unit": row.unit_id,
                "reply": row.id,
                "round": row.round,
                "number": row.number,
                "on": sent.on.isoformat(),
                "result": sent.result.value,
            },
        )
        for row in rows
    )
    return Outcome(saves=(*rows, *desk), facts=facts, redraw=(proposal_subject(case.matter.id),))


def _row(case: Case, item: Owed, number: int, sent: Sent) -> ProposalReply:
    row = item.reply or ProposalReply(number, case.matter.id, item.unit_id, item.proposer, item.round)
    follow_up = sent.result is ResultClass.B
    return replace(
        row, unit_id=item.unit_id, sent_on=sent.on, number=sent.number.strip(), result=sent.result, follow_up=follow_up
    )


def desk_item(case: Case, replies: Sequence[ProposalReply], terms: Terms) -> DeskItem:
    """What the Office must not forget of it: the proposers are asked within their days, until all are (art. 22)."""
    today = local_date(terms.now, terms.county.zone)
    waiting = [row.sent_on for row in unasked(replies) if row.sent_on is not None]
    asked_by = terms.workdays.add_workdays(min(waiting, default=today), terms.county.satisfaction_workdays)
    return DeskItem(
        kind=DeskKind.REPLY_ROUND,
        key=str(case.matter.id),
        post_id=case.matter.registered_post_id,
        on=max(asked_by, terms.workdays.add_workdays(today, SOONEST)),
        title=case.matter.title,
        number=named(case.proposal.number, case.proposal.kind),
        done_at=None if waiting else terms.now,
        every=SOONEST,
    )


def promise_day(since: date) -> date:
    """By when what was promised is looked at again: the next end of June."""
    day = date(since.year, *_JUNE)
    return day if day > since else day.replace(year=since.year + 1)


def _promise(case: Case, since: date) -> DeskItem:
    return DeskItem(
        kind=DeskKind.REVIEW,
        key=f"proposal/{case.matter.id}",
        post_id=case.matter.registered_post_id,
        on=promise_day(since),
        title=case.matter.title,
        number=named(case.proposal.number, case.proposal.kind),
    )
