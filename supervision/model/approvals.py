"""Requests for approval: a text, its signers, their signatures and questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from supervision.model.channels import Channel
from supervision.model.documents import Table
from supervision.model.matters import Urgency


class ChainPurpose(StrEnum):
    """What the last signature of a chain does."""

    ISSUE = "issue"
    RESULT = "result"
    BULLETIN = "bulletin"
    SUMMARY = "summary"
    """An interim summary, or one that goes up; closes nothing."""
    ACTIVITY = "activity"
    CHANGE = "change"
    REFERRAL = "referral"
    FURTHER = "further"
    """督办通知 on a leader's new instruction."""
    EXTENSION = "extension"
    """A unit's 申请延期 of a final date."""
    LETTER_UP = "letter_up"
    """函 to the superior of a unit under vertical management."""


class ChainStatus(StrEnum):
    """Where a request for approval stands."""

    RUNNING = "running"
    APPROVED = "approved"
    SENT_BACK = "sent_back"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Chain:
    """送审: one text before its signers, with its annex if it has one. Signatures are bound to `text_hash`, which is of
    both (`approvals.seal_of`); an edit voids the chain.

    `subject_id` is the id of what `approvals.SUBJECT_KINDS` says for the purpose; `matter_id` is the matter that it
    belongs to, whatever the purpose, 0 where it belongs to none. `drafters` are all people who had a
    hand in the text: none of them signs it. `drafted_post_id` is the post that questions and returns go to.
    `urgency` is the matter's when it was sent: by it the leaders are found who do not answer.
    """

    id: int
    purpose: ChainPurpose
    subject_id: int
    title: str
    text: str
    text_hash: str
    drafted_by: int
    started_at: datetime
    status: ChainStatus = ChainStatus.RUNNING
    drafters: tuple[int, ...] = ()
    drafted_post_id: int = 0
    urgency: Urgency = Urgency.ROUTINE
    matter_id: int = 0
    annex: tuple[Table, ...] = ()


class StepStatus(StrEnum):
    """Where one signer's step stands."""

    WAITING = "waiting"
    CURRENT = "current"
    SIGNED = "signed"
    VERBAL = "verbal"
    """电话同意，待补签: passed, but not signed."""
    SENT_BACK = "sent_back"
    DENIED = "denied"
    """不予追认: what was said by telephone is not stood by."""
    VOID = "void"


@dataclass(frozen=True, slots=True)
class SigningStep:
    """One step of a chain, written out when the approval begins, so that a later change of the table of tracks
    never touches work under way. `merged` names the acts of the same person's earlier steps that this one takes in,
    `taken_over` the titles of steps before it that were the drafter's own.

    What was decided outside the bot has its `channel`, its record and the day written on the paper (`signed_on`). He
    who acted sat in `by_post_id`; another post than `post_id` signed as 代, and is called `by_title`. A telephone
    consent was given at `verbal_at` by the person `verbal_by`, on the text of `verbal_hash`, and ratified at
    `ratified_at` by way of `ratified_channel`; another person than `verbal_by` is his successor in the post.
    """

    chain_id: int
    seq: int
    role: str
    act: str
    post_id: int
    title: str
    status: StepStatus = StepStatus.WAITING
    opinion: str = ""
    decided_by: int | None = None
    decided_at: datetime | None = None
    signed_hash: str = ""
    merged: tuple[str, ...] = ()
    taken_over: tuple[str, ...] = ()
    channel: Channel = Channel.TELEGRAM
    record_id: int | None = None
    signed_on: date | None = None
    by_post_id: int | None = None
    by_title: str = ""
    verbal_at: datetime | None = None
    verbal_by: int | None = None
    verbal_hash: str = ""
    ratified_at: datetime | None = None
    ratified_channel: Channel = Channel.TELEGRAM

    @property
    def signer(self) -> str:
        """Who decided, as cards and papers name him: 县长, or 常务副县长（代县长）."""
        return f"{self.by_title}（代{self.title}）" if self.by_title else self.title

    @property
    def ratifier_post_id(self) -> int:
        """The post in which a telephone consent is ratified: the one in which it was given."""
        return self.by_post_id or self.post_id

    @property
    def ratified_by_successor(self) -> bool:
        """Whether somebody else than the one who spoke stood by it, in the same post and by an act of his own."""
        return self.ratified_at is not None and self.decided_by != self.verbal_by


@dataclass(frozen=True, slots=True)
class Inquiry:
    """询问: a signer's question to the drafter, which does not send the paper back."""

    id: int
    chain_id: int
    step_seq: int
    asked_by: int
    asked_at: datetime
    text: str
    answer: str = ""
    answered_by: int | None = None
    answered_at: datetime | None = None
