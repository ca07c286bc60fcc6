"""What rows of a roster say of others: whom a leader is in charge of, whom a secretary serves, where a unit goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from supervision.model import Post, Unit
from supervision.notices.rosters import RowError
from supervision.roles import Role
from supervision.roster.roster_sheets import (
    ENDS,
    FIELDS,
    IN_CHARGE,
    IN_CHARGE_ROLES,
    LONGEST,
    MERGED,
    MOST_WORDS,
    NOTHING,
    RENAMED,
    SERVED_ROLES,
    SERVES,
    PostLine,
    SheetRow,
    UnitLine,
)
from supervision.roster.unit_changes import can_take
from supervision.roster.unit_names import by_any_name, by_own_name

WHOSE: Mapping[str, frozenset[Role]] = {
    FIELDS: IN_CHARGE_ROLES,
    IN_CHARGE: IN_CHARGE_ROLES,
    SERVES: frozenset({Role.SECRETARY}),
}
"""The roles that a column is for."""


@dataclass(frozen=True, slots=True)
class LeaderWords:
    """What a row says in each of these columns, none where it says nothing; and what is wrong with it."""

    words: Mapping[str, tuple[str, ...] | None]
    errors: tuple[RowError, ...]


def words_of(written: str) -> tuple[str, ...]:
    """A cell of several words: 住建、交通, whichever mark stands between them."""
    for sign in "，,；;/":
        written = written.replace(sign, "、")
    return tuple(dict.fromkeys(part.strip() for part in written.split("、") if part.strip()))


def leader_words(row: SheetRow, role: Role) -> LeaderWords:
    """Read 分管领域, 分管单位 and 服务领导 of a post."""
    found: dict[str, tuple[str, ...] | None] = {}
    errors: list[RowError] = []
    for column, roles in WHOSE.items():
        written = row.get(column)
        words = words_of(written)
        found[column] = None if not words else () if words == (NOTHING,) else words
        if words and role not in roles:
            errors.append(RowError(row.number, column, "not_for_role", row.get(column)[:30]))
        elif len(words) > MOST_WORDS or any(len(word) > LONGEST for word in words):
            errors.append(RowError(row.number, column, "too_long", written[:30]))
    return LeaderWords(found, tuple(errors))


def check_references(
    lines: Mapping[str, UnitLine],
    posts: Mapping[tuple[str, str], PostLine],
    known_units: Sequence[Unit],
    known_posts: Sequence[Post],
) -> Iterator[RowError]:
    """Name the units and leaders that nobody knows, and secretaries of whom it is not said whom they serve."""
    names = known_names(lines, known_units)
    leaders = {line.title for line in posts.values() if line.role in SERVED_ROLES}
    leaders |= {post.title for post in known_posts if post.role in SERVED_ROLES}
    serving = {(post.unit_id, post.title) for post in known_posts if post.serves}
    ids = {unit.name: unit.id for unit in known_units}
    for line in posts.values():
        for name in line.in_charge_of or ():
            if name not in names:
                yield RowError(line.row, IN_CHARGE, "unknown_unit", name)
        for title in line.serves or ():
            if title not in leaders:
                yield RowError(line.row, SERVES, "unknown_leader", title)
        stands = (ids.get(line.unit, 0), line.title) in serving
        if line.role is Role.SECRETARY and not line.serves and (line.serves is not None or not stands):
            yield RowError(line.row, SERVES, "missing")


def known_names(lines: Mapping[str, UnitLine], units: Sequence[Unit]) -> dict[str, str]:
    """The unit that a name or short name means, by the name that the roster knows it by."""
    names = {name: unit.name for name, unit in by_any_name(units).items()}
    for line in lines.values():
        names |= dict.fromkeys((line.name, *line.aliases, *filter(None, (line.renamed_to,))), line.name)
    return names


def check_unit_changes(lines: Mapping[str, UnitLine], units: Sequence[Unit]) -> Iterator[RowError]:
    """Name what cannot become of a unit: two things at once, a successor that is none, an end before the beginning."""
    known, names = by_own_name(units), known_names(lines, units)
    for line in lines.values():
        if line.renamed_to and line.merged_into:
            yield RowError(line.row, MERGED, "rename_and_merge", line.merged_into)
        if line.begins and line.ends and line.ends < line.begins:
            yield RowError(line.row, ENDS, "ends_before", line.ends.isoformat())
        if (line.renamed_to or line.merged_into) and line.name not in known:
            yield RowError(line.row, RENAMED if line.renamed_to else MERGED, "not_yet_known", line.name)
        if line.merged_into:
            yield from _check_successor(line, names.get(line.merged_into, ""), lines, known)


def _check_successor(
    line: UnitLine, successor: str, lines: Mapping[str, UnitLine], known: Mapping[str, Unit]
) -> Iterator[RowError]:
    into, unit = lines.get(successor), known.get(successor)
    kind = into.kind if into is not None else unit.kind if unit is not None else None
    if successor == line.name:
        yield RowError(line.row, MERGED, "into_itself", line.merged_into)
    elif kind is None:
        yield RowError(line.row, MERGED, "unknown_unit", line.merged_into)
    elif not can_take(line.kind, kind):
        yield RowError(line.row, MERGED, "not_responsible", line.merged_into)
    elif not _is_planned(known.get(line.name), unit) and _ends(into, unit):
        yield RowError(line.row, MERGED, "successor_ends", line.merged_into, into.row if into else 0)


def _is_planned(old: Unit | None, into: Unit | None) -> bool:
    """Whether the roster has it already that the one is merged into the other; the file only says so once more."""
    return old is not None and into is not None and old.successor_id == into.id


def _ends(into: UnitLine | None, unit: Unit | None) -> bool:
    """Whether a unit is no more, or will be merged or end by the file or by the roster."""
    if into is not None and (into.merged_into or into.ends):
        return True
    if unit is None or unit.valid_to is None:
        return unit is not None and not unit.active and unit.valid_from is None
    return not (into is not None and into.begins is not None and into.begins > unit.valid_to)
