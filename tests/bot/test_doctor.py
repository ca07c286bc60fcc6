"""`ducha doctor`: each thing that can be wrong is said, and one check that fails hides no other."""

from __future__ import annotations

from datetime import UTC, date, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr

from bot import doctor
from bot.clock import Clock
from bot.config import Config
from bot.findings import Level
from bot.probing import Answer
from supervision.model import CalendarYear, Person
from tests.world import TOKEN, World


def config_for(office: World, **changes: Any) -> Config:
    settings = office.settings
    values: dict[str, Any] = {
        "token": SecretStr(TOKEN),
        "base_url": settings.base_url,
        "base_file_url": settings.base_file_url,
        "database_url": SecretStr(settings.database_url),
        "data_dir": settings.data_dir,
    }
    return Config(**(values | changes))


async def report(config: Config) -> tuple[int, list[str]]:
    lines: list[str] = []
    return await doctor.examine(config, lines.append), lines


def line_of(lines: list[str], title: str) -> str:
    return next(line for line in lines if f"] {title}：" in line)


async def bind(office: World, *, kind: str = "supergroup") -> tuple[int, int]:
    (bot,) = (await office.control.state())["bots"]
    group = await office.control.create_group("督查群", [office.head.id, bot["id"]], kind=kind)
    await office.head.says("/bind@xiayi_ducha_bot", chat=group.id)
    return group.id, int(bot["id"])


async def test_all_is_well(office: World) -> None:
    await bind(office)
    code, lines = await report(config_for(office))
    assert code == doctor.HEALTHY, lines
    said = [line for line in lines if "时钟" not in line and "文件" not in line]  # nobody has sent a file yet
    assert not [line for line in said if not line.startswith(("[正常]", "检查完毕"))], lines
    assert "@xiayi_ducha_bot" in line_of(lines, "令牌")
    assert "隐私模式开启" in line_of(lines, "群组")
    assert not [line for line in lines if "主备" in line], "a file has one process"


async def test_calendar_december_and_doctor_remind(office: World, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 12, 1, 1, tzinfo=UTC)
    monkeypatch.setattr(Clock, "now", lambda _self: now)
    _, lines = await report(config_for(office))
    assert line_of(lines, "日历").startswith("[提示] 日历：2027年放假安排尚未录入")
    async with office.transaction() as unit:
        await unit.save(CalendarYear(2027, (date(2027, 1, 1),), (), "国办发明电〔2026〕7号", 7, now))
        await unit.commit()
    _, lines = await report(config_for(office))
    assert line_of(lines, "日历") == "[正常] 日历：放假安排已录入"
    now = datetime(2028, 3, 1, 1, tzinfo=UTC)
    _, lines = await report(config_for(office))
    assert "2028年放假安排尚未录入" in line_of(lines, "日历")


async def test_a_wrong_token_is_said_without_the_token(office: World) -> None:
    wrong = "7000000002:AAwrongwrongwrongwrongwrongwrongwro"
    code, lines = await report(config_for(office, token=SecretStr(wrong)))
    assert code == doctor.ILL
    assert "不承认该令牌" in line_of(lines, "令牌")
    assert line_of(lines, "数据库").startswith("[正常]")
    assert wrong not in "\n".join(lines)


async def test_pitfall_34_a_server_that_serves_no_files_is_said(office: World) -> None:
    """The newest file that somebody sent is downloaded; a server of one's own may answer all else, and no file."""
    _, lines = await report(config_for(office))
    assert line_of(lines, "文件").startswith("[提示] 文件：尚未收到过文件")
    await office.head.says("/roster")
    await office.head.sends("名册.csv", b"nonsense")
    code, lines = await report(config_for(office))
    assert (code, line_of(lines, "文件")) == (doctor.HEALTHY, "[正常] 文件：可以下载收到的文件")
    code, lines = await report(config_for(office, base_file_url=f"{office.sandbox.url}/nothing/bot"))
    assert code == doctor.ILL
    assert line_of(lines, "文件").startswith("[有误] 文件：查得到文件、下载不到（404）")
    assert TOKEN not in "\n".join(lines)


async def test_an_unreachable_server_hides_no_other_check(office: World) -> None:
    code, lines = await report(config_for(office, base_url="http://127.0.0.1:9/bot"))
    assert code == doctor.ILL
    assert "连不上 Telegram" in line_of(lines, "令牌")
    assert line_of(lines, "数据库").startswith("[正常]")
    assert TOKEN not in "\n".join(lines)


async def test_a_server_that_is_no_bot_api(office: World, monkeypatch: pytest.MonkeyPatch) -> None:
    async def nonsense(*_args: object, **_values: object) -> httpx.Response:
        return httpx.Response(502, text="<html>Bad Gateway</html>")

    monkeypatch.setattr(httpx.AsyncClient, "post", nonsense)
    _, lines = await report(config_for(office))
    assert "无法识别服务器的答复（502）" in line_of(lines, "令牌")


