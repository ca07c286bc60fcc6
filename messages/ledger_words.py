"""The words of the ledger's filters."""

from __future__ import annotations

from collections.abc import Mapping

from messages.labels import LIGHT
from supervision.ledger.choice import LIGHTS_PICKED, TIMES, LedgerChoice
from supervision.procedures.tracks import TRACKS

TIME: Mapping[str, str] = {
    "week": "本周到期",
    "month": "本月到期",
    "late": "已逾期未报",
    "carried_over": "上年结转",
    "begun": "本年新立",
}
LAMP: Mapping[str, str] = {"reported": "自报", "verified": "核查", "timeliness": "时限"}


def light_words(number: int) -> str:
    """时限🔴 of a place in LIGHTS_PICKED."""
    which, colour = LIGHTS_PICKED[number - 1]
    return f"{LAMP[which]}{LIGHT[colour]}"


def time_words(number: int) -> str:
    """本周到期 of a place in TIMES."""
    return TIME[TIMES[number - 1]]


def scope_words(choice: LedgerChoice, status: str, unit_name: str) -> str:
    """What is picked, in words."""
    words = [status]
    if choice.track_key is not None:
        words.append(TRACKS[choice.track_key].title)
    if unit_name:
        words.append(unit_name)
    if choice.light:
        words.append(light_words(choice.light))
    if choice.time:
        words.append(time_words(choice.time))
    return "；".join(words)
