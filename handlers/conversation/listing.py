"""Lists on one message: the next page replaces the last, as long as the message is in use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from handlers.conversation.context import Turn
from storage import outbox, outgoing
from supervision.notices.base import Notice

LIST = "list"
"""What the messages of lists stand for."""

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a list: `number` from 0, of so many `pages` (an empty list has one), `size` items long."""

    number: int
    pages: int
    size: int

    @property
    def start(self) -> int:
        """How many items stand before it."""
        return self.number * self.size

    def cut(self, items: Sequence[Item]) -> tuple[Item, ...]:
        """Its own among all the items."""
        return tuple(items[self.start : self.start + self.size])


def page_of(total: int, size: int, wanted: int) -> Page:
    """The page that is wanted, or the nearest that there is now."""
    pages = max(1, -(-total // size))
    return Page(min(max(wanted, 0), pages - 1), pages, size)


async def show(turn: Turn, notice: Notice) -> None:
    """Show a list: in place when one of its own buttons was tapped, else as a new message."""
    if not (await is_list(turn) and await outbox.rewrite(turn.unit, *_place(turn), notice)):
        await outbox.tell(turn.unit, [notice])


async def is_list(turn: Turn) -> bool:
    """Tell whether the button that was tapped stands on a list."""
    card = await outgoing.card_at(turn.unit, *_place(turn)) if turn.heard.callback_id else None
    return card is not None and card.subject_kind == LIST


async def serial(turn: Turn) -> int:
    """A number for a list, so that its message is told from others."""
    return await turn.unit.new_id(LIST)


def _place(turn: Turn) -> tuple[int, int]:
    return turn.heard.chat_id, turn.heard.message_id or 0
