"""统计截至: what a bulletin counts is what was in on that day, whenever it is drafted (requirements, "Counting")."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from supervision.bulletins.appraisal import appraise
from supervision.calendars.deadlines import end_of
from supervision.changing.suspending import held
from supervision.model import DueStatus
from tests.rules.ledgers import ledger
from tests.rules.test_appraisal import SILENT, WORKDAYS, ZONE, item

CLOSE = end_of(date(2026, 4, 10), None, ZONE)


def test_counting_what_came_after_the_cut_off_was_not_in_on_it_whenever_it_is_drafted() -> None:
    """统计截至: drafts before and after the report came have the same figures; the later one says that it came."""
    came = item(answered=CLOSE + timedelta(days=5), returns=1)
    first, second = (appraise(1, ledger([one]), CLOSE, WORKDAYS, ZONE) for one in (SILENT, came))
    assert first.figures == second.figures
    assert (first.figures["answered"], first.figures["not_yet"], first.figures["late"]) == (0, 1, 1)
    (event,) = second.lines[0].events
    assert (event.late_workdays, event.as_of, event.returns) == (14, date(2026, 4, 10), 0)
    assert event.received_at == CLOSE + timedelta(days=5)


def test_counting_a_report_due_on_the_cut_off_itself_is_late_where_it_was_not_in() -> None:
    due_then = replace(SILENT, due=replace(SILENT.due, late_after=CLOSE))
    assert appraise(1, ledger([due_then]), CLOSE, WORKDAYS, ZONE).figures["late"] == 1
    in_time = replace(due_then, due=replace(due_then.due, first_answered_at=CLOSE))
    assert appraise(1, ledger([in_time]), CLOSE, WORKDAYS, ZONE).figures["on_time"] == 1


def test_counting_what_was_late_before_a_suspension_stays_late_and_what_was_not_is_not_counted() -> None:
    """Suspended over the day of the draft, and even answered since."""
    suspended_at = datetime(2026, 4, 8, 9, tzinfo=ZONE)
    (stopped,) = held([replace(SILENT.due, late_after=CLOSE)], {(1, 5)}, suspended_at)
    assert held([SILENT.due], {(1, 5)}, suspended_at) == (), "late since 20 March"
    assert appraise(1, ledger([SILENT]), CLOSE, WORKDAYS, ZONE).figures["late"] == 1
    answered = replace(stopped, status=DueStatus.ANSWERED, first_answered_at=CLOSE + timedelta(days=2))
    for due in (stopped, answered):
        assert appraise(1, ledger([replace(SILENT, due=due)]), CLOSE, WORKDAYS, ZONE).figures["due"] == 0
