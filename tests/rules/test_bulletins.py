"""When a bulletin is drafted, heard, signed and posted, and what is refused meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from supervision.actors import Actor
from supervision.bulletins.bulletin_posting import Criticism, approve, nowhere, post, post_moment
from supervision.bulletins.making import (
    LONGEST_NEXT_STEPS,
    ask_units,
    at_work,
    draft_moment,
    may_draft,
    next_opening,
    require_heard,
    send_back,
    set_next_steps,
    submit,
    tick,
)
from supervision.calendars.schedules import Quarter
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import (
    Bulletin,
    BulletinEvent,
    BulletinLine,
    BulletinStatus,
    Group,
    Objection,
    Person,
    Post,
    Standing,
    Unit,
    UnitKind,
)
from supervision.notices.bulletins import CriticismTold, GroupBulletin
from supervision.notices.objecting import ObjectionCard
from supervision.refusals import BulletinNotReady, InvalidInput, WrongState
from supervision.roles import Role

ZONE = ZoneInfo("Asia/Shanghai")
COUNTY = County()
WORKDAYS = Workdays()


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


NOW = at("2026-04-17T09:00")
FIGURES = {"due": 1}
BULLETIN = Bulletin(1, "2026Q1", BulletinStatus.DRAFT, date(2026, 4, 10), NOW, FIGURES)
EVENT = BulletinEvent(1, 1, 1, "夏政督〔2026〕9号", "清淤", date(2026, 3, 20), NOW, None, 19, 0)
LINE = BulletinLine(1, 5, Standing.CRITICISED, ("1/1/5/1",), selected=True, events=(EVENT,))
PRAISE = BulletinLine(1, 4, Standing.COMMENDED, ("1/1/4/1",), selected=True, events=(EVENT,))
ASKED = Objection(1, 5, NOW, at("2026-04-22T23:59:59"), facts=LINE.facts)
WATER = Unit(5, "县水利局", UnitKind.DEPARTMENT)
DEPUTY = Post(17, 5, Role.UNIT_DEPUTY, "县水利局分管督查工作的负责同志", holder_id=17)
HEAD = Post(18, 5, Role.UNIT_HEAD, "县水利局主要负责同志", holder_id=18)
LIAISON = Actor(Person(16, "水利局联络员"), (Post(16, 5, Role.LIAISON, "县水利局联络员A", holder_id=16),))
LOCKED = [BulletinStatus.IN_APPROVAL, BulletinStatus.APPROVED, BulletinStatus.POSTED]


def ask(*lines: BulletinLine, asked: tuple[Objection, ...] = ()) -> list[object]:
    outcome = ask_units(BULLETIN, lines, asked, [DEPUTY, HEAD], told={}, now=NOW, county=COUNTY, workdays=WORKDAYS)
    return [*outcome.saves, *outcome.notices]


@pytest.mark.parametrize(
    ("quarter", "moment"),
    [
        (Quarter(2026, 1), "2026-04-17T08:30"),
        (Quarter(2026, 2), "2026-07-17T08:30"),
        (Quarter(2026, 3), "2026-10-16T08:30"),
        (Quarter(2026, 4), "2026-12-17T08:30"),
    ],
)
def test_R3a_drafted_five_workdays_after_the_cut_off(quarter: Quarter, moment: str) -> None:
    assert draft_moment(quarter, COUNTY, WORKDAYS) == at(moment)


def test_a_quarter_can_be_drafted_by_hand_from_the_day_after_its_cut_off() -> None:
    assert not may_draft(Quarter(2026, 1), at("2026-04-10T23:59"), COUNTY, WORKDAYS)
    assert may_draft(Quarter(2026, 1), at("2026-04-11T00:00"), COUNTY, WORKDAYS)


@pytest.mark.parametrize(
    ("signed", "posted"),
    [
        ("2026-04-20T08:59", "2026-04-20T09:00"),
        ("2026-04-20T09:00", "2026-04-20T09:00"),
        ("2026-04-20T09:01", "2026-04-21T09:00"),
        ("2026-04-30T10:00", "2026-05-06T09:00"),
        ("2026-05-09T07:00", "2026-05-09T09:00"),
    ],
)
def test_pitfall_30_posted_at_the_set_hour_of_a_workday_local_time(signed: str, posted: str) -> None:
    assert post_moment(at(signed), COUNTY, WORKDAYS) == at(posted)


def test_the_clock_works_while_the_office_does() -> None:
    assert at_work(at("2026-04-20T08:30"), COUNTY, WORKDAYS)
    assert not at_work(at("2026-04-19T10:00"), COUNTY, WORKDAYS)
    assert next_opening(at("2026-04-17T09:00"), COUNTY, WORKDAYS) == at("2026-04-20T08:30")


@pytest.mark.parametrize("status", LOCKED)
def test_a_bulletin_with_its_signers_cannot_be_touched(status: BulletinStatus) -> None:
    locked = replace(BULLETIN, status=status)
    for touch in (
        lambda: tick(locked, LINE, selected=False),
        lambda: set_next_steps(locked, "请抓紧"),
        lambda: require_heard(locked, [], [], NOW),
        lambda: submit(locked, [], "", ""),
        lambda: ask_units(locked, [LINE], [], [], told={}, now=NOW, county=COUNTY, workdays=WORKDAYS),
    ):
        with pytest.raises(WrongState):
            touch()


def test_ticking_twice_is_recorded_once() -> None:
    assert tick(BULLETIN, LINE, selected=True).facts == ()
    outcome = tick(BULLETIN, LINE, selected=False)
    assert [fact.event for fact in outcome.facts] == ["bulletin.unit_left_out"]
    assert outcome.saves == (replace(LINE, selected=False),)


def test_next_steps_have_words_and_an_end() -> None:
    with pytest.raises(InvalidInput):
        set_next_steps(BULLETIN, "  ")
    with pytest.raises(InvalidInput):
        set_next_steps(BULLETIN, "请" * (LONGEST_NEXT_STEPS + 1))
    assert set_next_steps(BULLETIN, " 请抓紧 ").saves == (replace(BULLETIN, next_steps="请抓紧"),)


def test_each_criticised_unit_is_asked_once_with_its_leaders_and_the_commended_are_not() -> None:
    objection, *cards = ask(LINE, PRAISE)
    assert objection == replace(ASKED, answer_by=objection.answer_by)  # type: ignore[attr-defined]
    assert [(card.unit_id, card.to.kind, card.to.id) for card in cards if isinstance(card, ObjectionCard)] == [
        (5, "unit", 5),
        (5, "post", 17),
        (5, "post", 18),
    ]
    with pytest.raises(BulletinNotReady, match="nobody_to_ask"):
        ask(LINE, asked=(ASKED,))
    with pytest.raises(BulletinNotReady, match="nobody_to_ask"):
        ask(replace(LINE, selected=False), PRAISE)


def test_sent_back_it_is_open_again_with_the_signers_words() -> None:
    moved = send_back(replace(BULLETIN, status=BulletinStatus.IN_APPROVAL), [LINE], "请核实").saves[0]
    assert isinstance(moved, Bulletin)
    assert (moved.status, moved.returned_words) == (BulletinStatus.SENT_BACK, "请核实")


def test_the_criticised_are_told_by_themselves_and_the_groups_get_the_chosen_text() -> None:
    approved = replace(BULLETIN, text="全文", group_text="不点名")
    moved = approve(approved, "2026年第1期", [], now=at("2026-04-20T10:00"), county=COUNTY, workdays=WORKDAYS).saves[0]
    assert isinstance(moved, Bulletin)
    assert moved.post_at == at("2026-04-21T09:00")
    groups = [Group(n, -n, "群", 1, NOW) for n in (1, 2)]
    moved = replace(moved, name_in_group=False)
    outcome = post(moved, groups, [Criticism(LINE, "县水利局", [HEAD])], COUNTY)
    posts = [notice for notice in outcome.notices if isinstance(notice, GroupBulletin)]
    assert [(notice.key, notice.text, notice.issued_on) for notice in posts] == [
        ("bulletin/1/1", "不点名", date(2026, 4, 21)),
        ("bulletin/1/2", "不点名", date(2026, 4, 21)),
    ]
    told = [notice for notice in outcome.notices if isinstance(notice, CriticismTold)]
    assert [(notice.to.kind, notice.to.id) for notice in told] == [("unit", 5), ("post", 18)]
    assert len(nowhere(moved, NOW).notices) == 1
