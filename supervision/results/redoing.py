"""重新办理: those above sent a report back, and units act again, though the matter was closed (P1.3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from supervision.actors import Actor
from supervision.instructions.instructing import require_gist
from supervision.model import FurtherInstruction, Matter, MatterStatus, Submission, SubmissionStatus
from supervision.procedures.forms import Destination
from supervision.refusals import StaleButton, WrongState
from supervision.roles import Permission

THOSE_ABOVE: Mapping[Destination, str] = MappingProxyType(
    {
        Destination.CITY_GOVERNMENT: "市政府",
        Destination.CITY_GOVERNMENT_OFFICE: "市政府办公室",
        Destination.COUNTY_GOVERNMENT: "县政府",
        Destination.HOTLINE_OFFICE: "市长热线电话室",
        Destination.LETTER_AND_REPLY: "市直机关",
    }
)
"""Who sent a report back, as its units read it."""


def require_redo(row: Submission, matter: Matter, actor: Actor, *, overtaken: bool) -> None:
    """Let units act again on what those above sent back, though their matter was closed (退回补充).

    Raises:
        NotAllowed: it is not his to enter, or to reopen.
        StaleButton: another report took its place since.
        WrongState: it was not returned, or the matter is not closed.
    """
    actor.require(Permission.SUBMISSION_ENTER)
    actor.require(Permission.MATTER_REOPEN)
    if row.status is not SubmissionStatus.RETURNED:
        raise WrongState("submission", row.status.value)
    if overtaken:
        raise StaleButton
    if matter.status is not MatterStatus.CLOSED:
        raise WrongState("matter", matter.status.value)


def redo(row: Submission, actor: Actor, *, further_id: int, words: str, now: datetime) -> FurtherInstruction:
    """重新办理: what those above want more of, entered as theirs, so that tasks can be given again by it."""
    assert row.returned_on is not None
    return FurtherInstruction(
        id=further_id,
        matter_id=row.matter_id,
        post_id=None,
        leader_title=THOSE_ABOVE[Destination(row.destination)],
        dated=row.returned_on,
        gist=require_gist(words),
        entered_by=actor.person_id,
        entered_at=now,
        submission_id=row.id,
    )
