"""Checking a roster as it was written, row by row. Nothing is taken over while anything is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from supervision.model import Post, Unit, UnitKind
from supervision.notices.rosters import RowError
from supervision.people.seats import LONGEST_NAME, VACANT, clean_phone
from supervision.refusals import InvalidInput
from supervision.roles import TITLES, Role
from supervision.roster.roster_conflicts import check_names, check_single_roles
from supervision.roster.roster_references import check_references, check_unit_changes, leader_words
from supervision.roster.roster_sheets import (
    ALIASES,
    BEGINS,
    ENDS,
    FIELDS,
    HOMES,
    IN_CHARGE,
    KIND,
    KINDS,
    LONGEST,
    MERGED,
    NAME,
    PHONE,
    RENAMED,
    ROLE,
    ROLES,
    SEAT,
    SEATS,
    SERVES,
    TITLE,
    UNIT_NAME,
    PostLine,
    Sheet,
    SheetRow,
    UnitLine,
)
from supervision.roster.unit_names import by_own_name, called, retitled

_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00:00)?")


@dataclass(slots=True)
class _Reading:
    """What was gathered so far, and what was wrong. `new_names` are those that units of the file are to have."""

    known: Mapping[str, Unit]
    titles: Mapping[tuple[int, str], str]
    new_names: Mapping[str, str]
    units: dict[str, UnitLine] = field(default_factory=dict)
    posts: dict[tuple[str, str], PostLine] = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)

    def wrong(self, row: SheetRow, column: str, reason: str, given: str = "", other: int = 0) -> None:
        """Note a fault."""
        self.errors.append(RowError(row.number, column, reason, given[:30], other))

    def name_of(self, written: str) -> str:
        """The name by which the roster knows a unit, whichever of its names the row uses."""
        name = self.new_names.get(written, written)
        return self.known[name].name if name in self.known else name

    def with_known_aliases(self, line: UnitLine) -> UnitLine:
        """A unit for which the file writes no aliases keeps those that it has."""
        known = self.known.get(line.name)
        return line if line.aliases or known is None else replace(line, aliases=known.short_names)


def check(rows: Sequence[SheetRow], units: Iterable[Unit], posts: Iterable[Post]) -> Sheet | tuple[RowError, ...]:
    """Read the rows against each other and against the roster as it stands.

    Returns:
        The sheet, or all faults in the order of the rows.
    """
    units, posts = list(units), list(posts)
    known = by_own_name(units)
    new_names = {row.get(RENAMED): row.get(UNIT_NAME) for row in rows if row.get(RENAMED) and row.get(UNIT_NAME)}
    new_names = {new: old for new, old in new_names.items() if new not in known}
    reading = _Reading(known, _titles(units, posts), new_names)
    for row in rows:
        unit = _unit(reading, row)
        if unit is not None and any(row.get(column) for column in (TITLE, ROLE, SEAT, NAME, PHONE)):
            _post(reading, row, unit)
    reading.errors += check_names(reading.units, units)
    reading.errors += check_single_roles(reading.posts, units, posts)
    reading.errors += check_unit_changes(reading.units, units)
    reading.errors += check_references(reading.units, reading.posts, units, posts)
    if reading.errors:
        return tuple(sorted(reading.errors, key=lambda error: error.row))
    lines = tuple(reading.with_known_aliases(line) for line in reading.units.values())
    return Sheet(len(rows), lines, tuple(reading.posts.values()))


def _titles(units: Sequence[Unit], posts: Sequence[Post]) -> dict[tuple[int, str], str]:
    """The titles of the roster by unit, each also as it would read under the unit's name of today or of tomorrow."""
    titles: dict[tuple[int, str], str] = {}
    by_id = {unit.id: unit for unit in units}
    for post in posts:
        unit = by_id.get(post.unit_id)
        if unit is not None and unit.renamed_to:
            titles[unit.id, retitled(post.title, (unit.name, *unit.short_names), unit.renamed_to)] = post.title
    return titles | {(post.unit_id, post.title): post.title for post in posts}


def _unit(reading: _Reading, row: SheetRow) -> UnitLine | None:
    written = row.get(UNIT_NAME)
    if not written:
        reading.wrong(row, UNIT_NAME, "missing")
        return None
    for column in (UNIT_NAME, RENAMED):
        if len(row.get(column)) > LONGEST:
            reading.wrong(row, column, "too_long", row.get(column))
            return None
    name = reading.name_of(written)
    before, known = reading.units.get(name), reading.known.get(name)
    if known is not None and known.successor_id is not None and not known.active:
        _note_merged_away(reading, row, known)
        return None
    kind = _kind(reading, row, before, known)
    if kind is None:
        return None
    line = before or UnitLine(row.number, name, kind)
    aliases = tuple(dict.fromkeys((*line.aliases, *_aliases(reading, row))))
    reading.units[name] = _changes(reading, row, replace(line, aliases=aliases), known)
    return reading.with_known_aliases(reading.units[name])


def _note_merged_away(reading: _Reading, row: SheetRow, known: Unit) -> None:
    """A unit that was merged takes no rows any more; the row that said so, and its posts, may stay in the file."""
    successor = next((unit for unit in reading.known.values() if unit.id == known.successor_id), None)
    while successor is not None and not successor.active and successor.successor_id is not None:
        above = successor.successor_id
        successor = next((unit for unit in reading.known.values() if unit.id == above), None)
    if not row.get(MERGED):
        reading.wrong(row, UNIT_NAME, "merged_away", f"{known.name}（现{successor.name if successor else ''}）")


