"""Keyboards around a change of the text."""

from __future__ import annotations

from messages.keyboards.rows import button, rows
from messages.outgoing import Keyboard
from messages.presses.approving import ShowText
from messages.views.amending import TextAmendedView


def text_amended(view: TextAmendedView) -> Keyboard:
    """The whole text as it is now, for an earlier signer; the drafter has it in his matter."""
    return rows([button("全文", ShowText(view.chain_id, view.own_step))] if view.own_step else [])


KEYBOARDS = {"text_amended": text_amended}
