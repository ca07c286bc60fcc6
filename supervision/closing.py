"""汇总办结: the units' accepted results become one text, its signers close the matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from supervision.actors import Actor
from supervision.lifecycle import MatterEvent, advance
from supervision.model import Assignment, Matter, Part, Post
from supervision.notices.base import to_officer, to_unit
from supervision.notices.cards import matter_subject, paper_subject
from supervision.notices.closing import MatterClosed, MatterClosedHere
from supervision.outcome import Fact, Outcome
from supervision.refusals import InvalidInput, WrongState
from supervision.review_cases import is_complete
from supervision.roles import Permission
from supervision.scope import require_sight

LONGEST_SUMMARY = 8000
"""Characters of a summary; longer ones belong into a paper of their own."""


@dataclass(frozen=True, slots=True)
class Result:
    """What one unit achieved, in the words of its accepted report."""

    task_seq: int
    task_text: str
    unit_name: str
    part: Part
    text: str


@dataclass(frozen=True, slots=True)
class SentPaper:
    """A paper as a unit has it, to tell it that the matter is closed."""

    paper_id: int
    unit_id: int
    document_number: str


def require_ready(matter: Matter, assignments: Sequence[Assignment], actor: Actor, registrar: Post | None) -> None:
    """Let somebody sum a matter up: the Office, or the section whose matter it is, once every result was accepted.

    Raises:
        NotAllowed, NotFound: it is not his to close.
        WrongState: it is not being carried out, or a unit's result was not accepted yet.
    """
    actor.require(Permission.MATTER_CLOSE)
    require_sight(actor, matter, registrar)
    advance(matter, MatterEvent.SUMMARISE)
    if not is_complete(assignments):
        raise WrongState("summary", matter.status.value)


def draft(title: str, results: Sequence[Result]) -> str:
    """The text to begin from: its title, then task by task each unit's words, the lead units first."""
    lines = [f"关于{title}办理情况的报告"]
    task = 0
    for result in sorted(results, key=lambda item: (item.task_seq, item.part is Part.SUPPORT)):
        if result.task_seq != task:
            task = result.task_seq
            lines.append(f"{task}. {result.task_text}")
        lines.append(f"{result.unit_name}：{result.text or '见佐证材料'}")
    return "\n".join(lines)


def require_text(text: str) -> str:
    """The summary's words, if they will do.

    Raises:
        InvalidInput: there are none, or too many.
    """
    if not text.strip():
        raise InvalidInput("summary", "empty")
    if len(text) > LONGEST_SUMMARY:
        raise InvalidInput("summary", "too_long", limit=LONGEST_SUMMARY)
    return text.strip()


def sum_up(matter: Matter, choice: int) -> Outcome:
    """Send the summary on its way: the matter waits for the signers of the chosen result chain."""
    waiting = replace(advance(matter, MatterEvent.SUMMARISE), result_chain=choice)
    return Outcome(
        saves=(waiting,),
        facts=(Fact("matter.summed_up", matter_subject(matter.id), {"chain": choice}),),
        redraw=(matter_subject(matter.id),),
    )


def close(matter: Matter, papers: Sequence[SentPaper], now: datetime) -> Outcome:
    """办结: the last signature of the result chain. Every unit of the paper is told."""
    closed = replace(advance(matter, MatterEvent.CLOSE), closed_at=now)
    told = tuple(
        MatterClosed(
            to=to_unit(paper.unit_id),
            matter_id=matter.id,
            document_number=paper.document_number,
            title=matter.title,
            closed_at=now,
        )
        for paper in papers
    )
    here = MatterClosedHere(
        to=to_officer(matter.registered_post_id),
        matter_id=matter.id,
        registration_number=matter.registration_number,
        title=matter.title,
    )
    return Outcome(
        saves=(closed,),
        facts=(Fact("matter.closed", matter_subject(matter.id), {"closed_at": now.isoformat()}),),
        notices=(*told, here),
        redraw=(matter_subject(matter.id), *(paper_subject(paper.paper_id, paper.unit_id) for paper in papers)),
    )


def send_summary_back(matter: Matter, words: str) -> Outcome:
    """A signer sends the summary back: the matter is carried on. Who and why the signing tells the drafter."""
    back = advance(matter, MatterEvent.RETURN_SUMMARY)
    return Outcome(
        saves=(back,),
        facts=(Fact("matter.summary_sent_back", matter_subject(matter.id), {"words": words}),),
        redraw=(matter_subject(matter.id),),
    )
