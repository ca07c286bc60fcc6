"""What goes wrong in each round: when the process is killed, which calls fail and how, and what happens to the disk.

Positions are logical – the n-th passing of a point, the n-th call of a method –, never times, so that a seed replays.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.e2e.killable import POINTS

CALLS = ("call_before", "call_after")
"""Killed from outside at the n-th call to Telegram: before it has an effect, or after it and before its answer."""

FAULTS: Sequence[tuple[str, str, dict[str, Any]]] = (
    (
        "flood",
        "error",
        {"code": 429, "description": "Too Many Requests: retry after 1", "parameters": {"retry_after": 1}},
    ),
    ("restart", "error", {"code": 500, "description": "Internal Server Error: restart"}),
    ("bad_gateway", "html", {}),
    ("late_before", "hang_before", {}),
    ("late_after", "hang_after", {}),
    ("cut_before", "drop_before", {}),
    ("cut_after", "drop_after", {}),
    ("cut_within", "half_after", {}),
    ("slow", "delay", {"seconds": 0.3}),
    ("outage", "refuse", {"seconds": 0.4}),
)
"""Name, kind in the sandbox, and the rule's fields."""

METHODS = ("send*", "send*", "send*", "edit*", "answerCallbackQuery", "getUpdates", "copy*", "getFile", "downloadFile")

POLL_FAULTS = ("flood", "restart", "bad_gateway", "late_after", "cut_before", "cut_after", "cut_within", "stale")
"""What is done to getUpdates; `stale`: the answer of the call before comes once more."""

EFFECT_LOST = ("late_after", "cut_after", "cut_within", "bad_gateway", "late_before", "cut_before")
"""Faults after which nobody can know whether the message is out; a bad gateway, too: who answered is not known."""

PLACES = ("", "", "", "", "disk", "lock")


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule for the sandbox: the n-th call of a method fails once in this way."""

    name: str
    method: str
    nth: int

    @property
    def rule(self) -> dict[str, Any]:
        """The sandbox's fields of it."""
        if self.name == "stale":
            return {"kind": "stale", "method": self.method, "nth": self.nth, "count": 1}
        kind, fields = next((kind, fields) for name, kind, fields in FAULTS if name == self.name)
        return {"kind": kind, "method": self.method, "nth": self.nth, "count": 1, **fields}


@dataclass(frozen=True, slots=True)
class Trouble:
    """All that goes wrong in one round.

    `kill` is a point of `killable.POINTS` or one of CALLS, empty for none; `place` is disk or lock, or empty; `again`
    are the positions of acts whose update is handed out a second time.
    """

    kill: str
    nth: int
    faults: tuple[Fault, ...]
    place: str
    again: tuple[int, ...]


def plan(seed: int, rounds: int, kills: int, per_round: int, *, places: Sequence[str] = PLACES) -> list[Trouble]:
    """The trouble of each round of a seed: `kills` of them end in a kill."""
    dice = random.Random(f"trouble {seed}")
    killed = set(dice.sample(range(rounds), min(kills, rounds)))
    return [_of_a_round(dice, number in killed, per_round, places) for number in range(rounds)]


def _of_a_round(dice: random.Random, killed: bool, per_round: int, places: Sequence[str]) -> Trouble:
    kill = dice.choice((*sorted(POINTS), *CALLS, *CALLS)) if killed else ""
    faults = []
    for _ in range(dice.randint(2, 7)):
        method = dice.choice(METHODS)
        name = dice.choice(POLL_FAULTS) if method == "getUpdates" else dice.choice(FAULTS)[0]
        most = {"getUpdates": 3, "getFile": 2, "downloadFile": 2, "copy*": 2}.get(method, per_round)
        faults.append(Fault(name, method, dice.randint(1, most)))
    again = tuple(sorted(dice.sample(range(per_round), min(3, per_round))))
    return Trouble(kill, dice.randint(1, max(2, per_round // 2)), tuple(faults), dice.choice(list(places)), again)
