"""The keyboards of 待送达: a page of those who lack something, and one line with its acts."""

from __future__ import annotations

from collections.abc import Mapping

from messages.keyboards.rows import button, rows
from messages.outgoing import Button, Keyboard
from messages.presses.recording import RecordCall
from messages.presses.undelivered import (
    ConfirmArrived,
    OpenUndelivered,
    PrintUndelivered,
    SendOnceMore,
    TellByPhone,
    TurnUndelivered,
)
from messages.views.undelivered import UndeliveredLine, UndeliveredView
from supervision.model import RecordKind

RECORDED: Mapping[str, str] = {RecordKind.SIGNATURE: "录入签批", RecordKind.RATIFICATION: "录入补签"}
"""What the button says where a line is settled by a record of what a leader did."""


def undelivered_list(view: UndeliveredView) -> Keyboard:
    """Open one of the list, print it from its first page, turn the page; or settle the line that is open."""
    if view.line is not None:
        return _of_line(view, view.line)
    opened = [button(f"第{one.number}项", OpenUndelivered(one.key, 0, view.page)) for one in view.shown]
    back = [button("上一页", TurnUndelivered(view.page - 1))] if view.page > 0 else []
    forth = [button("下一页", TurnUndelivered(view.page + 1))] if view.page + 1 < view.pages else []
    printing = [button("打印清单", PrintUndelivered())] if view.shown and not back else []
    return rows(opened[:2], opened[2:], [*printing, *back, *forth])


def _of_line(view: UndeliveredView, line: UndeliveredLine) -> Keyboard:
    again = [button("重发", SendOnceMore(line.row))] if line.can_resend else []
    acts = [_settling(line), *again] if view.may_settle else []
    back = [button("上一件", OpenUndelivered(line.key, line.number - 2, view.page))] if line.number > 1 else []
    forth = [button("下一件", OpenUndelivered(line.key, line.number, view.page))] if line.number < line.of else []
    out = (
        button("返回清单", TurnUndelivered(view.page)) if view.receivers > 1 else button("打印清单", PrintUndelivered())
    )
    return rows(acts, [*back, *forth], [out])


def _settling(line: UndeliveredLine) -> Button:
    kind, key = line.settles
    if line.reason == "ambiguous":
        return button("已送达", ConfirmArrived(line.row))
    if kind in RECORDED:
        return button(RECORDED[kind], RecordCall(kind, key))
    return button("已另行告知" if line.is_group else "已电话告知", TellByPhone(line.row, line.last))


KEYBOARDS = {"undelivered_list": undelivered_list}
