"""请假: the card of a leave, its end, and what is asked when one is entered."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.notices.base import Card, Notice
from supervision.notices.dialogue import Prompt
from supervision.subjects import Subject


def leave_subject(leave_id: int) -> Subject:
    """A leave, as its cards stand for it."""
    return Subject("leave", str(leave_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveCard(Card):
    """Who is away on which days, and who gets the unit's papers and reminders meanwhile."""

    leave_id: int

    @property
    def key(self) -> str | None:
        """One card a leave and seat."""
        return f"leave/{self.leave_id}"

    @property
    def subject(self) -> Subject | None:
        """The leave."""
        return leave_subject(self.leave_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveOver(Notice):
    """To who was away: papers and reminders come to him again."""

    leave_id: int

    @property
    def key(self) -> str | None:
        """A leave is over once."""
        return f"leave-over/{self.leave_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeavePrompt(Prompt):
    """Whose leave, from when until when; then everything once more."""
