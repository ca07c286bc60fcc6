"""Who is told that a matter is closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from supervision.model import Dispatch, Paper
from supervision.results.closing import still_concerned

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
PAPER = Paper(1, 1, "supervision_notice", "government_office", "夏政督〔2026〕1号", "督办通知", "", NOW, 8)
WITHDRAWN = replace(PAPER, id=2, document_number="夏政督〔2026〕2号", withdrawn_at=NOW)
PAPERS = {1: PAPER, 2: WITHDRAWN}
HOUSING, WATER, ROADS = 5, 6, 7


@pytest.mark.parametrize(
    ("sent", "present", "expected"),
    [
        ([(1, HOUSING), (1, WATER)], {HOUSING: HOUSING, WATER: WATER}, [(1, HOUSING), (1, WATER)]),
        ([(1, HOUSING), (1, WATER)], {HOUSING: HOUSING}, [(1, HOUSING)]),  # 改派, 更正: it has the task no more
        ([(1, HOUSING), (2, WATER)], {HOUSING: HOUSING, WATER: WATER}, [(1, HOUSING)]),
        ([(1, HOUSING), (1, WATER)], {HOUSING: HOUSING, WATER: ROADS}, [(1, HOUSING), (1, ROADS)]),  # merged
        ([(1, WATER), (1, ROADS)], {WATER: ROADS, ROADS: ROADS}, [(1, ROADS)]),
    ],
)
def test_only_who_has_a_task_still_is_told(
    sent: list[tuple[int, int]], present: dict[int, int], expected: list[tuple[int, int]]
) -> None:
    told = still_concerned([Dispatch(paper, to, 1, NOW, NOW) for paper, to in sent], PAPERS, present)
    assert [(item.paper_id, item.unit_id) for item in told] == expected
    assert {item.document_number for item in told} == {PAPER.document_number}
