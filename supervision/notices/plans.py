"""工作方案 and 专人: the questions to the unit, and what is said when they are noted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from supervision.model import Goal
from supervision.notices.base import Answer, Extras, Notice, OnDoubt
from supervision.notices.dialogue import Prompt


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanNoted(Answer):
    """The plan was noted (备查), or `handed_in` to the Office."""

    document_number: str
    made_on: date
    goals: int
    handed_in: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonNamed(Answer):
    """The 专人 was noted."""

    document_number: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanReceived(Notice):
    """To the Office: a unit handed its plan in; the plan itself follows."""

    document_number: str
    unit_name: str
    made_on: date
    goals: tuple[Goal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanCopied(Notice):
    """No text: the unit's message with its plan, copied to the Office."""

    on_doubt: ClassVar[OnDoubt] = OnDoubt.HOLD
    """A copy cannot say that it may be a repetition."""

    chat_id: int
    message_id: int

    @property
    def extras(self) -> Extras:
        """The message itself."""
        return Extras(copy_from=self.chat_id, copies=(self.message_id,))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPrompt(Prompt):
    """What is noted; when the plan was made, its goals, the plan itself; who is the 专人."""
