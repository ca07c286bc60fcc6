"""Checking and merging a roster: every fault with its row, nothing half taken over, the same sheet twice is nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from supervision.model import Person, Post, Unit, UnitKind
from supervision.notices.rosters import RowError
from supervision.roles import Role
from supervision.roster.roster_checking import check
from supervision.roster.roster_sheets import COLUMNS, HOMES, KINDS, Sheet, SheetRow
from supervision.roster.rosters import Change, Ids, Roster, merge, needs

TODAY = date(2026, 3, 2)
WATER = Unit(1, "县水利局", UnitKind.DEPARTMENT, ("水利局",))
GOVERNMENT = Unit(2, "县政府", UnitKind.LEADERSHIP)
LIAISON = Post(1, 1, Role.LIAISON, "县水利局联络员A", "A", 1)
MAYOR = Post(2, 2, Role.MAYOR, "县长", holder_id=2)
PEOPLE = (Person(1, "水利局联络员", "0370-0000001"), Person(2, "县长"))
ROSTER = Roster((WATER, GOVERNMENT), (LIAISON, MAYOR), PEOPLE)


def rows(*lines: str) -> list[SheetRow]:
    """Lines of cells separated by spaces, `-` for an empty one; the first stands in row 2 of the file."""
    made = []
    for number, line in enumerate(lines, 2):
        cells = ["" if cell == "-" else cell for cell in line.split(" ")]
        made.append(SheetRow(number, dict(zip(COLUMNS, cells, strict=False))))
    return made


@pytest.mark.parametrize(
    ("line", "column", "reason"),
    [
        ("- 县直 - - 联络员 A 甲 -", "单位", "missing"),
        (f"{'局' * 61} 县直 - - 联络员 A 甲 -", "单位", "too_long"),
        ("县民政局 - - - 联络员 A 甲 -", "类别", "missing"),
        ("县民政局 县局 - - 联络员 A 甲 -", "类别", "unknown_kind"),
        (f"县民政局 县直 {'名' * 61} - 联络员 A 甲 -", "简称", "too_long"),
        ("县民政局 县直 水利局 - 联络员 A 甲 -", "简称", "name_taken"),
        ("水利局 县直 - - 联络员 A 甲 -", "单位", "name_taken"),
        ("县民政局 县直 - - - A 甲 -", "角色", "missing"),
        ("县民政局 县直 - - 处长 - 甲 -", "角色", "unknown_role"),
        ("县政府 - - - 联络员 A 甲 -", "角色", "wrong_home"),
        ("县水利局 - - - 县长 - 甲 -", "角色", "wrong_home"),
        ("县政府 - - 代县长 县长 - 甲 -", "角色", "post_taken"),
        ("县水利局 - - 县水利局二号联络员 联络员 A 甲 -", "席位", "post_taken"),
        ("县水利局 - - - 联络员 C 甲 -", "席位", "bad_seat"),
        ("县水利局 - - - 联络员 - 甲 -", "席位", "bad_seat"),
        ("县水利局 - - - 主要负责同志 A 甲 -", "席位", "needless_seat"),
        (f"县水利局 - - {'职' * 61} 联络员 B 甲 -", "职务", "too_long"),
        (f"县水利局 - - - 联络员 B {'甲' * 41} -", "姓名", "too_long"),
        ("县水利局 - - - 联络员 B 甲 见通讯录", "电话", "bad_phone"),
        ("县水利局 - - - 联络员 B - 0370-0000009", "电话", "phone_of_nobody"),
    ],
)
def test_every_fault_is_named_with_its_row_and_column(line: str, column: str, reason: str) -> None:
    errors = check(rows("县审计局 县直 审计局 - 联络员 A 乙 -", line), ROSTER.units, ROSTER.posts)
    assert isinstance(errors, tuple)
    assert [(error.row, error.column, error.reason) for error in errors] == [(3, column, reason)]


def test_rows_that_contradict_each_other_name_the_other() -> None:
    errors = check(
        rows(
            "县民政局 县直 民政局 - 联络员 A 甲 -",
            "县民政局 乡镇 - - 联络员 B 乙 -",
            "县民政局 - - - 联络员 A 丙 -",
            "县司法局 县直 民政局 - 联络员 A 丁 -",
            "县民政局 - - 局长 主要负责同志 - 戊 -",
            "县民政局 - - 副局长 主要负责同志 - 己 -",
        ),
        [],
        [],
    )
    assert isinstance(errors, tuple)
    assert [(error.row, error.reason, error.other) for error in errors] == [
        (3, "contradicts", 2),
        (4, "twice", 2),
        (5, "name_taken", 2),
        (7, "post_taken", 6),
    ]


def test_all_faults_of_a_row_are_named() -> None:
    errors = check(rows("县水利局 - - - 联络员 C 甲 x"), ROSTER.units, ROSTER.posts)
    assert errors == (RowError(2, "席位", "bad_seat", "C"), RowError(2, "电话", "bad_phone", "x"))


def test_every_kind_and_role_has_its_place() -> None:
    assert set(KINDS.values()) == set(UnitKind)
    assert set(HOMES) == set(Role)


def change(*lines: str, roster: Roster = ROSTER) -> Change:
    sheet = check(rows(*lines), roster.units, roster.posts)
    assert isinstance(sheet, Sheet), sheet
    wanted = needs(sheet, roster)
    ids = Ids(range(100, 100 + wanted.units), range(200, 200 + wanted.posts), range(300, 300 + wanted.people))
    return merge(sheet, roster, ids, TODAY)


def after(made: Change, roster: Roster = ROSTER) -> Roster:
    """The roster once the change was saved, moves included."""
    moved = {post.id: holder.id if holder else None for post, holder in made.moves}
    saved = {(type(row), row.id): row for row in made.outcome.saves if isinstance(row, Unit | Post | Person)}
    tables: list[list[object]] = []
    for kind, before in ((Unit, roster.units), (Post, roster.posts), (Person, roster.people)):
        merged = {row.id: row for row in before}
        merged |= {key[1]: row for key, row in saved.items() if key[0] is kind}
        tables.append(list(merged.values()))
    units, posts, people = tables
    held = [
        replace(post, holder_id=moved[post.id]) if post.id in moved else post
        for post in posts
        if isinstance(post, Post)
    ]
    return Roster(
        [row for row in units if isinstance(row, Unit)], held, [row for row in people if isinstance(row, Person)]
    )


LINES = (
    "县民政局 县直 民政局 - 联络员 A 民政局联络员 0370-0000003",
    "县民政局 - 县民政 - 主要负责同志 - - -",
    "县水利局 - - - 联络员 B 民政局联络员 0370-0000003",
    "县水利局 - - 县水利局联络员A 联络员 A 水利局新人 -",
    "县委办 抄送 - - - - - -",
)


def test_a_sheet_is_merged_and_the_second_time_changes_nothing() -> None:
    made = change(*LINES)
    assert (made.counts.units_new, made.counts.posts_new, made.counts.people_new) == (2, 3, 2)
    assert [(post.title, holder.name if holder else "") for post, holder in made.moves] == [
        ("县水利局联络员A", "水利局新人")
    ]
    merged = after(made)
    shared = next(person for person in merged.people if person.name == "民政局联络员")
    assert [post.title for post in merged.posts if post.holder_id == shared.id] == [
        "民政局联络员A",
        "水利局联络员B",
    ]
    again = change(*LINES, roster=merged)
    assert not again.counts.changed
    assert (again.outcome.saves, again.outcome.facts, again.moves) == ((), (), ())


def test_what_is_not_in_the_sheet_stays() -> None:
    made = change("县水利局 - - 县水利局联络员A 联络员 A - -")
    assert not made.counts.changed
    assert after(made) == Roster(list(ROSTER.units), list(ROSTER.posts), list(ROSTER.people))


def test_a_post_is_made_vacant_only_by_the_word() -> None:
    made = change("县水利局 - - 县水利局联络员A 联络员 A 空缺 -")
    assert made.moves == ((LIAISON, None),)
    assert change("县民政局 县直 - - 联络员 A 空缺 -").moves == ()


def test_telephone_and_aliases_are_brought_up_to_date() -> None:
    made = change("县水利局 垂管 水利 县水利局联络员A 联络员 A 水利局联络员 0370-0000009")
    assert (made.counts.units_changed, made.counts.people_changed) == (1, 1)
    assert replace(PEOPLE[0], phone="0370-0000009") in made.outcome.saves
    assert replace(WATER, kind=UnitKind.VERTICAL, aliases=("水利",)) in made.outcome.saves


def test_people_of_one_name_are_told_apart_by_unit_and_telephone() -> None:
    made = change(
        "县民政局 县直 - - 联络员 A 王伟 0370-0000005",
        "县司法局 县直 - - 联络员 A 王伟 0370-0000006",
        "县审计局 县直 - - 联络员 A 王伟 -",
        "县审计局 - - - 联络员 B 王伟 -",
    )
    holders = [post.holder_id for post in after(made).posts if post.role is Role.LIAISON and post.id >= 200]
    assert len(holders) == 4
    assert len(set(holders)) == 3
