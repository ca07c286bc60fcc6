"""停机: what of a ladder fell into a stop."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Urgency
from supervision.procedures.ladders import ladders
from supervision.reminding.absence import Missed, climbed_between
from supervision.reminding.reminders import Pace

COUNTY = County()
PACE = Pace(COUNTY, Workdays())
SIGNING = ladders(COUNTY, Urgency.ROUTINE).signing


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=COUNTY.zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("since", "until", "reached"),
    [
        ("2026-03-03T18:00", "2026-03-04T08:59", False),
        ("2026-03-03T18:00", "2026-03-04T09:00", True),  # S+2 of what has waited since Monday
        ("2026-03-04T09:00", "2026-03-04T12:00", False),  # it was said before the stop
        ("2026-03-04T10:00", "2026-03-09T10:00", True),  # S+5
        ("2026-03-09T10:00", "2026-03-20T10:00", False),
    ],
)
def test_a_signature_is_missed_when_a_rung_of_it_fell_into_the_stop(since: str, until: str, reached: bool) -> None:
    assert climbed_between(at(since), at(until), at("2026-03-02T10:00"), SIGNING, PACE) is reached


def test_papers_and_signatures_alone_are_something_that_was_missed() -> None:
    assert not Missed(digests=0, things=0, rungs=0).is_any
    assert Missed(digests=0, things=0, rungs=0, papers=1).is_any
    assert Missed(digests=0, things=0, rungs=0, steps=1).is_any
