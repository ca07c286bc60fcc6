"""/proposals: the year's proposals, and the card of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from handlers.conversation.context import Turn
from handlers.conversation.listing import page_of, serial, show
from handlers.conversation.routes import Command, Tap
from messages.presses.proposals import ShowProposal, TurnProposals
from messages.views.matters import short_name
from messages.views.proposals import ProposalLine, ProposalListView, ProposalView
from messages.work_labels import PROPOSAL_STAGE
from storage import outbox
from storage.queries import proposals as queries
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import AssignmentMeeting, AssignmentStatus, Matter, MatterStatus, Part, ProposalReply, Unit
from supervision.notices.base import HERE
from supervision.notices.proposals import ProposalCard, ProposalList
from supervision.proposals import handling, opinions, replies
from supervision.proposals.handling import Case
from supervision.refusals import NotFound, StaleButton
from supervision.roles import Permission

PER_PAGE = 4

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Years that a button can name."""

_STAGES = {
    MatterStatus.IN_APPROVAL: "signing",
    MatterStatus.APPROVED: "signing",
    MatterStatus.CLOSING: "closing",
    MatterStatus.SUSPENDED: "suspended",
    MatterStatus.CLOSED: "done",
}


def stage_of(matter: Matter, case: Case | None, owed: int) -> str:
    """Where a proposal stands."""
    if matter.status in _STAGES:
        return _STAGES[matter.status]
    if matter.status is MatterStatus.IN_PROGRESS:
        return "under_way" if owed or case is None else "replied"
    if case is None or matter.status is MatterStatus.REGISTERED:
        return "new"
    return "assigned" if case.proposal.assigned_on else "analysed"


async def matter_handled(unit: UnitOfWork, actor: Actor, matter_id: int) -> Matter:
    """A proposal's matter, if this person handles proposals. Raises as `handling.require_handled`."""
    matter = await unit.get(Matter, matter_id)
    if matter is None:
        raise NotFound("proposal")
    handling.require_handled(matter, actor)
    return matter


async def case_handled(unit: UnitOfWork, actor: Actor, matter_id: int) -> tuple[Case, list[ProposalReply]]:
    """A proposal that was analysed, with its replies. Raises as `matter_handled`, and NotFound before its analysis."""
    matter = await matter_handled(unit, actor, matter_id)
    case = await queries.case_of(unit, matter)
    if case is None:
        raise NotFound("proposal", matter.registration_number)
    return case, await queries.replies_of(unit, [matter.id])


async def proposal_list(unit: UnitOfWork, notice: ProposalList, viewer: Actor) -> ProposalListView:
    """Load one page of a year's proposals; those that are done stand last."""
    if not viewer.may(Permission.PROPOSAL_HANDLE):
        return ProposalListView(allowed=False)
    matters = await queries.matters_of_year(unit, notice.year)
    matters.sort(key=lambda item: item.status is MatterStatus.CLOSED)
    cases = await queries.cases_of(unit, matters)
    sent = await queries.replies_of(unit, list(cases))
    lines = [_line(item, cases.get(item.id), [row for row in sent if row.matter_id == item.id]) for item in matters]
    page = page_of(len(lines), PER_PAGE, notice.page)
    counts = Counter(line.stage for line in lines)
    return ProposalListView(
        allowed=True,
        year=notice.year,
        lines=page.cut(lines),
        total=len(lines),
        page=page.number,
        pages=page.pages,
        waiting=sum(handling.may_meet(case) for case in cases.values()),
        counts=tuple((stage, counts[stage]) for stage in PROPOSAL_STAGE if counts[stage]),
    )


def _line(matter: Matter, case: Case | None, rows: Sequence[ProposalReply]) -> ProposalLine:
    owed = len(replies.owed(case, rows)) if case else 0
    return ProposalLine(
        matter_id=matter.id,
        registration_number=matter.registration_number,
        title=matter.title,
        stage=stage_of(matter, case, owed),
        name=handling.named(case.proposal.number, case.proposal.kind) if case else "",
        owed=owed,
        sent=sum(row.sent_on is not None for row in rows),
    )


