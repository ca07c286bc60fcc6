"""函 to those above a unit that the county asks and does not order (垂管, 企业, 县委部门), where it was late (R3c).

Order 733 of the State Council, art. 5: supervision is directed at the government's own departments and those below.
Such a unit is not criticised; those above it are told the facts, and asked to see to it. None of it goes into a group.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from supervision.actors import Actor
from supervision.model import LETTER_KINDS, LetterStatus, LetterUp, Unit
from supervision.notices.base import OFFICE
from supervision.notices.superiors import LetterUpCard, letter_up_subject
from supervision.outcome import Fact, Outcome
from supervision.rectification.rectifying import words
from supervision.refusals import InvalidInput, NotFound, StaleButton, WrongState
from supervision.roles import Permission
from supervision.roster.unit_changes import unit_subject

LONGEST_NAME, LONGEST_REQUEST = 60, 300
"""Characters of the superior's name, and of what is asked of it."""

NEVER_SAID = ("批评", "责令", "追责", "问责", "处分", "整改")
"""What the county has no power to say to those above."""

EDITABLE = frozenset({LetterStatus.DRAFT, LetterStatus.SENT_BACK})


def require_draftable(unit: Unit, facts: Sequence[str], before: LetterUp | None, actor: Actor) -> None:
    """Let the Office draft it, and word it anew until it is with its signers.

    Raises:
        NotAllowed: only the Office drafts it.
        NotFound: it is no such unit, or it was not late.
        WrongState: it is with its signers, or beyond them.
    """
    actor.require(Permission.LETTER_UP_DRAFT)
    if unit.kind not in LETTER_KINDS or not facts:
        raise NotFound("letter_up")
    if before is not None and before.status not in EDITABLE:
        raise WrongState("letter_up", before.status.value)


def name_superior(unit: Unit, actor: Actor, name: str) -> Outcome:
    """Keep to whom letters about a unit go. Raises NotAllowed; NotFound for a unit that is ordered; InvalidInput."""
    actor.require(Permission.LETTER_UP_DRAFT)
    if unit.kind not in LETTER_KINDS:
        raise NotFound("letter_up")
    superior = words(name, "superior", LONGEST_NAME)
    return Outcome(
        saves=(replace(unit, superior=superior),),
        facts=(Fact("unit.superior_named", unit_subject(unit.id), {"superior": superior}),),
    )


def require_request(text: str) -> str:
    """Give what is asked of them. Raises InvalidInput: nothing, too much, or what can only be said to those below."""
    request = words(text, "request", LONGEST_REQUEST)
    said = next((word for word in NEVER_SAID if word in request), "")
    if said:
        raise InvalidInput("request", "to_superior", given=said)
    return request


def draft(
    unit: Unit,
    facts: Sequence[str],
    before: LetterUp | None,
    actor: Actor,
    now: datetime,
    *,
    letter_id: int,
    bulletin_id: int,
    text: str,
) -> Outcome:
    """Keep the draft; its facts are those of the figures, and only what is asked was worded by somebody.

    Raises as `require_draftable`.
    """
    require_draftable(unit, facts, before, actor)
    letter = LetterUp(
        id=before.id if before else letter_id,
        bulletin_id=bulletin_id,
        unit_id=unit.id,
        superior=unit.superior,
        facts=tuple(facts),
        text=text,
        drafted_by=actor.person_id,
        drafted_at=now,
    )
    subject = letter_up_subject(letter.id)
    details = {"bulletin": bulletin_id, "unit": unit.id, "superior": unit.superior, "facts": list(facts)}
    return Outcome(
        saves=(letter,),
        facts=(Fact("letter_up.drafted", subject, details),),
        notices=(LetterUpCard(to=OFFICE, letter_id=letter.id),),
        redraw=(subject,),
    )


def submit(letter: LetterUp, actor: Actor) -> Outcome:
    """送审. Raises NotAllowed; WrongState: it is with its signers, or beyond them."""
    actor.require(Permission.LETTER_UP_DRAFT)
    if letter.status not in EDITABLE:
        raise WrongState("letter_up", letter.status.value)
    return _moved(replace(letter, status=LetterStatus.IN_APPROVAL), "letter_up.submitted", {})


def approved(letter: LetterUp, number: str) -> Outcome:
    """The last signature: it has its number, and can be sent."""
    return _moved(
        replace(letter, status=LetterStatus.APPROVED, number=number), "letter_up.approved", {"number": number}
    )


def sent_back(letter: LetterUp, said: str) -> Outcome:
    """A signer sent it back."""
    return _moved(replace(letter, status=LetterStatus.SENT_BACK), "letter_up.sent_back", {"words": said})


def require_approved(letter: LetterUp, actor: Actor) -> None:
    """Let the Office enter that it was sent. Raises NotAllowed, StaleButton, WrongState."""
    actor.require(Permission.LETTER_UP_DRAFT)
    if letter.status is LetterStatus.SENT:
        raise StaleButton
    if letter.status is not LetterStatus.APPROVED:
        raise WrongState("letter_up", letter.status.value)


def send(letter: LetterUp, actor: Actor, on: date) -> Outcome:
    """登记发出. Raises as `require_approved`."""
    require_approved(letter, actor)
    return _moved(replace(letter, status=LetterStatus.SENT, sent_on=on), "letter_up.sent", {"on": on.isoformat()})


def _moved(letter: LetterUp, event: str, details: dict[str, object]) -> Outcome:
    subject = letter_up_subject(letter.id)
    return Outcome(saves=(letter,), facts=(Fact(event, subject, details),), redraw=(subject,))
