"""申请复核: until when, and by whom it is decided."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from supervision.bulletins import reviews
from supervision.county import County
from supervision.model import Post, ReviewRequest
from supervision.notices.reviews import ReviewDecided
from supervision.refusals import InvalidInput, NotAllowed, StaleButton, WrongState
from supervision.roles import Role

TOLD = datetime(2026, 4, 21, 1, 0, tzinfo=UTC)
POST = Post(2, 1, Role.EXECUTIVE_VICE_MAYOR, "常务副县长", "", 2)
REQUEST = ReviewRequest(1, 7, 5, TOLD, TOLD, "有异议", date(2026, 5, 21))


@pytest.mark.parametrize(("days", "possible"), [(0, True), (30, True), (31, False)])
def test_thirty_natural_days_after_it_was_told(days: int, *, possible: bool) -> None:
    today = date(2026, 4, 21) + timedelta(days=days)
    if possible:
        assert reviews.require_in_time(TOLD, today, County(), asked=False) == TOLD
    else:
        with pytest.raises(WrongState):
            reviews.require_in_time(TOLD, today, County(), asked=False)


def test_once_and_only_by_who_was_told() -> None:
    with pytest.raises(WrongState):
        reviews.require_in_time(TOLD, date(2026, 4, 21), County(), asked=True)
    with pytest.raises(StaleButton):
        reviews.require_in_time(None, date(2026, 4, 21), County(), asked=False)
    with pytest.raises(InvalidInput):
        reviews.ask(ReviewRequest(1, 7, 5, TOLD, TOLD, " ", date(2026, 5, 21)))


def test_nobody_reviews_what_he_took_part_in() -> None:
    assert reviews.fit_reviewer(POST, {1, 6})
    assert not reviews.fit_reviewer(POST, {2})
    with pytest.raises(NotAllowed):
        reviews.assign(REQUEST, POST, {2})


@pytest.mark.parametrize("words", ["", "  ", "长" * 2001])
def test_the_reviewer_says_why(words: str) -> None:
    with pytest.raises(InvalidInput):
        reviews.decide(REQUEST, reviews.UPHELD, words, told=5, unit="县水利局", number="第1期", now=TOLD)


def test_the_unit_reads_the_reviewers_words_and_they_stand() -> None:
    outcome = reviews.decide(REQUEST, reviews.UPHELD, " 逾期属实。 ", told=5, unit="县水利局", number="第1期", now=TOLD)
    (decided,), (told,) = outcome.saves, outcome.notices
    assert isinstance(decided, ReviewRequest)
    assert isinstance(told, ReviewDecided)
    assert (decided.opinion, told.opinion, told.upheld) == ("逾期属实。", "逾期属实。", True)
    with pytest.raises(StaleButton):
        reviews.decide(decided, reviews.UPHELD, "再议", told=5, unit="县水利局", number="第1期", now=TOLD)
