"""上报 and 印发: where an approved summary goes, and what becomes of it there.

P1.3, P2.3, P4.3, P5.4, P6.1, P7.3, P8.3. 县政府 reports to 市政府, its office to 市政府办公室 (公文处理条例 (2012)
art. 14, 15: 上行文 by rank, to the organ above). What goes up in the government's name the mayor signs (art. 22);
`chains.upward` puts him into the chain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from supervision.actors import Actor
from supervision.chains import due_before, upward
from supervision.forms import UPWARD, Destination, Issuer
from supervision.model import DeskItem, DeskKind, Matter, Submission, SubmissionStatus, Summary
from supervision.notices.base import to_officer
from supervision.notices.cards import matter_subject
from supervision.notices.upward import SubmissionCard, submission_subject
from supervision.outcome import Fact, Outcome
from supervision.refusals import InvalidInput, StaleButton, WrongState
from supervision.roles import Permission, Role
from supervision.sources import SOURCES, SourceKind
from supervision.steps import Steps
from supervision.tracks import TRACKS, Track
from supervision.workdays import Workdays


@dataclass(frozen=True, slots=True)
class Way:
    """One choice of where a summary goes; `in_group`: its bulletin is posted into the working groups, too."""

    key: str
    title: str
    destinations: tuple[Destination, ...] = ()
    issuer: Issuer = Issuer.GOVERNMENT_OFFICE
    in_group: bool = False


_D = Destination
NOWHERE = Way("none", "暂不上报、不印发")

_ROWS = (
    Way("city", "以县政府名义报市政府", (_D.CITY_GOVERNMENT,), Issuer.GOVERNMENT),
    Way("city_office", "以县政府办公室名义报市政府办公室", (_D.CITY_GOVERNMENT_OFFICE,)),
    Way("both", "以县政府名义报市政府，并报县政府", (_D.CITY_GOVERNMENT, _D.COUNTY_GOVERNMENT), Issuer.GOVERNMENT),
    Way("county", "报县政府", (_D.COUNTY_GOVERNMENT,)),
    Way("hotline", "报市长热线电话室", (_D.HOTLINE_OFFICE,)),
    Way("bulletin", "印发督查通报（发责任单位）", (_D.BULLETIN,)),
    Way("bulletin_group", "印发督查通报（并发工作群）", (_D.BULLETIN,), in_group=True),
    NOWHERE,
)
WAYS: Mapping[str, Way] = MappingProxyType({row.key: row for row in _ROWS})
"""All of them. A track offers those whose destinations its row has; whether to report at all is the Office's choice."""

NAMING = ("通报表扬", "通报批评", "予以表扬", "予以批评", "点名表扬", "点名批评")
"""Words of praise and criticism: a bulletin with them takes the chain of bulletins, after a hearing (Order 733 art. 16,
21), and is not the by-product of a result."""

MOVES: Mapping[tuple[SubmissionStatus, str], SubmissionStatus] = MappingProxyType(
    {
        (SubmissionStatus.READY, "send"): SubmissionStatus.SENT,
        (SubmissionStatus.SENT, "receive"): SubmissionStatus.RECEIVED,
        (SubmissionStatus.SENT, "return"): SubmissionStatus.RETURNED,
        (SubmissionStatus.RECEIVED, "return"): SubmissionStatus.RETURNED,
        (SubmissionStatus.SENT, "settle"): SubmissionStatus.SETTLED,
        (SubmissionStatus.RECEIVED, "settle"): SubmissionStatus.SETTLED,
    }
)
"""The status after an act, by the status before it. What was returned is followed by a new submission."""

LONGEST_WORDS = 500


def ways_of(track: Track, *, reports_up: bool) -> tuple[Way, ...]:
    """What the track offers, the notice's own first; nothing where the notice sends the result nowhere.

    `reports_up` is false for the county's own documents (`sources.SourceDefault`): nobody above waits for them.
    """
    offered = [way for way in _ROWS if way.destinations and set(way.destinations) <= set(track.destinations)]
    if not reports_up:
        offered = [way for way in offered if UPWARD.isdisjoint(way.destinations)]
    offered.sort(key=lambda way: -len(way.destinations))
    return (*offered, NOWHERE) if offered else ()


