"""How rows of buttons are laid out."""

from __future__ import annotations

from collections.abc import Iterable

from messages.outgoing import Button, Keyboard
from messages.presses.base import Press, pack

WIDE = 10
"""Width in full-width characters up to which buttons share a row on a phone."""


def button(label: str, press: Press) -> Button:
    """A button that sends a press."""
    return Button(label, data=pack(press))


def rows(*lines: Iterable[Button]) -> Keyboard:
    """A keyboard from rows, empty rows left out."""
    return tuple(row for line in lines if (row := tuple(line)))


def flow(buttons: Iterable[Button], per_row: int = 3) -> Keyboard:
    """Lay buttons out in rows that a phone shows whole: short labels side by side, long ones alone."""
    laid: list[list[Button]] = []
    width = 0
    for item in buttons:
        size = len(item.label) + 2
        if laid and len(laid[-1]) < per_row and width + size <= WIDE * 2:
            laid[-1].append(item)
            width += size
        else:
            laid.append([item])
            width = size
    return tuple(tuple(line) for line in laid)
