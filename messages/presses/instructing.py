"""Buttons of 办理情况呈报 and of a leader's new instruction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class PresentMatter(Press):
    """呈报领导: tell the leaders who instructed how the matter stands."""

    prefix: ClassVar[str] = "jp"
    matter: int


@dataclass(frozen=True, slots=True)
class MarkRead(Press):
    """已阅, by the leader."""

    prefix: ClassVar[str] = "jr"
    answer: int


@dataclass(frozen=True, slots=True)
class GoOn(Press):
    """继续督办, by the leader."""

    prefix: ClassVar[str] = "jg"
    answer: int


@dataclass(frozen=True, slots=True)
class InstructAnew(Press):
    """另作批示, by the leader: asks for his words."""

    prefix: ClassVar[str] = "jn"
    answer: int


@dataclass(frozen=True, slots=True)
class ShowAnswer(Press):
    """全文 of what the leader is told."""

    prefix: ClassVar[str] = "jt"
    answer: int


@dataclass(frozen=True, slots=True)
class EnterRead(Press):
    """录入阅示: the leader wrote 已阅 on paper."""

    prefix: ClassVar[str] = "je"
    matter: int


@dataclass(frozen=True, slots=True)
class EnterFurther(Press):
    """登记后续批示: a leader's new instruction came on paper."""

    prefix: ClassVar[str] = "jf"
    matter: int


@dataclass(frozen=True, slots=True)
class GiveAgain(Press):
    """重新交办: open old tasks again until another day."""

    prefix: ClassVar[str] = "ja"
    further: int


@dataclass(frozen=True, slots=True)
class DraftFurther(Press):
    """另下督办通知: new tasks, which are signed and issued."""

    prefix: ClassVar[str] = "jd"
    further: int


@dataclass(frozen=True, slots=True)
class IssueFurther(Press):
    """印发 the notice that was approved."""

    prefix: ClassVar[str] = "ji"
    further: int
