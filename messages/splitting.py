"""Cutting a long text into messages that Telegram takes, at line ends and without breaking its markup."""

from __future__ import annotations

import html
import re

LIMIT = 4096
"""Telegram's limit of a message text, in characters after the markup is parsed."""

_TAG = re.compile(r"<(/?)([a-z-]+)([^>]*)>")


def split_html(text: str, limit: int = LIMIT) -> list[str]:
    """Cut at line ends; a tag that is open at a cut is closed there and opened again in the next part.

    A single line longer than the limit is cut where it stands.
    """
    if visible_length(text) <= limit:
        return [text]
    parts: list[str] = []
    current = ""
    open_tags: list[str] = []
    for line in _lines(text, limit):
        joined = f"{current}\n{line}" if current else line
        if visible_length(joined) > limit:
            parts.append(current + _closing(open_tags))
            joined = "".join(open_tags) + line
        current = joined
        open_tags = _still_open(line, open_tags)
    parts.append(current + _closing(open_tags) if open_tags else current)
    return parts


def visible_length(text: str) -> int:
    """How long Telegram counts the text: markup parsed away, entities as one character, in code points."""
    return len(plain(text))


def plain(text: str) -> str:
    """The text without its markup."""
    return html.unescape(_TAG.sub("", text))


def _lines(text: str, limit: int) -> list[str]:
    lines: list[str] = []
    for line in text.split("\n"):
        while visible_length(line) > limit:
            cut = _safe_cut(line, limit)
            lines.append(line[:cut])
            line = line[cut:]  # noqa: PLW2901 - the rest of the same line
        lines.append(line)
    return lines


def _safe_cut(line: str, limit: int) -> int:
    """The longest prefix of at most `limit` characters that ends neither in a tag nor in an entity."""
    cut = limit
    opened = max(line.rfind("<", 0, cut), line.rfind("&", 0, cut))
    if opened != -1 and not re.search(r"[>;]", line[opened:cut]):
        cut = opened
    return cut


def _still_open(line: str, before: list[str]) -> list[str]:
    tags = list(before)
    for match in _TAG.finditer(line):
        if match[1]:
            if tags:
                tags.pop()
        else:
            tags.append(match[0])
    return tags


def _closing(tags: list[str]) -> str:
    names = [_TAG.match(tag) for tag in reversed(tags)]
    return "".join(f"</{match[2]}>" for match in names if match)
