"""Greeting and the menu of commands."""

from __future__ import annotations

from dataclasses import dataclass

from supervision.notices.base import Answer, Extras, Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome(Answer):
    """The greeting to somebody of the roster, with the keyboard of his roles' words.

    `fresh` is set when this very message opened his account.
    """

    name: str
    titles: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    fresh: bool = False

    @property
    def extras(self) -> Extras:
        """The keyboard."""
        return Extras(words=self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandMenu(Notice):
    """Not a message: sets the menu of commands in the person's chat to what his roles permit."""

    menu: tuple[tuple[str, str], ...]

    @property
    def extras(self) -> Extras:
        """The menu."""
        return Extras(menu=self.menu)
