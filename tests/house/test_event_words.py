"""Every event of the audit has plain words: a stranger reads the case file in ten years, and not one line is a code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from handlers.topics import CATALOGUE
from messages.event_words import EVENT
from supervision.procedures.tracks import TRACKS
from tests.house.source import ROOT, python_files, text_of

NAME = re.compile(r"[a-z_]+\.[a-z_]+")

NO_EVENTS = (
    "clock.",
    "config.toml",
    "ducha.",
    "files.restoring",
    "leaders.list_only_roles",
    "paper.docx",
    "paper.pdf",
    "rules.extra_vet_roles",
    "uvicorn.access",
)
"""What looks like an event: files, settings, lines of the log."""

COMPOSED = {
    "submission.": (
        "ready replaced sent received settled dropped returned extended not_extended".split()  # noqa: SIM905
    ),
    "unit.": ["added", "changed"],
    "post.": ["added", "changed"],
    "person.": ["added", "changed"],
}
"""Events whose names are put together of two words."""


def literals() -> Iterator[str]:
    """Everything in the source that may be the name of an event."""
    others = {question for flow in CATALOGUE.flows.values() for question in flow.questions}
    others |= set(CATALOGUE.conditions) | set(TRACKS)
    for path in python_files("bot", "handlers", "storage", "supervision"):
        for node in ast.walk(ast.parse(text_of(ROOT / path))):
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            if NAME.fullmatch(text) and text not in others and not text.startswith(NO_EVENTS):
                yield text


def composed() -> set[str]:
    """Where the first part of an event's name stands alone in the source, or is a variable."""
    found = set()
    for path in python_files("handlers", "supervision"):
        for node in ast.walk(ast.parse(text_of(ROOT / path))):
            is_fact = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Fact"
            if is_fact and isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.JoinedStr):
                found.add(path.as_posix())
    return found


def test_every_event_has_plain_words() -> None:
    names = set(literals()) | {begin + end for begin, ends in COMPOSED.items() for end in ends}
    assert {"matter.registered", "approval.signed", "report.returned"} <= names
    assert sorted(names - set(EVENT)) == []


def test_events_are_composed_nowhere_else() -> None:
    assert composed() == {"supervision/results/submissions.py", "supervision/roster/rosters.py"}


def test_the_words_are_words() -> None:
    assert [
        event for event, words in EVENT.items() if not words or re.search("[A-Za-z_。]", words.replace("PDF", ""))
    ] == []
