"""Drawing the picture: from the rows of this moment, counted as bulletins and lights count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from messages.views.matters import short_name
from storage.queries import approvals
from storage.queries.bulletins import counted_of, numbers_of
from storage.queries.figures import Counting
from storage.queries.objections import in_hand as hearings_in_hand
from storage.queries.standing import IN_HAND, InHand, in_hand
from storage.queries.successors import present_unit
from storage.unit_of_work import UnitOfWork
from supervision.calendars.deadlines import overdue_workdays
from supervision.county import ReaderAsked
from supervision.figures.counting import OVERALL, UNIT, Cell, count, row_of
from supervision.figures.ledger import fact_key
from supervision.figures.standing import Stand, stand
from supervision.model import (
    Matter,
    MatterStatus,
    Post,
    Report,
    ReportDue,
    ReportStatus,
    Task,
    Unit,
)
from supervision.notices.overview import LateLine, LeaderPicture, MonthRow, UnitPicture
from supervision.reminding.overviews import month_before, week_end
from supervision.reports.report_matching import short_number

MOST_LINES = 3
"""Late reports that a unit's picture names."""

MOST_UNITS = 5
"""Units in his charge that a leader's picture names."""


@dataclass(frozen=True, slots=True)
class Whole:
    """The county: how its shares and dates stand, and its matters in hand."""

    stood: Stand
    matters: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What pictures are drawn from: the work of the units asked for, what they may still answer of bulletins, the
    whole county if it is asked for; for a month's picture its figures as well."""

    work: InHand
    to_check: Counter[int]
    """Lines of bulletins that each unit was asked about and may still answer."""
    whole: Whole | None = None
    month: int = 0
    cells: Mapping[str, tuple[Cell, ...]] = field(default_factory=dict)

    def row(self, scope: str) -> MonthRow | None:
        """The month's row of a scope; none where nothing was due, or no month is wanted."""
        row = row_of(self.cells.get(scope, ()), scope)
        return MonthRow(self.month, row["due"], row["on_time"], row["late"]) if row["due"] else None


async def look(unit: UnitOfWork, unit_ids: tuple[int, ...] | None = None, *, monthly: bool = False) -> Seen:
    """Load what pictures of these units (none given: of all and of the county) are drawn from."""
    work, to_check = await in_hand(unit, unit_ids), await _to_check(unit)
    whole = None
    if unit_ids is None:
        whole = Whole(_stand(unit, work), len(await unit.find(Matter, status=IN_HAND)))
    if not monthly:
        return Seen(work, to_check, whole)
    first, window = month_before(unit.today, unit.county)
    cells: dict[str, tuple[Cell, ...]] = {}
    for cell in count(await counted_of(unit, Counting(window)), window.end, unit.workdays, unit.county.zone):
        cells[cell.scope] = (*cells.get(cell.scope, ()), cell)
    return Seen(work, to_check, whole, first.month, cells)


async def of_unit(unit: UnitOfWork, seen: Seen, unit_id: int) -> UnitPicture:
    """Draw a unit's picture."""
    work = seen.work.of(unit_id)
    stood = _stand(unit, work)
    sunday = week_end(unit.today, unit.county)
    by_fact = {fact_key(due): due for due in work.dues}
    late = [by_fact[fact] for fact in stood.late_now]
    return UnitPicture(
        unit_id=unit_id,
        unit=(await unit.require(Unit, unit_id)).name,
        open=len(stood.open),
        this_week=sum(_falls_due(due, unit.now, sunday) for due in work.dues),
        late=len(late),
        returned=len(stood.returned),
        unacknowledged=len(work.papers),
        to_endorse=await _to_endorse(unit, unit_id),
        to_check=seen.to_check[unit_id],
        lines=tuple([await _line(unit, due) for due in late[:MOST_LINES]]),
        month=seen.row(f"{UNIT}{unit_id}"),
    )


async def of_leader(unit: UnitOfWork, seen: Seen, post: Post) -> LeaderPicture:
    """Draw a leader's picture of the county, of which all was seen."""
    if seen.whole is None:
        raise ValueError("a leader's picture is of the whole county")
    stood = seen.whole.stood
    late = Counter(int(fact.split("/")[2]) for fact in stood.late_now)
    charged = [(short_name(await unit.require(Unit, one)), late[one]) for one in post.in_charge_of if late[one]]
    own = [one for one in await unit.find(Matter, leader_post_id=post.id) if one.issued_at and one.instructions]
    year = unit.today.year
    return LeaderPicture(
        matters=seen.whole.matters,
        tasks=len({fact.rpartition("/")[0] for fact in stood.open}),
        late=len(stood.late_now),
        signing=len(await approvals.waiting_steps(unit, [post.id])),
        units=tuple(sorted(charged, key=lambda one: -one[1])[:MOST_UNITS]),
        instructed_open=sum(one.status in IN_HAND for one in own),
        instructed_done=sum(
            one.status is MatterStatus.CLOSED
            and one.closed_at is not None
            and one.closed_at.astimezone(unit.county.zone).year == year
            for one in own
        ),
        month=seen.row(OVERALL),
    )


def _falls_due(due: ReportDue, now: datetime, sunday: datetime) -> bool:
    return due.first_answered_at is None and now <= due.late_after <= sunday


async def _line(unit: UnitOfWork, due: ReportDue) -> LateLine:
    number = (await numbers_of(unit, [due.matter_id])).get((due.matter_id, due.unit_id), "")
    task = await unit.require(Task, due.matter_id, due.task_seq)
    over = overdue_workdays(due.late_after, unit.now, unit.workdays, unit.county.zone)
    return LateLine(f"{short_number(number)}第{due.task_seq}项", task.text, over)


async def _to_endorse(unit: UnitOfWork, unit_id: int) -> int:
    """Reports that wait until a leader of the unit agrees to them (U3), where the county asks for it."""
    if unit.county.report_reader_asked is not ReaderAsked.READER_CONFIRMS:
        return 0
    return len(await unit.find(Report, unit_id=unit_id, status=ReportStatus.SUBMITTED, reader=None))


def _stand(unit: UnitOfWork, work: InHand) -> Stand:
    return stand(work.shares, work.dues, now=unit.now, zone=unit.county.zone, workdays=unit.workdays)


async def _to_check(unit: UnitOfWork) -> Counter[int]:
    waiting = [one for one in await hearings_in_hand(unit) if one.answered_at is None and one.phoned_at is None]
    return Counter([(await present_unit(unit, one.unit_id)).id for one in waiting if one.answer_by >= unit.now])
