"""Keyboards of 整改 and of 移送."""

from __future__ import annotations

from messages.keyboards.rows import button, rows
from messages.outgoing import Keyboard
from messages.presses.rectifying import (
    FailRectification,
    HandOverReferral,
    PassRectification,
    PromiseRectification,
    ProposeReferral,
    WriteReferral,
)
from messages.views.rectifying import RectificationView, ReferralView


def rectification_card(view: RectificationView) -> Keyboard:
    """The unit promises; the Office checks what was reported, and may propose to hand a grave case over."""
    at = view.rectification_id
    promise = [button("报送整改措施", PromiseRectification(at))] if view.may_promise else []
    check = [button("核查通过", PassRectification(at)), button("未通过", FailRectification(at))]
    refer = [button("提出移送建议", ProposeReferral(at))] if view.may_refer else []
    return rows(promise, check if view.may_check else [], refer)


def referral_card(view: ReferralView) -> Keyboard:
    """Write it anew after it was sent back; once it is approved draw up its letter and enter the handing over."""
    if not view.may_act:
        return ()
    if view.status == "sent_back":
        return rows([button("修改后重新送审", ProposeReferral(view.rectification_id))])
    if view.status != "approved":
        return ()
    letter = [] if view.number else [button("出具移送函", WriteReferral(view.referral_id))]
    return rows([*letter, button("登记移送", HandOverReferral(view.referral_id))])


KEYBOARDS = {"rectification_card": rectification_card, "referral_card": referral_card}
"""All keyboards by kind of message."""
