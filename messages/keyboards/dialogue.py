"""Keyboards of questions."""

from __future__ import annotations

from messages.keyboards.rows import button, flow, rows
from messages.outgoing import Keyboard
from messages.presses.dialogue import Cancel, Choose, DropOpen, GoBack, KeepOpen
from supervision.notices.dialogue import KeepOrDrop, Prompt


def prompt(it: Prompt) -> Keyboard:
    """The offered answers, then 返回上一步 and 取消; nothing once the question is behind."""
    if it.answered:
        return ()
    choices = flow((button(choice.label, Choose(it.step, choice.value)) for choice in it.choices), it.per_row)
    back = [button("返回上一步", GoBack(it.step))] if it.backable else []
    return choices + rows([*back, button("取消", Cancel(it.step))])


def keep_or_drop(it: KeepOrDrop) -> Keyboard:
    """Go on, or drop it."""
    return rows([button("继续填写", KeepOpen()), button("放弃，重新开始", DropOpen(it.wanted))])


KEYBOARDS = {"prompt": prompt, "keep_or_drop": keep_or_drop}
