"""A matter that is issued a second time, after its first paper was withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from supervision.actors import Actor
from supervision.approving.approvals import hash_of
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Chain,
    ChainPurpose,
    ChainStatus,
    Dispatch,
    Matter,
    MatterStatus,
    Part,
    Person,
    Post,
    ReportDue,
    Task,
    Unit,
    UnitKind,
    Urgency,
)
from supervision.notices.cards import PaperCard
from supervision.papers.issuing import Folder, NewPaper, issue
from supervision.procedures.forms import Form, Issuer
from supervision.roles import Role

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
CLERK = Actor(Person(8, "督查室甲"), (Post(8, 2, Role.OFFICER, "督查室工作人员甲", holder_id=8),))
WATER, TAX = 5, 6
UNITS = {WATER: Unit(WATER, "县水利局", UnitKind.DEPARTMENT), TAX: Unit(TAX, "县税务局", UnitKind.VERTICAL)}
TASK = Task(1, 1, "北城河清淤", due_on=date(2026, 3, 20))
LEAD = Assignment(1, 1, WATER, Part.LEAD)
MATTER = Matter(
    id=1,
    registration_number="2026-1",
    track="assignment",
    title="城区内涝点整治",
    status=MatterStatus.APPROVED,
    urgency=Urgency.ROUTINE,
    registered_by=8,
    registered_post_id=8,
    registered_at=NOW,
)


def test_a_second_issue_leaves_what_was_issued_first() -> None:
    """Numbers of reports due go on, and who was taken off a task gets nothing."""
    text = "文稿"
    chain = Chain(3, ChainPurpose.ISSUE, 1, "督查通知单", text, hash_of(text), 8, NOW, ChainStatus.APPROVED)
    withdrawn = replace(LEAD, unit_id=TAX, status=AssignmentStatus.WITHDRAWN)
    outcome = issue(
        Folder(matter=MATTER, tasks=(TASK,), assignments=(LEAD, withdrawn), units=UNITS),
        chain,
        papers=[
            NewPaper(
                id=13,
                form=Form.SUPERVISION_NOTICE,
                issuer=Issuer.GOVERNMENT_OFFICE,
                number="夏政督〔2026〕2号",
                text=text,
                unit_ids=(WATER,),
            )
        ],
        heads={},
        after={(1, WATER): 2},
        actor=CLERK,
        now=NOW,
        county=County(),
        workdays=Workdays(),
    )
    assert [(due.unit_id, due.seq) for due in outcome.saves if isinstance(due, ReportDue)] == [(WATER, 3)]
    assert [item.unit_id for item in outcome.saves if isinstance(item, Dispatch | Assignment)] == [WATER, WATER]
    assert [notice.unit_id for notice in outcome.notices if isinstance(notice, PaperCard)] == [WATER]
