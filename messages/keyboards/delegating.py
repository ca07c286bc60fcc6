"""Keyboards of delegations."""

from __future__ import annotations

from messages.keyboards.rows import button, flow, rows
from messages.outgoing import Keyboard
from messages.presses.signers import BeginDelegation, ConfirmDelegation, RevokeDelegation
from messages.views.delegating import DelegationView
from supervision.notices.delegating import DelegationList

MOST = 6
"""Delegations that can be taken back from the list; each has its card besides."""

REVOKE = {("waiting", True): "撤回录入", ("waiting", False): "不符，退回"}
"""What taking back is called before it counts, by whether the reader entered it himself."""


def delegation_card(view: DelegationView) -> Keyboard:
    """Confirm it, for a second person; take it back, for the holder and the Office."""
    confirm = [button("核对无误", ConfirmDelegation(view.delegation_id))] if view.may_confirm else []
    label = REVOKE.get((view.state, view.own_entry), "收回委托")
    revoke = [button(label, RevokeDelegation(view.delegation_id))] if view.may_revoke else []
    return rows([*confirm, *revoke])


def delegation_list(it: DelegationList) -> Keyboard:
    """Take one back, or give another."""
    back = [button(f"收回{line.away}的委托", RevokeDelegation(line.id)) for line in it.lines if line.may_revoke]
    return flow(back[:MOST], per_row=2) + rows([button("办理委托", BeginDelegation())] if it.may_grant else [])


KEYBOARDS = {"delegation_card": delegation_card, "delegation_list": delegation_list}
