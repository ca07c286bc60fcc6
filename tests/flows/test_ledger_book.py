"""The ledger as a workbook: what it shows, that it is text, and that it comes back whole."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from typer.testing import CliRunner

from bot.cli import app
from handlers.ledger.gathering import everything
from handlers.takeover.ledger_import import Prepared, prepare, take
from handlers.takeover.takeover import read_rows
from messages.sheets.ledger import HEADER, SUMS, ledger_book
from messages.sheets.ledger_columns import DATA_SHEETS
from storage.engine import Database
from storage.queries import ledgers
from storage.tables import outbox
from storage.unit_of_work import UnitOfWork
from supervision.actors import MACHINE
from supervision.ledger.choice import TRACK_ORDER, LedgerChoice
from supervision.model import Matter, MatterStatus, Unit
from supervision.notices.takeover import LedgerFault
from supervision.procedures.tracks import TrackKey
from tests import roster
from tests.flows.ledger_scenes import NASTY, rich
from tests.world import TOKEN, World, at, setting_at

NOW = at("4月1日 09:00")

RESTORED = {"审签中": "待送审"}
"""What the ledger says otherwise once it came back: signatures stay in the old installation."""


@asynccontextmanager
async def installation(path: Path, template: Path) -> AsyncIterator[UnitOfWork]:
    """A database with the test office in it, on 1 April."""
    database = Database.open(f"sqlite+aiosqlite:///{copied(path, template)}")
    async with database.write(setting_at(NOW)) as unit:
        yield unit
    await database.close()


def copied(path: Path, template: Path) -> Path:
    path.write_bytes(template.read_bytes())
    return path


@pytest.fixture
async def full(tmp_path: Path, template: Path) -> AsyncIterator[UnitOfWork]:
    async with installation(tmp_path / "full.db", template) as unit:
        await rich(unit)
        yield unit


@pytest.fixture
async def empty(tmp_path: Path, template: Path) -> AsyncIterator[UnitOfWork]:
    async with installation(tmp_path / "empty.db", template) as unit:
        yield unit


def cells(content: bytes) -> dict[str, list[list[object]]]:
    book = load_workbook(io.BytesIO(content))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}


async def restored(unit: UnitOfWork, content: bytes) -> Prepared:
    prepared = await prepare(unit, MACHINE, read_rows("台账.xlsx", content), at_console=True)
    assert isinstance(prepared, Prepared), prepared
    await take(unit, MACHINE, prepared, "file")
    return prepared


async def test_what_is_exported_comes_back_cell_by_cell(full: UnitOfWork, empty: UnitOfWork) -> None:
    content = ledger_book(await everything(full))
    prepared = await restored(empty, content)
    assert (prepared.counts.matters, prepared.counts.tasks, prepared.unsigned) == (6, 12, 1)
    before, after = cells(content), cells(ledger_book(await everything(empty)))
    assert before.keys() == after.keys()
    for title, rows in before.items():
        expected = [[RESTORED.get(str(value), value) for value in row] for row in rows]
        assert after[title] == expected, title


async def test_the_same_ledger_is_the_same_bytes(full: UnitOfWork) -> None:
    first = ledger_book(await everything(full))
    assert ledger_book(await everything(full)) == first


async def test_the_registers_go_on_and_each_unit_is_told_once(full: UnitOfWork, empty: UnitOfWork) -> None:
    for _ in range(3):
        await full.count_up("letter/2026")
    await restored(empty, ledger_book(await everything(full)))
    assert await empty.count_up("letter/2026") == 4, "of papers that the ledger does not list"
    assert await empty.count_up("matter/2026") == 7
    assert await empty.count_up("supervision/2026") == 5
    kinds = [row.kind for row in await empty.connection.execute(select(outbox.c.kind))]
    assert set(kinds) == {"taken_over_card"}


async def test_the_same_ledger_again_and_an_unknown_unit_are_refused(full: UnitOfWork, empty: UnitOfWork) -> None:
    content = ledger_book(await everything(full))
    water = await empty.require(Unit, roster.WATER)
    await empty.save(replace(water, name="县水务集团", aliases=()))
    refused = await prepare(empty, MACHINE, read_rows("台账.xlsx", content), at_console=True)
    assert isinstance(refused, tuple)
    assert {(fault.reason, fault.given) for fault in refused} == {("unknown_unit", "县水利局")}
    again = await prepare(full, MACHINE, read_rows("台账.xlsx", content), at_console=True)
    assert isinstance(again, tuple)
    assert LedgerFault(4, "“事项登记”表登记号", "exists", "2026-1") in again


async def test_the_sheets_are_as_an_office_keeps_them(full: UnitOfWork) -> None:
    book = load_workbook(io.BytesIO(ledger_book(await everything(full))))
    titles = [sheet.title for sheet in book.worksheets]
    assert titles[0] == SUMS
    assert titles[-len(DATA_SHEETS) :] == [sheet.title for sheet in DATA_SHEETS]
    sheet = book["县长批示件"]
    assert [cell.value for cell in sheet[3]] == [name for name, _ in HEADER]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A4", "A3:R5")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.center.text == "第&P页 共&N页"
    row = {name: sheet.cell(5, n) for n, (name, _) in enumerate(HEADER, 1)}
    assert isinstance(row["时限"].value, datetime)
    assert row["时限"].value.date() == date(2026, 3, 20)
    assert row["时限"].number_format == 'yyyy"-"mm"-"dd'
    assert (row["核查灯"].value, row["核查灯"].fill.fgColor.rgb) == ("红", "00FFC7CE")
    assert (row["自报灯"].value, row["自报灯"].fill.fgColor.rgb) == ("黄", "00FFEB9C")
    assert row["是否按时"].value == "逾期未报"


async def test_the_sums_are_those_of_the_sheets(full: UnitOfWork) -> None:
    found = cells(ledger_book(await everything(full)))
    header, *rows = found[SUMS][2:]
    table = {str(row[0]): dict(zip(header, row, strict=True)) for row in rows if row[1] is not None}
    for title, sums in table.items():
        if title != "合计":
            assert sums["任务"] == sum("已撤销" not in row for row in found[title][3:]), title
            assert sums["事项"] == len({row[1] for row in found[title][3:]}), title
    for column in [str(name) for name in header if name not in ("类别", "按时率")]:
        parts = [row[column] for title, row in table.items() if title != "合计"]
        assert table["合计"][column] == sum(part for part in parts if isinstance(part, int)), column
    assert (table["县长批示件"]["逾期未反馈"], table["县长批示件"]["逾期反馈"]) == (2, 1)


async def test_pitfall_20_what_people_typed_is_text_in_every_cell(full: UnitOfWork) -> None:
    for matter in await full.find(Matter):
        await full.save(replace(matter, title=NASTY, text="\t=1+1\r\n-5"))
    book = load_workbook(io.BytesIO(ledger_book(await everything(full))))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (sheet.title, cell.coordinate)
                if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@", "\t")):
                    assert cell.quotePrefix, (sheet.title, cell.coordinate)


@pytest.mark.parametrize(
    ("choice", "numbers"),
    [
        (LedgerChoice(), {1, 2, 3, 4, 5, 6}),
        (LedgerChoice(time=1), set()),
        (LedgerChoice(time=2), {1}),
        (LedgerChoice(time=3), {1}),
        (LedgerChoice(time=4), set()),
        (LedgerChoice(time=5), {1, 2, 3, 4, 5, 6}),
        (LedgerChoice(unit=roster.TOWN), {6}),
        (LedgerChoice(track=TRACK_ORDER.index(TrackKey.HOTLINE) + 1), {5}),
        (LedgerChoice(track=TRACK_ORDER.index(TrackKey.HOTLINE) + 1, unit=roster.TOWN), set()),
    ],
)
async def test_each_filter_picks_its_matters(full: UnitOfWork, choice: LedgerChoice, numbers: set[int]) -> None:
    found = await ledgers.picked(full, choice, None)
    assert {matter_id for matter_id, _ in found} == numbers
    assert await ledgers.picked(full, choice, ()) == []


async def test_the_filters_pick_and_what_is_picked_is_exported(office: World) -> None:
    office.sandbox.state.clock.move(NOW.timestamp())
    await office.settle()
    async with office.transaction() as unit:
        await rich(unit)
        await unit.commit()
    await office.clerk.says("台账")
    listed = await office.clerk.sees("在办3项")
    await office.clerk.taps("筛选", listed)
    await office.clerk.taps("灯色")
    await office.clerk.taps("核查🔴")
    await office.clerk.card("在办1项", "筛选：在办；核查🔴", "夏政督〔2026〕1号")
    await office.clerk.taps("导出")
    sent = await office.clerk.sees("范围：在办；核查🔴，共1项")
    assert sent.file is not None
    assert sent.file.name == "夏邑县督查台账20260401.xlsx"
    found = cells(await office.control.file(sent.file.file_id))
    assert [row[1] for row in found["县长批示件"][3:]] == ["2026-1", "2026-1"]


async def test_a_section_exports_its_own_and_a_unit_nothing(office: World) -> None:
    async with office.transaction() as unit:
        matters = await rich(unit)
        await unit.save(replace(matters[0], registered_post_id=roster.id_of("section")))
        await unit.commit()
    await office.section.says("/export")
    await office.section.sees("范围：全部，共1项")
    await office.water.says("/export")
    await office.water.sees("没有此项权限")


async def test_a_unit_is_named_behind_the_command(office: World) -> None:
    async with office.transaction() as unit:
        await rich(unit)
        await unit.commit()
    await office.mayor.says("/ledger 城关镇")
    await office.mayor.sees("筛选：在办；城关镇")
    await office.mayor.says("/ledger 没有这个局")
    await office.mayor.sees("没有这个局")


async def test_an_exported_ledger_is_taken_over_in_the_chat(office: World, full: UnitOfWork) -> None:
    content = ledger_book(await everything(full))
    await office.head.says("/takeover")
    await office.head.sends("台账.xlsx", content)
    card = await office.head.sees("存量台账核对（尚未转入）", "事项6项", "其中1项导出时正在审签")
    await office.head.taps("确认转入", card)
    await office.head.sees("存量台账已转入", "任务12项")
    async with office.transaction() as unit:
        assert {one.status for one in await unit.find(Matter)} >= {MatterStatus.SUSPENDED, MatterStatus.SPLIT}
    await office.water.says("我的任务")
    await office.water.sees("夏政督〔2026〕1号")


def test_the_console_exports_and_imports(tmp_path: Path, template: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f'token = "{TOKEN}"\ndata_dir = "."\n')
    config.chmod(0o600)
    copied(tmp_path / "ducha.db", template)
    file = tmp_path / "台账.xlsx"
    done = CliRunner().invoke(app, ["ledger", "export", str(file), "-c", str(config)])
    assert (done.exit_code, "已导出督查事项0项" in done.output) == (0, True), done.output
    again = CliRunner().invoke(app, ["ledger", "export", str(file), "-c", str(config)])
    assert (again.exit_code, "已有" in again.output) == (1, True), again.output


async def test_nothing_old_is_nagged_about_after_an_exported_ledger_came_in(office: World, full: UnitOfWork) -> None:
    content = ledger_book(await everything(full))
    office.sandbox.state.clock.move(NOW.timestamp())
    await office.settle()
    await office.head.says("/takeover")
    await office.head.sends("台账.xlsx", content)
    await office.head.taps("确认转入")
    for who in (office.water, office.water_deputy, office.water_head, office.housing_a, office.clerk):
        await who.looks_away()
    await office.advance("4月1日 17:50")
    for who in (office.water, office.water_deputy, office.water_head, office.housing_a, office.clerk):
        await who.sees_nothing("逾期")
        await who.sees_nothing("3月20日")
    await office.clerk.says("/ledger")
    await office.clerk.sees("夏政督〔2026〕1号", "核查🔴 时限🔴")
