"""会签: leaders whose fields a joint paper touches (several leaders' fields, 两办联合) see it before the first 审定.

The notice has no such step: it is added to one matter, by choice, and shown as added. 公文处理条例 (2012)
art. 17 (联合行文) and 19: what touches another's field is settled with him before the paper goes to its signer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from supervision.actors import Actor
from supervision.county import County
from supervision.model import Matter, Post
from supervision.notices.approving import preview_subject
from supervision.notices.cards import matter_subject
from supervision.outcome import Fact, Outcome
from supervision.procedures.chains import with_countersign
from supervision.procedures.lifecycle import MatterEvent, can
from supervision.procedures.steps import Steps
from supervision.procedures.tracks import TRACKS, issue_chain
from supervision.refusals import InvalidInput, WrongState
from supervision.registering.registration import by_rank
from supervision.roles import Permission

MOST = 5
"""Leaders who 会签 one paper: with more it is a meeting's business."""


def steps_of(matter: Matter, posts: Iterable[Post], county: County) -> Steps:
    """Give the steps before the matter is issued: its track's, and those who 会签.

    Args:
        matter: the matter.
        posts: at least those that it names.
        county: the county's checks.
    """
    roles = {post.id: post.role for post in posts}
    named = [(roles[number], number) for number in matter.countersign if number in roles]
    return with_countersign(issue_chain(TRACKS[matter.track], county), named)


def offered(matter: Matter, posts: Iterable[Post], units: Iterable[int], text: str, county: County) -> list[Post]:
    """Give the leaders who can be chosen: held posts that do not sign anyway, those first whose field it is.

    Args:
        matter: the matter.
        posts: the signers' posts.
        units: the units of its tasks.
        text: the words of its title and tasks.
        county: the county's checks.
    """
    signing = {step.role for step in issue_chain(TRACKS[matter.track], county)}
    able = [
        post
        for post in by_rank(posts)
        if post.active and post.holder_id and post.role not in signing and post.id != _signing_leader(matter)
    ]
    touched = set(units)
    return sorted(able, key=lambda post: not (touched & set(post.in_charge_of) or any(f in text for f in post.fields)))


def choose(matter: Matter, chosen: Sequence[Post], able: Sequence[Post], actor: Actor) -> Outcome:
    """Settle who 会签 the matter; nobody is possible.

    Raises:
        NotAllowed: it is not the actor's to send.
        WrongState: it does not wait to be sent.
        InvalidInput: too many, or somebody who is not offered.
    """
    actor.require(Permission.MATTER_SUBMIT)
    if not can(matter, MatterEvent.SUBMIT):
        raise WrongState("matter", matter.status.value)
    if len(chosen) > MOST:
        raise InvalidInput("countersign", "too_many", limit=MOST)
    if not {post.id for post in chosen} <= {post.id for post in able}:
        raise InvalidInput("countersign", "not_a_choice")
    ids = tuple(dict.fromkeys(post.id for post in chosen))
    subject = matter_subject(matter.id)
    details = {"posts": list(ids), "before": list(matter.countersign)}
    return Outcome(
        saves=(replace(matter, countersign=ids),),
        facts=(Fact("matter.countersign_chosen", subject, details),),
        redraw=(subject, preview_subject(matter.id)),
    )


def _signing_leader(matter: Matter) -> int | None:
    """The named leader, where the chain goes to him anyway."""
    steps = TRACKS[matter.track].issue_steps
    return matter.leader_post_id if any(step.role == "leader" for step in steps) else None
