"""Checking a roster as it was written, row by row. Nothing is taken over while anything is wrong.

One row is one post: 单位, 类别, 简称, 职务, 角色, 席位, 姓名, 电话. 类别 and 简称 need to stand once a unit;
an empty 职务 is the usual title of the role; an empty 姓名 leaves the post as it is, 空缺 makes it vacant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from supervision.model import RESPONSIBLE_KINDS, Post, Unit, UnitKind
from supervision.notices.rosters import RowError
from supervision.people import LONGEST_NAME, VACANT, clean_phone
from supervision.refusals import InvalidInput
from supervision.roles import TITLES, UNIT, Role

UNIT_NAME, KIND, ALIASES, TITLE, ROLE, SEAT, NAME, PHONE = (
    "单位",
    "类别",
    "简称",
    "职务",
    "角色",
    "席位",
    "姓名",
    "电话",
)
COLUMNS = (UNIT_NAME, KIND, ALIASES, TITLE, ROLE, SEAT, NAME, PHONE)
REQUIRED_COLUMNS = (UNIT_NAME, KIND, ROLE, NAME)

LONGEST = 60
"""Characters of a unit's name, a title or an alias."""

KINDS: Mapping[str, UnitKind] = MappingProxyType(
    {
        "县领导": UnitKind.LEADERSHIP,
        "督查室": UnitKind.OFFICE,
        "科室": UnitKind.SECTION,
        "县直": UnitKind.DEPARTMENT,
        "乡镇": UnitKind.TOWNSHIP,
        "垂管": UnitKind.VERTICAL,
        "企业": UnitKind.ENTERPRISE,
        "县委部门": UnitKind.PARTY,
        "抄送": UnitKind.COPY_ONLY,
    }
)
ROLES: Mapping[str, Role] = MappingProxyType({title: role for role, title in TITLES.items()})

_LEADERSHIP = frozenset({UnitKind.LEADERSHIP})
HOMES: Mapping[Role, frozenset[UnitKind]] = MappingProxyType(
    dict.fromkeys(Role, _LEADERSHIP)
    | dict.fromkeys(UNIT, RESPONSIBLE_KINDS)
    | dict.fromkeys((Role.OFFICER, Role.OFFICE_HEAD), frozenset({UnitKind.OFFICE}))
    | {
        Role.SECTION_CLERK: frozenset({UnitKind.SECTION}),
        Role.SECRETARY: _LEADERSHIP | {UnitKind.SECTION},
        Role.ADMINISTRATOR: _LEADERSHIP | {UnitKind.OFFICE},
    }
)
"""In which kinds of unit a role can sit."""

ONLY_ONE = frozenset({Role.MAYOR, Role.EXECUTIVE_VICE_MAYOR, Role.DEPUTY_DIRECTOR, Role.DIRECTOR, Role.OFFICE_HEAD})
"""Roles that one post of the whole county has: a chain must know whom it means."""

ONE_A_UNIT = frozenset({Role.UNIT_HEAD, Role.UNIT_DEPUTY})
"""Roles that one post of each unit has."""

SEATS = ("A", "B")


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One line of the file, its cells by column; `number` is the line as the person sees it, from 1."""

    number: int
    cells: Mapping[str, str]

    def get(self, column: str) -> str:
        """The cell, empty if the column is not there."""
        return self.cells.get(column, "")


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit as the file has it."""

    row: int
    name: str
    kind: UnitKind
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post as the file has it; an empty name leaves its holder, `VACANT` removes him."""

    row: int
    unit: str
    title: str
    role: Role
    seat: str
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file without faults."""

    rows: int
    units: tuple[UnitLine, ...]
    posts: tuple[PostLine, ...]


@dataclass(slots=True)
class _Reading:
    """What was gathered so far, and what was wrong."""

    known: Mapping[str, Unit]
    units: dict[str, UnitLine] = field(default_factory=dict)
    posts: dict[tuple[str, str], PostLine] = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)

    def wrong(self, row: SheetRow, column: str, reason: str, given: str = "", other: int = 0) -> None:
        """Note a fault."""
        self.errors.append(RowError(row.number, column, reason, given[:30], other))

    def with_known_aliases(self, line: UnitLine) -> UnitLine:
        """A unit for which the file writes no aliases keeps those that it has."""
        known = self.known.get(line.name)
        return line if line.aliases or known is None else replace(line, aliases=known.aliases)


