"""The keyboard of 待送达."""

from __future__ import annotations

from collections.abc import Mapping

from messages.keyboards.rows import button, flow, rows
from messages.outgoing import Button, Keyboard
from messages.presses.recording import RecordCall
from messages.presses.undelivered import ConfirmArrived, PrintUndelivered, SendOnceMore, TellByPhone, TurnUndelivered
from messages.views.undelivered import UndeliveredLine, UndeliveredView
from supervision.model import RecordKind

RECORDED: Mapping[str, str] = {RecordKind.SIGNATURE: "录入签批", RecordKind.RATIFICATION: "录入补签"}
"""What the button says where a line is settled by a record of what a leader did."""


def undelivered_list(view: UndeliveredView) -> Keyboard:
    """Settle a line, send one again, print the list, turn the page."""
    own = view.lines if view.may_settle else ()
    settling = [_settling(line) for line in own]
    again = [button(f"重发第{line.number}项", SendOnceMore(line.row)) for line in own if line.can_resend]
    printing = [button("打印清单", PrintUndelivered())] if view.lines else []
    back = [button("上一页", TurnUndelivered(view.page - 1))] if view.page > 0 else []
    forth = [button("下一页", TurnUndelivered(view.page + 1))] if view.page + 1 < view.pages else []
    return flow(settling, 2) + flow(again) + rows(printing, [*back, *forth])


def _settling(line: UndeliveredLine) -> Button:
    kind, key = line.settles
    if line.reason == "ambiguous":
        return button(f"第{line.number}项已送达", ConfirmArrived(line.row))
    if kind in RECORDED:
        return button(f"第{line.number}项{RECORDED[kind]}", RecordCall(kind, key))
    return button(f"第{line.number}项已{'另行' if line.is_group else '电话'}告知", TellByPhone(line.row, line.last))


KEYBOARDS = {"undelivered_list": undelivered_list}
