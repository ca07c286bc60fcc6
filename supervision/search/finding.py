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

LEAST_BARE_NAME = 3
"""Characters from which words are a whole name without its county (水利局); shorter ones are a part (政府)."""

_SEPARATORS = re.compile(r"[、,;\n\s/]+")
_JOINERS = re.compile(r"^(?:和|及|与|以及)")


@dataclass(frozen=True, slots=True)
class Found:
    """What a name, or a line of names, came to.

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

    @property
    def offered(self) -> tuple[Unit, ...]:
        """What there is to choose from when something has to be asked."""
        return self.several or self.nearest


def find_unit(words: str, units: Sequence[Unit], county_name: str = "") -> Found:
    """Read one name, or a part of one.

    A whole name or alias wins; else the name without its county; else every unit that has the words in a name.
    Spaces, full-width letters and case do not count.
    """
    written = words.strip()
    hits = _hits(_plain(words), units, county_name)
    if len(hits) == 1:
        return Found(hits)
    if hits:
        return Found(written=written, several=hits)
    return Found(unknown=written, nearest=_nearest(_plain(words), units))


def find_units(text: str, units: Sequence[Unit], county_name: str = "") -> Found:
    """Read a line such as `县住建局、县水利局`: each name as `find_unit` does.

    What nobody has may still be names written without a mark between them, longest first. What fits several or none
    is handed back for the person to decide.
    """
    found: list[Unit] = []
    doubtful, unknown, townships = Found(), Found(), False
    for piece in filter(None, _SEPARATORS.split(unicodedata.normalize("NFKC", text))):
        if piece in ALL_TOWNSHIPS:
            townships = True
            continue
        read = find_unit(piece, units, county_name)
        together = _run_together(piece, units) if read.unknown else ()
        found += read.units or together
        doubtful = read if read.several and not doubtful.several else doubtful
        unknown = read if read.unknown and not together and not unknown.unknown else unknown
    return Found(
        tuple(dict.fromkeys(found)),
        doubtful.written,
        doubtful.several,
        unknown.unknown,
        unknown.nearest,
        townships,
    )


def named_in(text: str, units: Iterable[Unit]) -> tuple[Unit, ...]:
    """The units that a text names, in its order; where names overlap the longest counts."""
    return tuple(dict.fromkeys(unit for _, _, unit in _occurrences(text, units)))


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def _names(unit: Unit) -> tuple[str, ...]:
    return (unit.name, *unit.aliases)


def _bare(name: str, county_name: str) -> str:
    """A name without the county before it: 夏邑县水利局 and 县水利局 are 水利局."""
    return name.removeprefix(county_name).removeprefix("县")


def _hits(wanted: str, units: Iterable[Unit], county_name: str) -> tuple[Unit, ...]:
    named = [(unit, [_plain(name) for name in _names(unit)]) for unit in units]
    bare = _bare(wanted, county_name)
    exact = tuple(unit for unit, names in named if wanted in names)
    if exact:
        return exact
    if len(bare) >= LEAST_BARE_NAME:
        same = tuple(unit for unit, names in named if any(bare == _bare(name, county_name) for name in names))
        if same:
            return same
    return tuple(unit for unit, names in named if bare and any(bare in name for name in names))


def _occurrences(text: str, units: Iterable[Unit]) -> Iterator[tuple[int, int, Unit]]:
    names = sorted(((name, unit) for unit in units for name in _names(unit)), key=lambda pair: -len(pair[0]))
    taken: list[tuple[int, int, Unit]] = []
    for name, unit in names:
        for match in re.finditer(re.escape(name), text):
            start, end = match.span()
            if all(end <= first or last <= start for first, last, _ in taken):
                taken.append((start, end, unit))
    yield from sorted(taken, key=lambda place: place[:2])


def _run_together(piece: str, units: Iterable[Unit]) -> tuple[Unit, ...]:
    """The units of a piece that consists of nothing but their names, perhaps joined by 和 or 及; else none."""
    rest, at, found = "", 0, []
    for start, end, unit in _occurrences(piece, units):
        rest += _JOINERS.sub("", piece[at:start])
        at = end
        found.append(unit)
    return () if rest + piece[at:] else tuple(found)


def _nearest(piece: str, units: Iterable[Unit]) -> tuple[Unit, ...]:
    def likeness(unit: Unit) -> float:
        return max(SequenceMatcher(None, _bare(piece, ""), _bare(_plain(name), "")).ratio() for name in _names(unit))

    ranked = sorted(((likeness(unit), -unit.id, unit) for unit in units), key=lambda row: row[:2], reverse=True)
    return tuple(unit for score, _, unit in ranked[:MOST_NEAREST] if score >= LEAST_LIKENESS)
