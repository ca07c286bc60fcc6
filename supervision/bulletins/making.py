"""A bulletin from draft to posting: what may be done when, and what follows from it.

The machine counts and drafts; people tick, word, sign. Order 733 art. 16, 21: every line has its evidence, the
criticised hear it first, and nothing is published before the government's head has approved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from supervision.bulletins.appraisal import Appraisal
from supervision.bulletins.hearing import is_of_other_things, what_is_missing
from supervision.calendars.deadlines import local_date, objection_by
from supervision.calendars.periods import Period
from supervision.calendars.workdays import Workdays
from supervision.county import County
from supervision.model import (
    Bulletin,
    BulletinKind,
    BulletinLine,
    BulletinSection,
    BulletinStatus,
    CalendarKey,
    Objection,
    Post,
    Standing,
)
from supervision.notices.base import to_post, to_unit
from supervision.notices.bulletins import (
    BulletinCard,
    bulletin_subject,
)
from supervision.notices.objecting import ObjectionCard, objection_subject
from supervision.outcome import Fact, Outcome
from supervision.refusals import BulletinNotReady, InvalidInput, WrongState
from supervision.roles import UNIT_LEADERS
from supervision.subjects import Subject

EDITABLE = frozenset({BulletinStatus.DRAFT, BulletinStatus.SENT_BACK})
LONGEST_NEXT_STEPS = 1000
PROBLEMS = "problems"
"""存在问题, the section that the Office may word itself."""


def calendar_key(period: Period) -> str:
    """Name the drafting of a period's bulletin, which happens once."""
    return f"bulletin/{period.key}"


def draft_moment(period: Period, county: County, workdays: Workdays) -> datetime:
    """Give the moment at which the machine drafts a period's bulletin: N workdays after its cut-off, at opening."""
    return moment_of(period.draft_on(workdays, county.bulletin_draft_workdays), county.office_opens, county)


def moment_of(day: date, clock: time, county: County) -> datetime:
    """Give a local day's hour as UTC."""
    return datetime.combine(day, clock, county.zone).astimezone(UTC)


def at_work(now: datetime, county: County, workdays: Workdays) -> bool:
    """Say whether the office is open now, workday and hour."""
    return workdays.is_workday(local_date(now, county.zone)) and county.in_office_hours(now)


def next_opening(now: datetime, county: County, workdays: Workdays) -> datetime:
    """Give the next moment after now at which the office opens."""
    today = local_date(now, county.zone)
    opening = moment_of(workdays.on_or_after(today), county.office_opens, county)
    return opening if opening > now else moment_of(workdays.next_workday(today), county.office_opens, county)


def draft(bulletin_id: int, period: Period, appraisal: Appraisal, now: datetime) -> Outcome:
    """Put a period's figures and candidates before the Office; uses the period's calendar key."""
    bulletin = Bulletin(
        bulletin_id,
        period.key,
        BulletinStatus.DRAFT,
        cut_off=appraisal.as_of or period.cutoff,
        drafted_at=now,
        figures=appraisal.figures,
        kind=BulletinKind(period.kind),
        track=period.track,
    )
    sides = {side.value: [line.unit_id for line in appraisal.lines if line.standing is side] for side in Standing}
    fact = Fact("bulletin.drafted", bulletin_subject(bulletin_id), {"figures": dict(appraisal.figures), **sides})
    return Outcome(
        (CalendarKey(calendar_key(period), now), bulletin, *appraisal.lines),
        (fact,),
        (BulletinCard(bulletin_id=bulletin_id),),
    )


def skip(period: Period, now: datetime) -> Outcome:
    """Use up the key of a period in which nothing was in hand."""
    return Outcome((CalendarKey(calendar_key(period), now),))


def require_editable(bulletin: Bulletin) -> None:
    """Refuse to touch a bulletin that is with its signers, or beyond them.

    Raises:
        WrongState: it is.
    """
    if bulletin.status not in EDITABLE:
        raise WrongState("bulletin", bulletin.status.value)


