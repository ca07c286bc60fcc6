"""What the Office is reminded of about a report to those above, and until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from supervision.calendars.workdays import Workdays
from supervision.model import (
    DeskItem,
    DeskKind,
    Matter,
    MatterStatus,
    Submission,
    SubmissionStatus,
    Summary,
    SummaryKind,
)
from supervision.refusals import InvalidInput, WrongState
from supervision.results import going_up, submissions
from supervision.results.upward_reminders import answers_date, is_over, returned_item, settled_by
from tests.rules.test_submissions import CLERK, MATTER, NOW, ROW, TODAY

WORKDAYS = Workdays()
CITY = Summary(1, 1, SummaryKind.CITY, (), "阶段报告", 8, NOW, way="city_office")
CLOSING = replace(CITY, kind=SummaryKind.CLOSING)
CLOSED = replace(MATTER, status=MatterStatus.CLOSED)
RETURNED = replace(ROW, id=4, status=SubmissionStatus.RETURNED, returned_on=TODAY, words="缺数据")
SENT = replace(ROW, status=SubmissionStatus.SENT)
BY_DATE = DeskItem(DeskKind.SUBMISSION, "1", 8, TODAY, "防汛", every=1)
OF_RETURNED = returned_item(RETURNED, MATTER, TODAY, WORKDAYS)


@pytest.mark.parametrize(
    ("row", "summary", "matter", "today", "expected"),
    [
        (ROW, CITY, MATTER, TODAY, False),  # of March, and the date is in June
        (ROW, CITY, MATTER, date(2026, 6, 4), False),
        (ROW, CITY, MATTER, date(2026, 6, 5), True),
        (ROW, CITY, MATTER, date(2026, 6, 12), True),
        (ROW, CLOSING, MATTER, TODAY, True),
        (ROW, CITY, CLOSED, TODAY, True),
        (replace(ROW, due_on=None, own_due_on=None), CITY, MATTER, TODAY, True),
        (replace(ROW, destination="county_government"), CLOSING, CLOSED, TODAY, False),
    ],
)
def test_P1_3_an_interim_report_leaves_the_date_of_the_result_on_the_desk(
    row: Submission, summary: Summary, matter: Matter, today: date, expected: bool
) -> None:
    assert answers_date(row, summary, matter, today, WORKDAYS) is expected


def test_what_goes_up_settles_what_was_sent_back_of_its_destination() -> None:
    again = replace(ROW, id=5, supersedes_id=4)
    other = replace(RETURNED, id=3, destination="county_government")
    assert settled_by(again, (other, RETURNED, again), answers=False, matter=MATTER) == ("1/returned/4",)
    assert settled_by(again, (RETURNED, again), answers=True, matter=MATTER) == ("1", "1/returned/4")


def test_what_was_sent_back_without_a_date_is_said_from_the_next_workday_on() -> None:
    assert (OF_RETURNED.key, OF_RETURNED.on, OF_RETURNED.every) == ("1/returned/4", date(2026, 3, 3), 5)


@pytest.mark.parametrize(
    ("item", "status", "newest", "expected"),
    [
        (BY_DATE, MatterStatus.IN_PROGRESS, (), False),
        (BY_DATE, MatterStatus.CLOSING, (), False),
        (BY_DATE, MatterStatus.CLOSED, (), True),  # the Office chose to report nothing
        (BY_DATE, MatterStatus.CLOSED, (ROW,), False),
        (BY_DATE, MatterStatus.CLOSED, (RETURNED,), False),
        (BY_DATE, MatterStatus.CLOSED, (SENT,), True),
        (BY_DATE, MatterStatus.CLOSED, (replace(ROW, answer_id=3),), True),  # it is with the mayor
        (BY_DATE, MatterStatus.WITHDRAWN, (ROW,), True),
        (OF_RETURNED, MatterStatus.IN_PROGRESS, (RETURNED,), False),
        (OF_RETURNED, MatterStatus.IN_PROGRESS, (replace(RETURNED, status=SubmissionStatus.DROPPED),), True),
        (OF_RETURNED, MatterStatus.CLOSED, (replace(ROW, supersedes_id=4),), False),
    ],
)
def test_nobody_is_reminded_of_what_will_never_go_up(
    item: DeskItem, status: MatterStatus, newest: tuple[Submission, ...], expected: bool
) -> None:
    assert is_over(item, replace(MATTER, status=status), newest) is expected


@pytest.mark.parametrize(("waiting", "refused"), [((), True), ((ROW,), False), ((RETURNED,), False)])
def test_what_ended_takes_a_date_only_for_what_has_still_to_go_up(
    waiting: tuple[Submission, ...], refused: bool
) -> None:
    if refused:
        with pytest.raises(WrongState):
            submissions.require_city(CLOSED, waiting)
    else:
        submissions.require_city(CLOSED, waiting)
    submissions.require_city(MATTER, waiting)


def _ready(newest: tuple[Submission, ...], city: date | None, today: date = TODAY) -> tuple[object, ...]:
    dated = replace(MATTER, city_due_on=city)
    return going_up.ready(
        CLOSING, dated, (9,), signed_by=frozenset(), before=2, today=today, workdays=WORKDAYS, newest=newest
    ).saves


@pytest.mark.parametrize(
    ("newest", "city", "today", "reminded"),
    [
        ((), date(2026, 6, 10), TODAY, True),
        ((), None, TODAY, False),
        ((), date(2026, 6, 10), date(2026, 7, 1), False),  # answered before
        ((RETURNED,), date(2026, 6, 10), date(2026, 7, 1), True),
    ],
)
def test_counting_what_goes_up_again_is_reminded_of(
    newest: tuple[Submission, ...], city: date | None, today: date, reminded: bool
) -> None:
    items = [row for row in _ready(newest, city, today) if isinstance(row, DeskItem)]
    assert bool(items) is reminded


def test_a_newer_report_takes_the_place_of_what_was_not_sent_yet() -> None:
    with_mayor = replace(ROW, id=2, destination="county_government", answer_id=3)
    new, old = (row for row in _ready((ROW, with_mayor, SENT), None) if isinstance(row, Submission))
    assert (new.id, new.supersedes_id, old.id, old.status) == (9, 1, 1, SubmissionStatus.DROPPED)
    with pytest.raises(WrongState):
        submissions.send(old, CLERK, day=TODAY, number="")
    (new, _) = (row for row in _ready((RETURNED, replace(ROW, id=6)), None) if isinstance(row, Submission))
    assert new.supersedes_id == RETURNED.id


@pytest.mark.parametrize("row", [ROW, RETURNED])
def test_what_is_wanted_no_more_says_why(row: Submission) -> None:
    outcome = submissions.drop(row, CLERK, words=" 市政府办公室电话答复 ")
    (saved,) = outcome.saves
    assert isinstance(saved, Submission)
    assert (saved.status, saved.words) == (SubmissionStatus.DROPPED, row.words)
    assert outcome.facts[0].details["words"] == "市政府办公室电话答复"
    with pytest.raises(InvalidInput):
        submissions.drop(row, CLERK, words=" ")
    with pytest.raises(WrongState):
        submissions.drop(SENT, CLERK, words="不需再报")
