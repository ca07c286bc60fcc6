"""市长热线: who may enter an order, what giving it back and sending it out again need (P7.1 to P7.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from supervision.actors import Actor
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.hotline import handling
from supervision.hotline.callers import as_kept, require_none
from supervision.hotline.hotline_orders import OrderDraft
from supervision.instructions.instructing import Again
from supervision.model import (
    Assignment,
    AssignmentStatus,
    DeskItem,
    Dispatch,
    DueStatus,
    HotlineOrder,
    Matter,
    MatterStatus,
    Paper,
    Part,
    Person,
    Post,
    ReportDue,
    Satisfaction,
    Task,
    Unit,
    UnitKind,
    Urgency,
)
from supervision.outcome import Outcome
from supervision.papers.issuing import Folder
from supervision.refusals import InvalidInput, NotAllowed, NotFound, WrongState
from supervision.registering.registration import register
from supervision.splitting import TaskDraft, split
from tests import roster

NOW = datetime(2026, 3, 2, 0, 30, tzinfo=UTC)
TODAY = date(2026, 3, 2)
WORKDAYS, COUNTY = Workdays(), County()
DRAFT = OrderDraft(1, "SQ-1", "县府路路灯不亮。夜间出行不便", date(2026, 3, 12), TODAY, time(18), leads=(1,))
ORDER = HotlineOrder(31, "SQ-1", date(2026, 2, 27), date(2026, 3, 12))
MATTER = Matter(
    31, "2026-31", "hotline", "路灯", MatterStatus.CLOSED, Urgency.ROUTINE, 8, 8, NOW, issued_at=NOW, closed_at=NOW
)
DONE = Assignment(31, 1, 1, Part.LEAD, AssignmentStatus.ACCEPTED, accepted_at=NOW, delivered_at=NOW)
OPEN = Assignment(31, 1, 2, Part.SUPPORT, AssignmentStatus.IN_PROGRESS, delivered_at=NOW)
DUE = ReportDue(31, 1, 1, 3, due_on=TODAY, due_hour=None, late_after=NOW, final=True, status=DueStatus.ACCEPTED)
UNITS = {number: Unit(number, f"单位{number}", UnitKind.DEPARTMENT) for number in (1, 2)}
PAPER = Paper(1, 31, "hotline_notice", "government_office", "夏政督〔2026〕12号", "", "0" * 64, NOW, 8)


def actor(key: str) -> Actor:
    number, rows = roster.id_of(key), roster.entities()
    person = next(row for row in rows if isinstance(row, Person) and row.id == number)
    return Actor(person, tuple(row for row in rows if isinstance(row, Post) and row.id == number))


def folder(matter: Matter = MATTER, *assignments: Assignment) -> Folder:
    return Folder(matter=matter, tasks=(Task(31, 1, "路灯"),), assignments=assignments or (DONE, OPEN), units=UNITS)


def again(
    matter: Matter = MATTER, *assignments: Assignment, words: str = "仍不亮", due: date = DRAFT.due_on
) -> Outcome:
    sent = {n: Again(PAPER, Dispatch(1, n, 31, NOW, NOW), [DUE] if n == 1 else []) for n in (1, 2)}
    return handling.again(
        ORDER,
        folder(matter, *assignments),
        sent,
        words=words,
        due_on=due,
        due_hour=time(18),
        now=NOW,
        county=COUNTY,
        workdays=WORKDAYS,
    )


def test_P7_1_an_order_is_registered_with_its_own_date_and_number() -> None:
    made = register(handling.registration_of(DRAFT), actor("clerk"), matter_id=31, number="2026-31", now=NOW)
    (matter,) = made.saves
    assert isinstance(matter, Matter)
    assert (matter.title, matter.track, matter.form) == ("县府路路灯不亮", "hotline", "hotline_notice")
    assert (matter.due_on, matter.due_hour, matter.sources[0].number) == (date(2026, 3, 12), time(18), "SQ-1")
    entered = handling.enter(matter, DRAFT, actor("clerk"), TODAY, WORKDAYS)
    (item,) = (row for row in entered.saves if isinstance(row, DeskItem))
    assert (item.on, item.due_on) == (date(2026, 3, 11), date(2026, 3, 12))  # from the workday before on (P7.3)
    assert any(isinstance(row, HotlineOrder) and row.order_number == "SQ-1" for row in entered.saves)


@pytest.mark.parametrize("key", ["section", "deputy", "water", "admin"])
def test_P7_1_only_the_office_enters_orders(key: str) -> None:
    with pytest.raises(NotAllowed):
        handling.enter(MATTER, DRAFT, actor(key), TODAY, WORKDAYS)
    with pytest.raises(NotAllowed):
        order_of(ORDER, actor(key))


def order_of(kept: HotlineOrder | None, who: Actor, matter: Matter = MATTER) -> HotlineOrder:
    return handling.order_of(kept, matter, who, number="热12", zone=COUNTY.zone)


def test_an_order_is_of_the_hotline() -> None:
    assert order_of(ORDER, actor("clerk")) == ORDER
    with pytest.raises(NotFound):
        order_of(None, actor("clerk"), replace(MATTER, track="assignment"))


def test_what_was_registered_by_new_is_an_order_too() -> None:
    dated = replace(MATTER, due_on=date(2026, 3, 9), city_due_on=date(2026, 3, 12))
    assert order_of(None, actor("clerk"), dated) == HotlineOrder(31, "热12", TODAY, date(2026, 3, 12))


@pytest.mark.parametrize("where", ["title", "text"])
def test_P7_1_a_caller_comes_in_by_no_other_way(where: str) -> None:
    named = replace(handling.registration_of(DRAFT), **{where: "来电人：张三"})  # type: ignore[arg-type]
    with pytest.raises(InvalidInput) as refused:
        register(named, actor("clerk"), matter_id=31, number="2026-31", now=NOW)
    assert refused.value.reason == "caller"
    numbered = replace(named, **{where: "路灯"}, sources=(replace(named.sources[0], number="13812345678"),))  # type: ignore[arg-type]
    with pytest.raises(InvalidInput):
        register(numbered, actor("clerk"), matter_id=31, number="2026-31", now=NOW)
    require_none("document", "联系人：张三，13812345678")
    assert as_kept("hotline", "13812345678") == "138****"
    assert as_kept("document", "13812345678") == "13812345678"


def test_P7_1_a_task_of_an_order_names_no_caller() -> None:
    matter = replace(MATTER, status=MatterStatus.REGISTERED)
    with pytest.raises(InvalidInput):
        split(
            matter,
            [TaskDraft("请回访13812345678", leads=(1,))],
            UNITS,
            actor("clerk"),
            coordinating_unit_id=1,
            copy_to=(),
        )


@pytest.mark.parametrize(("why", "reason"), [(" ", "empty"), ("长" * 301, "too_long"), ("李女士要求", "caller")])
def test_P7_2_giving_back_needs_a_reason_without_the_caller(why: str, reason: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        handling.give_back(ORDER, why, TODAY, WORKDAYS)
    assert refused.value.reason == reason


def test_P7_2_what_was_given_back_says_when_why_and_after_how_long() -> None:
    (order,) = handling.give_back(ORDER, "属市管", TODAY, WORKDAYS).saves
    assert order == replace(ORDER, returned_on=TODAY, returned_why="属市管", returned_days=2)  # 28 February is worked


LATE = replace(DUE, status=DueStatus.OPEN, unit_id=2, late_after=datetime(2026, 3, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("assignment", "due", "state"),
    [
        (OPEN, replace(LATE, late_after=datetime(2026, 3, 20, tzinfo=UTC)), ""),
        (OPEN, replace(LATE, status=DueStatus.HELD), ""),
        (replace(OPEN, delivered_at=None), LATE, ""),
        (replace(OPEN, delivered_at=None), replace(LATE, known_at=NOW), "overdue"),
        (OPEN, replace(LATE, status=DueStatus.VOID), ""),
        (OPEN, LATE, "overdue"),
        (OPEN, replace(LATE, status=DueStatus.ANSWERED, first_answered_at=NOW), "overdue"),
        (DONE, DUE, "accepted"),
    ],
)
def test_P7_2_what_is_done_or_late_is_not_taken_out_of_the_count(
    assignment: Assignment, due: ReportDue, state: str
) -> None:
    def ask() -> None:
        handling.require_returnable([assignment], [due], NOW, WORKDAYS, COUNTY.zone)

    if not state:
        ask()
        return
    with pytest.raises(WrongState) as refused:
        ask()
    assert refused.value.state == state


@pytest.mark.parametrize(
    ("status", "assignments", "state"),
    [
        (MatterStatus.CLOSING, (DONE,), "closing"),
        (MatterStatus.SUSPENDED, (DONE,), "suspended"),
        (MatterStatus.WITHDRAWN, (DONE,), "withdrawn"),
        (MatterStatus.IN_PROGRESS, (OPEN,), "not_done"),
    ],
)
def test_P7_3_only_what_was_done_is_visited(
    status: MatterStatus, assignments: tuple[Assignment, ...], state: str
) -> None:
    with pytest.raises(WrongState) as refused:
        again(replace(MATTER, status=status), *assignments)
    assert refused.value.state == state


def test_P7_3_not_satisfied_reopens_what_was_accepted_until_the_new_date() -> None:
    outcome = again()
    rows = outcome.saves
    (matter,) = (row for row in rows if isinstance(row, Matter))
    (order,) = (row for row in rows if isinstance(row, HotlineOrder))
    (given,) = (row for row in rows if isinstance(row, Assignment))
    known, added = (row for row in rows if isinstance(row, ReportDue))
    assert (matter.status, matter.closed_at, matter.city_due_on) == (MatterStatus.IN_PROGRESS, None, date(2026, 3, 12))
    assert (order.rounds, order.satisfied, order.due_on) == (2, Satisfaction.UNSATISFIED, date(2026, 3, 12))
    assert (given.unit_id, given.status, given.delivered_at) == (1, AssignmentStatus.ISSUED, None)
    assert (known.seq, known.known_at) == (3, NOW)  # what was owed before counts from the delivery before
    assert (added.seq, added.due_on, added.due_hour, added.final) == (4, date(2026, 3, 12), time(18), True)
    assert [fact.event for fact in outcome.facts] == ["hotline.sent_again", "matter.reopened"]
    assert [notice.key for notice in outcome.notices] == ["hotline/31/2/1"]


def test_P7_3_a_matter_under_way_is_not_reopened() -> None:
    outcome = again(replace(MATTER, status=MatterStatus.IN_PROGRESS, closed_at=None))
    assert [fact.event for fact in outcome.facts] == ["hotline.sent_again"]


@pytest.mark.parametrize("gone", [(1,), (1, 2)])
def test_P7_3_a_unit_that_is_no_more_is_given_nothing(gone: tuple[int, ...]) -> None:
    units = {number: replace(UNITS[number], active=number not in gone) for number in UNITS}
    of = replace(folder(MATTER, DONE, replace(DONE, unit_id=2)), units=units)
    sent = {n: Again(PAPER, Dispatch(1, n, 31, NOW, NOW), []) for n in (1, 2)}
    said = {"words": "仍不亮", "due_on": DRAFT.due_on, "due_hour": None}
    if len(gone) == len(UNITS):
        with pytest.raises(WrongState):
            handling.again(ORDER, of, sent, **said, now=NOW, county=COUNTY, workdays=WORKDAYS)  # type: ignore[arg-type]
        return
    outcome = handling.again(ORDER, of, sent, **said, now=NOW, county=COUNTY, workdays=WORKDAYS)  # type: ignore[arg-type]
    assert [row.unit_id for row in outcome.saves if isinstance(row, Assignment)] == [2]


def test_P7_3_the_new_date_has_not_passed() -> None:
    with pytest.raises(InvalidInput) as refused:
        again(due=date(2026, 3, 1))
    assert refused.value.reason == "past_date"


def test_a_machine_enters_nothing() -> None:
    with pytest.raises(NotAllowed):
        order_of(ORDER, Actor(None))