def tick(bulletin: Bulletin, line: BulletinLine, selected: bool) -> Outcome:
    """Name a candidate in the bulletin, or leave it out; only people do. Raises WrongState."""
    require_editable(bulletin)
    if line.selected is selected:
        return Outcome()
    event = "bulletin.unit_selected" if selected else "bulletin.unit_left_out"
    fact = Fact(event, bulletin_subject(bulletin.id), {"unit": line.unit_id, "standing": line.standing})
    return Outcome(
        (replace(line, selected=selected),),
        (fact,),
        redraw=(bulletin_subject(bulletin.id), objection_subject(bulletin.id, line.unit_id)),
    )


def set_next_steps(bulletin: Bulletin, words: str) -> Outcome:
    """Word 下一步要求. Raises WrongState and InvalidInput."""
    require_editable(bulletin)
    words = words.strip()
    if not words:
        raise InvalidInput("next_steps", "empty")
    if len(words) > LONGEST_NEXT_STEPS:
        raise InvalidInput("next_steps", "too_long", limit=LONGEST_NEXT_STEPS)
    subject = bulletin_subject(bulletin.id)
    fact = Fact("bulletin.next_steps_worded", subject, {"words": words})
    return Outcome((replace(bulletin, next_steps=words),), (fact,), redraw=(subject,))


def set_problems(bulletin: Bulletin, words: str) -> Outcome:
    """Word 存在问题, in the place of what the figures say. Raises WrongState and InvalidInput."""
    require_editable(bulletin)
    words = words.strip()
    if not words:
        raise InvalidInput("problems", "empty")
    if len(words) > LONGEST_NEXT_STEPS:
        raise InvalidInput("problems", "too_long", limit=LONGEST_NEXT_STEPS)
    others = tuple(section for section in bulletin.sections if section.key != PROBLEMS)
    subject = bulletin_subject(bulletin.id)
    moved = replace(bulletin, sections=(*others, BulletinSection(PROBLEMS, words)))
    return Outcome((moved,), (Fact("bulletin.problems_worded", subject, {"words": words}),), redraw=(subject,))


def section_of(bulletin: Bulletin, key: str) -> str:
    """Give what the Office wrote of a section; empty if it did not."""
    return next((section.words for section in bulletin.sections if section.key == key), "")


def ask_units(
    bulletin: Bulletin,
    lines: Iterable[BulletinLine],
    asked: Iterable[Objection],
    leaders: Sequence[Post],
    *,
    told: Mapping[int, int],
    now: datetime,
    county: County,
    workdays: Workdays,
) -> Outcome:
    """通报前核对: send every ticked, criticised unit that was not asked yet its own line, to confirm or explain.

    One that is named for something which it was not asked about is asked once more, of all: what it said before stays
    in the audit alone. ``leaders`` are the posts of units' deputies and heads, who hear of it with the liaisons;
    ``told`` is who has the work of a unit that was merged.

    Raises:
        WrongState: the bulletin is with its signers.
        BulletinNotReady: no unit is left to be asked.
    """
    require_editable(bulletin)
    known = {item.unit_id: item for item in asked}
    new = [line for line in criticised(lines) if _is_to_be_asked(line, known.get(line.unit_id))]
    if not new:
        raise BulletinNotReady("nobody_to_ask")
    units, until = [line.unit_id for line in new], objection_by(now, workdays, county)
    saves = tuple(_asked(line, known.get(line.unit_id), now, until) for line in new)
    notices = [card for item in saves for card in hearing_cards(item, told.get(item.unit_id, item.unit_id), leaders)]
    subject = bulletin_subject(bulletin.id)
    fact = Fact("bulletin.units_asked", subject, {"units": units, "until": until.isoformat()})
    before = tuple(_put_aside(known[unit_id]) for unit_id in units if unit_id in known)
    heard = (objection_subject(bulletin.id, unit_id) for unit_id in units if unit_id in known)
    return Outcome(saves, (fact, *before), tuple(notices), (subject, *heard))


def hearing_cards(asked: Objection, unit_id: int, leaders: Iterable[Post]) -> list[ObjectionCard]:
    """The line of a unit, to itself or who has its work (`unit_id`), and to those of these leaders who are its own."""
    above = [post for post in leaders if post.unit_id == unit_id and post.role in UNIT_LEADERS and post.active]
    seats = [to_unit(unit_id), *(to_post(post.id) for post in above if post.holder_id is not None)]
    at = {"bulletin_id": asked.bulletin_id, "unit_id": asked.unit_id, "anew": asked.asked_anew}
    return [ObjectionCard(to=seat, **at) for seat in seats]


