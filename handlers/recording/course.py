"""The course of /record: which question follows which, by what is recorded, and the record that the answers come to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any

from handlers.conversation.flows import Next
from storage.unit_of_work import UnitOfWork
from supervision.actors import Actor
from supervision.model import Channel, Reader, Record, RecordKind
from supervision.reports.recording import happened_at
from supervision.roles import DRAFTERS

FLOW_NAME = "recording"

NAMED = "named"
"""群内点名, as an answer."""

Answers = Mapping[str, Any]
"""The answers of the draft: plain JSON."""

_K = RecordKind

COURSE: Mapping[RecordKind, tuple[str, ...]] = MappingProxyType(
    {
        _K.SIGNATURE: ("act", "words", "happened", "signer", "naming", "basis", "confirm"),
        _K.VERBAL: ("words", "happened", "signer", "confirm"),
        _K.RATIFICATION: ("act", "words", "happened", "basis", "confirm"),
        _K.DELIVERY: ("unit", "who", "happened", "confirm"),
        _K.RECEIPT: ("unit", "channel", "who", "happened", "basis", "confirm"),
        _K.REPORT: ("unit", "task", "channel", "who", "report", "reader", "happened", "basis", "confirm"),
        _K.EXTENSION: ("unit", "due", "new_due", "words", "channel", "who", "happened", "basis", "confirm"),
    }
)
"""The questions of each kind, in order. What is known from the start, or has one answer only, is not asked.

Who signed or spoke for a leader who is away depends on the day: it is asked after that."""

NEEDED: Mapping[str, Callable[[Answers], bool]] = MappingProxyType(
    {
        "basis": lambda answers: answers.get("channel") == Channel.PAPER,
        "naming": lambda answers: bool(answers.get("asks_naming")) and answers["act"] == "yes",
    }
)
"""Questions that are asked only after some answers: a call leaves no paper to look at; who sends a bulletin back does
not say how its criticism goes out."""


def following(answers: Answers) -> str:
    """The next question: the first of the course that has no answer yet."""
    for name in COURSE[RecordKind(answers["kind"])]:
        needed = NEEDED.get(name)
        if name not in answers and (needed is None or needed(answers)):
            return name
    return "confirm"


def go_on(answers: Answers, **new: object) -> Next:
    """Ask what follows, and remember the answers."""
    return Next(f"{FLOW_NAME}.{following({**answers, **new})}", new)


def stay(question: str, **new: object) -> Next:
    """Ask the same again, with what it has so far."""
    return Next(f"{FLOW_NAME}.{question}", new)


def moment_of(unit: UnitOfWork, answers: Answers) -> datetime:
    """When the act was done."""
    hour = time.fromisoformat(answers["hour"]) if answers.get("hour") else None
    since = unit.now.fromisoformat(answers["since"])
    return happened_at(date.fromisoformat(answers["happened"]), hour, since, unit.now, unit.county)


def record_of(unit: UnitOfWork, actor: Actor, answers: Answers, record_id: int) -> Record:
    """The record that the answers come to."""
    post = actor.post_in(*DRAFTERS)
    new_hour = time.fromisoformat(answers["new_hour"]) if answers.get("new_hour") else None
    return Record(
        id=record_id,
        kind=RecordKind(answers["kind"]),
        channel=Channel(answers["channel"]),
        entered_by=actor.person_id,
        entered_post_id=post.id if post else 0,
        entered_at=unit.now,
        happened_at=moment_of(unit, answers),
        matter_id=answers.get("matter", 0),
        chain_id=answers.get("chain"),
        step_seq=answers.get("step"),
        text_hash=answers.get("text_hash", ""),
        agrees=answers.get("act", "yes") == "yes",
        paper_id=answers.get("paper"),
        unit_id=answers.get("unit"),
        task_seq=answers.get("task"),
        due_seq=answers.get("due"),
        person_id=answers.get("person"),
        post_id=answers.get("post"),
        who=answers.get("who", ""),
        words=answers.get("report") or answers.get("words") or "",
        reference=answers.get("reference", ""),
        reader=Reader(answers["reader"]) if answers.get("reader") else None,
        new_due_on=date.fromisoformat(answers["new_due"]) if answers.get("new_due") else None,
        new_due_hour=new_hour,
        outbox_row=answers.get("row"),
        name_in_group=answers.get("naming") == NAMED if "naming" in answers else None,
    )
