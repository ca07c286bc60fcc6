"""批评先见面: who is heard, when he is late with it, and who decides on what he said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from supervision.actors import Actor
from supervision.bulletins.hearing import Stage, stage_of
from supervision.bulletins.making import require_heard
from supervision.bulletins.objection_deciding import Heard, decide, phone, require_undecided
from supervision.bulletins.objections import (
    LONGEST_WORDS,
    answer,
    deliver,
    due_now,
    lapse,
    phone_moment,
    raise_moment,
    require_open,
)
from supervision.model import BulletinStatus, Channel, Objection, Person, Post
from supervision.notices.objecting import ObjectionDecided, ObjectionDecisionCard, ObjectionLapsed
from supervision.refusals import (
    AlreadyDecided,
    BulletinNotReady,
    DraftedIt,
    InvalidInput,
    NotAllowed,
    StaleButton,
    WrongState,
)
from supervision.roles import Role
from tests.rules.test_bulletins import (
    ASKED,
    BULLETIN,
    COUNTY,
    HEAD,
    LIAISON,
    LINE,
    NOW,
    PRAISE,
    WATER,
    WORKDAYS,
    at,
)

CLERK = Actor(Person(8, "督查室甲"), (Post(8, 2, Role.OFFICER, "督查室工作人员甲", holder_id=8),))
OTHER = Actor(Person(9, "督查室乙"), (Post(9, 2, Role.OFFICER, "督查室工作人员乙", holder_id=9),))
SECTION = Actor(Person(10, "科员"), (Post(10, 3, Role.SECTION_CLERK, "综合科工作人员", holder_id=10),))
TOLD = replace(ASKED, delivered_at=NOW, delivered_by="telegram")
AFTER = at("2026-04-23T08:30")
AGREED = replace(TOLD, answered_at=NOW, agreed=True)
EXPLAINED = replace(TOLD, answered_at=NOW, agreed=False, words="已补报", answered_by=16)

TABLE = [
    (ASKED, NOW, Stage.ASKED, "undelivered"),
    (ASKED, AFTER, Stage.ASKED, "undelivered"),
    (replace(ASKED, phone_at=NOW), AFTER, Stage.UNDELIVERED, "undelivered"),
    (TOLD, NOW, Stage.ASKED, "term_running"),
    (TOLD, TOLD.answer_by, Stage.ASKED, "term_running"),
    (TOLD, AFTER, Stage.SILENT, "not_phoned"),
    (replace(TOLD, phone_at=AFTER), AFTER, Stage.SILENT, "not_phoned"),
    (replace(TOLD, phoned_at=NOW), NOW, Stage.ASKED, "term_running"),
    (replace(TOLD, phoned_at=NOW), AFTER, Stage.PHONED, ""),
    (AGREED, NOW, Stage.AGREED, ""),
    (EXPLAINED, AFTER, Stage.EXPLAINED, "objection_open"),
    (replace(EXPLAINED, upheld=False), NOW, Stage.MAINTAINED, ""),
    (replace(EXPLAINED, upheld=True), NOW, Stage.UPHELD, "upheld"),
]


@pytest.mark.parametrize(("objection", "now", "stage", "refused"), TABLE)
def test_R3c_a_unit_is_heard_before_it_is_criticised(
    objection: Objection, now: datetime, stage: Stage, refused: str
) -> None:
    assert stage_of(objection, now) is stage
    if not refused:
        require_heard(BULLETIN, [LINE], [objection], now)
        return
    with pytest.raises(BulletinNotReady) as refusal:
        require_heard(BULLETIN, [LINE], [objection], now)
    assert (refusal.value.reason, refusal.value.unit_ids) == (refused, (5,))


def test_who_is_not_criticised_need_not_be_heard() -> None:
    require_heard(BULLETIN, [PRAISE, replace(LINE, selected=False)], [EXPLAINED], NOW)
    with pytest.raises(BulletinNotReady, match="not_asked"):
        require_heard(BULLETIN, [LINE], [], NOW)


def test_R3c_the_term_runs_from_delivery() -> None:
    late = at("2026-04-20T15:00")
    told = deliver(BULLETIN, replace(ASKED, phone_at=NOW), late, by=Channel.TELEGRAM, county=COUNTY, workdays=WORKDAYS)
    saved = told.saves[0]
    assert isinstance(saved, Objection)
    assert saved.answer_by.astimezone(NOW.tzinfo).date() == at("2026-04-23T00:00").date()
    assert (saved.delivered_at, saved.delivered_by, saved.phone_at) == (late, "telegram", None)
    again = deliver(BULLETIN, saved, AFTER, by=Channel.TELEPHONE, county=COUNTY, workdays=WORKDAYS).saves[0]
    assert again == saved


def test_the_first_answer_of_a_unit_stands() -> None:
    with pytest.raises(AlreadyDecided):
        require_open(BULLETIN, LINE, EXPLAINED, "县水利局联络员A")
    with pytest.raises(WrongState):
        require_open(replace(BULLETIN, status=BulletinStatus.IN_APPROVAL), LINE, TOLD, "")
    with pytest.raises(WrongState):
        require_open(BULLETIN, replace(LINE, selected=False), TOLD, "")


def test_words_explain_and_none_agree() -> None:
    said = answer(BULLETIN, TOLD, WATER, LIAISON, post=LIAISON.posts[0], words="已补报", now=NOW)
    assert said.saves == (EXPLAINED,)
    assert [type(notice) for notice in said.notices][1] is ObjectionDecisionCard
    agreed = answer(BULLETIN, ASKED, WATER, LIAISON, post=LIAISON.posts[0], words=" ", now=NOW).saves[0]
    assert isinstance(agreed, Objection)
    assert (agreed.agreed, agreed.delivered_at) == (True, NOW)
    with pytest.raises(InvalidInput):
        answer(BULLETIN, TOLD, WATER, LIAISON, post=LIAISON.posts[0], words="字" * (LONGEST_WORDS + 1), now=NOW)


@pytest.mark.parametrize(("asked", "told"), [(TOLD, "2026-04-23T08:30"), (ASKED, "2026-04-20T08:30")])
def test_the_office_phones_at_the_first_opening(asked: Objection, told: str) -> None:
    """After the term; where nobody was reached, after the day on which it was asked: never delivered, never silent."""
    moment = at(told)
    assert phone_moment(asked, COUNTY, WORKDAYS) == moment
    assert due_now([asked], moment - timedelta(minutes=1), COUNTY, WORKDAYS) == []
    assert due_now([asked], moment, COUNTY, WORKDAYS) == [asked]


def test_the_office_is_told_who_is_silent_and_who_was_not_reached() -> None:
    town = replace(WATER, id=6, name="城关镇人民政府")
    outcome = lapse(BULLETIN, [(TOLD, WATER), (replace(ASKED, unit_id=6), town)], AFTER)
    notice = outcome.notices[0]
    assert isinstance(notice, ObjectionLapsed)
    assert (notice.units, notice.unreached) == (("县水利局",), ("城关镇人民政府",))
    assert outcome.saves[0] == replace(TOLD, phone_at=AFTER)


def call(
    objection: Objection, heard: Heard, *, who: str = "王主任", words: str = "", actor: Actor = CLERK
) -> Objection:
    """Phone the unit after the term."""
    outcome = phone(
        BULLETIN,
        objection,
        WATER,
        actor,
        spoke_with=who,
        heard=heard,
        words=words,
        now=AFTER,
        county=COUNTY,
        workdays=WORKDAYS,
    )
    saved = outcome.saves[0]
    assert isinstance(saved, Objection)
    return saved


def test_R3c_a_call_is_written_down_with_whom_and_what() -> None:
    agreed = call(TOLD, Heard.AGREES)
    assert (agreed.agreed, agreed.phoned_by, agreed.phone_words, agreed.answered_by) == (True, 8, "王主任", None)
    objects = call(TOLD, Heard.OBJECTS, words="已补报")
    assert stage_of(objects, AFTER) is Stage.EXPLAINED
    assert objects.words == "已补报"
    assert stage_of(call(TOLD, Heard.SAYS_NOTHING), AFTER) is Stage.PHONED
    with pytest.raises(InvalidInput):
        call(TOLD, Heard.OBJECTS)
    with pytest.raises(InvalidInput):
        call(TOLD, Heard.AGREES, who=" ")
    with pytest.raises(NotAllowed):
        call(TOLD, Heard.AGREES, actor=LIAISON)


def test_who_is_told_by_the_call_has_his_term_from_then() -> None:
    told = call(ASKED, Heard.SAYS_NOTHING)
    assert (told.delivered_at, told.delivered_by) == (AFTER, "telephone")
    assert told.answer_by > at("2026-04-28T00:00")
    assert stage_of(told, AFTER) is Stage.ASKED


def test_R3c_the_drafter_does_not_decide() -> None:
    require_undecided(BULLETIN, LINE, EXPLAINED, OTHER, {8})
    with pytest.raises(DraftedIt):
        require_undecided(BULLETIN, LINE, EXPLAINED, CLERK, {8})
    for actor in (SECTION, LIAISON):
        with pytest.raises(NotAllowed):
            require_undecided(BULLETIN, LINE, EXPLAINED, actor, {8})


@pytest.mark.parametrize(
    ("selected", "objection"),
    [(False, EXPLAINED), (True, AGREED), (True, TOLD), (True, replace(EXPLAINED, upheld=False))],
)
def test_only_an_open_explanation_is_decided(selected: bool, objection: Objection) -> None:
    with pytest.raises(StaleButton):
        require_undecided(BULLETIN, replace(LINE, selected=selected), objection, OTHER, set())


def test_with_the_signers_nothing_is_decided() -> None:
    with pytest.raises(WrongState):
        require_undecided(replace(BULLETIN, status=BulletinStatus.IN_APPROVAL), LINE, EXPLAINED, OTHER, set())


@pytest.mark.parametrize("upheld", [True, False])
def test_R3c_the_unit_hears_the_decision_and_its_reason(upheld: bool) -> None:
    outcome = decide(BULLETIN, LINE, EXPLAINED, WATER, OTHER, leaders=[HEAD], upheld=upheld, words="查证属实", now=NOW)
    decided, *others = outcome.saves
    assert isinstance(decided, Objection)
    assert (decided.upheld, decided.decided_by, decided.decision_words) == (upheld, 9, "查证属实")
    assert others == ([replace(LINE, selected=False)] if upheld else [])
    told = [notice for notice in outcome.notices if isinstance(notice, ObjectionDecided)]
    assert [(notice.to.kind, notice.to.id, notice.words) for notice in told] == [
        ("unit", 5, "查证属实"),
        ("post", 18, "查证属实"),
    ]
    with pytest.raises(InvalidInput):
        decide(BULLETIN, LINE, EXPLAINED, WATER, OTHER, leaders=[], upheld=upheld, words=" ", now=NOW)


def test_after_a_workday_the_leaders_of_the_office_get_it() -> None:
    assert raise_moment(EXPLAINED, COUNTY, WORKDAYS) == at("2026-04-21T08:30").astimezone(UTC)