def check(rows: Sequence[SheetRow], units: Iterable[Unit], posts: Iterable[Post]) -> Sheet | tuple[RowError, ...]:
    """Read the rows against each other and against the roster as it stands.

    Returns:
        The sheet, or all faults in the order of the rows.
    """
    units = list(units)
    reading = _Reading({unit.name: unit for unit in units})
    for row in rows:
        unit = _unit(reading, row)
        if unit is not None and any(row.get(column) for column in (TITLE, ROLE, SEAT, NAME, PHONE)):
            _post(reading, row, unit)
    _check_names(reading, units)
    _check_single_roles(reading, units, list(posts))
    if reading.errors:
        return tuple(sorted(reading.errors, key=lambda error: error.row))
    lines = tuple(reading.with_known_aliases(line) for line in reading.units.values())
    return Sheet(len(rows), lines, tuple(reading.posts.values()))


def _unit(reading: _Reading, row: SheetRow) -> UnitLine | None:
    name = row.get(UNIT_NAME)
    if not name:
        reading.wrong(row, UNIT_NAME, "missing")
        return None
    if len(name) > LONGEST:
        reading.wrong(row, UNIT_NAME, "too_long", name)
        return None
    before, known = reading.units.get(name), reading.known.get(name)
    kind = _kind(reading, row, before, known)
    if kind is None:
        return None
    written = dict.fromkeys((*(before.aliases if before else ()), *_aliases(reading, row)))
    reading.units[name] = UnitLine(before.row if before else row.number, name, kind, tuple(written))
    return reading.with_known_aliases(reading.units[name])


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
    before = reading.posts.get((unit.name, title))
    if before is not None:
        reading.wrong(row, TITLE, "twice", title, before.row)
        return
    line = PostLine(row.number, unit.name, title, role, seat, row.get(NAME), phone)
    reading.posts[unit.name, title] = line


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


def _check_names(reading: _Reading, units: Iterable[Unit]) -> None:
    """A name or alias means one unit, in the file and in the roster together."""
    owners: dict[str, tuple[str, int]] = {}
    for unit in units:
        if unit.name not in reading.units:
            owners |= dict.fromkeys((unit.name, *unit.aliases), (unit.name, 0))
    for line in reading.units.values():
        owners.setdefault(line.name, (line.name, line.row))
    for line in reading.units.values():
        for name in (line.name, *line.aliases):
            owner, row = owners.setdefault(name, (line.name, line.row))
            if owner != line.name:
                column = UNIT_NAME if name == line.name else ALIASES
                reading.errors.append(RowError(line.row, column, "name_taken", f"{name}（{owner}）", row))


def _check_single_roles(reading: _Reading, units: Iterable[Unit], posts: Iterable[Post]) -> None:
    names = {unit.id: unit.name for unit in units}
    held: dict[tuple[str, ...], tuple[str, str, int]] = {}
    for post in posts:
        unit_name = names.get(post.unit_id, "")
        if post.active and (unit_name, post.title) not in reading.posts:
            for key in _single_keys(post.role, unit_name, post.seat):
                held[key] = (unit_name, post.title, 0)
    for line in reading.posts.values():
        for key in _single_keys(line.role, line.unit, line.seat):
            unit_name, title, row = held.setdefault(key, (line.unit, line.title, line.row))
            if (unit_name, title) != (line.unit, line.title):
                column = SEAT if line.role is Role.LIAISON else ROLE
                reading.errors.append(RowError(line.row, column, "post_taken", title, row))


def _single_keys(role: Role, unit: str, seat: str) -> Iterable[tuple[str, ...]]:
    if role in ONLY_ONE:
        yield (role,)
    if role in ONE_A_UNIT:
        yield (role, unit)
    if role is Role.LIAISON and seat in SEATS:
        yield (role, unit, seat)
