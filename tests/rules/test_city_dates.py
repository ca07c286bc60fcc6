"""Which matters have a date of those above, which are asked for it, and what it reminds of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from supervision.calendars.city_dates import CityDate, is_asked, read_city_date, reminder, takes_city_date
from supervision.calendars.workdays import Workdays
from supervision.model import DeskKind
from supervision.procedures.sources import SOURCES, SourceKind
from supervision.procedures.tracks import TRACKS
from tests.rules.test_submissions import MATTER
from tests.world import MONDAY

ASKED = {
    SourceKind.CITY_DOCUMENT,
    SourceKind.CITY_MEETING,
    SourceKind.CITY_INSTRUCTION,
    SourceKind.CITY_PROPOSAL,
    SourceKind.HOTLINE,
}


@pytest.mark.parametrize("kind", SourceKind)
def test_P1_3_only_what_comes_from_above_is_asked_for_the_date_of_those_above(kind: SourceKind) -> None:
    track = TRACKS[SOURCES[kind].track]
    assert is_asked(track, str(kind)) == (kind in ASKED)
    assert takes_city_date(track, str(kind)) == (kind in ASKED or kind is SourceKind.WORK_REPORT)


def test_the_date_and_the_paper_that_sets_it() -> None:
    assert read_city_date("due_on", "6月10日，商政办〔2026〕5号", MONDAY) == CityDate(
        date(2026, 6, 10), "商政办〔2026〕5号"
    )
    assert read_city_date("due_on", "6月10日前", MONDAY) == CityDate(date(2026, 6, 10))


def test_counting_the_office_is_reminded_before_its_own_date() -> None:
    dated = replace(MATTER, city_due_on=date(2026, 3, 11))
    item = reminder(dated, date(2026, 3, 2), 2, Workdays())
    assert item is not None
    assert (item.kind, item.on, item.due_on) == (DeskKind.SUBMISSION, date(2026, 3, 6), date(2026, 3, 9))
    assert reminder(replace(dated, city_due_on=None), date(2026, 3, 2), 2, Workdays()) is None
