"""Saying on a part of a long message that it may be a repetition: the parts before it have surely arrived."""

from __future__ import annotations

from dataclasses import replace

from messages.outgoing import Part, Rendered, from_json, to_json
from messages.render import CAPTION, repetition
from messages.splitting import LIMIT, visible_length


def repeated(payload: str | None, at: int) -> str | None:
    """The message with its part `at` marked, if others are out before it; none: it is worded anew as a whole."""
    if payload is None or at == 0:
        return None
    parts = from_json(payload).parts
    return to_json(Rendered((*parts[:at], *_marked(parts[at]), *parts[at + 1 :])))


def has_more(payload: str | None, at: int) -> bool:
    """Tell whether anything comes after the part `at`."""
    return payload is not None and len(from_json(payload).parts) > at + 1


def _marked(part: Part) -> tuple[Part, ...]:
    """With the words on top; where they find no room they are a message of their own before it."""
    text = f"{repetition()}\n{part.text}"
    most = CAPTION if part.is_file or part.qr else LIMIT
    if part.text and visible_length(text) <= most:
        return (replace(part, text=text),)
    return (Part(text=repetition()), part)
