"""The columns of what changes: names, successors, days, what leaders are in charge of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from supervision.model import FormerName, Person, Post, Unit, UnitKind
from supervision.notices.rosters import RowError
from supervision.roles import Role
from supervision.roster.roster_checking import check
from supervision.roster.roster_preview import basis_of, preview
from supervision.roster.roster_sheets import Sheet, SheetRow
from supervision.roster.rosters import Change, Ids, Roster, merge, needs
from supervision.roster.unit_changes import ChangeKind, planned, rename

TODAY = date(2026, 5, 6)
FARM = Unit(1, "县农业局", UnitKind.DEPARTMENT, ("农业局",))
TRADE = Unit(2, "县工商局", UnitKind.DEPARTMENT, ("工商局",))
MARKET = Unit(3, "县市场监督管理局", UnitKind.DEPARTMENT, ("县市监局",))
GOVERNMENT = Unit(4, "县政府", UnitKind.LEADERSHIP)
POSTS = (
    Post(1, 1, Role.LIAISON, "县农业局联络员A", "A", 1),
    Post(2, 2, Role.LIAISON, "县工商局联络员A", "A", 2),
    Post(3, 4, Role.MAYOR, "县长", holder_id=3),
    Post(4, 4, Role.VICE_MAYOR, "副县长（农业）", holder_id=4),
)
PEOPLE = tuple(Person(n, name) for n, name in enumerate(("农业局联络员", "工商局联络员", "县长", "副县长"), 1))
ROSTER = Roster((FARM, TRADE, MARKET, GOVERNMENT), POSTS, PEOPLE)


def row(number: int = 2, **cells: str) -> SheetRow:
    return SheetRow(number, cells)


def read(*rows: SheetRow, roster: Roster = ROSTER) -> Sheet | tuple[RowError, ...]:
    return check(rows, roster.units, roster.posts)


def change(*rows: SheetRow, roster: Roster = ROSTER, today: date = TODAY) -> Change:
    sheet = read(*rows, roster=roster)
    assert isinstance(sheet, Sheet), sheet
    wanted = needs(sheet, roster)
    ids = Ids(range(100, 100 + wanted.units), range(200, 200 + wanted.posts), range(300, 300 + wanted.people))
    return merge(sheet, roster, ids, today)


def after(made: Change, roster: Roster = ROSTER) -> Roster:
    """The roster once the change was saved."""
    saved = {(type(item), getattr(item, "id", 0)): item for item in made.outcome.saves}

    def merged(kind: type, before: Sequence[object]) -> list[object]:
        rows = {getattr(item, "id", 0): item for item in before}
        return list((rows | {key[1]: item for key, item in saved.items() if key[0] is kind}).values())

    return Roster(merged(Unit, roster.units), merged(Post, roster.posts), merged(Person, roster.people))  # type: ignore[arg-type]


def words(*rows: SheetRow, roster: Roster = ROSTER) -> list[tuple[str, str, str, str]]:
    lines = preview(change(*rows, roster=roster), roster, TODAY)
    return [(line.what, line.name, line.old, line.new) for line in lines]


@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"单位": "县农业局", "更名为": "县市场监督管理局"}, "更名为", "name_taken"),
        ({"单位": "县农业局", "更名为": "工商局"}, "更名为", "name_taken"),
        ({"单位": "县农业局", "更名为": "局" * 61}, "更名为", "too_long"),
        ({"单位": "县农业局", "更名为": "县农业农村局", "并入": "县工商局"}, "并入", "rename_and_merge"),
        ({"单位": "县农业局", "并入": "农业局"}, "并入", "into_itself"),
        ({"单位": "县农业局", "并入": "县水务局"}, "并入", "unknown_unit"),
        ({"单位": "县水务局", "类别": "县直", "并入": "县农业局"}, "并入", "not_yet_known"),
        ({"单位": "县农业局", "生效日期": "六月一日"}, "生效日期", "bad_date"),
        ({"单位": "县农业局", "停用日期": "2026-02-30"}, "停用日期", "bad_date"),
        ({"单位": "县农业局", "生效日期": "2026-06-01", "停用日期": "2026-05-01"}, "停用日期", "ends_before"),
        ({"单位": "县农业局", "角色": "联络员", "席位": "B", "分管领域": "农业"}, "分管领域", "not_for_role"),
        ({"单位": "县政府", "职务": "县长", "角色": "县长", "分管单位": "水务局"}, "分管单位", "unknown_unit"),
        ({"单位": "县政府", "职务": "县长", "角色": "县长", "服务领导": "县长"}, "服务领导", "not_for_role"),
        ({"单位": "县政府", "职务": "县长秘书", "角色": "领导秘书", "服务领导": "市长"}, "服务领导", "unknown_leader"),
        ({"单位": "县政府", "职务": "县长秘书", "角色": "领导秘书", "姓名": "甲"}, "服务领导", "missing"),
    ],
)
def test_every_fault_of_a_change_is_named(cells: dict[str, str], column: str, reason: str) -> None:
    errors = read(row(3, **cells))
    assert isinstance(errors, tuple), errors
    assert [(error.row, error.column, error.reason) for error in errors] == [(3, column, reason)]


def test_rows_of_one_unit_may_not_say_different_things_of_it() -> None:
    errors = read(row(2, 单位="县农业局", 更名为="县农业农村局"), row(3, 单位="县农业局", 更名为="县乡村振兴局"))
    assert isinstance(errors, tuple)
    assert ("更名为", "contradicts", 2) in [(error.column, error.reason, error.other) for error in errors]


def test_nobody_is_merged_into_who_ends_himself() -> None:
    errors = read(row(2, 单位="县农业局", 并入="县工商局"), row(3, 单位="县工商局", 并入="县市监局"))
    assert isinstance(errors, tuple)
    assert [(error.row, error.reason, error.other) for error in errors] == [(2, "successor_ends", 3)]


GOES = replace(TRADE, successor_id=3, valid_to=date(2026, 6, 30))


def test_nobody_is_merged_into_who_ends_by_the_roster_but_what_stands_there_may_be_said_again() -> None:
    units = (FARM, GOES, MARKET, GOVERNMENT)
    errors = read(row(2, 单位="县农业局", 并入="县工商局"), roster=Roster(units, POSTS, PEOPLE))
    assert isinstance(errors, tuple)
    assert [(error.row, error.reason) for error in errors] == [(2, "successor_ends")]
    planned_before = replace(FARM, successor_id=2, valid_to=date(2026, 5, 31))
    rows = (
        row(2, 单位="县农业局", 并入="县工商局", 生效日期="2026-06-01"),
        row(3, 单位="县工商局", 并入="县市监局", 生效日期="2026-07-01"),
    )
    assert not change(*rows, roster=Roster((planned_before, *units[1:]), POSTS, PEOPLE)).counts.changed


def test_nobody_is_merged_into_who_cannot_go_on_with_the_work() -> None:
    errors = read(row(2, 单位="县农业局", 并入="县政府"))
    assert isinstance(errors, tuple)
    assert [(error.row, error.column, error.reason) for error in errors] == [(2, "并入", "not_responsible")]


RENAMING = row(单位="县农业局", 更名为="县农业农村局", 简称="农业局", 职务="县农业局联络员A", 角色="联络员", 席位="A")


def carried_out(roster: Roster, today: date = TODAY) -> Roster:
    """The roster once its due renames were carried out."""
    units, posts = list(roster.units), list(roster.posts)
    for due in planned(roster.units):
        if due.kind is ChangeKind.RENAMED and due.on <= today:
            own = [post for post in posts if post.unit_id == due.unit.id]
            for saved in rename(due.unit, own, (), 0).saves:
                if isinstance(saved, Unit):
                    units = [saved if unit.id == saved.id else unit for unit in units]
                if isinstance(saved, Post):
                    posts = [saved if post.id == saved.id else post for post in posts]
    return Roster(units, posts, roster.people)


def test_a_rename_keeps_the_unit_its_posts_follow_and_the_same_file_again_changes_nothing() -> None:
    assert words(RENAMING) == [("unit_renamed", "县农业局", "", "县农业农村局")]
    renamed = carried_out(after(change(RENAMING)))
    unit = next(unit for unit in renamed.units if unit.id == FARM.id)
    assert (unit.name, unit.short_names) == ("县农业农村局", ())
    assert set(unit.aliases) == {"县农业局", "农业局"}
    assert unit.former == (FormerName("县农业局", date(2026, 5, 5)), FormerName("农业局", date(2026, 5, 5)))
    assert [post.title for post in renamed.posts if post.unit_id == 1] == ["县农业农村局联络员A"]
    assert words(RENAMING, roster=renamed) == []
    old_file = row(单位="县农业局", 职务="县农业局联络员A", 角色="联络员", 席位="A")
    new_file = row(单位="县农业农村局", 职务="县农业农村局联络员A", 角色="联络员", 席位="A")
    assert words(old_file, roster=renamed) == words(new_file, roster=renamed) == []


def test_papers_keep_the_name_of_their_day() -> None:
    renamed = carried_out(after(change(RENAMING)))
    twice = carried_out(
        after(change(row(单位="县农业农村局", 更名为="县三农局"), roster=renamed, today=date(2026, 9, 1)), renamed),
        date(2026, 9, 1),
    )
    unit = next(unit for unit in twice.units if unit.id == FARM.id)
    names = [unit.name_on(day) for day in (date(2026, 5, 5), date(2026, 5, 6), date(2026, 8, 31), date(2026, 9, 1))]
    assert names == ["县农业局", "县农业农村局", "县农业农村局", "县三农局"]


def test_a_rename_of_a_later_day_waits() -> None:
    later = row(单位="县农业局", 更名为="县农业农村局", 生效日期="2026/6/1 00:00:00".replace("/", "-"))
    made = after(change(later))
    assert carried_out(made) == Roster(list(made.units), list(made.posts), made.people)
    assert [(due.kind, due.on) for due in planned(made.units)] == [(ChangeKind.RENAMED, date(2026, 6, 1))]
    assert words(later, roster=made) == []
    assert carried_out(made, date(2026, 6, 1)) != made


def test_a_merged_unit_s_rows_may_stay_in_the_file_but_nothing_is_added_to_it() -> None:
    merging = row(单位="县工商局", 并入="县市监局", 职务="县工商局联络员A", 角色="联络员", 席位="A")
    made = after(change(merging))
    assert [(due.kind, due.unit.id, due.on) for due in planned(made.units)] == [(ChangeKind.MERGED, 2, TODAY)]
    gone = replace(next(unit for unit in made.units if unit.id == 2), active=False)
    taking = replace(MARKET, aliases=("县市监局", "县工商局", "工商局"), absorbed=("县工商局", "工商局"))
    roster = Roster((FARM, gone, taking, GOVERNMENT), (POSTS[0], *POSTS[2:]), PEOPLE)
    assert words(merging, roster=roster) == []
    errors = read(row(2, 单位="县工商局", 角色="联络员", 席位="A", 姓名="乙"), roster=roster)
    assert isinstance(errors, tuple)
    assert [(error.reason, error.given) for error in errors] == [("merged_away", "县工商局（现县市场监督管理局）")]


def test_leaders_have_fields_and_units_and_secretaries_their_leaders() -> None:
    rows = (
        row(2, 单位="县政府", 职务="县长秘书", 角色="领导秘书", 姓名="秘书", 服务领导="县长、副县长（农业）"),
        row(
            3,
            单位="县政府",
            职务="副县长（农业）",
            角色="副县长",
            分管领域="农业农村，水利",
            分管单位="农业局、县水利局",
        ),
        row(4, 单位="县水利局", 类别="县直", 角色="联络员", 席位="A", 姓名="水利局联络员"),
    )
    made = after(change(*rows))
    vice = next(post for post in made.posts if post.id == 4)
    assert (vice.fields, vice.in_charge_of) == (("农业农村", "水利"), (1, 100))
    secretary = next(post for post in made.posts if post.role is Role.SECRETARY)
    assert secretary.serves == (3, 4)
    assert words(*rows, roster=made) == []
    nothing = row(单位="县政府", 职务="副县长（农业）", 角色="副县长", 分管单位="无")
    assert words(nothing, roster=made) == [("in_charge", "副县长（农业）", "县农业局、县水利局", "")]


def test_a_new_unit_may_begin_on_a_later_day_and_an_old_one_end() -> None:
    rows = (
        row(2, 单位="县数据局", 类别="县直", 生效日期="2026年6月1日"),
        row(3, 单位="县农业局", 停用日期="2026.12.31"),
        row(4, 单位="县委宣传部", 类别="县委部门"),
    )
    made = after(change(*rows))
    assert [(due.kind, due.on) for due in planned(made.units)] == [
        (ChangeKind.OPENED, date(2026, 6, 1)),
        (ChangeKind.ENDED, date(2027, 1, 1)),
    ]
    by_name = {unit.name: unit for unit in made.units}
    assert [by_name[name].active for name in ("县数据局", "县农业局", "县委宣传部")] == [False, True, True]
    assert by_name["县委宣传部"].kind is UnitKind.PARTY
    assert words(*rows, roster=made) == []


def test_what_is_shown_is_what_is_confirmed() -> None:
    seen = preview(change(RENAMING), ROSTER, TODAY)
    assert basis_of(seen) == basis_of(preview(change(RENAMING), ROSTER, TODAY))
    moved = replace(POSTS[0], holder_id=2)
    other = Roster(ROSTER.units, (moved, *POSTS[1:]), PEOPLE)
    named = row(单位="县农业局", 职务="县农业局联络员A", 角色="联络员", 席位="A", 姓名="新人")
    assert basis_of(preview(change(named), ROSTER, TODAY)) != basis_of(
        preview(change(named, roster=other), other, TODAY)
    )
