"""`ducha doctor`: what is wrong with configuration, token, database, clock and groups, in plain words.

Every check stands by itself: one that fails never hides another. The token never appears in what is said.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from bot.clock import Clock
from bot.findings import Finding, Level
from bot.paper_checks import check_documents, check_pdfs
from bot.probing import BotApi, Telegram, TelegramError
from bot.roster_checks import roster_findings
from bot.settings import Config
from storage.engine import Database
from storage.leading import is_shared, standing
from storage.migrating import is_current
from storage.queries.reports import newest_file
from storage.unit_of_work import Setting
from supervision.calendars.workdays import Workdays, with_years
from supervision.calendars.year_turn import DECEMBER
from supervision.model import CalendarYear, Group

Say = Callable[[str], None]
"""Shows a line."""

HEALTHY, ILL = 0, 1
"""Exit codes."""

TOO_FAR = 30.0
"""Seconds by which our clock may differ from Telegram's; its header has whole seconds."""

LONGEST_CHECK = 40.0
"""Seconds that one check may take."""

_SQLITE = "sqlite+aiosqlite:///"


Check = Callable[[], Awaitable[list[Finding]]]


async def examine(config: Config, say: Say) -> int:
    """Run all checks and show their findings.

    Returns:
        The exit code: 1 if anything is wrong.
    """
    telegram = BotApi(config)
    checks: dict[str, Check] = {
        "数据目录": lambda: check_folder(config.data_dir),
        "数据库": lambda: check_database(config),
        "主备": lambda: check_standing(config),
        "名册": lambda: check_roster(config),
        "日历": lambda: check_calendar(config),
        "令牌": lambda: check_token(config, telegram),
        "文件": lambda: check_files(config, telegram),
        "时钟": lambda: check_clock(config, telegram),
        "群组": lambda: check_groups(config, telegram),
        "公文": lambda: check_papers(config),
    }
    say(f"[{Level.FINE}] 配置：已读取，各项填写符合要求")
    ill = False
    for title, check in checks.items():
        for finding in await _guarded(check):
            ill = ill or finding.level is Level.WRONG
            say(f"[{finding.level}] {title}：{finding.words}")
    say("检查完毕，有误之处请处理后再运行" if ill else "检查完毕，可以运行")
    return ILL if ill else HEALTHY


async def _guarded(check: Check) -> list[Finding]:
    try:
        async with asyncio.timeout(LONGEST_CHECK):
            return await check()
    except TelegramError as error:
        return [Finding(Level.WRONG, str(error))]
    except TimeoutError:
        return [Finding(Level.WRONG, "检查超时，没有得到答复")]
    except Exception as error:  # a check that breaks is a finding, and the others go on
        return [Finding(Level.WRONG, f"检查未能完成（{type(error).__name__}）")]


async def check_folder(folder: Path) -> list[Finding]:
    """Whether the data directory is there and can be written."""
    return await asyncio.to_thread(_look_at_folder, folder)


def _look_at_folder(folder: Path) -> list[Finding]:
    if not folder.exists():
        return [Finding(Level.NOTE, f"{folder} 尚未建立，首次运行时自动建立")]
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        return [Finding(Level.WRONG, f"{folder} 不能写入，请检查目录的所有者和权限")]
    return [Finding(Level.FINE, f"{folder} 可以写入")]


async def check_database(config: Config) -> list[Finding]:
    """Whether it opens, has the present schema, and can be written."""
    if _is_missing(config):
        return [Finding(Level.NOTE, "尚未建立，首次运行时自动建立")]
    try:
        async with _database(config) as (database, setting):
            if not await is_current(database):
                return [Finding(Level.WRONG, "结构与本程序版本不一致：请先备份，再运行 ducha run，启动时自动升级")]
            async with database.write(setting) as unit:
                await unit.count_up("doctor")  # rolled back: leaving without commit changes nothing
    except Exception as error:
        return [Finding(Level.WRONG, f"无法打开或写入（{_cause(error)}），请检查 database_url、服务是否启动、文件权限")]
    return [Finding(Level.FINE, "可以打开和写入，结构为最新")]


