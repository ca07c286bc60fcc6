"""The record as it was at an earlier moment: what each row was then, and what becomes of it when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from supervision.model import (
    Assignment,
    AssignmentStatus,
    Chain,
    ChainPurpose,
    ChainStatus,
    Delegation,
    DeskItem,
    DeskKind,
    Dispatch,
    DueStatus,
    Leave,
    Matter,
    MatterStatus,
    Paper,
    Part,
    Report,
    ReportDue,
    ReportStatus,
    SigningStep,
    StepStatus,
    Urgency,
)
from supervision.rehearsal.winding_back import (
    Course,
    assignment_course,
    chain_courses,
    delegation_course,
    desk_item_course,
    dispatch_course,
    due_course,
    leave_course,
    matter_course,
    paper_course,
    report_course,
)


def day(n: int) -> datetime:
    return datetime(2026, 4, n, 2, tzinfo=UTC)


MATTER = Matter(
    id=1,
    registration_number="2026-1",
    track="instruction.mayor",
    title="城区内涝点整治",
    status=MatterStatus.CLOSED,
    urgency=Urgency.ROUTINE,
    registered_by=1,
    registered_post_id=1,
    registered_at=day(2),
    issued_at=day(4),
    closed_at=day(20),
)
DUE = ReportDue(1, 1, 4, 1, date(2026, 4, 10), None, day(10), final=True, status=DueStatus.ACCEPTED)
ANSWERED = replace(DUE, first_answered_at=day(9), report_id=7, returns=1)


def states(course: Course, field: str = "status") -> list[object]:
    """The value then, and each that follows with its day."""
    then = getattr(course.then, field) if course.then is not None else None
    return [then, *((at.day, getattr(row, field)) for at, row in course.later)]


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        (1, [None, (2, MatterStatus.SPLIT), (4, MatterStatus.IN_PROGRESS), (20, MatterStatus.CLOSED)]),
        (2, [MatterStatus.SPLIT, (4, MatterStatus.IN_PROGRESS), (20, MatterStatus.CLOSED)]),
        (5, [MatterStatus.IN_PROGRESS, (20, MatterStatus.CLOSED)]),
        (20, [MatterStatus.CLOSED]),
    ],
)
def test_a_matter_is_not_there_then_drafted_then_running_then_closed(since: int, expected: list[object]) -> None:
    assert states(matter_course(MATTER, day(since))) == expected


def test_a_matter_that_runs_still_ran_before_and_one_that_was_never_issued_stays_what_it_is() -> None:
    running = replace(MATTER, status=MatterStatus.IN_PROGRESS, closed_at=None)
    assert states(matter_course(running, day(5))) == [MatterStatus.IN_PROGRESS]
    withdrawn = replace(MATTER, status=MatterStatus.WITHDRAWN, issued_at=None, closed_at=None, withdrawn_at=day(6))
    assert states(matter_course(withdrawn, day(3))) == [MatterStatus.WITHDRAWN, (6, MatterStatus.WITHDRAWN)]


def test_a_share_is_issued_known_and_accepted() -> None:
    share = Assignment(1, 1, 4, Part.LEAD, AssignmentStatus.ACCEPTED, accepted_at=day(12), delivered_at=day(5))
    issued, working, accepted = AssignmentStatus.ISSUED, AssignmentStatus.IN_PROGRESS, AssignmentStatus.ACCEPTED
    assert states(assignment_course(share, day(4))) == [issued, (5, working), (12, accepted)]
    assert states(assignment_course(share, day(6))) == [working, (12, accepted)]
    assert assignment_course(share, day(4)).then.delivered_at is None


def test_a_date_is_owed_until_its_report_came_and_answered_until_it_was_judged() -> None:
    course = due_course(ANSWERED, day(1), reviewed_at=day(11))
    assert states(course) == [DueStatus.OPEN, (9, DueStatus.ANSWERED), (11, DueStatus.ACCEPTED)]
    assert (course.then.report_id, course.then.returns) == (None, 0)
    assert states(due_course(ANSWERED, day(9), reviewed_at=day(11)), "returns") == [0, (11, 1)]
    assert states(due_course(ANSWERED, day(12), reviewed_at=day(11))) == [DueStatus.ACCEPTED]


def test_a_date_that_was_put_off_later_has_its_printed_limit_until_then() -> None:
    late = replace(DUE, status=DueStatus.OPEN, extended_to=date(2026, 4, 20), late_after=day(20))
    course = due_course(late, day(5), granted_at=day(8), late_before=day(10))
    assert states(course, "late_after") == [day(10), (8, day(20))]
    assert course.then.extended_to is None


def test_a_paper_is_sent_delivered_acknowledged_and_perhaps_withdrawn() -> None:
    sent = Dispatch(1, 4, 1, day(4), day(6), delivered_at=day(5), channel="telegram", acknowledged_at=day(7))
    course = dispatch_course(sent, day(1))
    assert states(course, "acknowledged_at") == [None, (4, None), (5, None), (7, day(7))]
    assert states(course, "channel") == [None, (4, ""), (5, "telegram"), (7, "telegram")]
    paper = Paper(1, 1, "", "", "夏政督〔2026〕1号", "", "", day(4), 1, withdrawn_at=day(9), withdrawn_why="不予追认")
    assert states(paper_course(paper, day(5)), "withdrawn_why") == ["", (9, "不予追认")]


def test_a_report_is_not_there_before_it_came() -> None:
    report = Report(
        7, 1, 4, 1, 1, 9, 9, day(9), "已完成", ReportStatus.ACCEPTED, reviewed_at=day(11), review_words="好"
    )
    submitted = (9, ReportStatus.SUBMITTED)
    assert states(report_course(report, day(8))) == [None, submitted, (11, ReportStatus.ACCEPTED)]
    assert report_course(report, day(10)).then.reviewed_at is None


def test_whose_turn_it_was_to_sign_follows_from_who_had_signed() -> None:
    chain = Chain(1, ChainPurpose.ISSUE, 1, "标题", "正文", "h", 1, day(3), ChainStatus.APPROVED)
    first, second = (
        SigningStep(1, seq, "director", "审核", seq, "主任", StepStatus.SIGNED, decided_at=day(4 + seq))
        for seq in (1, 2)
    )
    of_chain, of_first, of_second = chain_courses(chain, [first, second], day(4))
    current, waiting, signed = StepStatus.CURRENT, StepStatus.WAITING, StepStatus.SIGNED
    assert states(of_chain) == [ChainStatus.RUNNING, (5, ChainStatus.RUNNING), (6, ChainStatus.APPROVED)]
    assert states(of_first) == [current, (5, signed), (6, signed)]
    assert states(of_second) == [waiting, (5, current), (6, signed)]
    assert [course.then for course in chain_courses(chain, [first, second], day(2))] == [None] * 3


def test_what_the_clock_tells_of_an_absence_is_told_anew() -> None:
    leave = Leave(1, 5, date(2026, 4, 6), date(2026, 4, 8), 1, day(4), ended_at=day(8), began_at=day(6))
    assert leave_course(leave, day(5)).then == replace(leave, began_at=None, ended_at=None)
    assert leave_course(leave, day(3)).then is None
    given = Delegation(1, 5, 6, date(2026, 4, 6), date(2026, 4, 8), 1, day(4), began_at=day(6), revoked_at=day(7))
    assert states(delegation_course(given, day(5)), "revoked_at") == [None, (7, day(7))]
    item = DeskItem(DeskKind.REVIEW, "1/4", 5, date(2026, 4, 6), "方案", told_on=date(2026, 4, 6), done_at=day(9))
    course = desk_item_course(item, day(5), UTC)
    assert (course.then.told_on, course.then.done_at) == (None, None)
    assert states(course, "done_at") == [None, (9, day(9))]
    assert desk_item_course(item, day(6), UTC).then.told_on == date(2026, 4, 6)
