"""Typed callback data: packed into at most 64 bytes, unpacked and checked when it comes back.

Callback data is forgeable: a press says what is wanted, never that it is allowed.
"""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

import messages.presses

LIMIT = 64
"""Telegram's limit of callback data, in bytes."""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Press:
    """One kind of button. Fields are ints (packed in base 36) and short strings without a colon."""

    prefix: ClassVar[str]


class BadPressError(ValueError):
    """Callback data that no button of ours can have made."""


def pack(press: Press) -> str:
    """Write a press as callback data.

    Raises:
        ValueError: it is longer than 64 bytes or a string field has a colon.
    """
    words = [type(press).prefix]
    for field in dataclasses.fields(press):
        value = getattr(press, field.name)
        word = _base36(value) if isinstance(value, int) else str(value)
        if ":" in word:
            raise ValueError(f"{field.name} of {type(press).__name__} has a colon: {word!r}")
        words.append(word)
    data = ":".join(words)
    if len(data.encode()) > LIMIT:
        raise ValueError(f"callback data of {len(data.encode())} bytes: {data}")
    return data


def unpack(data: str) -> Press:
    """Read callback data.

    Raises:
        BadPressError: the prefix is unknown, or the fields do not fit it.
    """
    prefix, *words = data.split(":")
    kind = presses().get(prefix)
    if kind is None:
        raise BadPressError(data)
    hints = typing.get_type_hints(kind)
    fields = dataclasses.fields(kind)
    if len(words) != len(fields):
        raise BadPressError(data)
    try:
        values = [
            int(word, 36) if hints[field.name] is int else word for field, word in zip(fields, words, strict=True)
        ]
    except ValueError as error:
        raise BadPressError(data) from error
    press = kind(*values)
    if pack(press) != data:  # int() also reads "+1", "1_0" and capitals, which we never write
        raise BadPressError(data)
    return press


@cache
def presses() -> Mapping[str, type[Press]]:
    """All kinds of buttons by prefix, found by walking the package."""
    found: dict[str, type[Press]] = {}
    for info in pkgutil.iter_modules(messages.presses.__path__, "messages.presses."):
        module = importlib.import_module(info.name)
        for thing in vars(module).values():
            is_press = isinstance(thing, type) and issubclass(thing, Press) and thing is not Press
            if is_press and found.setdefault(thing.prefix, thing) is not thing:
                raise ValueError(f"two kinds of buttons share the prefix {thing.prefix}")
    return found


def _base36(number: int) -> str:
    if number < 0:
        return "-" + _base36(-number)
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if not number:
            return digits
