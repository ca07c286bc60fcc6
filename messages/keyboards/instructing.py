"""Keyboards of 办理情况呈报 and of a leader's new instruction."""

from __future__ import annotations

from messages.keyboards.rows import button, rows
from messages.outgoing import Keyboard
from messages.presses.instructing import (
    DraftFurther,
    GiveAgain,
    GoOn,
    InstructAnew,
    IssueFurther,
    MarkRead,
    ShowAnswer,
)
from messages.presses.matters import ShowMatter
from messages.views.instructing import AnswerView, FurtherView


def answer_card(view: AnswerView) -> Keyboard:
    """Read, go on, instruct anew – for the leader himself; the whole text for all who have the card."""
    whole = [button("全文", ShowAnswer(view.answer_id))] if view.is_long else []
    if not view.may_decide:
        return rows(whole)
    return rows(
        [button("已阅", MarkRead(view.answer_id)), button("继续督办", GoOn(view.answer_id))],
        [button("另作批示", InstructAnew(view.answer_id)), *whole],
    )


def further_card(view: FurtherView) -> Keyboard:
    """What the Office can make of it as it stands."""
    shown = [button("查看事项", ShowMatter(view.matter_id))]
    if view.state == "approved" and view.may_issue:
        return rows([button("印发", IssueFurther(view.further_id))], shown)
    if not view.may_act:
        return rows(shown)
    if view.state in {"sent_back", "overtaken"}:
        return rows([button("修改后重新送审", DraftFurther(view.further_id))], shown)
    if view.state != "new":
        return rows(shown)
    if view.returned:
        return rows([button("重新交办", GiveAgain(view.further_id))], shown)
    again = [] if view.second else [button("重新交办", GiveAgain(view.further_id))]
    return rows(
        [*again, button("另下督办通知", DraftFurther(view.further_id))],
        shown,
    )


KEYBOARDS = {"answer_card": answer_card, "further_card": further_card}
"""All keyboards by kind of message."""
