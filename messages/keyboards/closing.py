"""Keyboards around closing a matter."""

from __future__ import annotations

from messages.keyboards.rows import button, rows
from messages.outgoing import Keyboard
from messages.presses.matters import ShowMatter, Summarise
from supervision.notices.closing import ReadyToSummarise


def begin(it: ReadyToSummarise) -> Keyboard:
    """Sum up, or look at the matter first."""
    return rows([button("汇总办结", Summarise(it.matter_id)), button("查看事项", ShowMatter(it.matter_id))])


KEYBOARDS = {"ready_to_summarise": begin}
