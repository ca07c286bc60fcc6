"""三盏灯: each by its own facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from supervision.calendars.deadlines import late_after
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.inspection.lights import Light, Lights, doubted_units, lights_of
from supervision.model import (
    Assignment,
    AssignmentStatus,
    DueStatus,
    Finding,
    FindingVerdict,
    MatterStatus,
    Part,
    ReportDue,
)
from supervision.search.lookups import FILTERS, numbers_meant

G, Y, R, N = Light.GREEN, Light.YELLOW, Light.RED, Light.NONE
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
CALENDAR, COUNTY = Workdays(), County()
A = Assignment(1, 1, 4, Part.LEAD, AssignmentStatus.IN_PROGRESS, delivered_at=NOW)
B = Assignment(1, 2, 5, Part.LEAD, AssignmentStatus.IN_PROGRESS, delivered_at=NOW)


def due(of: Assignment, day: date, **changes: object) -> ReportDue:
    row = ReportDue(1, of.task_seq, of.unit_id, 1, day, None, late_after(day, None, CALENDAR, COUNTY), final=True)
    return replace(row, **changes)  # type: ignore[arg-type]


LATER, SOON, PAST = date(2026, 3, 20), date(2026, 3, 4), date(2026, 2, 26)
IN_TIME = {"status": DueStatus.ANSWERED, "first_answered_at": datetime(2026, 2, 25, 2, tzinfo=UTC)}
TOO_LATE = {"status": DueStatus.ANSWERED, "first_answered_at": datetime(2026, 3, 1, 2, tzinfo=UTC)}


def found(of: Assignment, verdict: FindingVerdict, minute: int = 0) -> Finding:
    at = NOW.replace(minute=minute)
    return Finding(minute, 1, 1, of.task_seq, of.unit_id, "河道清淤已完成1公里", verdict, found_by=8, found_at=at)


MET, BEHIND, FALSE = FindingVerdict.MET, FindingVerdict.BEHIND, FindingVerdict.FALSE


def seen(items: Sequence[Assignment], dues: Sequence[ReportDue], findings: Sequence[Finding] = ()) -> Lights | None:
    return lights_of(items, dues, findings, now=NOW, county=COUNTY, workdays=CALENDAR)


@pytest.mark.parametrize(
    ("items", "dues", "lights"),
    [
        ([A, B], [due(A, LATER), due(B, LATER)], Lights(R, N, G)),
        ([A, B], [due(A, SOON), due(B, LATER)], Lights(R, N, Y)),
        ([A, B], [due(A, PAST), due(B, LATER)], Lights(R, N, R)),
        ([A, B], [due(A, PAST, **IN_TIME), due(B, LATER)], Lights(Y, N, G)),
        ([A, B], [due(A, PAST, **TOO_LATE), due(B, LATER)], Lights(Y, N, Y)),
        ([A, B], [due(A, PAST, **IN_TIME), due(B, PAST, **IN_TIME)], Lights(G, N, G)),
        ([A, B], [due(A, PAST, **(IN_TIME | {"status": DueStatus.RETURNED})), due(B, LATER)], Lights(Y, N, G)),
        ([A, B], [due(A, PAST, status=DueStatus.VOID), due(B, LATER)], Lights(R, N, G)),
        ([A, B], [due(A, PAST, status=DueStatus.HELD), due(B, LATER)], Lights(R, N, G)),
        (
            [replace(A, status=AssignmentStatus.ACCEPTED), B],
            [due(A, PAST, **(IN_TIME | {"status": DueStatus.ACCEPTED})), due(B, LATER)],
            Lights(Y, N, G),
        ),
        (
            [replace(A, status=AssignmentStatus.ACCEPTED), replace(B, status=AssignmentStatus.WITHDRAWN)],
            [due(A, PAST, **(IN_TIME | {"status": DueStatus.ACCEPTED})), due(B, PAST)],
            Lights(G, N, G),
        ),
    ],
)
def test_lights(items: list[Assignment], dues: list[ReportDue], lights: Lights) -> None:
    assert seen(items, dues) == lights


@pytest.mark.parametrize(
    ("findings", "verified"),
    [
        ([], N),
        ([found(A, MET)], Y),
        ([found(A, MET), found(B, MET)], G),
        ([found(A, BEHIND), found(B, MET)], Y),
        ([found(A, FALSE), found(B, MET)], R),
        ([found(A, FALSE), found(A, MET, 5), found(B, MET)], G),
        ([found(A, MET, 5), found(A, FALSE)], Y),
        ([found(A, MET), found(B, BEHIND), found(B, FALSE, 7)], R),
        ([found(replace(A, unit_id=99), FALSE)], N),
    ],
)
def test_lights_only_what_was_found_on_the_spot_is_verified(findings: list[Finding], verified: Light) -> None:
    dues = [due(A, PAST, **TOO_LATE), due(B, LATER)]
    unseen, lights = seen([A, B], dues), seen([A, B], dues, findings)
    assert unseen is not None
    assert lights == replace(unseen, verified=verified)


def test_lights_what_was_accepted_at_the_desk_is_not_verified() -> None:
    accepted = replace(A, status=AssignmentStatus.ACCEPTED)
    lights = seen([accepted], [due(A, PAST, **(IN_TIME | {"status": DueStatus.ACCEPTED}))])
    assert lights == Lights(G, N, G)


def test_nothing_is_late_that_was_not_delivered() -> None:
    untold = replace(A, delivered_at=None)
    lights = seen([untold], [due(A, PAST)])
    assert lights is not None
    assert lights.timeliness is not R
    came = seen([untold], [due(A, PAST, **TOO_LATE)])
    assert came is not None
    assert came.timeliness is G


def test_a_unit_told_of_one_task_is_not_late_with_another_that_came_to_it_later() -> None:
    taken_over = replace(B, unit_id=A.unit_id, delivered_at=None)
    lights = seen([A, taken_over], [due(A, LATER), due(taken_over, PAST)])
    assert lights is not None
    assert lights.timeliness is not R
    told = replace(taken_over, delivered_at=NOW)
    assert seen([A, told], [due(A, LATER), due(told, PAST)]) == Lights(R, N, R)


def test_counting_what_was_empty_twice_is_owed_as_if_nothing_had_come() -> None:
    empty = {"status": DueStatus.RETURNED, "returns": 2, "empty_returns": 2}
    assert seen([A, B], [due(A, PAST, **empty), due(B, LATER)]) == Lights(R, N, R)


def test_no_lights_before_issue() -> None:
    assert seen([replace(A, status=AssignmentStatus.PROPOSED)], []) is None
    assert seen([replace(A, status=AssignmentStatus.WITHDRAWN)], []) is None


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("31", ["2026-31", "夏政督〔2026〕31号", "夏政办〔2026〕31号", "夏政〔2026〕31号"]),
        ("12号", ["2026-12", "夏政督〔2026〕12号", "夏政办〔2026〕12号", "夏政〔2026〕12号"]),
        ("登记号2025-7", ["2025-7"]),
        ("2025-007", ["2025-7"]),
        ("夏政督[2026] 12 号", ["夏政督〔2026〕12号"]),
        ("夏政办（2014）29", ["夏政办〔2014〕29号"]),
        ("２０２６－３", ["2026-3"]),
        ("0", []),
        ("内涝", []),
        ("〔〕", []),
    ],
)
def test_how_people_write_numbers(words: str, numbers: list[str]) -> None:
    assert numbers_meant(words, date(2026, 3, 2), COUNTY) == numbers


def test_every_status_stands_behind_a_button() -> None:
    assert {status for key, some in FILTERS.items() if key != "all" for status in some} == set(MatterStatus) - {
        MatterStatus.WITHDRAWN
    }
    assert set(FILTERS["all"]) == set(MatterStatus)


@pytest.mark.parametrize(
    ("findings", "doubted"),
    [
        ((), set()),
        ((found(A, MET),), set()),
        ((found(A, BEHIND),), {4}),
        ((found(A, FALSE), found(B, BEHIND)), {4, 5}),
        ((found(A, FALSE), found(A, MET, 1)), set()),  # the newest is what stands
        ((found(A, MET), found(A, FALSE, 1)), {4}),
        ((found(replace(A, unit_id=9), FALSE),), set()),  # no share of this task
    ],
)
def test_of_whom_what_was_found_is_not_as_reported(findings: tuple[Finding, ...], doubted: set[int]) -> None:
    assert doubted_units({(1, 4), (2, 5)}, findings) == doubted
