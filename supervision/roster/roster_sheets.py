"""What a roster file consists of: its columns, and the units and posts that its rows make.

One row is one post: 单位, 类别, 简称, 职务, 角色, 席位, 姓名, 电话. 类别 and 简称 need to stand once a unit;
an empty 职务 is the usual title of the role; an empty 姓名 leaves the post as it is, 空缺 makes it vacant.
The other columns are for what changes: 更名为, 并入, 生效日期, 停用日期 of the unit; 分管领域 and 分管单位 of a county
leader, 服务领导 of a secretary. Empty, they leave everything as it is; 无 takes away what was there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from supervision.model import RESPONSIBLE_KINDS, UnitKind
from supervision.roles import COUNTY_LEADERS, LEADERS, TITLES, UNIT, Role

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
BEGINS, ENDS, RENAMED, MERGED, FIELDS, IN_CHARGE, SERVES = (
    "生效日期",
    "停用日期",
    "更名为",
    "并入",
    "分管领域",
    "分管单位",
    "服务领导",
)
COLUMNS = (UNIT_NAME, KIND, ALIASES, TITLE, ROLE, SEAT, NAME, PHONE)
"""The columns of every roster."""

OPTIONAL_COLUMNS = (BEGINS, ENDS, RENAMED, MERGED, FIELDS, IN_CHARGE, SERVES)
"""The columns of what changes; a file without them is a whole roster all the same."""

ALL_COLUMNS = COLUMNS + OPTIONAL_COLUMNS
REQUIRED_COLUMNS = (UNIT_NAME, KIND, ROLE, NAME)

NOTHING = "无"
"""Takes away what a column said before."""

LONGEST = 60
"""Characters of a unit's name, a title or an alias."""

MOST_WORDS = 40
"""Fields or units that a leader can be in charge of."""

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

IN_CHARGE_ROLES = COUNTY_LEADERS
"""Who has 分管领域 and 分管单位."""

SERVED_ROLES = LEADERS
"""Whom a secretary serves."""

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
    """A unit as the file has it, by the name that the roster knows it by.

    `renamed_to` and `merged_into` (a name, too) take effect on `begins`, or on the day of the import; else `begins` is
    from when the unit takes part. `ends` is its last day.
    """

    row: int
    name: str
    kind: UnitKind
    aliases: tuple[str, ...] = ()
    begins: date | None = None
    ends: date | None = None
    renamed_to: str = ""
    merged_into: str = ""


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post as the file has it; an empty name leaves its holder, `VACANT` removes him.

    Where the file says nothing of `fields`, `in_charge_of` (names of units) and `serves` (titles), they are none.
    """

    row: int
    unit: str
    title: str
    role: Role
    seat: str
    name: str
    phone: str
    fields: tuple[str, ...] | None = None
    in_charge_of: tuple[str, ...] | None = None
    serves: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file without faults."""

    rows: int
    units: tuple[UnitLine, ...]
    posts: tuple[PostLine, ...]
