"""汇总办结: the units' accepted results become one text, its signers close the matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from supervision.actors import Actor
from supervision.model import Assignment, Dispatch, Matter, MatterStatus, Paper, Post
from supervision.notices.base import to_officer, to_unit
from supervision.notices.cards import matter_subject, paper_subject
from supervision.notices.closing import MatterClosed, MatterClosedHere
from supervision.outcome import Fact, Outcome
from supervision.procedures.lifecycle import MatterEvent, advance
from supervision.refusals import WrongState
from supervision.review.review_cases import is_complete
from supervision.roles import Permission
from supervision.scope import require_sight


@dataclass(frozen=True, slots=True)
class SentPaper:
    """A paper as a unit has it, to tell it that the matter is closed."""

    paper_id: int
    unit_id: int
    document_number: str


def still_concerned(
    dispatches: Iterable[Dispatch], papers: Mapping[int, Paper], present: Mapping[int, int]
) -> tuple[SentPaper, ...]:
    """What was sent to units that have a task of the matter still; not what was withdrawn.

    Args:
        present: by each unit with a task that was not taken back, who goes on for it (itself, if it was not merged).
    """
    goes_on = set(present.values())
    found: dict[tuple[int, int], SentPaper] = {}
    for item in dispatches:
        paper, to = papers[item.paper_id], item.unit_id if item.unit_id in goes_on else present.get(item.unit_id)
        if paper.withdrawn_at is None and to is not None:
            found[paper.id, to] = SentPaper(paper.id, to, paper.document_number)
    return tuple(found.values())


def require_ready(
    matter: Matter,
    assignments: Sequence[Assignment],
    actor: Actor,
    registrar: Post | None,
    *,
    rectifying: int = 0,
    running: bool = False,
) -> None:
    """Let somebody sum a matter up: the Office, or the section whose matter it is, once every result was accepted.

    Args:
        running: an interim summary is with the signers: its older words would go up after the result.

    Raises:
        NotAllowed, NotFound: it is not his to close.
        WrongState: it is not being carried out, a unit's result was not accepted yet, or a summary is under way.
    """
    actor.require(Permission.MATTER_CLOSE)
    require_sight(actor, matter, registrar)
    advance(matter, MatterEvent.SUMMARISE)
    if not is_complete(assignments):
        raise WrongState("summary", matter.status.value)
    if rectifying:
        raise WrongState("summary", "rectifying")
    if running:
        raise WrongState("summary", "running")


def require_interim(
    matter: Matter, actor: Actor, registrar: Post | None, *, accepted: int, running: bool, returned: bool
) -> None:
    """Let somebody sum up a matter that goes on, from what was accepted so far.

    Args:
        accepted: how many results were accepted.
        running: a summary of it is with the signers.
        returned: those above returned what they got, so that it is written anew even when the matter is closed.

    Raises:
        NotAllowed, NotFound: it is not his.
        WrongState: it is not being carried out, nothing was accepted yet, or a summary is under way.
    """
    actor.require(Permission.MATTER_CLOSE)
    require_sight(actor, matter, registrar)
    if running:
        raise WrongState("summary", "running")
    if not (matter.status is MatterStatus.IN_PROGRESS or (returned and matter.status is MatterStatus.CLOSED)):
        raise WrongState("matter", matter.status.value)
    if not accepted:
        raise WrongState("summary", "nothing_accepted")


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
            reopened_at=matter.reopened_at,
        )
        for paper in papers
    )
    here = MatterClosedHere(
        to=to_officer(matter.registered_post_id),
        matter_id=matter.id,
        registration_number=matter.registration_number,
        title=matter.title,
        reopened_at=matter.reopened_at,
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
