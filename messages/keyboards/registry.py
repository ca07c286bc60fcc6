"""All keyboards by kind of message."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import messages.keyboards
from messages.outgoing import Keyboard
from supervision.notices.dialogue import Prompt

Maker = Callable[[Any], Keyboard]
"""Makes a keyboard from what the template is given: the notice, or a card's view."""


def keyboard_of(kind: str, content: object) -> Keyboard:
    """The keyboard of a message; every question of a conversation has the same kind of keyboard."""
    maker = keyboards().get("prompt" if isinstance(content, Prompt) else kind)
    return maker(content) if maker else ()


@cache
def keyboards() -> Mapping[str, Maker]:
    """The tables of all topics in one."""
    found: dict[str, Maker] = {}
    for info in pkgutil.iter_modules(messages.keyboards.__path__, "messages.keyboards."):
        for kind, maker in getattr(importlib.import_module(info.name), "KEYBOARDS", {}).items():
            if kind in found:
                raise ValueError(f"two keyboards for {kind}")
            found[kind] = maker
    return found
