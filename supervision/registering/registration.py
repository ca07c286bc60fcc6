"""Registering a matter (立项、登记): which tracks a person may begin, whom the matter names, and the matter itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from supervision.actors import Actor
from supervision.calendars.year_turn import check_within_year
from supervision.hotline import callers
from supervision.model import Instruction, Matter, MatterStatus, Post, Source, Urgency
from supervision.notices.base import to_post
from supervision.notices.cards import MatterCard, matter_subject
from supervision.outcome import Fact, Outcome
from supervision.procedures.sources import INSTRUCTIONS_BY_RANK, SOURCES, SourceKind
from supervision.procedures.steps import LEADER, STEPS_OF_THE_NAMED
from supervision.procedures.tracks import TRACKS, Track, TrackKey
from supervision.refusals import InvalidInput, NotAllowed
from supervision.roles import DRAFTERS, OFFICE, Permission, Role

LONGEST_TITLE = 120
LONGEST_NAME = 60
LONGEST_GIST = 500
LONGEST_TEXT = 60_000
"""Characters of a title, of a number, author or place, of an instruction's gist, and of a paper's text."""

MOST_SOURCES = 20
MOST_INSTRUCTIONS = 10
MOST_FILES = 20
MOST_COPIES = 30
"""How many of each one matter may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """Everything that is asked before a matter gets its number."""

    track: str
    title: str
    sources: tuple[Source, ...]
    urgency: Urgency
    form: str
    issuer: str
    source_kind: str = ""
    level: str = ""
    instructions: tuple[Instruction, ...] = ()
    leader_post_id: int | None = None
    due_on: date | None = None
    due_hour: time | None = None
    city_due_on: date | None = None
    city_ref: str = ""
    text: str = ""
    copy_to: tuple[str, ...] = ()
    track_why: str = ""
    plan_wanted: bool = False


def tracks_open_to(roles: Iterable[Role]) -> tuple[Track, ...]:
    """The tracks that somebody with these roles may begin: the Office all of them (the vice-mayor tracks from their
    gate on), a section its own (P4.2, P5.2)."""
    held = frozenset(roles)
    if not held.isdisjoint(OFFICE):
        return tuple(TRACKS.values())
    return tuple(track for track in TRACKS.values() if track.starter in held)


def beginning(track: Track, roles: Iterable[Role]) -> MatterStatus:
    """Where a matter begins: a section's own with a gate is followed by the section (科室跟踪), all else is registered
    with the Office."""
    follows_itself = track.gate and OFFICE.isdisjoint(roles)
    return MatterStatus.FOLLOWED if follows_itself else MatterStatus.REGISTERED


def roles_named(track: Track) -> frozenset[Role]:
    """Which leader the registration must name, because a step of the track goes to him; empty: none does."""
    steps = [step for chain in (track.issue_steps, *track.result_chains) for step in chain]
    named: frozenset[Role] = frozenset()
    for step in steps:
        if step.role is LEADER:
            named |= track.leaders
        else:
            named |= STEPS_OF_THE_NAMED.get(step.role, frozenset())
    return named


def leaders_offered(tracks: Iterable[Track]) -> frozenset[Role]:
    """Whose instructions may be entered: those whose own track is open to the person."""
    keys = {track.key for track in tracks}
    return frozenset(role for role, kind in INSTRUCTIONS_BY_RANK if SOURCES[kind].track in keys)


def by_rank(posts: Iterable[Post]) -> list[Post]:
    """Leaders' posts from the highest down."""
    order = {role: number for number, (role, _) in enumerate(INSTRUCTIONS_BY_RANK)}
    return sorted((post for post in posts if post.role in order), key=lambda post: (order[post.role], post.id))


def leader_of(track: Track, leaders: Iterable[Post]) -> Post | None:
    """The highest of those who instructed that a step of the track may go to; any of them if no step asks."""
    named = roles_named(track)
    return next((post for post in by_rank(leaders) if not named or post.role in named), None)


def usual_leader(posts: Iterable[Post]) -> Post | None:
    """Who is named by default where nobody instructed: 常务副县长 (ours)."""
    return next((post for post in posts if post.role is Role.EXECUTIVE_VICE_MAYOR), None)


def register(
    registration: Registration,
    actor: Actor,
    *,
    matter_id: int,
    number: str,
    now: datetime,
) -> Outcome:
    """Make the matter, with its registration number (登记号); a document number comes only at issue.

    Raises:
        NotAllowed: none of the actor's posts may begin this track.
        InvalidInput: something that the track needs is missing or not among its choices; or see `check_within_year`.
    """
    actor.require(Permission.MATTER_REGISTER)
    post = actor.post_in(*DRAFTERS)
    track = TRACKS[registration.track]
    if post is None or track not in tracks_open_to(actor.roles):
        raise NotAllowed(Permission.MATTER_REGISTER.value)
    _check(registration, track)
    matter = _matter(registration, actor, post, matter_id=matter_id, number=number, now=now)
    check_within_year(matter, matter.due_on)
    subject = matter_subject(matter.id)
    details: Mapping[str, object] = {
        "number": number,
        "track": str(track.key),
        "title": matter.title,
        "status": str(matter.status),
        "sources": [source.number or source.title for source in matter.sources],
        "track_why": matter.track_why,
    }
    return Outcome(
        saves=(matter,),
        facts=(Fact("matter.registered", subject, details),),
        notices=(MatterCard(to=to_post(post.id), matter_id=matter.id),),
    )


def _matter(
    registration: Registration, actor: Actor, post: Post, *, matter_id: int, number: str, now: datetime
) -> Matter:
    track = TRACKS[registration.track]
    return Matter(
        id=matter_id,
        registration_number=number,
        track=track.key,
        title=registration.title,
        status=beginning(track, actor.roles),
        urgency=registration.urgency,
        registered_by=actor.person_id,
        registered_post_id=post.id,
        registered_at=now,
        text=registration.text,
        sources=registration.sources,
        instructions=registration.instructions,
        leader_post_id=registration.leader_post_id,
        due_on=registration.due_on,
        due_hour=registration.due_hour,
        city_due_on=registration.city_due_on,
        city_ref=registration.city_ref,
        form=registration.form,
        issuer=registration.issuer,
        copy_to=registration.copy_to,
        source_kind=registration.source_kind,
        level=registration.level,
        track_why=registration.track_why,
        plan_wanted=registration.plan_wanted,
    )


def _check(registration: Registration, track: Track) -> None:
    if not registration.title or not registration.sources:
        raise InvalidInput("title", "empty")
    if len(registration.text) > LONGEST_TEXT:
        raise InvalidInput("text", "too_long", limit=LONGEST_TEXT)
    if registration.form not in track.forms:
        raise InvalidInput("form", "not_a_choice")
    if registration.issuer not in track.issuers:
        raise InvalidInput("issuer", "not_a_choice")
    if roles_named(track) and registration.leader_post_id is None:
        raise InvalidInput("leader", "not_a_choice")
    named = (part for source in registration.sources for part in (source.title, source.author, source.place))
    gists = (item.gist for item in registration.instructions)
    numbers = (source.number for source in registration.sources)
    callers.require_none(track.key, registration.title, registration.text, *named, *gists, numbers=numbers)
    for source in registration.sources:
        if source.oral and (source.number or not source.recorder):
            raise InvalidInput("source", "oral_number" if source.number else "oral_recorder", given=source.title)


def default_source(track: TrackKey | str) -> SourceKind:
    """The kind of source that the notice itself gives this track, for a matter registered by its track."""
    return next(kind for kind, row in SOURCES.items() if row.track == track and not row.ours)
