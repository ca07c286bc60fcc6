"""Who of the Office is on duty, how that is written down, and who may present a silent leader's paper again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from supervision.actors import Actor
from supervision.approving.approvals import hash_of
from supervision.approving.signing import Signing
from supervision.approving.silence import present_again
from supervision.county import County
from supervision.model import Chain, ChainPurpose, ChainStatus, DutyDay, Person, Post, SigningStep, StepStatus, Urgency
from supervision.notices.urgency import DutyGiven
from supervision.refusals import AlreadyDecided, InvalidInput, NotAllowed, Refusal, StaleButton
from supervision.reminding.duty import Named, day_of_duty, on_duty, read_lines, set_duty
from supervision.roles import Role

ZONE = ZoneInfo("Asia/Shanghai")
COUNTY = County()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


OFFICERS = (
    Post(7, 2, Role.OFFICE_HEAD, "督查室主任", holder_id=7),
    Post(8, 2, Role.OFFICER, "督查室工作人员甲", holder_id=8),
    Post(9, 2, Role.OFFICER, "督查室工作人员乙", holder_id=9),
)


@pytest.mark.parametrize(
    ("day", "office", "expected"),
    [
        (DutyDay(date(2026, 3, 2), 9, 8), OFFICERS, (9,)),
        (DutyDay(date(2026, 3, 2), 7, 8), OFFICERS, (7,)),
        (None, OFFICERS, (8, 9)),
        (DutyDay(date(2026, 3, 2), 0, 8), OFFICERS, (8, 9)),
        (DutyDay(date(2026, 3, 2), 9, 8), (*OFFICERS[:2], replace(OFFICERS[2], holder_id=None)), (8,)),
        (None, (OFFICERS[0], replace(OFFICERS[1], active=False)), (7,)),
        (None, (), ()),
    ],
)
def test_who_is_on_duty(day: DutyDay | None, office: tuple[Post, ...], expected: tuple[int, ...]) -> None:
    assert on_duty(day, office) == expected


def test_the_night_belongs_to_the_evening_before_it() -> None:
    assert day_of_duty(at("2026-03-02T08:30"), COUNTY) == date(2026, 3, 2)
    assert day_of_duty(at("2026-03-03T00:05"), COUNTY) == date(2026, 3, 2)
    assert day_of_duty(at("2026-03-03T08:29"), COUNTY) == date(2026, 3, 2)


NAMED = (Named(8, ("督查室甲", "督查室工作人员甲")), Named(9, ("督查室乙",)), Named(7, ("督查室乙", "督查室主任")))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3月5日 督查室甲", {date(2026, 3, 5): 8}),
        ("3月5日　督查室主任\n\n3月6日 督查室 甲", {date(2026, 3, 5): 7, date(2026, 3, 6): 8}),
        ("3月5日至7日 督查室甲", {date(2026, 3, day): 8 for day in (5, 6, 7)}),
        ("3月31日—4月1日 督查室甲", {date(2026, 3, 31): 8, date(2026, 4, 1): 8}),
        ("2026-03-05 督查室甲", {date(2026, 3, 5): 8}),
        ("今天 督查室甲\n明天 无", {date(2026, 3, 2): 8, date(2026, 3, 3): 0}),
    ],
)
def test_duty_is_read_by_lines(text: str, expected: dict[date, int]) -> None:
    assert read_lines(text, NAMED, date(2026, 3, 2)) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("督查室甲", "duty_line"),
        ("3月5日 <b>&_*[", "duty_name"),
        ("3月5日 督查室乙", "duty_name"),
        ("3月35日 督查室甲", "bad_date"),
        ("3月1日 督查室甲", "past_date"),
        ("3月7日至5日 督查室甲", "bad_date"),
        ("3月5日至9月5日 督查室甲", "bad_date"),
        ("3月5日 督查室甲\n" * 32, "too_many"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text: str, reason: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_lines(text, NAMED, date(2026, 3, 2))
    assert caught.value.reason == reason


CLERK = Actor(Person(8, "督查室甲"), (OFFICERS[1],))
LIAISON = Actor(Person(12, "联络员"), (Post(12, 4, Role.LIAISON, "联络员A", holder_id=12),))
SECRETARY = Actor(Person(27, "秘书"), (Post(27, 1, Role.SECRETARY, "秘书", holder_id=27, serves=(5,)),))


def test_who_is_newly_named_is_told_once_and_not_at_night() -> None:
    days = {date(2026, 3, 5): 9, date(2026, 3, 6): 8, date(2026, 3, 7): 9, date(2026, 3, 8): 9}
    outcome = set_duty(days, {date(2026, 3, 8): 9}, CLERK, at("2026-03-02T22:00"), COUNTY)
    assert [(row.day.day, row.post_id) for row in outcome.saves if isinstance(row, DutyDay)] == [(5, 9), (6, 8), (7, 9)]
    (notice,) = outcome.notices
    assert isinstance(notice, DutyGiven)
    assert (notice.to.id, notice.days) == (9, (date(2026, 3, 5), date(2026, 3, 7)))
    assert notice.send_after == at("2026-03-03T07:30")
    assert {fact.event for fact in outcome.facts} == {"duty.set"}
    with pytest.raises(NotAllowed):
        set_duty(days, {}, LIAISON, at("2026-03-02T22:00"), COUNTY)


STEP = SigningStep(1, 1, "director", "approve", 5, "办公室主任", StepStatus.CURRENT)
CHAIN = Chain(
    1, ChainPurpose.ISSUE, 1, "题", "文", hash_of("文"), 8, at("2026-03-02T22:00"), urgency=Urgency.MOST_URGENT
)


@pytest.mark.parametrize(
    ("chain", "step", "actor", "refusal"),
    [
        (CHAIN, STEP, CLERK, None),
        (CHAIN, STEP, SECRETARY, None),
        (CHAIN, STEP, LIAISON, NotAllowed),
        (CHAIN, replace(STEP, post_id=6), SECRETARY, NotAllowed),
        (replace(CHAIN, urgency=Urgency.URGENT), STEP, CLERK, StaleButton),
        (replace(CHAIN, status=ChainStatus.VOID), replace(STEP, status=StepStatus.VOID), CLERK, StaleButton),
        (CHAIN, replace(STEP, status=StepStatus.SIGNED, decided_at=at("2026-03-02T22:31")), CLERK, AlreadyDecided),
    ],
)
def test_who_may_present_a_paper_again(
    chain: Chain, step: SigningStep, actor: Actor, refusal: type[Refusal] | None
) -> None:
    if refusal is not None:
        with pytest.raises(refusal):
            present_again(Signing(chain, (step,)), 1, actor, at("2026-03-02T22:40"))
        return
    first, second, later = (
        present_again(Signing(chain, (step,)), 1, actor, at(f"2026-03-02T22:{minute}")).notices[0].key
        for minute in (40, 41, 55)
    )
    assert first == second != later
