"""`ducha rehearse`: what would be sent to whom and when in a span of days, by the rules in force or by changed ones."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from bot.backup_command import database_file
from bot.config import Config
from bot.console import Say, setting_of
from bot.rehearsal_load import Change, Days, Load, Span, changes
from bot.rehearsal_report import Report, open_files
from bot.rehearsal_words import (
    change_table,
    figures_line,
    load_table,
    message_line,
    missed_lines,
    sum_of,
    title_of,
)
from bot.rehearsed_messages import Message
from bot.rehearsing import Rehearsal, Rules
from handlers.bulletins.cards import text_of, wording
from storage.engine import Database
from storage.rehearsal import UncopiedError, copy_database
from storage.unit_of_work import Setting, UnitOfWork
from storage.winding_back import CLOCK_DRAFTS, wind_back
from supervision.calendars.periods import title_of as period_of
from supervision.figures.counting import InconsistentError
from supervision.model import Bulletin
from supervision.rehearsal.winding_back import A_MOMENT

DONE, REFUSED = 0, 1


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be rehearsed. `changed` is another configuration that is compared with the one in force."""

    first: date
    last: date
    changed: Config | None = None
    as_json: bool = False
    out: Path | None = None


@dataclass(frozen=True, slots=True)
class Drafted:
    """A bulletin that the clock drafts in the span."""

    at: datetime
    title: str
    figures: dict[str, int]
    text: str


@dataclass(frozen=True, slots=True)
class Played:
    """One rehearsal that is over: what it asked, the bulletins, and how many of its days are workdays."""

    load: Load
    bulletins: Sequence[Drafted]
    workdays: int
    failures: Mapping[str, int]


async def rehearse(config: Config, order: Order, say: Say) -> int:
    """Rehearse on a copy of the data, which is deleted again. Nothing is sent, and the data are only read.

    Returns:
        The exit code: 1 when nothing was rehearsed.
    """
    setting = await setting_of(config, say)
    if setting is None:
        return REFUSED
    file = database_file(config)
    if file is not None and not await asyncio.to_thread(file.is_file):
        say("没有可预演的数据：数据库尚未建立")
        return REFUSED
    if order.last < order.first:
        say("截止日期早于开始日期，未预演")
        return REFUSED
    with ExitStack() as stack:
        try:
            files = open_files(order.out, stack)
        except OSError as error:
            say(f"{error.filename}：未能写入（{error.strerror}），未预演")
            return REFUSED
        return await _rehearse(config, order, setting, Report(say, files, as_json=order.as_json), say)


async def _rehearse(config: Config, order: Order, setting: Setting, report: Report, say: Say) -> int:
    before: Played | None = None
    try:
        if order.changed is not None:
            before = await _play(config, config, order, setting, None)
        _head(order, report)
        played = await _play(config, order.changed or config, order, setting, report)
    except OSError as error:
        say(f"数据无法读取（{error.strerror or error}），未预演")
        return REFUSED
    except UncopiedError as error:
        say(f"数据无法读取（{error}），未预演")
        return REFUSED
    _sum_up(played, report)
    if before is not None:
        _compare(changes(before.load, played.load), report)
    return _failed(played, say) if played.failures else DONE


def _failed(played: Played, say: Say) -> int:
    """What a tick that fails would have said is missing: the rehearsal is not whole."""
    for name, count in sorted(played.failures.items()):
        say(f"定时任务出错{count}次，以上结果不完整：{name}（见日志）")
    return REFUSED


def _head(order: Order, report: Report) -> None:
    rules = "按调整后的规则" if order.changed is not None else "按现行规则"
    report.line(f"预演：{order.first}至{order.last}，{rules}；只读数据副本，不发送任何消息")
    report.line("")
    report.line("一、消息")


