"""Pace: as many messages as Telegram takes, counted with a clock of our own."""

from __future__ import annotations

import pytest

from bot.limits import Limits, Pace
from supervision.notices.base import Lane


class Hand:
    """A monotonic clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def sent_within(pace: Pace, hand: Hand, chats: list[int], seconds: float) -> int:
    """How many messages, one to each chat in turn, go out in a span if each goes as soon as it may."""
    end, count = hand.now + seconds, 0
    while chats:
        chat = chats[0]
        wait = pace.wait(chat)
        if hand.now + wait > end:
            break
        hand.now += wait + 1e-9
        pace.take(chat)
        chats = chats[1:]
        count += 1
    return count


@pytest.mark.parametrize("rate", [25, 29])
def test_bulk_keeps_the_pace_inside_a_bucket_of_thirty(rate: int) -> None:
    hand = Hand()
    pace, spent, refused, sent, chat = Pace(Limits(per_second=rate), hand), 0.0, 0, 0, 0
    for step in range(60_000):  # 60 seconds; every 0.2 s there is a pause, as a round is now and then
        hand.now += 0.001
        spent = max(0.0, spent - 0.03)
        while step % 200 > 30 and pace.wait_of_all(Lane.BULK) == 0:
            chat, sent, spent = chat + 1, sent + 1, spent + 1
            pace.take(chat)
            refused += spent > 30
    assert refused == 0
    assert sent >= 0.98 * rate * 60


def test_what_is_kept_for_answers_is_never_taken_by_bulk() -> None:
    hand = Hand()
    pace, chats = Pace(Limits(kept_for_answers=6), hand), iter(range(1, 100))
    while pace.wait_of_all(Lane.BULK) == 0:
        pace.take(next(chats))
    assert [pace.wait_of_all(lane) == 0 for lane in Lane] == [True, True, False]
    while pace.wait_of_all(Lane.NOTICE) == 0:
        pace.take(next(chats))
    for _ in range(3):
        assert pace.wait(next(chats), Lane.INTERACTIVE) == 0
        pace.take(next(chats))
    assert pace.wait_of_all(Lane.INTERACTIVE) > 0, "Telegram's own bucket is not emptied either"


def test_bulk_leaves_a_message_of_each_chat_to_answers() -> None:
    pace = Pace(Limits(per_chat_burst=3), Hand())
    pace.take(7, 2)
    assert pace.wait(7, Lane.BULK) > 0
    assert pace.wait(7, Lane.NOTICE) == pace.wait(7) == 0


def test_one_chat_has_a_short_burst_and_never_more_than_one_a_second() -> None:
    hand = Hand()
    pace = Pace(Limits(per_second=1000, per_chat_burst=3), hand)
    assert sent_within(pace, hand, [7] * 50, 3.0) == 3
    assert sent_within(pace, hand, [7] * 50, 6.2) == 6


def test_a_group_gets_eighteen_in_any_minute() -> None:
    hand = Hand()
    pace = Pace(Limits(per_second=1000), hand)
    assert sent_within(pace, hand, [-7] * 100, 60.0) == 18
    assert sent_within(pace, hand, [-7] * 100, 60.0) in range(15, 19)


def test_an_album_counts_as_many_as_it_has_pictures() -> None:
    hand = Hand()
    pace = Pace(Limits(per_second=1000), hand)
    pace.take(-7, 10)
    assert pace.wait(-7) > 0
    hand.now += 4
    pace.take(-7, 8)
    hand.now += 4
    assert 50 < pace.wait(-7) < 60


def test_refusals_in_chat_after_chat_stop_all_of_them() -> None:
    hand = Hand()
    pace = Pace(Limits(), hand)
    for chat in (1, 1, 2):
        pace.flooded(chat, 5)
    assert pace.wait(3) == 0, "two chats are two chats"
    pace.let_through()
    pace.flooded(4, 5)
    assert pace.wait(5) == 0, "one was let through between"
    pace.flooded(6, 5)
    pace.flooded(7, 5)
    assert pace.wait(5) == 5
    hand.now += 5
    assert pace.wait(5) == 0


def test_pitfall_26_a_closed_chat_delays_no_other() -> None:
    hand = Hand()
    pace = Pace(Limits(), hand)
    pace.close(7, 60)
    assert pace.wait(7) == 60
    assert pace.wait(8) == 0
    hand.now += 61
    assert pace.wait(7) == 0


def test_no_interval_means_no_wait() -> None:
    hand = Hand()
    pace = Pace(Limits(per_second=1000, per_chat_interval=0.0), hand)
    assert sent_within(pace, hand, [7] * 500, 0.5) == 500


def test_idle_chats_are_forgotten() -> None:
    hand = Hand()
    pace = Pace(Limits(per_second=100_000), hand)
    for chat in range(5000):
        pace.take(chat)
        hand.now += 4
    assert pace.wait(1) == 0
    assert len(pace._chats) < 5000


def test_a_shorter_wait_never_shortens_a_longer_one() -> None:
    pace = Pace(Limits(), Hand())
    for seconds in (300, 3):
        for chat in (1, 2, 3):
            pace.flooded(chat, seconds)
    assert pace.wait(1) == pace.wait_of_all() == 300


def test_without_network_all_wait_longer_each_time_until_telegram_answers() -> None:
    hand = Hand()
    pace, waits = Pace(Limits(), hand), []
    for _ in range(9):
        for _ in range(8):  # all that were under way
            pace.unreachable()
        waits.append(pace.wait_of_all())
        hand.now += waits[-1]
    assert waits == [0.5, 1, 2, 4, 8, 16, 32, 60, 60]
    pace.reached()
    pace.unreachable()
    assert pace.wait_of_all() == 0.5
