"""A later signer changes the text: what of a task, what follows, and what his signature is bound to."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from supervision.actors import Actor
from supervision.approving.amending import LONGEST_TEXT, amend, require_amendable, result_text
from supervision.approving.approvals import SHOWN, hash_of
from supervision.approving.signing import Signing, sign
from supervision.approving.task_changes import (
    COORDINATOR,
    DiffLine,
    Field,
    TaskChange,
    difference,
    dropped,
    propose,
    saved,
)
from supervision.model import (
    Amendment,
    Assignment,
    Chain,
    ChainPurpose,
    ChainStatus,
    FieldChange,
    Matter,
    MatterStatus,
    Part,
    Person,
    Post,
    SigningStep,
    StepStatus,
    Task,
    Unit,
    UnitKind,
    Urgency,
)
from supervision.notices.amending import TextAmended
from supervision.outcome import Outcome
from supervision.papers.issuing import Folder
from supervision.refusals import AlreadyDecided, InvalidInput, NotFound, OwnDraft, Refusal, StaleButton, WrongState
from supervision.roles import Role

NOW = datetime(2026, 5, 7, 1, 0, tzinfo=UTC)
HOUSING, WATER, TOWN, COURT = 4, 5, 6, 9
UNITS = {
    HOUSING: Unit(HOUSING, "县住建局", UnitKind.DEPARTMENT),
    WATER: Unit(WATER, "县水利局", UnitKind.DEPARTMENT),
    TOWN: Unit(TOWN, "城关镇", UnitKind.TOWNSHIP),
    COURT: Unit(COURT, "县法院", UnitKind.COPY_ONLY),
}
FOLDER = Folder(
    matter=Matter(
        1,
        "2026-1",
        "instruction.mayor",
        "城区内涝点整治",
        MatterStatus.IN_APPROVAL,
        Urgency.ROUTINE,
        8,
        8,
        NOW,
        coordinating_unit_id=HOUSING,
    ),
    tasks=(
        Task(1, 1, "凯旋路积水点改造", due_on=date(2026, 6, 15)),
        Task(1, 2, "北城河清淤", "清至河底", due_on=date(2026, 6, 15), report_on=(date(2026, 6, 1), date(2026, 6, 12))),
    ),
    assignments=(
        Assignment(1, 1, HOUSING, Part.LEAD),
        Assignment(1, 2, WATER, Part.LEAD),
        Assignment(1, 2, HOUSING, Part.SUPPORT),
    ),
    units={HOUSING: UNITS[HOUSING], WATER: UNITS[WATER]},
)

CHANGES = {
    "a date": (
        TaskChange(2, Field.DUE, day=date(2026, 6, 10)),
        [(2, "due", "2026-06-15", "2026-06-10")],
    ),
    "a date with its hour": (
        TaskChange(1, Field.DUE, day=date(2026, 6, 15), hour=time(18, 0)),
        [(1, "due", "2026-06-15", "2026-06-15T18:00")],
    ),
    "words": (
        TaskChange(1, Field.TEXT, words="凯旋路等5处 积水点改造。"),
        [(1, "text", "凯旋路积水点改造", "凯旋路等5处 积水点改造")],
    ),
    "no requirement any more": (TaskChange(2, Field.REQUIREMENT), [(2, "requirement", "清至河底", "")]),
    "another lead": (TaskChange(2, Field.LEADS, units=(TOWN,)), [(2, "leads", "县水利局", "城关镇")]),
    "who supported leads": (
        TaskChange(2, Field.LEADS, units=(WATER, HOUSING)),
        [(2, "leads", "县水利局", "县水利局、县住建局"), (2, "supports", "县住建局", "")],
    ),
    "nobody supports": (TaskChange(2, Field.SUPPORTS), [(2, "supports", "县住建局", "")]),
}


@pytest.mark.parametrize("case", CHANGES)
def test_each_field_of_a_task_can_be_changed(case: str) -> None:
    wanted, expected = CHANGES[case]
    after, changes = propose(FOLDER, [wanted], UNITS)
    assert [(c.task_seq, c.field, c.old, c.new) for c in changes] == expected
    other = 3 - wanted.task_seq
    assert [t for t in after.tasks if t.seq == other] == [t for t in FOLDER.tasks if t.seq == other]


REFUSED = {
    "no text": (TaskChange(1, Field.TEXT, words=" 　"), "empty"),
    "too long": (TaskChange(1, Field.TEXT, words="长" * 501), "too_long"),
    "no date": (TaskChange(1, Field.DUE), "empty"),
    "only 抄送": (TaskChange(1, Field.LEADS, units=(COURT,)), "copy_only"),
    "no such unit": (TaskChange(1, Field.LEADS, units=(77,)), "no_unit"),
    "nobody is left": (TaskChange(1, Field.LEADS), "no_units"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_does_not_fit_is_refused(case: str) -> None:
    wanted, reason = REFUSED[case]
    with pytest.raises(InvalidInput) as refused:
        propose(FOLDER, [wanted], UNITS)
    assert refused.value.reason == reason


def test_there_is_no_third_task() -> None:
    with pytest.raises(NotFound):
        propose(FOLDER, [TaskChange(3, Field.DUE, day=date(2026, 6, 10))], UNITS)


def test_an_earlier_date_takes_the_reports_after_it_away() -> None:
    after, _ = propose(FOLDER, [TaskChange(2, Field.DUE, day=date(2026, 6, 10))], UNITS)
    assert after.tasks[1].report_on == (date(2026, 6, 1),)
    assert saved(FOLDER, after) == (after.tasks[1],)
    assert dropped(FOLDER, after) == ()


def test_a_unit_that_is_taken_out_is_dropped_and_another_coordinates() -> None:
    wanted = [TaskChange(1, Field.LEADS, units=(TOWN,)), TaskChange(2, Field.SUPPORTS)]
    after, changes = propose(FOLDER, wanted, UNITS)
    assert {(a.task_seq, a.unit_id) for a in dropped(FOLDER, after)} == {(1, HOUSING), (2, HOUSING)}
    assert after.matter.coordinating_unit_id == TOWN
    assert changes[-1] == FieldChange(0, COORDINATOR, "县住建局", "城关镇")
    written = saved(FOLDER, after)
    assert after.matter in written
    assert Assignment(1, 1, TOWN, Part.LEAD) in written


def test_what_is_changed_twice_counts_as_it_is_in_the_end() -> None:
    there = TaskChange(1, Field.TEXT, words="别的")
    back = TaskChange(1, Field.TEXT, words="凯旋路积水点改造")
    assert propose(FOLDER, [there, back], UNITS)[1] == ()
    assert len(propose(FOLDER, [back, there], UNITS)[1]) == 1


def test_the_difference_names_the_lines_that_went_and_came() -> None:
    assert difference("题\n一\n二\n三", "题\n一\n贰\n三\n四") == (
        DiffLine(False, "二"),
        DiffLine(True, "贰"),
        DiffLine(True, "四"),
    )
    assert difference("同", "同") == ()


DEPUTY, DIRECTOR, MAYOR, DRAFTER, OFFICER = 11, 12, 13, 8, 8
ROLES = {DEPUTY: Role.DEPUTY_DIRECTOR, DIRECTOR: Role.DIRECTOR, MAYOR: Role.MAYOR}


def actor(number: int) -> Actor:
    role = ROLES.get(number, Role.DIRECTOR)
    return Actor(Person(number, str(role)), (Post(number, 1, role, str(role), holder_id=number),))


def chain(purpose: ChainPurpose = ChainPurpose.ISSUE, text: str = "题\n旧", **changes: object) -> Chain:
    made = Chain(7, purpose, 1, "批示件", text, hash_of(text), DRAFTER, NOW, drafters=(DRAFTER,))
    made = replace(made, drafted_post_id=OFFICER)
    return replace(made, **changes)  # type: ignore[arg-type]


def second_of_three(of: Chain | None = None) -> Signing:
    of = of or chain()
    first = SigningStep(7, 1, "deputy_director", "approve", DEPUTY, "分管副主任", StepStatus.SIGNED)
    first = replace(first, decided_by=DEPUTY, decided_at=NOW, signed_hash=of.text_hash, by_post_id=DEPUTY)
    second = SigningStep(7, 2, "director", "approve", DIRECTOR, "办公室主任", StepStatus.CURRENT)
    third = SigningStep(7, 3, "mayor", "approve", MAYOR, "县长")
    return Signing(of, (first, second, third))


def amended(signing: Signing, seq: int = 2, who: int = DIRECTOR, new_text: str = "题\n新", **given: str) -> Outcome:
    shown = given.get("shown", signing.chain.text_hash[:SHOWN])
    change = FieldChange(1, "due", "2026-06-15", "2026-06-10")
    return amend(signing, seq, actor(who), NOW, shown=shown, new_text=new_text, amendment_id=3, changes=(change,))


def rows(outcome: Outcome, kind: type) -> list[object]:
    return [row for row in outcome.saves if isinstance(row, kind)]


def test_the_signature_is_bound_to_the_new_text_and_the_earlier_one_to_the_old() -> None:
    before = second_of_three()
    outcome = amended(before)
    after = next(iter(rows(outcome, Chain)))
    assert isinstance(after, Chain)
    assert (after.text, after.text_hash) == ("题\n新", hash_of("题\n新"))
    steps = {step.seq: step for step in rows(outcome, SigningStep) if isinstance(step, SigningStep)}
    assert set(steps) == {2, 3}, "the first signature is not touched"
    assert (steps[2].status, steps[2].signed_hash) == (StepStatus.SIGNED, after.text_hash)
    assert steps[3].status is StepStatus.CURRENT
    kept = next(iter(rows(outcome, Amendment)))
    assert isinstance(kept, Amendment)
    assert (kept.old_hash, kept.new_hash, kept.old_text) == (before.chain.text_hash, after.text_hash, "题\n旧")
    third = Signing(after, (before.steps[0], steps[2], steps[3]))
    with pytest.raises(StaleButton):
        sign(third, 3, actor(MAYOR), NOW, shown=before.chain.text_hash[:SHOWN])
    sign(third, 3, actor(MAYOR), NOW, shown=after.text_hash[:SHOWN])


def test_who_changes_a_text_has_not_drafted_it() -> None:
    outcome = amended(second_of_three())
    assert {row.drafters for row in rows(outcome, Chain) if isinstance(row, Chain)} == {(DRAFTER,)}
    assert [fact.event for fact in outcome.facts] == ["approval.amended", "approval.signed"], "and never matter.split"


def test_the_earlier_signers_and_the_drafter_are_told() -> None:
    told = [notice for notice in amended(second_of_three()).notices if isinstance(notice, TextAmended)]
    assert [(notice.to.id, notice.own_step) for notice in told] == [(DEPUTY, 1), (OFFICER, 0)]


def test_a_deputy_who_signed_is_told_in_his_own_post() -> None:
    before = second_of_three()
    by_deputy = replace(before.steps[0], by_post_id=40, by_title="督查室主任")
    told = amended(replace(before, steps=(by_deputy, *before.steps[1:]))).notices
    assert [notice.to.id for notice in told if isinstance(notice, TextAmended)] == [40, OFFICER]


def test_what_was_agreed_by_telephone_counts_as_earlier_and_stays() -> None:
    before = second_of_three()
    verbal = replace(before.steps[0], status=StepStatus.VERBAL, decided_by=None, decided_at=None, verbal_by=DEPUTY)
    outcome = amended(replace(before, steps=(verbal, *before.steps[1:])))
    assert [notice.to.id for notice in outcome.notices if isinstance(notice, TextAmended)] == [DEPUTY, OFFICER]
    assert 1 not in {step.seq for step in rows(outcome, SigningStep) if isinstance(step, SigningStep)}


def test_the_last_signer_may_change_it_too() -> None:
    before = second_of_three()
    last = replace(before, steps=before.steps[:2])
    outcome = amended(last)
    final = [row for row in rows(outcome, Chain) if isinstance(row, Chain)][-1]
    assert (final.status, final.text) == (ChainStatus.APPROVED, "题\n新")


TOO_LONG = "长" * (LONGEST_TEXT + 1)
NOT_NOW: dict[str, tuple[Signing, int, int, str, type[Refusal]]] = {
    "the text was changed since": (second_of_three(), 2, DIRECTOR, "00000000", StaleButton),
    "too little of the hash": (second_of_three(), 2, DIRECTOR, hash_of("题\n旧")[:4], StaleButton),
    "decided": (second_of_three(), 1, DEPUTY, "", AlreadyDecided),
    "not his turn": (second_of_three(), 3, MAYOR, "", WrongState),
    "he drafted it": (second_of_three(chain(drafters=(DIRECTOR,))), 2, DIRECTOR, "", OwnDraft),
    "a bulletin": (second_of_three(chain(ChainPurpose.BULLETIN)), 2, DIRECTOR, "", WrongState),
    "a long result": (second_of_three(chain(ChainPurpose.RESULT, TOO_LONG)), 2, DIRECTOR, "", WrongState),
    "a long summary": (second_of_three(chain(ChainPurpose.SUMMARY, TOO_LONG)), 2, DIRECTOR, "", WrongState),
    "a change of a matter": (second_of_three(chain(ChainPurpose.CHANGE)), 2, DIRECTOR, "", WrongState),
    "void": (second_of_three(chain(status=ChainStatus.VOID)), 2, DIRECTOR, "", StaleButton),
}


@pytest.mark.parametrize("case", NOT_NOW)
def test_when_a_text_cannot_be_changed(case: str) -> None:
    before, seq, who, shown, expected = NOT_NOW[case]
    shown = shown or before.chain.text_hash[:SHOWN]
    with pytest.raises(expected):
        require_amendable(before, seq, actor(who), shown)
    with pytest.raises(expected):
        amended(before, seq, who, shown=shown)


def test_a_change_that_changes_nothing_is_no_signature() -> None:
    with pytest.raises(InvalidInput) as refused:
        amended(second_of_three(), new_text="题\n旧")
    assert refused.value.reason == "unchanged"


@pytest.mark.parametrize(
    ("words", "reason"), [("", "empty"), (" \n", "empty"), ("长" * 3001, "too_long"), (" 原文 ", "unchanged")]
)
def test_a_result_is_rewritten_as_a_whole(words: str, reason: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        result_text(words, "原文")
    assert refused.value.reason == reason
    assert result_text(" 新文 ", "原文") == "新文"
