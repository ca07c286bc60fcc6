"""Plain text in the encodings that offices use."""

from __future__ import annotations

import codecs

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ENCODINGS = ("utf-8", "gb18030")


def decode(content: bytes) -> str | None:
    """The text of a .txt file, whether UTF-8, UTF-16 with its mark, or GB18030; none if it is no text."""
    encodings = tuple(name for mark, name in _MARKS if content.startswith(mark)) or _ENCODINGS
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n").strip()
    return None
