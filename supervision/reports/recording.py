"""录入: what was done on paper or by telephone, written down by one clerk and counted once another has confirmed it.

Two different people, whatever posts they hold: the one who entered a record never confirms it, and nobody enters an
act of his own. A record that is confirmed runs the rule of the act itself, with the leader or liaison as its actor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from types import MappingProxyType

from supervision.actors import Actor
from supervision.calendars.deadlines import end_of
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Channel, Record, RecordKind, RecordStatus, Urgency
from supervision.notices.base import Notice, to_person, to_post
from supervision.notices.cards import matter_subject
from supervision.notices.recording import RecordCard, RecordLapsed, RecordRejected, record_subject
from supervision.outcome import Fact, Outcome
from supervision.procedures.desks import require_desk
from supervision.refusals import AlreadyDecided, InvalidInput, SecondPerson
from supervision.roles import Permission
from supervision.subjects import Subject

LONGEST_WORDS = 500
"""Characters of an opinion or a reason."""

LONGEST_REPORT = 2500
"""Characters of a report that is typed off."""

LONGEST_NAME = 40
"""Characters of who took a call or brought a paper, and of a file number."""

MOST_FILES = 20
"""Scans of one record."""

_ON_PAPER = frozenset({Channel.PAPER})
_BOTH = frozenset({Channel.PAPER, Channel.TELEPHONE})
_BY_TELEPHONE = frozenset({Channel.TELEPHONE})

CHANNELS: Mapping[RecordKind, frozenset[Channel]] = MappingProxyType(
    {
        RecordKind.SIGNATURE: _ON_PAPER,
        RecordKind.VERBAL: _BY_TELEPHONE,
        RecordKind.RATIFICATION: _ON_PAPER,
        RecordKind.DELIVERY: _BY_TELEPHONE,
        RecordKind.RECEIPT: _BOTH,
        RecordKind.REPORT: _BOTH,
        RecordKind.EXTENSION: _BOTH,
    }
)
"""By which ways each act can come: a signature is on paper, a consent without one by telephone."""

LIMITS: Mapping[RecordKind, int] = MappingProxyType({RecordKind.REPORT: LONGEST_REPORT})
"""How long the words may be, where it is not LONGEST_WORDS."""

NEED_WORDS = frozenset({RecordKind.REPORT, RecordKind.EXTENSION})
"""Acts that are nothing without words; so is a 退回 or 不予追认."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What surrounds a record when it is entered: whose desk the matter lies on, since when the act was possible,
    how many scans came with it, and the posts that can confirm it."""

    desk_unit_id: int
    since: datetime
    files: int
    confirmers: tuple[int, ...]


def happened_at(day: date, hour: time | None, since: datetime, now: datetime, county: County) -> datetime:
    """Give the moment of an act on a day: its hour, else the end of office hours – not after now, nor, on the very
    day (with an hour: in the very minute), before the thing began."""
    moment = end_of(day, hour or county.office_closes, county.zone)
    if hour is not None:
        return since if since.replace(second=0, microsecond=0) <= moment < since else moment
    moment = min(moment, now) if county.local(now).date() == day else moment
    return max(moment, since) if county.local(since).date() == day else moment


def enter(record: Record, actor: Actor, entry: Entry) -> Outcome:
    """Write an act down: it waits for another person, and counts for nothing until then.

    Raises:
        NotAllowed, NotFound: it is not for the actor to record.
        SecondPerson: the act is his own.
        InvalidInput: its time is impossible, or something is missing or too long.
    """
    actor.require(Permission.RECORD_ENTER)
    require_desk(actor, entry.desk_unit_id)
    if record.person_id is not None and record.person_id == actor.person_id:
        raise SecondPerson("own_act")
    _check_time(record, entry.since)
    _check_words(record)
    if record.channel not in CHANNELS[record.kind]:
        raise InvalidInput("channel", "not_a_choice")
    if record.channel is Channel.PAPER and not record.reference and not entry.files:
        raise InvalidInput("basis", "empty")
    if entry.files > MOST_FILES:
        raise InvalidInput("basis", "too_many", limit=MOST_FILES)
    return Outcome(
        saves=(record,),
        facts=(Fact("record.entered", record_subject(record.id), _details(record) | {"files": entry.files}),),
        notices=tuple(RecordCard(to=to_post(post), record_id=record.id) for post in entry.confirmers),
        redraw=_around(record),
    )


def require_confirmable(record: Record, actor: Actor, decided_by: str = "") -> None:
    """Let another person than the one who entered it decide about a record that waits.

    Raises:
        NotAllowed: none of his posts confirms records.
        AlreadyDecided: somebody was first.
        SecondPerson: he entered it himself, or it is his own act.
    """
    actor.require(Permission.RECORD_CONFIRM)
    if record.status is not RecordStatus.WAITING:
        raise AlreadyDecided(decided_by, f"record_{record.status}", record.confirmed_at or record.entered_at)
    if record.entered_by == actor.person_id:
        raise SecondPerson("entered")
    if record.person_id is not None and record.person_id == actor.person_id:
        raise SecondPerson("own_act")


def confirm(record: Record, actor: Actor, now: datetime, decided_by: str = "") -> Outcome:
    """核对无误: the record counts. What it leads to is the rule of the act. Raises as `require_confirmable`."""
    require_confirmable(record, actor, decided_by)
    confirmed = replace(record, status=RecordStatus.CONFIRMED, confirmed_by=actor.person_id, confirmed_at=now)
    return _decided(confirmed, "record.confirmed")


def reject(record: Record, actor: Actor, words: str, now: datetime, *, what: str, decided_by: str = "") -> Outcome:
    """核对不符: back to the clerk who entered it, with words. Raises as `require_confirmable`."""
    require_confirmable(record, actor, decided_by)
    if not words.strip():
        raise InvalidInput("words", "empty")
    if len(words) > LONGEST_WORDS:
        raise InvalidInput("words", "too_long", limit=LONGEST_WORDS)
    rejected = replace(
        record,
        status=RecordStatus.REJECTED,
        confirmed_by=actor.person_id,
        confirmed_at=now,
        confirm_words=words,
    )
    told = RecordRejected(to=to_person(record.entered_by), record_id=record.id, what=what, by=actor.name, words=words)
    return _decided(rejected, "record.rejected", told, words=words)


def lapse(record: Record, actor: Actor, now: datetime, *, what: str, why: str) -> Outcome:
    """End a record whose thing was decided, changed or withdrawn before it was confirmed; `why` is a stable word."""
    lapsed = replace(record, status=RecordStatus.LAPSED, confirmed_by=actor.person_id, confirmed_at=now)
    told = RecordLapsed(to=to_person(record.entered_by), record_id=record.id, what=what, why=why)
    return _decided(lapsed, "record.lapsed", told, why=why)


def who_confirms(
    officers: Sequence[tuple[int, int]],
    heads: Sequence[tuple[int, int]],
    entrant: int,
    also: Sequence[tuple[int, int]] = (),
) -> tuple[int, ...]:
    """Give the posts that are asked to confirm: the other officers, else the head of the Office and administrators.

    Args:
        officers, heads: posts and who holds them.
        also: those who are asked in any case.
    """
    asked = officers if _of_others(officers, entrant) else heads
    return _of_others([*asked, *also], entrant)


def asks_the_head_too(urgency: Urgency, now: datetime, county: County, workdays: Workdays) -> bool:
    """Say whether the head of the Office is asked beside the officers: what is 特急 cannot wait for one who sleeps."""
    is_open = workdays.is_workday(county.local(now).date()) and county.in_office_hours(now)
    return urgency is Urgency.MOST_URGENT and not is_open


def _of_others(posts: Iterable[tuple[int, int]], entrant: int) -> tuple[int, ...]:
    asked: dict[int, int] = {}
    for post_id, holder_id in posts:
        if holder_id != entrant:
            asked.setdefault(holder_id, post_id)
    return tuple(asked.values())


def _check_time(record: Record, since: datetime) -> None:
    if record.happened_at > record.entered_at:
        raise InvalidInput("happened", "future_date")
    if record.happened_at < since:
        raise InvalidInput("happened", "before_begin")


def _check_words(record: Record) -> None:
    limit = LIMITS.get(record.kind, LONGEST_WORDS)
    if len(record.words) > limit:
        raise InvalidInput("words", "too_long", limit=limit)
    if not record.words.strip() and (record.kind in NEED_WORDS or not record.agrees):
        raise InvalidInput("words", "empty")
    if max(len(record.who), len(record.reference)) > LONGEST_NAME:
        raise InvalidInput("who", "too_long", limit=LONGEST_NAME)


def _decided(record: Record, event: str, *notices: Notice, **more: object) -> Outcome:
    return Outcome(
        saves=(record,),
        facts=(Fact(event, record_subject(record.id), _details(record) | more),),
        notices=notices,
        redraw=_around(record),
    )


def _around(record: Record) -> tuple[Subject, ...]:
    return (record_subject(record.id), *([matter_subject(record.matter_id)] if record.matter_id else []))


def _details(record: Record) -> dict[str, object]:
    """What the audit keeps of a record: enough to find the paper, and whose act it is."""
    return {
        "kind": record.kind.value,
        "channel": record.channel.value,
        "matter": record.matter_id,
        "person": record.person_id,
        "who": record.who,
        "happened_at": record.happened_at.isoformat(),
        "entered_by": record.entered_by,
        "reference": record.reference,
        "agrees": record.agrees,
        "text_hash": record.text_hash,
    }
