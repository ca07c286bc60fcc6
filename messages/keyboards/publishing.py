"""Keyboards of a bulletin's hearing and of its publication."""

from __future__ import annotations

from messages.keyboards.rows import button, rows
from messages.outgoing import Keyboard
from messages.presses.bulletins import ShowEvidence
from messages.presses.publishing import DecideExplanation, PhoneUnit, ShowExplanation, ShowHearing
from messages.views.objecting import ExplanationView, HearingView
from supervision.notices.objecting import ObjectionLapsed

CRITICISED = 1
"""The side of the criticised in buttons."""


def hearing_card(view: HearingView) -> Keyboard:
    """For each unit what is to be done next; then the other pages."""
    it = view.bulletin_id
    lines = []
    for line in view.lines if view.may_act else ():
        if line.to_phone:
            lines.append([button(f"登记电话核对 {line.unit}", PhoneUnit(it, line.unit_id))])
        elif line.to_decide:
            lines.append([button(f"研究说明 {line.unit}", ShowExplanation(it, line.unit_id))])
    back = [button("上一页", ShowHearing(it, view.page - 1))] if view.page else []
    on = [button("下一页", ShowHearing(it, view.page + 1))] if view.page + 1 < view.pages else []
    return rows(*lines, [*back, *on])


def objection_decision_card(view: ExplanationView) -> Keyboard:
    """Find it right or not, for who may; and the evidence."""
    it, unit = view.bulletin_id, view.unit_id
    decisions = [
        [button("采纳说明，撤下", DecideExplanation(it, unit, 1))],
        [button("不采纳，维持", DecideExplanation(it, unit, 0))],
    ]
    return rows(*(decisions if view.may_decide else []), [button("查看依据", ShowEvidence(it, unit, CRITICISED))])


def objection_lapsed(it: ObjectionLapsed) -> Keyboard:
    """To the list in which the calls are written down."""
    return rows([button("核对情况", ShowHearing(it.bulletin_id, 0))])


KEYBOARDS = {
    "hearing_card": hearing_card,
    "objection_decision_card": objection_decision_card,
    "objection_lapsed": objection_lapsed,
}
