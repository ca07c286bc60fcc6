"""The lines of a review list: what one hand-in is, and when it is no more the one that was shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from supervision.approving.batches import MOST_ITEMS
from supervision.model import Report, ReportStatus
from supervision.review.review_lists import hand_ins, is_as_shown, make, reports_of
from tests.world import at

NOW = at("3月2日 10:00")


def report(number: int, **changes: object) -> Report:
    made = Report(number, 1, 5, 16, 16, 700, number, NOW, "已完成", ReportStatus.SUBMITTED, 2, 1)
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([], []),
        ([report(1)], [(1,)]),
        ([report(1), report(2)], [(1, 2)]),
        ([report(2, received_at=at("3月2日 09:00")), report(1)], [(2, 1)]),
        ([report(1), report(2, due_seq=2)], [(1,), (2,)]),
        ([report(1), report(2, task_seq=1)], [(1,), (2,)]),
        ([report(1), report(2, unit_id=4)], [(1,), (2,)]),
        ([report(1), report(2, matter_id=2)], [(1,), (2,)]),
        ([report(1, due_seq=None), report(2, due_seq=None)], [(1,), (2,)]),
        ([report(1, task_seq=None, status=ReportStatus.UNPLACED)], []),
        ([report(1, status=ReportStatus.ACCEPTED), report(2)], [(2,)]),
        ([report(1, status=ReportStatus.RETURNED)], []),
    ],
)
def test_what_one_hand_in_is(reports: list[Report], expected: list[tuple[int, ...]]) -> None:
    assert [tuple(one.id for one in group) for group in hand_ins(reports)] == expected


@pytest.mark.parametrize(
    ("now", "same"),
    [
        ((report(1), report(2)), True),
        ((report(1, version=2), report(2)), False),
        ((report(1), report(2, version=2)), False),
        ((report(1), report(2), report(3)), False),
        ((report(1),), False),
        ((), False),
    ],
)
def test_a_line_is_accepted_as_it_was_shown(now: tuple[Report, ...], same: bool) -> None:
    batch, _ = make(1, [(report(1), report(2))], NOW, person_id=8, post_id=8)
    assert is_as_shown(batch.items[0], now) is same
    assert reports_of(batch.items[0]) == (1, 2)


def test_a_list_has_thirty_lines_at_most() -> None:
    batch, _ = make(1, [(report(n),) for n in range(1, 40)], NOW, person_id=8, post_id=8)
    assert len(batch.items) == MOST_ITEMS
