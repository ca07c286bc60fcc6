"""The Office's verdict as a rule: who may, what it decides, what it counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from supervision.actors import Actor
from supervision.calendars.deadlines import late_after
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import (
    Assignment,
    AssignmentStatus,
    DueStatus,
    Matter,
    MatterStatus,
    Part,
    Person,
    Post,
    Report,
    ReportDue,
    ReportStatus,
    Task,
    Urgency,
)
from supervision.outcome import Outcome
from supervision.refusals import (
    AlreadyDecided,
    InvalidInput,
    NotFound,
    OwnDraft,
    Refusal,
    StaleButton,
    WrongState,
)
from supervision.reports.report_places import Terms
from supervision.results.summing import Result, draft, require_text
from supervision.review.review_cases import Case, is_complete
from supervision.review.reviewing import ReturnReason, accept, move, send_back, supplement_by
from supervision.roles import Role

NOW = datetime(2026, 3, 12, 2, tzinfo=UTC)
TERMS = Terms(now=NOW, county=County(), workdays=Workdays())
MATTER = Matter(
    id=1,
    registration_number="2026-1",
    track="instruction.mayor",
    title="城区内涝点整治",
    status=MatterStatus.IN_PROGRESS,
    urgency=Urgency.ROUTINE,
    registered_by=8,
    registered_post_id=8,
    registered_at=NOW,
)
CLERK = Post(8, 2, Role.OFFICER, "督查室工作人员甲", "", 8)
SECTION = Post(10, 3, Role.SECTION_CLERK, "综合科工作人员", "", 10)
LIAISON = Post(16, 5, Role.LIAISON, "县水利局联络员A", "A", 16)
REPORT = Report(7, 1, 5, 16, 16, 700, 1, NOW, "在办", ReportStatus.SUBMITTED, 2, 1)


def due(seq: int, day: date, status: DueStatus, first: datetime | None = None) -> ReportDue:
    limit = late_after(day, None, Workdays(), County())
    return ReportDue(1, 2, 5, seq, day, None, limit, final=False, status=status, first_answered_at=first)


def case(*dues: ReportDue, report: Report = REPORT, registrar: Post = CLERK, status: str = "in_progress") -> Case:
    mine = Assignment(1, 2, 5, Part.LEAD, AssignmentStatus(status))
    return Case(
        report=report,
        matter=MATTER,
        task=Task(1, 2, "北城河清淤2.3公里"),
        assignment=mine,
        document_number="夏政督〔2026〕12号",
        paper_id=1,
        dues=dues or (due(1, date(2026, 3, 10), DueStatus.ANSWERED, NOW),),
        reports=(report,),
        assignments=(mine,),
        registrar=registrar,
        reviewer="督查室甲",
    )


def actor(*posts: Post) -> Actor:
    return Actor(Person(posts[0].holder_id or 0, "某"), posts)


def saved(outcome: Outcome, kind: type) -> list[object]:
    return [row for row in outcome.saves if isinstance(row, kind)]


@pytest.mark.parametrize(
    ("who", "report", "refusal"),
    [
        (actor(LIAISON), REPORT, NotFound),
        (actor(SECTION), REPORT, NotFound),
        (actor(CLERK, LIAISON), REPORT, OwnDraft),
        (actor(CLERK), replace(REPORT, person_id=8), OwnDraft),
        (actor(CLERK), replace(REPORT, status=ReportStatus.ACCEPTED, reviewed_at=NOW), AlreadyDecided),
        (actor(CLERK), replace(REPORT, status=ReportStatus.RETURNED, reviewed_at=NOW), AlreadyDecided),
        (actor(CLERK), replace(REPORT, status=ReportStatus.DISCARDED), WrongState),
        (actor(CLERK), replace(REPORT, version=2), StaleButton),
    ],
)
def test_who_may_not_decide(who: Actor, report: Report, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        accept(case(report=report), who, 1, TERMS)
    with pytest.raises(refusal):
        send_back(case(report=report), who, 1, TERMS, reason=ReturnReason.OTHER, words="请补充")
    with pytest.raises(refusal):
        move(case(report=report), who, 1, 1)


@pytest.mark.parametrize(
    ("status", "dues"),
    [
        ("in_progress", (due(1, date(2026, 3, 10), DueStatus.VOID, NOW),)),
        ("proposed", ()),
        ("withdrawn", ()),
    ],
)
def test_nobody_decides_about_a_report_on_what_was_taken_back(status: str, dues: tuple[ReportDue, ...]) -> None:
    taken_back = case(*dues, status=status)
    with pytest.raises(WrongState, match="withdrawn"):
        accept(taken_back, actor(CLERK), 1, TERMS)
    with pytest.raises(WrongState, match="withdrawn"):
        send_back(taken_back, actor(CLERK), 1, TERMS, reason=ReturnReason.OTHER, words="请补充")
    with pytest.raises(WrongState, match="withdrawn"):
        move(taken_back, actor(CLERK), 1, 2)


def test_P4_2_a_section_reviews_what_it_registered_itself() -> None:
    own = replace(SECTION, id=11, holder_id=11)
    assert accept(case(registrar=SECTION), actor(own), 1, TERMS).facts[0].event == "report.accepted"


@pytest.mark.parametrize("words", ["", "  "])
def test_complaint_16_a_return_needs_words(words: str) -> None:
    with pytest.raises(InvalidInput):
        send_back(case(), actor(CLERK), 1, TERMS, reason=ReturnReason.OTHER, words=words)


@pytest.mark.parametrize(
    ("reasons", "kept"),
    [
        ((ReturnReason.EMPTY,), True),
        ((ReturnReason.EMPTY, ReturnReason.EMPTY), False),
        ((ReturnReason.INCOMPLETE, ReturnReason.OFF_POINT, ReturnReason.OTHER), True),
        ((ReturnReason.EMPTY, ReturnReason.INCOMPLETE), True),
        ((ReturnReason.EMPTY, ReturnReason.INCOMPLETE, ReturnReason.EMPTY), False),
    ],
)
def test_counting_only_a_second_return_for_empty_content_unmakes(reasons: tuple[ReturnReason, ...], kept: bool) -> None:
    item = due(1, date(2026, 3, 10), DueStatus.ANSWERED, NOW)
    for number, reason in enumerate(reasons, 1):
        outcome = send_back(case(item), actor(CLERK), 1, TERMS, reason=reason, words="请补充")
        (returned,) = saved(outcome, ReportDue)
        assert isinstance(returned, ReportDue)
        assert (returned.status, returned.returns) == (DueStatus.RETURNED, number)
        item = replace(returned, status=DueStatus.ANSWERED)
    assert (item.first_answered_at == NOW) is kept


def test_counting_what_is_returned_while_the_matter_stands_still_is_not_owed_before_it_goes_on() -> None:
    item = replace(due(1, date(2026, 3, 10), DueStatus.ANSWERED, NOW), held_at=NOW)
    (returned,) = saved(
        send_back(case(item), actor(CLERK), 1, TERMS, reason=ReturnReason.OTHER, words="请补充"), ReportDue
    )
    assert isinstance(returned, ReportDue)
    assert (returned.status, returned.returns, returned.held_at) == (DueStatus.HELD, 1, NOW)


def test_P3_2_the_years_last_report_on_an_ongoing_task_does_not_end_it() -> None:
    """It was ended by the report of 31 December, and had no dates in the new year."""
    last = case()
    assert last.completes
    ongoing = replace(last, task=replace(last.task, ongoing=True, cycle="quarterly:31"))
    assert (ongoing.completes, ongoing.may_finish) == (False, True)
    outcome = accept(ongoing, actor(CLERK), 1, TERMS)
    assert [fact.event for fact in outcome.facts] == ["report.accepted"]


def test_accepting_the_last_date_completes_the_assignment_and_says_so_once_for_the_matter() -> None:
    outcome = accept(case(), actor(CLERK), 1, TERMS)
    assert [fact.event for fact in outcome.facts] == ["report.accepted", "assignment.completed"]
    assert [type(notice).__name__ for notice in outcome.notices] == ["TaskAccepted", "ReadyToSummarise"]


def test_accepting_as_the_end_decides_every_other_date() -> None:
    dues = (
        due(1, date(2026, 3, 9), DueStatus.OPEN),
        due(2, date(2026, 3, 10), DueStatus.ANSWERED, NOW),
        due(3, date(2026, 3, 20), DueStatus.OPEN),
        due(4, date(2026, 3, 5), DueStatus.VOID),
    )
    outcome = accept(case(*dues, report=replace(REPORT, due_seq=2)), actor(CLERK), 1, TERMS, finish=True)
    after = {row.seq: row for row in saved(outcome, ReportDue) if isinstance(row, ReportDue)}
    assert {seq: row.status for seq, row in after.items()} == {
        1: DueStatus.ACCEPTED,
        2: DueStatus.ACCEPTED,
        3: DueStatus.VOID,
    }
    assert after[1].first_answered_at == NOW  # it had passed unanswered: this report answers it, late


def test_an_accepted_task_is_not_completed_twice() -> None:
    done = case(due(1, date(2026, 3, 10), DueStatus.ANSWERED, NOW), status="accepted")
    assert [fact.event for fact in accept(done, actor(CLERK), 1, TERMS, finish=True).facts] == ["report.accepted"]


@pytest.mark.parametrize(
    ("now", "by"),
    [
        ("2026-03-12T02:00", "2026-03-16T09:30"),
        ("2026-03-13T15:59", "2026-03-17T09:30"),
        ("2026-03-13T16:01", "2026-03-17T09:30"),
        ("2026-09-30T02:00", "2026-10-09T09:30"),
    ],
)
def test_a_supplement_has_two_workdays_to_the_end_of_office_hours(now: str, by: str) -> None:
    terms = replace(TERMS, now=datetime.fromisoformat(now).replace(tzinfo=UTC))
    assert supplement_by(terms) == datetime.fromisoformat(by).replace(tzinfo=UTC)


def test_the_county_says_how_long_a_supplement_may_take() -> None:
    terms = replace(TERMS, now=datetime(2026, 3, 12, 2, tzinfo=UTC), county=County(supplement_workdays=5))
    assert supplement_by(terms) == datetime(2026, 3, 19, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("statuses", "complete"),
    [
        (("accepted",), True),
        (("accepted", "withdrawn"), True),
        (("withdrawn",), False),
        (("accepted", "in_progress"), False),
        (("accepted", "issued"), False),
        (("accepted", "transfer_asked"), False),
        ((), False),
    ],
)
def test_a_matter_is_complete_when_every_share_that_counts_was_accepted(
    statuses: tuple[str, ...], complete: bool
) -> None:
    shares = [Assignment(1, 1, number, Part.LEAD, AssignmentStatus(word)) for number, word in enumerate(statuses)]
    assert is_complete(shares) is complete


def test_the_summary_begins_from_the_units_words_lead_units_first() -> None:
    results = (
        Result(2, "北城河清淤", "县住建局", Part.SUPPORT, "已配合。"),
        Result(2, "北城河清淤", "县水利局", Part.LEAD, "已清淤2.3公里。"),
        Result(1, "积水点改造", "县住建局", Part.LEAD, ""),
    )
    assert draft("城区内涝点整治", results)[0].split("\n") == [
        "关于城区内涝点整治办理情况的报告",
        "1. 积水点改造",
        "县住建局：见佐证材料",
        "2. 北城河清淤",
        "县水利局：已清淤2.3公里。",
        "县住建局：已配合。",
    ]


@pytest.mark.parametrize("text", ["", "  ", "字" * 8001])
def test_a_summary_has_words_and_not_too_many(text: str) -> None:
    with pytest.raises(InvalidInput):
        require_text(text)
