"""Settings of whom the bot tells what, and when: sections of the model in `bot/settings.py`."""

from __future__ import annotations

from datetime import time

from pydantic import BaseModel, ConfigDict, Field

from supervision.county import County
from supervision.procedures.tracks import TrackKey
from supervision.roles import Role

_XIAYI = County()


class Section(BaseModel):
    """A table of the file; a key that it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Leaders(Section):
    """How papers reach those who sign."""

    secretary_workdays: int = Field(_XIAYI.secretary_workdays, ge=0)
    list_hour: time = _XIAYI.list_hour
    list_only_roles: tuple[Role, ...] = _XIAYI.list_only_roles
    list_only_tracks: tuple[TrackKey, ...] = (TrackKey.HOTLINE,)


class Reminders(Section):
    """The ladder of 平件, how much a unit is asked in a day, and what is said after a stop."""

    ladder: tuple[tuple[int, tuple[Role, ...]], ...] = _XIAYI.ladder
    unit_messages: int = Field(_XIAYI.unit_messages, ge=1)
    unit_lines: int = Field(_XIAYI.unit_lines, ge=1)
    away_minutes: int = Field(_XIAYI.away_minutes, ge=1)


class Urgent(Section):
    """How 特急 (hours, minutes) and 加急 (workdays) are reminded of and escalated."""

    approver_minutes: tuple[int, ...] = _XIAYI.approver_minutes
    hours_before: tuple[int, ...] = _XIAYI.hours_before
    hours_after: tuple[int, ...] = _XIAYI.hours_after
    escalate_minutes: int = Field(_XIAYI.escalate_minutes, ge=1)
    urgent_days: tuple[int, ...] = _XIAYI.urgent_days


class Digests(Section):
    """When heads of units and leaders get their digest."""

    head_weekday: int = Field(_XIAYI.head_weekday, ge=0, le=7)
    head_month_workday: int = Field(_XIAYI.head_month_workday, ge=0, le=10)
    head_hour: time = _XIAYI.head_hour
    leader_roles: tuple[Role, ...] = _XIAYI.leader_roles