def reports_up(matter: Matter) -> bool:
    """Whether those above wait for the result (P1.3), as far as its source tells."""
    return not matter.source_kind or SOURCES[SourceKind(matter.source_kind)].reports_up


def ways_of_matter(matter: Matter) -> tuple[Way, ...]:
    """Where the matter's summary may go."""
    return ways_of(TRACKS[matter.track], reports_up=reports_up(matter))


def steps_for(steps: Steps, way: Way) -> Steps:
    """The chain with whom the way asks for besides: the mayor, where it goes to the city in the government's name."""
    for destination in way.destinations:
        steps = upward(steps, way.issuer, destination)
    return steps


def headed(text: str, way: Way) -> str:
    """The text under the title of what it becomes: 报告, or 通报 where it is printed as one.

    Raises:
        InvalidInput: it praises or criticises by name, and would be printed (`names_units`).
    """
    if Destination.BULLETIN not in way.destinations:
        return text
    found = next((words for words in NAMING if words in text), None)
    if found is not None:
        raise InvalidInput("bulletin", "names_units", given=found)
    title, *rest = text.split("\n", 1)
    return "\n".join([title.removesuffix("的报告") + "的通报" if title.endswith("的报告") else title, *rest])


def own_due(city_due_on: date | None, before: int, workdays: Workdays) -> date | None:
    """The Office's own date: so many workdays before the city's (`County.upward_workdays`)."""
    return due_before(city_due_on, before, workdays) if city_due_on else None


def desk_item(matter: Matter, due: date, today: date, before: int, workdays: Workdays) -> DeskItem:
    """What the Office is reminded of: from the workday before its own date on, each workday until it is sent.

    Args:
        due: the date of those above, as it is now.
        before: `County.upward_workdays`.
    """
    own = due_before(due, before, workdays)
    return DeskItem(
        kind=DeskKind.SUBMISSION,
        key=desk_key(matter),
        post_id=matter.registered_post_id,
        on=max(workdays.previous_workday(own), today),
        title=matter.title,
        number=matter.registration_number,
        due_on=own,
        every=1,
    )


def desk_key(matter: Matter) -> str:
    """Name the reminder of a matter."""
    return str(matter.id)


def ready(
    summary: Summary,
    matter: Matter,
    ids: Sequence[int],
    *,
    signed_by: frozenset[Role],
    before: int,
    today: date,
    workdays: Workdays,
    returned: Mapping[str, int] = MappingProxyType({}),
) -> Outcome:
    """An approved summary waits to be sent to each of its destinations above.

    Args:
        ids: a new id for each of `reported_to(way)`.
        signed_by: the roles that signed it: what the mayor signed himself has been reported to the county government.
        before: `County.upward_workdays`.
        returned: what was returned and is now written anew, by its destination.
    """
    way = WAYS[summary.way]
    rows = []
    for number, destination in zip(ids, reported_to(way), strict=True):
        row = Submission(
            id=number,
            matter_id=matter.id,
            destination=destination.value,
            issuer=way.issuer.value,
            summary_id=summary.id,
            supersedes_id=returned.get(destination.value),
        )
        if destination in UPWARD:
            row = replace(row, due_on=matter.city_due_on, own_due_on=own_due(matter.city_due_on, before, workdays))
        elif Role.MAYOR in signed_by:
            row = replace(row, status=SubmissionStatus.SENT, submitted_on=today)
        rows.append(row)
    officer = to_officer(matter.registered_post_id)
    return Outcome(
        saves=tuple(rows),
        facts=tuple(_fact("ready", row, destination=row.destination, status=row.status.value) for row in rows),
        notices=tuple(SubmissionCard(to=officer, submission_id=row.id) for row in rows),
        redraw=(matter_subject(matter.id), *(submission_subject(number) for number in returned.values())),
    )


def reported_to(way: Way) -> tuple[Destination, ...]:
    """The destinations to which something is reported; a bulletin is printed instead."""
    return tuple(item for item in way.destinations if item in UPWARD or item is Destination.COUNTY_GOVERNMENT)


def send(row: Submission, actor: Actor, *, day: date, number: str) -> Outcome:
    """登记上报: it went up on this day, under this number (may be empty where the receiver wants none)."""
    require_move(row, actor, "send")
    moved = replace(
        row, status=SubmissionStatus.SENT, submitted_on=day, submitted_by=actor.person_id, number=number.strip()
    )
    return _moved(moved, "sent", number=moved.number, day=day.isoformat())


