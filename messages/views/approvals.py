"""What the cards of a chain show: a step for its signer, a question for the drafter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from messages.views.amending import AmendmentView
from supervision.approving.approvals import SHOWN
from supervision.approving.signing import first_line
from supervision.model import ChainPurpose, ChainStatus, Channel, StepStatus, Urgency
from supervision.procedures.steps import acts_in_one

FIRST_SCREEN = 14
"""Lines of the text on the first screen of a telephone; the rest folds."""

FIRST_CHARACTERS = 420
"""Characters likewise, for texts with long lines."""

LONGEST_FOLDED = 2400
"""Characters of the folded rest: the card stays one message, ［全文］ shows all of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step of the chain, as every card of it shows it. `signer` is who decided: 常务副县长（代县长）.

    What did not come through the bot has its `channel`, and the day on its paper; a consent by telephone the time of
    the call, and of its 补签, which is `by_successor` if another person than the one who spoke has the post by then.
    """

    seq: int
    title: str
    act: str
    status: StepStatus
    signer: str = ""
    opinion: str = ""
    decided_at: datetime | None = None
    merged: tuple[str, ...] = ()
    taken_over: tuple[str, ...] = ()
    channel: Channel = Channel.TELEGRAM
    signed_on: date | None = None
    verbal_at: datetime | None = None
    ratified_at: datetime | None = None
    ratified_channel: Channel = Channel.TELEGRAM
    by_successor: bool = False

    @property
    def acts(self) -> tuple[str, ...]:
        """The acts that the one signature stands for."""
        return acts_in_one(self.act, self.merged)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A question and what was answered."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """A paper before one of its signers, who stands in for somebody who is away (`standing_in`), or his secretary.

    `may_remind`: the reader is the signer's secretary, who signs nothing.
    """

    chain_id: int
    seq: int
    text_hash: str
    chain_status: ChainStatus
    title: str
    text: str
    act: str
    mine: StepLine
    steps: tuple[StepLine, ...]
    exchanges: tuple[Exchange, ...] = ()
    has_clause: bool = False
    may_act: bool = False
    may_amend: bool = False
    may_remind: bool = False
    standing_in: bool = False
    amendments: tuple[AmendmentView, ...] = ()
    urgency: Urgency = Urgency.ROUTINE
    naming: str = ""
    """`named` or `private`: he chooses how the criticism of a bulletin goes out, and this is what the county set."""
    annexes: tuple[str, ...] = ()
    """The tables that are signed with the text, by their titles."""
    sent_as_file: bool = True
    """Whether the text with its annex was sent to him as a file; else he can ask for it."""
    bulletin_id: int = 0
    """The bulletin whose figures the reader may look into; 0: none."""

    @property
    def shown_hash(self) -> str:
        """What the buttons carry of the hash."""
        return self.text_hash[:SHOWN]

    @property
    def waiting(self) -> bool:
        """Whether this signer is asked for his act now."""
        return self.chain_status is ChainStatus.RUNNING and self.mine.status is StepStatus.CURRENT

    @property
    def void(self) -> bool:
        """Whether the text was changed or withdrawn before or after he signed."""
        return self.chain_status is ChainStatus.VOID

    @property
    def now_with(self) -> StepLine | None:
        """The step that the paper waits at."""
        if self.chain_status is not ChainStatus.RUNNING:
            return None
        return next((step for step in self.steps if step.status is StepStatus.CURRENT), None)

    @property
    def decided(self) -> tuple[StepLine, ...]:
        """The steps that were decided, in order."""
        return tuple(step for step in self.steps if step.decided_at is not None)

    @property
    def head(self) -> str:
        """The beginning of the text: what fits the first screen."""
        return self._cut()[0]

    @property
    def rest(self) -> str:
        """What is folded below it, shortened to what one message takes."""
        rest = self._cut()[1]
        return rest if len(rest) <= LONGEST_FOLDED else rest[: LONGEST_FOLDED - 1] + "…"

    @property
    def folded(self) -> str:
        """The text below a decision, to look it up: its beginning, lines kept."""
        return self.text if len(self.text) <= LONGEST_FOLDED else self.text[: LONGEST_FOLDED - 1] + "…"

    @property
    def first_line(self) -> str:
        """The line by which people know the text."""
        return first_line(self.text)

    def _cut(self) -> tuple[str, str]:
        lines = self.text.split("\n")
        count = size = 0
        for line in lines[:FIRST_SCREEN]:
            if count and size + len(line) > FIRST_CHARACTERS:
                break
            count, size = count + 1, size + len(line)
        head = "\n".join(lines[:count])
        if len(head) > FIRST_CHARACTERS * 2:  # a single long line
            return head[:FIRST_CHARACTERS] + "…", "…" + self.text[FIRST_CHARACTERS:]
        return head, "\n".join(lines[count:]).strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class InquiryView:
    """A signer's question before the drafter."""

    inquiry_id: int
    title: str
    first_line: str
    by: str
    asked_at: datetime
    question: str
    answer: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None
    pointless: bool = False
    may_answer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedView:
    """A text that a signer sent back, before its drafter. `matter_id` is 0 for what is not a matter's.

    `purpose` is what the signatures were for, and so what he does next; `overtaken`: it was sent anew, changed or not.
    """

    chain_id: int
    purpose: ChainPurpose
    title: str
    first_line: str
    by: str
    words: str
    matter_id: int = 0
    overtaken: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyView:
    """A matter that waits for the Office to issue it; then the number that it was issued under, or void.

    `decided` are all steps that were passed, each with the way that it was: whoever issues decides by this card.
    """

    matter_id: int
    title: str
    first_line: str
    decided: tuple[StepLine, ...] = ()
    document_number: str = ""
    void: bool = False
    may_issue: bool = False

    @property
    def unratified(self) -> tuple[StepLine, ...]:
        """Those who agreed by telephone and have not signed."""
        return tuple(step for step in self.decided if step.status is StepStatus.VERBAL)
