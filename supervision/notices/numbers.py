"""文号登记: the registers, one of them, and marking a number as void."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.notices.base import Answer, ListCard
from supervision.notices.dialogue import Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRegisters(ListCard):
    """The registers of a year: how far each has come, and how many of its numbers are void."""

    year: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberList(ListCard):
    """One register of a year, the newest number first. Pages from 0."""

    register: str
    year: int
    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidNumberPrompt(Prompt):
    """Why a number is void."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberVoided(Answer):
    """A number is void from now on; `again`: what bore it goes to its signers, or is drawn up, anew."""

    number: str
    title: str
    why: str
    again: bool = False
