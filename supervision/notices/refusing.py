"""Answers that say no, or that something broke."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.notices.base import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused(Answer):
    """A refusal, already in its own words."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Answer):
    """Something broke on our side; the number lets the administrator find it in the logs."""

    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LateToast(Answer):
    """The answer to a tap that Telegram no longer takes as one: it comes as a message."""

    words: str
