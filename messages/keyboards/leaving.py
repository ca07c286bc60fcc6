"""Keyboards of a leave."""

from __future__ import annotations

from messages.keyboards.rows import button, rows
from messages.outgoing import Keyboard
from messages.presses.leaving import EndLeave
from messages.views.leaving import LeaveView


def leave_card(view: LeaveView) -> Keyboard:
    """Take it back, or come back early."""
    words = {"coming": "取消请假", "running": "提前销假"}.get(view.state)
    return rows([button(words, EndLeave(view.leave_id))]) if words and view.may_end else ()


KEYBOARDS = {"leave_card": leave_card}
