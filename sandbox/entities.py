"""HTML markup → text and entities, with the rules and the error words of the real parser.

Source: TDLib `MessageEntity.cpp: parse_html` (behaviour, telegram.md §6). Errors name offsets in UTF-8
bytes of the raw text; entity offsets count UTF-16 units of the result.
"""

import re
from dataclasses import dataclass, field

from sandbox.errors import ApiError, bad_request
from sandbox.records import Json

ENTITY_TYPE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
}
ARGUMENT = {"a": ("href", ""), "code": ("class", "language-"), "span": ("class", "tg-")}
ESCAPE = re.compile(r"&(?:#(?:(\d{1,8})|[xX]([0-9a-fA-F]{1,7}))|(lt|gt|amp|quot)(?![A-Za-z]));?")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
SPACE = " \t\r\n\v\0"
USER_LINK = re.compile(r"tg://user\?id=(\d+)$")


@dataclass(slots=True)
class Formatted:
    """Text without markup, and what was marked in it. The Bot API calls the two `text` and `entities`."""

    text: str
    entities: list[Json] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    tag: str
    argument: str
    offset: int
    begin: int


def utf16_length(text: str) -> int:
    """How many UTF-16 units the text has; entity offsets and lengths are counted in them."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf16_slice(text: str, offset: int, length: int) -> str:
    """The part of the text that an entity covers."""
    units = text.encode("utf-16-le", "surrogatepass")
    return units[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")


def unescape(text: str) -> str:
    """Decode the escapes that Telegram knows: numbers, lt, gt, amp and quot. Others stay as they are."""

    def decoded(match: re.Match[str]) -> str:
        decimal, hexadecimal, name = match.groups()
        if name:
            return NAMED[name]
        code = int(decimal) if decimal else int(hexadecimal, 16)
        return chr(code) if 0 < code < 0x10FFFF else match[0]

    return ESCAPE.sub(decoded, text)


def parse_html(raw: str) -> Formatted:
    """Parse HTML `parse_mode`. Raises ApiError "can't parse entities: …"."""
    return _Parser(raw).parse()


class _Parser:
    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.at = 0
        self.text = ""
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def parse(self) -> Formatted:
        while self.at < len(self.raw):
            begin = self.raw.find("<", self.at)
            end = len(self.raw) if begin < 0 else begin
            self.append(unescape(self.raw[self.at : end]))
            self.at = end
            if begin >= 0:
                if self.raw.startswith("</", begin):
                    self.close_tag(begin)
                else:
                    self.open_tag(begin)
        if self.open:
            raise cannot_parse(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return Formatted(self.text, self.entities)

    def append(self, text: str) -> None:
        self.text += text
        self.length += utf16_length(text)

    def error(self, words: str, at: int, more: str = "") -> ApiError:
        return cannot_parse(f"{words} at byte offset {len(self.raw[:at].encode())}{more}")

    def take(self, stop: str) -> str:
        start = self.at
        while self.at < len(self.raw) and self.raw[self.at] not in stop:
            self.at += 1
        return self.raw[start : self.at]

    def skip_space(self) -> None:
        while self.at < len(self.raw) and self.raw[self.at] in SPACE:
            self.at += 1

    def here(self) -> str:
        return self.raw[self.at : self.at + 1]

    def open_tag(self, begin: int) -> None:
        self.at = begin + 1
        tag = self.take(SPACE + ">").lower()
        if not self.here():
            raise self.error("Unclosed start tag", begin)
        if tag not in ENTITY_TYPE:
            raise self.error(f'Unsupported start tag "{tag}"', begin)
        argument = ""
        while True:
            self.skip_space()
            if self.here() == ">":
                break
            name, value = self.attribute(tag, begin)
            wanted, prefix = ARGUMENT.get(tag, ("", ""))
            if name == wanted and value.startswith(prefix):
                argument = value.removeprefix(prefix)
            elif tag == "blockquote" and name == "expandable":
                argument = "expandable"
        self.at += 1
        if tag == "span" and argument != "spoiler":
            raise self.error('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(_Open(tag, argument, self.length, len(self.text)))

    def attribute(self, tag: str, begin: int) -> tuple[str, str]:
        """Read one attribute of a start tag and return its name and value."""
        name = self.take(SPACE + "=>")
        if not name:
            if not self.here():
                raise self.error("Unclosed start tag", begin)
            raise self.error(f'Empty attribute name in the tag "{tag}"', begin)
        self.skip_space()
        if self.here() != "=":
            if not self.here():
                raise self.error("Unclosed start tag", begin)
            return name, ""
        self.at += 1
        self.skip_space()
        quote = self.here()
        if quote and quote in "\"'":
            self.at += 1
            value = unescape(self.take(quote))
            self.at += 1
        else:
            token = self.at
            value = self.take(SPACE + ">").lower()
            if not re.fullmatch(r"[A-Za-z0-9.-]*", value):
                raise self.error("Unexpected end of name token", token)
        if not self.here():
            raise self.error("Unclosed start tag", begin)
        return name, value

    def close_tag(self, begin: int) -> None:
        if not self.open:
            raise self.error("Unexpected end tag", begin)
        self.at = begin + 2
        tag = self.take(SPACE + ">").lower()
        self.skip_space()
        if self.here() != ">":
            raise self.error("Unclosed end tag", begin)
        self.at += 1
        opened = self.open.pop()
        if tag and tag != opened.tag:
            raise self.error("Unmatched end tag", begin, f', expected "</{opened.tag}>", found "</{tag}>"')
        if self.length > opened.offset:
            self.add(opened)

    def add(self, opened: _Open) -> None:
        entity: Json = {
            "type": ENTITY_TYPE[opened.tag],
            "offset": opened.offset,
            "length": self.length - opened.offset,
        }
        if opened.tag == "blockquote" and opened.argument:
            entity["type"] = "expandable_blockquote"
        if opened.tag == "a":
            url = opened.argument or self.text[opened.begin :]
            if not add_link(entity, url):
                return
        if opened.tag == "pre" and self.merges_with_code(entity):
            return
        if opened.tag == "code" and opened.argument:
            entity["language"] = opened.argument
        self.entities.append(entity)

    def merges_with_code(self, pre: Json) -> bool:
        """`<pre><code class="language-x">` is one entity of type pre with a language."""
        last = self.entities[-1] if self.entities else {}
        same = last.get("offset") == pre["offset"] and last.get("length") == pre["length"]
        if last.get("type") == "code" and same and "language" in last:
            last["type"] = "pre"
            return True
        return False


def add_link(entity: Json, url: str) -> bool:
    """Make the entity a link or the mention of a user.

    False when the address is not one that Telegram links.
    """
    if user := USER_LINK.match(url):
        entity["type"] = "text_mention"
        entity["user_id"] = int(user[1])
        return True
    if re.match(r"(https?|tg|ton|tonsite|mailto|tel):", url, re.IGNORECASE):
        entity["url"] = url if "/" in url.partition("://")[2] else url + "/" * ("://" in url)
    elif re.match(r"[\w-]+(\.[\w-]+)+", url):
        entity["url"] = "http://" + url + ("" if "/" in url else "/")
    return "url" in entity


def cannot_parse(words: str) -> ApiError:
    """The error of text whose markup is wrong."""
    return bad_request(f"can't parse entities: {words}")