async def proposal_card(unit: UnitOfWork, notice: ProposalCard, viewer: Actor) -> ProposalView:
    """Load a proposal."""
    matter = await unit.require(Matter, notice.matter_id)
    case = await queries.case_of(unit, matter)
    rows = await queries.replies_of(unit, [matter.id])
    may = viewer.may(Permission.PROPOSAL_HANDLE)
    acts = _acts(matter, case, rows) if may else frozenset()
    stage = stage_of(matter, case, len(replies.owed(case, rows)) if case else 0)
    if case is None:
        return ProposalView(matter=matter, stage=stage, acts=acts)
    proposal = case.proposal
    units = {item.id: item for item in await unit.find(Unit)}
    leads = _names(case, Part.LEAD, units)
    meeting = await unit.get(AssignmentMeeting, proposal.meeting_id) if proposal.meeting_id else None
    stayed_away = [units[number] for number in (meeting.absent if meeting else ()) if number in case.unit_ids]
    day = handling.assigned_day(proposal, matter, unit.county.zone)
    due_on = handling.due_of(matter, Part.LEAD, day, unit.county) if day else None
    return ProposalView(
        matter=matter,
        stage=stage,
        acts=acts,
        proposal=proposal,
        name=handling.named(proposal.number, proposal.kind),
        who=handling.WHO[proposal.kind][1],
        leads=leads,
        supports=tuple(name for name in _names(case, Part.SUPPORT, units) if name not in leads),
        assigned_on=day,
        held_on=meeting.held_on if meeting else None,
        place=meeting.place if meeting else "",
        absent=tuple(short_name(item) for item in stayed_away),
        due_on=due_on,
        printed_late=bool(matter.issued_at and due_on and handling.is_printed_late(case, due_on)),
        standing=opinions.standing(case, rows) if matter.status in replies.REPLIED_IN else None,
    )


def _names(case: Case, part: Part, units: dict[int, Unit]) -> tuple[str, ...]:
    own = (a for a in case.assignments if a.part is part and a.status is not AssignmentStatus.WITHDRAWN)
    return tuple(dict.fromkeys(short_name(units[a.unit_id]) for a in own))


def _acts(matter: Matter, case: Case | None, rows: Sequence[ProposalReply]) -> frozenset[str]:
    open_acts = {
        "analyse": matter.status in handling.OPEN_TO_ANALYSIS,
        "assign": case is not None and matter.status in handling.OPEN_TO_DATES and not case.proposal.meeting_id,
        "reply": case is not None and matter.status in replies.REPLIED_IN and bool(replies.owed(case, rows)),
        "opinion": case is not None and matter.status in replies.REPLIED_IN and bool(replies.unasked(rows)),
        "names": case is not None and matter.status in replies.REPLIED_IN,
    }
    return frozenset(act for act, is_open in open_acts.items() if is_open)


async def send_card(turn: Turn, matter_id: int) -> None:
    """The card of a proposal once more, where it was asked for."""
    again = await turn.unit.new_id("again")
    await outbox.tell(turn.unit, [ProposalCard(to=HERE, matter_id=matter_id, again=again)])


async def on_list(turn: Turn) -> None:
    """/proposals of this year, or of the year that is named; and its pages."""
    year, page = turn.unit.today.year, 0
    if isinstance(turn.press, TurnProposals):
        year, page = turn.press.year, turn.press.page
    elif turn.heard.args.strip().removesuffix("年").isdecimal():
        year = int(turn.heard.args.strip().removesuffix("年"))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise StaleButton if turn.press else NotFound("proposal", turn.heard.args)
    await show(turn, ProposalList(serial=await serial(turn), year=year, page=page))


async def on_show(turn: Turn) -> None:
    """The card of a proposal."""
    assert isinstance(turn.press, ShowProposal)
    matter = await matter_handled(turn.unit, turn.actor, turn.press.matter)
    await send_card(turn, matter.id)


_MAY = Permission.PROPOSAL_HANDLE
ROUTES = (
    Command(name="proposals", callback=on_list, may=_MAY, description="建议提案", word="建议提案"),
    Tap(press=TurnProposals, callback=on_list, may=_MAY),
    Tap(press=ShowProposal, callback=on_show, may=_MAY),
)
VIEWS = {"proposal_list": proposal_list, "proposal_card": proposal_card}
