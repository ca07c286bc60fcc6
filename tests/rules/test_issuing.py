"""What units owe once a paper is out, and what is pointed out before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.actors import Actor
from supervision.calendars.deadlines import end_of
from supervision.calendars.schedules import TenThingsReading
from supervision.carrying_out.acknowledging import UnitPaper, acknowledge, deliver_by_telephone
from supervision.county import County
from supervision.model import (
    Assignment,
    AssignmentStatus,
    Dispatch,
    MatterStatus,
    Part,
    Person,
    Post,
    ReportDue,
    Task,
    Unit,
    UnitKind,
)
from supervision.outcome import Outcome
from supervision.papers.issue_warnings import BLOCKING, WARNINGS, warnings
from supervision.papers.issuing import DueDay, Folder, due_days, reports_due
from supervision.papers.numbering import RegisterKey
from supervision.procedures.tracks import TRACKS
from supervision.refusals import NotAllowed, NotFound, StaleButton, WrongState
from supervision.roles import Role
from tests.rules.dated_tasks import COUNTY, MATTER, TASK, TODAY, WORKDAYS

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
UNITS = {5: Unit(5, "县水利局", UnitKind.DEPARTMENT)}


def days(track: str, task: Task = TASK, on: date = TODAY, county: County = COUNTY, **matter: object) -> list[DueDay]:
    found = replace(MATTER, track=track, **matter)  # type: ignore[arg-type]
    return list(due_days(task, found, on, county=county, workdays=WORKDAYS))


def test_a_printed_date_is_final_and_progress_comes_before_it() -> None:
    task = replace(TASK, due_on=date(2026, 6, 15), due_hour=time(17), report_on=(date(2026, 4, 25), date(2026, 3, 25)))
    assert days("assignment", task) == [
        DueDay(date(2026, 3, 25), None, False),
        DueDay(date(2026, 4, 25), None, False),
        DueDay(date(2026, 6, 15), time(17), True),
    ]


def test_a_task_without_date_takes_the_matter_s() -> None:
    assert days("assignment", due_on=date(2026, 5, 6), due_hour=time(9)) == [DueDay(date(2026, 5, 6), time(9), True)]
    own = replace(TASK, due_on=date(2026, 4, 1))
    assert days("assignment", own, due_on=date(2026, 5, 6), due_hour=time(9)) == [DueDay(date(2026, 4, 1), None, True)]


@pytest.mark.parametrize("track", ["assignment", "document", "instruction.mayor", "hotline", "meeting.mayor"])
def test_no_date_anywhere_is_no_report_due(track: str) -> None:
    assert days(track) == []


def test_P2_2_the_work_report_s_four_dates_from_the_issue_to_the_year_s_end() -> None:
    assert [(day.on, day.final) for day in days("work_report", on=date(2026, 4, 10))] == [
        (date(2026, 7, 10), False),
        (date(2026, 10, 10), False),
        (date(2026, 12, 10), True),
    ]
    until = days("work_report", replace(TASK, due_on=date(2026, 9, 30)))
    assert [day.on for day in until] == [date(2026, 4, 10), date(2026, 7, 10), date(2026, 9, 30)]


def test_P3_2_the_ten_things_are_due_on_the_10th_and_15th_of_every_month() -> None:
    found = days("ten_things", on=date(2026, 11, 1))
    expected = [(11, 10), (11, 15), (12, 10), (12, 15), (12, 31)]
    assert [(day.on.month, day.on.day) for day in found] == expected, "and all is done at the year's end"
    assert [day.final for day in found] == [False, False, False, False, True]


@pytest.mark.parametrize(("level", "day"), [("city", 10), ("county", 15), ("", 15)])
def test_P3_2_a_county_that_tells_them_apart_has_one_day_for_the_city_s_things_and_one_for_its_own(
    level: str, day: int
) -> None:
    county = County(ten_things_reading=TenThingsReading.CITY_THEN_COUNTY)
    matter = replace(MATTER, track="ten_things", level=level)
    found = due_days(TASK, matter, date(2026, 11, 1), county=county, workdays=WORKDAYS)
    assert [item.on for item in found] == [date(2026, 11, day), date(2026, 12, day), date(2026, 12, 31)]


def test_P6_1_P6_2_a_proposal_without_a_date_is_due_by_law() -> None:
    for track in ("proposal.city", "proposal.county"):
        assert days(track) == [DueDay(date(2026, 6, 2), None, True)]
        assert days(track, due_on=date(2026, 5, 8)) == [DueDay(date(2026, 5, 8), None, True)]


def test_dates_planned_by_us_that_feed_a_report_upward_move_before_a_closed_day() -> None:
    years = [day.on for day in days("work_report", on=date(2027, 6, 1))]
    assert years == [date(2027, 7, 9), date(2027, 10, 8), date(2027, 12, 10)], "10 July and 10 October 2027 are closed"


@given(
    st.sampled_from(sorted(TRACKS)),
    st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    st.none() | st.dates(date(2025, 12, 1), date(2027, 6, 1)),
    st.lists(st.dates(date(2025, 12, 1), date(2027, 6, 1)), max_size=4),
)
def test_at_most_one_report_is_final_and_it_is_the_last(
    track: str, on: date, due_on: date | None, report_on: list[date]
) -> None:
    task = replace(TASK, due_on=due_on, report_on=tuple(report_on))
    found = days(track, task, on)
    assert [day.on for day in found] == sorted({day.on for day in found})
    assert [day.final for day in found] == [False] * (len(found) - 1) + [True] * bool(found)
    assert all(day.on >= on for day in found if not day.final)
    if due_on is not None:
        assert found[-1].on == due_on, "a printed date stands"


def test_each_unit_lead_or_support_owes_for_itself() -> None:
    for part in Part:
        due = reports_due(Assignment(1, 1, 5, part), (DueDay(date(2026, 3, 20), None, True),), COUNTY, WORKDAYS)
        assert due == (
            ReportDue(1, 1, 5, 1, date(2026, 3, 20), None, end_of(date(2026, 3, 20), None, COUNTY.zone), final=True),
        )


def folder(task: Task, *assignments: Assignment, track: str = "assignment") -> Folder:
    return Folder(matter=replace(MATTER, track=track), tasks=(task,), assignments=assignments, units=UNITS)


LEAD = Assignment(1, 1, 5, Part.LEAD)


@pytest.mark.parametrize(
    ("task", "assignments", "kinds"),
    [
        (replace(TASK, due_on=date(2026, 3, 20)), (LEAD,), []),
        (replace(TASK, due_on=date(2026, 2, 27)), (LEAD,), ["past"]),
        (replace(TASK, due_on=date(2026, 3, 3)), (LEAD,), ["tight"]),
        (replace(TASK, due_on=date(2026, 3, 4)), (LEAD,), []),
        (replace(TASK, due_on=date(2026, 3, 20), report_on=(date(2026, 3, 1),)), (LEAD,), ["report_past"]),
        (replace(TASK, due_on=date(2026, 3, 20), report_on=(date(2026, 3, 3),)), (LEAD,), ["report_tight"]),
        (TASK, (LEAD,), ["no_date"]),
        (replace(TASK, due_on=date(2026, 3, 20)), (replace(LEAD, part=Part.SUPPORT),), ["no_lead"]),
        (replace(TASK, due_on=date(2026, 3, 20)), (), ["no_unit"]),
        (
            replace(TASK, due_on=date(2026, 3, 20)),
            (replace(LEAD, status=AssignmentStatus.WITHDRAWN),),
            ["no_unit"],
        ),
    ],
)
def test_what_is_pointed_out(task: Task, assignments: tuple[Assignment, ...], kinds: list[str]) -> None:
    found = [warning.kind for warning in warnings(folder(task, *assignments), COUNTY, WORKDAYS, TODAY)]
    assert found == kinds
    assert WARNINGS.issuperset(kinds)
    assert BLOCKING <= WARNINGS


def test_P6_2_who_helps_with_a_proposal_has_a_task_of_its_own() -> None:
    task, helping = replace(TASK, due_on=date(2026, 3, 20)), replace(LEAD, part=Part.SUPPORT)
    assert warnings(folder(task, helping, track="proposal.county"), COUNTY, WORKDAYS, TODAY) == ()


def test_a_schedule_is_a_date() -> None:
    assert warnings(folder(TASK, LEAD, track="ten_things"), COUNTY, WORKDAYS, TODAY) == ()


@pytest.mark.parametrize("track", TRACKS)
def test_every_form_and_issuer_of_a_track_has_its_register(track: str) -> None:
    row = TRACKS[track]
    for form in row.forms:
        for issuer in row.issuers:
            chosen = replace(MATTER, track=track, form=form, issuer=issuer)
            assert replace(folder(TASK), matter=chosen).register in RegisterKey
    default = folder(TASK, track=track)
    assert (default.form, default.issuer) == (row.forms[0], row.issuers[0])


LIAISON = Actor(Person(16, "水利局联络员"), (Post(16, 5, Role.LIAISON, "联络员", holder_id=16),))
DUE = ReportDue(1, 1, 5, 1, date(2026, 3, 2), None, end_of(date(2026, 3, 2), None, COUNTY.zone), final=True)
PAPER = UnitPaper(
    matter=replace(MATTER, status=MatterStatus.IN_PROGRESS),
    dispatch=Dispatch(12, 5, 1, sent_at=NOW, acknowledge_by=NOW),
    assignments=(replace(LEAD, status=AssignmentStatus.ISSUED),),
    dues=(DUE,),
)


def test_acknowledging_counts_a_date_that_had_passed_from_the_delivery() -> None:
    late = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)
    outcome = acknowledge(PAPER, LIAISON, late, COUNTY, WORKDAYS)
    dispatch, assignment, due = outcome.saves
    assert dispatch == replace(
        PAPER.dispatch, delivered_at=late, acknowledged_at=late, acknowledged_by=16, channel="telegram"
    )
    assert assignment == replace(LEAD, status=AssignmentStatus.IN_PROGRESS, delivered_at=late)
    assert due == replace(DUE, late_after=end_of(date(2026, 3, 9), None, COUNTY.zone))


def test_acknowledging_twice_is_nothing() -> None:
    done = replace(
        PAPER,
        dispatch=replace(PAPER.dispatch, delivered_at=NOW, acknowledged_at=NOW),
        assignments=(replace(LEAD, status=AssignmentStatus.IN_PROGRESS, delivered_at=NOW),),
    )
    assert acknowledge(done, LIAISON, NOW, COUNTY, WORKDAYS) == Outcome()


OFFICER = Actor(Person(8, "经办人"), (Post(8, 2, Role.OFFICER, "督查室", holder_id=8),))
THURSDAY = datetime(2026, 3, 5, 2, 0, tzinfo=UTC)
NEXT_WEEK = datetime(2026, 3, 12, 2, 0, tzinfo=UTC)


def as_saved(paper: UnitPaper, outcome: Outcome) -> UnitPaper:
    """The paper as an outcome leaves it."""
    dispatch, assignment, *dues = outcome.saves
    assert isinstance(dispatch, Dispatch)
    assert isinstance(assignment, Assignment)
    return replace(paper, dispatch=dispatch, assignments=(assignment,), dues=dues or paper.dues)  # type: ignore[arg-type]


def test_counting_a_recorded_telephone_delivery_is_one_and_leaves_acknowledging_open() -> None:
    outcome = deliver_by_telephone(PAPER, OFFICER, THURSDAY, COUNTY, WORKDAYS)
    dispatch, assignment, due = outcome.saves
    assert dispatch == replace(PAPER.dispatch, delivered_at=THURSDAY, channel="telephone")
    assert assignment == replace(LEAD, status=AssignmentStatus.ISSUED, delivered_at=THURSDAY)
    assert due == replace(DUE, late_after=end_of(date(2026, 3, 9), None, COUNTY.zone)), "the rule of 签收"
    assert [fact.event for fact in outcome.facts] == ["paper.delivered"]
    assert outcome.redraw == acknowledge(PAPER, LIAISON, THURSDAY, COUNTY, WORKDAYS).redraw
    assert not as_saved(PAPER, outcome).is_acknowledged


def test_counting_acknowledging_what_was_told_by_telephone_gives_no_more_time() -> None:
    told = as_saved(PAPER, deliver_by_telephone(PAPER, OFFICER, THURSDAY, COUNTY, WORKDAYS))
    dispatch, assignment, *dues = acknowledge(told, LIAISON, NEXT_WEEK, COUNTY, WORKDAYS).saves
    assert dispatch == replace(told.dispatch, acknowledged_at=NEXT_WEEK, acknowledged_by=16)
    assert assignment == replace(LEAD, status=AssignmentStatus.IN_PROGRESS, delivered_at=THURSDAY)
    assert dues == []


def test_telling_of_what_is_known_or_over_changes_nothing() -> None:
    told = as_saved(PAPER, deliver_by_telephone(PAPER, OFFICER, THURSDAY, COUNTY, WORKDAYS))
    known = as_saved(PAPER, acknowledge(PAPER, LIAISON, THURSDAY, COUNTY, WORKDAYS))
    over = replace(PAPER, matter=replace(MATTER, status=MatterStatus.CLOSED))
    gone = replace(PAPER, assignments=(replace(LEAD, status=AssignmentStatus.WITHDRAWN),))
    for paper in (told, known, over, gone):
        assert deliver_by_telephone(paper, OFFICER, NEXT_WEEK, COUNTY, WORKDAYS) == Outcome()
    with pytest.raises(NotAllowed):
        deliver_by_telephone(PAPER, LIAISON, NEXT_WEEK, COUNTY, WORKDAYS)


def test_a_task_that_came_later_is_delivered_for_itself() -> None:
    known = as_saved(PAPER, acknowledge(PAPER, LIAISON, THURSDAY, COUNTY, WORKDAYS))
    added = Assignment(1, 2, 5, Part.LEAD, AssignmentStatus.ISSUED)
    more = replace(DUE, task_seq=2)
    paper = replace(known, assignments=(*known.assignments, added), dues=(*known.dues, more))
    dispatch, assignment, due = deliver_by_telephone(paper, OFFICER, NEXT_WEEK, COUNTY, WORKDAYS).saves
    assert dispatch == known.dispatch
    assert assignment == replace(added, delivered_at=NEXT_WEEK)
    assert due == replace(more, late_after=end_of(date(2026, 3, 16), None, COUNTY.zone))


def test_who_may_not_acknowledge() -> None:
    other = replace(LIAISON, posts=(Post(12, 4, Role.LIAISON, "联络员", holder_id=16),))
    officer = replace(LIAISON, posts=(Post(8, 2, Role.OFFICER, "督查室", holder_id=16),))
    for actor, refusal in ((other, NotFound), (officer, NotAllowed)):
        with pytest.raises(refusal):
            acknowledge(PAPER, actor, NOW, COUNTY, WORKDAYS)
    gone = replace(PAPER, assignments=(replace(LEAD, status=AssignmentStatus.WITHDRAWN),))
    with pytest.raises(StaleButton):
        acknowledge(gone, LIAISON, NOW, COUNTY, WORKDAYS)
    over = replace(PAPER, matter=replace(MATTER, status=MatterStatus.WITHDRAWN))
    with pytest.raises(WrongState):
        acknowledge(over, LIAISON, NOW, COUNTY, WORKDAYS)