async def check_standing(config: Config) -> list[Finding]:
    """Which process is the bot and which stand by; on SQLite there is only one."""
    if not is_shared(config.database()):
        return []
    async with _database(config) as (database, _setting):
        now = await standing(database)
    waiting = "、".join(now.waiting) or "无"
    if not now.holder:
        return [Finding(Level.NOTE, f"没有正在运行的进程，待命的：{waiting}")]
    since = now.since.astimezone(config.county().zone) if now.since else None
    return [Finding(Level.FINE, f"正在运行：{now.holder}（{since:%Y-%m-%d %H:%M:%S}起），待命的：{waiting}")]


async def check_roster(config: Config) -> list[Finding]:
    """Whether somebody can administer, and whether those who sign and who register are there."""
    if _is_missing(config):
        named = bool(config.administrators)
        words = (
            "首任管理员已配置，启动后请其发送 /start"
            if named
            else "未配置首任管理员（administrators），将无人可以邀请他人"
        )
        return [Finding(Level.NOTE if named else Level.WRONG, words)]
    async with _database(config) as (database, setting), database.read(setting) as unit:
        return await roster_findings(unit, config)


async def check_calendar(config: Config) -> list[Finding]:
    """Whether the holidays are known by which limits are counted: of this year, and in December of the next."""
    if _is_missing(config):
        return [Finding(Level.NOTE, "数据库尚未建立，放假安排按程序自带的计算")]
    async with _database(config) as (database, setting), database.read(setting) as unit:
        workdays = with_years(Workdays(), await unit.find(CalendarYear))
        today = unit.today
    years = (today.year, today.year + 1) if today.month == DECEMBER else (today.year,)
    unknown = [f"{year}年" for year in years if workdays.provisional(date(year, 1, 1))]
    if not unknown:
        return [Finding(Level.FINE, "放假安排已录入")]
    words = f"{'、'.join(unknown)}放假安排尚未录入，暂按周一至周五扣除法定节日计算，请在“工作日历”中录入"
    return [Finding(Level.NOTE, words)]


async def check_token(config: Config, telegram: Telegram) -> list[Finding]:
    """Whether Telegram knows the token, and how updates reach us."""
    me = (await telegram.ask("getMe")).result
    findings = [Finding(Level.FINE, f"有效，机器人为 @{me.get('username')}")]
    if not me.get("can_join_groups", True):
        findings.append(Finding(Level.WRONG, "机器人不能入群，请在 @BotFather 处用 /setjoingroups 开启"))
    if me.get("can_read_all_group_messages"):
        findings.append(
            Finding(Level.NOTE, "隐私模式已关闭，机器人能看到群内全部消息；只需回复和命令，建议用 /setprivacy 开启")
        )
    webhook = (await telegram.ask("getWebhookInfo")).result
    if config.mode == "polling" and webhook.get("url"):
        findings.append(Finding(Level.NOTE, "Telegram 处设有 webhook，启动时将撤下（不丢消息）"))
    if config.mode == "webhook" and webhook.get("last_error_message"):
        findings.append(Finding(Level.WRONG, f"webhook 最近出错：{webhook['last_error_message']}"))
    return findings


async def check_files(config: Config, telegram: BotApi) -> list[Finding]:
    """Whether a file can be downloaded: the newest one that somebody sent (a local server may not serve files)."""
    if _is_missing(config):
        return [Finding(Level.NOTE, "尚未收到过文件，收到后可再检查能否下载")]
    async with _database(config) as (database, setting), database.read(setting) as unit:
        newest = await newest_file(unit)
    if newest is None:
        return [Finding(Level.NOTE, "尚未收到过文件，收到后可再检查能否下载")]
    await telegram.fetch(newest.file_id)
    return [Finding(Level.FINE, "可以下载收到的文件")]


