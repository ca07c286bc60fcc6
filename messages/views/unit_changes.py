"""What was handed over from a merged unit to its successor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from messages.views.dispatching import address_of
from supervision.model import ORDERED_KINDS, Part, UnitKind


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedTask:
    """One task that goes on: on which paper, as what, until when."""

    document_number: str
    seq: int
    part: Part
    text: str
    due_on: date | None = None
    due_hour: time | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverView:
    """The card of the successor. `waits`: something on it was not signed for yet."""

    old_unit_id: int
    new_unit_id: int
    old: str
    new: str
    new_kind: UnitKind
    on: date
    tasks: tuple[HandedTask, ...]
    waits: bool
    may_acknowledge: bool
    may_read: bool

    @property
    def address(self) -> str:
        """你局, 贵公司 …"""
        return address_of(self.new, ordered=self.new_kind in ORDERED_KINDS)
