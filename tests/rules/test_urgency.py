"""特急 by the clock, 加急 in between: who is told when, with whose figures; and who is on duty."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from supervision.calendars.deadlines import acknowledge_by, hour_of, late_after
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import (
    Matter,
    MatterStatus,
    Reminder,
    Task,
    Urgency,
)
from supervision.papers.issuing import due_days
from supervision.procedures.ladders import Ladder, Place, Seats, ladders
from supervision.reminding.reminders import PASSED, Pace, Thing, bands, climb, next_rung, rung_key
from supervision.roles import Role

ZONE = ZoneInfo("Asia/Shanghai")
COUNTY = County()
WORKDAYS = Workdays()
PACE = Pace(COUNTY, WORKDAYS)
SEATS: Seats = {
    Role.LIAISON: [12, 13],
    Role.UNIT_DEPUTY: [14],
    Role.UNIT_HEAD: [15],
    Role.OFFICER: [8],
    Place.DUTY: [9],
    Place.SIGNER: [5],
    Role.SECRETARY: [27],
    Role.OFFICE_HEAD: [7],
}
MOST, URGENT, ROUTINE = (ladders(COUNTY, one) for one in (Urgency.MOST_URGENT, Urgency.URGENT, Urgency.ROUTINE))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def said(rows: list[Reminder]) -> dict[int, str]:
    return {row.post_id: rung_key(row.rung) for row in rows if row.told_by != PASSED}


def told(
    ladder: Ladder, limit: str, now: str, since: str = "2026-03-02T09:00", county: County = COUNTY
) -> dict[int, str]:
    thing = Thing(1, 1, 4, 1, at(limit), at(since))
    return said(climb(thing, ladder, SEATS, Pace(county, WORKDAYS), at(now)))


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-03-07T13:59", {}),
        ("2026-03-07T14:00", {12: "H-4", 13: "H-4"}),
        ("2026-03-07T17:00", {12: "H-1", 13: "H-1"}),
        ("2026-03-07T18:00", {12: "H+0", 13: "H+0", 14: "H+0"}),
        ("2026-03-07T19:00", {12: "H+1", 13: "H+1", 14: "H+1", 15: "H+1"}),
        ("2026-03-07T20:00", {12: "H+1", 13: "H+1", 14: "H+1", 15: "H+1", 8: "H+2", 9: "H+2"}),
    ],
)
def test_most_urgent_reports_climb_by_the_hour_on_a_saturday(now: str, expected: dict[int, str]) -> None:
    assert told(MOST.report, "2026-03-07T18:00", now) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-03-07T22:29", {}),
        ("2026-03-07T22:30", {12: "E+0", 13: "E+0"}),
        ("2026-03-07T23:00", {12: "E+1", 13: "E+1", 14: "E+1"}),
        ("2026-03-07T23:30", {12: "E+2", 13: "E+2", 14: "E+2", 15: "E+2"}),
        ("2026-03-08T00:00", {12: "E+2", 13: "E+2", 14: "E+2", 15: "E+2", 9: "E+3"}),
    ],
)
@pytest.mark.parametrize("days", [0, 208], ids=["over midnight", "over National Day"])
def test_most_urgent_papers_climb_every_half_hour(now: str, expected: dict[int, str], days: int) -> None:
    later = timedelta(days=days)
    issued = at("2026-03-07T22:00") + later
    limit = acknowledge_by(issued, WORKDAYS, COUNTY, Urgency.MOST_URGENT)
    rows = climb(Thing(1, 0, 4, 3, limit, issued), MOST.acknowledgement, SEATS, PACE, at(now) + later)
    assert said(rows) == expected


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (14, {}),
        (15, {5: "S1"}),
        (29, {5: "S1"}),
        (30, {5: "S1", 9: "L+0", 27: "L+0"}),
        (60, {5: "S2", 9: "L+1", 27: "L+0", 7: "L+1"}),
    ],
)
def test_a_silent_leader_is_reminded_himself_then_telephoned(minutes: int, expected: dict[int, str]) -> None:
    since = at("2026-05-08T22:05")
    step = Thing(0, 1, 0, 9, since, since)
    assert said(climb(step, MOST.signing, SEATS, PACE, since + timedelta(minutes=minutes))) == expected


def test_complaint_01_two_hours_down_are_one_rung() -> None:
    rows = climb(
        Thing(1, 0, 4, 3, at("2026-03-07T22:30"), at("2026-03-07T22:00")),
        MOST.acknowledgement,
        SEATS,
        PACE,
        at("2026-03-08T00:30"),
    )
    assert sorted(row.post_id for row in rows) == [9, 12, 13, 14, 15]
    assert said(rows)[12] == "E+2"


def test_hours_that_had_passed_when_the_paper_was_sent_remind_nobody() -> None:
    assert told(MOST.report, "2026-03-07T23:59", "2026-03-07T22:43", since="2026-03-07T22:42") == {}
    assert told(MOST.report, "2026-03-07T23:59", "2026-03-07T22:59", since="2026-03-07T22:42") == {12: "H-1", 13: "H-1"}


def test_who_was_told_by_telephone_is_asked_to_sign_and_not_telephoned_again() -> None:
    limit, later = "2026-03-07T22:30", "2026-03-08T00:00"
    assert told(MOST.told, limit, later) == {12: "E+2", 13: "E+2"}
    rows = climb(Thing(1, 0, 4, 3, at(limit), at(limit)), MOST.told, SEATS, PACE, at(later))
    assert [(row.post_id, row.told_by) for row in rows if rung_key(row.rung) == "E+3"] == [(0, PASSED)]


def test_nobody_above_hears_of_what_was_not_delivered() -> None:
    limit = "2026-03-07T18:00"
    before, after = (MOST.owed(at(limit), at(now), delivered=False) for now in ("2026-03-07T17:00", "2026-03-07T20:00"))
    assert told(before, limit, "2026-03-07T17:00") == {12: "H-1", 13: "H-1"}
    assert told(after, limit, "2026-03-07T20:00") == {}


def test_the_figures_are_the_countys() -> None:
    own = County(hours_before=(1, 6), hours_after=(1, 2, 4), escalate_minutes=15, urgent_days=(-2, -1, 0, 1, 5))
    most, urgent = ladders(own, Urgency.MOST_URGENT), ladders(own, Urgency.URGENT)
    assert [rung.at for rung in most.report] == [timedelta(hours=hours) for hours in (-6, -1, 1, 2, 4)]
    assert [rung.at for rung in most.acknowledgement] == [timedelta(minutes=15 * number) for number in range(4)]
    assert [rung.at for rung in most.signing] == [timedelta(minutes=minutes) for minutes in (15, 15, 30, 60)]
    assert [rung.offset for rung in urgent.report] == [-2, -1, 0, 1, 5]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-03-19T08:59", {}),
        ("2026-03-19T09:00", {12: "U1", 13: "U1"}),
        ("2026-03-20T09:00", {12: "U2", 13: "U2"}),
        ("2026-03-23T09:00", {12: "U3", 13: "U3", 14: "U3"}),
        ("2026-03-24T09:00", {12: "U4", 13: "U4", 14: "U4", 15: "U4"}),
        ("2026-03-25T09:00", {12: "U4", 13: "U4", 14: "U4", 15: "U4", 8: "U5"}),
    ],
)
def test_urgent_reports_climb_faster_than_routine_and_by_workdays(now: str, expected: dict[int, str]) -> None:
    assert told(URGENT.report, "2026-03-20T23:59", now) == expected


def test_urgent_papers_go_up_sooner_but_not_before_their_limit() -> None:
    seen = [told(URGENT.acknowledgement, "2026-03-03T12:00", f"2026-03-0{day}T09:00") for day in (3, 4, 5)]
    assert seen == [
        {12: "A+0", 13: "A+0"},
        {12: "A+1", 13: "A+1", 14: "A+1"},
        {12: "A+2", 13: "A+2", 14: "A+2", 15: "A+2", 8: "A+2"},
    ]


def test_urgent_signers_are_reminded_a_day_sooner() -> None:
    thing = Thing(0, 1, 0, 9, at("2026-03-02T15:00"), at("2026-03-02T15:00"))
    assert said(climb(thing, URGENT.signing, SEATS, PACE, at("2026-03-03T09:00"))) == {5: "S+2", 27: "SEC"}


def test_the_routine_ladder_is_what_it_was() -> None:
    assert [rung.key for rung in ROUTINE.report] == ["T-3", "T-1", "T", "T+1", "T+3", "T+5"]
    assert not any(rung.at for ladder in (ROUTINE.report, ROUTINE.acknowledgement, ROUTINE.signing) for rung in ladder)
    assert [one.by_the_clock for one in (ROUTINE, URGENT, MOST)] == [False, False, True]


def test_the_next_rung_of_a_clock_ladder_is_its_minute() -> None:
    limit = at("2026-03-07T22:30")
    assert next_rung(MOST.acknowledgement, limit, PACE, at("2026-03-07T22:31")) == at("2026-03-07T23:00")
    (band,) = [band for band in bands(MOST.acknowledgement, PACE, at("2026-03-07T23:10")) if band.rung == "E+1"]
    assert (band.above, band.upto) == (at("2026-03-07T22:10"), at("2026-03-07T22:40"))


def test_most_urgent_counts_to_the_hour_of_its_own_day_or_the_end_of_office_hours() -> None:
    saturday = date(2026, 3, 7)
    assert late_after(saturday, None, WORKDAYS, COUNTY).astimezone(ZONE).date() == date(2026, 3, 9)
    most = Urgency.MOST_URGENT
    assert late_after(saturday, None, WORKDAYS, COUNTY, urgency=most) == at("2026-03-07T17:30")
    assert late_after(saturday, time(23, 59), WORKDAYS, COUNTY, urgency=most) == at("2026-03-07T23:59")
    assert hour_of(None, Urgency.URGENT, COUNTY) is None


def test_the_hour_is_printed_with_the_date() -> None:
    matter = Matter(
        1, "2026-1", "instruction.mayor", "题", MatterStatus.APPROVED, Urgency.MOST_URGENT, 8, 8, at("2026-03-07T20:00")
    )
    task = Task(1, 1, "排查", due_on=date(2026, 3, 8))
    days = due_days(task, matter, date(2026, 3, 7), county=COUNTY, workdays=WORKDAYS)
    assert [(day.on, day.hour) for day in days if day.final] == [(date(2026, 3, 8), time(17, 30))]
    routine = due_days(
        task, replace(matter, urgency=Urgency.URGENT), date(2026, 3, 7), county=COUNTY, workdays=WORKDAYS
    )
    assert [day.hour for day in routine if day.final] == [None]
