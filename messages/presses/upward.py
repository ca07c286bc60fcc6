"""Buttons around summing up and reporting to those above."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class SumUp(Press):
    """阶段汇总 of a matter that goes on; `submission` is the report to those above that it is to take the place of."""

    prefix: ClassVar[str] = "zs"
    matter: int
    submission: int


@dataclass(frozen=True, slots=True)
class ShowBasisOf(Press):
    """查看依据: the text that goes up, and the report behind each sentence."""

    prefix: ClassVar[str] = "zf"
    submission: int


@dataclass(frozen=True, slots=True)
class EnterSubmission(Press):
    """Enter something about it that is typed: `day` (登记上报), `words` (退回补充), `extension` (申请延期)."""

    prefix: ClassVar[str] = "ze"
    submission: int
    question: str


@dataclass(frozen=True, slots=True)
class MoveSubmission(Press):
    """市已收 (`receive`), 核销 (`settle`)."""

    prefix: ClassVar[str] = "zm"
    submission: int
    act: str


@dataclass(frozen=True, slots=True)
class SetCityDate(Press):
    """市级时限: the date of those above, of a matter."""

    prefix: ClassVar[str] = "zd"
    matter: int
