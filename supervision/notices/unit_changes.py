"""更名 and 并入: to the unit, to its successor, and to the Office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision.notices.base import Answer, Card, Notice
from supervision.notices.dialogue import Prompt
from supervision.subjects import Subject


def handover_subject(old_unit_id: int, new_unit_id: int) -> Subject:
    """What one unit took over from another."""
    return Subject("handover", f"{old_unit_id}/{new_unit_id}")


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverCard(Card):
    """交接, to the successor: the tasks that go on with it, and one 签收 for all of them."""

    old_unit_id: int
    new_unit_id: int
    on: date

    @property
    def key(self) -> str | None:
        """A unit is merged once."""
        return f"handover/{self.old_unit_id}/{self.new_unit_id}"

    @property
    def subject(self) -> Subject | None:
        """The handing over."""
        return handover_subject(self.old_unit_id, self.new_unit_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverAcknowledged(Answer):
    """签收 of everything that was handed over."""

    papers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRenamed(Notice):
    """To the unit: it is called otherwise from now on, and goes on with its open tasks."""

    unit_id: int
    old: str
    new: str
    on: date
    tasks: int

    @property
    def key(self) -> str | None:
        """Told once a day and name."""
        return f"renamed/{self.unit_id}/{self.on.isoformat()}/{self.new}"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChanged(Notice):
    """To the Office: a unit was renamed, or merged with so many open tasks. `kind` is a `ChangeKind`."""

    kind: str
    unit_id: int
    old: str
    new: str
    on: date
    tasks: int = 0

    @property
    def key(self) -> str | None:
        """Told once."""
        return f"unit-changed/{self.kind}/{self.unit_id}/{self.on.isoformat()}/{self.new}"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChangeFailed(Notice):
    """To the Office: what was planned could not be carried out on its day, and why. Everything else went on."""

    kind: str
    unit_id: int
    old: str
    new: str
    on: date
    reason: str

    @property
    def key(self) -> str | None:
        """It is tried again every minute, and told once for each reason."""
        return f"unit-change-failed/{self.unit_id}/{self.on.isoformat()}/{self.reason}/{self.new}"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChangePrompt(Prompt):
    """Which unit, what becomes of it, from when; then everything once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChangeSaved(Answer):
    """The change was carried out, or waits for its day; `kind` `dropped` took a planned one back."""

    kind: str
    old: str
    new: str
    on: date
    done: bool
