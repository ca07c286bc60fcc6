"""Who is told of a matter, who has read it by signing, and who may answer (P5.3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from supervision.actors import Actor
from supervision.instructions import answering_leaders, instructing
from supervision.model import (
    AnswerVerdict,
    FurtherInstruction,
    Instruction,
    LeaderAnswer,
    Matter,
    MatterStatus,
    Person,
    Post,
    SigningStep,
    StepStatus,
    Urgency,
)
from supervision.refusals import AlreadyDecided, InvalidInput, NotAllowed, NotFound, Refusal, StaleButton, WrongState
from supervision.roles import Role
from tests.world import MONDAY

MAYOR, VICE, GONE, HEAD = 1, 3, 4, 9
POSTS = {
    MAYOR: Post(MAYOR, 1, Role.MAYOR, "县长", "", MAYOR),
    VICE: Post(VICE, 1, Role.VICE_MAYOR, "副县长", "", VICE),
    GONE: Post(GONE, 1, Role.VICE_MAYOR, "副县长", "", None, active=False),
    HEAD: Post(HEAD, 2, Role.OFFICE_HEAD, "督查室主任", "", HEAD),
}
MATTER = Matter(
    id=1,
    registration_number="2026-1",
    track="instruction.mayor",
    title="城区内涝点整治",
    status=MatterStatus.CLOSED,
    urgency=Urgency.ROUTINE,
    registered_by=8,
    registered_post_id=8,
    registered_at=MONDAY,
    issued_at=MONDAY,
    closed_at=MONDAY,
    instructions=(
        Instruction(MAYOR, "县长", date(2026, 2, 28), "请办理。"),
        Instruction(VICE, "副县长", date(2026, 2, 27), "请抓紧。"),
        Instruction(None, "市长", date(2026, 2, 26), "请夏邑县研究。", city=True),
        Instruction(GONE, "副县长", None, "请办理。"),
    ),
)
FURTHER = FurtherInstruction(5, 1, MAYOR, "县长", date(2026, 3, 2), "请再核实。", MAYOR, MONDAY)
WAITING = LeaderAnswer(7, 1, MAYOR, "已办结。", 8, MONDAY)


def actor(*posts: int) -> Actor:
    return Actor(Person(posts[0], "某人", "13800000000", 1), tuple(POSTS[number] for number in posts))


def step(**changes: object) -> SigningStep:
    signed = SigningStep(1, 1, "mayor", "approve", MAYOR, "县长", StepStatus.SIGNED, decided_by=1, decided_at=MONDAY)
    return replace(signed, **changes)  # type: ignore[arg-type]


def test_the_leaders_of_the_county_are_told_each_of_his_newest_instruction() -> None:
    told = answering_leaders.instructed(MATTER, [FURTHER], POSTS)
    assert [(one.post.id, one.gist) for one in told] == [(MAYOR, "请再核实。"), (VICE, "请抓紧。")]


@pytest.mark.parametrize(
    ("signed", "reads"),
    [
        (step(), True),
        (step(by_post_id=MAYOR), True),
        (step(by_post_id=VICE, by_title="副县长"), False),
        (step(act="review"), False),
        (step(status=StepStatus.VERBAL), False),
        (step(status=StepStatus.SENT_BACK), False),
    ],
    ids=["approved", "himself", "by-deputy", "reviewed", "by-telephone", "sent-back"],
)
def test_P5_3_only_his_own_approval_is_an_answer(signed: SigningStep, *, reads: bool) -> None:
    leaders = answering_leaders.instructed(MATTER, [], POSTS)[:1]
    outcome = answering_leaders.present(
        MATTER, leaders, "已办结。", ids=[1], sent_by=8, now=MONDAY, signed=answering_leaders.approved_by([signed])
    )
    (answer,) = [row for row in outcome.saves if isinstance(row, LeaderAnswer)]
    assert (answer.verdict is AnswerVerdict.READ) is reads
    assert bool(outcome.notices) is not reads


def test_a_new_answer_overtakes_the_old_one_and_settles_the_new_instruction() -> None:
    leaders = answering_leaders.instructed(MATTER, [FURTHER], POSTS)
    outcome = answering_leaders.present(
        MATTER, leaders, "再报。", ids=[8, 9], sent_by=8, now=MONDAY, before=[WAITING], further=[FURTHER]
    )
    answers = {row.post_id: row for row in outcome.saves if isinstance(row, LeaderAnswer)}
    assert {post: answer.seq for post, answer in answers.items()} == {MAYOR: 2, VICE: 1}
    (settled,) = [row for row in outcome.saves if isinstance(row, FurtherInstruction)]
    assert settled.answered_at == MONDAY
    assert answering_leaders.is_overtaken(WAITING, [WAITING, answers[MAYOR]])


@pytest.mark.parametrize(
    ("who", "refusal"), [((MAYOR,), None), ((VICE,), NotFound), ((HEAD,), NotAllowed)], ids=["he", "another", "office"]
)
def test_only_the_leader_himself_answers(who: tuple[int, ...], refusal: type[Refusal] | None) -> None:
    if refusal is None:
        answering_leaders.require_leader(WAITING, actor(*who))
        return
    with pytest.raises(refusal):
        answering_leaders.require_leader(WAITING, actor(*who))


@pytest.mark.parametrize(
    ("answer", "others", "status", "refusal"),
    [
        (WAITING, [], MatterStatus.CLOSED, None),
        (replace(WAITING, verdict=AnswerVerdict.READ, decided_at=MONDAY), [], MatterStatus.CLOSED, AlreadyDecided),
        (WAITING, [replace(WAITING, id=8, seq=2)], MatterStatus.CLOSED, StaleButton),
        (WAITING, [replace(WAITING, id=8, seq=2, post_id=VICE)], MatterStatus.CLOSED, None),
        (WAITING, [], MatterStatus.WITHDRAWN, WrongState),
    ],
)
def test_an_answer_is_decided_once(
    answer: LeaderAnswer, others: list[LeaderAnswer], status: MatterStatus, refusal: type[Refusal] | None
) -> None:
    matter = replace(MATTER, status=status)
    if refusal is None:
        answering_leaders.require_open(answer, matter, [answer, *others], "县长")
        return
    with pytest.raises(refusal):
        answering_leaders.require_open(answer, matter, [answer, *others], "县长")


@pytest.mark.parametrize("reference", ["", "  ", "文" * 61])
def test_what_was_read_on_paper_needs_the_papers_number(reference: str) -> None:
    with pytest.raises(InvalidInput):
        answering_leaders.record_read(WAITING, actor(HEAD), reference, MONDAY)


@pytest.mark.parametrize(
    ("status", "issued", "after"),
    [
        (MatterStatus.CLOSED, True, MatterStatus.IN_PROGRESS),
        (MatterStatus.CLOSED, False, MatterStatus.FOLLOWED),
        (MatterStatus.IN_PROGRESS, True, None),
        (MatterStatus.CLOSING, True, None),
        (MatterStatus.SUSPENDED, True, None),
    ],
)
def test_P5_3_a_new_instruction_reopens_what_was_closed_and_passes_no_gate(
    status: MatterStatus, after: MatterStatus | None, *, issued: bool
) -> None:
    matter = replace(MATTER, status=status, issued_at=MONDAY if issued else None)
    later = MONDAY + timedelta(hours=1)
    outcome = instructing.enter(replace(FURTHER, answer_id=7), matter, later)
    moved = [row for row in outcome.saves if isinstance(row, Matter)]
    assert [row.status for row in moved] == ([after] if after else [])
    assert all(row.closed_at is None and row.reopened_at == later for row in moved)
    (recorded,) = [row for row in outcome.saves if isinstance(row, FurtherInstruction)]
    assert recorded.reopened is (after is not None)


@pytest.mark.parametrize(("issued", "after"), [(True, []), (False, [MatterStatus.FOLLOWED])])
def test_P5_3_what_one_person_entered_from_paper_reopens_nothing_that_units_have(
    after: list[MatterStatus], *, issued: bool
) -> None:
    outcome = instructing.enter(FURTHER, replace(MATTER, issued_at=MONDAY if issued else None), MONDAY)
    assert [row.status for row in outcome.saves if isinstance(row, Matter)] == after


@pytest.mark.parametrize("status", sorted(set(MatterStatus) - instructing.TAKES))
def test_what_is_not_under_way_takes_no_instruction_from_the_office(status: MatterStatus) -> None:
    with pytest.raises(WrongState):
        instructing.require_takes(replace(MATTER, status=status))


@pytest.mark.parametrize("gist", ["", " \n ", "字" * 501])
def test_an_instruction_needs_its_gist(gist: str) -> None:
    with pytest.raises(InvalidInput):
        instructing.require_gist(gist)
