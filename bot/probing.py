"""Asking the Bot API a question before the bot runs: whose token is this, what may the bot do in a group?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import httpx

from bot.settings import Config

PATIENCE = 15.0
"""Seconds to wait for an answer."""


class TelegramError(Exception):
    """The Bot API answered no, or not at all; the message is in Chinese and holds no token."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the Bot API answered, and its clock's time if it said so."""

    result: dict[str, Any]
    date: str


class Telegram(Protocol):
    """Somebody who answers for the Bot API."""

    async def ask(self, method: str, **values: int) -> Answer:
        """Call a method. Raises TelegramError."""


@dataclass(frozen=True, slots=True)
class BotApi:
    """Asks the Bot API; what goes wrong is said without the token, which is part of the address."""

    config: Config

    async def fetch(self, file_id: str) -> None:
        """Get a file as the bot gets evidence: where it is, then the file itself. Raises TelegramError."""
        path = str((await self.ask("getFile", file_id=file_id)).result.get("file_path", ""))
        url = f"{self.config.base_file_url}{self.config.token.get_secret_value()}/{path}"
        try:
            async with httpx.AsyncClient(timeout=PATIENCE, trust_env=False, proxy=self.config.proxy or None) as client:
                response = await client.get(url)
        except httpx.HTTPError:
            raise TelegramError("连不上文件服务器，请检查 base_file_url 和 proxy") from None
        if response.status_code != httpx.codes.OK or not response.content:
            raise TelegramError(
                f"查得到文件、下载不到（{response.status_code}），佐证材料将全部取不回："
                "自建 Bot API 服务请另行提供文件下载，并核对 base_file_url"
            )

    async def ask(self, method: str, **values: int | str) -> Answer:
        """Call a method. Raises TelegramError."""
        url = f"{self.config.base_url}{self.config.token.get_secret_value()}/{method}"
        try:
            async with httpx.AsyncClient(timeout=PATIENCE, trust_env=False, proxy=self.config.proxy or None) as client:
                response = await client.post(url, json=values)
                body = response.json()
        except httpx.ProxyError:
            raise TelegramError(f"连不上代理 {self.config.proxy}") from None
        except httpx.HTTPError:
            raise TelegramError("连不上 Telegram 服务器，请检查网络、proxy 和 base_url") from None
        except ValueError:
            raise TelegramError(f"无法识别服务器的答复（{response.status_code}），请检查 base_url") from None
        if response.status_code in (401, 404) and not body.get("ok"):
            raise TelegramError("Telegram 不承认该令牌，请从 @BotFather 处重新复制")
        if not body.get("ok"):
            raise TelegramError(_reason(body))
        return Answer(body["result"], response.headers.get("date", ""))


def _reason(body: dict[str, Any]) -> str:
    description = str(body.get("description", ""))
    if "migrate_to_chat_id" in body.get("parameters", {}):
        return "群已升级为超级群，机器人运行后自动改绑"
    if "chat not found" in description or "kicked" in description or "deleted" in description:
        return "机器人已不在群内或群已解散，请重新加入并发送 /bind"
    return f"Telegram 答复：{description}"
