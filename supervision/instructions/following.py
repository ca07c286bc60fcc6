"""科室跟踪: a section follows a vice-mayor's matter up itself, ends it, or takes it through the gate (P4.2, P5.2).

The notice lets section and departments see to it themselves; only a major one (确需) goes to the Office. A department
starts no supervision of the government's: that is the Office's, on approval (Order 733, art. 7).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from supervision.actors import Actor
from supervision.calendars.workdays import Workdays
from supervision.model import DeskItem, DeskKind, Matter, MatterStatus, Note, NoteKind
from supervision.notices.cards import matter_subject
from supervision.outcome import Fact, Outcome
from supervision.procedures.lifecycle import MatterEvent, advance
from supervision.refusals import InvalidInput, NotFound, WrongState
from supervision.roles import Permission

LONGEST_NOTE = 500
LONGEST_REASON = 200
"""Characters of a note, and of why the Office is called."""


def require_followed(matter: Matter, section_id: int, actor: Actor) -> None:
    """Let only the section act that follows the matter, and only while it does.

    Args:
        matter: the matter.
        section_id: the unit of the post that registered it.
        actor: who acts.

    Raises:
        NotFound: it is not his section's.
        WrongState: the section does not follow it (any more).
    """
    if section_id not in actor.unit_ids:
        raise NotFound("matter", matter.registration_number)
    if matter.status is not MatterStatus.FOLLOWED:
        raise WrongState("matter", matter.status.value)


def note_progress(
    matter: Matter, section_id: int, actor: Actor, now: datetime, *, note_id: int, post_id: int, words: str
) -> Outcome:
    """记录进展. Raises as `require_followed`; InvalidInput: no words, or too many."""
    actor.require(Permission.MATTER_FOLLOW)
    require_followed(matter, section_id, actor)
    note = Note(note_id, matter.id, actor.person_id, post_id, now, _worded(words, LONGEST_NOTE))
    subject = matter_subject(matter.id)
    return Outcome(
        saves=(note,),
        facts=(Fact("matter.progress_noted", subject, {"note": note.id, "words": note.text}),),
        redraw=(subject,),
    )


def end(
    matter: Matter, section_id: int, actor: Actor, now: datetime, *, note_id: int, post_id: int, words: str
) -> Outcome:
    """办结 by the section, with what came of it: every matter has an outcome (件件有落实). Nobody signs it, since no
    paper went out of it. Raises as `note_progress`."""
    actor.require(Permission.MATTER_FOLLOW)
    require_followed(matter, section_id, actor)
    text = _worded(words, LONGEST_NOTE)
    note = Note(note_id, matter.id, actor.person_id, post_id, now, text, NoteKind.OUTCOME)
    subject = matter_subject(matter.id)
    return Outcome(
        saves=(replace(advance(matter, MatterEvent.CLOSE), closed_at=now), note),
        facts=(Fact("matter.ended_by_section", subject, {"note": note.id, "outcome": text}),),
        redraw=(subject,),
    )


def call_office(matter: Matter, section_id: int, actor: Actor, *, reason: str) -> Outcome:
    """确需督查室督促: the section takes it to the Office, and says why (P4.2, P5.2).

    After it the section drafts the 督办通知, 副主任 and 主任 approve, and only the Office issues.

    Raises:
        NotAllowed, NotFound: it is not the actor's section's.
        WrongState: the matter is not one that a section follows up itself.
        InvalidInput: there is no reason, or it is too long.
    """
    actor.require(Permission.MATTER_SUBMIT)
    require_followed(matter, section_id, actor)
    passed = replace(advance(matter, MatterEvent.CALL_OFFICE), gate_reason=_worded(reason, LONGEST_REASON))
    subject = matter_subject(matter.id)
    details = {"by_unit": section_id, "track": matter.track, "reason": passed.gate_reason}
    return Outcome(saves=(passed,), facts=(Fact("matter.office_called", subject, details),), redraw=(subject,))


def reminder(matter: Matter, workdays: Workdays) -> DeskItem | None:
    """Remind the section of the date of a matter that it follows: the workday before, then every second one until it
    ends it or calls the Office. Ours: nobody else asks for it."""
    if matter.status is not MatterStatus.FOLLOWED or matter.due_on is None:
        return None
    return DeskItem(
        kind=DeskKind.FOLLOWED,
        key=str(matter.id),
        post_id=matter.registered_post_id,
        on=workdays.add_workdays(matter.due_on, -1),
        title=matter.title,
        number=matter.registration_number,
        due_on=matter.due_on,
        every=2,
    )


def _worded(words: str, limit: int) -> str:
    words = " ".join(words.split())
    if not words:
        raise InvalidInput("words", "empty")
    if len(words) > limit:
        raise InvalidInput("words", "too_long", limit=limit)
    return words
