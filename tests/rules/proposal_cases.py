"""A proposal and its people, for the tables of the rules about 建议提案."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from supervision.actors import Actor
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Handling,
    Matter,
    MatterStatus,
    Part,
    Person,
    Post,
    Proposal,
    ProposalKind,
    Task,
    Urgency,
)
from supervision.proposals.handling import Analysis, Case
from supervision.reports.report_places import Terms
from supervision.roles import Role

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
COUNTY, WORKDAYS = County(), Workdays()
TERMS = Terms(now=NOW, county=COUNTY, workdays=WORKDAYS)
CLERK = Actor(Person(8, "甲", "13800000008"), (Post(8, 2, Role.OFFICER, "督查室工作人员"),))
SECTION = Actor(Person(10, "乙", "13800000010"), (Post(10, 3, Role.SECTION_CLERK, "科员"),))
MATTER = Matter(
    1, "2026-1", "proposal.county", "整治内涝", MatterStatus.REGISTERED, Urgency.ROUTINE, 8, 8, NOW,
    coordinating_unit_id=4,
)  # fmt: skip
PROPOSAL = Proposal(1, "12", ProposalKind.DEPUTY, ("张三", "李四"))
ALONE = Analysis(words="由住建局办理", handling=Handling.LEAD, leads=(4,))
UNDER_WAY = replace(MATTER, status=MatterStatus.IN_PROGRESS, issued_at=NOW)


def share(unit_id: int, part: Part = Part.LEAD, seq: int = 1) -> Assignment:
    return Assignment(1, seq, unit_id, part, AssignmentStatus.IN_PROGRESS, delivered_at=NOW)


def case(matter: Matter = UNDER_WAY, proposal: Proposal = PROPOSAL, *shares: Assignment) -> Case:
    tasks = tuple(Task(1, seq, "办理") for seq in sorted({a.task_seq for a in shares} or {1}))
    return Case(proposal, matter, tasks, shares or (share(4),))
