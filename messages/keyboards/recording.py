"""Keyboards of records: the second clerk's, the list's, and a leader's 补签."""

from __future__ import annotations

from messages.keyboards.rows import button, flow, rows
from messages.outgoing import Keyboard
from messages.presses.approving import ShowText
from messages.presses.recording import (
    ConfirmRecord,
    ConfirmRecords,
    Deny,
    Ratify,
    RejectRecord,
    ShowRecord,
    ShowScans,
    ToggleRecord,
)
from messages.presses.signers import ShowWaitingDelegations
from messages.views.recording import RatifyView, RecordsView, RecordView
from supervision.model import RecordStatus


def record_card(view: RecordView) -> Keyboard:
    """Confirm or reject while it waits for this viewer; look at the scans at any time."""
    scans = [button("查看原件", ShowScans(view.record_id))] if view.lines.scans else []
    if view.status is not RecordStatus.WAITING or not view.may_confirm:
        return rows(scans)
    deciding = [
        button("核对无误", ConfirmRecord(view.record_id)),
        button("不符，退回", RejectRecord(view.record_id)),
    ]
    return rows(deciding, scans)


def record_list(view: RecordsView) -> Keyboard:
    """Look at one, leave one out, confirm the rest."""
    if not view.allowed or view.decided:
        return ()
    waiting = [line for line in view.lines if not line.outcome]
    looking = [button(f"查看第{line.number}项", ShowRecord(line.record_id)) for line in waiting]
    leaving = [
        button(f"第{line.number}项{'不选' if line.ticked else '选'}", ToggleRecord(view.batch, line.number))
        for line in waiting
    ]
    every = [button(f"全部核对无误（{view.ticked}项）", ConfirmRecords(view.batch, view.ticks))] if view.ticked else []
    orders = len(view.delegations)
    comparing = [button(f"核对代签委托（{orders}件）", ShowWaitingDelegations())] if orders else []
    return flow(looking, 3) + flow(leaving, 3) + rows(every, comparing)


def ratify_card(view: RatifyView) -> Keyboard:
    """Stand by it, or not; read the text."""
    if not (view.waiting and view.may_act):
        return ()
    at = (view.chain_id, view.seq, view.shown)
    return rows(
        [button("确认同意", Ratify(*at)), button("不予追认", Deny(*at))],
        [button("全文", ShowText(view.chain_id, view.seq))],
    )


KEYBOARDS = {"ratify_card": ratify_card, "record_card": record_card, "record_list": record_list}
