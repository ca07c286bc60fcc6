"""Whether words name units, however a person writes them: in full, by a short or an old name, without 县.

More is read as a name here than where a unit is searched for: what goes out must name nobody by mistake.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from supervision.model import Unit
from supervision.model.roster import RESPONSIBLE_KINDS

LEAST_NAME = 3
"""Characters from which words are a name: 水利 and 统计 are words of every text, 水利局 is a unit."""

_ENDINGS = ("人民政府", "办事处")
_ABOVE = ("省", "市")
"""Before a name without its county: 市水利局 is another unit."""


def mentioned(text: str, units: Iterable[Unit], county_name: str = "") -> tuple[Unit, ...]:
    """The units that can be given a task and that a text names, in its order; of names that overlap the longest."""
    read, taken = _plain(text), list[tuple[int, int, Unit]]()
    for name, unit in _names(units, county_name):
        for match in re.finditer(re.escape(_plain(name)), read):
            start, end = match.span()
            above = not name.startswith("县") and read[:start].endswith(_ABOVE)
            overlaps = any(start < last and first < end and (first, last) != (start, end) for first, last, _ in taken)
            if not above and not overlaps:
                taken.append((start, end, unit))
    places = sorted(taken, key=lambda place: place[:2])
    return tuple(dict.fromkeys(unit for _, _, unit in places if unit.kind in RESPONSIBLE_KINDS))


def without_names(text: str, units: Iterable[Unit], instead: str, county_name: str = "") -> str:
    """The text with other words in the place of these units' names."""
    for name, _ in _names(units, county_name):
        text = text.replace(name, instead)
    return text


def _names(units: Iterable[Unit], county_name: str) -> list[tuple[str, Unit]]:
    pairs = {(name, unit) for unit in units for name in _written(unit, county_name) if len(name) >= LEAST_NAME}
    return sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0], pair[1].id))


def _written(unit: Unit, county_name: str) -> set[str]:
    """Every way in which a unit is written."""
    known = {unit.name, *unit.aliases, *unit.past_names}
    known |= {name.removesuffix(ending) for name in known for ending in _ENDINGS}
    bare = {name.removeprefix(county_name).removeprefix("县") for name in known}
    return known | bare


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).casefold()
