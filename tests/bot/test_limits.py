"""Pace: as many messages as Telegram takes, counted with a clock of our own."""

from __future__ import annotations

from bot.limits import Limits, Pace


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


def test_all_chats_together_keep_to_the_second() -> None:
    hand = Hand()
    pace = Pace(Limits(per_second=25), hand)
    assert sent_within(pace, hand, list(range(1, 200)), 2.0) in range(74, 77)  # a burst of 25, then 25 a second


def test_one_chat_has_a_short_burst_then_one_a_second() -> None:
    hand = Hand()
    pace = Pace(Limits(per_second=1000, per_chat_burst=3), hand)
    assert sent_within(pace, hand, [7] * 50, 5.1) == 8


def test_a_group_gets_eighteen_a_minute() -> None:
    hand = Hand()
    pace = Pace(Limits(per_second=1000), hand)
    assert sent_within(pace, hand, [-7] * 100, 59.0) in range(34, 37)  # 18 at once, 18 more in the minute


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
        hand.now += 2
    assert pace.wait(1) == 0
    assert len(pace._chats) < 5000
