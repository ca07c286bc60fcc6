"""The keyboard of 待送达."""

from __future__ import annotations

from messages.keyboards.rows import button, flow, rows
from messages.outgoing import Keyboard
from messages.presses.undelivered import SendOnceMore, TellByPhone, TurnUndelivered
from messages.views.undelivered import UndeliveredView


def undelivered_list(view: UndeliveredView) -> Keyboard:
    """Close a line, send one again, turn the page."""
    closing = [
        button(f"第{line.number}项已{'另行' if line.is_group else '电话'}告知", TellByPhone(line.row))
        for line in view.lines
    ]
    again = [button(f"重发第{line.number}项", SendOnceMore(line.row)) for line in view.lines if line.can_resend]
    back = [button("上一页", TurnUndelivered(view.page - 1))] if view.page > 0 else []
    forth = [button("下一页", TurnUndelivered(view.page + 1))] if view.page + 1 < view.pages else []
    return flow(closing, 2) + flow(again) + rows([*back, *forth])


KEYBOARDS = {"undelivered_list": undelivered_list}
