"""What units are called, were called, and how the titles of their posts follow."""

from __future__ import annotations

from collections.abc import Iterable

from supervision.model import Unit


def called(unit: Unit) -> str:
    """The name that titles begin with: the first short name of today, else the name."""
    return (unit.short_names or (unit.name,))[0]


def by_own_name(units: Iterable[Unit]) -> dict[str, Unit]:
    """Units by the name of today and by those of earlier days; a name of today wins over one of the past."""
    units = tuple(units)
    found: dict[str, Unit] = {}
    for unit in units:
        for former in unit.former:
            found.setdefault(former.name, unit)
    return found | {unit.name: unit for unit in units}


def by_any_name(units: Iterable[Unit]) -> dict[str, Unit]:
    """The same with short names and the names of merged units; whoever takes part wins over who does not."""
    ordered = sorted(units, key=lambda unit: unit.active)
    loose = {name: unit for unit in ordered for name in (*unit.absorbed, *unit.aliases)}
    own = {name: unit for name, unit in by_own_name(ordered).items() if unit.active or name not in loose}
    return loose | own


def retitled(title: str, past: Iterable[str], today: str) -> str:
    """A title as it reads once its unit is called otherwise: 县农业局联络员A becomes 县农业农村局联络员A."""
    if title.startswith(today):
        return title
    for name in sorted(past, key=len, reverse=True):
        if title.startswith(name):
            return today + title.removeprefix(name)
    return title
