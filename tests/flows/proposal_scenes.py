"""Scenes of 建议提案: one that was registered, analysed, assigned and issued, played by the Office."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.conversation.actors import actor_of
from handlers.proposals.analysing import analyse
from handlers.proposals.assigning import assign
from storage import audit, outbox
from supervision.model import (
    AssignmentMeeting,
    Handling,
    Matter,
    MatterStatus,
    Paper,
    Proposal,
    ProposalKind,
    ReportDue,
    Source,
    Urgency,
)
from supervision.notices.base import to_post
from supervision.notices.cards import MatterCard, matter_subject
from supervision.notices.proposals import ProposalCard
from supervision.proposals.handling import Analysis
from tests import roster
from tests.builders import CLERK, issued_matter
from tests.world import World

EXECUTIVE = roster.id_of("executive")
TITLE = "关于整治城区内涝点的建议"
SESSION = "县十六届人大五次会议"
ALONE = Analysis(words="由县住建局整治。", handling=Handling.LEAD, leads=(roster.HOUSING,))


async def registered(office: World, *, track: str = "proposal.county", title: str = TITLE) -> Matter:
    """A proposal that waits to be analysed, its card before the clerk."""
    async with office.transaction() as unit:
        matter = Matter(
            id=await unit.new_id("matter"),
            registration_number=f"2026-{await unit.count_up('matter/2026')}",
            track=track,
            title=title,
            status=MatterStatus.REGISTERED,
            urgency=Urgency.ROUTINE,
            registered_by=CLERK,
            registered_post_id=CLERK,
            registered_at=unit.now,
            sources=(Source(title, "", date(2026, 2, 20), "县人大常委会"),),
            leader_post_id=EXECUTIVE,
            form="assignment_notice",
            issuer="government_office",
        )
        await unit.save(matter)
        await outbox.tell(unit, [MatterCard(to=to_post(CLERK), matter_id=matter.id)])
        await unit.commit()
    await office.settle()
    return matter


async def play_analysis(office: World) -> Matter:
    """The Office analyses a proposal, question by question: 住建局 leads, 水利局 helps, three months."""
    matter = await registered(office)
    clerk = office.clerk
    await clerk.taps("建议提案")
    await clerk.taps("分析交办")
    for words in ("第12号", "代表建议", "张三、李<四>", SESSION, "反映城区内涝，由县住建局牵头整治。", "主办"):
        await clerk.says(words)
    await clerk.taps("县住建局")
    await clerk.says("县水利局")
    await clerk.taps("三个月")
    await clerk.sees(
        "第12号建议 · 请核对", "提出人：张三、李<四>；县十六届人大五次会议", "主办：县住建局；协办：县水利局"
    )
    await clerk.taps("确认")
    return matter


async def analysed(
    office: World, *, track: str = "proposal.county", analysis: Analysis = ALONE, assigned_on: date | None = None
) -> Matter:
    """One that was analysed, its card and that of its matter before the clerk."""
    matter = await registered(office, track=track)
    async with office.transaction() as unit:
        clerk = await actor_of(unit, office.clerk.id)
        proposal = Proposal(matter.id, "12", ProposalKind.DEPUTY, ("张三", "李<四>"), SESSION)
        await analyse(unit, clerk, matter.id, proposal, analysis)
        if assigned_on:
            await assign(unit, clerk, matter.id, assigned_on)
        await outbox.tell(unit, [ProposalCard(to=to_post(CLERK), matter_id=matter.id, again=1)])
        await unit.commit()
    await office.settle()
    return matter


async def issued(
    office: World,
    *,
    track: str = "proposal.county",
    handling: Handling = Handling.LEAD,
    proposers: tuple[str, ...] = ("张三", "李四"),
    assigned_on: date | None = date(2026, 3, 2),
    meeting: bool = False,
    **changes: object,
) -> tuple[Matter, Paper]:
    """One whose paper is with its units, acknowledged: 住建局 and 水利局 lead a task each; its card at the clerk's."""
    async with office.transaction() as unit:
        matter, paper = await issued_matter(unit, track=track, due_on=date(2026, 6, 2))
        matter = replace(matter, leader_post_id=EXECUTIVE, **changes)  # type: ignore[arg-type]
        proposal = Proposal(
            matter.id, "12", ProposalKind.DEPUTY, proposers, SESSION, "分析", handling, assigned_on=assigned_on
        )
        if meeting and assigned_on:
            both = (roster.HOUSING, roster.WATER)
            await unit.save(AssignmentMeeting(1, assigned_on, "县政府", CLERK, attended=both, matter_ids=(matter.id,)))
            proposal = replace(proposal, meeting_id=1)
        await unit.save(matter, proposal)
        await outbox.tell(unit, [MatterCard(to=to_post(CLERK), matter_id=matter.id)])
        await unit.commit()
    await office.settle()
    return matter, paper


async def reply(office: World, who: str, *, number: str = "夏住建函〔2026〕12号", result: str = "A类") -> None:
    """The Office enters a reply of today, by the newest card of a proposal."""
    clerk = office.clerk
    await clerk.taps("建议提案")
    await clerk.taps("登记答复")
    await clerk.taps(who)
    await clerk.says(number)
    await clerk.taps("今天")
    await clerk.taps(result)
    await clerk.taps("由主要负责人签发")


async def opinion(office: World, who: str, verdict: str, words: str = "") -> None:
    """The Office enters what a proposer thinks, today."""
    clerk = office.clerk
    await clerk.taps("建议提案")
    await clerk.taps("登记满意度")
    await clerk.taps(who)
    await clerk.taps(verdict)
    if words:
        await clerk.says(words)
    await clerk.taps("今天")


async def events(office: World, matter: Matter) -> list[str]:
    """What was recorded of it."""
    async with office.transaction() as unit:
        return [row.event for row in await audit.history(unit, matter_subject(matter.id))]


async def dues(office: World, matter: Matter) -> list[tuple[int, int, date]]:
    """Task, unit and day of what its units owe, in order."""
    async with office.transaction() as unit:
        found = await unit.find(ReportDue, matter_id=matter.id)
    return sorted((due.task_seq, due.unit_id, due.due_on) for due in found)


async def meetings(office: World) -> list[AssignmentMeeting]:
    """All meetings."""
    async with office.transaction() as unit:
        return await unit.find(AssignmentMeeting)
