"""Before a text goes to its signers: who signs, with which act, in which order – and the chain written out as rows.

Architecture, "Step". A chain is planned from the steps of a track (or of a bulletin) and the people who hold the
posts now. Two steps of one person merge into the later, be it that he signs one of them for somebody who is away; the
drafter's own step goes to who stands in for him today, else to the next post; a vacant post stops the sending. What was
merged and what was taken over is recorded in the rows and shown in the preview.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType

from supervision.approving.delegating import signer_title
from supervision.model import Chain, ChainPurpose, ChainStatus, Post, SigningStep, StepStatus, Urgency
from supervision.model.documents import Table
from supervision.notices.approving import ready_subject
from supervision.notices.base import to_signer
from supervision.notices.cards import StepCard, matter_subject, step_subject
from supervision.outcome import Fact, Outcome
from supervision.procedures.steps import LEADER, STEPS_OF_THE_NAMED, SignerRole, Step, Steps, is_for_named
from supervision.refusals import OwnDraft, VacantPost
from supervision.roles import TITLES, Role
from supervision.subjects import Subject

SHOWN = 8
"""Characters of a text's hash that a button carries: it tells one version from another, the rule checks the rest."""

IF_NONE_IS_NAMED: Mapping[SignerRole, Role] = MappingProxyType({LEADER: Role.EXECUTIVE_VICE_MAYOR})
"""Who signs as 县政府领导 when nobody gave an instruction: ours, requirements, "The rows"."""