def _is_to_be_asked(line: BulletinLine, asked: Objection | None) -> bool:
    return asked is None or is_of_other_things(asked, line)


def _asked(line: BulletinLine, before: Objection | None, now: datetime, until: datetime) -> Objection:
    times = before.asked_anew + 1 if before else 0
    return Objection(line.bulletin_id, line.unit_id, now, until, facts=line.facts, asked_anew=times)


def _put_aside(before: Objection) -> Fact:
    """What a unit said, and what was decided on it, before it was asked once more."""
    said = {"agreed": before.agreed, "words": before.words, "by": before.answered_by or before.phone_words}
    details = {**said, "upheld": before.upheld, "reason": before.decision_words}
    return Fact("objection.asked_anew", objection_subject(before.bulletin_id, before.unit_id), details)


def criticised(lines: Iterable[BulletinLine]) -> list[BulletinLine]:
    """Give the ticked lines of criticised units."""
    return [line for line in lines if line.selected and line.standing is Standing.CRITICISED]


def require_heard(bulletin: Bulletin, lines: Iterable[BulletinLine], asked: Iterable[Objection], now: datetime) -> None:
    """Refuse to send a bulletin for approval before every criticised unit was heard: 批评先见面.

    Raises:
        WrongState: the bulletin is with its signers.
        BulletinNotReady: a unit was not asked, or not of all that it is named for, or not reached, its term is running,
            it is silent and nobody phoned it, what it said is not decided, or was found right.
    """
    require_editable(bulletin)
    objections = {item.unit_id: item for item in asked}
    units = [line.unit_id for line in criticised(lines)]
    if missing := [unit_id for unit_id in units if unit_id not in objections]:
        raise BulletinNotReady("not_asked", tuple(missing))
    grown = [line.unit_id for line in criticised(lines) if is_of_other_things(objections[line.unit_id], line)]
    if grown:
        raise BulletinNotReady("changed", tuple(grown))
    if lacking := what_is_missing([objections[unit_id] for unit_id in units], now):
        reason, items = lacking
        until = max(item.answer_by for item in items) if reason == "term_running" else None
        raise BulletinNotReady(reason, tuple(item.unit_id for item in items), until)


def submit(bulletin: Bulletin, lines: Iterable[BulletinLine], text: str, group_text: str) -> Outcome:
    """Freeze the texts and give the bulletin to its signers; no unit can answer any more.

    `group_text` is the text without the names of the criticised: the last signer chooses which of them is posted.
    Raises WrongState.
    """
    require_editable(bulletin)
    subject = bulletin_subject(bulletin.id)
    moved = replace(bulletin, status=BulletinStatus.IN_APPROVAL, text=text, group_text=group_text, returned_words="")
    fact = Fact("bulletin.sent_for_approval", subject)
    return Outcome((moved,), (fact,), redraw=(subject, *_hearings(bulletin, lines)))


def _hearings(bulletin: Bulletin, lines: Iterable[BulletinLine]) -> tuple[Subject, ...]:
    return tuple(objection_subject(bulletin.id, line.unit_id) for line in criticised(lines))


def send_back(bulletin: Bulletin, lines: Iterable[BulletinLine], words: str) -> Outcome:
    """A signer wants it changed: the Office may edit again, and sees his words."""
    subject = bulletin_subject(bulletin.id)
    moved = replace(bulletin, status=BulletinStatus.SENT_BACK, returned_words=words)
    fact = Fact("bulletin.sent_back", subject, {"words": words})
    return Outcome((moved,), (fact,), redraw=(subject, *_hearings(bulletin, lines)))


def may_draft(period: Period, now: datetime, county: County, workdays: Workdays) -> bool:
    """Say whether a period is past its cut-off, so that its bulletin can be drafted by hand."""
    closing = moment_of(workdays.on_or_after(period.cutoff) + timedelta(days=1), time.min, county)
    return now >= closing
