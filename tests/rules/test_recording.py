"""Records: two people, a possible time, a basis; consents by telephone; later dates; what is withdrawn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from supervision.actors import Actor
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import (
    Channel,
    Person,
    Post,
    Record,
    RecordKind,
    RecordStatus,
    Urgency,
)
from supervision.notices.recording import RecordCard, RecordLapsed, RecordRejected
from supervision.refusals import (
    AlreadyDecided,
    InvalidInput,
    NotAllowed,
    NotFound,
    Refusal,
    SecondPerson,
)
from supervision.reports.recording import (
    Entry,
    asks_the_head_too,
    confirm,
    enter,
    happened_at,
    lapse,
    reject,
    who_confirms,
)
from supervision.roles import Role

ZONE = ZoneInfo("Asia/Shanghai")
COUNTY, WORKDAYS = County(), Workdays()
NOW = datetime(2026, 3, 4, 15, 0, tzinfo=ZONE)
BEGAN = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
OFFICE, SECTION = 2, 3


def actor(person: int, role: Role, unit: int = OFFICE, post: int = 0) -> Actor:
    return Actor(Person(person, f"第{person}人"), (Post(post or person, unit, role, "职务", holder_id=person),))


CLERK, SECOND, HEAD = actor(8, Role.OFFICER), actor(9, Role.OFFICER), actor(7, Role.OFFICE_HEAD)
ADMIN, LIAISON, SECTION_CLERK = (
    actor(11, Role.ADMINISTRATOR),
    actor(16, Role.LIAISON, 5),
    actor(10, Role.SECTION_CLERK, 3),
)
DEPUTY = actor(6, Role.DEPUTY_DIRECTOR, 1)
RECORD = Record(
    id=1,
    kind=RecordKind.SIGNATURE,
    channel=Channel.PAPER,
    entered_by=8,
    entered_post_id=8,
    entered_at=NOW,
    happened_at=NOW,
    matter_id=1,
    chain_id=1,
    step_seq=1,
    text_hash="a" * 64,
    person_id=6,
    post_id=6,
    reference="夏政办收〔2026〕112号",
)
ENTRY = Entry(desk_unit_id=OFFICE, since=BEGAN, files=0, confirmers=(9,))


def test_a_record_waits_and_is_put_before_the_second_clerk() -> None:
    outcome = enter(RECORD, CLERK, ENTRY)
    assert outcome.saves == (RECORD,)
    assert [fact.event for fact in outcome.facts] == ["record.entered"]
    (card,) = outcome.notices
    assert isinstance(card, RecordCard)
    assert card.to.id == 9


@pytest.mark.parametrize(
    ("changes", "entry", "who", "refusal"),
    [
        ({"person_id": 8}, {}, CLERK, SecondPerson),
        ({"happened_at": datetime(2026, 3, 4, 15, 1, tzinfo=ZONE)}, {}, CLERK, InvalidInput),
        ({"happened_at": datetime(2026, 3, 2, 8, 59, tzinfo=ZONE)}, {}, CLERK, InvalidInput),
        ({"reference": ""}, {}, CLERK, InvalidInput),
        ({}, {"files": 21}, CLERK, InvalidInput),
        ({"channel": Channel.TELEPHONE}, {}, CLERK, InvalidInput),
        ({"agrees": False}, {}, CLERK, InvalidInput),
        ({"words": "长" * 501}, {}, CLERK, InvalidInput),
        ({"reference": "号" * 41}, {}, CLERK, InvalidInput),
        ({}, {}, LIAISON, NotAllowed),
        ({}, {}, ADMIN, NotAllowed),
        ({}, {}, SECTION_CLERK, NotFound),
    ],
)
def test_what_cannot_be_recorded(
    changes: dict[str, object], entry: dict[str, object], who: Actor, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        enter(replace(RECORD, **changes), who, replace(ENTRY, **entry))  # type: ignore[arg-type]


def test_whose_act_it_is_does_not_confirm_the_note_of_it() -> None:
    as_officer_too = Actor(DEPUTY.person, (*DEPUTY.posts, *SECOND.posts))
    with pytest.raises(SecondPerson) as refused:
        confirm(RECORD, as_officer_too, NOW)
    assert refused.value.reason == "own_act"
    with pytest.raises(SecondPerson):
        reject(RECORD, as_officer_too, "日期不符", NOW, what="县长批示件")


def test_scans_alone_are_a_basis_and_a_section_records_its_own_matter() -> None:
    assert enter(replace(RECORD, reference=""), CLERK, replace(ENTRY, files=1)).saves
    assert enter(RECORD, SECTION_CLERK, replace(ENTRY, desk_unit_id=SECTION)).saves


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        (SECOND, None),
        (HEAD, None),
        (ADMIN, None),
        (CLERK, SecondPerson),
        (actor(8, Role.ADMINISTRATOR, post=99), SecondPerson),
        (SECTION_CLERK, NotAllowed),
        (LIAISON, NotAllowed),
        (DEPUTY, NotAllowed),
    ],
)
@pytest.mark.parametrize("kind", list(RecordKind))
def test_another_person_of_the_office_confirms(kind: RecordKind, who: Actor, refusal: type[Refusal] | None) -> None:
    record = replace(RECORD, kind=kind)
    if refusal is not None:
        with pytest.raises(refusal):
            confirm(record, who, NOW)
        with pytest.raises(refusal):
            reject(record, who, "日期不符", NOW, what="县长批示件")
        return
    outcome = confirm(record, who, NOW)
    assert outcome.saves == (
        replace(record, status=RecordStatus.CONFIRMED, confirmed_by=who.person_id, confirmed_at=NOW),
    )
    assert outcome.facts[0].details["entered_by"] == 8


@pytest.mark.parametrize("status", [s for s in RecordStatus if s is not RecordStatus.WAITING])
def test_a_record_is_decided_once(status: RecordStatus) -> None:
    with pytest.raises(AlreadyDecided):
        confirm(replace(RECORD, status=status), SECOND, NOW, "督查室乙")


def test_a_rejected_record_needs_words_and_tells_the_clerk() -> None:
    with pytest.raises(InvalidInput):
        reject(RECORD, SECOND, " ", NOW, what="县长批示件")
    outcome = reject(RECORD, SECOND, "日期不符", NOW, what="县长批示件")
    (told,) = outcome.notices
    assert isinstance(told, RecordRejected)
    assert (told.to.id, told.words) == (8, "日期不符")
    (rejected,) = outcome.saves
    assert isinstance(rejected, Record)
    assert (rejected.status, rejected.confirm_words) == (RecordStatus.REJECTED, "日期不符")


def test_a_lapsed_record_counts_for_nothing_and_tells_the_clerk() -> None:
    outcome = lapse(RECORD, SECOND, NOW, what="县长批示件", why="already_decided")
    assert isinstance(outcome.notices[0], RecordLapsed)
    assert [fact.event for fact in outcome.facts] == ["record.lapsed"]


@pytest.mark.parametrize(
    ("officers", "heads", "entrant", "asked"),
    [
        ([(8, 8), (9, 9)], [(7, 7)], 8, (9,)),
        ([(8, 8), (9, 9)], [(7, 7)], 10, (8, 9)),
        ([(8, 8)], [(7, 7), (11, 11)], 8, (7, 11)),
        ([(8, 8), (12, 8)], [(7, 7)], 8, (7,)),
        ([(8, 8)], [(7, 7), (11, 7)], 8, (7,)),
        ([(8, 8)], [(7, 8)], 8, ()),
    ],
)
def test_who_is_asked_to_confirm(
    officers: list[tuple[int, int]], heads: list[tuple[int, int]], entrant: int, asked: tuple[int, ...]
) -> None:
    assert who_confirms(officers, heads, entrant) == asked


def test_the_head_is_asked_beside_the_officers_once() -> None:
    assert who_confirms([(8, 8), (9, 9)], [(7, 7)], 8, [(7, 7)]) == (9, 7)
    assert who_confirms([(8, 8)], [(7, 7), (11, 11)], 8, [(7, 7)]) == (7, 11)
    assert who_confirms([(8, 8), (9, 9)], [(7, 7)], 7, [(7, 7)]) == (8, 9)


@pytest.mark.parametrize(
    ("urgency", "at", "asked"),
    [
        (Urgency.MOST_URGENT, datetime(2026, 3, 4, 22, 31, tzinfo=ZONE), True),
        (Urgency.MOST_URGENT, datetime(2026, 3, 7, 10, 0, tzinfo=ZONE), True),
        (Urgency.MOST_URGENT, datetime(2026, 3, 4, 10, 0, tzinfo=ZONE), False),
        (Urgency.URGENT, datetime(2026, 3, 4, 22, 31, tzinfo=ZONE), False),
    ],
)
def test_what_is_most_urgent_outside_office_hours_is_put_before_the_head_too(
    urgency: Urgency, at: datetime, asked: bool
) -> None:
    assert asks_the_head_too(urgency, at, COUNTY, WORKDAYS) is asked


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [
        (date(2026, 3, 3), None, datetime(2026, 3, 3, 17, 30, tzinfo=ZONE)),
        (date(2026, 3, 4), None, NOW),
        (date(2026, 3, 4), time(10, 5), datetime(2026, 3, 4, 10, 5, tzinfo=ZONE)),
        (date(2026, 3, 4), time(16, 0), datetime(2026, 3, 4, 16, 0, tzinfo=ZONE)),
        (date(2026, 3, 1), None, datetime(2026, 3, 1, 17, 30, tzinfo=ZONE)),
    ],
)
def test_the_day_of_a_paper_counts_to_the_end_of_office_hours(day: date, hour: time | None, expected: datetime) -> None:
    assert happened_at(day, hour, BEGAN, NOW, COUNTY) == expected


def test_a_call_in_the_very_minute_was_not_too_early() -> None:
    began = datetime(2026, 3, 3, 19, 0, 25, tzinfo=ZONE)
    assert happened_at(date(2026, 3, 3), time(19, 0), began, NOW, COUNTY) == began
    assert happened_at(date(2026, 3, 3), time(18, 59), began, NOW, COUNTY) < began


def test_a_paper_signed_on_the_very_day_but_after_hours_was_not_signed_too_early() -> None:
    late = datetime(2026, 3, 3, 19, 0, tzinfo=ZONE)
    assert happened_at(date(2026, 3, 3), None, late, NOW, COUNTY) == late
