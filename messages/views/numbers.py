"""The registers of numbers as they are shown."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.model import NumberTaken


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A register of a year: the first and the last number that were drawn, how many, and how many are void."""

    register: str
    title: str
    first: str
    last: str
    drawn: int
    void: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistersView:
    """The registers of a year that have begun."""

    year: int
    lines: tuple[RegisterLine, ...] = ()
    allowed: bool = True
    later: bool = False
    """Whether there is a year after it to look at."""


@dataclass(frozen=True, slots=True)
class NumberLine:
    """A number; `voidable`: the viewer may mark it as void now."""

    taken: NumberTaken
    voidable: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberListView:
    """A page of one register."""

    register: str
    title: str
    year: int
    page: int = 0
    pages: int = 1
    total: int = 0
    void: int = 0
    lines: tuple[NumberLine, ...] = ()
    allowed: bool = True
