"""Keyboards of a roster that was read."""

from __future__ import annotations

from messages.keyboards.rows import button, rows
from messages.outgoing import Keyboard
from messages.presses.rosters import DropRoster, TakeRoster
from messages.views.rosters import RosterPreviewView


def roster_preview_card(view: RosterPreviewView) -> Keyboard:
    """Take it over, or leave it."""
    if not view.may_decide:
        return ()
    return rows([button("确认导入", TakeRoster(view.intake_id)), button("放弃", DropRoster(view.intake_id))])


KEYBOARDS = {"roster_preview_card": roster_preview_card}
