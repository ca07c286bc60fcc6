"""更正、中止、恢复、撤销、并案、移交 of a matter: who has to agree, what it takes, and 撤销 and 并案 themselves.

What was issued is changed only as its last signer agrees to it (公文处理条例 art. 25: a signed text is not changed
without being signed again). Nothing is deleted: papers, reports and dates stay on record.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from types import MappingProxyType

from supervision.actors import Actor
from supervision.approving.signing import PASSED
from supervision.changing.withdrawing import Course, Issued, Why, recall
from supervision.model import (
    AssignmentStatus,
    Chain,
    Change,
    ChangeKind,
    ChangeStatus,
    DeskItem,
    Matter,
    MatterStatus,
    Note,
    NoteKind,
    Post,
    SigningStep,
)
from supervision.notices.base import to_post
from supervision.notices.cards import MatterCard, matter_subject
from supervision.notices.changing import MatterHandedOver, change_subject
from supervision.outcome import Fact, Outcome
from supervision.papers.issuing import Folder
from supervision.procedures.lifecycle import MatterEvent, advance, can
from supervision.procedures.steps import Act, Named, Step, Steps
from supervision.refusals import InvalidInput, WrongState
from supervision.roles import DRAFTERS, PERMISSIONS, Permission, Role

LONGEST_REASON = 500

SIGNED_FOR = frozenset({MatterStatus.IN_PROGRESS, MatterStatus.CLOSING, MatterStatus.SUSPENDED})
"""States of a matter that is out: what is done with it now wants the last signer's consent."""

CORRECTABLE = frozenset({MatterStatus.IN_PROGRESS, MatterStatus.SUSPENDED})

EVENTS: Mapping[ChangeKind, MatterEvent] = MappingProxyType(
    {
        ChangeKind.SUSPEND: MatterEvent.SUSPEND,
        ChangeKind.RESUME: MatterEvent.RESUME,
        ChangeKind.WITHDRAW: MatterEvent.WITHDRAW,
        ChangeKind.MERGE: MatterEvent.MERGE,
    }
)
"""What each kind of change is as a move of the matter; 更正 and 移交 move nothing."""

MAY: Mapping[ChangeKind, Permission] = MappingProxyType(
    {
        ChangeKind.CORRECT: Permission.MATTER_CORRECT,
        ChangeKind.SUSPEND: Permission.MATTER_SUSPEND,
        ChangeKind.RESUME: Permission.MATTER_SUSPEND,
        ChangeKind.WITHDRAW: Permission.MATTER_WITHDRAW,
        ChangeKind.MERGE: Permission.MATTER_MERGE,
        ChangeKind.HAND_OVER: Permission.MATTER_HAND_OVER,
    }
)

_DONE: Mapping[ChangeKind, str] = MappingProxyType(
    {
        ChangeKind.CORRECT: "matter.corrected",
        ChangeKind.SUSPEND: "matter.suspended",
        ChangeKind.RESUME: "matter.resumed",
        ChangeKind.HAND_OVER: "matter.handed_over",
    }
)
"""What the audit says of the matter; 撤销 and 并案 are recorded by `withdraw_issued`."""


def last_signer(signed: Sequence[SigningStep], otherwise: Steps, *, posts: Collection[int]) -> Steps:
    """The one step of the chain of a change: whoever signed the issue last, or who holds his post by now.

    Args:
        signed: the steps of the approval on which the matter was issued; none for one that was taken over (存量).
        otherwise: the steps of its track, whose last one signs then, or where the signer's post was abolished since.
        posts: those that exist.
    """
    passed = [step for step in signed if step.status in PASSED]
    if not passed or passed[-1].post_id not in posts:
        return (Step(otherwise[-1].role, Act.APPROVE, otherwise[-1].post_id),)
    last = passed[-1]
    role = Named(last.role) if last.role in set(Named) else Role(last.role)
    return (Step(role, Act.APPROVE, last.post_id),)


def wants_signature(matter: Matter) -> bool:
    """Say whether a change of the matter needs the last signer: once it was issued."""
    return matter.status in SIGNED_FOR


def require_possible(matter: Matter, kind: ChangeKind, others: Sequence[Change]) -> None:
    """Refuse a change that the matter cannot have as it stands.

    Args:
        others: all changes of the matter.

    Raises:
        WrongState: its state has no such change, or another change is with its signer.
    """
    if any(other.status is ChangeStatus.IN_APPROVAL for other in others):
        raise WrongState("change", ChangeStatus.IN_APPROVAL.value)
    event = EVENTS.get(kind)
    is_correction = kind is ChangeKind.CORRECT
    if (event and not can(matter, event)) or (is_correction and matter.status not in CORRECTABLE):
        raise WrongState("matter", matter.status.value)
    if kind is ChangeKind.HAND_OVER and matter.status in {MatterStatus.CLOSED, MatterStatus.WITHDRAWN}:
        raise WrongState("matter", matter.status.value)


def require_target(matter: Matter, target: Matter) -> None:
    """Refuse a matter into which this one cannot be merged: itself, one that has ended, one of another standing.

    Raises:
        InvalidInput: it is the same matter.
        WrongState: it has ended or stands still; or it was not issued while this one was.
    """
    if target.id == matter.id:
        raise InvalidInput("target", "same_matter")
    if target.status is MatterStatus.SUSPENDED:
        raise WrongState("target", target.status.value)
    if target.status in {MatterStatus.CLOSED, MatterStatus.WITHDRAWN}:
        raise WrongState("matter", target.status.value)
    if wants_signature(matter) and not wants_signature(target):
        raise WrongState("matter", target.status.value)