def receive(row: Submission, actor: Actor) -> Outcome:
    """市已收."""
    require_move(row, actor, "receive")
    return _moved(replace(row, status=SubmissionStatus.RECEIVED), "received")


def settle(row: Submission, actor: Actor) -> Outcome:
    """核销: those above are content."""
    require_move(row, actor, "settle")
    return _moved(replace(row, status=SubmissionStatus.SETTLED), "settled")


def give_back(row: Submission, actor: Actor, *, words: str, on: date) -> Outcome:
    """退回补充: what is lacking, in the words of those above. A new summary and a new submission follow it."""
    require_move(row, actor, "return")
    words = words.strip()
    if not words:
        raise InvalidInput("words", "empty")
    if len(words) > LONGEST_WORDS:
        raise InvalidInput("words", "too_long", limit=LONGEST_WORDS)
    return _moved(replace(row, status=SubmissionStatus.RETURNED, words=words, returned_on=on), "returned", words=words)


def extend(
    row: Submission,
    actor: Actor,
    *,
    asked_on: date,
    to: date | None,
    answer: str,
    before: int,
    workdays: Workdays,
) -> Outcome:
    """向市申请延期 and what the city said: `to` none is a no. Its printed date stands, the Office's own date moves.

    Raises:
        WrongState: it is up there already, or has no date to be put off.
        InvalidInput: the new date is not later (`before_city`).
    """
    require_move(row, actor, "send")
    if row.due_on is None:
        raise WrongState("submission", "without_date")
    if to is not None and to <= (row.extended_to or row.due_on):
        raise InvalidInput("extended_to", "before_city", given=f"{to.month}月{to.day}日")
    asked = replace(row, extension_asked_on=asked_on, extension_answer=answer)
    moved = replace(asked, extended_to=to, own_due_on=own_due(to, before, workdays)) if to else asked
    return _moved(moved, "extended" if to else "not_extended", to=to.isoformat() if to else "", answer=answer)


def set_city_due(
    matter: Matter,
    waiting: Sequence[Submission],
    actor: Actor,
    *,
    day: date,
    ref: str,
    today: date,
    before: int,
    workdays: Workdays,
) -> Outcome:
    """市级时限: the date (and the paper) of those above. What waits to be sent takes it over; nothing sent changes."""
    actor.require(Permission.SUBMISSION_ENTER)
    require_city(matter)
    own = own_due(day, before, workdays)
    rows = tuple(replace(row, due_on=day, own_due_on=own) for row in waiting if row.extended_to is None)
    dated = replace(matter, city_due_on=day, city_ref=ref)
    details = {"before": matter.city_due_on.isoformat() if matter.city_due_on else "", "day": day.isoformat()}
    return Outcome(
        saves=(dated, *rows, desk_item(dated, day, today, before, workdays)),
        facts=(Fact("matter.city_date_set", matter_subject(matter.id), details | {"ref": ref}),),
        redraw=(matter_subject(matter.id), *(submission_subject(row.id) for row in rows)),
    )


def require_city(matter: Matter) -> None:
    """Let a matter have a date of those above.

    Raises:
        WrongState: nobody above waits for its result.
    """
    if not any(UPWARD & set(way.destinations) for way in ways_of_matter(matter)):
        raise WrongState("submission", "not_upward")


def require_move(row: Submission, actor: Actor, act: str) -> None:
    """Let somebody begin to enter an act of MOVES.

    Raises:
        NotAllowed: it is not his to enter.
        WrongState: the report does not stand where the act begins.
    """
    actor.require(Permission.SUBMISSION_ENTER)
    if (row.status, act) not in MOVES:
        raise WrongState("submission", row.status.value)


def _moved(row: Submission, event: str, **details: str) -> Outcome:
    redraw = (submission_subject(row.id), matter_subject(row.matter_id))
    return Outcome(saves=(row,), facts=(_fact(event, row, **details),), redraw=redraw)


def _fact(event: str, row: Submission, **details: str) -> Fact:
    return Fact(f"submission.{event}", submission_subject(row.id), {"matter": row.matter_id, **details})


def way_of(key: str) -> Way:
    """The row with this key; a forged one is stale."""
    if key not in WAYS:
        raise StaleButton
    return WAYS[key]
