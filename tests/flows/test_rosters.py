"""The roster by sending a file: counts, all faults row by row, and nothing half imported."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.fetching import keep
from messages.reading.roster import read_rows
from storage.engine import Database
from storage.unit_of_work import UnitOfWork
from supervision.model import Draft, FileStatus, Person, Post, StoredFile, Unit
from tests.builders import issued_matter
from tests.world import Someone, World, bot_of, setting_at, world

HEADER = ["单位", "类别", "简称", "职务", "角色", "席位", "姓名", "电话"]
GOOD = [
    ["县民政局", "县直", "民政局", "县民政局联络员A", "联络员", "A", "民政局联络员", "037000000001"],
    ["县民政局", "", "", "县民政局主要负责同志", "主要负责同志", "", "", ""],
    ["济阳镇人民政府", "乡镇", "济阳镇", "", "联络员", "A", "济阳镇<b>&_*[联络员", "0370-0000002"],
]


def as_csv(rows: list[list[str]], encoding: str = "utf-8-sig") -> bytes:
    return "\r\n".join(",".join(row) for row in [HEADER, *rows]).encode(encoding)


def as_xlsx(rows: list[list[str]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["夏邑县督查工作名册"])
    for row in [HEADER, *rows]:
        sheet.append([int(cell) if cell.isdigit() else cell for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


async def confirms(someone: Someone) -> None:
    """See what the file would change, and take it over."""
    await someone.sees("名册核对（尚未导入）")
    await someone.taps("确认导入")


async def state(unit: UnitOfWork) -> list[object]:
    return [*await unit.find(Unit), *await unit.find(Post), *await unit.find(Person)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("名册.csv", as_csv(GOOD)),
        ("名册.CSV", as_csv(GOOD, "gb18030")),
        ("名册.xlsx", as_xlsx(GOOD)),
    ],
    ids=["utf8-bom", "gb18030", "xlsx"],
)
async def test_a_file_is_imported_and_again_changes_nothing(office: World, name: str, content: bytes) -> None:
    await office.head.says("/roster")
    await office.head.sees("导入名册", "单位、类别、简称、职务、角色、席位、姓名、电话")
    await office.head.sends(name, content)
    await office.head.sees(f"已收到“{name}”，正在读取")
    async with office.transaction() as unit:
        assert await unit.first(Unit, name="县民政局") is None, "shown before anything is changed"
    await confirms(office.head)
    await office.head.sees("名册已导入", "（3行）", "单位：新增2个", "职务：新增3个", "人员：新增2人")
    async with office.transaction() as unit:
        before = await state(unit)
        assert await unit.find(Draft) == []
    await office.admin.says("名册")
    await office.admin.sends(name, content)
    await office.admin.sees("与现有名册一致，没有变化")
    async with office.transaction() as unit:
        assert await state(unit) == before


async def test_faults_are_listed_row_by_row_and_nothing_is_half_imported(office: World) -> None:
    async with office.transaction() as unit:
        before = await state(unit)
    bad = [
        *GOOD,
        ["县卫健委", "县局", "", "", "联络员", "A", "甲", ""],
        ["县水利局", "", "", "", "处长", "", "乙", ""],
        ["县水利局", "", "", "县水利局联络员C", "联络员", "C", "丙", "见通讯录"],
        ["", "", "", "", "联络员", "A", "丁", ""],
    ]
    await office.head.says("/roster")
    await office.head.sends("名册.csv", as_csv(bad))
    seen = await office.head.sees("名册未导入", "有5处需要更正，未作任何改动")
    for words in (
        "第5行 类别：没有“县局”这一类别",
        "第6行 角色：没有“处长”这一角色",
        "第7行 席位：联络员须填 A 或 B，现为“C”",
        "第7行 电话：“见通讯录”不是有效的电话号码",
        "第8行 单位：未填写",
    ):
        assert words in seen.text
    async with office.transaction() as unit:
        assert await state(unit) == before


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("空.csv", b"  \n", "没有内容"),
        ("只有表头.csv", as_csv([]), "没有内容"),
        ("无表头.csv", "甲,乙\n1,2\n".encode(), "没有找到表头"),
        ("坏.xlsx", b"PK\x03\x04 no workbook", "已损坏"),
        ("冒名.xlsx", "单位,类别".encode(), "已损坏"),
    ],
)
async def test_files_that_cannot_be_read_are_answered(office: World, name: str, content: bytes, words: str) -> None:
    await office.head.says("/roster")
    await office.head.sends(name, content)
    await office.head.sees("名册未导入", words)


async def test_what_is_no_roster_file_is_refused_and_the_question_stays(office: World) -> None:
    await office.head.says("/roster")
    await office.head.sends("名册.doc", b"x")
    await office.head.sees("不支持该类文件", ".xlsx", ".csv")
    await office.head.sends("照片.jpg", b"x", kind="photo")
    await office.head.sees("不支持该类文件")
    await office.head.says("在哪里发？")
    await office.head.sees("不支持该类文件")
    await office.head.sends("名册.xlsx", b"x", size=25 * 1024 * 1024)
    await office.head.sees("文件超过20兆")
    async with office.transaction() as unit:
        assert await unit.find(StoredFile) == []
    await office.head.sends("名册.csv", as_csv(GOOD))
    await confirms(office.head)
    await office.head.sees("名册已导入")


async def test_an_empty_roster_can_be_had_and_the_question_stays(office: World) -> None:
    await office.head.says("/roster")
    await office.head.taps("下载模板")
    sent = await office.head.sees("名册模板", "填好后直接发回")
    assert sent.file is not None
    assert sent.file.name == "督查工作名册（模板）.xlsx"
    await office.head.sends("名册.csv", as_csv(GOOD))
    await confirms(office.head)
    await office.head.sees("名册已导入")


async def test_who_may_not_import_gets_no_question(office: World) -> None:
    await office.clerk.says("/roster")
    await office.clerk.sees("没有此项权限")
    await office.clerk.sends("名册.csv", as_csv(GOOD))
    await office.clerk.sees("是否登记为督查事项", "名册.csv")


async def test_who_lost_the_right_meanwhile_imports_nothing(office: World) -> None:
    fault = await office.control.add_fault("delay", "getFile", seconds=0.2)
    await office.head.says("/roster")
    await office.control.send_file(office.head.id, "名册.csv", as_csv(GOOD))
    async with office.transaction() as unit:
        post = next(post for post in await unit.find(Post) if post.role == "office_head")
        await unit.delete(post)
        await unit.commit()
    await office.settle()
    await office.control.clear_faults(fault)
    async with office.transaction() as unit:
        assert await unit.first(Unit, name="县民政局") is None


async def test_a_new_name_in_a_post_takes_its_work_over(office: World) -> None:
    async with office.transaction() as unit:
        await issued_matter(unit)
        await unit.commit()
    await office.settle()
    await office.head.says("/roster")
    row = ["县水利局", "", "", "县水利局联络员A", "联络员", "A", "水利局新联络员", "0370-0000003"]
    await office.head.sends("名册.csv", as_csv([row]))
    await office.head.sees("换人：县水利局联络员A 水利局联络员 → 水利局新联络员")
    await office.head.taps("确认导入")
    await office.head.sees("名册已导入", "职务交接：1个")
    await office.water.card("您不再担任县水利局联络员A")
    await office.clerk.says("待送达")
    await office.clerk.sees("水利局新联络员（县水利局联络员A）", "通知单", "尚未开通账号", "电话：0370-0000003")


async def test_a_file_that_was_on_disk_when_the_process_died_is_gone_on_with(tmp_path: Path, template: Path) -> None:
    async with world(tmp_path, template, start=False) as office:
        content = as_csv(GOOD)
        digest = keep(office.settings.data_dir / "files", content)
        database = Database.open(office.settings.database_url)
        async with database.write(setting_at()) as unit:
            head = next(post for post in await unit.find(Post) if post.role == "office_head")
            file = StoredFile(1, "f", "u", "document", "名册.csv", 9, office.head.id, 5, head.id, unit.now)
            await unit.save(replace(file, follow_up="roster", sha256=digest, status=FileStatus.STORED))
            await unit.commit()
        await database.close()
        for _ in range(2):
            async with bot_of(office):
                await office.settle()
        told = [m for m in await office.head.messages() if "名册核对" in m.text]
        assert len(told) == 1


async def test_a_follow_up_that_breaks_stops_no_other_file(office: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str, content: bytes) -> list[object]:
        raise RuntimeError(name)

    monkeypatch.setattr("handlers.units.rosters.read_rows", broken)
    await office.head.says("/roster")
    await office.head.sends("名册.csv", as_csv(GOOD))
    seen = await office.head.sees("系统出错", "编号")
    assert "RuntimeError" not in seen.text
    monkeypatch.undo()
    await office.head.says("/roster")
    await office.head.sends("名册.csv", as_csv(GOOD))
    await confirms(office.head)
    await office.head.sees("名册已导入")


def test_the_files_of_these_tests_say_the_same() -> None:
    rows = [read_rows("a.csv", as_csv(GOOD)), read_rows("a.csv", as_csv(GOOD, "gb18030"))]
    rows.append(read_rows("a.xlsx", as_xlsx(GOOD)))
    cells = [[{k: v.lstrip("0") for k, v in row.cells.items()} for row in some] for some in rows]
    assert cells[0] == cells[1] == cells[2]
