"""The keyboard of what was found."""

from __future__ import annotations

from collections import Counter

from messages.keyboards.rows import button, flow, rows
from messages.outgoing import Button, Keyboard
from messages.presses.finding import TurnFound
from messages.presses.lookups import OpenPaper
from messages.presses.matters import ShowMatter
from messages.views.finding import FoundLine, FoundView


def found_list(view: FoundView) -> Keyboard:
    """A card for each line, other pages."""
    back = [button("上一页", TurnFound(view.page - 1))] if view.page > 0 else []
    forth = [button("下一页", TurnFound(view.page + 1))] if view.page + 1 < view.pages else []
    openable = [line for line in view.lines if line.paper_id or not line.unit_id]
    labels = Counter(map(_label, openable))
    return flow(_card(line, alone=labels[_label(line)] == 1) for line in openable) + rows([*back, *forth])


def _label(line: FoundLine) -> str:
    return _short(line.document_number) or line.matter.registration_number


def _card(line: FoundLine, *, alone: bool) -> Button:
    """Called by the number of its paper; two series may have the same, then by the one that is only its own."""
    if line.unit_id:
        return button(_label(line), OpenPaper(line.paper_id, line.unit_id))
    return button(_label(line) if alone else line.matter.registration_number, ShowMatter(line.matter.id))


def _short(document_number: str) -> str:
    """`12号` of `夏政督〔2026〕12号`."""
    return document_number.partition("〕")[2] or document_number


KEYBOARDS = {"found_list": found_list}
