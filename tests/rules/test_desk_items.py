"""What the Office must not forget: how it is named among the reminders, and when it is said again."""

from __future__ import annotations

from datetime import date

import pytest

from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.desk_items import matter_of, next_said, rung_of, thing_of, told
from supervision.model import DeskItem, DeskKind
from supervision.reminding.reminders import rung_key
from tests.world import at

ITEM = DeskItem(DeskKind.SUBMISSION, "7", post_id=3, on=date(2026, 4, 30), title="汛前检查")


def test_a_reminder_of_the_desk_names_its_thing_and_day() -> None:
    assert rung_of(ITEM) == "desk@submission/7@2026-04-30"
    assert rung_key(rung_of(ITEM)) == "desk"
    assert thing_of(rung_of(ITEM)) == (DeskKind.SUBMISSION, "7")
    several = DeskItem(DeskKind.REVIEW, "7/2", 3, date(2026, 4, 30), "长期坚持")
    assert thing_of(rung_of(several)) == (DeskKind.REVIEW, "7/2")


@pytest.mark.parametrize(
    ("kind", "key", "matter"),
    [
        (DeskKind.FOLLOWED, "7", 7),
        (DeskKind.SUBMISSION, "7", 7),
        (DeskKind.REVIEW, "7/2", 7),
        (DeskKind.REVIEW, "suspended/7", 7),
        (DeskKind.REVIEW, "proposal/7", 7),
        (DeskKind.PLAN_OVER, "7/5", 7),
        (DeskKind.PROMISE, "7", None),
        (DeskKind.CALENDAR, "2027/3", None),
    ],
)
def test_a_thing_of_the_desk_tells_its_matter(kind: DeskKind, key: str, matter: int | None) -> None:
    assert matter_of(DeskItem(kind, key, 3, date(2026, 4, 30), "")) == matter


@pytest.mark.parametrize(("every", "then"), [(0, date(2026, 4, 30)), (1, date(2026, 5, 6)), (3, date(2026, 5, 8))])
def test_what_is_said_again_moves_on_by_workdays(every: int, then: date) -> None:
    after = told(DeskItem(ITEM.kind, ITEM.key, 3, ITEM.on, "", every=every), date(2026, 4, 30), Workdays())
    assert after.on == then
    assert (after.told_on is None) == bool(every)


@pytest.mark.parametrize(
    ("first", "moment"),
    [
        (date(2026, 4, 30), "4月30日 09:00"),  # has come, the digest hour has not
        (date(2026, 4, 20), "4月30日 09:00"),
        (date(2026, 5, 1), "5月6日 09:00"),  # in the holidays: on the workday after them
    ],
)
def test_it_is_said_at_the_digest_hour_of_a_workday(first: date, moment: str) -> None:
    assert next_said(first, at("4月30日 08:00"), County(), Workdays()) == at(moment)
