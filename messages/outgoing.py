"""A rendered message as plain data; `bot/delivery.py` turns it into calls."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import TypeAdapter


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button: it either sends `data` back or opens `url`."""

    label: str
    data: str = ""
    url: str = ""


Keyboard = tuple[tuple[Button, ...], ...]
"""Rows of inline buttons."""


@dataclass(frozen=True, slots=True)
class Part:
    """One Telegram message: HTML text with a keyboard, or a picture of a QR code, or copies of earlier messages.

    `words` is a reply keyboard; a message that has one can never be edited. `qr` is what the picture encodes, and
    then `text` is its caption. `copies` are ids of messages in chat `copy_from`, without their captions if `bare`.
    `menu` is no message at all: it sets the chat's menu of commands (name, description). `is_plain` text has no markup.

    A file is `wanted` (`7/docx` of a document, `made/ledger_book` of a maker of workbooks) until it is planned; then it
    is the `file` (its SHA-256) in the folder of files, sent as `file_name`, or as a photo if `is_photo`; what Telegram
    has of it already is sent by its `file_id` there. A `silent` part makes no sound.
    """

    text: str = ""
    keyboard: Keyboard = ()
    words: tuple[tuple[str, ...], ...] = ()
    qr: str = ""
    copy_from: int = 0
    copies: tuple[int, ...] = ()
    bare: bool = False
    menu: tuple[tuple[str, str], ...] = ()
    is_plain: bool = False
    wanted: str = ""
    file: str = ""
    file_name: str = ""
    file_id: str = ""
    is_photo: bool = False
    silent: bool = False

    @property
    def is_file(self) -> bool:
        """Whether it is a file, which is never edited."""
        return bool(self.wanted or self.file)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A message ready to go: one part, or several when the text is longer than Telegram takes."""

    parts: tuple[Part, ...]

    @property
    def editable(self) -> Part:
        """The part that carries the keyboard and is edited in place: the last that is no file, if there is one."""
        return next((part for part in reversed(self.parts) if not part.is_file), self.parts[-1])

    @property
    def stays(self) -> bool:
        """Whether its message is never edited, since not all it brought is text: a workbook, a paper, or words
        in the place of a file that was too large."""
        return any(part.is_file or part.file_name for part in self.parts)


_ADAPTER = TypeAdapter(Rendered)


def to_json(rendered: Rendered) -> str:
    """Write a rendered message, to be stored before it is sent."""
    return _ADAPTER.dump_json(rendered, exclude_defaults=True, warnings="error").decode()


def from_json(text: str) -> Rendered:
    """Read a stored message."""
    return _ADAPTER.validate_json(text)
