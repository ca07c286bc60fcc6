"""现场核查情况: what an inspection found of a unit's share of a task. It moves the verified light and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from supervision.actors import Actor
from supervision.inspection.activities import Move, in_scope, move
from supervision.model import Activity, Assignment, Finding, FindingVerdict, Post
from supervision.notices.activities import FindingCard, FindingTold, activity_subject, finding_subject
from supervision.notices.base import HERE, to_post, to_unit
from supervision.notices.cards import matter_subject
from supervision.outcome import Fact, Outcome
from supervision.refusals import AlreadyDecided, InvalidInput, NotFound, StaleButton

LONGEST_TEXT = 1000
MOST_PHOTOS = 10


def record(
    activity: Activity,
    assignments: Iterable[Assignment],
    before: Finding | None = None,
    *,
    finding_id: int,
    place: tuple[int, int, int],
    verdict: str,
    text: str,
    actor: Actor,
    now: datetime,
) -> Outcome:
    """Write down what was found at a place: matter, task and unit, one of those that the plan names.

    Args:
        before: the same finding as he had worded it first; its unit was not told yet.

    Raises:
        WrongState: the activity has not begun, or is over.
        NotFound: the plan does not name the place.
        InvalidInput: no verdict, or no words.
    """
    move(activity, Move.FIND)
    if before is not None and (before.told_at is not None or before.found_by != actor.person_id):
        raise StaleButton
    if place not in {(item.matter_id, item.task_seq, item.unit_id) for item in in_scope(activity, assignments)}:
        raise NotFound("task")
    if verdict not in set(FindingVerdict):
        raise InvalidInput("verdict", "not_a_choice")
    matter_id, task_seq, unit_id = place
    finding = Finding(
        id=finding_id,
        activity_id=activity.id,
        matter_id=matter_id,
        task_seq=task_seq,
        unit_id=unit_id,
        text=text,
        verdict=FindingVerdict(verdict),
        found_by=actor.person_id,
        found_at=now,
    )
    details = {"activity": activity.id, "task": task_seq, "unit": unit_id, "verdict": verdict}
    subject = finding_subject(finding.id)
    event = "finding.worded_anew" if before else "finding.recorded"
    card = FindingCard(to=HERE, finding_id=finding.id)
    redraw = (subject, activity_subject(activity.id), matter_subject(matter_id))
    return Outcome((finding,), (Fact(event, subject, {**details, "matter": matter_id}),), (card,), redraw)


def tell(
    finding: Finding, leaders: Iterable[Post], *, document_number: str, task: str, unit: str, teller: str, now: datetime
) -> Outcome:
    """Tell the unit what was found, once (Order 733 art. 16); its leaders too where it is not as reported (R1).

    Raises:
        AlreadyDecided: it was told before.
    """
    if finding.told_at is not None:
        raise AlreadyDecided(teller, "告知该单位", finding.told_at)
    above = [post for post in leaders if post.holder_id is not None and finding.verdict is not FindingVerdict.MET]
    told = FindingTold(
        to=to_unit(finding.unit_id),
        finding_id=finding.id,
        unit=unit,
        document_number=document_number,
        task_seq=finding.task_seq,
        task=task,
        verdict=finding.verdict,
        text=finding.text,
        found_at=finding.found_at,
    )
    subject = finding_subject(finding.id)
    return Outcome(
        (replace(finding, told_at=now),),
        (Fact("finding.told", subject, {"unit": finding.unit_id}),),
        (told, *(replace(told, to=to_post(post.id)) for post in above)),
        (subject, activity_subject(finding.activity_id)),
    )
