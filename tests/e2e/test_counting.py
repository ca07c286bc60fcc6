"""The count of the standby's receipts finds each fault by itself, and two that would make the same sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from tests.e2e.counting import Told, faults

REPORTS = ("1", "2")
FIRST, SECOND = Told("1", "sent", 11, 0), Told("2", "sent", 12, 0)
AGAIN = Told("2", "sent", 13, 1)
TWICE = Told("2", "sent", 13, 2)
BOTH = {11: "已收到", 12: "已收到"}


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        pytest.param((FIRST, SECOND), BOTH, id="each once"),
        pytest.param((FIRST, AGAIN), {**BOTH, 13: "（重发）已收到"}, id="one repeated that had arrived"),
        pytest.param((FIRST, AGAIN), {11: "已收到", 13: "（重发）已收到"}, id="one repeated that had not arrived"),
    ],
)
def test_what_may_be(told: Sequence[Told], shown: Mapping[int, str]) -> None:
    assert not list(faults(REPORTS, told, shown, doubts=1))


@pytest.mark.parametrize(
    ("told", "shown", "words"),
    [
        pytest.param((FIRST,), {11: "已收到"}, "0 receipts were told", id="never told"),
        pytest.param((FIRST, FIRST, SECOND), BOTH, "2 receipts were told", id="told twice"),
        pytest.param((FIRST, SECOND), {12: "已收到", 14: "已收到"}, "is not in the chat", id="lost, another twice"),
        pytest.param((FIRST, SECOND), {12: "已收到", 14: "已收到"}, "1 came beside", id="twice, another lost"),
        pytest.param((FIRST, Told("2", "ambiguous", None, 0)), {11: "已收到"}, "(ambiguous)", id="held"),
        pytest.param((FIRST, SECOND), {**BOTH, 13: "已收到"}, "1 came beside", id="twice without doubt"),
        pytest.param((FIRST, AGAIN), {**BOTH, 13: "已收到"}, "reads", id="repeated without saying so"),
        pytest.param((FIRST, SECOND), {**BOTH, 12: "（重发）已收到"}, "reads", id="said so and was not repeated"),
        pytest.param(
            (FIRST, Told("2", "sent", 13, 2)), {11: "已收到", 13: "（重发）"}, "2 were repeated", id="too often"
        ),
    ],
)
def test_what_may_not(told: Sequence[Told], shown: Mapping[int, str], words: str) -> None:
    assert any(words in fault for fault in faults(REPORTS, told, shown, doubts=1))
