"""Buttons of issuing, of a unit's card, and of a request for transfer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class ConfirmIssue(Press):
    """Issue the approved text although a date has passed or is near."""

    prefix: ClassVar[str] = "ii"
    matter: int
    chain: int


@dataclass(frozen=True, slots=True)
class HoldIssue(Press):
    """Do not issue it for now."""

    prefix: ClassVar[str] = "ih"
    matter: int


@dataclass(frozen=True, slots=True)
class Acknowledge(Press):
    """签收: the unit has the paper."""

    prefix: ClassVar[str] = "ka"
    paper: int
    unit: int


@dataclass(frozen=True, slots=True)
class AskTransfer(Press):
    """申请改派; the task and the reason are asked for."""

    prefix: ClassVar[str] = "ta"
    paper: int
    unit: int


@dataclass(frozen=True, slots=True)
class GrantTransfer(Press):
    """同意改派; the new unit is asked for."""

    prefix: ClassVar[str] = "tg"
    transfer: int


@dataclass(frozen=True, slots=True)
class RefuseTransfer(Press):
    """不同意改派; the words are asked for."""

    prefix: ClassVar[str] = "tn"
    transfer: int
