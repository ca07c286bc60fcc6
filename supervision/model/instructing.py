"""What a leader is told of his instruction, what he answers, and what he instructs further (P5.3, 事事有回音)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from supervision.model.matters import TermFrom


class AnswerVerdict(StrEnum):
    """What the leader said to what he was told."""

    WAITING = "waiting"
    READ = "read"
    """已阅: nothing more is to be done."""
    GO_ON = "go_on"
    """继续督办."""
    INSTRUCTED = "instructed"
    """另作批示: a new instruction."""


@dataclass(frozen=True, slots=True)
class LeaderAnswer:
    """办理情况呈报 to one leader who instructed: every instruction is answered. `seq` counts those to one post.

    What he wrote on paper was entered by the Office from the document `reference`.
    """

    id: int
    matter_id: int
    post_id: int
    text: str
    sent_by: int
    sent_at: datetime
    verdict: AnswerVerdict = AnswerVerdict.WAITING
    words: str = ""
    decided_by: int | None = None
    decided_at: datetime | None = None
    seq: int = 1
    reference: str = ""


@dataclass(frozen=True, slots=True)
class FurtherTask:
    """A task of the notice that a new 批示 leads to, as it is drafted; units are ids, the dates those of `Task`.

    `seq` is its number in the matter: it stands in the signed text, and is kept for it from then on.
    """

    text: str
    leads: tuple[int, ...] = ()
    supports: tuple[int, ...] = ()
    due_on: date | None = None
    due_hour: time | None = None
    report_on: tuple[date, ...] = ()
    leader_in_charge_post_id: int | None = None
    term: str = ""
    term_from: TermFrom = TermFrom.ISSUE
    cycle: str = ""
    cycle_until: date | None = None
    ongoing: bool = False
    review_on: date | None = None
    seq: int = 0


@dataclass(frozen=True, slots=True)
class FurtherInstruction:
    """A new 批示 on a running or closed matter; a closed one is `reopened` by it. A leader of the city has no post.

    What those above sent back (退回补充, of `submission_id`) is entered as theirs where units must act again.

    It leads to old tasks that are given again (`task_seqs`, until `due_on`), or to a notice of its own: its `tasks`
    are drafted and signed, and once `paper_id` is issued they are tasks of the matter (`task_seqs`).
    """

    id: int
    matter_id: int
    post_id: int | None
    leader_title: str
    dated: date
    gist: str
    entered_by: int
    entered_at: datetime
    answer_id: int | None = None
    task_seqs: tuple[int, ...] = ()
    reopened: bool = False
    answered_at: datetime | None = None
    tasks: tuple[FurtherTask, ...] = ()
    due_on: date | None = None
    paper_id: int | None = None
    submission_id: int | None = None
