"""The course of /new: which question follows which, and what the answers so far come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from handlers.conversation.flows import Next
from storage.columns import adapter
from supervision.calendars import city_dates
from supervision.model import Instruction, Post, Source
from supervision.procedures.sources import CHOSEN, CITY, Pick, SourceKind, pick_track
from supervision.procedures.tracks import TRACKS, Track
from supervision.registering.registration import Registration, leader_of, roles_named
from supervision.roles import Role
from supervision.splitting import TaskDraft, lead_units

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
    """The posts of the county leaders whose instructions were entered."""
    given = [item for item in answers.get("instructions", ()) if item.get("post") is not None]
    return [Post(item["post"], 0, Role(item["role"]), item["title"]) for item in given]


def pick_of(answers: Answers) -> Pick:
    """The track that the sources and instructions so far make."""
    kinds = [SourceKind(source.get("kind") or answers["kind"]) for source in answers.get("sources", ())]
    leaders = [item["role"] if item.get("post") is not None else CITY for item in answers.get("instructions", ())]
    return pick_track(kinds or [SourceKind(answers["kind"])], leaders)


def why_of(answers: Answers) -> str:
    """Why the matter has its track: by its sources and instructions, or because the officer chose it."""
    pick = pick_of(answers)
    return pick.why if pick.track == answers["track"] else CHOSEN


def pieces_of(answers: Answers) -> list[dict[str, Any]]:
    """What was pasted and sent so far, in order: `text`, or `file` (our id) with `name`."""
    return list(answers.get("pieces") or [])


def tasks_in(answers: Answers) -> list[TaskDraft]:
    """The tasks that came with a form or a table."""
    return [adapter(TaskDraft).validate_python(task) for task in answers.get("tasks") or ()]


def tasks_as_answer(tasks: Iterable[TaskDraft]) -> dict[str, object]:
    """Tasks as an answer; the unit that gathers the others' is asked anew where it does nothing in them any more."""
    return {"tasks": [adapter(TaskDraft).dump_python(task, mode="json") for task in tasks], "page": 0}


def source_kind_of(answers: Answers) -> str:
    """The kind of source that the matter is of: the one that decided, or the one whose track was chosen."""
    pick = pick_of(answers)
    return str(pick.kind) if pick.track == answers["track"] else str(answers.get("kind", ""))


def _city_date(answers: Answers) -> dict[str, object]:
    """The date of those above, if the matter (still) is of those that have one."""
    if not city_dates.takes_city_date(track_of(answers), source_kind_of(answers)):
        return {}
    return {"city_due_on": answers.get("city_due"), "city_ref": answers.get("city_ref") or ""}


def _proposes(answers: Answers) -> bool:
    return bool(pick_of(answers).track != answers["track"])


def _leader_is_open(answers: Answers) -> bool:
    track = track_of(answers)
    return bool(roles_named(track)) and leader_of(track, instructing(answers)) is None


def _level_is_open(answers: Answers) -> bool:
    return bool(answers.get("levels")) and not answers.get("level")


def coordinator_is_open(answers: Answers) -> bool:
    """Whether somebody must be named to answer for a task that several units lead."""
    tasks = tasks_in(answers)
    return any(len(task.leads) > 1 for task in tasks) and answers.get("coordinator") not in lead_units(tasks)


_LAST: tuple[tuple[str, Callable[[Answers], bool]], ...] = (
    ("proposal", _proposes),
    ("leader", _leader_is_open),
    ("level", _level_is_open),
    ("coordinator", coordinator_is_open),
    ("urgency", lambda answers: True),
    ("deadline", lambda answers: True),
    ("city_due", lambda answers: city_dates.is_asked(track_of(answers), source_kind_of(answers))),
    ("form", lambda answers: len(track_of(answers).forms) > 1),
    ("issuer", lambda answers: len(track_of(answers).issuers) > 1),
    ("material", lambda answers: True),
    ("copy", lambda answers: True),
    ("confirm", lambda answers: True),
)
"""The questions after the instructions, in order, each with what it needs to be asked."""

_OPEN: tuple[tuple[str, Callable[[Answers], bool]], ...] = (
    ("leader", lambda answers: _leader_is_open(answers) and not _names_leader(answers)),
    ("level", _level_is_open),
    ("coordinator", coordinator_is_open),
)
"""What a matter cannot be registered without, and that nothing else has answered."""


def _names_leader(answers: Answers) -> bool:
    role = answers.get("leader_role")
    return bool(answers.get("leader")) and Role(role) in roles_named(track_of(answers)) if role else False


def go_on(answers: Answers, answered: str = "", /, **more: object) -> Next:
    """Ask the first question after `answered` that this matter needs (the first of all without it).

    A matter that was `filled` in at once, or stood in its preview already, is asked only what it lacks.
    """
    merged = {**answers, **more}
    if merged.get("filled"):
        return go(next((name for name, wanted in _OPEN if wanted(merged)), "confirm"), **more)
    names = [name for name, _ in _LAST]
    rest = _LAST[names.index(answered) + 1 :] if answered else _LAST
    return go(next(name for name, wanted in rest if wanted(merged)), **more)


def registration_of(answers: Answers, text: str) -> Registration:
    """What the answers come to, with what the track leaves no choice about."""
    track = track_of(answers)
    named = leader_of(track, instructing(answers))
    fields: dict[str, object] = {
        "track": answers["track"],
        "source_kind": source_kind_of(answers),
        "track_why": why_of(answers),
        "level": answers.get("level", "") if answers.get("levels") else "",
        "title": answers["title"],
        "sources": adapter(tuple[Source, ...]).validate_python(answers["sources"]),
        "instructions": tuple(_instruction(item) for item in answers.get("instructions", ())),
        "leader_post_id": named.id if named else answers.get("leader"),
        "urgency": answers["urgency"],
        "due_on": answers.get("due_on"),
        "due_hour": answers.get("due_hour"),
        **_city_date(answers),
        "form": answers.get("form") or track.forms[0],
        "issuer": answers.get("issuer") or track.issuers[0],
        "text": text,
        "copy_to": tuple(answers.get("copy_to", ())),
        "plan_wanted": bool(answers.get("plan_wanted")),
    }
    registration: Registration = adapter(Registration).validate_python(fields)
    return registration


def _instruction(item: Answers) -> Instruction:
    instruction: Instruction = adapter(Instruction).validate_python(
        {
            "leader_post_id": item["post"],
            "leader_title": item["title"],
            "dated": item.get("dated"),
            "gist": item["gist"],
            "city": item["post"] is None,
        }
    )
    return instruction
