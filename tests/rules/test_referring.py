"""移送: first ordered to be put right, looked into by somebody else, grave, approved by the mayor (R3d)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from supervision.model import Finding, FindingVerdict, Post, Rectification, Referral, ReferralStatus
from supervision.rectification import referring
from supervision.refusals import InvalidInput, NotAllowed, Refusal, StaleButton, WrongState
from tests.rules.test_rectifying import ITEM, LIAISON, OFFICER, UNIT, S, actor
from tests.world import MONDAY

REFERRAL = Referral(2, UNIT, 1, 4, "影响防汛。", 8, MONDAY)
CHECK = referring.Check("finding/7", 9, MONDAY, "尚有0.6公里未清", "false")
OWN = replace(CHECK, key="finding/8", by=OFFICER.id)


@pytest.mark.parametrize(
    ("item", "others", "by", "refusal"),
    [
        (replace(ITEM, status=S.FAILED), [], OFFICER, None),
        (replace(ITEM, fraud=True), [], OFFICER, None),
        (ITEM, [], OFFICER, WrongState),
        (replace(ITEM, status=S.PASSED), [], OFFICER, WrongState),
        (replace(ITEM, status=S.FAILED), [REFERRAL], OFFICER, WrongState),
        (replace(ITEM, status=S.FAILED), [replace(REFERRAL, status=ReferralStatus.SENT_BACK)], OFFICER, None),
        (replace(ITEM, status=S.FAILED), [], LIAISON, NotAllowed),
    ],
)
def test_R3d_first_it_is_ordered_to_be_put_right(
    item: Rectification, others: list[Referral], by: Post, refusal: type[Refusal] | None
) -> None:
    if refusal is None:
        referring.require_referable(item, others, actor(by), [CHECK], alone=False)
        return
    with pytest.raises(refusal):
        referring.require_referable(item, others, actor(by), [CHECK], alone=False)


@pytest.mark.parametrize(
    ("checks", "alone", "state"),
    [
        ([], False, "no_check"),
        ([], True, "no_check"),
        ([OWN], False, "own_check"),
        ([OWN], True, ""),
        ([CHECK], False, ""),
        ([OWN, CHECK], False, ""),
    ],
)
def test_R3d_it_rests_on_what_somebody_else_looked_into(checks: list[referring.Check], alone: bool, state: str) -> None:
    item = replace(ITEM, fraud=True)
    if not state:
        assert referring.require_referable(item, [], actor(OFFICER), checks, alone=alone) is None
        return
    with pytest.raises(WrongState) as refused:
        referring.require_referable(item, [], actor(OFFICER), checks, alone=alone)
    assert (refused.value.what, refused.value.state) == ("referral", state)


def test_R3d_what_was_found_otherwise_and_what_did_not_pass_bear_it_out() -> None:
    found = Finding(7, 3, 1, 2, UNIT, "尚有0.6公里未清", FindingVerdict.FALSE, 9, MONDAY)
    findings = [
        found,
        replace(found, id=8, verdict=FindingVerdict.MET),
        replace(found, id=9, task_seq=1),
        replace(found, id=10, unit_id=4),
    ]
    failed = replace(ITEM, status=S.FAILED, checked_by=9, checked_at=MONDAY + timedelta(days=1), check_words="未清。")
    assert [check.key for check in referring.checks_of(ITEM, findings)] == ["finding/7"]
    assert [check.key for check in referring.checks_of(failed, findings)] == ["finding/7", "rectification/4"]
    assert referring.checks_of(replace(failed, status=S.PROMISED), []) == ()


def test_R3d_what_it_rests_on_and_who_checked_stand_in_the_proposal() -> None:
    outcome = referring.propose(
        replace(ITEM, fraud=True),
        None,
        actor(OFFICER),
        MONDAY,
        why="影响。",
        grave=True,
        referral_id=2,
        checks=[CHECK, OWN],
        alone=False,
    )
    (saved,) = outcome.saves
    assert isinstance(saved, Referral)
    assert (saved.evidence, saved.checked_by) == (("finding/7", "finding/8"), 9)
    assert outcome.facts[0].details["checked_by"] == 9


def test_R3d_only_what_is_grave_is_referred() -> None:
    with pytest.raises(InvalidInput) as refused:
        referring.propose(
            ITEM,
            None,
            actor(OFFICER),
            MONDAY,
            why="影响。",
            grave=False,
            referral_id=2,
            checks=[CHECK],
            alone=False,
        )
    assert refused.value.reason == "not_grave"


def test_R3d_the_letter_is_written_once() -> None:
    approved = replace(REFERRAL, status=ReferralStatus.APPROVED)
    (written,) = referring.write_letter(approved, actor(OFFICER), "夏政办函〔2026〕1号").saves
    assert isinstance(written, Referral)
    assert written.number == "夏政办函〔2026〕1号"
    with pytest.raises(StaleButton):
        referring.write_letter(written, actor(OFFICER), "夏政办函〔2026〕2号")


@pytest.mark.parametrize("status", sorted(set(ReferralStatus) - {ReferralStatus.APPROVED}))
def test_R3d_nothing_is_handed_over_before_the_mayor_approved(status: ReferralStatus) -> None:
    with pytest.raises((WrongState, StaleButton)):
        referring.require_approved(replace(REFERRAL, status=status), actor(OFFICER))