async def check_clock(config: Config, telegram: Telegram) -> list[Finding]:
    """Whether this machine's clock agrees with Telegram's, and whether the bot will use it at all."""
    findings = []
    if config.clock_url:
        words = f"请注意，机器人不用本机时间，而用沙盒时钟 {config.clock_url}，正式使用时须删除 clock_url"
        official = config.base_url == Config.model_fields["base_url"].default
        findings.append(Finding(Level.WRONG if official else Level.NOTE, words))
    try:
        date = (await telegram.ask("getMe")).date
    except TelegramError as error:
        return [*findings, Finding(Level.WRONG, str(error))]
    if not date:
        return [*findings, Finding(Level.NOTE, "服务器没有给出时间，未能核对")]
    apart = (Clock().now() - parsedate_to_datetime(date)).total_seconds()
    if abs(apart) > TOO_FAR:
        direction = "快" if apart > 0 else "慢"
        return [
            *findings,
            Finding(Level.WRONG, f"本机时间{direction}{abs(apart):.0f}秒，时限将算错，请校准（如启用 NTP）"),
        ]
    return [*findings, Finding(Level.FINE, "本机时间与服务器一致")]


async def check_groups(config: Config, telegram: Telegram) -> list[Finding]:
    """Whether the bot may post in each bound group, and what it hears there."""
    if _is_missing(config):
        return [Finding(Level.NOTE, "尚未绑定发布通报的群")]
    async with _database(config) as (database, setting), database.read(setting) as unit:
        groups = await unit.find(Group, active=True)
    if not groups:
        return [Finding(Level.NOTE, "尚未绑定发布通报的群，请将机器人加入群后发送 /bind")]
    me = (await telegram.ask("getMe")).result
    findings = []
    for group in groups:
        try:
            findings.append(await _check_group(telegram, group, me))
        except TelegramError as error:
            findings.append(Finding(Level.WRONG, f"“{group.title}”：{error}"))
    return findings


async def _check_group(telegram: Telegram, group: Group, me: dict[str, Any]) -> Finding:
    chat = (await telegram.ask("getChat", chat_id=group.chat_id)).result
    member = (await telegram.ask("getChatMember", chat_id=group.chat_id, user_id=me["id"])).result
    status, title = member.get("status"), f"“{group.title}”"
    if status in ("left", "kicked"):
        return Finding(Level.WRONG, f"{title}：机器人已不在群内，请重新加入并发送 /bind")
    muted = status == "restricted" and not member.get("can_send_messages")
    closed = status == "member" and not chat.get("permissions", {}).get("can_send_messages", True)
    if muted or closed:
        return Finding(Level.WRONG, f"{title}：机器人没有发言权限，请群管理员恢复")
    if status == "administrator" or me.get("can_read_all_group_messages"):
        return Finding(Level.NOTE, f"{title}：可以发布；机器人能看到群内全部消息，只处理命令和对通知的回复")
    return Finding(Level.FINE, f"{title}：可以发布；隐私模式开启，群内反馈须直接回复机器人的消息")


async def check_papers(config: Config) -> list[Finding]:
    """Whose letterheads are used, whether PDFs can be made, and which could not."""
    findings = await check_documents(config.documents)
    if _is_missing(config):
        return findings
    async with _database(config) as (database, setting), database.read(setting) as unit:
        return [*findings, *await check_pdfs(unit)]


def _is_missing(config: Config) -> bool:
    url = config.database()
    return url.startswith(_SQLITE) and not Path(url.removeprefix(_SQLITE)).exists()


@asynccontextmanager
async def _database(config: Config) -> AsyncIterator[tuple[Database, Setting]]:
    database = Database.open(config.database())
    try:
        yield database, Setting(Clock().now(), config.county(), Workdays())
    finally:
        await database.close()


def _cause(error: Exception) -> str:
    """The kind of error and its first line, without addresses or passwords."""
    cause = getattr(error, "orig", None) or error
    return f"{type(cause).__name__}: {str(cause).splitlines()[0][:80]}" if str(cause) else type(cause).__name__
