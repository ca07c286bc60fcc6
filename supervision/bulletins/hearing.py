"""Where the hearing of a unit stands that is to be criticised: told, silent, telephoned, explained, decided.

Order 733 art. 16, 17: who is criticised is heard first, and what he says is examined by others than the drafters.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from supervision.model import BulletinLine, Objection


class Stage(StrEnum):
    """How far a unit's hearing is."""

    ASKED = "asked"
    """Its term is running, or its card is on its way."""
    UNDELIVERED = "undelivered"
    """Nobody of the unit got it: the Office phones."""
    SILENT = "silent"
    """The term passed without an answer: the Office phones."""
    PHONED = "phoned"
    """It was told by telephone too, and said nothing to it."""
    AGREED = "agreed"
    EXPLAINED = "explained"
    """It objects; nobody has decided yet."""
    UPHELD = "upheld"
    """What it said was found right: it is not criticised."""
    MAINTAINED = "maintained"
    """What it said was not found right."""


HEARD = frozenset({Stage.AGREED, Stage.PHONED, Stage.MAINTAINED})
"""What a bulletin can go to its signers with."""

_NOT_READY = (
    (Stage.UNDELIVERED, "undelivered"),
    (Stage.ASKED, "term_running"),
    (Stage.SILENT, "not_phoned"),
    (Stage.EXPLAINED, "objection_open"),
    (Stage.UPHELD, "upheld"),
)


def stage_of(objection: Objection, now: datetime) -> Stage:
    """Say where a hearing stands. Never delivered is never silent."""
    if objection.upheld is not None:
        return Stage.UPHELD if objection.upheld else Stage.MAINTAINED
    if objection.answered_at is not None:
        return Stage.AGREED if objection.agreed else Stage.EXPLAINED
    if objection.delivered_at is None:
        return Stage.ASKED if objection.phone_at is None else Stage.UNDELIVERED
    if now <= objection.answer_by:
        return Stage.ASKED
    return Stage.SILENT if objection.phoned_at is None else Stage.PHONED


def is_of_other_things(objection: Objection, line: BulletinLine) -> bool:
    """Say whether a unit is named for something that it was not asked about. What is left out needs no new hearing."""
    return not set(line.facts) <= set(objection.facts)


def what_is_missing(objections: Iterable[Objection], now: datetime) -> tuple[str, tuple[Objection, ...]] | None:
    """Give the first reason why these units are not heard, and the units; none if all are."""
    stages: dict[Stage, list[Objection]] = {}
    for item in objections:
        stage = stage_of(item, now)
        if stage is Stage.ASKED and item.delivered_at is None:
            stage = Stage.UNDELIVERED
        stages.setdefault(stage, []).append(item)
    return next(((reason, tuple(stages[stage])) for stage, reason in _NOT_READY if stage in stages), None)
