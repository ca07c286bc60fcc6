"""Finding the units that people write: by name, alias or a part of either. Nothing is guessed silently."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from supervision.model import Unit

ALL_TOWNSHIPS = ("各乡镇人民政府", "各乡镇政府", "各乡镇")
"""What stands for every township: shown as the list that it is before it counts."""

MOST_NEAREST = 4
"""How many similar names are offered for one that nobody has."""

LEAST_LIKENESS = 0.34
"""From which likeness (0 to 1) a name is offered."""

_SEPARATORS = re.compile(r"[、,;\n\s/]+")
_JOINERS = re.compile(r"^(?:和|及|与|以及)")


@dataclass(frozen=True, slots=True)
class Found:
    """What one written line of units came to.

    `units` were found; `several` are the candidates of the first name that fits more than one unit, `unknown` is the
    first that fits none, `nearest` the units most like it. `all_townships` was written.
    """

    units: tuple[Unit, ...] = ()
    written: str = ""
    several: tuple[Unit, ...] = ()
    unknown: str = ""
    nearest: tuple[Unit, ...] = ()
    all_townships: bool = False

    @property
    def complete(self) -> bool:
        """Whether every name is one unit, and nothing has to be asked."""
        return not (self.several or self.unknown or self.all_townships)


def find_units(text: str, units: Sequence[Unit], county_name: str = "") -> Found:
    """Read a line such as `县住建局、县水利局`.

    A whole name or alias wins; else a part that only one unit has; else names written without a mark between them,
    longest first. What fits several or none is handed back for the person to decide.
    """
    found: list[Unit] = []
    several: tuple[Unit, ...] = ()
    written, unknown, townships = "", "", False
    for piece in filter(None, _SEPARATORS.split(unicodedata.normalize("NFKC", text))):
        if piece in ALL_TOWNSHIPS:
            townships = True
            continue
        hits = _hits(piece, units, county_name)
        if len(hits) > 1 and not several:
            written, several = piece, tuple(hits)
        elif len(hits) == 1:
            found += hits
        elif not hits:
            run = _run_together(piece, units)
            found += run
            unknown = unknown or ("" if run else piece)
    nearest = _nearest(unknown, units) if unknown else ()
    return Found(tuple(dict.fromkeys(found)), written, several, unknown, nearest, townships)


def named_in(text: str, units: Iterable[Unit]) -> tuple[Unit, ...]:
    """The units that a text names, in its order; where names overlap the longest counts."""
    return tuple(dict.fromkeys(unit for _, _, unit in _occurrences(text, units)))


def _names(unit: Unit) -> tuple[str, ...]:
    return (unit.name, *unit.aliases)


def _bare(name: str, county_name: str) -> str:
    """A name without the county before it: 夏邑县水利局 and 县水利局 are 水利局."""
    return name.removeprefix(county_name).removeprefix("县") if county_name else name.removeprefix("县")


def _hits(piece: str, units: Iterable[Unit], county_name: str) -> list[Unit]:
    units = list(units)
    exact = [unit for unit in units if piece in _names(unit)]
    if exact:
        return exact
    bare = _bare(piece, county_name)
    same = [unit for unit in units if any(bare == _bare(name, county_name) for name in _names(unit))]
    return same or [unit for unit in units if any(bare and bare in name for name in _names(unit))]


def _occurrences(text: str, units: Iterable[Unit]) -> Iterator[tuple[int, int, Unit]]:
    names = sorted(((name, unit) for unit in units for name in _names(unit)), key=lambda pair: -len(pair[0]))
    taken: list[tuple[int, int, Unit]] = []
    for name, unit in names:
        for match in re.finditer(re.escape(name), text):
            start, end = match.span()
            if all(end <= first or last <= start for first, last, _ in taken):
                taken.append((start, end, unit))
    yield from sorted(taken, key=lambda place: place[:2])


def _run_together(piece: str, units: Iterable[Unit]) -> list[Unit]:
    """The units of a piece that consists of nothing but their names, perhaps joined by 和 or 及; else none."""
    rest, at, found = "", 0, []
    for start, end, unit in _occurrences(piece, units):
        rest += _JOINERS.sub("", piece[at:start])
        at = end
        found.append(unit)
    return [] if rest + piece[at:] else found


def _nearest(piece: str, units: Iterable[Unit]) -> tuple[Unit, ...]:
    def likeness(unit: Unit) -> float:
        return max(SequenceMatcher(None, _bare(piece, ""), _bare(name, "")).ratio() for name in _names(unit))

    ranked = sorted(((likeness(unit), -unit.id, unit) for unit in units), key=lambda row: row[:2], reverse=True)
    return tuple(unit for score, _, unit in ranked[:MOST_NEAREST] if score >= LEAST_LIKENESS)
