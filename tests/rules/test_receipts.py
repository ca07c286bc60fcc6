"""From when 签收 is asked for."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from supervision.model import Dispatch
from supervision.reminding.reminders import of_dispatch


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("told", "limit"),
    [
        (None, "2026-03-04T12:00"),
        ("2026-03-03T10:00", "2026-03-04T12:00"),  # told in time: 签收 is owed by its own limit
        ("2026-03-10T15:00", "2026-03-10T15:00"),
    ],
)
def test_a_paper_told_by_telephone_is_asked_for_from_the_call(told: str | None, limit: str) -> None:
    paper = Dispatch(3, 4, 1, sent_at=at("2026-03-02T09:00"), acknowledge_by=at("2026-03-04T12:00"))
    assert of_dispatch(paper, at(told) if told else None).limit == at(limit)
