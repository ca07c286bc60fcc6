"""Answers to /why."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.explaining import Reason
from supervision.notices.base import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyStep:
    """One signer; `source`: `notice`, `county` or `matter` (`explaining.source_of`)."""

    title: str
    act: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterExplained(Answer):
    """Why a matter goes as it goes. A unit gets its form and its own dates alone, and `steps` is empty.

    `form_ours` and `issuer_ours`: the notice is silent there, and the county settled it.
    """

    number: str
    title: str
    clause: str
    form: str
    issuer: str
    form_ours: bool
    issuer_ours: bool
    reasons: tuple[Reason, ...]
    track: str = ""
    track_why: str = ""
    steps: tuple[WhyStep, ...] = ()
    followed: bool = False
    for_unit: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyHow(Answer):
    """/why without a number: how it is asked."""
