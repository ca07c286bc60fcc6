"""特急: who does not answer and is to be telephoned, and who of the Office is on duty to do so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from supervision.notices.base import Answer, Card, Lane, ListCard, Notice, OnDoubt, Until
from supervision.notices.cards import matter_subject, step_subject
from supervision.notices.dialogue import Prompt
from supervision.subjects import Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitsSilent(Card):
    """To the duty clerk: the units that did not acknowledge a 特急 paper, with the telephones of everyone to be tried.

    Which units these are stand in the reminders that the message says; those that answer meanwhile are marked.
    """

    lane: ClassVar[Lane] = Lane.INTERACTIVE
    on_doubt: ClassVar[OnDoubt] = OnDoubt.RESEND

    matter_id: int
    paper_id: int
    rung: str
    post_id: int

    @property
    def key(self) -> str | None:
        """One a paper, rung and post."""
        return f"silent/paper/{self.paper_id}/{self.rung}"

    @property
    def row_key(self) -> str:
        """The key of its one row in the outbox, by which its reminders name it."""
        return f"{self.key}@post/{self.post_id}"

    @property
    def until(self) -> Until | None:
        """All of them have answered."""
        return Until("units_answered", self.row_key)

    @property
    def subject(self) -> Subject | None:
        """The matter: what happens to its papers is shown here, too."""
        return matter_subject(self.matter_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepUrged(Card):
    """A 特急 text waits for a leader's signature; said on one rung of his ladder."""

    lane: ClassVar[Lane] = Lane.INTERACTIVE

    chain_id: int
    seq: int
    rung: str
    post_id: int

    @property
    def row_key(self) -> str:
        """The key of its one row in the outbox, by which its reminder names it."""
        return f"{self.key}@post/{self.post_id}"

    @property
    def until(self) -> Until | None:
        """The paper waits for him no longer."""
        return Until("leader_answered", f"{self.chain_id}/{self.seq}")

    @property
    def subject(self) -> Subject | None:
        """The step: his decision is shown here, too."""
        return step_subject(self.chain_id, self.seq)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaderSilent(StepUrged):
    """To the duty clerk, and the leader's secretary: a 特急 text waits for a signature, and he is to be telephoned."""

    @property
    def key(self) -> str | None:
        """One a step, rung and post."""
        return f"silent/{self.chain_id}/{self.seq}/{self.rung}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureUrged(StepUrged):
    """To a leader himself: a 特急 text waits for his signature. At any hour; his own ladder, before anybody calls."""

    on_doubt: ClassVar[OnDoubt] = OnDoubt.HOLD

    @property
    def key(self) -> str | None:
        """One a step and rung."""
        return f"signature/{self.chain_id}/{self.seq}/{self.rung}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentedAgain(Answer):
    """In a toast: the leader got his card once more. `reachable`: he has an account."""

    title: str
    reachable: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyList(ListCard):
    """Who is on duty in the seven days from the given one, and how to arrange it."""

    first: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyPrompt(Prompt):
    """Who is on duty when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyGiven(Notice):
    """To somebody of the Office: he is on duty on these days."""

    days: tuple[date, ...]
    not_before: datetime | None = None

    @property
    def send_after(self) -> datetime | None:
        """Not in the quiet hours."""
        return self.not_before
