"""A matter that goes out as 督查活动 is signed together with its plan: one text, one round of signatures.

P4.1 and P8.1 let the Office carry out a matter by 督查活动 instead of a 督查通知单, and name one chain; Order 733
art. 15 wants the plan approved before. So the plan stands below the matter's text, and the matter's signatures approve
both. A matter that came through the gate (P4.2, P5.2) has its chain before the Office chooses: there the plan follows
by a chain of its own, and the matter goes out when that is through.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from supervision.inspection.activities import OPEN, Move, can, move
from supervision.model import Activity, ActivityStatus, Matter, MatterStatus
from supervision.notices.activities import ActivityInterrupted, activity_subject
from supervision.notices.base import to_officer, to_post
from supervision.outcome import Fact, Outcome
from supervision.procedures.forms import Form
from supervision.procedures.tracks import TRACKS
from supervision.refusals import WrongState

_BEFORE = frozenset({MatterStatus.SPLIT, MatterStatus.SENT_BACK})


def is_signed_with(matter: Matter) -> bool:
    """Whether a plan for this matter is signed with it now, never by a chain of its own."""
    on_its_way = matter.status in _BEFORE or matter.status is MatterStatus.IN_APPROVAL
    return matter.form == Form.ACTIVITY and on_its_way and not TRACKS[matter.track].gate


def begins_with_paper(matter: Matter) -> bool:
    """Whether the activity of this matter begins with the matter's own paper, which has not gone out yet."""
    return matter.form == Form.ACTIVITY and matter.issued_at is None


def require_paper(matter: Matter) -> None:
    """Refuse to begin an activity before the paper that announces it. Raises WrongState."""
    if begins_with_paper(matter):
        raise WrongState("activity", "with_paper")


def attached(matter: Matter, plans: Iterable[Activity]) -> Activity | None:
    """Give the plan that stands below the matter's text: the newest that is being written, or is being signed with it.

    Args:
        matter: the matter.
        plans: the activities of this matter that have no chain of their own, the oldest first.
    """
    if not is_signed_with(matter):
        return None
    sent = matter.status is MatterStatus.IN_APPROVAL
    fitting = [plan for plan in plans if (plan.status is ActivityStatus.IN_APPROVAL if sent else can(plan, Move.EDIT))]
    return fitting[-1] if fitting else None


def require(matter: Matter, plans: Iterable[Activity]) -> None:
    """Refuse to send a matter for approval as 督查活动 without a plan. Raises WrongState."""
    if not is_signed_with(matter):
        return
    if not any(plan.status in OPEN for plan in plans):
        raise WrongState("activity", "no_plan")


def take_back(activity: Activity, why: str) -> Outcome:
    """The text that it was signed with was changed, withdrawn or denied: the plan is the drafter's again."""
    moved = replace(move(activity, Move.TAKE_BACK), number="")
    subject = activity_subject(activity.id)
    return Outcome((moved,), (Fact("activity.taken_back", subject, {"why": why}),), redraw=(subject,))


def unstart(activity: Activity) -> Outcome:
    """The paper with which it began was withdrawn: its own approval stands, and it begins with the next one."""
    moved = replace(move(activity, Move.UNSTART), number="")
    subject = activity_subject(activity.id)
    return Outcome((moved,), (Fact("activity.taken_back", subject, {"why": "denied"}),), redraw=(subject,))


def end_with(activity: Activity, matter: Matter, now: datetime, *, into: str = "") -> Outcome:
    """The matter was withdrawn, or merged `into` another: its activity is over, and those who go along are told."""
    moved = move(activity, Move.END)
    subject = activity_subject(activity.id)
    fact = Fact("activity.ended_with_matter", subject, {"matter": matter.id, "merged": bool(into)})
    told = _told(activity, matter, "merged" if into else "withdrawn", now, into=into)
    return Outcome((moved,), (fact,), told, (subject,))


def stand_still(activity: Activity, matter: Matter, now: datetime) -> Outcome:
    """The matter was suspended, or goes on: so does its activity, and those who go along are told."""
    held = is_held(matter)
    subject = activity_subject(activity.id)
    fact = Fact("activity.held" if held else "activity.resumed", subject, {"matter": matter.id})
    return Outcome((), (fact,), _told(activity, matter, "suspended" if held else "resumed", now), (subject,))


def is_held(matter: Matter) -> bool:
    """Whether an activity of this matter stands still."""
    return matter.status is MatterStatus.SUSPENDED


def require_not_held(matter: Matter | None) -> None:
    """Refuse to go on with an activity while its matter is suspended. Raises WrongState."""
    if matter is not None and is_held(matter):
        raise WrongState("activity", "held")


_KNOWN = frozenset({ActivityStatus.APPROVED, ActivityStatus.RUNNING})
"""From its approval on the members know of it; before that its drafter alone."""


def _told(
    activity: Activity, matter: Matter, what: str, now: datetime, *, into: str = ""
) -> tuple[ActivityInterrupted, ...]:
    members = activity.member_posts if activity.status in _KNOWN else ()
    others = [to_post(post) for post in members if post != activity.drafted_post_id]
    return tuple(
        ActivityInterrupted(
            to=seat,
            activity_id=activity.id,
            title=activity.title,
            matter=matter.title,
            registration_number=matter.registration_number,
            what=what,
            at=now,
            into=into,
        )
        for seat in (to_officer(activity.drafted_post_id), *others)
    )