async def _play(config: Config, rules: Config, order: Order, setting: Setting, report: Report | None) -> Played:
    county = rules.county()
    span = Span(order.first, order.last, county.zone)
    load = Load(span)

    async def listen(message: Message) -> None:
        if span.holds(message.at):
            load.add(message)
            if report is not None:
                report.message(message_line(message, county.zone), _about(message, span))

    began = datetime.combine(order.first, time(), county.zone)
    until = datetime.combine(order.last + timedelta(days=1), time(), county.zone) - A_MOMENT
    setting = Setting(setting.now, county, setting.workdays)
    with tempfile.TemporaryDirectory(prefix="ducha-rehearsal-") as folder:
        copy = await copy_database(config.database(), Path(folder) / "copy", setting)
        try:
            begin = await _wound_back(copy, setting, began)
            files = Path(folder) / "files"
            await asyncio.to_thread(files.mkdir)
            told = Rules(county=county, limits=rules.delivery.limits())
            rehearsal = await Rehearsal.begin(copy, told, begin, files, listen)
            await rehearsal.play(until)
            async with copy.read(rehearsal.services.setting) as unit:
                bulletins = [one for one in await _drafted(unit, begin) if span.holds(one.at)]
            days = span.workdays(rehearsal.services.workdays)
            return Played(load, bulletins, days, rehearsal.timers.failures)
        finally:
            await copy.close()


async def _wound_back(copy: Database, setting: Setting, began: datetime) -> datetime:
    """Where the clock begins: at the present, if the span begins today or later; else at the span's first moment."""
    if began.date() >= setting.now.astimezone(began.tzinfo).date():
        return setting.now
    async with copy.write(setting) as unit:
        await wind_back(unit, began.astimezone(UTC) - A_MOMENT)
        await unit.commit()
    return began


async def _drafted(unit: UnitOfWork, begin: datetime) -> list[Drafted]:
    rows = [one for one in await unit.find(Bulletin, kind=CLOCK_DRAFTS) if one.drafted_at >= begin]
    return [Drafted(one.drafted_at, period_of(one), one.figures, await _text(unit, one)) for one in rows]


async def _text(unit: UnitOfWork, bulletin: Bulletin) -> str:
    try:
        return wording(unit, await text_of(unit, bulletin))
    except InconsistentError:
        return ""


def _about(message: Message, span: Span) -> dict[str, object]:
    to = message.to
    return {
        "row": "message",
        "at": message.at.astimezone(span.zone).isoformat(timespec="seconds"),
        "unit": to.unit,
        "post": to.post,
        "role": to.role,
        "name": to.name,
        "kind": message.kind,
        "title": title_of(message.kind),
        "missed": message.missed,
        "text": message.text,
    }


def _sum_up(played: Played, report: Report) -> None:
    load, span = played.load, played.load.span
    _table("二、各单位收到的消息（条）", "unit", load.unit_rows(), played, report)
    _table("三、各位领导收到的消息（条）", "leader", load.leader_rows(), played, report)
    report.line("")
    report.line("四、通报草稿")
    if not played.bulletins:
        report.line("（期间没有应起草的通报）")
    for one in played.bulletins:
        at = one.at.astimezone(span.zone)
        report.line(f"{at:%Y-%m-%d %H:%M} {one.title}督查通报：{figures_line(one.figures)}")
        for line in one.text.splitlines():
            report.line(f"    {line}")
        about = {"at": at.isoformat(timespec="seconds"), "title": one.title, "figures": one.figures, "text": one.text}
        report.about({"row": "bulletin", **about})
    if load.missed:
        report.line("")
        report.line("五、待送达（不计入以上各表）")
        for line in missed_lines(load):
            report.line(line)
        report.about({"row": "missed", **dict(sorted(load.missed.items()))})


def _table(title: str, kind: str, rows: Sequence[Days], played: Played, report: Report) -> None:
    span = played.load.span
    report.line("")
    report.line(title)
    if not rows:
        report.line("（没有）")
        return
    for line in load_table("名称", [*rows, sum_of(rows, "合计")], span, played.workdays):
        report.line(line)
    for row in rows:
        report.about({"row": kind, "name": row.name, **_counts(row, span, played.workdays)})


def _counts(row: Days, span: Span, workdays: int) -> dict[str, object]:
    most = row.busiest
    return {
        "total": row.total,
        "a_workday": round(row.total / max(1, workdays), 2),
        "busiest": {"day": most[0].isoformat(), "count": most[1]} if most else None,
        "months": {month: row.of_month(month) for month in span.months},
    }


def _compare(rows: Sequence[Change], report: Report) -> None:
    before, after = sum_of((row.before for row in rows), "合计"), sum_of((row.after for row in rows), "合计")
    report.line("")
    report.line("六、规则调整前后对比（条）")
    for line in change_table([*rows, Change("合计", before, after)]):
        report.line(line)
    for row in rows:
        report.about({"row": "change", "name": row.name, "before": row.before.total, "after": row.after.total})
