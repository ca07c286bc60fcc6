"""What a rule returns: what to save, what to record, whom to tell, which cards to redraw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from supervision.notices.base import Notice
from supervision.subjects import Subject


@dataclass(frozen=True, slots=True)
class Fact:
    """One line for the audit: a stable past-tense word (`matter.registered`), its subject and the details."""

    event: str
    subject: Subject
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The whole effect of an act. `handlers.conversation.carrying.carry_out` puts it into one transaction."""

    saves: tuple[object, ...] = ()
    facts: tuple[Fact, ...] = ()
    notices: tuple[Notice, ...] = ()
    redraw: tuple[Subject, ...] = ()

    def __add__(self, other: Outcome) -> Outcome:
        return Outcome(
            self.saves + other.saves,
            self.facts + other.facts,
            self.notices + other.notices,
            self.redraw + other.redraw,
        )
