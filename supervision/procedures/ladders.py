"""The ladders of reminders (催办) as rows: who is told, how long before and after a limit, by urgency.

平件 and 加急 count workdays from the day of the limit, and what they say waits for the digest. 特急 counts by the clock
from the limit itself, through nights and holidays, and is said at once. The figures of both are the county's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from supervision.county import County
from supervision.model import Urgency
from supervision.roles import Role


class Place(StrEnum):
    """Who is told and is not a kind of post."""

    SIGNER = "signer"
    """The post whose signature is waited for."""
    DUTY = "duty"
    """Who of the Office is on duty (值班)."""


Told = Role | Place

Seats = Mapping[Told, Sequence[int]]
"""The posts of each role and place."""


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder: so many workdays from the limit, or this long from it by the clock (`at`), to these."""

    key: str
    offset: int
    roles: frozenset[Told]
    at: timedelta | None = None

    @property
    def is_late(self) -> bool:
        """Whether the limit has passed when it is reached."""
        return self.offset > 0 if self.at is None else self.at >= timedelta()


Ladder = tuple[Rung, ...]

_NOBODY: frozenset[Told] = frozenset()
_LIAISON = frozenset({Role.LIAISON})
_DEPUTY = _LIAISON | {Role.UNIT_DEPUTY}
_HEAD = _DEPUTY | {Role.UNIT_HEAD}
_OFFICE = frozenset({Role.OFFICER})
_DUTY = frozenset({Place.DUTY})
_SIGNER = frozenset({Place.SIGNER})
_SECRETARY = frozenset({Role.SECRETARY})

ACKNOWLEDGEMENT_LADDER: Ladder = (Rung("A+1", 1, _LIAISON), Rung("A+2", 2, _DEPUTY), Rung("A+4", 4, _OFFICE))
"""签收 of a routine paper: the liaison, then the deputy; then the Office delivers by telephone and records it."""

URGENT_ACKNOWLEDGEMENT: Ladder = (Rung("A+0", 0, _LIAISON), Rung("A+1", 1, _DEPUTY), Rung("A+2", 2, _HEAD | _OFFICE))
"""签收 of a 加急 paper. The day itself reminds the liaison only: nobody above hears before the limit has passed."""

SIGNING_DAYS: Mapping[Urgency, tuple[int, int]] = MappingProxyType({Urgency.ROUTINE: (2, 5), Urgency.URGENT: (1, 3)})
"""After how many workdays a signer is reminded: a routine paper waited for over one whole workday, then over four."""

CALLS = frozenset({"E+3", "L+0", "L+1"})
"""Rungs of 特急 at which somebody of the Office takes up the telephone: no unit, no leader answered."""


@dataclass(frozen=True, slots=True)
class Ladders:
    """The ladders of one urgency: reports owed, papers to acknowledge, signatures waited for."""

    report: Ladder
    acknowledgement: Ladder
    signing: Ladder
    by_the_clock: bool = False

    def owed(self, limit: datetime, now: datetime, *, delivered: bool) -> Ladder:
        """The ladder of a report. Of a paper that was not delivered the liaison alone hears, and until the limit: after
        it nothing is late, so nobody is told – that he acknowledge it is asked by the ladder of 签收."""
        if delivered:
            return self.report
        return tuple(replace(rung, roles=_LIAISON if now <= limit else _NOBODY) for rung in self.report)

    @property
    def told(self) -> Ladder:
        """补签收 of a paper that was told by telephone, from the day of the call: nobody above hears, nobody phones."""
        return tuple(replace(one, roles=_NOBODY if one.key in CALLS else _LIAISON) for one in self.acknowledgement)


def ladders(county: County, urgency: Urgency) -> Ladders:
    """Give the ladders that something of this urgency climbs in this county."""
    return _LADDERS[urgency](county)


def late_rungs(county: County) -> frozenset[str]:
    """Give the rungs that count as reminders of the unit after the date (逾期后催办): not those of the Office alone."""
    rungs = (rung for urgency in Urgency for rung in ladders(county, urgency).report)
    return frozenset(rung.key for rung in rungs if rung.is_late and rung.roles & _HEAD)


def _routine(county: County) -> Ladders:
    """A report's rungs are the county's rows, by default up to the deputy, then the head (R1), then the Office, which
    is offered a 催办通知单 (practice.md §5: no authority prints numbers)."""
    report = tuple(Rung(f"T{days:+d}" if days else "T", days, frozenset(roles)) for days, roles in county.ladder)
    return Ladders(report, ACKNOWLEDGEMENT_LADDER, _signing(county, Urgency.ROUTINE))


def _urgent(county: County) -> Ladders:
    told = (_LIAISON, _LIAISON, _DEPUTY, _HEAD, _OFFICE)
    days = zip(county.urgent_days, told, strict=True)
    report = tuple(Rung(f"U{number}", day, roles) for number, (day, roles) in enumerate(days, 1))
    return Ladders(report, URGENT_ACKNOWLEDGEMENT, _signing(county, Urgency.URGENT))


def _signing(county: County, urgency: Urgency) -> Ladder:
    """The signer himself; his secretary once a signature has been waited for over so many workdays."""
    first, second = SIGNING_DAYS[urgency]
    rungs = (
        Rung("SEC", county.secretary_workdays + first - 1, _SECRETARY),
        Rung("S+2", first, _SIGNER),
        Rung("S+5", second, _SIGNER),
    )
    return tuple(sorted(rungs, key=lambda rung: rung.offset))


def _most_urgent(county: County) -> Ladders:
    after = zip(county.hours_after, (_DEPUTY, _HEAD, _OFFICE | _DUTY), strict=True)
    report = (
        *(_at(f"H-{hours}", timedelta(hours=-hours), _LIAISON) for hours in county.hours_before),
        *(_at(f"H+{number}", timedelta(hours=hours), told) for number, (hours, told) in enumerate(after)),
    )
    step = timedelta(minutes=county.escalate_minutes)
    approver = [
        _at(f"S{n}", timedelta(minutes=minutes), _SIGNER) for n, minutes in enumerate(county.approver_minutes, 1)
    ]
    asked: tuple[frozenset[Told], ...] = (_LIAISON, _DEPUTY, _HEAD, _DUTY)
    calls: tuple[frozenset[Told], ...] = (_SECRETARY | _DUTY, _DUTY | {Role.OFFICE_HEAD})
    return Ladders(
        report=_rising(report),
        acknowledgement=tuple(_at(f"E+{number}", number * step, told) for number, told in enumerate(asked)),
        signing=_rising([*approver, *(_at(f"L+{n}", (n + 1) * step, told) for n, told in enumerate(calls))]),
        by_the_clock=True,
    )


def _at(key: str, at: timedelta, told: frozenset[Told]) -> Rung:
    return Rung(key, 0, told, at)


def _rising(rungs: Iterable[Rung]) -> Ladder:
    return tuple(sorted(rungs, key=lambda rung: rung.at or timedelta()))


_LADDERS: Mapping[Urgency, Callable[[County], Ladders]] = MappingProxyType(
    {Urgency.ROUTINE: _routine, Urgency.URGENT: _urgent, Urgency.MOST_URGENT: _most_urgent}
)
