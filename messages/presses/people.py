"""Buttons of the roster's list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class ShowKinds(Press):
    """Back to the kinds of units."""

    prefix: ClassVar[str] = "uk"


@dataclass(frozen=True, slots=True)
class ShowUnits(Press):
    """The units of a kind."""

    prefix: ClassVar[str] = "uu"
    kind: str


@dataclass(frozen=True, slots=True)
class ShowPosts(Press):
    """The posts of a unit."""

    prefix: ClassVar[str] = "up"
    unit: int


@dataclass(frozen=True, slots=True)
class ShowPost(Press):
    """One post and its holder."""

    prefix: ClassVar[str] = "us"
    post: int


@dataclass(frozen=True, slots=True)
class ChangeHolder(Press):
    """Put somebody else into the post."""

    prefix: ClassVar[str] = "uc"
    post: int


@dataclass(frozen=True, slots=True)
class UnbindAccount(Press):
    """Take the account away from the post's holder."""

    prefix: ClassVar[str] = "ub"
    person: int


@dataclass(frozen=True, slots=True)
class DeactivatePerson(Press):
    """The person no longer takes part."""

    prefix: ClassVar[str] = "ud"
    person: int