async def test_pitfall_15_privacy_mode_and_rights_are_told_for_each_group(office: World) -> None:
    chat, bot = await bind(office)
    await office.control.set_rights(chat, bot, "administrator")
    code, lines = await report(config_for(office))
    assert code == doctor.HEALTHY
    assert "能看到群内全部消息" in line_of(lines, "群组")
    await office.control.set_rights(chat, bot, "restricted", can_send_messages=False)
    code, lines = await report(config_for(office))
    assert code == doctor.ILL
    assert "没有发言权限" in line_of(lines, "群组")
    await office.control.set_rights(chat, bot, "member")
    await office.control.close_permissions(chat, "can_send_messages")
    _, lines = await report(config_for(office))
    assert "没有发言权限" in line_of(lines, "群组")
    await office.control.remove_member(chat, bot, by=office.head.id)
    _, lines = await report(config_for(office))
    assert "已不在群内" in line_of(lines, "群组")


async def test_complaint_19_privacy_mode_that_is_off_is_noted(office: World) -> None:
    await office.control.create_bot(TOKEN, "xiayi_ducha_bot", "夏邑政务督查", privacy=False)
    code, lines = await report(config_for(office))
    assert code == doctor.HEALTHY
    assert any("隐私模式已关闭" in line for line in lines)


async def test_a_bot_that_may_not_join_groups(office: World) -> None:
    await office.control.create_bot(TOKEN, "xiayi_ducha_bot", "夏邑政务督查", can_join=False)
    code, lines = await report(config_for(office))
    assert code == doctor.ILL
    assert any("不能入群" in line for line in lines)


async def test_a_clock_that_is_wrong_or_not_the_systems(office: World, monkeypatch: pytest.MonkeyPatch) -> None:
    _, lines = await report(config_for(office, clock_url=office.sandbox.url))
    assert "沙盒时钟" in line_of(lines, "时钟")
    telling = Telling(format_datetime(Clock().now(), usegmt=False))
    assert [one.level for one in await doctor.check_clock(config_for(office), telling)] == [Level.FINE]
    for seconds, words in ((3600.0, "本机时间快3"), (-3600.0, "本机时间慢3")):
        monkeypatch.setattr(doctor, "Clock", lambda seconds=seconds: Clock(seconds))
        (finding,) = await doctor.check_clock(config_for(office), telling)
        assert finding.level is Level.WRONG
        assert words in finding.words


async def test_a_clock_url_against_telegram_itself_is_wrong(office: World) -> None:
    config = config_for(office, clock_url="http://127.0.0.1:1", proxy="http://127.0.0.1:9")
    official = Config.model_fields["base_url"].default
    code, lines = await report(config.model_copy(update={"base_url": official}))
    assert code == doctor.ILL
    assert "连不上" in line_of(lines, "令牌")
    assert any(line.startswith("[有误] 时钟：请注意，机器人不用本机时间") for line in lines)
    findings = await doctor.check_clock(config.model_copy(update={"base_url": official}), Telling())
    assert (findings[0].level, "沙盒时钟" in findings[0].words) == (Level.WRONG, True)


class Telling:
    """A server that says this time."""

    def __init__(self, date: str = "") -> None:
        self.date = date

    async def ask(self, method: str, **values: int) -> Answer:
        return Answer({}, self.date)


async def test_databases(office: World, tmp_path: Path) -> None:
    missing = SecretStr(f"sqlite+aiosqlite:///{tmp_path / 'new.db'}")
    code, lines = await report(config_for(office, database_url=missing, administrators=(1,)))
    assert code == doctor.HEALTHY
    assert "首次运行时自动建立" in line_of(lines, "数据库")
    assert not (tmp_path / "new.db").exists()
    (tmp_path / "old.db").write_bytes(b"")
    old = SecretStr(f"sqlite+aiosqlite:///{tmp_path / 'old.db'}")
    code, lines = await report(config_for(office, database_url=old))
    assert code == doctor.ILL
    assert "版本不一致" in line_of(lines, "数据库")
    (tmp_path / "broken.db").write_bytes(b"this is no database" * 100)
    broken = SecretStr(f"sqlite+aiosqlite:///{tmp_path / 'broken.db'}")
    code, lines = await report(config_for(office, database_url=broken))
    assert code == doctor.ILL
    assert "无法打开或写入" in line_of(lines, "数据库")
    assert line_of(lines, "令牌").startswith("[正常]")


async def test_nobody_to_administer(office: World) -> None:
    async with office.transaction() as unit:
        for person in await unit.find(Person):
            await unit.delete(person)
        await unit.commit()
    code, lines = await report(config_for(office))
    assert code == doctor.ILL
    assert "请先配置 administrators" in line_of(lines, "名册")
    code, lines = await report(config_for(office, administrators=(1,)))
    assert code == doctor.HEALTHY
    assert any("分管副主任尚未开通账号" in line for line in lines)


async def test_papers_and_letterheads(office: World, tmp_path: Path) -> None:
    (tmp_path / "own").mkdir()
    for name in ("formal.docx", "红头.docx"):
        (tmp_path / "own" / name).write_bytes(b"-")
    documents = {"letterheads": tmp_path / "own", "soffice": "/nowhere/soffice"}
    code, lines = await report(config_for(office, documents=documents))
    assert code == doctor.ILL
    said = "\n".join(line for line in lines if "] 公文：" in line)
    assert "[有误] 公文：documents.soffice" in said
    assert "使用本单位的公文模板1个" in said
    assert "红头.docx不是公文模板的文件名" in said
    _, lines = await report(config_for(office, documents={"pdf": "never"}))
    assert "按配置不制作PDF" in line_of(lines, "公文")
