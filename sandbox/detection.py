"""What Telegram finds in text by itself (commands, mentions, links, tags), trimming, and showing again."""

import re
from html import escape

from sandbox.entities import SPACE, Formatted, utf16_length, utf16_slice
from sandbox.records import Json

PATTERNS = (
    ("url", re.compile(r"https?://[^\s<>\"，。；、）]+")),
    ("email", re.compile(r"(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("mention", re.compile(r"(?<![\w.])@[A-Za-z]\w{3,31}(?!\w)", re.ASCII)),
    ("bot_command", re.compile(r"(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/@])")),
    ("hashtag", re.compile(r"(?<!\w)#\w+")),
)
OPAQUE = {"code", "pre", "text_link", "text_mention", "url", "email", "mention", "bot_command", "hashtag"}
TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}


def trimmed(formatted: Formatted) -> Formatted:
    """Without white space at both ends, the entities moved along; an entity that becomes empty goes."""
    text = formatted.text.lstrip(SPACE)
    shift = utf16_length(formatted.text) - utf16_length(text)
    text = text.rstrip(SPACE)
    end = utf16_length(text)
    kept = []
    for entity in formatted.entities:
        start = max(entity["offset"] - shift, 0)
        stop = min(entity["offset"] + entity["length"] - shift, end)
        if stop > start:
            kept.append({**entity, "offset": start, "length": stop - start})
    return Formatted(text, kept)


def with_detected(formatted: Formatted) -> Formatted:
    """Add the entities that Telegram detects, outside of code and links."""
    taken = [entity for entity in formatted.entities if entity["type"] in OPAQUE]
    found: list[Json] = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(formatted.text):
            offset = utf16_length(formatted.text[: match.start()])
            length = utf16_length(match[0])
            free = all(
                offset + length <= other["offset"] or other["offset"] + other["length"] <= offset
                for other in taken + found
            )
            if free:
                found.append({"type": kind, "offset": offset, "length": length})
    entities = sorted(formatted.entities + found, key=lambda entity: (entity["offset"], -entity["length"]))
    return Formatted(formatted.text, entities)


def command_in(text: str, entities: list[Json]) -> tuple[str, str] | None:
    """The command that the text begins with, as (name, addressed bot or ""). None when there is none."""
    for entity in entities:
        if entity["type"] == "bot_command" and entity["offset"] == 0:
            name, _, bot = utf16_slice(text, 1, entity["length"] - 1).partition("@")
            return name, bot
    return None


def to_html(formatted: Formatted) -> str:
    """The text with its entities as HTML, for the page and for readers of tests. Entities must nest."""
    ends = sorted({0, utf16_length(formatted.text)} | _boundaries(formatted.entities))
    pieces: list[str] = []
    stack: list[Json] = []
    for start, stop in zip(ends, [*ends[1:], ends[-1]], strict=True):
        while stack and stack[-1]["offset"] + stack[-1]["length"] <= start:
            pieces.append(_tags(stack.pop())[1])
        for entity in formatted.entities:
            if entity["offset"] == start and stop > start:
                pieces.append(_tags(entity)[0])
                stack.append(entity)
        pieces.append(escape(utf16_slice(formatted.text, start, stop - start), quote=False))
    return "".join(pieces)


def _boundaries(entities: list[Json]) -> set[int]:
    return {place for entity in entities for place in (entity["offset"], entity["offset"] + entity["length"])}


def _tags(entity: Json) -> tuple[str, str]:
    kind = entity["type"]
    if kind in ("text_link", "text_mention"):
        url = entity.get("url") or f"tg://user?id={entity['user']['id']}"
        return f'<a href="{escape(url)}">', "</a>"
    if kind == "expandable_blockquote":
        return "<blockquote expandable>", "</blockquote>"
    if kind == "pre" and "language" in entity:
        return f'<pre><code class="language-{escape(entity["language"])}">', "</code></pre>"
    tag = TAGS.get(kind)
    return (f"<{tag}>", f"</{tag}>") if tag else ("", "")
