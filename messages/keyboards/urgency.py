"""Keyboards of 特急 that nobody answers, and of the list of duty."""

from __future__ import annotations

from messages.keyboards.rows import button, flow, rows
from messages.outgoing import Keyboard
from messages.presses.approving import ShowText
from messages.presses.matters import ShowMatter
from messages.presses.recording import RecordCall
from messages.presses.urgency import ArrangeDuty, PresentAgain, ShowDuty
from messages.views.urgency import DutyView, LeaderSilentView, SilentUnit, UnitsSilentView
from supervision.model import RecordKind

MOST = 5
"""Units that can be recorded from one card; the others from their matter."""

WEEK = 7


def units_silent(view: UnitsSilentView) -> Keyboard:
    """Record each call; look at the matter."""
    units = view.silent[:MOST] if view.may_record else ()
    calls = [button(_label(unit, len(units)), RecordCall(RecordKind.DELIVERY, _key(view, unit))) for unit in units]
    return flow(calls, per_row=2) + rows([button("查看事项", ShowMatter(view.matter_id))] if view.may_record else [])


def _label(unit: SilentUnit, count: int) -> str:
    return "记录电话送达" if count == 1 else f"记录送达 {unit.name}"


def _key(view: UnitsSilentView, unit: SilentUnit) -> str:
    return f"{view.paper_id}/{unit.unit_id}"


def leader_silent(view: LeaderSilentView) -> Keyboard:
    """Record what he said on the telephone, send him the card again, read the text; nothing once he decided."""
    if not view.waiting:
        return ()
    at = (view.chain_id, view.seq)
    recordable = view.may_record and view.may_telephone
    record = [button("记录电话同意", RecordCall(RecordKind.VERBAL, f"{view.chain_id}/{view.seq}"))]
    again = [button("再次呈送", PresentAgain(*at))] if view.may_remind and view.reachable else []
    text = [button("全文", ShowText(*at))] if view.for_secretary else []
    return rows([*(record if recordable else []), *again, *text])


def signature_urged(view: LeaderSilentView) -> Keyboard:
    """Read the text, while it waits."""
    return rows([button("全文", ShowText(view.chain_id, view.seq))]) if view.waiting else ()


def duty_list(view: DutyView) -> Keyboard:
    """Arrange it; the weeks around."""
    if not view.may_set:
        return ()
    first = view.days[0].day.toordinal()
    return rows(
        [button("安排值班", ArrangeDuty())],
        [button("上一周", ShowDuty(first - WEEK)), button("下一周", ShowDuty(first + WEEK))],
    )


KEYBOARDS = {
    "units_silent": units_silent,
    "leader_silent": leader_silent,
    "signature_urged": signature_urged,
    "duty_list": duty_list,
}
