"""Taking over the old ledger: shown first, nothing asked again, nothing old reminded of, numbers go on."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from typer.testing import CliRunner

from bot.cli import app
from storage.queries import bulletins
from storage.unit_of_work import UnitOfWork
from supervision.bulletins.appraisal import Window
from supervision.model import Assignment, Chain, DueStatus, Matter, MatterStatus, Paper, Report, ReportDue
from supervision.takeover.takeover_sheets import COLUMNS
from tests import roster
from tests.world import TOKEN, Someone, World, at

HEADER = [column for column in COLUMNS if column != "办结日期"]
UNITS = ("县住建局", "县水利局", "县税务局")


def ledger(count: int = 40) -> list[dict[str, object]]:
    """So many tasks, four a matter; the last matter is closed, every eighth task is past its date."""
    lines: list[dict[str, object]] = []
    for n in range(count):
        matter = n // 4 + 1
        head: dict[str, object] = (
            {}
            if n % 4
            else {
                "登记号": f"2026-{matter + 20}",
                "文号": f"夏政督〔2026〕{matter}号",
                "类别": "县长批示件",
                "事项": f"第{matter}件<b>&存量事项",
                "批示领导": "县长",
                "印发日期": date(2026, 1, 20),
            }
        )
        lines.append(
            head
            | {
                "任务": f"存量任务{n + 1}",
                "牵头": UNITS[n % 3],
                "时限": "2026-02-20" if n % 8 == 0 else date(2026, 5, 29),
                "进展": "正在推进",
                "状态": "已办结" if matter * 4 >= count else "在办",
            }
        )
    return lines


def as_xlsx(lines: Sequence[dict[str, object]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["夏邑县督查台账"])
    sheet.append(HEADER)
    for line in lines:
        sheet.append([line.get(column) for column in HEADER])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


async def sends(someone: Someone, lines: Sequence[dict[str, object]]) -> None:
    await someone.says("/takeover")
    await someone.sees("转入存量台账", "登记号、文号、类别、事项")
    await someone.sends("台账.xlsx", as_xlsx(lines))


async def count_rows(unit: UnitOfWork) -> tuple[int, int, int]:
    return len(await unit.find(Matter)), len(await unit.find(Paper)), len(await unit.find(Assignment))


async def test_three_faults_are_told_row_by_row_and_nothing_is_taken_over(office: World) -> None:
    lines = ledger()
    lines[5]["牵头"] = "水务局"
    lines[8]["类别"] = "县长指示"
    lines[13]["时限"] = "6月底前后"
    await sends(office.head, lines)
    refused = await office.head.sees("存量台账未转入", "有3处需要更正")
    assert "第8行 牵头：未查到“水务局”，是否为县水利局" in refused.text
    assert "第11行 类别：没有“县长指示”这一类别" in refused.text
    assert "第16行 时限：“6月底前后”不是日期" in refused.text
    async with office.transaction() as unit:
        assert await count_rows(unit) == (0, 0, 0)


async def test_a_ledger_is_taken_over_without_asking_anything_again(office: World) -> None:
    await sends(office.head, ledger())
    card = await office.head.sees("存量台账核对（尚未转入）", "事项10项（在办9项，已办结1项），任务40项，涉及3个单位")
    for words in (
        "其中5项在办任务时限已过，转入后请各单位于3月4日（周三）前反馈",
        "登记号2026-30",
        "夏政督〔2026〕10号",
    ):
        assert words.replace("登记号", "") in card.text
    async with office.transaction() as unit:
        assert await count_rows(unit) == (0, 0, 0), "nothing before the tap"
    await office.head.taps("确认转入", card)
    await office.head.sees("存量台账已转入", "任务40项", "已通知3个单位")
    await office.head.card("存量台账核对", "已转入")
    async with office.transaction() as unit:
        assert await count_rows(unit) == (10, 10, 40)
        assert await unit.find(Chain) == [], "no approval is asked"
        assert await unit.find(Report) == []
        assert {matter.status for matter in await unit.find(Matter)} == {MatterStatus.IN_PROGRESS, MatterStatus.CLOSED}
    for who in (office.mayor, office.director, office.deputy):
        await who.sees_nothing()
    told = await office.housing_a.sees(
        "存量事项移交（共12项）", "县住房和城乡建设局", "其中2项原定时限已过", "3月4日（周三）前"
    )
    assert not told.buttons
    assert len([m for m in await office.housing_a.messages() if m.id > office.housing_a.mark]) == 1
    assert "夏政督" not in told.text


async def test_no_old_nag_is_sent_and_what_comes_is_reminded_of(office: World) -> None:
    await sends(office.head, ledger())
    await office.head.taps("确认转入")
    for who in (office.water, office.water_deputy, office.water_head, office.clerk):
        await who.looks_away()
    await office.advance("3月3日 18:00")
    for who in (office.water, office.water_deputy, office.water_head, office.clerk):
        await who.sees_nothing("逾期")
        await who.sees_nothing("签收")
        await who.sees_nothing("2月20日")
    await office.advance("5月28日 18:00")
    await office.water.sees("5月29日")


async def test_a_task_of_the_ledger_is_reported_on_as_any_other(office: World) -> None:
    await sends(office.head, ledger())
    await office.head.taps("确认转入")
    await office.water.says("我的任务")
    await office.water.taps("打开1号")
    paper = await office.water.sees("夏政督〔2026〕1号", "存量任务2", "5月29日（周五）前完成并反馈")
    assert "1月20日（周二） 已签收（存量台账转入）" in paper.text
    assert "签收" not in paper.buttons
    await office.water.says("存量任务2已完成，主要负责同志已审阅。", reply_to=paper)
    async with office.transaction() as unit:
        (report,) = await unit.find(Report)
        due = await unit.require(ReportDue, report.matter_id, report.task_seq, roster.WATER, report.due_seq)
        assert due.status is DueStatus.ANSWERED
    await office.clerk.says("/find 存量任务2 水利局")
    await office.clerk.sees("夏政督〔2026〕1号")


async def test_a_date_past_at_the_takeover_is_counted_for_nobody(office: World) -> None:
    await sends(office.head, ledger())
    await office.head.taps("确认转入")
    async with office.transaction() as unit:
        window = Window(at("1月1日"), at("3月31日"))
        found = await bulletins.ledger_of(unit, window)
        assert found.reports == (), "neither late nor in time"
        assert len(found.matters) == 10
        later = await bulletins.ledger_of(unit, Window(at("4月1日"), at("6月30日")))
        assert len(later.reports) == 31


async def test_numbers_go_on_behind_the_ledger(office: World) -> None:
    lines = ledger(8)
    lines[4]["文号"] = "夏政督〔2026〕56号"
    await sends(office.head, lines)
    await office.head.sees("编号接续：", "夏政督〔2026〕56号")
    await office.head.taps("确认转入")
    async with office.transaction() as unit:
        assert await unit.count_up("supervision/2026") == 57
        assert await unit.count_up("matter/2026") == 23


async def test_the_same_ledger_again_is_refused_by_its_numbers(office: World) -> None:
    await sends(office.head, ledger(4))
    await office.head.taps("确认转入")
    await sends(office.head, ledger(4))
    await office.head.sees("第3行 登记号：“2026-21”已在督查台账中", "第3行 文号：“夏政督〔2026〕1号”已在督查台账中")


async def test_what_changed_meanwhile_is_shown_anew(office: World) -> None:
    await sends(office.head, ledger(4))
    first = await office.head.sees("存量台账核对（尚未转入）")
    await sends(office.admin, ledger(4))
    await office.admin.taps("确认转入")
    await office.head.taps("确认转入", first)
    await office.head.sees("存量台账未转入", "已在督查台账中")
    async with office.transaction() as unit:
        assert len(await unit.find(Matter)) == 1


async def test_a_dropped_file_and_a_strangers_tap_take_nothing_over(office: World) -> None:
    await sends(office.head, ledger(4))
    card = await office.head.sees("存量台账核对（尚未转入）")
    data = card.buttons["确认转入"]
    assert data
    await office.admin.says("/help")
    assert "未查到" in await office.admin.forges(data, await office.admin.sees("督查"))
    await office.head.taps("放弃", card)
    await office.head.card("存量台账核对", "未转入")
    await office.head.forges(data, card)
    await office.clerk.says("/takeover")
    await office.clerk.sees("没有此项权限")
    async with office.transaction() as unit:
        assert await unit.find(Matter) == []


async def test_a_file_that_is_no_ledger_is_explained(office: World) -> None:
    await office.head.says("/takeover")
    await office.head.sends("台账.docx", b"x")
    await office.head.sees("不支持该类文件")
    await office.head.sends("台账.xlsx", b"x", size=25 * 1024 * 1024)
    await office.head.sees("文件超过20兆")
    await office.head.sends("台账.csv", "序号,任务\n1,甲\n".encode())
    await office.head.sees("存量台账未转入", "没有找到表头")


def test_a_ledger_is_taken_over_at_the_console(tmp_path: Path, template: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f'token = "{TOKEN}"\ndata_dir = "."\n')
    config.chmod(0o600)
    (tmp_path / "ducha.db").write_bytes(template.read_bytes())
    file = tmp_path / "台账.xlsx"
    lines = [line | ({"印发日期": "2026-01-20"} if "印发日期" in line else {}) for line in ledger(8)]
    file.write_bytes(as_xlsx(lines))
    words = ["ledger", "import", str(file), "-c", str(config)]
    no = CliRunner().invoke(app, words, input="n\n")
    assert (no.exit_code, "未转入" in no.output) == (1, True), no.output
    yes = CliRunner().invoke(app, [*words, "--yes"])
    assert (yes.exit_code, "存量台账已转入" in yes.output) == (0, True), yes.output
    again = CliRunner().invoke(app, [*words, "--yes"])
    assert (again.exit_code, "已在督查台账中" in again.output) == (1, True), again.output