def _changes(reading: _Reading, row: SheetRow, line: UnitLine, known: Unit | None) -> UnitLine:
    """The line with what this row says of days, of a new name or of a successor; each may be said once."""
    renamed = row.get(RENAMED)
    if known is not None and renamed == known.name:
        renamed = ""
    values: tuple[tuple[str, str, Any], ...] = (
        (BEGINS, "begins", _day(reading, row, BEGINS)),
        (ENDS, "ends", _day(reading, row, ENDS)),
        (RENAMED, "renamed_to", renamed),
        (MERGED, "merged_into", row.get(MERGED)),
    )
    for column, name, value in values:
        present = getattr(line, name)
        if not value:
            continue
        if present and present != value:
            reading.wrong(row, column, "contradicts", row.get(column), line.row)
        line = replace(line, **{name: value})
    return line


def _day(reading: _Reading, row: SheetRow, column: str) -> date | None:
    written = row.get(column)
    if not written:
        return None
    match = _DATE.fullmatch(written)
    try:
        year, month, day = map(int, match.groups() if match else ())
        return date(year, month, day)
    except ValueError:
        reading.wrong(row, column, "bad_date", written)
        return None


def _kind(reading: _Reading, row: SheetRow, before: UnitLine | None, known: Unit | None) -> UnitKind | None:
    written = row.get(KIND)
    if not written:
        kind = before.kind if before else (known.kind if known else None)
        if kind is None:
            reading.wrong(row, KIND, "missing")
        return kind
    kind = KINDS.get(written)
    if kind is None:
        reading.wrong(row, KIND, "unknown_kind", written)
    elif before is not None and before.kind is not kind:
        reading.wrong(row, KIND, "contradicts", written, before.row)
        return None
    return kind


def _aliases(reading: _Reading, row: SheetRow) -> tuple[str, ...]:
    written = row.get(ALIASES)
    for sign in "，,；;/":
        written = written.replace(sign, "、")
    aliases = tuple(dict.fromkeys(part.strip() for part in written.split("、") if part.strip()))
    for alias in aliases:
        if len(alias) > LONGEST:
            reading.wrong(row, ALIASES, "too_long", alias)
    return tuple(alias for alias in aliases if len(alias) <= LONGEST)


def _post(reading: _Reading, row: SheetRow, unit: UnitLine) -> None:
    written = row.get(ROLE)
    role = ROLES.get(written)
    if role is None:
        reading.wrong(row, ROLE, "unknown_role" if written else "missing", written)
        return
    seat, phone = _seat(reading, row, role), _phone(reading, row)
    if unit.kind not in HOMES[role]:
        reading.wrong(row, ROLE, "wrong_home", written)
        return
    title = row.get(TITLE) or f"{unit.aliases[0] if unit.aliases else unit.name}{TITLES[role]}{seat}"
    if len(title) > LONGEST:
        reading.wrong(row, TITLE, "too_long", title)
    if len(row.get(NAME)) > LONGEST_NAME:
        reading.wrong(row, NAME, "too_long", row.get(NAME))
    title = _known_title(reading, unit, title)
    before = reading.posts.get((unit.name, title))
    if before is not None:
        reading.wrong(row, TITLE, "twice", title, before.row)
        return
    line = PostLine(row.number, unit.name, title, role, seat, row.get(NAME), phone)
    words = leader_words(row, role)
    reading.errors += words.errors
    line = replace(line, fields=words.words[FIELDS], in_charge_of=words.words[IN_CHARGE], serves=words.words[SERVES])
    reading.posts[unit.name, title] = line


def _known_title(reading: _Reading, line: UnitLine, title: str) -> str:
    """The title by which the roster knows the post, whether the file has the unit's old name in it or the new one."""
    known = reading.known.get(line.name)
    if known is None:
        return title
    names = (known.name, *known.aliases)
    for candidate in (title, retitled(title, known.past_names, called(known))):
        if (known.id, candidate) in reading.titles:
            return reading.titles[known.id, candidate]
    if line.renamed_to:
        tomorrow = (line.aliases or (line.renamed_to,))[0]
        old = {
            retitled(was, names, tomorrow): was for (unit_id, _), was in reading.titles.items() if unit_id == known.id
        }
        return old.get(title, title)
    return title


def _seat(reading: _Reading, row: SheetRow, role: Role) -> str:
    seat = row.get(SEAT).upper()
    if role is Role.LIAISON and seat not in SEATS:
        reading.wrong(row, SEAT, "bad_seat", seat)
    if role is not Role.LIAISON and seat:
        reading.wrong(row, SEAT, "needless_seat", seat)
    return seat


def _phone(reading: _Reading, row: SheetRow) -> str:
    written = row.get(PHONE)
    if not written:
        return ""
    if row.get(NAME) in ("", VACANT):
        reading.wrong(row, PHONE, "phone_of_nobody", written)
        return ""
    try:
        return clean_phone(written)
    except InvalidInput:
        reading.wrong(row, PHONE, "bad_phone", written)
        return ""
