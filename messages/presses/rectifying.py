"""Buttons of 整改 and of 移送."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class OrderRectification(Press):
    """需整改: what a report says has to be put right."""

    prefix: ClassVar[str] = "jo"
    report: int


@dataclass(frozen=True, slots=True)
class OrderOnFinding(Press):
    """需整改: what was found on the spot has to be put right."""

    prefix: ClassVar[str] = "jb"
    finding: int


@dataclass(frozen=True, slots=True)
class PromiseRectification(Press):
    """报送整改措施, by the unit."""

    prefix: ClassVar[str] = "jm"
    rectification: int


@dataclass(frozen=True, slots=True)
class PassRectification(Press):
    """核查通过."""

    prefix: ClassVar[str] = "jk"
    rectification: int


@dataclass(frozen=True, slots=True)
class FailRectification(Press):
    """未通过: asks why, and for a new limit."""

    prefix: ClassVar[str] = "jx"
    rectification: int


@dataclass(frozen=True, slots=True)
class TakeAsRectification(Press):
    """作为整改情况: a report that answered the paper is about what was promised."""

    prefix: ClassVar[str] = "js"
    report: int


@dataclass(frozen=True, slots=True)
class ProposeReferral(Press):
    """提出移送建议, or anew after it was sent back."""

    prefix: ClassVar[str] = "jw"
    rectification: int


@dataclass(frozen=True, slots=True)
class WriteReferral(Press):
    """出具移送函 of what was approved."""

    prefix: ClassVar[str] = "jl"
    referral: int


@dataclass(frozen=True, slots=True)
class HandOverReferral(Press):
    """登记移送 of what was approved."""

    prefix: ClassVar[str] = "jh"
    referral: int
