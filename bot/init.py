"""`ducha init`: asks what a new county must decide and writes `config.toml`, readable by its owner alone."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

import httpx

from bot.clock import Clock
from bot.config import TOKEN_SHAPE, ConfigError, load
from bot.settings import Config
from supervision.county import County
from supervision.papers.numbering import REGISTERS

Ask = Callable[[str], str]
"""Shows a question and returns the line typed; raises EOFError when the person leaves."""

Say = Callable[[str], None]
"""Shows a line."""

Probe = Callable[[str], str | None]
"""Asks Telegram whose token this is: its user name, None if unreachable; raises ValueError if refused."""

T = TypeVar("T")

_CODES = {
    "code_office": ("县政府办公室代字", "{}办"),
    "code_letter": ("县政府办公室函代字", "{}办函"),
    "code_supervision": ("督查通知单代字", "{}督"),
    "code_urging": ("催办通知单代字", "{}督催"),
}
"""The codes that follow from the government's, unless the county has others."""


def run_interview(path: Path, ask: Ask, say: Say, probe: Probe | None = None) -> int:
    """Hold the interview and write `path`; an existing file is replaced only after a 是.

    Returns the exit code: 0 when the file is written and loads, 1 when nothing was written or it does not.
    """
    interview = _Interview(ask, say, probe or probe_token)
    try:
        if path.exists() and not interview.yes(f"{path} 已存在，是否覆盖？（是/否）"):
            say("未作改动。")
            return 1
        text = interview.hold()
    except (EOFError, KeyboardInterrupt):
        say("\n已中止，未写入任何文件。")
        return 1
    try:
        _write_private(path, text)
        load(path, {})
    except OSError as error:
        say(f"{path} 无法写入：{error.strerror}")
        return 1
    except ConfigError as error:
        say(str(error))
        return 1
    say(f"已写入 {path}（只有本人可读）。其余各项见 config.example.toml。")
    say("下一步：ducha doctor 检查，ducha run 启动。")
    return 0


def probe_token(token: str) -> str | None:
    """Call getMe at Telegram's own server; see :data:`Probe`."""
    try:
        response = httpx.get(f"{Config.model_fields['base_url'].default}{token}/getMe", timeout=10)
        answer = response.json()
    except (httpx.HTTPError, ValueError):
        return None
    if response.status_code in {401, 404}:
        raise ValueError("Telegram 不承认该令牌，请从 @BotFather 处重新复制")
    return str(answer["result"]["username"]) if answer.get("ok") else None


@dataclass(frozen=True)
class _Interview:
    """One pass through the questions."""

    ask: Ask
    say: Say
    probe: Probe

    def hold(self) -> str:
        """Ask everything; returns the text of the file."""
        self.say("逐项填写；方括号内为默认值，直接回车即采用。随时按 Ctrl-C 中止。")
        token = self._until_good("机器人令牌（向 @BotFather 申请）", "", self._token)
        place = self._place()
        papers = self._papers(place["name"])
        zone = self._until_good("时区", County().zone.key, _zone)
        administrators = self._until_good("首任系统管理员的 Telegram 数字编号（多人用空格隔开）", "", _ids)
        numbers = self._numbers(zone)
        data_dir = self._text("数据目录（数据库、收到的文件、备份）", "data")
        return _toml(
            {"token": token, "data_dir": data_dir, "administrators": administrators},
            {"place": place | {"zone": zone.key}, "papers": papers, "numbers": numbers},
        )

    def yes(self, question: str) -> bool:
        """Ask a question whose default is no."""
        return self.ask(question).strip().lower() in {"是", "y", "yes"}

    def _place(self) -> dict[str, str]:
        name = self._text("县名", County().name)
        return {"name": name, "contact_phone": self._text("督查室电话（可留空）", "", may_be_empty=True)}

    def _papers(self, name: str) -> dict[str, str]:
        default = County()
        government = self._text("县政府机关代字（如夏政）", default.code_government if name == default.name else "")
        papers = {"code_government": government}
        for key, (title, pattern) in _CODES.items():
            papers[key] = self._text(title, pattern.format(government))
        papers["bulletin_masthead"] = self._text("督查通报刊头", f"{name.removesuffix('县')}政务督查")
        return papers

    def _numbers(self, zone: ZoneInfo) -> dict[str, int]:
        year = Clock().today(zone).year
        self.say(f"{year}年各类编号已用到几号？没有用过就直接回车。")
        numbers = {"year": year}
        for key, register in REGISTERS.items():
            numbers[key] = self._until_good(f"{register.title}已用到", "0", _number)
        return numbers

    def _token(self, text: str) -> str:
        if not TOKEN_SHAPE.fullmatch(text):
            raise ValueError("令牌应为“数字:35位字符”，请整行复制")
        username = self.probe(text)
        if username is None:
            self.say("暂时连不上 Telegram，令牌未能核对；稍后可用 ducha doctor 检查。")
        else:
            self.say(f"令牌有效，机器人是 @{username}。")
        return text

    def _text(self, title: str, default: str, *, may_be_empty: bool = False) -> str:
        def check(text: str) -> str:
            if not text and not may_be_empty:
                raise ValueError("不能为空")
            return text

        return self._until_good(title, default, check)

    def _until_good(self, title: str, default: str, read: Callable[[str], T]) -> T:
        """Ask until `read` takes the answer; what it raises is said, and the question comes again."""
        while True:
            answer = self.ask(f"{title} [{default}]：" if default else f"{title}：").strip() or default
            if not answer.isprintable():
                self.say("有无法显示的字符，请重新输入。")
                continue
            try:
                return read(answer)
            except ValueError as error:
                self.say(f"{error}。")


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (ValueError, OSError, KeyError):
        raise ValueError("没有这个时区，应为 Asia/Shanghai 之类") from None


def _ids(text: str) -> list[int]:
    words = re.split(r"[\s,，、]+", text)
    if not all(re.fullmatch(r"[1-9]\d*", word, re.ASCII) for word in words):
        raise ValueError("应为数字编号，不能是用户名或群组编号")
    return [int(word) for word in words]


def _number(text: str) -> int:
    if not re.fullmatch(r"\d{1,6}", text):
        raise ValueError("应为数字，没有用过填 0")
    return int(text)


Value = str | int | list[int]


def _toml(top: dict[str, Value], tables: dict[str, dict[str, str] | dict[str, int]]) -> str:
    """Write the answers; a printable JSON string, number or list is one in TOML as well."""
    lines = ["# 由 ducha init 写成；各项的说明和其余可改的项见 config.example.toml。", ""]
    lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in top.items()]
    for name, table in tables.items():
        lines += ["", f"[{name}]"]
        lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in table.items()]
    return "\n".join(lines) + "\n"


def _write_private(path: Path, text: str) -> None:
    """Put the file in place whole, and never readable by others, not even for a moment."""
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    new.replace(path)
