"""督查活动: visits and drives with a plan of their own, and what was found there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class ActivityKind(StrEnum):
    """What sort of activity."""

    QUARTERLY = "quarterly"
    """季度督查."""
    PRIORITY = "priority"
    """重点督办."""
    JOINT = "joint"
    """联合督查."""
    SITE_VISIT = "site_visit"
    """实地查看."""
    SPECIAL = "special"
    """专项督办."""


class ActivityStatus(StrEnum):
    """Where an activity stands."""

    DRAFT = "draft"
    IN_APPROVAL = "in_approval"
    SENT_BACK = "sent_back"
    APPROVED = "approved"
    RUNNING = "running"
    CONCLUDED = "concluded"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Activity:
    """督查活动 from `since` to `until`: what is looked at (`tasks` as `matter/task`), where, and who goes.

    `members` are named as they stand in the plan, `member_posts` those of them who have a post of the roster.
    `matter_id` is the matter that is carried out by it (P4.1), else 0.
    """

    id: int
    kind: ActivityKind
    title: str
    since: date
    until: date
    drafted_by: int
    drafted_post_id: int
    drafted_at: datetime
    status: ActivityStatus = ActivityStatus.DRAFT
    content: str = ""
    members: tuple[str, ...] = ()
    member_posts: tuple[int, ...] = ()
    unit_ids: tuple[int, ...] = ()
    tasks: tuple[str, ...] = ()
    matter_id: int = 0
    number: str = ""
    conclusion: str = ""
    concluded_at: datetime | None = None


class FindingVerdict(StrEnum):
    """How what was found agrees with what had been reported."""

    MET = "met"
    """属实."""
    BEHIND = "behind"
    """进度滞后."""
    FALSE = "false"
    """与反馈不符."""


@dataclass(frozen=True, slots=True)
class Finding:
    """现场核查情况 of one unit's share of a task; `told_at`: when the unit was told."""

    id: int
    activity_id: int
    matter_id: int
    task_seq: int
    unit_id: int
    text: str
    verdict: FindingVerdict
    found_by: int
    found_at: datetime
    told_at: datetime | None = None
