"""What must be true at the year's end, against the list made by hand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import select

from sandbox.client import Message
from storage import audit
from storage.outbox import State
from storage.tables import outbox
from storage.unit_of_work import UnitOfWork
from supervision.calendars.deadlines import is_late, local_date
from supervision.model import (
    Bulletin,
    CaseFile,
    DueStatus,
    LeaderAnswer,
    Matter,
    MatterStatus,
    Paper,
    Post,
    Reminder,
    Report,
    ReportDue,
)
from supervision.reminding.reminders import rung_key
from tests import roster
from tests.world import ZONE
from tests.year_list import ANSWERED, BULLETINS, LATE, LATER, MOVED, NEVER, UNITS, Owed

Keys = Mapping[int, str]
"""The keys of the matters, by id."""

_NUMBER = re.compile(r"^(.*?)(\d+)(号|期)?$")


async def dues_are_the_list(unit: UnitOfWork, keys: Keys, by_hand: list[Owed], today: date) -> None:
    """Each report due exactly once, none missing, none besides, with its limit and what became of it."""
    dues = await unit.find(ReportDue)
    found = {due: _owed(due, keys) for due in dues}
    assert Counter(found.values()) == Counter(by_hand)
    for due, (key, _, name, day, _) in found.items():
        limit = LATER.get(key) or MOVED.get(day, day)
        assert local_date(due.late_after, ZONE) == limit, (key, name, day)
        _became(due, key, name, limit, today)
    answered = [due for due in dues if due.first_answered_at]
    assert len(await unit.find(Report)) == len(answered), "a report for each date, a date for each report"


def _owed(due: ReportDue, keys: Keys) -> Owed:
    return keys[due.matter_id], due.task_seq, UNITS[due.unit_id], due.due_on, due.final


def _became(due: ReportDue, key: str, name: str, limit: date, today: date) -> None:
    about = (key, name, due.due_on)
    if key == "merged":
        assert due.status is DueStatus.VOID, about
        return
    if about in NEVER or due.due_on > today:
        assert (due.status, due.first_answered_at) == (DueStatus.OPEN, None), about
        return
    assert due.status is DueStatus.ACCEPTED, about
    assert due.first_answered_at is not None
    assert is_late(due.late_after, due.first_answered_at) == (about in LATE), about
    came = local_date(due.first_answered_at, ZONE)
    assert came == LATE.get(about, limit if key in LATER else due.due_on), about


async def rungs_rang_once(unit: UnitOfWork, keys: Keys) -> None:
    """Each rung at most once per due and person; a moved limit has a ladder of its own, and only that."""
    rung = Counter(
        (one.matter_id, one.task_seq, one.unit_id, one.due_seq, one.post_id, rung_key(one.rung))
        for one in await unit.find(Reminder)
        if one.task_seq and one.matter_id
    )
    assert rung
    again = {keys[each[0]] for each, times in rung.items() if times > 1}
    assert again <= set(LATER), again
    overdue = {(keys[each[0]], each[3]) for each in rung if each[5].startswith("T+")}
    assert {key for key, _ in overdue} == {key for key, _, _ in (*LATE, *NEVER)}, "who was in time is not said late"


async def nothing_is_left_unsent(unit: UnitOfWork) -> None:
    """Every message came to an end, none in doubt; what waits in 待送达 is of the township that has no account."""
    rows = (await unit.connection.execute(select(outbox.c.kind, outbox.c.seat, outbox.c.status))).all()
    ends = {State.SENT, State.VOID, State.TOLD}
    left = Counter((row.kind, row.seat, row.status) for row in rows if row.status not in ends)
    town = {f"post/{post.id}" for post in await unit.find(Post, unit_id=roster.TOWN)} | {f"unit/{roster.TOWN}"}
    assert not [each for each in left if each[1] not in town or each[2] != State.WAITING], left


async def bulletins_are_the_list(unit: UnitOfWork, ids: Mapping[str, int]) -> None:
    """Each bulletin of the year once, drafted on its day: four quarters, twelve months, one addendum, one matter's."""
    found = await unit.find(Bulletin)
    of_matter = f"matter/{ids['meeting.mayor']}/"
    timed = [item for item in found if not item.period.startswith(of_matter)]
    assert sorted((item.period, local_date(item.drafted_at, ZONE)) for item in timed) == sorted(BULLETINS.items())
    assert len(found) == len(timed) + 1
    assert all(item.posted_at for item in found), [item.period for item in found if not item.posted_at]


async def numbers_have_no_gaps(unit: UnitOfWork) -> None:
    """Every series that somebody reads runs from its first number to its last, each once."""
    registered = [item.registration_number for item in await unit.find(Matter)]
    papers = [item.document_number for item in await unit.find(Paper)]
    bulletins = [item.number for item in await unit.find(Bulletin)]
    for series, numbers in _series([*registered, *papers, *bulletins]).items():
        if "2025" not in series:
            assert sorted(numbers) == list(range(1, len(numbers) + 1)), series


def _series(written: Iterable[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for one in written:
        match = _NUMBER.match(one)
        assert match, one
        found.setdefault(match[1], []).append(int(match[2]))
    return found


async def closed_are_answered(unit: UnitOfWork, keys: Keys, closed: Iterable[str]) -> None:
    """What was summed up is closed, nothing else; every leader who waits for it was told once (事事有回音)."""
    matters = await unit.find(Matter)
    over = {keys[item.id] for item in matters if item.status is MatterStatus.CLOSED}
    assert over == set(closed)
    assert {keys[item.id] for item in matters if item.status is MatterStatus.WITHDRAWN} == {"merged"}
    told = Counter((keys[one.matter_id], roster.SEATS[one.post_id - 1].key) for one in await unit.find(LeaderAnswer))
    assert told == Counter(ANSWERED)


async def proposals_are_filed(unit: UnitOfWork, ids: Mapping[str, int]) -> None:
    """The year's proposals are bound, the city's and the county's apart (P6.3)."""
    volumes = {item.track: item.matter_ids for item in await unit.find(CaseFile)}
    assert volumes == {track: (ids[track],) for track in ("proposal.city", "proposal.county")}


async def audit_verifies(unit: UnitOfWork) -> None:
    """The chain of records is whole."""
    verdict = await audit.verify(unit)
    assert (verdict.broken_at, verdict.tail_cut) == (None, False)
    assert verdict.rows > 500


def digests_say_nothing_twice(messages: Iterable[Message]) -> None:
    """One digest a person and day, and no line in it twice."""
    digests = [one.text for one in messages if one.text.startswith("今日提醒")]
    heads = Counter(text.splitlines()[0] for text in digests)
    assert not [head for head, times in heads.items() if times > 1], heads
    for text in digests:
        lines = Counter(line for line in text.splitlines() if line.startswith("· "))
        assert not [line for line, times in lines.items() if times > 1], text
