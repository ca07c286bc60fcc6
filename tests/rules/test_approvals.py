"""Who signs, in which order: the table's chains, merging, the drafter's own step, vacancies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.approving.approvals import Bench, Request, begin, hash_of, plan_chain, void
from supervision.county import County
from supervision.model import Chain, ChainPurpose, ChainStatus, Post, SigningStep, StepStatus
from supervision.notices.cards import StepCard
from supervision.outcome import Outcome
from supervision.procedures.steps import LEADER, Act, Step, Steps
from supervision.procedures.tracks import TRACKS, issue_chain
from supervision.refusals import OwnDraft, VacantPost
from supervision.roles import SIGNERS, TITLES, Role

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ROLES = (
    Role.MAYOR,
    Role.EXECUTIVE_VICE_MAYOR,
    Role.VICE_MAYOR,
    Role.PARTY_LEADER,
    Role.DIRECTOR,
    Role.DEPUTY_DIRECTOR,
    Role.OFFICE_HEAD,
)
POST = {role: number for number, role in enumerate(ROLES, 1)}
DRAFTER = 99


def bench(
    held: Mapping[str, int] = MappingProxyType({}),
    *,
    leader: Role | None = Role.MAYOR,
    drafters: frozenset[int] = frozenset({DRAFTER}),
) -> Bench:
    """One post a role, held by the person of the same number unless `held` says otherwise (0: vacant)."""
    holders = {role: held.get(role, POST[role]) or None for role in ROLES}
    posts = tuple(Post(POST[role], 1, role, TITLES[role], holder_id=holders[role]) for role in ROLES)
    return Bench(posts=posts, leader_post_id=POST[leader] if leader else None, drafters=drafters)


def titles(steps: Steps, on: Bench) -> list[str]:
    return [f"{step.title} {step.act}" for step in plan_chain(steps, on)]


ISSUE_CHAINS = {
    "document": ["县长 approve"],
    "work_report": ["县长 approve"],
    "ten_things": ["县长 approve"],
    "meeting.mayor": ["分管副主任 approve", "办公室主任 approve"],
    "meeting.vice_mayor": ["分管副主任 approve", "办公室主任 approve"],
    "instruction.mayor": ["分管副主任 approve", "办公室主任 approve"],
    "instruction.vice_mayor": ["分管副主任 approve", "办公室主任 approve"],
    "proposal.city": ["县长 approve"],
    "proposal.county": ["分管副主任 approve", "办公室主任 approve"],
    "hotline": ["分管副主任 review", "办公室主任 review", "常务副县长 approve"],
    "assignment": ["分管副主任 approve", "办公室主任 approve"],
}
CLAUSES = {
    "document": "P1_1",
    "work_report": "P2_1",
    "ten_things": "P3_1",
    "meeting.mayor": "P4_1",
    "meeting.vice_mayor": "P4_2",
    "instruction.mayor": "P5_1",
    "instruction.vice_mayor": "P5_2",
    "proposal.city": "P6_1",
    "proposal.county": "P6_2",
    "hotline": "P7_1",
    "assignment": "P8_1",
}


@pytest.mark.parametrize("track", TRACKS, ids=lambda track: f"{CLAUSES[track]} {track}")
def test_P1_1_to_P8_1_the_issue_chain_is_the_table_s(track: str) -> None:
    assert titles(issue_chain(TRACKS[track], County()), bench()) == ISSUE_CHAINS[track]


def test_a_step_of_a_very_post_goes_to_that_post_under_its_own_title() -> None:
    other = Post(41, 1, Role.VICE_MAYOR, "副县长（农业）", holder_id=41)
    crowded = replace(bench(), posts=(*bench().posts, other))
    steps = (Step(Role.VICE_MAYOR, Act.COUNTERSIGN, other.id), Step(Role.MAYOR, Act.APPROVE))
    assert titles(steps, crowded) == ["副县长（农业） countersign", "县长 approve"]
    with pytest.raises(VacantPost):
        plan_chain((Step(Role.VICE_MAYOR, Act.COUNTERSIGN, 77),), crowded)


@pytest.mark.parametrize("purpose", ChainPurpose)
def test_a_chain_knows_its_matter_whatever_it_is_about(purpose: ChainPurpose) -> None:
    request = Request(
        purpose=purpose,
        subject_id=5,
        title="题",
        text="文",
        drafted_by=DRAFTER,
        drafted_post_id=0,
        drafters=frozenset({DRAFTER}),
        matter_id=12,
    )
    planned = plan_chain((Step(Role.MAYOR, Act.APPROVE),), bench())
    chain = next(row for row in begin(request, planned, 1, NOW).saves if isinstance(row, Chain))
    assert chain.matter_id == (5 if purpose in {ChainPurpose.ISSUE, ChainPurpose.RESULT} else 12)


def test_checks_of_the_county_come_before_the_notice_s_steps() -> None:
    county = County(extra_vet_roles=(Role.OFFICE_HEAD, Role.DEPUTY_DIRECTOR))
    assert titles(issue_chain(TRACKS["work_report"], county), bench()) == [
        "督查室主任 vet",
        "分管副主任 vet",
        "县长 approve",
    ]


@pytest.mark.parametrize("leader", [Role.MAYOR, Role.EXECUTIVE_VICE_MAYOR, Role.VICE_MAYOR, Role.PARTY_LEADER])
def test_the_leader_who_gave_the_instruction_signs_where_the_table_says_leader(leader: Role) -> None:
    assert titles((Step(LEADER, Act.APPROVE),), bench(leader=leader)) == [f"{TITLES[leader]} approve"]


def test_without_a_named_leader_the_executive_vice_mayor_signs() -> None:
    assert titles((Step(LEADER, Act.APPROVE),), bench(leader=None)) == ["常务副县长 approve"]


def test_a_vice_mayor_s_step_goes_to_the_vice_mayor_who_is_named() -> None:
    step = (Step(Role.VICE_MAYOR, Act.APPROVE),)
    assert titles(step, bench(leader=Role.EXECUTIVE_VICE_MAYOR)) == ["常务副县长 approve"]
    second = Post(50, 1, Role.VICE_MAYOR, "副县长（农业）", holder_id=50)
    two = replace(bench(leader=None), posts=(*bench().posts, second))
    with pytest.raises(VacantPost) as refused:
        plan_chain(step, two)
    assert refused.value.several
    assert [p.post_id for p in plan_chain(step, replace(two, leader_post_id=50))] == [50]
    assert [p.title for p in plan_chain(step, replace(two, leader_post_id=50))] == ["副县长（农业）"]


@pytest.mark.parametrize("track", TRACKS)
def test_a_vacant_post_stops_the_sending(track: str) -> None:
    for step in issue_chain(TRACKS[track], County()):
        role = Role.MAYOR if step.role == LEADER else Role(step.role)
        with pytest.raises(VacantPost) as refused:
            plan_chain(issue_chain(TRACKS[track], County()), bench({role: 0}))
        assert refused.value.title == TITLES[role]


def test_a_post_that_does_not_exist_is_vacant_too() -> None:
    nobody = replace(bench(), posts=())
    with pytest.raises(VacantPost) as refused:
        plan_chain((Step(Role.DIRECTOR, Act.APPROVE),), nobody)
    assert refused.value.title == "办公室主任"


def test_two_steps_of_one_person_merge_into_the_later() -> None:
    chain = TRACKS["hotline"].issue_steps
    planned = plan_chain(chain, bench({Role.DEPUTY_DIRECTOR: 5}))
    assert [(step.title, step.act, step.merged) for step in planned] == [
        ("办公室主任", "review", ("review",)),
        ("常务副县长", "approve", ()),
    ]
    one = plan_chain(chain, bench({Role.DEPUTY_DIRECTOR: 2, Role.DIRECTOR: 2}))
    assert [(step.title, step.act, step.merged) for step in one] == [("常务副县长", "approve", ("review", "review"))]


def test_the_drafter_s_own_step_goes_to_the_next_post_and_is_recorded() -> None:
    chain = TRACKS["hotline"].issue_steps
    planned = plan_chain(chain, bench(drafters=frozenset({POST[Role.DEPUTY_DIRECTOR]})))
    assert [(step.title, step.taken_over) for step in planned] == [("办公室主任", ("分管副主任",)), ("常务副县长", ())]


def test_nobody_signs_last_under_his_own_draft() -> None:
    for drafters in ({POST[Role.DIRECTOR]}, {POST[Role.DIRECTOR], POST[Role.DEPUTY_DIRECTOR]}):
        with pytest.raises(OwnDraft):
            plan_chain(TRACKS["assignment"].issue_steps, bench(drafters=frozenset(drafters)))


def away(role: Role, deputy: Role, **changes: object) -> Bench:
    """The bench while one post stands in for another."""
    return replace(bench(), stand_ins={POST[role]: (POST[deputy],)}, **changes)  # type: ignore[arg-type]


def test_the_drafter_s_own_step_goes_to_who_stands_in_for_him() -> None:
    drafted = away(Role.DIRECTOR, Role.OFFICE_HEAD, drafters=frozenset({POST[Role.DIRECTOR]}))
    planned = plan_chain(TRACKS["assignment"].issue_steps, drafted)
    assert [(step.title, step.deputy, step.taken_over) for step in planned] == [
        ("分管副主任", "", ()),
        ("办公室主任", "督查室主任", ()),
    ]
    assert planned[1].post_id == POST[Role.DIRECTOR], "the step stays with the post"
    both = replace(drafted, drafters=frozenset({POST[Role.DIRECTOR], POST[Role.OFFICE_HEAD]}))
    with pytest.raises(OwnDraft):
        plan_chain(TRACKS["assignment"].issue_steps, both)


def test_the_preview_names_who_stands_in() -> None:
    planned = plan_chain(TRACKS["hotline"].issue_steps, away(Role.EXECUTIVE_VICE_MAYOR, Role.VICE_MAYOR))
    assert [step.deputy for step in planned] == ["", "", "副县长"]


@pytest.mark.parametrize(
    ("gone", "deputy", "expected"),
    [
        (Role.DIRECTOR, Role.DEPUTY_DIRECTOR, [("办公室主任", ("review",)), ("常务副县长", ())]),
        (Role.DEPUTY_DIRECTOR, Role.DIRECTOR, [("办公室主任", ("review",)), ("常务副县长", ())]),
    ],
)
def test_who_signs_for_another_and_for_himself_signs_once_at_the_later_step(
    gone: Role, deputy: Role, expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    planned = plan_chain(TRACKS["hotline"].issue_steps, away(gone, deputy))
    assert [(step.title, step.merged) for step in planned] == expected


STEPS = st.lists(
    st.builds(Step, st.sampled_from([*SIGNERS, LEADER]), st.sampled_from(Act)), min_size=1, max_size=6
).map(tuple)
HOLDERS = st.fixed_dictionaries({role.value: st.integers(1, 4) for role in ROLES})


@given(STEPS, HOLDERS, st.sets(st.integers(1, 5), max_size=2), st.sampled_from([*ROLES, None]))
def test_whoever_holds_the_posts_nobody_signs_twice_or_his_own_and_the_last_act_stands(
    steps: Steps, held: dict[str, int], drafters: set[int], leader: Role | None
) -> None:
    on = bench(held, leader=leader, drafters=frozenset(drafters))
    try:
        planned = plan_chain(steps, on)
    except OwnDraft:
        assert drafters
        return
    holders = [step.holder_id for step in planned]
    assert len(holders) == len(set(holders))
    assert drafters.isdisjoint(holders)
    assert planned[-1].act == steps[-1].act, "the notice's last step is never merged away or passed on"
    acts = sum(1 + len(step.merged) + len(step.taken_over) for step in planned)
    assert acts == len(steps), "no step is lost"
    everyone = plan_chain(steps, replace(on, drafters=frozenset()))
    order = [step.holder_id for step in everyone if step.holder_id not in drafters]
    assert holders == order, "passing on does not change who comes first"


def test_a_chain_is_written_out_and_put_before_its_first_signer() -> None:
    planned = plan_chain(TRACKS["assignment"].issue_steps, bench())
    outcome = begin(request(), planned, 7, NOW)
    chain, steps = rows(outcome)
    assert chain.text_hash == hash_of("文稿")
    assert [step.status for step in steps] == [StepStatus.CURRENT, StepStatus.WAITING]
    assert [notice for notice in outcome.notices if isinstance(notice, StepCard)] == list(outcome.notices)
    assert outcome.facts[0].details["steps"] == ["分管副主任:approve", "办公室主任:approve"]


def test_voiding_keeps_who_signed_and_redraws_the_cards_that_are_out() -> None:
    planned = plan_chain(TRACKS["assignment"].issue_steps, bench())
    chain, (first, second) = rows(begin(request(), planned, 7, NOW))
    signed = replace(first, status=StepStatus.SIGNED, decided_by=6, decided_at=NOW)
    outcome = void(chain, (signed, second), "split_again")
    voided, steps = rows(outcome)
    assert voided.status is ChainStatus.VOID
    assert [(step.status, step.decided_by) for step in steps] == [(StepStatus.VOID, 6), (StepStatus.VOID, None)]
    assert [(subject.kind, subject.key) for subject in outcome.redraw] == [("step", "7/1"), ("ready", "7")]


def rows(outcome: Outcome) -> tuple[Chain, list[SigningStep]]:
    chain, *steps = outcome.saves
    assert isinstance(chain, Chain)
    return chain, [step for step in steps if isinstance(step, SigningStep)]


def request() -> Request:
    return Request(
        purpose=ChainPurpose.ISSUE,
        subject_id=1,
        title="县长批示件（登记号2026-1）",
        text="文稿",
        drafted_by=DRAFTER,
        drafted_post_id=8,
        drafters=frozenset({DRAFTER}),
    )
