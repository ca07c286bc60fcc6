"""The keyboard of an old ledger that was read."""

from __future__ import annotations

from messages.keyboards.rows import button, rows
from messages.outgoing import Keyboard
from messages.presses.takeover import DropLedger, TakeLedger
from messages.views.takeover import LedgerPreviewView


def ledger_preview_card(view: LedgerPreviewView) -> Keyboard:
    """Take it over, or leave it."""
    if not view.may_decide:
        return ()
    intake = view.shown.intake_id
    return rows([button("确认转入", TakeLedger(intake)), button("放弃", DropLedger(intake))])


KEYBOARDS = {"ledger_preview_card": ledger_preview_card}
