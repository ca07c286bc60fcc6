"""What the Office does about a unit's line: the call to who is silent, and the decision on what a unit explained."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from supervision.actors import Actor
from supervision.bulletins.making import EDITABLE
from supervision.bulletins.objections import check_words, delivered, raised_key
from supervision.calendars.periods import title_of
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Bulletin, BulletinLine, CalendarKey, Channel, Objection, Post, Unit
from supervision.notices.base import Notice, to_post, to_unit
from supervision.notices.bulletins import bulletin_subject
from supervision.notices.objecting import ObjectionDecided, ObjectionDecisionCard, objection_subject
from supervision.outcome import Fact, Outcome
from supervision.refusals import DraftedIt, InvalidInput, StaleButton, WrongState
from supervision.roles import Permission

LONGEST_NAME = 60

BY_SIGNERS = frozenset({"bulletin.approved", "bulletin.sent_back", "bulletin.naming_chosen"})
"""Facts of a bulletin that its signers make; all others are the drafting."""


class Heard(StrEnum):
    """What a unit said on the telephone."""

    AGREES = "agrees"
    OBJECTS = "objects"
    SAYS_NOTHING = "says_nothing"


def phone(
    bulletin: Bulletin,
    objection: Objection,
    unit: Unit,
    actor: Actor,
    *,
    spoke_with: str,
    heard: Heard,
    words: str,
    now: datetime,
    county: County,
    workdays: Workdays,
) -> Outcome:
    """Write down the call: with whom, and what he said. A unit that nothing had reached is told by it.

    Raises:
        InvalidInput: nobody is named, or an objection has no words.
    """
    actor.require(Permission.BULLETIN_EDIT)
    spoke_with, words = spoke_with.strip(), check_words(words)
    if not spoke_with:
        raise InvalidInput("spoke_with", "empty")
    if len(spoke_with) > LONGEST_NAME:
        raise InvalidInput("spoke_with", "too_long", limit=LONGEST_NAME)
    if heard is Heard.OBJECTS and not words:
        raise InvalidInput("words", "empty")
    told = delivered(objection, now, by=Channel.TELEPHONE, county=county, workdays=workdays)
    told = replace(told, phoned_at=now, phoned_by=actor.person_id, phone_words=spoke_with)
    notices: tuple[Notice, ...] = ()
    if heard is not Heard.SAYS_NOTHING:
        told = replace(told, agreed=heard is Heard.AGREES, words=words, answered_at=now)
    if heard is Heard.OBJECTS:
        notices = (ObjectionDecisionCard(bulletin_id=bulletin.id, unit_id=unit.id, anew=objection.asked_anew),)
    subject = objection_subject(bulletin.id, unit.id)
    details = {"spoke_with": spoke_with, "heard": heard.value, "words": words}
    fact = Fact("objection.phoned", subject, details)
    return Outcome((told,), (fact,), notices, (subject, bulletin_subject(bulletin.id)))


def require_undecided(
    bulletin: Bulletin, line: BulletinLine | None, objection: Objection, actor: Actor, drafters: Collection[int]
) -> BulletinLine:
    """Let somebody decide on an explanation who had no part in the draft; gives the line that it is about.

    Raises:
        NotAllowed: his posts do not permit it.
        DraftedIt: he drafted the bulletin, or chose whom it names.
        StaleButton: it is decided, or there is nothing to decide any more.
        WrongState: the bulletin is with its signers.
    """
    actor.require(Permission.OBJECTION_DECIDE)
    if objection.answered_at is None or objection.agreed or objection.upheld is not None:
        raise StaleButton
    if line is None or not line.selected:
        raise StaleButton
    if bulletin.status not in EDITABLE:
        raise WrongState("bulletin", bulletin.status.value)
    if actor.person_id in drafters:
        raise DraftedIt
    return line


def decide(
    bulletin: Bulletin,
    line: BulletinLine,
    objection: Objection,
    unit: Unit,
    actor: Actor,
    *,
    leaders: Sequence[Post],
    told: int = 0,
    upheld: bool,
    words: str,
    now: datetime,
) -> Outcome:
    """采纳说明，撤下 or 不采纳，维持, with the reason, which the unit hears.

    `leaders` are the posts of the deputy and head of the unit, or of the one that has its work now (`told`), who hear
    of it with its liaisons. Raises InvalidInput.
    """
    words = check_words(words)
    if not words:
        raise InvalidInput("words", "empty")
    decided = replace(objection, upheld=upheld, decided_by=actor.person_id, decided_at=now, decision_words=words)
    saves = (decided, replace(line, selected=False)) if upheld else (decided,)
    subject = objection_subject(bulletin.id, unit.id)
    seats = (to_unit(told or unit.id), *(to_post(post.id) for post in leaders))
    decisions = tuple(
        ObjectionDecided(
            to=seat,
            bulletin_id=bulletin.id,
            unit_id=unit.id,
            unit=unit.name,
            period=title_of(bulletin),
            upheld=upheld,
            words=words,
            anew=objection.asked_anew,
        )
        for seat in seats
    )
    fact = Fact("objection.decided", subject, {"upheld": upheld, "words": words})
    return Outcome(saves, (fact,), decisions, (subject, bulletin_subject(bulletin.id)))


def put_before(objection: Objection, deciders: Sequence[Post], now: datetime) -> Outcome:
    """Put an explanation that nobody of the Office decides on before the leaders of the office, once."""
    at = (objection.bulletin_id, objection.unit_id)
    cards = tuple(
        ObjectionDecisionCard(to=to_post(post.id), bulletin_id=at[0], unit_id=at[1], anew=objection.asked_anew)
        for post in deciders
    )
    fact = Fact("objection.raised", objection_subject(*at), {"posts": [post.id for post in deciders]})
    return Outcome((CalendarKey(raised_key(objection), now),), (fact,), cards)
