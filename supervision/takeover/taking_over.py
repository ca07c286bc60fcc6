"""Taking over a matter of the old ledger (存量): it is marked as issued, and nothing of what was is done again.

No approval is asked, no card with 签收 goes out, no date that is past reminds of itself. What is still open is owed on
its dates to come. A task past its date is owed once more in `County.tight_workdays`; the date of the old paper stays
with the task.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from supervision.actors import Actor
from supervision.approving.approvals import hash_of
from supervision.calendars.deadlines import end_of, local_date
from supervision.calendars.report_days import schedule_of
from supervision.calendars.schedules import by_law
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import (
    ORDERED_KINDS,
    Assignment,
    AssignmentStatus,
    Channel,
    Dispatch,
    Instruction,
    Matter,
    MatterStatus,
    Paper,
    Part,
    Post,
    Source,
    Task,
    Unit,
    Urgency,
)
from supervision.notices.base import to_unit
from supervision.notices.cards import matter_subject
from supervision.notices.takeover import LedgerCounts, TakenOverCard
from supervision.outcome import Fact, Outcome
from supervision.papers.issuing import DueDay, due_days, reports_due
from supervision.papers.numbering import REGISTERS, RegisterKey, counter_key, read_number
from supervision.procedures.tracks import TRACKS
from supervision.roles import Permission
from supervision.takeover.takeover_sheets import Taken, TakenTask

NUMBERED_IN = (RegisterKey.SUPERVISION, RegisterKey.OFFICE, RegisterKey.GOVERNMENT, RegisterKey.LETTER)
"""Registers in which the papers of a ledger can have their numbers."""


@dataclass(frozen=True, slots=True)
class Ids:
    """What was drawn for one matter."""

    matter_id: int
    paper_id: int
    registration_number: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Whose the matters will be: the post of the Office that follows them up, and who sits there."""

    post: Post
    person_id: int


@dataclass(frozen=True, slots=True)
class When:
    """The time of the takeover, with the county's way of counting."""

    now: datetime
    county: County
    workdays: Workdays

    @property
    def today(self) -> date:
        """The local date."""
        return local_date(self.now, self.county.zone)

    @property
    def report_by(self) -> date:
        """The day on which tasks past their date are owed once more."""
        return self.workdays.add_workdays(self.today, self.county.tight_workdays)


def take_over(taken: Taken, ids: Ids, *, desk: Desk, actor: Actor, when: When, file: str) -> Outcome:
    """Make one matter of the ledger: issued on its day, delivered and acknowledged then, its tasks as they stand.

    Raises:
        NotAllowed: he does not keep the ledger.
    """
    if actor.person_id:
        actor.require(Permission.LEDGER_TAKE_OVER)
    issued_at = datetime.combine(taken.issued_on, when.county.office_opens, tzinfo=when.county.zone)
    matter = _matter(taken, ids, desk, when, issued_at)
    text = "\n".join([taken.title, *(f"{seq}. {task.text}" for seq, task in enumerate(taken.tasks, 1))])
    paper = Paper(
        ids.paper_id,
        matter.id,
        matter.form,
        matter.issuer,
        taken.document_number,
        text,
        hash_of(text),
        issued_at,
        desk.person_id,
    )
    rows = [row for seq, task in enumerate(taken.tasks, 1) for row in _rows(matter, seq, task, when, issued_at)]
    units = dict.fromkeys(row.unit_id for row in rows if isinstance(row, Assignment))
    dispatches = [_dispatch(paper, unit_id, when.now, issued_at) for unit_id in units]
    details = {"ledger": file, "row": taken.row, "number": taken.document_number, "tasks": len(taken.tasks)}
    fact = Fact("matter.taken_over", matter_subject(matter.id), details)
    return Outcome(saves=(matter, paper, *dispatches, *rows), facts=(fact,))


def _matter(taken: Taken, ids: Ids, desk: Desk, when: When, issued_at: datetime) -> Matter:
    track = TRACKS[taken.track]
    closed_at = None
    if taken.closed:
        closed_on = taken.closed_on or max((t.due_on for t in taken.tasks if t.due_on), default=taken.issued_on)
        closed_at = min(end_of(closed_on, when.county.office_closes, when.county.zone), when.now)
    leader = Instruction(taken.leader_post_id, taken.leader, None, "") if taken.leader else None
    return Matter(
        id=ids.matter_id,
        registration_number=ids.registration_number,
        track=taken.track,
        title=taken.title,
        status=MatterStatus.CLOSED if taken.closed else MatterStatus.IN_PROGRESS,
        urgency=Urgency.ROUTINE,
        registered_by=desk.person_id,
        registered_post_id=desk.post.id,
        registered_at=issued_at,
        text="\n".join(f"{seq}. {task.progress}" for seq, task in enumerate(taken.tasks, 1) if task.progress),
        sources=(Source(taken.source),) if taken.source else (),
        instructions=(leader,) if leader else (),
        leader_post_id=taken.leader_post_id,
        form=track.forms[0],
        issuer=track.issuers[0],
        issued_at=issued_at,
        closed_at=closed_at,
        taken_over_at=when.now,
        ledger_ref=taken.registration_number or taken.document_number,
    )


