"""The course of /new: which question follows which, and what the answers so far come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from handlers.conversation.flows import Next
from storage.columns import adapter
from supervision.model import Instruction, Post, Source
from supervision.registration import Registration, leader_of, proposed_source, roles_named
from supervision.roles import Role
from supervision.tracks import TRACKS, Track

FLOW_NAME = "registration"

Answers = Mapping[str, Any]
"""The answers of the draft: plain JSON."""


def go(question: str, **answers: object) -> Next:
    """Ask this next, and remember the answers."""
    return Next(f"{FLOW_NAME}.{question}", answers)


def track_of(answers: Answers) -> Track:
    """The track that was chosen."""
    return TRACKS[answers["track"]]


def instructing(answers: Answers) -> list[Post]:
    """The posts of the leaders whose instructions were entered."""
    return [Post(item["post"], 0, Role(item["role"]), item["title"]) for item in answers.get("instructions", ())]


def _leader_is_open(answers: Answers) -> bool:
    track = track_of(answers)
    return bool(roles_named(track)) and leader_of(track, instructing(answers)) is None


_LAST: tuple[tuple[str, Callable[[Answers], bool]], ...] = (
    ("proposal", lambda answers: proposed_source(answers["track"], instructing(answers)) is not None),
    ("leader", _leader_is_open),
    ("level", lambda answers: bool(answers.get("levels"))),
    ("urgency", lambda answers: True),
    ("deadline", lambda answers: True),
    ("form", lambda answers: len(track_of(answers).forms) > 1),
    ("issuer", lambda answers: len(track_of(answers).issuers) > 1),
    ("material", lambda answers: True),
    ("copy", lambda answers: True),
    ("confirm", lambda answers: True),
)
"""The questions after the instructions, in order, each with what it needs to be asked."""


def go_on(answers: Answers, answered: str = "", **more: object) -> Next:
    """Ask the first question after `answered` that this matter needs (the first of all without it)."""
    merged = {**answers, **more}
    names = [name for name, _ in _LAST]
    rest = _LAST[names.index(answered) + 1 :] if answered else _LAST
    return go(next(name for name, wanted in rest if wanted(merged)), **more)


def registration_of(answers: Answers, text: str) -> Registration:
    """What the answers come to, with what the track leaves no choice about."""
    track = track_of(answers)
    named = leader_of(track, instructing(answers))
    fields: dict[str, object] = {
        "track": answers["track"],
        "source_kind": answers.get("kind", ""),
        "level": answers.get("level", "") if answers.get("levels") else "",
        "title": answers["title"],
        "sources": adapter(tuple[Source, ...]).validate_python(answers["sources"]),
        "instructions": tuple(
            adapter(Instruction).validate_python(
                {
                    "leader_post_id": item["post"],
                    "leader_title": item["title"],
                    "dated": item.get("dated"),
                    "gist": item["gist"],
                }
            )
            for item in answers.get("instructions", ())
        ),
        "leader_post_id": named.id if named else answers.get("leader"),
        "urgency": answers["urgency"],
        "due_on": answers.get("due_on"),
        "due_hour": answers.get("due_hour"),
        "form": answers.get("form", track.forms[0]),
        "issuer": answers.get("issuer", track.issuers[0]),
        "text": text,
        "copy_to": tuple(answers.get("copy_to", ())),
    }
    registration: Registration = adapter(Registration).validate_python(fields)
    return registration
