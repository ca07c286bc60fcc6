"""Keyboards of units that change."""

from __future__ import annotations

from messages.keyboards.rows import button, rows
from messages.outgoing import Keyboard
from messages.presses.unit_changes import AcknowledgeHandover, ShowHandedPapers
from messages.views.unit_changes import HandoverView


def handover_card(view: HandoverView) -> Keyboard:
    """Sign for everything at once; look at the papers one by one."""
    at = (view.old_unit_id, view.new_unit_id)
    return rows(
        [button("签收", AcknowledgeHandover(*at))] if view.waits and view.may_acknowledge else [],
        [button("查看各通知单", ShowHandedPapers(*at))] if view.may_read else [],
    )


KEYBOARDS = {"handover_card": handover_card}
