"""Keyboards of what units ask for."""

from __future__ import annotations

from messages.keyboards.rows import button, rows
from messages.outgoing import Keyboard
from messages.presses.requesting import GrantExtension, GrantOther, RefuseExtension
from messages.views.requesting import ExtensionView


def extension_card(view: ExtensionView) -> Keyboard:
    """Grant it, grant less, or refuse, while it waits for the Office."""
    if not view.open:
        return ()
    return rows(
        [
            button("报批" if view.signers else "同意", GrantExtension(view.request_id)),
            button("另定时限", GrantOther(view.request_id)),
        ],
        [button("不同意", RefuseExtension(view.request_id))],
    )


KEYBOARDS = {"extension_card": extension_card}
