"""Help, by role."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.notices.base import Answer


@dataclass(frozen=True, slots=True)
class HelpLine:
    """A command that the person may use, and the word that means the same."""

    name: str
    description: str
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpShown(Answer):
    """What the bot does for this person, on one screen. The three flags say on which sides he stands."""

    commands: tuple[HelpLine, ...]
    for_unit: bool = False
    for_leader: bool = False
    for_office: bool = False
