"""Buttons of a report: on the unit's receipt, on the card of its head, and on the Office's card."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class PlaceReport(Press):
    """The report is about this task of this unit."""

    prefix: ClassVar[str] = "rp"
    report: int
    matter: int
    task: int
    unit: int


@dataclass(frozen=True, slots=True)
class NotAReport(Press):
    """不是反馈: the message is put away."""

    prefix: ClassVar[str] = "rn"
    report: int


@dataclass(frozen=True, slots=True)
class ReadBy(Press):
    """Who in the unit has read the report: a value of `Reader`."""

    prefix: ClassVar[str] = "rr"
    report: int
    reader: str


@dataclass(frozen=True, slots=True)
class EndorseReport(Press):
    """同意报送, by the head or the deputy himself."""

    prefix: ClassVar[str] = "re"
    report: int


@dataclass(frozen=True, slots=True)
class AcceptReport(Press):
    """采纳. `version` is the wording that was on the card."""

    prefix: ClassVar[str] = "ra"
    report: int
    version: int


@dataclass(frozen=True, slots=True)
class FinishWithReport(Press):
    """采纳，任务完成: accepted as the end of the unit's task, although more dates lie ahead."""

    prefix: ClassVar[str] = "rf"
    report: int
    version: int


@dataclass(frozen=True, slots=True)
class ReturnReport(Press):
    """退回补充: asks for the words."""

    prefix: ClassVar[str] = "rb"
    report: int
    version: int


@dataclass(frozen=True, slots=True)
class MoveReport(Press):
    """改归节点: asks which date of its task the report answers."""

    prefix: ClassVar[str] = "rm"
    report: int
    version: int
