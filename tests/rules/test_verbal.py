"""Consents by telephone and later dates: what passes, what binds, what counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from supervision.actors import Actor, Witness
from supervision.approving.signing import Signing
from supervision.approving.verbal import agree_by_telephone, deny, may_ratify, ratify, ratify_by, unratified
from supervision.calendars.workdays import Workdays
from supervision.carrying_out.extending import Owed, Request, grant
from supervision.model import (
    Chain,
    ChainPurpose,
    ChainStatus,
    Channel,
    DueStatus,
    Extension,
    Post,
    RecordKind,
    ReportDue,
    SigningStep,
    StepStatus,
)
from supervision.notices.recording import RatifyCard, VerbalDenied
from supervision.refusals import (
    AlreadyDecided,
    InvalidInput,
    NotAllowed,
    Refusal,
    SignedAlready,
    StaleButton,
    WrongState,
)
from supervision.reports.report_places import Terms
from supervision.roles import Role
from tests.rules.test_recording import BEGAN, CLERK, COUNTY, DEPUTY, LIAISON, NOW, RECORD, ZONE, actor

WORKDAYS = Workdays()


def signing(purpose: ChainPurpose = ChainPurpose.ISSUE, **chain: object) -> Signing:
    text_hash = "a" * 64
    made = Chain(1, purpose, 1, "县长批示件", "城区内涝点整治", text_hash, 8, BEGAN, drafters=(8,), drafted_post_id=8)
    steps = (
        SigningStep(1, 1, "deputy_director", "approve", 6, "分管副主任", StepStatus.CURRENT),
        SigningStep(1, 2, "director", "approve", 5, "办公室主任"),
    )
    return Signing(replace(made, **chain), steps)  # type: ignore[arg-type]


CALL = replace(RECORD, kind=RecordKind.VERBAL, channel=Channel.TELEPHONE, reference="")
BY_CALL = replace(
    DEPUTY, witness=Witness(channel=Channel.TELEPHONE, record_id=1, entered_by=8, confirmed_by=9, happened_at=NOW)
)


def agreed() -> Signing:
    before = signing()
    saved = {
        row.seq: row for row in agree_by_telephone(before, 1, BY_CALL, CALL, NOW).saves if isinstance(row, SigningStep)
    }
    return replace(before, steps=(saved[1], saved[2]))


def test_a_consent_by_telephone_passes_the_step_but_is_no_signature() -> None:
    outcome = agree_by_telephone(signing(), 1, BY_CALL, CALL, NOW)
    step = next(row for row in outcome.saves if isinstance(row, SigningStep) and row.seq == 1)
    assert (step.status, step.decided_by, step.verbal_by, step.signed_hash) == (StepStatus.VERBAL, None, 6, "")
    following = next(row for row in outcome.saves if isinstance(row, SigningStep) and row.seq == 2)
    assert following.status is StepStatus.CURRENT
    assert any(isinstance(notice, RatifyCard) and notice.to.id == 6 for notice in outcome.notices)


@pytest.mark.parametrize("purpose", [ChainPurpose.RESULT, ChainPurpose.BULLETIN])
def test_only_a_paper_that_has_to_go_out_can_wait_for_its_signature(purpose: ChainPurpose) -> None:
    with pytest.raises(WrongState):
        agree_by_telephone(signing(purpose), 1, BY_CALL, CALL, NOW)


def test_a_consent_is_bound_to_the_text_and_to_one_person() -> None:
    with pytest.raises(StaleButton):
        agree_by_telephone(signing(text_hash="b" * 64), 1, BY_CALL, CALL, NOW)
    both = replace(BY_CALL, posts=(*DEPUTY.posts, Post(5, 1, Role.DIRECTOR, "办公室主任", holder_id=6)))
    with pytest.raises(SignedAlready):
        agree_by_telephone(agreed(), 2, both, CALL, NOW)


def test_a_consent_is_ratified_by_its_leader_alone_and_once() -> None:
    for another in (CLERK, actor(5, Role.DIRECTOR, 1)):
        with pytest.raises(NotAllowed):
            ratify(agreed(), 1, another, NOW, shown="a" * 8)
        with pytest.raises(NotAllowed):
            deny(agreed(), 1, another, NOW, shown="a" * 8, words="未曾同意", number="")
    with pytest.raises(StaleButton):
        ratify(agreed(), 1, DEPUTY, NOW, shown="")
    with pytest.raises(StaleButton):
        ratify(agreed(), 1, DEPUTY, NOW, shown="b" * 8)
    (step,) = ratify(agreed(), 1, DEPUTY, NOW, shown="a" * 8).saves
    assert isinstance(step, SigningStep)
    assert (step.status, step.decided_by, step.ratified_at) == (StepStatus.SIGNED, 6, NOW)
    assert step.signed_hash == "a" * 64
    settled = replace(agreed(), steps=(step, *agreed().steps[1:]))
    with pytest.raises(AlreadyDecided):
        ratify(settled, 1, DEPUTY, NOW, shown="a" * 8)
    with pytest.raises(AlreadyDecided):
        deny(settled, 1, DEPUTY, NOW, shown="a" * 8, words="不同意", number="")


def test_what_was_signed_in_the_ordinary_way_is_not_ratified() -> None:
    with pytest.raises(WrongState):
        ratify(signing(), 1, DEPUTY, NOW, shown="a" * 8)


@pytest.mark.parametrize("status", [ChainStatus.VOID, ChainStatus.SENT_BACK])
def test_a_consent_to_a_text_that_is_void_is_nothing(status: ChainStatus) -> None:
    void = replace(agreed(), chain=replace(agreed().chain, status=status))
    with pytest.raises(StaleButton):
        ratify(void, 1, DEPUTY, NOW, shown="a" * 8)


def test_a_denial_needs_words_ends_the_approval_and_tells_office_and_drafter() -> None:
    with pytest.raises(InvalidInput):
        deny(agreed(), 1, DEPUTY, NOW, shown="a" * 8, words=" ", number="")
    outcome = deny(agreed(), 1, DEPUTY, NOW, shown="a" * 8, words="未曾同意", number="夏政督〔2026〕12号")
    chain = next(row for row in outcome.saves if isinstance(row, Chain))
    steps = {row.seq: row.status for row in outcome.saves if isinstance(row, SigningStep)}
    assert chain.status is ChainStatus.VOID
    assert steps == {1: StepStatus.DENIED, 2: StepStatus.VOID}
    assert [type(notice) for notice in outcome.notices] == [VerbalDenied, VerbalDenied]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (datetime(2026, 3, 4, 22, 5, tzinfo=ZONE), date(2026, 3, 9)),  # Wednesday: Thursday, Friday, Monday
        (datetime(2026, 5, 6, 22, 5, tzinfo=ZONE), date(2026, 5, 9)),  # a make-up Saturday counts
    ],
)
def test_a_consent_is_to_be_ratified_in_so_many_workdays(given: datetime, expected: date) -> None:
    step = replace(agreed().steps[0], verbal_at=given)
    assert ratify_by(step, COUNTY, WORKDAYS).astimezone(ZONE).date() == expected


def test_what_is_not_ratified_in_time_reminds_its_leader_and_the_office() -> None:
    by = datetime(2026, 3, 9, 23, 59, tzinfo=ZONE)
    assert unratified(agreed().steps[0], [8, 8], by, by, COUNTY) == []
    rows = unratified(agreed().steps[0], [8, 8], by, by + timedelta(seconds=1), COUNTY)
    assert [(row.post_id, row.rung) for row in rows] == [(6, "V@2026-03-09T23:59"), (8, "V@2026-03-09T23:59")]


# --- a later date

DUE = ReportDue(1, 2, 5, 1, date(2026, 3, 10), None, datetime(2026, 3, 10, 15, 59, 59, 999999, tzinfo=UTC), False)
OWED = Owed(
    due=DUE,
    paper_id=1,
    document_number="夏政督〔2026〕1号",
    unit_name="县水利局",
    task="北城河清淤",
    delivered_at=BEGAN,
)


def request(asked_at: datetime, new_on: date = date(2026, 3, 16)) -> Request:
    return Request(
        extension_id=1, new_on=new_on, new_hour=None, asked_at=asked_at, words="连续降雨", channel=Channel.PAPER
    )


@pytest.mark.parametrize(
    ("asked_at", "in_time", "late_on"),
    [
        (datetime(2026, 3, 9, 10, 0, tzinfo=ZONE), True, date(2026, 3, 16)),
        (datetime(2026, 3, 10, 23, 59, tzinfo=ZONE), True, date(2026, 3, 16)),
        (datetime(2026, 3, 11, 0, 0, tzinfo=ZONE), False, date(2026, 3, 10)),
        (datetime(2026, 3, 12, 10, 0, tzinfo=ZONE), False, date(2026, 3, 10)),
    ],
)
def test_counting_an_extension_asked_for_after_the_date_stays_late(
    asked_at: datetime, in_time: bool, late_on: date
) -> None:
    outcome = grant(OWED, request(asked_at), CLERK, Terms(now=NOW, county=COUNTY, workdays=WORKDAYS))
    due, extension = outcome.saves
    assert isinstance(due, ReportDue)
    assert isinstance(extension, Extension)
    assert extension.in_time is in_time
    assert due.late_after.astimezone(ZONE).date() == late_on
    assert (due.due_on, due.expected_on) == (date(2026, 3, 10), date(2026, 3, 16)), "the printed date stands"


@pytest.mark.parametrize(
    ("due", "new_on", "who", "refusal"),
    [
        (DUE, date(2026, 3, 10), CLERK, InvalidInput),
        (replace(DUE, extended_to=date(2026, 3, 20)), date(2026, 3, 16), CLERK, InvalidInput),
        (replace(DUE, status=DueStatus.ANSWERED), date(2026, 3, 16), CLERK, StaleButton),
        (replace(DUE, status=DueStatus.VOID), date(2026, 3, 16), CLERK, StaleButton),
        (DUE, date(2026, 3, 16), LIAISON, NotAllowed),
    ],
)
def test_what_cannot_be_extended(due: ReportDue, new_on: date, who: Actor, refusal: type[Refusal]) -> None:
    terms = Terms(now=NOW, county=COUNTY, workdays=WORKDAYS)
    with pytest.raises(refusal):
        grant(replace(OWED, due=due), request(NOW, new_on), who, terms)


def test_a_deputy_s_word_is_his_to_ratify_and_his_successor_s_only_while_he_stands_in_too() -> None:
    standing = replace(signing(), stand_ins={6: (2,)})
    deputy = actor(2, Role.EXECUTIVE_VICE_MAYOR, 1)
    successor = actor(22, Role.EXECUTIVE_VICE_MAYOR, 1, 2)
    called = replace(deputy, witness=BY_CALL.witness)
    saved = agree_by_telephone(standing, 1, called, CALL, NOW)
    agreed_step = next(row for row in saved.saves if isinstance(row, SigningStep) and row.seq == 1)
    assert (agreed_step.by_post_id, agreed_step.signer) == (2, "常务副县长（代分管副主任）")
    assert [notice.to.id for notice in saved.notices if isinstance(notice, RatifyCard)] == [2]
    during = replace(standing, steps=(agreed_step, standing.steps[1]))
    after = replace(during, stand_ins={})
    assert not may_ratify(during, agreed_step, DEPUTY), "the leader was not asked"
    assert may_ratify(after, agreed_step, deputy), "his word stays his when the leader is back"
    assert may_ratify(during, agreed_step, successor)
    assert not may_ratify(after, agreed_step, successor)
