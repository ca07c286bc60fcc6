"""Approval: the preview, what a signer is told, his questions, and what the drafter is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from supervision.notices.base import Answer, Card, Notice
from supervision.notices.dialogue import Prompt
from supervision.procedures.steps import Act
from supervision.results.summing import BasisLine
from supervision.subjects import Subject


def inquiry_subject(inquiry_id: int) -> Subject:
    """A signer's question, which the drafter answers."""
    return Subject("inquiry", str(inquiry_id))


def preview_subject(matter_id: int) -> Subject:
    """The preview of a matter's approval."""
    return Subject("preview", str(matter_id))


def ready_subject(chain_id: int) -> Subject:
    """An approval that waits for the Office to issue what it allows."""
    return Subject("ready", str(chain_id))


def returned_subject(chain_id: int) -> Subject:
    """An approval that a signer sent back to its drafter."""
    return Subject("returned", str(chain_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class SignerLine:
    """One signer in the preview; `deputy` stands in for him today."""

    title: str
    act: str
    name: str
    enrolled: bool
    merged: tuple[str, ...] = ()
    taken_over: tuple[str, ...] = ()
    deputy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskWarning:
    """Something to look at before the paper goes on; `kind` is a row of `issue_warnings.WARNINGS`."""

    seq: int
    kind: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalPreview(Answer):
    """Who will sign, with which act, in which order; the text as they will get it; what to look at first.

    `text_hash` is of the text and of who signs it.

    `sendable` is false while a task has no unit. `sent_to` is set once it was sent: the signer it went to.
    """

    matter_id: int
    text_hash: str
    title: str
    text: str
    clause: str
    ours: bool
    signers: tuple[SignerLine, ...]
    warnings: tuple[TaskWarning, ...]
    sendable: bool
    sent_to: str = ""

    @property
    def countersigned(self) -> bool:
        """Whether somebody signs who is no signer of the notice."""
        return any(Act.COUNTERSIGN in (signer.act, *signer.merged) for signer in self.signers)

    @property
    def subject(self) -> Subject | None:
        """The preview itself, so that its buttons can be taken away."""
        return preview_subject(self.matter_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentForApproval(Answer):
    """The text is with its first signer; he may have no account, and then gets it on paper."""

    now_with: str
    enrolled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed(Answer):
    """What a tap of ［同意］ did, act by act; `now_with` is empty after the last signature."""

    now_with: str
    acts: tuple[str, ...] = (Act.APPROVE,)


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBack(Answer):
    """What a signer's 退回修改 did."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Answer):
    """A signer's question went to the drafter; the paper stays with the signer."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextChanged(Answer):
    """The card is of a text that was changed or withdrawn; `present` tells whether the present one follows."""

    present: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FullText(Answer):
    """The whole text that waits for a signature; for a summary, what each sentence rests on (R2).

    `chain_id`: whose, so that it can be had as a file, and its 呈批单. `bulletin_id`: whose figures may be looked at.
    """

    title: str
    text: str
    basis: tuple[BasisLine, ...] = ()
    chain_id: int = 0
    bulletin_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause(Answer):
    """依据: the clause of the notice that makes it so; `ours` where the notice names no signer."""

    clause: str
    ours: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingLine:
    """One paper in the list of what waits; `signer` is named where it is not the reader himself."""

    title: str
    first_line: str
    act: str
    signer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingList(Answer):
    """待办: what waits for this person, oldest first; the cards follow, `left_off` of them do not.

    `together` is how many of them he can sign as a list; `for_leader`: he is a secretary, they wait for his leaders.
    """

    lines: tuple[PendingLine, ...]
    left_off: int = 0
    together: int = 0
    for_leader: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSentBack(Card):
    """退回修改, to the drafter: by whom and why; its buttons go once the text was sent anew."""

    chain_id: int

    @property
    def key(self) -> str | None:
        """A chain is sent back once."""
        return f"sent-back/{self.chain_id}"

    @property
    def subject(self) -> Subject | None:
        """The return."""
        return returned_subject(self.chain_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyToIssue(Card):
    """The last signature is there: the Office may issue; its buttons go once it did, or the approval is void."""

    chain_id: int

    @property
    def key(self) -> str | None:
        """A chain is approved once."""
        return f"ready/{self.chain_id}"

    @property
    def subject(self) -> Subject | None:
        """The approval."""
        return ready_subject(self.chain_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryCard(Card):
    """A signer's question to the drafter; a reply answers it."""

    inquiry_id: int

    @property
    def key(self) -> str | None:
        """One card a question."""
        return f"inquiry/{self.inquiry_id}"

    @property
    def subject(self) -> Subject | None:
        """The question."""
        return inquiry_subject(self.inquiry_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryAnswered(Notice):
    """The drafter's answer, to the signer who asked; his card follows."""

    title: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered(Answer):
    """The drafter's answer went to the signer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovingPrompt(Prompt):
    """What a signer or a drafter is asked: an opinion, why it goes back, a question, its answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountersignPrompt(Prompt):
    """Whose 会签 the matter needs."""
