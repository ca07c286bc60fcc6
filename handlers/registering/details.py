"""The later questions of /new: instructions, leader, urgency, limit, form, 抄送."""

from __future__ import annotations

from handlers.conversation.answering import picked, tapped, typed, typed_names
from handlers.conversation.context import Turn
from handlers.conversation.flows import Ask, Next, Question, Said
from handlers.registering.course import go, go_on, pick_of, track_of
from handlers.registering.kinds import open_tracks
from messages.labels import LEVEL, URGENCY
from storage.unit_of_work import UnitOfWork
from supervision.calendars.city_dates import read_city_date
from supervision.calendars.dates import read_deadline, read_paper_date
from supervision.calendars.year_turn import check_list_day
from supervision.model import Draft, Post
from supervision.notices.dialogue import Choice
from supervision.procedures.forms import FORM_TITLES, ISSUER_TITLES
from supervision.procedures.sources import CITY, SOURCES, SourceKind
from supervision.procedures.tracks import TRACKS
from supervision.refusals import InvalidInput
from supervision.registering.registration import (
    LONGEST_GIST,
    LONGEST_NAME,
    MOST_COPIES,
    MOST_INSTRUCTIONS,
    by_rank,
    leaders_offered,
    roles_named,
    usual_leader,
)

_CITY = Choice("city", "市政府领导")
_NONE = Choice("none", "无批示")
_NO_MORE = Choice("none", "无其他批示，下一步")
_TODAY, _UNKNOWN = Choice("today", "今天"), Choice("none", "不详")
_URGENCIES = tuple(Choice(value, label) for value, label in URGENCY.items())
_LEVELS = tuple(Choice(value, label) for value, label in LEVEL.items())
_NO_LIMIT = Choice("none", "暂不定时限")
_NO_CITY_DATE = Choice("none", "无市级时限")
_NO_COPY = Choice("none", "不抄送")


async def _leaders(unit: UnitOfWork, draft: Draft) -> list[Post]:
    roles = leaders_offered(await open_tracks(unit, draft))
    return by_rank(await unit.find(Post, role=roles, active=True))


async def _show_instruction(unit: UnitOfWork, draft: Draft) -> Ask:
    entered = draft.answers.get("instructions")
    leaders = tuple(Choice(str(post.id), post.title) for post in await _leaders(unit, draft))
    if SOURCES[SourceKind.CITY_INSTRUCTION].track in {track.key for track in await open_tracks(unit, draft)}:
        leaders = (_CITY, *leaders)
    return Ask(choices=(*leaders, _NO_MORE if entered else _NONE), per_row=2)


def _given(draft: Draft) -> list[object]:
    given = draft.answers.get("instructions")
    return list(given) if isinstance(given, list) else []


