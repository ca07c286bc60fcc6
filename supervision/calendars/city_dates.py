"""市级时限 at registration: the date of those above that came with a paper, and what the Office is reminded of by it.

P1.3, P6.1, P7.3; "Counting": dates that feed a report to the city move earlier (`County.upward_workdays`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from supervision.calendars.dates import read_deadline
from supervision.calendars.workdays import Workdays
from supervision.model import DeskItem, Matter, MatterStatus
from supervision.procedures.forms import UPWARD
from supervision.procedures.sources import SOURCES, SourceKind
from supervision.procedures.tracks import Track, TrackKey
from supervision.results.submissions import desk_item
from supervision.results.ways import ways_of

ASKED = frozenset({TrackKey.DOCUMENT, TrackKey.PROPOSAL_CITY, TrackKey.HOTLINE})
"""Tracks whose paper comes from above, and may bear the day by which its result is wanted. The work report is the
county's own (P2.3): a date for it is entered when the city sets one."""

_COMMA = re.compile(r"[，,；;]")


@dataclass(frozen=True, slots=True)
class CityDate:
    """The day of those above, and the number of the paper that says so."""

    day: date
    ref: str = ""


def read_city_date(field: str, text: str, now: datetime) -> CityDate:
    """Read `6月10日，商政办〔2026〕5号`: the date, and the paper's number behind the comma.

    Raises:
        InvalidInput: as `read_deadline`.
    """
    words, *rest = _COMMA.split(text, maxsplit=1)
    return CityDate(read_deadline(field, words.strip(), now).day, rest[0].strip() if rest else "")


def takes_city_date(track: Track, source_kind: str) -> bool:
    """Whether those above wait for the result, so that there can be a date of theirs."""
    from_above = not source_kind or SOURCES[SourceKind(source_kind)].reports_up
    return any(UPWARD & set(way.destinations) for way in ways_of(track, reports_up=from_above))


def is_asked(track: Track, source_kind: str) -> bool:
    """Whether registering asks for the date."""
    return track.key in ASKED and takes_city_date(track, source_kind)


def is_at_rest(matter: Matter | None) -> bool:
    """Whether the reminder waits, because the matter is suspended."""
    return matter is not None and matter.status is MatterStatus.SUSPENDED


def reminder(matter: Matter, today: date, before: int, workdays: Workdays) -> DeskItem | None:
    """What the Office is reminded of from the registration on; nothing without a date."""
    return desk_item(matter, matter.city_due_on, today, before, workdays) if matter.city_due_on else None
