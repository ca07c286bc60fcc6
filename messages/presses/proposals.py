"""Buttons of 建议提案."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class TurnProposals(Press):
    """A page of a year's proposals."""

    prefix: ClassVar[str] = "pl"
    year: int
    page: int


@dataclass(frozen=True, slots=True)
class ShowProposal(Press):
    """The card of a proposal."""

    prefix: ClassVar[str] = "pp"
    matter: int


@dataclass(frozen=True, slots=True)
class AnalyseProposal(Press):
    """分析交办: whose it is, and who handles it."""

    prefix: ClassVar[str] = "pa"
    matter: int


@dataclass(frozen=True, slots=True)
class AssignProposal(Press):
    """会前交办: the day on which it was assigned without a meeting."""

    prefix: ClassVar[str] = "pd"
    matter: int


@dataclass(frozen=True, slots=True)
class HoldMeeting(Press):
    """登记交办会议."""

    prefix: ClassVar[str] = "pm"


@dataclass(frozen=True, slots=True)
class EnterReply(Press):
    """登记答复."""

    prefix: ClassVar[str] = "pr"
    matter: int


@dataclass(frozen=True, slots=True)
class EnterOpinion(Press):
    """登记满意度."""

    prefix: ClassVar[str] = "ps"
    matter: int


@dataclass(frozen=True, slots=True)
class ShowCasefile(Press):
    """The catalogue of a volume."""

    prefix: ClassVar[str] = "pf"
    casefile: int


@dataclass(frozen=True, slots=True)
class CorrectProposers(Press):
    """更正提出人 of a proposal whose paper is out."""

    prefix: ClassVar[str] = "pn"
    matter: int
