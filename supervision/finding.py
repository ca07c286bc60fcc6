"""Finding a unit by what a person types of its name."""

from __future__ import annotations

from collections.abc import Iterable

from supervision.model import Unit


def find_units(units: Iterable[Unit], words: str) -> list[Unit]:
    """The units that are meant: the one whose name or alias it is, else those that contain it.

    Names are compared without spaces; letters alike in both cases. Nothing typed finds nothing.
    """
    wanted = _plain(words)
    if not wanted:
        return []
    named = [(unit, [_plain(name) for name in (unit.name, *unit.aliases)]) for unit in units]
    exact = [unit for unit, names in named if wanted in names]
    return exact or [unit for unit, names in named if any(wanted in name for name in names)]


def _plain(name: str) -> str:
    return "".join(name.split()).casefold()
