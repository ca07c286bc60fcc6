"""The ladder of reminders: which rung, when, for whom."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.calendars.deadlines import late_after
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import DueStatus, Post, Reminder, ReportDue, Urgency
from supervision.procedures.ladders import ACKNOWLEDGEMENT_LADDER, Ladder, Place, Rung, Seats, ladders, late_rungs
from supervision.reminding.reminders import (
    PASSED,
    Band,
    Pace,
    Thing,
    bands,
    climb,
    digest_hour,
    limit_of,
    may_send_digests,
    next_digest,
    next_rung,
    rung_key,
    seats_of,
    week_of,
)
from supervision.reminding.urging import after_quiet_hours
from supervision.roles import Role

ZONE = ZoneInfo("Asia/Shanghai")
COUNTY = County()
WORKDAYS = Workdays()
PACE = Pace(COUNTY, WORKDAYS)
ROUTINE = ladders(COUNTY, Urgency.ROUTINE)
LADDER = ROUTINE.report
SEATS: Seats = {Role.LIAISON: [12, 13], Role.UNIT_DEPUTY: [14], Role.UNIT_HEAD: [15], Role.OFFICER: [8]}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def thing(due: str, since: str = "2026-03-02T09:00", unit_id: int = 4) -> Thing:
    limit = late_after(date.fromisoformat(due), None, WORKDAYS, COUNTY)
    return Thing(1, 1, unit_id, 1, limit, at(since))


def said(rows: list[Reminder]) -> dict[int, str]:
    return {row.post_id: rung_key(row.rung) for row in rows if row.told_by != PASSED}


LADDER_ROWS = [
    ("T-3", -3, {Role.LIAISON}),
    ("T-1", -1, {Role.LIAISON}),
    ("T", 0, {Role.LIAISON}),
    ("T+1", 1, {Role.LIAISON, Role.UNIT_DEPUTY}),
    ("T+3", 3, {Role.LIAISON, Role.UNIT_DEPUTY, Role.UNIT_HEAD}),
    ("T+5", 5, {Role.OFFICER}),
]


def test_R1_the_ladder_goes_up_to_the_deputy_then_the_head() -> None:
    assert [(rung.key, rung.offset, set(rung.roles)) for rung in LADDER] == LADDER_ROWS


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-03-16T09:00", {}),
        ("2026-03-17T08:59", {}),
        ("2026-03-17T09:00", {12: "T-3", 13: "T-3"}),
        ("2026-03-19T09:00", {12: "T-1", 13: "T-1"}),
        ("2026-03-20T09:00", {12: "T", 13: "T"}),
        ("2026-03-23T09:00", {12: "T+1", 13: "T+1", 14: "T+1"}),
        ("2026-03-25T09:00", {12: "T+3", 13: "T+3", 14: "T+3", 15: "T+3"}),
        ("2026-03-27T09:00", {12: "T+3", 13: "T+3", 14: "T+3", 15: "T+3", 8: "T+5"}),
    ],
)
def test_each_role_has_the_last_rung_it_has_reached(now: str, expected: dict[int, str]) -> None:
    assert said(climb(thing("2026-03-20"), LADDER, SEATS, PACE, at(now))) == expected


def test_complaint_06_nags_come_before_national_day_and_none_inside_it() -> None:
    due = thing("2026-10-03")
    assert PACE.reached_on(LADDER[0], due.limit) == at("2026-09-28T09:00")
    assert PACE.reached_on(LADDER[1], due.limit) == at("2026-09-30T09:00")
    assert PACE.reached_on(LADDER[2], due.limit) == at("2026-10-08T09:00")
    assert PACE.reached_on(LADDER[3], due.limit) == at("2026-10-09T09:00")
    for day in range(1, 8):
        assert not may_send_digests(at(f"2026-10-{day:02}T10:00"), COUNTY, WORKDAYS)
    before = climb(due, LADDER, SEATS, PACE, at("2026-09-30T09:00"))
    after = climb(due, LADDER, SEATS, PACE, at("2026-10-07T23:59"))
    assert said(before) == said(after) == {12: "T-1", 13: "T-1"}


def test_a_makeup_saturday_is_a_workday_of_the_ladder() -> None:
    assert may_send_digests(at("2026-10-10T09:00"), COUNTY, WORKDAYS)
    assert PACE.reached_on(LADDER[4], thing("2026-10-08").limit) == at("2026-10-12T09:00")


def test_a_rung_reached_before_the_paper_was_sent_reminds_nobody() -> None:
    rows = climb(thing("2026-03-20", since="2026-03-19T10:00"), LADDER, SEATS, PACE, at("2026-03-19T10:05"))
    assert said(rows) == {}
    assert [(row.post_id, row.told_by, rung_key(row.rung)) for row in rows] == [(0, PASSED, "T-1")]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-03-17T09:00", {12: "T-3", 13: "T-3"}),
        ("2026-03-20T09:00", {12: "T", 13: "T"}),
        ("2026-03-20T23:59", {12: "T", 13: "T"}),
        ("2026-03-23T09:00", {}),
        ("2026-03-27T09:00", {}),
    ],
)
def test_no_rung_after_the_limit_without_delivery(now: str, expected: dict[int, str]) -> None:
    due = thing("2026-03-20")
    assert said(climb(due, ROUTINE.owed(due.limit, at(now), delivered=False), SEATS, PACE, at(now))) == expected


def test_a_countys_own_ladder() -> None:
    """Rows of the settings: what is not in them is not said, and what counts as 逾期后催办 follows them."""
    own = County(ladder=((-2, (Role.LIAISON,)), (2, (Role.UNIT_DEPUTY, Role.UNIT_HEAD)), (4, (Role.OFFICER,))))
    of, due = ladders(own, Urgency.ROUTINE), thing("2026-03-20")
    seen = {day: said(climb(due, of.report, SEATS, PACE, at(f"2026-03-{day}T09:00"))) for day in (17, 18, 24, 26)}
    assert seen == {
        17: {},
        18: {12: "T-2", 13: "T-2"},
        24: {12: "T-2", 13: "T-2", 14: "T+2", 15: "T+2"},
        26: {12: "T-2", 13: "T-2", 14: "T+2", 15: "T+2", 8: "T+4"},
    }
    assert late_rungs(own) == {"T+2", "U3", "U4", "H+0", "H+1"}
    assert late_rungs(COUNTY) == {"T+1", "T+3", "U3", "U4", "H+0", "H+1"}


@pytest.mark.parametrize(
    "ladder",
    [
        (),
        ((1, (Role.LIAISON,)), (1, (Role.UNIT_HEAD,))),
        ((1, ()),),
        ((1, (Role.MAYOR,)),),
        ((0, (Role.LIAISON, Role.UNIT_HEAD)),),
    ],
)
def test_a_ladder_that_cannot_work_is_refused(ladder: tuple[tuple[int, tuple[Role, ...]], ...]) -> None:
    with pytest.raises(ValueError, match=r"step|liaison"):
        County(ladder=ladder)


def test_acknowledgement_goes_to_the_liaison_then_the_deputy_then_the_office() -> None:
    paper = Thing(1, 0, 4, 3, at("2026-03-04T12:00"), at("2026-03-02T09:00"))
    seen = [said(climb(paper, ACKNOWLEDGEMENT_LADDER, SEATS, PACE, at(f"2026-03-0{day}T09:00"))) for day in (4, 5, 6)]
    assert seen == [{}, {12: "A+1", 13: "A+1"}, {12: "A+2", 13: "A+2", 14: "A+2"}]
    assert said(climb(paper, ACKNOWLEDGEMENT_LADDER, SEATS, PACE, at("2026-03-10T09:00")))[8] == "A+4"


def test_a_signer_is_reminded_after_one_whole_workday() -> None:
    sent = at("2026-03-02T15:00")
    step = Thing(0, 1, 0, 9, sent, sent)
    seats: Seats = {Place.SIGNER: [6]}
    assert climb(step, ROUTINE.signing, seats, PACE, at("2026-03-03T17:00")) == []
    assert said(climb(step, ROUTINE.signing, seats, PACE, at("2026-03-04T09:00"))) == {6: "S+2"}
    assert said(climb(step, ROUTINE.signing, seats, PACE, at("2026-03-09T09:00"))) == {6: "S+5"}


def test_the_secretary_is_reminded_of_a_signature_that_is_waited_for_over_one_workday() -> None:
    sent = at("2026-03-02T15:00")
    seats: Seats = {Place.SIGNER: [6], Role.SECRETARY: [27]}
    step = Thing(0, 1, 0, 9, sent, sent)
    assert said(climb(step, ROUTINE.signing, seats, PACE, at("2026-03-04T09:00"))) == {6: "S+2", 27: "SEC"}
    patient = ladders(County(secretary_workdays=4), Urgency.ROUTINE).signing
    assert said(climb(step, patient, seats, PACE, at("2026-03-06T17:00"))) == {6: "S+2"}
    assert said(climb(step, patient, seats, PACE, at("2026-03-09T09:00"))) == {6: "S+5", 27: "SEC"}


def test_a_returned_report_counts_from_its_supplement() -> None:
    due = ReportDue(1, 1, 4, 1, date(2026, 3, 10), None, at("2026-03-10T23:59"), final=False)
    assert limit_of(due) == due.late_after
    supplement = at("2026-03-18T18:00")
    returned = ReportDue(
        1, 1, 4, 1, due.due_on, None, due.late_after, final=False, status=DueStatus.RETURNED, supplement_by=supplement
    )
    assert limit_of(returned) == supplement


def test_complaint_04_the_digest_hour_is_local_time() -> None:
    assert digest_hour(COUNTY) == time(9, 0)
    assert PACE.moment(date(2026, 3, 3)) == datetime(2026, 3, 3, 1, 0, tzinfo=UTC)
    assert next_digest(at("2026-03-06T09:00"), COUNTY, WORKDAYS) == at("2026-03-09T09:00")


@pytest.mark.parametrize(
    ("now", "allowed"),
    [
        ("2026-03-02T08:59", False),
        ("2026-03-02T09:00", True),
        ("2026-03-02T17:29", True),
        ("2026-03-02T17:30", False),
        ("2026-03-07T10:00", False),
    ],
)
def test_complaint_17_digests_keep_office_hours(now: str, allowed: bool) -> None:
    assert may_send_digests(at(now), COUNTY, WORKDAYS) is allowed


def test_a_reminder_by_hand_waits_for_the_end_of_the_quiet_hours() -> None:
    assert after_quiet_hours(at("2026-03-02T20:59"), COUNTY) is None
    assert after_quiet_hours(at("2026-03-02T21:00"), COUNTY) == at("2026-03-03T07:30")
    assert after_quiet_hours(at("2026-03-03T07:29"), COUNTY) == at("2026-03-03T07:30")


def test_the_week_begins_on_its_first_workday() -> None:
    assert week_of(at("2026-03-05T10:00"), COUNTY, WORKDAYS) == date(2026, 3, 2)
    assert week_of(at("2026-10-08T10:00"), COUNTY, WORKDAYS) == date(2026, 10, 8)


def test_the_matters_officer_stands_for_the_office_and_all_of_them_if_he_is_gone() -> None:
    officers = [Post(8, 2, Role.OFFICER, "甲", holder_id=8), Post(9, 2, Role.OFFICER, "乙", holder_id=9)]
    assert seats_of(officers, 9) == {Role.OFFICER: [9]}
    assert seats_of([officers[0], Post(9, 2, Role.OFFICER, "乙")], 9) == {Role.OFFICER: [8, 9]}
    clerk = Post(10, 3, Role.SECTION_CLERK, "科员", holder_id=10)
    assert seats_of([*officers, clerk], 10)[Role.OFFICER] == [10]


MOMENTS = st.integers(0, 330 * 24 * 60).map(lambda minutes: at("2026-01-05T00:00") + timedelta(minutes=minutes))


EVERY_LADDER = [
    ladder
    for urgency in Urgency
    for one in [ladders(COUNTY, urgency)]
    for ladder in (one.report, one.acknowledgement, one.signing)
]
NEAR = st.integers(-400, 400).map(lambda quarters: timedelta(minutes=15 * quarters))


@given(now=MOMENTS, away=NEAR, ladder=st.sampled_from(EVERY_LADDER))
def test_the_query_and_the_rule_agree_on_the_rung(now: datetime, away: timedelta, ladder: Ladder) -> None:
    limit = now + away
    found = [band.rung for band in bands(ladder, PACE, now) if _in_band(limit, band)]
    reached = [rung.key for rung in ladder if PACE.reached_on(rung, limit) <= now]
    assert found == reached[-1:]


def _in_band(limit: datetime, band: Band) -> bool:
    return limit <= band.upto and (band.above is None or limit > band.above)


@given(now=MOMENTS, away=NEAR, ladder=st.sampled_from(EVERY_LADDER))
def test_nothing_is_reached_before_the_next_rung(now: datetime, away: timedelta, ladder: Ladder) -> None:
    limit = now + away
    following = next_rung(ladder, limit, PACE, now)
    if following is None:
        assert all(PACE.reached_on(rung, limit) <= now for rung in ladder)
        return
    just_before = following - timedelta(microseconds=1)

    def reached(moment: datetime) -> list[Rung]:
        return [rung for rung in ladder if PACE.reached_on(rung, limit) <= moment]

    assert following > now
    assert reached(just_before) == reached(now)
    assert len(reached(following)) > len(reached(now))
