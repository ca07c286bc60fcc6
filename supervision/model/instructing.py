"""What a leader is told of his instruction, what he answers, and what he instructs further (P5.3, 事事有回音)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


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
    """办理情况呈报 to one leader who instructed: every instruction is answered. `seq` counts those to one post."""

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
    summary_id: int | None = None


@dataclass(frozen=True, slots=True)
class FurtherInstruction:
    """A new 批示 on a running or closed matter; a closed one is `reopened` by it. A leader of the city has no post."""

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
