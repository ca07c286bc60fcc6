"""案头事项: how a thing of the Office's desk is named among the reminders, and when it is said again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import DeskItem, DeskKind
from supervision.reminding.reminders import Pace, next_digest

DESK = "desk"
"""The rung key of a reminder that is of the desk."""


OF_MATTERS = frozenset(
    {
        DeskKind.FOLLOWED,
        DeskKind.ANSWER_OWED,
        DeskKind.REVIEW,
        DeskKind.SUBMISSION,
        DeskKind.REPLY_ROUND,
        DeskKind.PLAN,
        DeskKind.PLAN_OVER,
    }
)
"""Kinds whose key begins with the id of a matter, or with a word of NAMED_FIRST and the id."""

NAMED_FIRST = frozenset({"suspended", "proposal"})


def rung_of(item: DeskItem) -> str:
    """Name the reminder of a thing on a day: ``desk@submission/7@2026-06-08``."""
    return f"{DESK}@{item.kind.value}/{item.key}@{item.on.isoformat()}"


def thing_of(rung: str) -> tuple[DeskKind, str]:
    """Read the kind and key of the thing that a reminder of the desk is about."""
    kind, _, key = rung.split("@")[1].partition("/")
    return DeskKind(kind), key


def matter_of(item: DeskItem) -> int | None:
    """The matter that a thing of the desk is about; none if it is about none, or is named by something else of it."""
    if item.kind not in OF_MATTERS:
        return None
    first, *rest = item.key.split("/")
    return int(rest[0] if first in NAMED_FIRST else first)


def told(item: DeskItem, today: date, workdays: Workdays) -> DeskItem:
    """Note that it is said today; what is said again moves on to its next day."""
    if item.every:
        return replace(item, on=workdays.add_workdays(today, item.every))
    return replace(item, told_on=today)


def next_said(first: date, now: datetime, county: County, workdays: Workdays) -> datetime:
    """Give the digest hour at which something that is to be said from `first` on is said, after now."""
    if first > county.local(now).date():
        return Pace(county, workdays).moment(workdays.on_or_after(first))
    return next_digest(now, county, workdays)
