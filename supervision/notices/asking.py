"""Answers to what belongs to nothing."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.notices.base import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class NotUnderstood(Answer):
    """A message that answers no card and no question: it was not recorded as anything."""

    has_files: bool
    in_group: bool = False
