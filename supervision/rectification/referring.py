"""责任追究移送 (R3d): a grave case is handed over – after it was ordered to be put right, and the mayor approved.

Order 733 of the State Council: art. 25 wants an order to correct first, and 情节严重 for the rest; art. 21 the approval
of the government or of its head. The machine proposes nobody: people tick 情节严重 and write why. It rests on what
somebody looked into (核查), who is not the one who proposes it where the Office has another. No unit and no group
hears of it from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from supervision.actors import Actor
from supervision.model import (
    Finding,
    FindingVerdict,
    Rectification,
    RectificationStatus,
    Referral,
    ReferralStatus,
)
from supervision.notices.base import OFFICE
from supervision.notices.cards import matter_subject
from supervision.notices.rectifying import ReferralCard, rectification_subject, referral_subject
from supervision.outcome import Fact, Outcome
from supervision.rectification.rectifying import words
from supervision.refusals import InvalidInput, StaleButton, WrongState
from supervision.roles import Permission

LONGEST_WORDS = 1000
LONGEST_NAME = 60
"""Characters of why a case is grave; of who took it over, and of the number of the letter."""


def may_be_referred(item: Rectification) -> bool:
    """Whether it comes to that: it was ordered to be put right and was not, or it was 弄虚作假."""
    return item.fraud or item.status is RectificationStatus.FAILED


@dataclass(frozen=True, slots=True)
class Check:
    """What somebody looked into himself: `key` names it in the audit; `verdict` is empty where 整改 did not pass."""

    key: str
    by: int
    at: datetime
    words: str
    verdict: str = ""


def checks_of(item: Rectification, findings: Iterable[Finding]) -> tuple[Check, ...]:
    """What bears a proposal out: what was found on the spot otherwise than reported, and 整改 that did not pass."""
    found = [
        Check(f"finding/{one.id}", one.found_by, one.found_at, one.text, one.verdict.value)
        for one in findings
        if (one.matter_id, one.task_seq, one.unit_id) == (item.matter_id, item.task_seq, item.unit_id)
        and one.verdict is not FindingVerdict.MET
    ]
    if item.status is RectificationStatus.FAILED and item.checked_by is not None and item.checked_at is not None:
        found.append(Check(f"rectification/{item.id}", item.checked_by, item.checked_at, item.check_words))
    return tuple(sorted(found, key=lambda check: (check.at, check.key)))


def checker_of(checks: Sequence[Check], actor: Actor, *, alone: bool) -> Check:
    """Give the newest check that the proposal can rest on.

    Args:
        alone: nobody else works in the Office, so that he checks and proposes.

    Raises:
        WrongState: nobody looked into it (`no_check`), or he alone did (`own_check`).
    """
    if not checks:
        raise WrongState("referral", "no_check")
    usable = [check for check in checks if alone or check.by != actor.person_id]
    if not usable:
        raise WrongState("referral", "own_check")
    return usable[-1]


def require_referable(
    item: Rectification, others: Iterable[Referral], actor: Actor, checks: Sequence[Check], *, alone: bool
) -> Referral | None:
    """Let the Office propose to hand a case over, once; gives the proposal that was sent back and is written anew.

    Raises:
        NotAllowed: only the Office proposes.
        WrongState: it was not ordered to be put right first, it was put right, it was proposed already; and as
            `checker_of`.
    """
    actor.require(Permission.REFERRAL_PROPOSE)
    if not may_be_referred(item):
        raise WrongState("referral", "correct_first")
    mine = next((one for one in others if one.rectification_id == item.id), None)
    if mine is not None and mine.status is not ReferralStatus.SENT_BACK:
        raise WrongState("referral", "proposed")
    checker_of(checks, actor, alone=alone)
    return mine


def propose(
    item: Rectification,
    before: Referral | None,
    actor: Actor,
    now: datetime,
    *,
    why: str,
    grave: bool,
    referral_id: int,
    checks: Sequence[Check],
    alone: bool,
) -> Outcome:
    """提出移送建议, after `require_referable`; its signers are 副主任, 主任 and 县长, as for a criticism by name.

    Args:
        before: the proposal that was sent back, if it is written anew.

    Raises:
        InvalidInput: nobody ticked 情节严重 (`not_grave`), or there are no words.
        WrongState: as `checker_of`.
    """
    if not grave:
        raise InvalidInput("grave", "not_grave")
    why = words(why, "why", LONGEST_WORDS)
    referral = Referral(
        id=before.id if before else referral_id,
        unit_id=item.unit_id,
        matter_id=item.matter_id,
        rectification_id=item.id,
        words=why,
        proposed_by=actor.person_id,
        proposed_at=now,
        evidence=tuple(check.key for check in checks),
        checked_by=checker_of(checks, actor, alone=alone).by,
    )
    details = {
        "matter": item.matter_id,
        "unit": item.unit_id,
        "rectification": item.id,
        "words": why,
        "evidence": list(referral.evidence),
        "checked_by": referral.checked_by,
    }
    return Outcome(
        saves=(referral,),
        facts=(Fact("referral.proposed", referral_subject(referral.id), details),),
        notices=(ReferralCard(to=OFFICE, referral_id=referral.id),),
        redraw=(referral_subject(referral.id), rectification_subject(item.id)),
    )


def decided(referral: Referral, now: datetime, *, approved: bool, said: str = "") -> Outcome:
    """What the last signature, or a 退回, makes of it; nothing has been handed over yet."""
    status = ReferralStatus.APPROVED if approved else ReferralStatus.SENT_BACK
    moved = replace(referral, status=status, approved_at=now if approved else None)
    event = "referral.approved" if approved else "referral.sent_back"
    return Outcome(
        saves=(moved,),
        facts=(Fact(event, referral_subject(referral.id), {"words": said}),),
        redraw=(referral_subject(referral.id),),
    )


def require_unwritten(referral: Referral, actor: Actor) -> None:
    """Let the Office have the 移送函 of an approved case drawn up, once. Raises as `require_approved`; StaleButton."""
    require_approved(referral, actor)
    if referral.number:
        raise StaleButton


def write_letter(referral: Referral, actor: Actor, number: str) -> Outcome:
    """出具移送函: it has its number now. Raises as `require_unwritten`."""
    require_unwritten(referral, actor)
    return Outcome(
        saves=(replace(referral, number=number),),
        facts=(Fact("referral.letter_written", referral_subject(referral.id), {"number": number}),),
        redraw=(referral_subject(referral.id),),
    )


def require_approved(referral: Referral, actor: Actor) -> None:
    """Let the Office enter how an approved case was handed over. Raises NotAllowed, StaleButton, WrongState."""
    actor.require(Permission.REFERRAL_PROPOSE)
    if referral.status is ReferralStatus.HANDED_OVER:
        raise StaleButton
    if referral.status is not ReferralStatus.APPROVED:
        raise WrongState("referral", "not_approved")


def hand_over(referral: Referral, actor: Actor, *, to: str, on: date, reference: str) -> Outcome:
    """登记移送: to whom, on which day, by which letter. Raises as `require_approved`; InvalidInput."""
    require_approved(referral, actor)
    moved = replace(
        referral,
        status=ReferralStatus.HANDED_OVER,
        handed_to=words(to, "handed_to", LONGEST_NAME),
        handed_on=on,
        reference=words(reference, "reference", LONGEST_NAME),
    )
    details = {"to": moved.handed_to, "on": on.isoformat(), "reference": moved.reference}
    return Outcome(
        saves=(moved,),
        facts=(Fact("referral.handed_over", referral_subject(referral.id), details),),
        redraw=(referral_subject(referral.id), matter_subject(referral.matter_id)),
    )
