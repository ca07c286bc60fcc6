"""Buttons of the approval: of the preview, of a signer's card, of a question to the drafter.

`shown` is the beginning of the text's hash: a signature is bound to the text that the card showed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from messages.presses.base import Press


@dataclass(frozen=True, slots=True)
class ConfirmApproval(Press):
    """Send the matter for approval as the preview showed it."""

    prefix: ClassVar[str] = "gc"
    matter: int
    shown: str


@dataclass(frozen=True, slots=True)
class ChooseCountersign(Press):
    """Choose whose 会签 it needs before it is sent."""

    prefix: ClassVar[str] = "fs"
    matter: int


@dataclass(frozen=True, slots=True)
class Sign(Press):
    """Agree."""

    prefix: ClassVar[str] = "gs"
    chain: int
    step: int
    shown: str


@dataclass(frozen=True, slots=True)
class SignWithWords(Press):
    """Agree with an opinion, which is asked for."""

    prefix: ClassVar[str] = "gw"
    chain: int
    step: int
    shown: str


@dataclass(frozen=True, slots=True)
class ReturnPaper(Press):
    """Send the paper back; the words are asked for."""

    prefix: ClassVar[str] = "gr"
    chain: int
    step: int
    shown: str


@dataclass(frozen=True, slots=True)
class AskDrafter(Press):
    """Ask the drafter something; the paper stays."""

    prefix: ClassVar[str] = "gq"
    chain: int
    step: int
    shown: str


@dataclass(frozen=True, slots=True)
class ShowText(Press):
    """Send the whole text."""

    prefix: ClassVar[str] = "gt"
    chain: int
    step: int


@dataclass(frozen=True, slots=True)
class ShowClause(Press):
    """依据: the clause of the notice that the approval follows."""

    prefix: ClassVar[str] = "gk"
    chain: int
    step: int


@dataclass(frozen=True, slots=True)
class AnswerInquiry(Press):
    """Answer a signer's question; the words are asked for."""

    prefix: ClassVar[str] = "ga"
    inquiry: int
