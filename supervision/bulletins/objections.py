"""申辩: what a unit says to its line before the bulletin is approved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from supervision.actors import Actor
from supervision.bulletins.making import EDITABLE, next_opening
from supervision.calendars.periods import title_of
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Bulletin, BulletinLine, Objection, Unit
from supervision.notices.bulletins import bulletin_subject
from supervision.notices.objecting import ObjectionAnswered, ObjectionLapsed, ObjectionNoted, objection_subject
from supervision.outcome import Fact, Outcome
from supervision.refusals import AlreadyDecided, InvalidInput, WrongState

LONGEST_WORDS = 1000


def require_open(bulletin: Bulletin, line: BulletinLine, objection: Objection, answered_by: str) -> None:
    """Refuse an answer that comes too late: the unit answered, is no longer named, or the bulletin went on.

    Raises:
        AlreadyDecided: somebody of the unit answered before.
        WrongState: the bulletin is with its signers, or the unit is not in it any more.
    """
    if objection.answered_at is not None:
        verdict = "确认情况属实" if objection.agreed else "说明了情况"
        raise AlreadyDecided(answered_by, verdict, objection.answered_at)
    if bulletin.status not in EDITABLE or not line.selected:
        raise WrongState("bulletin", bulletin.status.value)


def answer(bulletin: Bulletin, objection: Objection, unit: Unit, actor: Actor, *, words: str, now: datetime) -> Outcome:
    """Take the unit's answer: words explain, none agree. Also after the term, while the bulletin is being drafted.

    Raises:
        InvalidInput: the words are too long.
    """
    words = words.strip()
    if len(words) > LONGEST_WORDS:
        raise InvalidInput("words", "too_long", limit=LONGEST_WORDS)
    agreed = not words
    post = actor.post_of_unit(unit.id)
    answered = replace(objection, agreed=agreed, words=words, answered_by=actor.person_id, answered_at=now)
    notice = ObjectionAnswered(
        period=title_of(bulletin),
        unit=unit.name,
        by=post.title if post else actor.name,
        agreed=agreed,
        words=words,
    )
    subject = objection_subject(bulletin.id, unit.id)
    return Outcome(
        (answered,),
        (Fact("objection.answered", subject, {"agreed": agreed, "words": words}),),
        (ObjectionNoted(agreed=agreed), notice),
        (subject, bulletin_subject(bulletin.id)),
    )


def phone_moment(objection: Objection, county: County, workdays: Workdays) -> datetime:
    """Give the moment at which the Office is told to phone: the first opening after the term."""
    return next_opening(objection.answer_by, county, workdays)


def lapse(bulletin: Bulletin, lapsed: Sequence[tuple[Objection, Unit]], now: datetime) -> Outcome:
    """Tell the Office which units did not answer in time; their terms have passed."""
    subject = bulletin_subject(bulletin.id)
    notice = ObjectionLapsed(
        bulletin_id=bulletin.id,
        period=title_of(bulletin),
        units=tuple(unit.name for _, unit in lapsed),
        unit_ids=tuple(unit.id for _, unit in lapsed),
    )
    return Outcome(
        tuple(replace(item, phone_at=now) for item, _ in lapsed),
        (Fact("objection.lapsed", subject, {"units": [unit.id for _, unit in lapsed]}),),
        (notice,),
        (subject, *(objection_subject(bulletin.id, unit.id) for _, unit in lapsed)),
    )


def due_now(open_: Iterable[Objection], now: datetime, county: County, workdays: Workdays) -> list[Objection]:
    """Give the objections of which the Office is to be told now."""
    return [item for item in open_ if phone_moment(item, county, workdays) <= now]
