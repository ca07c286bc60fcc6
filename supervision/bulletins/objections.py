"""申辩: what a unit says to its line before the bulletin is approved, from the moment that it got it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from supervision.actors import Actor
from supervision.bulletins.hearing import is_of_other_things
from supervision.bulletins.making import EDITABLE, hearing_cards, next_opening
from supervision.calendars.deadlines import end_of, local_date, objection_by
from supervision.calendars.periods import title_of
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import Bulletin, BulletinLine, Channel, Objection, Post, Unit
from supervision.notices.base import Notice
from supervision.notices.bulletins import bulletin_subject
from supervision.notices.objecting import (
    ObjectionAnswered,
    ObjectionDecisionCard,
    ObjectionLapsed,
    ObjectionNoted,
    objection_subject,
    once_more,
)
from supervision.outcome import Fact, Outcome
from supervision.refusals import AlreadyDecided, InvalidInput, StaleButton, WrongState

LONGEST_WORDS = 1000


def require_open(bulletin: Bulletin, line: BulletinLine | None, objection: Objection, answered_by: str) -> None:
    """Refuse an answer that comes too late: the unit answered, is no longer named, or the bulletin went on.

    Raises:
        AlreadyDecided: somebody of the unit answered before.
        WrongState: the bulletin is with its signers, or the unit is not in it any more.
        StaleButton: something came that the unit was not asked about: it is asked once more.
    """
    if objection.answered_at is not None:
        verdict = "确认情况属实" if objection.agreed else "说明了情况"
        raise AlreadyDecided(answered_by, verdict, objection.answered_at)
    if bulletin.status not in EDITABLE or line is None or not line.selected:
        raise WrongState("bulletin", bulletin.status.value)
    if is_of_other_things(objection, line):
        raise StaleButton


def check_words(words: str) -> str:
    """Give the words of an explanation or of a decision without space around them. Raises InvalidInput."""
    words = words.strip()
    if len(words) > LONGEST_WORDS:
        raise InvalidInput("words", "too_long", limit=LONGEST_WORDS)
    return words


def deliver(
    bulletin: Bulletin, objection: Objection, at: datetime, *, by: Channel, county: County, workdays: Workdays
) -> Outcome:
    """The first of the unit's people has its line: the workdays that it has for an answer run from now on."""
    told = delivered(objection, at, by=by, county=county, workdays=workdays)
    subject = objection_subject(bulletin.id, objection.unit_id)
    fact = Fact("objection.delivered", subject, {"by": by.value, "until": told.answer_by.isoformat()})
    changed = told.answer_by != objection.answer_by or objection.phone_at is not None
    return Outcome((told,), (fact,), redraw=(subject, bulletin_subject(bulletin.id)) if changed else ())


def delivered(objection: Objection, at: datetime, *, by: Channel, county: County, workdays: Workdays) -> Objection:
    """Give the objection as delivered; nothing changes if it was."""
    if objection.delivered_at is not None:
        return objection
    until = objection_by(at, workdays, county)
    return replace(objection, delivered_at=at, delivered_by=by.value, answer_by=until, phone_at=None)


def is_unanswered(objection: Objection) -> bool:
    """Say whether a unit has said nothing yet, neither in writing nor by telephone, so that its successor is asked."""
    return objection.answered_at is None and objection.phoned_at is None and objection.upheld is None


def pass_on(
    bulletin: Bulletin,
    objection: Objection,
    into: Unit,
    leaders: Iterable[Post],
    *,
    now: datetime,
    county: County,
    workdays: Workdays,
) -> Outcome:
    """The unit was merged before it answered: who has its work now gets its line, and the whole term from when it
    arrives (Order 733 art. 16: nobody is criticised who could not speak)."""
    until = objection_by(now, workdays, county)
    passed = replace(
        objection,
        sent_at=now,
        answer_by=until,
        phone_at=None,
        delivered_at=None,
        delivered_by="",
        asked_anew=objection.asked_anew + 1,
    )
    subject = objection_subject(bulletin.id, objection.unit_id)
    fact = Fact("objection.passed_on", subject, {"to": into.id, "until": until.isoformat()})
    cards = hearing_cards(passed, into.id, leaders)
    return Outcome((passed,), (fact,), tuple(cards), (subject, bulletin_subject(bulletin.id)))


def answer(
    bulletin: Bulletin, objection: Objection, unit: Unit, actor: Actor, *, post: Post | None, words: str, now: datetime
) -> Outcome:
    """Take the unit's answer: words explain, none agree. Also after the term, while the bulletin is being drafted.

    Raises:
        InvalidInput: the words are too long.
    """
    words = check_words(words)
    agreed = not words
    answered = replace(objection, agreed=agreed, words=words, answered_by=actor.person_id, answered_at=now)
    if answered.delivered_at is None:
        answered = replace(answered, delivered_at=now, delivered_by=Channel.TELEGRAM.value)
    period, by = title_of(bulletin), post.title if post else actor.name
    told: Notice = ObjectionAnswered(period=period, unit=unit.name, by=by)
    if not agreed:
        told = ObjectionDecisionCard(bulletin_id=bulletin.id, unit_id=unit.id, anew=objection.asked_anew)
    subject = objection_subject(bulletin.id, unit.id)
    return Outcome(
        (answered,),
        (Fact("objection.answered", subject, {"agreed": agreed, "words": words}),),
        (ObjectionNoted(agreed=agreed), told),
        (subject, bulletin_subject(bulletin.id)),
    )


def phone_moment(objection: Objection, county: County, workdays: Workdays) -> datetime:
    """Give the moment at which the Office is told to phone: the first opening after the term, or after it was asked of
    a unit that nobody reached."""
    is_told = objection.delivered_at is not None
    return next_opening(objection.answer_by if is_told else objection.sent_at, county, workdays)


def lapse(bulletin: Bulletin, lapsed: Sequence[tuple[Objection, Unit]], now: datetime) -> Outcome:
    """Tell the Office whom to phone: units whose terms have passed, and those whom nothing reached."""
    subject = bulletin_subject(bulletin.id)
    silent = [unit for item, unit in lapsed if item.delivered_at is not None]
    unreached = [unit for item, unit in lapsed if item.delivered_at is None]
    notice = ObjectionLapsed(
        bulletin_id=bulletin.id,
        period=title_of(bulletin),
        units=tuple(unit.name for unit in silent),
        unit_ids=tuple(unit.id for _, unit in lapsed),
        unreached=tuple(unit.name for unit in unreached),
        anew=sum(item.asked_anew for item, _ in lapsed),
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


def raise_moment(objection: Objection, county: County, workdays: Workdays) -> datetime:
    """Give the moment at which an explanation that nobody decided on is put before the leaders of the office: the
    opening after one workday."""
    if objection.answered_at is None:
        raise ValueError("an answer has its time")
    day = workdays.next_workday(local_date(objection.answered_at, county.zone))
    return next_opening(end_of(day, None, county.zone), county, workdays)


def raised_key(objection: Objection) -> str:
    """Name the putting before the leaders, which happens once."""
    return f"objection-raised/{objection.bulletin_id}/{objection.unit_id}{once_more(objection.asked_anew)}"