def reason_of(words: str) -> str:
    """The reason of a change, on one line. Raises InvalidInput."""
    reason = " ".join(words.split())
    if not reason:
        raise InvalidInput("reason", "empty")
    if len(reason) > LONGEST_REASON:
        raise InvalidInput("reason", "too_long", limit=LONGEST_REASON)
    return reason


def ask(change: Change) -> Outcome:
    """Put a change before its signer."""
    asked = replace(change, status=ChangeStatus.IN_APPROVAL)
    return Outcome(
        saves=(asked,),
        facts=(Fact("change.asked", change_subject(change.id), _details(asked)),),
        redraw=(matter_subject(change.matter_id),),
    )


def send_back(change: Change, words: str) -> Outcome:
    """The signer does not agree: nothing of the matter is changed."""
    return _ended(change, ChangeStatus.SENT_BACK, "change.sent_back", words)


def void(change: Change) -> Outcome:
    """What the change was about has ended in the meantime."""
    return _ended(change, ChangeStatus.VOID, "change.voided", "")


def _ended(change: Change, status: ChangeStatus, event: str, words: str) -> Outcome:
    details = {**_details(change), "words": words}
    return Outcome(
        saves=(replace(change, status=status),),
        facts=(Fact(event, change_subject(change.id), details),),
        redraw=(matter_subject(change.matter_id),),
    )


def done(change: Change, now: datetime, unit_ids: Sequence[int] = ()) -> Outcome:
    """Record that a change is true now, and which units it concerns."""
    finished = replace(change, status=ChangeStatus.DONE, done_at=now, unit_ids=tuple(unit_ids))
    details = {**_details(change), "change": change.id, "units": list(unit_ids)}
    subject = matter_subject(change.matter_id)
    facts = [Fact("change.done", change_subject(change.id), details)]
    if change.kind in _DONE:
        facts.append(Fact(_DONE[change.kind], subject, details))
    return Outcome(saves=(finished,), facts=tuple(facts), redraw=(subject,))


def _details(change: Change) -> dict[str, object]:
    return {
        "matter": change.matter_id,
        "kind": change.kind.value,
        "reason": change.reason,
        "review_on": change.review_on.isoformat() if change.review_on else "",
        "into": change.into_matter_id,
        "to_post": change.to_post_id,
        "fields": [[item.task_seq, item.field, item.old, item.new] for item in change.changes],
    }


def withdraw_issued(
    folder: Folder, papers: Sequence[Issued], course: Course, why: Why, *, now: datetime, today: date
) -> Outcome:
    """撤销 or 并案 of a matter, issued or not: it and all that was issued leave both sides of every count.

    The number of a paper is not used again.

    Raises:
        WrongState: the matter has ended already.
    """
    event = MatterEvent.MERGE if why.into else MatterEvent.WITHDRAW
    matter = replace(advance(folder.matter, event), withdrawn_at=now, suspended_at=None, review_on=None)
    assignments = tuple(replace(item, status=AssignmentStatus.WITHDRAWN) for item in folder.live)
    subject = matter_subject(matter.id)
    word = "matter.merged" if why.into else "matter.withdrawn"
    fact = Fact(word, subject, {"words": why.words, "into": why.into})
    ended = Outcome(saves=(matter,), facts=(fact,), redraw=(subject,))
    return ended + recall(folder, papers, course, assignments, why, now=now, today=today)


def merge(matter: Matter, target: Matter, note_id: int, actor: Actor, *, now: datetime) -> Outcome:
    """Tie a merged matter to the one that goes on: it says so, and the target has a note of it.

    Tasks are not moved: each paper keeps the text that was signed.
    """
    note = Note(
        id=note_id,
        matter_id=target.id,
        by=actor.person_id,
        post_id=matter.registered_post_id,
        at=now,
        text=matter.registration_number,
        kind=NoteKind.MERGED,
    )
    return Outcome(
        saves=(replace(matter, merged_into_id=target.id), note),
        facts=(Fact("matter.took_in", matter_subject(target.id), {"matter": matter.id}),),
        redraw=(matter_subject(target.id),),
    )


def takes(post: Post, matter: Matter) -> bool:
    """Whether a post can take the matter: of the Office or a section; what a section follows itself, only a section."""
    if matter.status is MatterStatus.FOLLOWED:
        return post.role in PERMISSIONS[Permission.MATTER_FOLLOW]
    return post.role in DRAFTERS


def hand_over(
    matter: Matter, change: Change, was: Post, to: Post, chains: Iterable[Chain], *, items: Iterable[DeskItem] = ()
) -> Outcome:
    """移交: another post has the matter, and the questions about what is with the signers. Both are told.

    Args:
        items: what the post that had it is still reminded of in it.
    """
    told = [
        MatterHandedOver(
            to=to_post(post.id),
            change_id=change.id,
            title=matter.title,
            registration_number=matter.registration_number,
            from_post=was.title,
            to_post=to.title,
            reason=change.reason,
            yours=post.id == to.id,
        )
        for post in (was, to)
    ]
    return Outcome(
        saves=(
            replace(matter, registered_post_id=to.id),
            *(replace(chain, drafted_post_id=to.id) for chain in chains if chain.drafted_post_id == was.id),
            *(replace(item, post_id=to.id) for item in items),
        ),
        notices=(*told, MatterCard(to=to_post(to.id), matter_id=matter.id)),
    )