async def _take_instruction(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await _show_instruction(turn.unit, draft)
    value = picked(said, ask.choices, "instruction")
    if value == _NONE.value:
        return go_on(draft.answers)
    if len(_given(draft)) >= MOST_INSTRUCTIONS:
        raise InvalidInput("instructions", "too_many", limit=MOST_INSTRUCTIONS)
    if value == _CITY.value:
        return go("city_leader")
    post = await turn.unit.require(Post, int(value))
    return go("instructed_on", instruction={"post": post.id, "title": post.title, "role": str(post.role)})


async def _take_city_leader(_turn: Turn, _draft: Draft, said: Said) -> Next:
    title = typed(said, "city_leader", LONGEST_NAME)
    return go("instructed_on", instruction={"post": None, "title": title, "role": CITY})


async def _show_day(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=(_TODAY, _UNKNOWN))


def _begun(draft: Draft, **more: object) -> dict[str, object]:
    begun = draft.answers.get("instruction")
    return {**(begun if isinstance(begun, dict) else {}), **more}


async def _take_day(turn: Turn, draft: Draft, said: Said) -> Next:
    match tapped(said, [_TODAY, _UNKNOWN], "instructed_on"):
        case "today":
            return go("gist", instruction=_begun(draft, dated=turn.unit.today.isoformat()))
        case "none":
            return go("gist")
    day = read_paper_date("instructed_on", typed(said, "instructed_on", LONGEST_NAME), turn.unit.today)
    return go("gist", instruction=_begun(draft, dated=day.isoformat()))


async def _show_nothing(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask()


async def _take_gist(_turn: Turn, draft: Draft, said: Said) -> Next:
    entered = draft.answers.get("instructions")
    gist = _begun(draft, gist=typed(said, "gist", LONGEST_GIST))
    return go("instruction", instructions=[*(entered if isinstance(entered, list) else []), gist], instruction={})


async def _show_proposal(_unit: UnitOfWork, draft: Draft) -> Ask:
    pick, present = pick_of(draft.answers), track_of(draft.answers)
    track = TRACKS[pick.track]
    return Ask(
        facts={
            "why": pick.why,
            "proposed": [track.title, track.clause, SOURCES[pick.kind].ours],
            "present": present.title,
            "pieces": [],
            "tasks": [],
        },
        choices=(Choice("change", f"改为{track.title}"), Choice("keep", "保持不变")),
        per_row=1,
    )


async def _take_proposal(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await _show_proposal(turn.unit, draft)
    if picked(said, ask.choices, "proposal") == "keep":
        return go_on(draft.answers, "proposal")
    pick = pick_of(draft.answers)
    levels = turn.unit.county.tells_levels_apart(TRACKS[pick.track].schedule)
    return go_on(draft.answers, "proposal", track=str(pick.track), kind=str(pick.kind), levels=levels)


async def _show_leader(unit: UnitOfWork, draft: Draft) -> Ask:
    posts = by_rank(await unit.find(Post, role=roles_named(track_of(draft.answers)), active=True))
    usual = usual_leader(posts)
    ordered = [usual, *(post for post in posts if post != usual)] if usual else posts
    choices = tuple(Choice(str(post.id), post.title + ("（默认）" if post == usual else "")) for post in ordered)
    return Ask(choices=choices, per_row=2)


async def _take_leader(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await _show_leader(turn.unit, draft)
    post = await turn.unit.require(Post, int(picked(said, ask.choices, "leader")))
    return go_on(draft.answers, "leader", leader=post.id, leader_title=post.title, leader_role=str(post.role))


async def _show_urgency(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=_URGENCIES)


async def _take_urgency(_turn: Turn, draft: Draft, said: Said) -> Next:
    return go_on(draft.answers, "urgency", urgency=picked(said, _URGENCIES, "urgency"))


async def _show_deadline(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=(_NO_LIMIT,))


async def _take_deadline(turn: Turn, draft: Draft, said: Said) -> Next:
    if tapped(said, [_NO_LIMIT], "due_on"):
        return go_on(draft.answers, "deadline", due_on=None, due_hour=None)
    local = turn.unit.county.local(turn.unit.now)
    limit = read_deadline("due_on", typed(said, "due_on", LONGEST_NAME), local)
    check_list_day(track_of(draft.answers).key, turn.unit.now, limit.day)
    hour = limit.hour.isoformat() if limit.hour else None
    return go_on(draft.answers, "deadline", due_on=limit.day.isoformat(), due_hour=hour)


async def _show_city_due(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=(_NO_CITY_DATE,))


async def _take_city_due(turn: Turn, draft: Draft, said: Said) -> Next:
    if tapped(said, [_NO_CITY_DATE], "due_on"):
        return go_on(draft.answers, "city_due", city_due=None, city_ref="")
    local = turn.unit.county.local(turn.unit.now)
    city = read_city_date("due_on", typed(said, "due_on", LONGEST_NAME * 2), local)
    return go_on(draft.answers, "city_due", city_due=city.day.isoformat(), city_ref=city.ref)


async def _show_form(_unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(choices=tuple(Choice(form, FORM_TITLES[form]) for form in track_of(draft.answers).forms))


async def _take_form(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await _show_form(turn.unit, draft)
    return go_on(draft.answers, "form", form=picked(said, ask.choices, "form"))


async def _show_issuer(_unit: UnitOfWork, draft: Draft) -> Ask:
    return Ask(choices=tuple(Choice(issuer, ISSUER_TITLES[issuer]) for issuer in track_of(draft.answers).issuers))


async def _take_issuer(turn: Turn, draft: Draft, said: Said) -> Next:
    ask = await _show_issuer(turn.unit, draft)
    return go_on(draft.answers, "issuer", issuer=picked(said, ask.choices, "issuer"))


async def _show_level(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=_LEVELS)


async def _take_level(_turn: Turn, draft: Draft, said: Said) -> Next:
    return go_on(draft.answers, "level", level=picked(said, _LEVELS, "level"))


async def _show_copy(_unit: UnitOfWork, _draft: Draft) -> Ask:
    return Ask(choices=(_NO_COPY,))


async def _take_copy(_turn: Turn, draft: Draft, said: Said) -> Next:
    if tapped(said, [_NO_COPY], "copy_to"):
        return go_on(draft.answers, "copy", copy_to=[])
    names = typed_names(said, "copy_to", limit=LONGEST_NAME, most=MOST_COPIES)
    return go_on(draft.answers, "copy", copy_to=names)


QUESTIONS = {
    "instruction": Question(_show_instruction, _take_instruction),
    "instructed_on": Question(_show_day, _take_day),
    "city_leader": Question(_show_nothing, _take_city_leader),
    "gist": Question(_show_nothing, _take_gist),
    "proposal": Question(_show_proposal, _take_proposal),
    "leader": Question(_show_leader, _take_leader),
    "level": Question(_show_level, _take_level),
    "urgency": Question(_show_urgency, _take_urgency),
    "deadline": Question(_show_deadline, _take_deadline),
    "city_due": Question(_show_city_due, _take_city_due),
    "form": Question(_show_form, _take_form),
    "issuer": Question(_show_issuer, _take_issuer),
    "copy": Question(_show_copy, _take_copy),
}
"""Questions by name."""
