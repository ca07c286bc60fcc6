"""Reading an answer to a question: a choice, a line that was typed, a list of names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from handlers.conversation.flows import Said
from supervision.notices.dialogue import Choice
from supervision.refusals import InvalidInput

_BETWEEN_NAMES = re.compile(r"[、，,；;\n]+")


def picked(said: Said, choices: Iterable[Choice], field: str) -> str:
    """The value of the choice that was tapped, or whose label was typed.

    Raises:
        InvalidInput: it is none of them, or a file (`answer_first`).
    """
    if said.files:
        raise InvalidInput(field, "answer_first")
    for choice in choices:
        if said.choice == choice.value or (said.text and said.text == choice.label):
            return choice.value
    raise InvalidInput(field, "not_a_choice")


def tapped(said: Said, choices: Iterable[Choice], field: str) -> str:
    """The value of the choice that was tapped or typed by its label; empty for any other text.

    Raises:
        InvalidInput: a button that was not offered, or a file (`text_wanted`).
    """
    if said.files:
        raise InvalidInput(field, "text_wanted")
    for choice in choices:
        if said.choice == choice.value or (said.text and said.text == choice.label):
            return choice.value
    if said.choice:
        raise InvalidInput(field, "not_a_choice")
    return ""


def typed(said: Said, field: str, limit: int) -> str:
    """A line that was typed, on one line.

    Raises:
        InvalidInput: a button or a file instead of text, nothing, or too much.
    """
    if said.files:
        raise InvalidInput(field, "text_wanted")
    if said.choice:
        raise InvalidInput(field, "not_a_choice")
    text = " ".join(said.text.split())
    if not text:
        raise InvalidInput(field, "empty")
    if len(text) > limit:
        raise InvalidInput(field, "too_long", limit=limit)
    return text


def typed_names(said: Said, field: str, *, limit: int, most: int) -> list[str]:
    """Names that were typed, separated by 、 or the like, each once.

    Raises:
        InvalidInput: as `typed`; or there are too many.
    """
    if said.files:
        raise InvalidInput(field, "text_wanted")
    names = list(dict.fromkeys(name.strip() for name in _BETWEEN_NAMES.split(said.text) if name.strip()))
    if not names:
        raise InvalidInput(field, "empty")
    if len(names) > most:
        raise InvalidInput(field, "too_many", limit=most)
    if max(map(len, names)) > limit:
        raise InvalidInput(field, "too_long", limit=limit)
    return names
