"""Cards that several topics touch: a matter for the Office, a step for a signer, a paper for a unit, a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from supervision.notices.base import Card, Lane, Until
from supervision.subjects import Subject


def matter_subject(matter_id: int) -> Subject:
    """A matter, as the Office's card stands for it."""
    return Subject("matter", str(matter_id))


def step_subject(chain_id: int, seq: int) -> Subject:
    """One signer's step of a chain."""
    return Subject("step", f"{chain_id}/{seq}")


def paper_subject(paper_id: int, unit_id: int) -> Subject:
    """A paper for one unit."""
    return Subject("paper", f"{paper_id}/{unit_id}")


def report_subject(report_id: int) -> Subject:
    """A unit's report."""
    return Subject("report", str(report_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterCard(Card):
    """A matter for the Office: where it stands, and what may be done with it next."""

    matter_id: int

    @property
    def subject(self) -> Subject | None:
        """The matter."""
        return matter_subject(self.matter_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCard(Card):
    """A paper that waits for this signer, then what he and the others did with it; sent from `not_before` on.

    `held`: it waits for the day's list, and is not sent at all if the list has it.
    """

    lane: ClassVar[Lane] = Lane.INTERACTIVE

    chain_id: int
    seq: int
    again: int = 0
    not_before: datetime | None = None
    held: bool = False

    @property
    def key(self) -> str | None:
        """One card a step; /pending and an answered question send another under a key of its own (`again`)."""
        return f"step/{self.chain_id}/{self.seq}" + (f"/{self.again}" if self.again else "")

    @property
    def until(self) -> Until | None:
        """It was decided on paper, by telephone or by a deputy before the card went out; or the text is void."""
        return Until("step_listed" if self.held else "step_decided", f"{self.chain_id}/{self.seq}")

    @property
    def subject(self) -> Subject | None:
        """The step."""
        return step_subject(self.chain_id, self.seq)

    @property
    def send_after(self) -> datetime | None:
        """Not in the quiet hours, when it is only a reminder; or with the day's list."""
        return self.not_before


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperCard(Card):
    """A paper for a unit: its tasks, what to do by when; a reply to it is a report."""

    paper_id: int
    unit_id: int
    again: int = 0

    @property
    def key(self) -> str | None:
        """One card a paper and unit; a task that came by transfer, or a reminder, sends another (`again`)."""
        return f"paper/{self.paper_id}/{self.unit_id}" + (f"/{self.again}" if self.again else "")

    @property
    def subject(self) -> Subject | None:
        """The paper as this unit has it."""
        return paper_subject(self.paper_id, self.unit_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportCard(Card):
    """A report for the Office to review."""

    report_id: int

    @property
    def key(self) -> str | None:
        """One card a report; versions and supplements redraw it."""
        return f"report/{self.report_id}"

    @property
    def subject(self) -> Subject | None:
        """The report."""
        return report_subject(self.report_id)
