"""The small office that flow tests play in: every role once, five units, one person without an account.

Ids are positions in the tables: append, never insert.
"""

from __future__ import annotations

from dataclasses import dataclass

from supervision.model import Person, Post, Unit, UnitKind
from supervision.roles import Role

GOVERNMENT, OFFICE, SECTION, HOUSING, WATER, TOWN, TAX, PUBLICITY = 1, 2, 3, 4, 5, 6, 7, 8

UNITS = (
    Unit(GOVERNMENT, "县政府", UnitKind.LEADERSHIP, ()),
    Unit(OFFICE, "县政府督查室", UnitKind.OFFICE, ("督查室",)),
    Unit(SECTION, "综合科", UnitKind.SECTION, ()),
    Unit(HOUSING, "县住房和城乡建设局", UnitKind.DEPARTMENT, ("县住建局", "住建局")),
    Unit(WATER, "县水利局", UnitKind.DEPARTMENT, ("水利局",)),
    Unit(TOWN, "城关镇人民政府", UnitKind.TOWNSHIP, ("城关镇",)),
    Unit(TAX, "县税务局", UnitKind.VERTICAL, ("税务局",)),
    Unit(PUBLICITY, "县委宣传部", UnitKind.PARTY, ("宣传部",)),
)


@dataclass(frozen=True, slots=True)
class Seat:
    """A person of the test office and the one post he holds. `enrolled` says whether he has an account.

    `serves` are the keys of a secretary's leaders.
    """

    key: str
    name: str
    unit_id: int
    role: Role
    title: str
    seat: str = ""
    enrolled: bool = True
    serves: tuple[str, ...] = ()


SEATS = (
    Seat("mayor", "县长", GOVERNMENT, Role.MAYOR, "县长"),
    Seat("executive", "常务副县长", GOVERNMENT, Role.EXECUTIVE_VICE_MAYOR, "常务副县长"),
    Seat("vice_mayor", "副县长", GOVERNMENT, Role.VICE_MAYOR, "副县长（城建）"),
    Seat("party", "县委副书记", GOVERNMENT, Role.PARTY_LEADER, "县委副书记"),
    Seat("director", "办公室主任", GOVERNMENT, Role.DIRECTOR, "政府办公室主任"),
    Seat("deputy", "分管副主任", GOVERNMENT, Role.DEPUTY_DIRECTOR, "政府办公室分管督查工作的副主任"),
    Seat("head", "督查室主任", OFFICE, Role.OFFICE_HEAD, "督查室主任"),
    Seat("clerk", "督查室甲", OFFICE, Role.OFFICER, "督查室工作人员甲"),
    Seat("clerk2", "督查室乙", OFFICE, Role.OFFICER, "督查室工作人员乙"),
    Seat("section", "综合科科员", SECTION, Role.SECTION_CLERK, "综合科工作人员"),
    Seat("admin", "系统管理员", OFFICE, Role.ADMINISTRATOR, "系统管理员"),
    Seat("housing_a", "住建局联络员甲", HOUSING, Role.LIAISON, "县住建局联络员A", "A"),
    Seat("housing_b", "住建局联络员乙", HOUSING, Role.LIAISON, "县住建局联络员B", "B"),
    Seat("housing_deputy", "住建局分管负责同志", HOUSING, Role.UNIT_DEPUTY, "县住建局分管督查工作的负责同志"),
    Seat("housing_head", "住建局主要负责同志", HOUSING, Role.UNIT_HEAD, "县住建局主要负责同志"),
    Seat("water", "水利局联络员", WATER, Role.LIAISON, "县水利局联络员A", "A"),
    Seat("water_deputy", "水利局分管负责同志", WATER, Role.UNIT_DEPUTY, "县水利局分管督查工作的负责同志"),
    Seat("water_head", "水利局主要负责同志", WATER, Role.UNIT_HEAD, "县水利局主要负责同志"),
    Seat("town", "城关镇联络员", TOWN, Role.LIAISON, "城关镇联络员A", "A", enrolled=False),
    Seat("tax", "税务局联络员", TAX, Role.LIAISON, "县税务局联络员A", "A"),
    Seat("secretary", "县长秘书", GOVERNMENT, Role.SECRETARY, "县长秘书", serves=("mayor",)),
    Seat("publicity", "宣传部联络员", PUBLICITY, Role.LIAISON, "县委宣传部联络员A", "A"),
)

FIRST_ACCOUNT = 700_001
"""Telegram id of the first seat's account; the others follow in order."""


def id_of(key: str) -> int:
    """The id of a seat's person, and of his post."""
    return next(number for number, seat in enumerate(SEATS, 1) if seat.key == key)


def entities() -> list[object]:
    """The rows of the test office: ids are the positions in the tables above, from 1."""
    rows: list[object] = list(UNITS)
    for number, seat in enumerate(SEATS, start=1):
        account = FIRST_ACCOUNT + number - 1 if seat.enrolled else None
        rows.append(Person(number, seat.name, f"1380000{number:04}", account))
        leaders = tuple(id_of(key) for key in seat.serves)
        rows.append(Post(number, seat.unit_id, seat.role, seat.title, seat.seat, number, serves=leaders))
    return rows
