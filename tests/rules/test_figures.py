"""Figures are what they count: wholes are their parts, per cents make a hundred, and nothing else is shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.filters import percent as printed
from supervision.calendars.deadlines import end_of
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.figures.counting import (
    KIND,
    TRACK,
    UNIT,
    YEAR,
    Cell,
    InconsistentError,
    cells_of,
    check_cells,
    count,
    row_of,
    scopes_of_group,
)
from supervision.figures.counting import counted as groups
from supervision.figures.counting import scopes_of as scopes
from supervision.figures.groups import KEYS, Group, judged_alike, keys_of, name_of, verdict_of
from supervision.figures.ledger import Counted, Ledger, MatterRow, ShareRow
from supervision.figures.percents import percent, percents
from supervision.figures.standing import stand
from supervision.model import Assignment, AssignmentStatus, DueStatus, Part, ReportDue, Unit, UnitKind

ZONE, WORKDAYS, COUNTY = ZoneInfo("Asia/Shanghai"), Workdays(), County()
NOW = datetime(2026, 4, 17, 8, 30, tzinfo=ZONE)
DUE_ON = date(2026, 3, 20)
LIMIT = end_of(DUE_ON, None, ZONE)
WATER, TOWN, TAX = (
    Unit(5, "县水利局", UnitKind.DEPARTMENT),
    Unit(6, "城关镇人民政府", UnitKind.TOWNSHIP),
    Unit(7, "县税务局", UnitKind.VERTICAL),
)


def report(
    unit: Unit, *, matter: int = 1, seq: int = 1, answered: datetime | None = LIMIT, track: str = "x", returns: int = 0
) -> Counted:
    due = ReportDue(matter, 1, unit.id, seq, DUE_ON, None, LIMIT, final=True, first_answered_at=answered)
    due = replace(due, returns=returns)
    return Counted(due, unit, "1号", "清淤", delivered=True, track=track)


LATE = LIMIT + timedelta(days=1)
LEDGER = Ledger(
    matters=(MatterRow(1, "x", carried_over=True), MatterRow(2, "x", closed=True), MatterRow(3, "y")),
    shares=(
        ShareRow(1, 1, 5, WATER.kind, "x", done=True),
        ShareRow(1, 1, 6, TOWN.kind, "x"),
        ShareRow(3, 1, 7, TAX.kind, "y", done=True),
    ),
    reports=(
        report(WATER),
        report(WATER, seq=2, answered=LATE, returns=1),
        report(TOWN, answered=None),
        report(TAX, matter=3, answered=LATE, track="y"),
    ),
)


def counted(ledger: Ledger = LEDGER) -> tuple[Cell, ...]:
    return count(ledger, NOW, WORKDAYS, ZONE)


def grouped(ledger: Ledger = LEDGER) -> tuple[Group, ...]:
    return groups(ledger, NOW, WORKDAYS, ZONE)


def things(scope: str, key: str) -> set[str]:
    """What a figure counts: what is in the groups that it is the sum of."""
    mine = [one for one in grouped() if key in keys_of(one.verdict) and scope in scopes_of_group(one, key)]
    return {name_of(thing) for one in mine for thing in one.things}


def test_a_figure_is_what_it_counts_overall_by_track_by_unit_and_by_kind() -> None:
    cells = counted()
    assert row_of(cells) == {
        "matters": 3, "carried_over": 1, "issued": 2, "closed": 1, "open": 2, "tasks": 2, "tasks_done": 1,
        "tasks_open": 1, "shares": 3, "shares_done": 2, "units": 3, "late_units": 3, "due": 4, "answered": 3,
        "not_yet": 1, "on_time": 1, "late": 3, "returned": 1, "late_not_ordered": 1, "named_before": 0,
    }  # fmt: skip
    assert things("", "late") == {"1/1/5/2", "1/1/6/1", "3/1/7/1"}
    assert things("track/y", "tasks_done") == {"3/1"}
    assert things("unit/6", "not_yet") == {"1/1/6/1"}
    assert things("kind/department", "shares_done") == {"1/1/5"}
    assert row_of(cells, "unit/5") | {"due": 2, "on_time": 1, "late": 1, "shares": 1} == row_of(cells, "unit/5")
    assert (scopes(cells, TRACK), scopes(cells, UNIT)) == (("x", "y"), ("5", "6", "7"))
    assert set(scopes(cells, KIND)) == {"department", "township", "vertical"}


def test_the_whole_year_has_its_units_too() -> None:
    year = row_of(cells_of(replace(one, year=True) for one in grouped()), YEAR)
    assert year == row_of(counted()) | {"late_not_ordered": year["late_not_ordered"]}


def test_nothing_is_counted_where_nothing_is() -> None:
    assert set(row_of(counted(Ledger())).values()) == {0}


UNITS = st.sampled_from([WATER, TOWN, TAX])
REPORTS = st.lists(
    st.builds(
        lambda unit, matter, seq, hours, track: report(
            unit,
            matter=matter,
            seq=seq,
            answered=None if hours is None else LIMIT + timedelta(hours=hours),
            track=track,
        ),
        UNITS,
        st.integers(1, 4),
        st.integers(1, 9),
        st.none() | st.integers(-99, 99),
        st.sampled_from("xyz"),
    ),
    max_size=20,
    unique_by=lambda item: (item.due.matter_id, item.due.unit_id, item.due.seq),
)
SHARES = st.lists(
    st.builds(
        lambda unit, matter, seq, done: ShareRow(matter, seq, unit.id, unit.kind, f"t{matter % 2}", done),
        UNITS,
        st.integers(1, 4),
        st.integers(1, 4),
        st.booleans(),
    ),
    max_size=20,
    unique_by=lambda share: (share.matter_id, share.task_seq, share.unit_id),
)
MATTERS = st.lists(
    st.builds(MatterRow, st.integers(1, 9), st.sampled_from("xy"), st.booleans(), st.booleans()),
    unique_by=lambda row: row.id,
)


@given(MATTERS, SHARES, REPORTS)
def test_whatever_is_counted_adds_up(matters: list[MatterRow], shares: list[ShareRow], reports: list[Counted]) -> None:
    row = row_of(counted(Ledger(tuple(matters), tuple(shares), tuple(reports))))
    assert (row["matters"], row["shares"], row["due"]) == (len(matters), len(shares), len(reports))
    assert row["on_time"] == sum(item.due.first_answered_at is not None and item.due.first_answered_at <= LIMIT
                                 for item in reports)  # fmt: skip


@given(MATTERS, SHARES, REPORTS)
def test_what_sql_counts_and_what_is_judged_make_the_same_groups(
    matters: list[MatterRow], shares: list[ShareRow], reports: list[Counted]
) -> None:
    whole = Ledger(tuple(matters), tuple(shares), tuple(reports))
    here, there = Ledger(reports=tuple(reports[::2])), Ledger(whole.matters, whole.shares, tuple(reports[1::2]))
    by_sql = tuple(replace(one, things=()) for one in grouped(there))
    assert set(counted(replace(here, groups=by_sql))) == set(counted(whole))
    assert judged_alike(grouped(replace(here, groups=by_sql)), grouped(whole))


@given(st.data())
def test_a_figure_that_is_one_more_or_less_is_found(data: st.DataObject) -> None:
    cells = counted()
    n = data.draw(st.sampled_from([n for n, cell in enumerate(cells) if cell.key not in _BOUNDED]))
    value = data.draw(st.sampled_from([cells[n].value - 1, cells[n].value + 1]))
    with pytest.raises(InconsistentError):
        check_cells((*cells[:n], replace(cells[n], value=value), *cells[n + 1 :]))


_BOUNDED = {"shares_done", "returned", "units", "late_units", "late_not_ordered", "named_before"}
"""Of these only bounds are known here; that they are what is kept is held by groups (`figures.hold`)."""


def test_a_thing_is_counted_once() -> None:
    twice = replace(LEDGER, reports=(*LEDGER.reports, LEDGER.reports[1]))
    with pytest.raises(InconsistentError, match="counted twice"):
        counted(twice)
    with pytest.raises(InconsistentError, match="stands twice"):
        check_cells((*counted(), Cell("", "due")))


def test_figures_that_exceed_what_they_are_a_part_of_are_found() -> None:
    for key in ("returned", "late_not_ordered"):
        cells = [replace(cell, value=9) if (cell.scope, cell.key) == ("", key) else cell for cell in counted()]
        with pytest.raises(InconsistentError):
            check_cells(cells)


def test_a_verdict_is_the_figures_in_which_a_thing_is_counted() -> None:
    assert keys_of(verdict_of(*KEYS)) == KEYS
    late = groups(LEDGER, NOW, WORKDAYS, ZONE)
    came = replace(LEDGER, reports=(*LEDGER.reports[:2], report(TOWN, answered=NOW), *LEDGER.reports[3:]))
    assert judged_alike(late, groups(came, NOW, WORKDAYS, ZONE)), "what came late meanwhile was late before"
    in_time = replace(LEDGER, reports=(*LEDGER.reports[:2], report(TOWN), *LEDGER.reports[3:]))
    assert not judged_alike(late, groups(in_time, NOW, WORKDAYS, ZONE))


@pytest.mark.parametrize(
    ("part", "whole", "expected", "text"),
    [(1, 3, "33.3", "33.3%"), (1, 800, "0.1", "0.1%"), (49, 400, "12.3", "12.3%"), (3, 5, "60.0", "60%")],
)
def test_a_half_is_rounded_up_as_papers_do(part: int, whole: int, expected: str, text: str) -> None:
    assert percent(part, whole) == Decimal(expected)
    assert printed(part, whole) == text


def test_there_is_no_per_cent_of_nothing() -> None:
    assert percent(0, 0) is None
    assert printed(0, 0) == "—"
    assert percents((0, 0)) == (Decimal(0), Decimal(0))


@given(st.lists(st.integers(0, 500), min_size=1, max_size=9))
def test_per_cents_side_by_side_make_a_hundred(parts: list[int]) -> None:
    shown = percents(parts)
    assert sum(shown) == (100 if sum(parts) else 0)
    assert all(abs(found - Decimal(part * 100) / (sum(parts) or 1)) < Decimal("0.1") for found, part in
               zip(shown, parts, strict=True))  # fmt: skip


def test_three_thirds_make_a_hundred() -> None:
    assert percents((1, 1, 1)) == (Decimal("33.4"), Decimal("33.3"), Decimal("33.3"))


def due(seq: int, status: DueStatus, day: date, *, answered: datetime | None = None) -> ReportDue:
    late_after = end_of(day, None, ZONE)
    return ReportDue(1, 1, 5, seq, day, None, late_after, final=False, status=status, first_answered_at=answered)


SHARE = Assignment(1, 1, 5, Part.LEAD, AssignmentStatus.IN_PROGRESS, delivered_at=NOW - timedelta(days=60))


def standing(*dues: ReportDue, share: Assignment = SHARE) -> dict[str, tuple[str, ...]]:
    found = stand([share], dues, now=NOW, zone=COUNTY.zone, workdays=WORKDAYS)
    return {name: getattr(found, name) for name in found.__slots__ if getattr(found, name)}


def test_R1_where_work_stands_is_told_by_what_it_is() -> None:
    dues = (
        due(1, DueStatus.OPEN, date(2026, 4, 16)),
        due(2, DueStatus.RETURNED, date(2026, 4, 10), answered=NOW - timedelta(days=8)),
        due(3, DueStatus.OPEN, date(2026, 4, 21)),
        due(4, DueStatus.OPEN, date(2026, 4, 22)),
        due(5, DueStatus.HELD, date(2026, 4, 1)),
        due(6, DueStatus.ACCEPTED, date(2026, 4, 1), answered=NOW),
    )
    assert standing(*dues) == {
        "open": ("1/1/5",),
        "late_now": ("1/1/5/1",),
        "returned": ("1/1/5/2",),
    }
    undelivered = replace(SHARE, status=AssignmentStatus.ISSUED, delivered_at=None)
    assert standing(*dues[:1], share=undelivered) == {"open": ("1/1/5",)}
    assert standing(*dues, share=replace(SHARE, status=AssignmentStatus.WITHDRAWN)) == {}
    assert standing(share=replace(SHARE, status=AssignmentStatus.ACCEPTED)) == {}