SUBJECT_KINDS: Mapping[ChainPurpose, str] = MappingProxyType(
    {
        ChainPurpose.ISSUE: "matter",
        ChainPurpose.RESULT: "matter",
        ChainPurpose.BULLETIN: "bulletin",
        ChainPurpose.SUMMARY: "summary",
        ChainPurpose.ACTIVITY: "activity",
        ChainPurpose.CHANGE: "change",
        ChainPurpose.REFERRAL: "referral",
        ChainPurpose.FURTHER: "further",
        ChainPurpose.EXTENSION: "extension",
        ChainPurpose.LETTER_UP: "letter_up",
    }
)
"""What `Chain.subject_id` is the id of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """Everyone who could sign: the active posts of signers, the leader named at registration, and who drafted.

    `stand_ins`: the deputies' posts, today, of each post that is away.
    """

    posts: tuple[Post, ...]
    leader_post_id: int | None
    drafters: frozenset[int]
    stand_ins: Mapping[int, tuple[int, ...]] = field(default_factory=dict, hash=False)

    @property
    def leader(self) -> Post | None:
        """The post of the leader named at registration."""
        return next((post for post in self.posts if post.id == self.leader_post_id), None)

    def deputy_of(self, post_id: int) -> Post | None:
        """The post that stands in today and is held by somebody who did not draft."""
        ids = self.stand_ins.get(post_id, ())
        able = (post for post in self.posts if post.id in ids and post.holder_id not in (None, *self.drafters))
        return next(able, None)


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One signature to come: the post and who holds it, what it takes in and what it takes over.

    The post called `deputy` stands in today: its holder may sign instead, and has to where the step's own one drafted.
    """

    role: str
    act: str
    title: str
    post_id: int
    holder_id: int
    merged: tuple[str, ...] = ()
    taken_over: tuple[str, ...] = ()
    deputy: str = ""
    deputy_holder_id: int = 0

    @property
    def signer_id(self) -> int:
        """The person who will sign, as things are today."""
        return self.deputy_holder_id or self.holder_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is sent for approval, and by whom: `drafted_post_id` gets the questions, `drafters` do not sign.

    `matter_id` is needed where the subject is not the matter itself. `annex` is signed with the text.
    """

    purpose: ChainPurpose
    subject_id: int
    title: str
    text: str
    drafted_by: int
    drafted_post_id: int
    drafters: frozenset[int]
    urgency: Urgency = Urgency.ROUTINE
    matter_id: int = 0
    annex: tuple[Table, ...] = ()

    @property
    def of_matter(self) -> int:
        """The matter that the text belongs to; 0: none."""
        return self.subject_id if SUBJECT_KINDS[self.purpose] == "matter" else self.matter_id


def hash_of(text: str) -> str:
    """Give the hash that signatures are bound to."""
    return hashlib.sha256(text.encode()).hexdigest()


def seal_of(text: str, annex: Sequence[Table]) -> str:
    """Give the hash that signatures on a text with its annex are bound to: of every word and figure of both, not of how
    the tables are set; without an annex that of the text alone."""
    if not annex:
        return hash_of(text)
    tables = [[table.title, table.header, table.rows] for table in annex]
    return hash_of(f"{text}\n{json.dumps(tables, ensure_ascii=False)}")


def subject_of(chain: Chain) -> Subject:
    """Name the thing that the chain is about: its matter, its bulletin or what else its purpose says."""
    if SUBJECT_KINDS[chain.purpose] == "matter":
        return matter_subject(chain.subject_id)
    return Subject(SUBJECT_KINDS[chain.purpose], str(chain.subject_id))


def plan_chain(steps: Steps, bench: Bench) -> tuple[PlannedStep, ...]:
    """Find the signer of each step, then pass on the drafter's own steps and merge those of one person.

    Raises:
        VacantPost: nobody holds a post, or several do and none is named.
        OwnDraft: the drafter would sign last, so that no post comes after his.
    """
    return _merge_by_person(_pass_on_own(tuple(_seat(step, bench) for step in steps), bench.drafters))


def begin(request: Request, planned: tuple[PlannedStep, ...], chain_id: int, now: datetime) -> Outcome:
    """Write the chain out and put the text before its first signer."""
    chain = Chain(
        id=chain_id,
        purpose=request.purpose,
        subject_id=request.subject_id,
        title=request.title,
        text=request.text,
        text_hash=seal_of(request.text, request.annex),
        drafted_by=request.drafted_by,
        started_at=now,
        drafters=tuple(sorted(request.drafters)),
        drafted_post_id=request.drafted_post_id,
        urgency=request.urgency,
        matter_id=request.of_matter,
        annex=request.annex,
    )
    steps = [_row(chain_id, seq, step) for seq, step in enumerate(planned, 1)]
    first = steps[0] = replace(steps[0], status=StepStatus.CURRENT)
    details = {
        "chain": chain_id,
        "purpose": str(chain.purpose),
        "text_hash": chain.text_hash,
        "steps": [f"{step.title}:{step.act}" for step in steps],
        "annexes": [table.title for table in request.annex],
        "merged": {step.title: list(step.merged) for step in steps if step.merged},
        "taken_over": {step.title: list(step.taken_over) for step in steps if step.taken_over},
    }
    return Outcome(
        saves=(chain, *steps),
        facts=(Fact("approval.requested", subject_of(chain), details),),
        notices=(StepCard(to=to_signer(first.post_id), chain_id=chain_id, seq=first.seq),),
        redraw=(subject_of(chain),),
    )


def void(chain: Chain, steps: tuple[SigningStep, ...], why: str) -> Outcome:
    """End a chain without a decision: its text was changed or withdrawn, so every signature under it is void.

    Who had signed, when and with which words stays in the rows; `why` is a stable word for the audit.
    """
    shown = [step_subject(step.chain_id, step.seq) for step in steps if step.status is not StepStatus.WAITING]
    return Outcome(
        saves=(
            replace(chain, status=ChainStatus.VOID),
            *(replace(step, status=StepStatus.VOID) for step in steps),
        ),
        facts=(Fact("approval.voided", subject_of(chain), {"chain": chain.id, "why": why}),),
        redraw=(*shown, ready_subject(chain.id)),
    )


def _seat(step: Step, bench: Bench) -> PlannedStep:
    post = _post_of(step, bench)
    if post is None or post.holder_id is None:
        raise VacantPost(post.title if post else _role_title(step.role))
    named = step.post_id is not None or step.role in STEPS_OF_THE_NAMED
    title = post.title if named or post.role is Role.PARTY_LEADER else TITLES[post.role]
    planned = PlannedStep(str(step.role), str(step.act), title, post.id, post.holder_id)
    deputy = bench.deputy_of(post.id)
    if deputy is None or deputy.holder_id is None:
        return planned
    return replace(planned, deputy=signer_title(deputy), deputy_holder_id=deputy.holder_id)


def _post_of(step: Step, bench: Bench) -> Post | None:
    if step.post_id is not None:
        return next((post for post in bench.posts if post.id == step.post_id), None)
    leader = bench.leader
    if leader is not None and is_for_named(step, leader.role):
        return leader
    role = IF_NONE_IS_NAMED.get(step.role, step.role)
    posts = [post for post in bench.posts if post.role == role]
    held = [post for post in posts if post.holder_id is not None]
    if len(held) > 1 and step.role in STEPS_OF_THE_NAMED:
        raise VacantPost(_role_title(step.role), several=True)
    return next(iter(held or posts), None)


def _role_title(role: SignerRole) -> str:
    return TITLES[IF_NONE_IS_NAMED[role] if role in IF_NONE_IS_NAMED else Role(role)]


def _pass_on_own(planned: tuple[PlannedStep, ...], drafters: frozenset[int]) -> tuple[PlannedStep, ...]:
    kept: list[PlannedStep] = []
    passed: tuple[str, ...] = ()
    for step in planned:
        if step.holder_id in drafters and not step.deputy:
            passed = (*passed, step.title)
            continue
        kept.append(replace(step, taken_over=passed))
        passed = ()
    if passed or not kept:
        raise OwnDraft
    return tuple(kept)


def _merge_by_person(planned: tuple[PlannedStep, ...]) -> tuple[PlannedStep, ...]:
    merged: dict[int, PlannedStep] = {}
    for step in planned:
        earlier = merged.pop(step.signer_id, None)
        merged[step.signer_id] = (
            step
            if earlier is None
            else replace(
                step,
                merged=(*earlier.merged, earlier.act, *step.merged),
                taken_over=(*earlier.taken_over, *step.taken_over),
            )
        )
    return tuple(merged.values())


def _row(chain_id: int, seq: int, step: PlannedStep) -> SigningStep:
    return SigningStep(
        chain_id=chain_id,
        seq=seq,
        role=step.role,
        act=step.act,
        post_id=step.post_id,
        title=step.title,
        merged=step.merged,
        taken_over=step.taken_over,
    )
