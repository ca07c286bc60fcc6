"""督查活动 and what was found: cards of the Office, the plan, what units are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from supervision.notices.base import HERE, Answer, Card, CopiedAnswer, Lane, ListCard, Notice, Recipient
from supervision.notices.dialogue import Prompt
from supervision.subjects import Subject


def activity_subject(activity_id: int) -> Subject:
    """An activity, as the Office's cards stand for it."""
    return Subject("activity", str(activity_id))


def finding_subject(finding_id: int) -> Subject:
    """What was found at one place, as the Office's card stands for it."""
    return Subject("finding", str(finding_id))


def told_subject(finding_id: int) -> Subject:
    """The same as its unit has it: a reply reports on its task."""
    return Subject("finding_told", str(finding_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityList(ListCard):
    """督查活动: those that are not over, newest first."""

    page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityCard(Card):
    """An activity: its plan, where it stands, what was found, what to do next."""

    lane: ClassVar[Lane] = Lane.INTERACTIVE

    to: Recipient = HERE
    activity_id: int
    again: int

    @property
    def key(self) -> str | None:
        """A new one each time that it is asked for."""
        return f"activity-card/{self.activity_id}/{self.again}"

    @property
    def subject(self) -> Subject | None:
        """The activity."""
        return activity_subject(self.activity_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityPrompt(Prompt):
    """The plan, question by question; and the conclusion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingPrompt(Prompt):
    """What was found, question by question."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanText(Answer):
    """The plan as it is signed. `tasks` are its first tasks of `total`, with their words; `rest` names the others.

    `attached`: it stands below the text of its matter, which says the rest.
    """

    activity_kind: str
    title: str
    matter: str
    content: str
    units: tuple[str, ...]
    tasks: tuple[str, ...]
    total: int
    first_day: date
    last_day: date
    members: tuple[str, ...]
    clause: str
    rest: tuple[str, ...] = ()
    attached: bool = False


@dataclass(frozen=True, slots=True)
class PlanSigner:
    """Who signs a plan."""

    title: str
    act: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanPreview(Answer):
    """The plan before it is sent: its text, its signers, and whom it inspects again within a few days."""

    activity_id: int
    text_hash: str
    text: str
    signers: tuple[PlanSigner, ...]
    frequent: tuple[str, ...] = ()
    frequent_workdays: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityNoted(Answer):
    """A toast: `sent`, `started`, `announced`, `cancelled`, `told`."""

    what: str
    now_with: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityApproved(Notice):
    """To the drafter: the plan was approved, it can begin."""

    activity_id: int
    title: str

    @property
    def key(self) -> str | None:
        """Once an activity and seat."""
        return f"activity-approved/{self.activity_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityInterrupted(Notice):
    """To who goes along: its matter was `withdrawn`, `merged`, `suspended` or `resumed`, and the activity with it."""

    activity_id: int
    title: str
    matter: str
    registration_number: str
    what: str
    at: datetime
    into: str = ""

    @property
    def key(self) -> str | None:
        """Once an interruption and seat."""
        return f"activity-interrupted/{self.activity_id}/{self.at.isoformat()}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityNotice(Notice):
    """To a unit: what will be inspected, when, by whom."""

    activity_id: int
    unit_id: int
    number: str
    activity_kind: str
    first_day: date
    last_day: date
    content: str
    tasks: tuple[str, ...]
    members: tuple[str, ...]
    issued_at: datetime

    @property
    def key(self) -> str | None:
        """Once an activity and unit, whoever sits there."""
        return f"activity/{self.activity_id}/{self.unit_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityConcluded(Notice):
    """To a unit that was inspected: the conclusion (Order 733 art. 16)."""

    activity_id: int
    unit_id: int
    number: str
    activity_kind: str
    title: str
    conclusion: str

    @property
    def key(self) -> str | None:
        """Once an activity and unit, whoever sits there."""
        return f"activity/{self.activity_id}/concluded/{self.unit_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingCard(Card):
    """What was found at one place, for the Office."""

    lane: ClassVar[Lane] = Lane.INTERACTIVE

    to: Recipient = HERE
    finding_id: int
    again: int = 0

    @property
    def key(self) -> str | None:
        """One card a finding; asked for again, another."""
        return f"finding-card/{self.finding_id}" + (f"/{self.again}" if self.again else "")

    @property
    def subject(self) -> Subject | None:
        """The finding."""
        return finding_subject(self.finding_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingPhotos(CopiedAnswer):
    """The photographs of a finding, copied from where they were sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingTold(Notice):
    """To a unit: what was found of its task; a reply to it is a report."""

    finding_id: int
    unit: str
    document_number: str
    task_seq: int
    task: str
    verdict: str
    text: str
    found_at: datetime

    @property
    def key(self) -> str | None:
        """Once a finding and seat."""
        return f"finding/{self.finding_id}"

    @property
    def subject(self) -> Subject | None:
        """The finding as the unit has it."""
        return told_subject(self.finding_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConclusionPrompt(Prompt):
    """The conclusion of an activity."""
