"""整改: measures, person and day are needed; it is checked by the Office; and what may be referred (P5.3, R3d)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TypedDict

import pytest

from supervision.actors import Actor
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import (
    Assignment,
    AssignmentStatus,
    DeskKind,
    DueKind,
    DueStatus,
    Matter,
    MatterStatus,
    Part,
    Person,
    Post,
    Rectification,
    RectificationStatus,
    ReportDue,
    Urgency,
)
from supervision.rectification import rectification_checks, rectifying
from supervision.rectification.rectification_promises import is_wanted, reminders_of
from supervision.rectification.rectifying import Fault, Share
from supervision.refusals import InvalidInput, NotAllowed, NotFound, Refusal, StaleButton, WrongState
from supervision.results import closing
from supervision.roles import Role
from tests.world import MONDAY

UNIT, LIMIT = 5, date(2026, 3, 16)
S = RectificationStatus
OFFICER = Post(8, 2, Role.OFFICER, "督查室工作人员", "", 8)
LIAISON = Post(16, UNIT, Role.LIAISON, "县水利局联络员", "A", 16)
OTHER = Post(12, 4, Role.LIAISON, "县住建局联络员", "A", 12)
MATTER = Matter(
    id=1,
    registration_number="2026-1",
    track="instruction.mayor",
    title="城区内涝点整治",
    status=MatterStatus.IN_PROGRESS,
    urgency=Urgency.ROUTINE,
    registered_by=8,
    registered_post_id=8,
    registered_at=MONDAY,
    issued_at=MONDAY,
)
SHARED = Assignment(1, 2, UNIT, Part.LEAD, AssignmentStatus.ACCEPTED, accepted_at=MONDAY, delivered_at=MONDAY)
ITEM = Rectification(4, 1, 2, UNIT, "尚有0.6公里未清。", 8, MONDAY, due_on=LIMIT)
DUE = ReportDue(1, 2, UNIT, 1, date(2026, 3, 10), None, MONDAY, final=True, status=DueStatus.ACCEPTED)


class Terms(TypedDict):
    county: County
    workdays: Workdays


TERMS: Terms = {"county": County(), "workdays": Workdays()}


def actor(post: Post) -> Actor:
    return Actor(Person(post.id, "某人", "13800000000", 1), (post,))


def share(**changes: object) -> Share:
    whole = Share(
        matter=MATTER,
        assignment=SHARED,
        registrar=OFFICER,
        dues=[DUE],
        assignments=[SHARED],
        others=[],
        unit_name="县水利局",
        document_number="夏政督〔2026〕1号",
        paper_id=1,
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def order(of: Share, by: Post = OFFICER, fault: Fault | None = None) -> tuple[object, ...]:
    wanted = fault or Fault("尚有0.6公里未清。", LIMIT)
    return rectifying.order(of, wanted, actor(by), MONDAY, rectification_id=4, **TERMS).saves


def promise(item: Rectification, by: Post = LIAISON, **changes: object) -> tuple[object, ...]:
    given: dict[str, object] = {"measures": "增派设备", "person": "王某", "due_on": date(2026, 3, 13)} | changes
    return rectifying.promise(item, share(), actor(by), MONDAY, **given, **TERMS).saves  # type: ignore[arg-type]


def test_what_is_ordered_takes_the_share_back_from_its_end() -> None:
    item, again, *_ = order(share())
    assert isinstance(item, Rectification)
    assert (item.status, item.due_on) == (S.ORDERED, LIMIT)
    assert isinstance(again, Assignment)
    assert (again.status, again.accepted_at) == (AssignmentStatus.IN_PROGRESS, None)


@pytest.mark.parametrize(
    ("of", "by", "fault", "refusal"),
    [
        (share(), LIAISON, None, NotAllowed),
        (share(matter=replace(MATTER, status=MatterStatus.CLOSING)), OFFICER, None, WrongState),
        (share(assignment=replace(SHARED, status=AssignmentStatus.WITHDRAWN)), OFFICER, None, WrongState),
        (share(others=[ITEM]), OFFICER, None, WrongState),
        (share(others=[replace(ITEM, status=S.PASSED)]), OFFICER, None, None),
        (share(others=[replace(ITEM, unit_id=4)]), OFFICER, None, None),
        (share(), OFFICER, Fault(" ", LIMIT), InvalidInput),
        (share(), OFFICER, Fault("尚未清。", date(2026, 3, 1)), InvalidInput),
        (share(), replace(OFFICER, unit_id=UNIT), None, NotFound),
    ],
)
def test_who_orders_what(of: Share, by: Post, fault: Fault | None, refusal: type[Refusal] | None) -> None:
    if refusal is None:
        assert order(of, by, fault)
        return
    with pytest.raises(refusal):
        order(of, by, fault)


def test_the_unit_owes_a_report_only_from_its_own_promise_on() -> None:
    assert not [row for row in order(share()) if isinstance(row, ReportDue)]
    (due,) = [row for row in promise(ITEM) if isinstance(row, ReportDue)]
    assert (due.seq, due.due_on, due.kind, due.final) == (2, date(2026, 3, 13), DueKind.RECTIFICATION, False)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"measures": " "}, "measures"),
        ({"person": ""}, "person"),
        ({"person": "王" * 41}, "person"),
        ({"due_on": date(2026, 3, 1)}, "promised_on"),
        ({"due_on": date(2026, 3, 17)}, "promised_on"),
    ],
)
def test_P5_3_measures_person_and_date_are_needed(changes: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        promise(ITEM, LIAISON, **changes)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("item", "by", "refusal"),
    [
        (ITEM, OTHER, NotFound),
        (ITEM, OFFICER, NotAllowed),
        (replace(ITEM, status=S.PROMISED), LIAISON, StaleButton),
        (replace(ITEM, status=S.PASSED), LIAISON, StaleButton),
    ],
)
def test_who_promises_when(item: Rectification, by: Post, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        promise(item, by)


PROMISED = replace(ITEM, status=S.PROMISED, due_seq=2, due_on=date(2026, 3, 13))
OWED = replace(DUE, seq=2, status=DueStatus.OPEN, kind=DueKind.RECTIFICATION)


@pytest.mark.parametrize(
    ("status", "stands"),
    [
        (DueStatus.OPEN, S.PROMISED),
        (DueStatus.RETURNED, S.PROMISED),
        (DueStatus.ANSWERED, S.REPORTED),
        (DueStatus.ACCEPTED, S.REPORTED),
    ],
)
def test_it_is_checked_only_after_its_report(status: DueStatus, stands: RectificationStatus) -> None:
    due = replace(OWED, status=status)
    assert rectifying.standing(PROMISED, due) is stands
    of = share(dues=[DUE, due], others=[PROMISED])
    if stands is S.PROMISED:
        with pytest.raises(WrongState):
            rectification_checks.pass_check(PROMISED, of, actor(OFFICER), MONDAY)
        return
    passed, *_ = rectification_checks.pass_check(PROMISED, of, actor(OFFICER), MONDAY).saves
    assert isinstance(passed, Rectification)
    assert (passed.status, passed.checked_by) == (S.PASSED, 8)


def test_what_did_not_pass_is_promised_anew() -> None:
    of = share(dues=[DUE, replace(OWED, status=DueStatus.ANSWERED)], others=[PROMISED])
    failed, *_ = rectification_checks.fail_check(
        PROMISED, of, actor(OFFICER), MONDAY, why="仍未清完。", until=LIMIT, **TERMS
    ).saves
    assert isinstance(failed, Rectification)
    assert (failed.status, failed.due_on, failed.due_seq, failed.check_words) == (S.FAILED, LIMIT, None, "仍未清完。")
    assert promise(failed)


@pytest.mark.parametrize(
    ("item", "unit_on", "office_on"),
    [
        (ITEM, date(2026, 3, 5), date(2026, 3, 6)),
        (replace(ITEM, due_on=date(2026, 3, 3)), date(2026, 3, 3), date(2026, 3, 4)),
        (replace(ITEM, status=S.FAILED, checked_at=MONDAY + timedelta(days=7)), date(2026, 3, 12), date(2026, 3, 13)),
    ],
)
def test_P5_3_who_does_not_promise_is_reminded_and_then_the_office(
    item: Rectification, unit_on: date, office_on: date
) -> None:
    unit, office = reminders_of(item, 8, number="夏政督〔2026〕1号", unit_name="县水利局", **TERMS)
    assert (unit.kind, unit.unit_id, unit.on, unit.every) == (DeskKind.PROMISE, UNIT, unit_on, 2)
    assert (office.kind, office.unit_id, office.post_id, office.on) == (DeskKind.PROMISE_OVER, 0, 8, office_on)
    assert unit in order(share()) or item is not ITEM


@pytest.mark.parametrize(
    ("item", "of", "matter", "wanted"),
    [
        (ITEM, SHARED, MATTER, True),
        (ITEM, SHARED, replace(MATTER, status=MatterStatus.SUSPENDED), True),
        (replace(ITEM, status=S.PROMISED), SHARED, MATTER, False),
        (ITEM, replace(SHARED, status=AssignmentStatus.WITHDRAWN), MATTER, False),
        (ITEM, SHARED, replace(MATTER, status=MatterStatus.WITHDRAWN), False),
        (None, None, None, False),
    ],
)
def test_nobody_is_reminded_of_a_promise_that_is_not_wanted(
    item: Rectification | None, of: Assignment | None, matter: Matter | None, wanted: bool
) -> None:
    assert is_wanted(item, of, matter) is wanted


@pytest.mark.parametrize("status", S)
def test_P5_3_only_what_passed_lets_the_matter_close(status: RectificationStatus) -> None:
    count = rectifying.count_open([replace(ITEM, status=status)], [SHARED])
    assert count == (0 if status is S.PASSED else 1)
    if count:
        with pytest.raises(WrongState) as refused:
            closing.require_ready(MATTER, [SHARED], actor(OFFICER), OFFICER, rectifying=count)
        assert refused.value.state == "rectifying"
    else:
        closing.require_ready(MATTER, [SHARED], actor(OFFICER), OFFICER, rectifying=count)


def test_what_was_taken_from_its_unit_keeps_nothing_open() -> None:
    assert rectifying.count_open([ITEM], [replace(SHARED, status=AssignmentStatus.WITHDRAWN)]) == 0
