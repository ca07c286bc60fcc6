"""What a bulletin is of: months and quarters follow each other without a gap, and name themselves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from supervision.bulletins.appraisal import window
from supervision.bulletins.making import calendar_key, draft_moment, may_draft
from supervision.calendars.periods import DRAFTED, TITLES, Addendum, Month, named_before, title_of
from supervision.calendars.schedules import Quarter
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Bulletin, BulletinKind, BulletinStatus

COUNTY, WORKDAYS = County(), Workdays()
NOW = datetime(2026, 3, 20, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "key", "title"),
    [
        (date(2026, 3, 2), "2026-03/ten_things", "2026年3月十件实事"),
        (date(2026, 12, 31), "2026-12/ten_things", "2026年12月十件实事"),
    ],
)
def test_P3_3_a_month_names_itself(day: date, key: str, title: str) -> None:
    month = Month.of_date(day)
    assert (month.key, month.title, month.cutoff) == (key, title, day.replace(day=15))
    assert Month.from_key(key) == month


@pytest.mark.parametrize("key", ["2026-13/ten_things", "2026-03", "2026-03/hotline", "2026Q1", "-/ten_things"])
def test_P3_3_what_is_no_month(key: str) -> None:
    with pytest.raises(ValueError, match=r"not a month|month must be"):
        Month.from_key(key)


@pytest.mark.parametrize("kind", [kind for kind in DRAFTED if kind is not Addendum])
def test_each_period_begins_where_the_one_before_ends(kind: type[Quarter] | type[Month]) -> None:
    period = kind.of_date(date(2026, 1, 1))
    for _ in range(24):
        after = period.next()
        assert after.previous() == period
        assert after.counted_from == period.cutoff + timedelta(days=1)
        assert window(after, WORKDAYS, COUNTY.zone).start == window(period, WORKDAYS, COUNTY.zone).end
        period = after


def test_P3_3_a_month_is_drafted_five_workdays_after_the_fifteenth_and_once() -> None:
    march = Month(2026, 3)  # 15 March 2026 is a Sunday
    assert draft_moment(march, COUNTY, WORKDAYS) == datetime(2026, 3, 20, 8, 30, tzinfo=COUNTY.zone)
    assert not may_draft(march, datetime(2026, 3, 16, 23, 59, tzinfo=COUNTY.zone), COUNTY, WORKDAYS)
    assert may_draft(march, datetime(2026, 3, 17, tzinfo=COUNTY.zone), COUNTY, WORKDAYS)
    assert len({calendar_key(march), calendar_key(march.next()), calendar_key(Quarter(2026, 1))}) == 3


def test_R3a_the_addendum_takes_what_follows_the_fourth_quarter_s_cut_off() -> None:
    addendum = Addendum(2026)
    assert (addendum.counted_from, addendum.cutoff) == (date(2026, 12, 11), date(2026, 12, 31))
    assert Addendum.from_key(addendum.key) == addendum
    assert window(addendum, WORKDAYS, COUNTY.zone).start == window(Quarter(2026, 4), WORKDAYS, COUNTY.zone).end
    assert draft_moment(addendum, COUNTY, WORKDAYS) == datetime(2027, 1, 8, 8, 30, tzinfo=COUNTY.zone)
    assert named_before(Quarter(2027, 1)) == addendum
    assert named_before(Quarter(2027, 2)) is None
    assert named_before(Month(2027, 1)) is None
    for key in ("2026Q1", "x/addendum", "2026/other"):
        with pytest.raises(ValueError, match="not an addendum"):
            Addendum.from_key(key)
    with pytest.raises(ValueError, match="one addendum"):
        Addendum(2026, 2)


@pytest.mark.parametrize("period", [Quarter(2026, 1), Month(2026, 3), Addendum(2026)])
def test_a_bulletin_is_named_by_its_kind(period: Quarter | Month | Addendum) -> None:
    bulletin = Bulletin(1, period.key, BulletinStatus.DRAFT, period.cutoff, NOW, {}, kind=BulletinKind(period.kind))
    assert title_of(bulletin) == period.title
    assert {BulletinKind.QUARTERLY, BulletinKind.MONTHLY} <= set(TITLES)
