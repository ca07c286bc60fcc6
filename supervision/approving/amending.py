"""修改后同意: a later signer changes the text himself instead of sending it back.

`architecture.md`, "Step": a change that a signer makes, shown to him as a difference and confirmed, binds his signature
to the new text, and the earlier signers are told with the difference. Their signatures stand, under the text that they
signed; whoever comes later signs the new one. Whoever agreed by telephone before has signed nothing yet: his card shows
the change, and what he ratifies is the new text. He who changes a text so has not drafted it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from supervision.actors import Actor
from supervision.approving.approvals import SHOWN, hash_of, subject_of
from supervision.approving.signing import PASSED, Signing, check_turn, sign
from supervision.model import Amendment, ChainPurpose, FieldChange, StepStatus
from supervision.notices.amending import TextAmended
from supervision.notices.base import to_officer, to_post
from supervision.notices.recording import ratify_subject
from supervision.outcome import Fact, Outcome
from supervision.refusals import InvalidInput, WrongState
from supervision.roles import Permission

REWRITTEN = frozenset({ChainPurpose.RESULT, ChainPurpose.SUMMARY})
"""Texts that a signer changes as a whole, not by their tasks."""

AMENDABLE = REWRITTEN | {ChainPurpose.ISSUE}
"""What a signer may change: tasks before they are issued, a result and a summary. A bulletin is the Office's to edit,
since its figures and names come from the ledger."""

LONGEST_TEXT = 3000
"""Characters of a result that is changed as a whole: it has to go there and back in one message each."""


def require_amendable(signing: Signing, seq: int, actor: Actor, shown: str) -> None:
    """Let a signer begin to change the text that his card shows.

    Raises:
        WrongState: texts of this kind are not changed so, or it is too long to be changed on a telephone.
        NotAllowed and whatever else `check_turn` raises: he may not act on it now.
    """
    check_turn(signing, seq, actor, shown)
    actor.require(Permission.TEXT_AMEND)
    if signing.chain.purpose not in AMENDABLE:
        raise WrongState("amendment", signing.chain.purpose.value)
    if signing.chain.purpose in REWRITTEN and len(signing.chain.text) > LONGEST_TEXT:
        raise WrongState("amendment", "too_long")


def amend(
    signing: Signing,
    seq: int,
    actor: Actor,
    now: datetime,
    *,
    shown: str,
    new_text: str,
    amendment_id: int,
    changes: tuple[FieldChange, ...] = (),
    opinion: str = "",
) -> Outcome:
    """Change the text and sign it as changed: he is bound to the new text, and so is whoever comes later.

    Args:
        shown: the beginning of the hash of the text as it was.

    Raises:
        InvalidInput: nothing is changed.
        As `require_amendable`.
    """
    require_amendable(signing, seq, actor, shown)
    old, new_hash = signing.chain, hash_of(new_text)
    if new_hash == old.text_hash:
        raise InvalidInput("change", "unchanged")
    chain = replace(old, text=new_text, text_hash=new_hash)
    amendment = Amendment(
        amendment_id, old.id, seq, actor.person_id, now, old.text_hash, new_hash, old.text, new_text, changes
    )
    signed = sign(replace(signing, chain=chain), seq, actor, now, shown=new_hash[:SHOWN], opinion=opinion)
    details = {
        "chain": old.id,
        "step": seq,
        "old_hash": old.text_hash,
        "new_hash": new_hash,
        "changes": [[change.task_seq, change.field, change.old, change.new] for change in changes],
    }
    told = tuple(_told(signing, seq, amendment_id))
    consents = tuple(ratify_subject(s.chain_id, s.seq) for s in signing.steps if s.status is StepStatus.VERBAL)
    fact = Fact("approval.amended", subject_of(chain), details)
    return Outcome((chain, amendment), (fact,), told, redraw=consents) + signed


def _told(signing: Signing, seq: int, amendment_id: int) -> Iterator[TextAmended]:
    """Those who signed before, in the post in which they did, and the drafter."""
    for step in signing.steps:
        if step.seq < seq and step.status in PASSED:
            yield TextAmended(to=to_post(step.by_post_id or step.post_id), amendment_id=amendment_id, own_step=step.seq)
    yield TextAmended(to=to_officer(signing.chain.drafted_post_id), amendment_id=amendment_id)


def result_text(words: str, before: str) -> str:
    """A result as a signer rewrote it.

    Raises:
        InvalidInput: it is empty, too long, or the same as before.
    """
    text = words.strip()
    if not text:
        raise InvalidInput("text", "empty")
    if len(text) > LONGEST_TEXT:
        raise InvalidInput("text", "too_long", limit=LONGEST_TEXT)
    if text == before.strip():
        raise InvalidInput("change", "unchanged")
    return text
