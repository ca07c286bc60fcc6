"""Registering a matter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from supervision.filling.intake_tasks import Fault
from supervision.notices.base import Answer, Lane, Notice
from supervision.notices.dialogue import Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistrationPrompt(Prompt):
    """A question of /new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperChannelOnly(Answer):
    """A paper that is secret, a working secret or not to be public has no place in Telegram."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterRegistered(Answer):
    """The matter has its registration number. `followed`: its section follows it up itself (P4.2, P5.2); then its
    `tasks` wait in its text. Else they stand already, with so many `units`.
    """

    number: str
    title: str
    followed: bool
    files_under_way: int = 0
    tasks: int = 0
    units: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ForwardPutAside(Answer):
    """A forwarded message was not registered: it is kept as nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRefused(Answer):
    """A 分解表 among the papers of a matter has faults: none of its tasks was taken over."""

    name: str
    faults: tuple[Fault, ...]
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterFileRead(Notice):
    """What became of a file that was sent while registering.

    `state` is `read` (its text was taken in), `kept`, `unreadable` (kept, but no text we know), `refused` or `failed`.
    """

    lane: ClassVar[Lane] = Lane.INTERACTIVE

    file_id: int
    name: str
    state: str
    characters: int = 0

    @property
    def key(self) -> str | None:
        """Said once a file."""
        return f"matter_file/{self.file_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterBasis(Answer):
    """［依据］: the clause behind a matter, and what of its procedure is ours because the notice is silent."""

    clause: str
    steps: tuple[tuple[str, str], ...]
    forms: tuple[str, ...]
    issuers: tuple[str, ...]
    ours: tuple[str, ...]
