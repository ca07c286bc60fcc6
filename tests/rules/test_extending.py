"""延期: who decides about which date, what an answer does to the limit, what is counted."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date, datetime

import pytest

from supervision.actors import Actor
from supervision.calendars.deadlines import late_after, local_date
from supervision.calendars.workdays import Workdays
from supervision.carrying_out.extending import Owed
from supervision.carrying_out.extension_answers import (
    Case,
    check_open,
    check_recordable,
    grant,
    grant_signed,
    is_moot,
    refuse,
    steps,
)
from supervision.carrying_out.requesting import Before
from supervision.county import County
from supervision.model import (
    Channel,
    DueStatus,
    Extension,
    ExtensionRequest,
    Matter,
    MatterStatus,
    Person,
    Post,
    ReportDue,
    TransferStatus,
    Urgency,
)
from supervision.refusals import AlreadyDecided, InvalidInput, NotAllowed, StaleButton, WrongState
from supervision.reports.report_places import Terms
from supervision.roles import Role
from tests.world import ZONE, at

COUNTY, WORKDAYS = County(), Workdays()
DUE_ON, NEW_ON = date(2026, 3, 10), date(2026, 3, 16)
LIMIT = late_after(DUE_ON, None, WORKDAYS, COUNTY)
DUE = ReportDue(1, 2, 5, 1, DUE_ON, None, LIMIT, final=False)
REQUEST = ExtensionRequest(1, 1, 2, 5, 1, NEW_ON, None, "降雨", "过半", "局长", 16, at("3月9日 10:00"))
MATTER = Matter(1, "2026-1", "document", "清淤", MatterStatus.IN_PROGRESS, Urgency.ROUTINE, 8, 8, at("3月2日 08:30"))
CLERK = Actor(Person(8, "甲", ""), (Post(8, 2, Role.OFFICER, "督查室", "", 8),))
LIAISON = Actor(Person(16, "乙", ""), (Post(16, 5, Role.LIAISON, "联络员", "A", 16),))


def case(due: ReportDue = DUE, request: ExtensionRequest = REQUEST, **changes: object) -> Case:
    owed = Owed(
        due=due,
        paper_id=1,
        document_number="夏政督〔2026〕1号",
        unit_name="县水利局",
        task="清淤",
        delivered_at=at("3月2日 09:00"),
    )
    return replace(Case(request=request, matter=MATTER, owed=owed), **changes)  # type: ignore[arg-type]


def terms(now: datetime) -> Terms:
    return Terms(now=now, county=COUNTY, workdays=WORKDAYS)


@pytest.mark.parametrize(
    ("track", "final", "new_on", "signers"),
    [
        ("document", False, NEW_ON, []),
        ("document", True, NEW_ON, [Role.DEPUTY_DIRECTOR]),
        ("document", True, date(2027, 1, 5), [Role.DEPUTY_DIRECTOR]),
        ("ten_things", False, NEW_ON, []),
        ("ten_things", True, date(2026, 12, 31), [Role.DEPUTY_DIRECTOR]),
        ("ten_things", True, date(2027, 1, 5), [Role.DEPUTY_DIRECTOR, Role.MAYOR]),
        ("ten_things", False, date(2027, 1, 5), [Role.MAYOR]),
    ],
)
def test_who_decides(track: str, final: bool, new_on: date, signers: list[Role]) -> None:
    assert [step.role for step in steps(replace(DUE, final=final), track, new_on, COUNTY)] == signers


def test_the_signers_of_a_final_date_are_a_setting() -> None:
    county = replace(COUNTY, extension_steps=(Role.DIRECTOR, Role.MAYOR))
    final = replace(DUE, final=True)
    assert [s.role for s in steps(final, "document", NEW_ON, county)] == [Role.DIRECTOR, Role.MAYOR]
    beyond = steps(final, "ten_things", date(2027, 1, 5), county)
    assert [s.role for s in beyond] == [Role.DIRECTOR, Role.MAYOR], "the mayor signs once"


@pytest.mark.parametrize(
    ("asked", "limit_on"), [("3月9日 10:00", NEW_ON), ("3月10日 23:59", NEW_ON), ("3月11日 00:00", DUE_ON)]
)
def test_counting_only_what_was_asked_in_time_moves_the_limit(asked: str, limit_on: date) -> None:
    asked_for = case(request=replace(REQUEST, asked_at=at(asked)))
    outcome = grant(asked_for, CLERK, terms(at("3月11日 09:00")), new_on=NEW_ON, new_hour=None, extension_id=7)
    due = next(item for item in outcome.saves if isinstance(item, ReportDue))
    row = next(item for item in outcome.saves if isinstance(item, Extension))
    assert (due.due_on, due.extended_to, local_date(due.late_after, ZONE)) == (DUE_ON, NEW_ON, limit_on)
    assert (row.in_time, row.request_id) == (limit_on == NEW_ON, 1)
    assert {fact.event for fact in outcome.facts} == {"due.extended", "extension.granted"}


@pytest.mark.parametrize(
    ("asked", "decided", "limit_on"),
    [
        ("3月9日 10:00", "3月9日 16:00", date(2026, 3, 10)),  # answered before the date: it stands
        ("3月9日 10:00", "3月12日 09:00", date(2026, 3, 13)),  # three workdays taken
        ("3月10日 10:00", "3月16日 09:00", date(2026, 3, 16)),  # over a weekend: four workdays
        ("3月11日 10:00", "3月12日 09:00", date(2026, 3, 10)),  # asked too late: nothing is given back
    ],
)
def test_counting_the_time_that_a_no_takes_is_not_the_units(asked: str, decided: str, limit_on: date) -> None:
    asked_for = case(request=replace(REQUEST, asked_at=at(asked)))
    outcome = refuse(asked_for, CLERK, terms(at(decided)), words="任务紧急")
    due = next(item for item in outcome.saves if isinstance(item, ReportDue))
    assert (local_date(due.late_after, ZONE), due.due_on, due.extended_to) == (limit_on, DUE_ON, None)


@pytest.mark.parametrize(
    ("status", "came", "moot"),
    [
        (DueStatus.OPEN, None, False),
        (DueStatus.RETURNED, "3月9日 12:00", False),
        (DueStatus.ANSWERED, "3月9日 12:00", True),
        (DueStatus.ANSWERED, "3月11日 12:00", False),  # late without the answer
        (DueStatus.ACCEPTED, "3月11日 12:00", False),
        (DueStatus.VOID, None, True),
        (DueStatus.HELD, None, False),
    ],
)
def test_when_there_is_nothing_to_answer(status: DueStatus, came: str | None, moot: bool) -> None:
    due = replace(DUE, status=status, first_answered_at=at(came) if came else None)
    assert is_moot(case(due)) is moot


@pytest.mark.parametrize(
    ("of", "actor", "refusal"),
    [
        (case(), LIAISON, NotAllowed),
        (case(chain_runs=True), CLERK, WrongState),
        (case(withdrawn=True), CLERK, StaleButton),
        (case(matter=replace(MATTER, status=MatterStatus.CLOSED)), CLERK, StaleButton),
        (case(replace(DUE, status=DueStatus.HELD)), CLERK, WrongState),
        (case(request=replace(REQUEST, status=TransferStatus.LAPSED)), CLERK, StaleButton),
        (
            case(request=replace(REQUEST, status=TransferStatus.REFUSED, decided_at=at("3月9日 11:00"))),
            CLERK,
            AlreadyDecided,
        ),
    ],
)
def test_what_is_not_to_be_answered(of: Case, actor: Actor, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        check_open(of, actor)


def test_another_day_must_be_later() -> None:
    with pytest.raises(InvalidInput):
        grant(case(), CLERK, terms(at("3月9日 11:00")), new_on=DUE_ON, new_hour=None, extension_id=7)


@pytest.mark.parametrize(
    "of",
    [
        case(withdrawn=True),
        case(replace(DUE, status=DueStatus.VOID)),
        case(replace(DUE, extended_to=NEW_ON)),  # extended by a paper meanwhile
        case(replace(DUE, status=DueStatus.HELD, extended_to=NEW_ON)),
    ],
)
def test_a_signed_extension_lapses_where_nothing_is_left_to_extend(of: Case) -> None:
    (row,) = grant_signed(of, LIAISON, terms(at("3月12日 09:00")), extension_id=7).saves
    assert isinstance(row, ExtensionRequest)
    assert row.status is TransferStatus.LAPSED


@pytest.mark.parametrize("returns", [0, 1])
def test_what_a_leader_signed_stands_though_the_matter_was_suspended_meanwhile(returns: int) -> None:
    supplement = at("3月12日 18:00") if returns else None
    held = replace(DUE, status=DueStatus.HELD, held_at=at("3月9日 15:00"), returns=returns, supplement_by=supplement)
    outcome = grant_signed(case(held), LIAISON, terms(at("3月12日 09:00")), extension_id=7)
    due = next(row for row in outcome.saves if isinstance(row, ReportDue))
    answered = next(row for row in outcome.saves if isinstance(row, ExtensionRequest))
    limit = late_after(NEW_ON, None, WORKDAYS, COUNTY)
    assert (due.status, due.extended_to, due.late_after) == (DueStatus.HELD, NEW_ON, limit)
    assert due.supplement_by == (limit if returns else None)
    assert (answered.status, len(outcome.notices)) == (TransferStatus.GRANTED, 1)


@pytest.mark.parametrize(
    ("track", "new_on", "outcome"),
    [
        ("ten_things", date(2027, 3, 31), pytest.raises(InvalidInput)),
        ("ten_things", NEW_ON, nullcontext()),
        ("document", date(2027, 3, 31), nullcontext()),
    ],
)
def test_what_is_granted_on_paper_stays_within_the_year(
    track: str, new_on: date, outcome: AbstractContextManager[object]
) -> None:
    with outcome:
        check_recordable(DUE, track, new_on)


def test_every_way_of_extension_and_every_refusal_is_counted() -> None:
    by_paper = Extension(1, 1, 2, 5, 1, NEW_ON, None, at("3月9日 10:00"), True, "雨", Channel.PAPER)
    refused = replace(REQUEST, status=TransferStatus.REFUSED)
    other = replace(REQUEST, due_seq=2, status=TransferStatus.REFUSED)
    lapsed = replace(REQUEST, status=TransferStatus.LAPSED)
    before = Before(requests=[refused, other, lapsed], extensions=[by_paper])
    assert before.count(DUE) == 2
    assert before.waiting(DUE) is None
    assert Before(requests=[REQUEST]).waiting(DUE) == REQUEST
