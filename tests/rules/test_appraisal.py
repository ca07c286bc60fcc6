"""How a quarter is counted, and that nothing is said which does not add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.bulletins.appraisal import Appraisal, appraise, check, window
from supervision.bulletins.figures import hold, rows_of
from supervision.bulletins.recounting import recount
from supervision.calendars.deadlines import end_of
from supervision.calendars.schedules import Quarter
from supervision.calendars.workdays import Workdays
from supervision.figures.counting import InconsistentError, row_of
from supervision.figures.ledger import Counted, counts
from supervision.model import (
    Bulletin,
    BulletinLine,
    BulletinStatus,
    DueStatus,
    ReportDue,
    Standing,
    Unit,
    UnitKind,
    WeakPoint,
)
from supervision.outcome import Outcome
from supervision.refusals import WrongState
from tests.rules.ledgers import ledger

ZONE = ZoneInfo("Asia/Shanghai")
WORKDAYS = Workdays()
DUE_ON = date(2026, 3, 20)
LIMIT = end_of(DUE_ON, None, ZONE)
NOW = datetime(2026, 4, 17, 8, 30, tzinfo=ZONE)
UNITS = {
    UnitKind.DEPARTMENT: Unit(5, "县水利局", UnitKind.DEPARTMENT),
    UnitKind.TOWNSHIP: Unit(6, "城关镇人民政府", UnitKind.TOWNSHIP),
    UnitKind.VERTICAL: Unit(7, "县税务局", UnitKind.VERTICAL),
}


def item(
    *,
    answered: datetime | None = LIMIT,
    status: DueStatus = DueStatus.ACCEPTED,
    returns: int = 0,
    delivered: bool = True,
    kind: UnitKind = UnitKind.DEPARTMENT,
    seq: int = 1,
) -> Counted:
    unit = UNITS[kind]
    due = ReportDue(1, 1, unit.id, seq, DUE_ON, None, LIMIT, final=True, status=status)
    due = replace(due, first_answered_at=answered, returns=returns)
    return Counted(due, unit, "夏政督〔2026〕9号", "北城河清淤", delivered, (date(2026, 3, 23),))


def appraisal(*reports: Counted) -> Appraisal:
    return appraise(1, ledger(reports), NOW, WORKDAYS, ZONE)


def sides(found: Appraisal) -> dict[int, Standing]:
    return {line.unit_id: line.standing for line in found.lines}


def test_R3b_nobody_is_praised_whose_report_an_inspection_contradicts() -> None:
    good = ledger((item(), item(kind=UnitKind.TOWNSHIP)))
    assert sides(appraise(1, good, NOW, WORKDAYS, ZONE)) == {5: Standing.COMMENDED, 6: Standing.COMMENDED}
    doubted = replace(good, doubted=frozenset({5}))
    assert sides(appraise(1, doubted, NOW, WORKDAYS, ZONE)) == {6: Standing.COMMENDED}
    late = replace(doubted, reports=(item(answered=LATE),))
    assert sides(appraise(1, late, NOW, WORKDAYS, ZONE)) == {5: Standing.CRITICISED}


POINT = WeakPoint("behind", "finding/7", "夏政督〔2026〕9号", 1, "北城河清淤", date(2026, 3, 12), "仅完成一半。")
FAILED = replace(POINT, kind="unrectified", key="rectification/2")


@pytest.mark.parametrize(
    ("reports", "kind", "expected"),
    [
        ((), UnitKind.DEPARTMENT, ("finding/7", "rectification/2")),  # nothing was due of it
        ((item(),), UnitKind.DEPARTMENT, ("finding/7", "rectification/2")),  # all in time and accepted, and yet
        ((item(answered=None),), UnitKind.DEPARTMENT, ("1/1/5/1", "finding/7", "rectification/2")),
        ((), UnitKind.VERTICAL, ()),  # who cannot be ordered is not criticised
    ],
)
def test_R3c_who_pushed_weakly_is_a_candidate_with_that_evidence(
    reports: tuple[Counted, ...], kind: UnitKind, expected: tuple[str, ...]
) -> None:
    weak = ((UNITS[kind], POINT), (UNITS[kind], FAILED))
    found = appraise(1, replace(ledger(reports), weak=weak), NOW, WORKDAYS, ZONE)
    assert [line.facts for line in found.lines] == ([expected] if expected else [])
    assert not any(line.selected or line.standing is Standing.COMMENDED for line in found.lines)
    for line in found.lines:
        assert line.weak == (POINT, FAILED)
        for wrong in (replace(line, weak=(POINT,)), replace(line, standing=Standing.COMMENDED)):
            with pytest.raises(InconsistentError):
                check(found.figures, [wrong])


LATE = LIMIT + timedelta(seconds=1)
SILENT = item(answered=None, status=DueStatus.OPEN)


def is_on_time(report: Counted) -> bool:
    return appraisal(report).figures["on_time"] == 1


def test_a_report_at_the_very_limit_is_in_time_and_a_second_later_is_not() -> None:
    assert is_on_time(item(answered=LIMIT))
    assert not is_on_time(item(answered=LATE))


def test_counting_the_first_submission_decides_however_often_it_was_returned() -> None:
    for returns in (1, 2, 5):
        assert is_on_time(item(returns=returns, status=DueStatus.RETURNED))


def test_counting_a_second_return_for_empty_content_unmakes_it() -> None:
    """As `reviewing` leaves the date: nothing counts until the unit submits again."""
    unmade = item(answered=None, returns=2, status=DueStatus.RETURNED)
    unmade = replace(unmade, due=replace(unmade.due, empty_returns=2))
    assert not is_on_time(unmade)
    assert not is_on_time(replace(unmade, due=replace(unmade.due, first_answered_at=LATE)))
    assert is_on_time(replace(unmade, due=replace(unmade.due, first_answered_at=LIMIT)))


def test_nothing_is_late_that_was_not_delivered() -> None:
    undelivered = replace(SILENT, delivered=False)
    assert not counts(undelivered, NOW)
    found = appraisal(undelivered)
    assert found.lines == ()
    assert found.figures["due"] == found.figures["late"] == 0
    assert counts(replace(item(), delivered=False), NOW)
    assert is_on_time(replace(item(answered=LATE), delivered=False))


@pytest.mark.parametrize("status", [DueStatus.VOID, DueStatus.HELD])
def test_what_is_void_or_stands_still_leaves_both_sides(status: DueStatus) -> None:
    found = appraisal(item(), item(status=status, answered=None, seq=2))
    assert (found.figures["due"], found.figures["on_time"]) == (1, 1)


def test_R3b_praise_needs_acceptance_no_return_and_every_report_in_time() -> None:
    assert sides(appraisal(item(), item(seq=2))) == {5: Standing.COMMENDED}
    assert sides(appraisal(item(), item(seq=2, status=DueStatus.ANSWERED))) == {}
    assert sides(appraisal(item(), item(seq=2, returns=1))) == {}
    assert sides(appraisal(item(), item(seq=2, answered=LATE))) == {5: Standing.CRITICISED}


def test_R3c_every_late_unit_is_a_candidate_with_its_facts_and_none_is_ticked() -> None:
    found = appraisal(SILENT, item(answered=LATE, seq=2), item(answered=LATE, kind=UnitKind.TOWNSHIP))
    assert sides(found) == {5: Standing.CRITICISED, 6: Standing.CRITICISED}
    assert not any(line.selected for line in found.lines)
    first = found.lines[0]
    assert first.facts == ("1/1/5/1", "1/1/5/2")
    assert [event.late_workdays for event in first.events] == [19, 0]
    assert first.events[0].reminded_on == (date(2026, 3, 23),)
    assert first.events[0].as_of == date(2026, 4, 17)


def test_R3c_a_report_that_was_empty_twice_is_evidence_with_its_returns() -> None:
    found = appraisal(item(answered=None, returns=2, status=DueStatus.RETURNED))
    assert sides(found) == {5: Standing.CRITICISED}
    assert (found.lines[0].events[0].late_workdays, found.lines[0].events[0].returns) == (19, 2)


def test_R3b_a_report_that_was_returned_is_no_reason_to_praise() -> None:
    assert sides(appraisal(item(returns=2))) == {}


def test_vertical_units_are_counted_but_never_criticised() -> None:
    found = appraisal(item(answered=LATE, kind=UnitKind.VERTICAL))
    assert found.lines == ()
    assert (found.figures["late"], found.figures["late_not_ordered"]) == (1, 1)
    assert sides(appraisal(item(kind=UnitKind.VERTICAL))) == {7: Standing.COMMENDED}


def test_the_quarter_is_counted_from_cut_off_to_cut_off() -> None:
    first = window(Quarter(2026, 1), WORKDAYS, ZONE)
    assert first.end == end_of(date(2026, 4, 10), None, ZONE)
    assert first.start == end_of(date(2025, 12, 10), None, ZONE)
    assert window(Quarter(2026, 2), WORKDAYS, ZONE).start == first.end


def test_a_cut_off_on_a_closed_day_counts_to_the_next_workday() -> None:
    assert window(Quarter(2027, 1), WORKDAYS, ZONE).end == end_of(date(2027, 4, 12), None, ZONE)


def counted() -> st.SearchStrategy[Counted]:
    moments = st.none() | st.integers(-200, 200).map(lambda hours: LIMIT + timedelta(hours=hours))
    return st.builds(
        lambda answered, status, returns, delivered, kind, seq: item(
            answered=answered, status=status, returns=returns, delivered=delivered, kind=kind, seq=seq
        ),
        moments,
        st.sampled_from(DueStatus),
        st.integers(0, 3),
        st.booleans(),
        st.sampled_from(list(UNITS)),
        st.integers(1, 9),
    )


def by_key(item: Counted) -> tuple[int, int]:
    return item.unit.id, item.due.seq


def test_a_report_that_stands_twice_is_counted_for_nobody() -> None:
    with pytest.raises(InconsistentError, match="twice"):
        appraisal(SILENT, SILENT)


@given(st.lists(counted(), max_size=25, unique_by=by_key))
def test_whatever_happened_the_figures_add_up(reports: list[Counted]) -> None:
    found = appraisal(*reports)
    figures = found.figures
    assert figures["on_time"] + figures["late"] == figures["due"] <= len(reports)
    assert all(line.events and len(line.events) == len(line.facts) for line in found.lines)
    check(figures, found.lines)


@given(st.lists(counted(), min_size=1, max_size=15, unique_by=by_key), st.data())
def test_a_figure_that_was_touched_is_found(reports: list[Counted], data: st.DataObject) -> None:
    found = appraisal(*reports)
    name = data.draw(st.sampled_from(["matters", "carried_over", "issued", "due", "on_time", "late"]))
    touched = {**found.figures, name: found.figures[name] + data.draw(st.integers(1, 5))}
    with pytest.raises(InconsistentError):
        check(touched, found.lines)


def test_a_line_without_its_evidence_is_found() -> None:
    found = appraisal(SILENT, item(seq=2, answered=LATE), item(kind=UnitKind.TOWNSHIP))
    late, good = found.lines
    for wrong in (
        (replace(late, events=(), facts=()), good),
        (replace(late, events=late.events[:1]), good),
        (late, replace(good, standing=Standing.CRITICISED)),
        (replace(late, standing=Standing.COMMENDED), good),
        (late, replace(good, unit_id=late.unit_id)),
        (good,),
    ):
        with pytest.raises(InconsistentError):
            check(found.figures, wrong)


def test_R3a_who_was_named_in_the_addendum_counts_and_is_not_named_again() -> None:
    before = replace(SILENT, named_before=True)
    praised = replace(item(kind=UnitKind.TOWNSHIP), named_before=True)
    found = appraisal(before, praised)
    assert found.lines == ()
    assert (found.figures["due"], found.figures["late"], found.figures["named_before"]) == (2, 1, 1)
    second = item(answered=LATE, seq=2)
    (line,) = appraisal(before, second).lines
    assert line.standing is Standing.CRITICISED
    assert [event.due_seq for event in line.events] == [2], "for what is new alone"
    assert appraisal(before, item(seq=2)).lines == (), "nor praised for the rest"


def test_counting_a_draft_is_counted_anew_when_what_it_criticises_is_not_counted_any_more() -> None:
    drafted = appraisal(SILENT, item(answered=None, kind=UnitKind.TOWNSHIP))
    bulletin = Bulletin(1, "2026Q1", BulletinStatus.DRAFT, date(2026, 4, 10), NOW, drafted.figures)
    lines = [replace(line, selected=True) for line in drafted.lines]
    assert recount(bulletin, lines, drafted, as_counted=True) is None
    left = appraisal(item(answered=None, kind=UnitKind.TOWNSHIP))
    recounted = recount(bulletin, lines, left, as_counted=False)
    assert recounted is not None
    outcome, changed = recounted
    assert changed == (5,)
    moved, kept = outcome.saves
    assert isinstance(moved, Bulletin)
    assert isinstance(kept, BulletinLine)
    assert moved.figures == left.figures
    rows = rows_of(1, left.groups)
    held = row_of(hold(moved, rows, {row.number: row.value for row in rows}))
    assert held | left.figures == left.figures | {"named_before": 0}
    assert (kept.unit_id, kept.selected) == (6, True)  # as people had it
    same, _ = recount(bulletin, lines, drafted, as_counted=False) or (Outcome(), ())
    assert same.saves, "nobody else is named, and other things are counted"
    with pytest.raises(WrongState):
        recount(replace(bulletin, status=BulletinStatus.IN_APPROVAL), lines, left, as_counted=False)


def test_of_whom_sql_counted_reports_nobody_is_praised_before_all_were_looked_at() -> None:
    here = replace(ledger([item()]), grouped_units=frozenset({5}))
    assert appraise(1, here, NOW, WORKDAYS, ZONE).lines == ()
    by_sql = tuple(replace(one, things=()) for one in appraise(1, here, NOW, WORKDAYS, ZONE).groups)
    whole = replace(here, matters=(), shares=(), reports=(), groups=by_sql, spotless=here.reports)
    (line,) = appraise(1, whole, NOW, WORKDAYS, ZONE).lines
    assert (line.standing, len(line.events)) == (Standing.COMMENDED, 1)
