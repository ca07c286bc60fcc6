"""What is planned for units: in which order it is carried out, and what is checked when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from supervision.model import Unit, UnitKind
from supervision.refusals import InvalidInput, WrongState
from supervision.roster.unit_changes import ChangeKind, drop, merge, not_carried_out, plan_merge, planned, rename
from tests.rules.test_unit_changes import KEEPER, NEW, OLD, TERMS, TODAY, YESTERDAY


@pytest.mark.parametrize(
    ("into", "state"),
    [
        (replace(NEW, active=False, valid_to=YESTERDAY), "ended"),
        (replace(NEW, active=False, valid_from=date(2026, 6, 1)), "not_begun"),
        (replace(NEW, valid_to=date(2026, 12, 31)), None),
        (replace(NEW, valid_to=date(2026, 12, 31), successor_id=3), None),
    ],
)
def test_a_successor_that_ends_is_refused_when_planning_and_one_that_has_ended_on_the_day(
    into: Unit, state: str | None
) -> None:
    with pytest.raises(InvalidInput):
        plan_merge(OLD, into, TODAY, KEEPER, TODAY)
    if state is None:
        gone = merge(OLD, into, [], KEEPER, TERMS).saves[0]
        assert isinstance(gone, Unit)
        assert (gone.active, gone.successor_id) == (False, into.id)
        return
    with pytest.raises(WrongState) as refused:
        merge(OLD, into, [], KEEPER, TERMS)
    assert (refused.value.what, refused.value.state) == ("successor", state)


def test_of_two_mergers_of_one_day_the_last_goes_first_and_who_takes_them_in_begins_before() -> None:
    last = date(2026, 5, 31)
    units = [
        Unit(1, "县工商局", UnitKind.DEPARTMENT, successor_id=2, valid_to=last),
        Unit(2, "县质监局", UnitKind.DEPARTMENT, successor_id=3, valid_to=last),
        Unit(3, "县食药监局", UnitKind.DEPARTMENT, successor_id=4, valid_to=last),
        Unit(4, "县市监局", UnitKind.DEPARTMENT, active=False, valid_from=last + timedelta(days=1)),
    ]
    for given in (units, units[::-1]):
        assert [change.unit.id for change in planned(given)] == [4, 3, 2, 1]
    circle = [units[0], replace(units[1], successor_id=1)]
    assert {change.unit.id for change in planned(circle)} == {1, 2}


def test_a_name_that_was_taken_meanwhile_is_not_taken_twice() -> None:
    waits = replace(OLD, renamed_to="县市场监督管理局", renamed_on=TODAY)
    with pytest.raises(InvalidInput) as refused:
        rename(waits, [], (), 0, others=[waits, NEW])
    told = not_carried_out(planned([waits])[0], None, refused.value)
    assert (told.reason, told.new, told.old) == ("name_taken", "县市场监督管理局", "县工商局")
    assert rename(waits, [], (), 0, others=[waits]).saves


def test_what_is_planned_is_carried_out_in_order_and_can_be_taken_back() -> None:
    units = [
        replace(OLD, successor_id=4, valid_to=date(2026, 5, 31)),
        replace(NEW, renamed_to="县综合执法局", renamed_on=date(2026, 6, 1)),
        Unit(8, "县数据局", UnitKind.DEPARTMENT, active=False, valid_from=date(2026, 5, 20)),
        Unit(9, "县盐业局", UnitKind.DEPARTMENT, valid_to=YESTERDAY),
        Unit(10, "县粮食局", UnitKind.DEPARTMENT, active=False, valid_to=YESTERDAY),
    ]
    assert [(change.kind, change.unit.id, change.on) for change in planned(units)] == [
        (ChangeKind.ENDED, 9, TODAY),
        (ChangeKind.OPENED, 8, date(2026, 5, 20)),
        (ChangeKind.RENAMED, 4, date(2026, 6, 1)),
        (ChangeKind.MERGED, 5, date(2026, 6, 1)),
    ]
    kept = drop(units[0], KEEPER).saves[0]
    assert kept == OLD
    with pytest.raises(WrongState):
        drop(OLD, KEEPER)
