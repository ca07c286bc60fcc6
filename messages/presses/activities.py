"""Buttons of 督查活动 and of what was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class TurnActivities(Press):
    """A page of the activities that are not over."""

    prefix: ClassVar[str] = "vl"
    page: int


@dataclass(frozen=True, slots=True)
class BeginActivity(Press):
    """Plan another."""

    prefix: ClassVar[str] = "vb"


@dataclass(frozen=True, slots=True)
class PlanForMatter(Press):
    """Plan one by which a matter is carried out, or that looks at it."""

    prefix: ClassVar[str] = "vm"
    matter: int


@dataclass(frozen=True, slots=True)
class ShowActivity(Press):
    """Show an activity's card."""

    prefix: ClassVar[str] = "va"
    activity: int


@dataclass(frozen=True, slots=True)
class EditActivity(Press):
    """Write its plan anew."""

    prefix: ClassVar[str] = "ve"
    activity: int


@dataclass(frozen=True, slots=True)
class PreviewPlan(Press):
    """Show the plan before it is sent."""

    prefix: ClassVar[str] = "vp"
    activity: int


@dataclass(frozen=True, slots=True)
class ConfirmPlan(Press):
    """Send the plan as it was shown (`shown`: the beginning of its hash)."""

    prefix: ClassVar[str] = "vs"
    activity: int
    shown: str


@dataclass(frozen=True, slots=True)
class StartActivity(Press):
    """Begin; `announced` 1: the units are told."""

    prefix: ClassVar[str] = "vg"
    activity: int
    announced: int


@dataclass(frozen=True, slots=True)
class CancelActivity(Press):
    """Give it up."""

    prefix: ClassVar[str] = "vc"
    activity: int


@dataclass(frozen=True, slots=True)
class ConcludeActivity(Press):
    """End it with a conclusion."""

    prefix: ClassVar[str] = "vd"
    activity: int


@dataclass(frozen=True, slots=True)
class RecordFinding(Press):
    """Write down what was found."""

    prefix: ClassVar[str] = "vf"
    activity: int


@dataclass(frozen=True, slots=True)
class ShowFinding(Press):
    """Show what was found at one place."""

    prefix: ClassVar[str] = "vw"
    finding: int


@dataclass(frozen=True, slots=True)
class TellUnit(Press):
    """Tell the unit what was found."""

    prefix: ClassVar[str] = "vt"
    finding: int


@dataclass(frozen=True, slots=True)
class ShowPhotos(Press):
    """Copy a finding's photographs here."""

    prefix: ClassVar[str] = "vk"
    finding: int
