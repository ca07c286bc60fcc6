"""Buttons of 待送达."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class TellByPhone(Press):
    """It was told by telephone; `row` is the first message of the line, and `last` its last, if it has several."""

    prefix: ClassVar[str] = "ut"
    row: int
    last: int = 0


@dataclass(frozen=True, slots=True)
class ConfirmArrived(Press):
    """It did arrive, as the receiver says."""

    prefix: ClassVar[str] = "uv"
    row: int


@dataclass(frozen=True, slots=True)
class SendOnceMore(Press):
    """Send it again: it may not have arrived."""

    prefix: ClassVar[str] = "ua"
    row: int


@dataclass(frozen=True, slots=True)
class TurnUndelivered(Press):
    """Another page of those who lack something, from 0."""

    prefix: ClassVar[str] = "un"
    page: int


@dataclass(frozen=True, slots=True)
class OpenUndelivered(Press):
    """What one of them lacks: `at` is the line, from 0, and `page` where he stands in the list.

    `who` is what `storage.queries.undelivered` groups by: `person/7`, or a seat without a holder, `post/19`.
    """

    prefix: ClassVar[str] = "uz"
    who: str
    at: int
    page: int


@dataclass(frozen=True, slots=True)
class PrintUndelivered(Press):
    """打印清单: the whole list as a workbook, to telephone by."""

    prefix: ClassVar[str] = "wp"