def _rows(matter: Matter, seq: int, taken: TakenTask, when: When, issued_at: datetime) -> Iterator[object]:
    task = Task(matter.id, seq, taken.text, "", _limit(matter, taken, when), taken.due_hour, taken.report_on)
    yield task
    status = AssignmentStatus.ACCEPTED if taken.done else AssignmentStatus.IN_PROGRESS
    days = () if taken.done else days_to_come(task, matter, when)
    for part, unit_ids in ((Part.LEAD, taken.leads), (Part.SUPPORT, taken.supports)):
        for unit_id in unit_ids:
            accepted = when.now if taken.done else None
            item = Assignment(matter.id, seq, unit_id, part, status, accepted, delivered_at=issued_at)
            yield item
            yield from reports_due(item, days, when.county, when.workdays)


def _limit(matter: Matter, taken: TakenTask, when: When) -> date | None:
    """The date in the ledger, or the term of the law counted from the day of issue."""
    schedule = schedule_of(matter, when.county)
    if taken.due_on is None and schedule.months and matter.issued_at is not None:
        return by_law(schedule, local_date(matter.issued_at, when.county.zone))
    return taken.due_on


def days_to_come(task: Task, matter: Matter, when: When) -> tuple[DueDay, ...]:
    """The days on which the task is still reported: those to come, and for a date that is past the one given anew."""
    days = due_days(task, matter, when.today, county=when.county, workdays=when.workdays)
    return tuple(day if day.on >= when.today else replace(day, on=when.report_by, hour=None) for day in days)


def _dispatch(paper: Paper, unit_id: int, now: datetime, issued_at: datetime) -> Dispatch:
    """As if the unit had signed on the day of issue; reminders count from now (`sent_at`), so that no old one comes."""
    return Dispatch(
        paper.id,
        unit_id,
        paper.matter_id,
        sent_at=now,
        acknowledge_by=issued_at,
        delivered_at=issued_at,
        channel=Channel.LEDGER,
        acknowledged_at=issued_at,
    )


def hand_over_cards(outcomes: Iterable[Outcome], units: Mapping[int, Unit], when: When, file: str) -> Outcome:
    """One card to each unit that has open tasks: how many, and how many past their date."""
    rows = [row for outcome in outcomes for row in outcome.saves]
    limits = {(row.matter_id, row.seq): row.due_on for row in rows if isinstance(row, Task)}
    in_hand: dict[int, list[bool]] = {}
    for row in rows:
        if isinstance(row, Assignment) and row.status is AssignmentStatus.IN_PROGRESS:
            limit = limits[row.matter_id, row.task_seq]
            in_hand.setdefault(row.unit_id, []).append(limit is not None and limit < when.today)
    cards = [
        TakenOverCard(
            to=to_unit(unit_id),
            unit_id=unit_id,
            unit_name=units[unit_id].name,
            file=file,
            tasks=len(past),
            past=sum(past),
            report_by=when.report_by,
            ordered=units[unit_id].kind in ORDERED_KINDS,
        )
        for unit_id, past in in_hand.items()
    ]
    return Outcome(notices=tuple(cards))


def count(matters: Sequence[Taken], rows: int, last: Iterable[str], today: date) -> LedgerCounts:
    """What a ledger consists of; `last` as `LedgerCounts` has it."""
    tasks = [task for matter in matters for task in matter.tasks]
    still_open = [task for task in tasks if not task.done]
    return LedgerCounts(
        rows=rows,
        matters=len(matters),
        closed=sum(matter.closed for matter in matters),
        tasks=len(tasks),
        past=sum(task.due_on is not None and task.due_on < today for task in still_open),
        units=len({unit_id for task in still_open for unit_id in (*task.leads, *task.supports)}),
        last=tuple(last),
    )


def highest_numbers(matters: Iterable[Taken], county: County) -> dict[str, tuple[int, str]]:
    """By counter the highest number that the ledger has, with its written form."""
    return highest((number for one in matters for number in (one.registration_number, one.document_number)), county)


def highest(numbers: Iterable[str], county: County) -> dict[str, tuple[int, str]]:
    """The same of numbers as they are written."""
    found: dict[str, tuple[int, str]] = {}
    for number in numbers:
        if counter := _counter_of(number, county):
            name, n = counter
            found[name] = max(found.get(name, (0, "")), (n, number))
    return found


def _counter_of(number: str, county: County) -> tuple[str, int] | None:
    """The counter that a number belongs to, if it is of one of our series."""
    for key in (RegisterKey.MATTER, *NUMBERED_IN):
        if found := read_number(number, REGISTERS[key], county):
            year, n = found
            return counter_key(REGISTERS[key], year), n
    return None
